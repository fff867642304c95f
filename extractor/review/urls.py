"""Every address of the review page, in one class; templates and redirects take them from here and nowhere else."""

from __future__ import annotations

from urllib.parse import quote, urlencode


class Urls:
    """Paths below the root of the server. ``query`` is the queue's view as it stands in the address.

    >>> Urls.item("R3-17", "state=unsure")
    '/items/R3-17?state=unsure'
    """

    home = "/"
    login = "/login"
    logout = "/logout"
    spare_link = "/link"
    settings = "/settings"
    upload = "/upload"
    plan_upload = "/plan/upload"
    tracker = "/plan/tracker.xlsx"
    plan_paper = "/plan/paper.docx"
    undo = "/undo"

    @staticmethod
    def start(token: str) -> str:
        """The link that is opened once and leaves a cookie."""
        return _with(f"/start/{_part(token)}")

    @staticmethod
    def static(name: str, version: str) -> str:
        """A stylesheet or script; the version makes it safe to keep for a year."""
        return _with(f"/static/{_part(name)}", urlencode({"v": version}))

    @staticmethod
    def job(job_id: str) -> str:
        """How far the reading of an uploaded file has come."""
        return _with(f"/uploads/{_part(job_id)}")

    @staticmethod
    def job_state(job_id: str) -> str:
        """The same as a few words of JSON."""
        return _with(f"/uploads/{_part(job_id)}/state")

    @staticmethod
    def plan_import(import_id: str) -> str:
        """What an uploaded tracker would change."""
        return _with(f"/plan/imports/{_part(import_id)}")

    @staticmethod
    def plan(show: str = "") -> str:
        """The actions of the plan; ``show`` is all, overdue, soon or without_date."""
        return _with("/plan", urlencode({"show": show}) if show else "")

    @staticmethod
    def action(ref: str) -> str:
        """One action; a force's own ref may hold a slash, so it goes into the query."""
        return _with("/plan/action", urlencode({"ref": ref}))

    @staticmethod
    def queue(query: str = "") -> str:
        """The items under a filter."""
        return _with("/queue", query)

    @staticmethod
    def resume(query: str = "") -> str:
        """The item at which this person left off."""
        return _with("/resume", query)

    @staticmethod
    def audit(query: str = "") -> str:
        """A random handful of what the program would have dismissed."""
        return _with("/audit", query)

    @staticmethod
    def item(item_id: str, query: str = "") -> str:
        """One item."""
        return _with(f"/items/{_part(item_id)}", query)

    @staticmethod
    def item_step(item_id: str, step: str, query: str = "") -> str:
        """A page or form below an item: decide, edit, boundaries, split, action, response, history."""
        return _with(f"/items/{_part(item_id)}/{step}", query)

    @staticmethod
    def report(report_id: int) -> str:
        """One report."""
        return f"/reports/R{report_id}"

    @staticmethod
    def report_edit(report_id: int) -> str:
        """Where corrections of a report's metadata go."""
        return f"/reports/R{report_id}/edit"

    @staticmethod
    def aside(report_id: int) -> str:
        """What a report asks of others, to be set aside at once."""
        return f"/reports/R{report_id}/aside"

    @staticmethod
    def board_paper(report_id: int) -> str:
        """The board paper on a report, as a file."""
        return f"/reports/R{report_id}/board-paper.docx"

    @staticmethod
    def response_draft(report_id: int) -> str:
        """The draft of the response to a report, as a file."""
        return f"/reports/R{report_id}/response.docx"

    @staticmethod
    def picture(report_id: int, sha256: str, page: int, scale: float) -> str:
        """The picture of a page; the sum stands in the address, so that it never changes."""
        return f"/reports/R{report_id}/{sha256}/pages/{page}.png?scale={scale:g}"

    @staticmethod
    def pdf(report_id: int, sha256: str, page: int = 1) -> str:
        """The kept PDF, opened at a page by the browser's own viewer."""
        return f"/reports/R{report_id}/{sha256}/report.pdf#page={page}"


def _part(text: str) -> str:
    return quote(text, safe="")


def _with(path: str, query: str = "") -> str:
    return f"{path}?{query}" if query else path

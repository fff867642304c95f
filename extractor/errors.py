"""One error tree: each class carries its exit code and the user's next step.

Exit codes are part of the interface: 0 all well, 1 an unexpected fault, 2 wrong usage, 3 some files failed,
10-29 a file that cannot be read, 30-39 configuration and models, 40-49 plan and tracker, 50-59 store, 60-69 review.
"""

from __future__ import annotations

INTERRUPTED = 130
"""Exit code of a run that somebody stopped with Ctrl-C, as a shell has it."""
SOME_FAILED = 3
"""Exit code of a run over several files of which at least one failed and at least one did not."""


class ExtractorError(Exception):
    """Base of everything the program says to a person: one sentence of fact, one of remedy."""

    exit_code = 1
    remedy = "Run the command again with --help to see what it takes."

    def __init__(self, fact: str, remedy: str | None = None) -> None:
        super().__init__(fact)
        self.fact = fact
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.fact} {self.remedy}"


class UnexpectedFault(ExtractorError):
    """A defect of this program that one file brought out; the others of the run were read."""

    exit_code = 1
    remedy = "Please report it with the lines printed above."


# ------------------------------------------------------------------------------- files (10-29)


class MissingFile(ExtractorError):
    """There is nothing at the path."""

    exit_code = 10
    remedy = "Check the path and its spelling."


class IsDirectory(ExtractorError):
    """The path is a folder."""

    exit_code = 11
    remedy = "Name the PDF files inside it, for example with a wildcard."


class UnreadableFile(ExtractorError):
    """The file is there but may not be opened."""

    exit_code = 12
    remedy = "Ask for read permission, or copy the file to a folder of your own."


class EmptyFile(ExtractorError):
    """The file has no bytes."""

    exit_code = 13
    remedy = "Download it again from the publisher's page."


class NotAPdf(ExtractorError):
    """The bytes are not a PDF."""

    exit_code = 14
    remedy = "Give the PDF that the publisher offers for download."


class DamagedPdf(ExtractorError):
    """The bytes begin as a PDF and cannot be parsed."""

    exit_code = 15
    remedy = "Download it again; if it still fails, open it in a viewer and print it to a new PDF."


class EncryptedPdf(ExtractorError):
    """The PDF asks for a password that was not given or is wrong."""

    exit_code = 16
    remedy = "Give the password with --password, or save a copy without one."


class NoPages(ExtractorError):
    """The PDF has no pages."""

    exit_code = 17
    remedy = "Download it again from the publisher's page."


class NoTextLayer(ExtractorError):
    """The pages are pictures and there is no OCR program to read them."""

    exit_code = 18
    remedy = "Install Tesseract and run again with --ocr, or ask the publisher for an accessible copy."


class UnreadableItems(ExtractorError):
    """A file of items (JSON Lines, CSV, xlsx) cannot be understood."""

    exit_code = 20
    remedy = "Give JSON Lines, CSV or xlsx with at least a column named text."


# --------------------------------------------------------------------- configuration, models (30-39)


class BadConfig(ExtractorError):
    """extractor.toml is not valid, or names something unknown."""

    exit_code = 30
    remedy = "Mend the line it names, or write a fresh file with extractor init."


class MissingModel(ExtractorError):
    """A trained model is not where it should be."""

    exit_code = 31
    remedy = "Install the package again, train with extractor train, or run with --rules-only."


class AlteredModel(ExtractorError):
    """A model's bytes do not match the sum in its meta.json."""

    exit_code = 32
    remedy = "Install the package again, train with extractor train, or run with --rules-only."


class BadGold(ExtractorError):
    """A folder given for evaluation or training has no usable gold."""

    exit_code = 33
    remedy = "Give a folder with <stem>.pdf beside <stem>.gold.json."


class ConfigExists(ExtractorError):
    """There is an extractor.toml already."""

    exit_code = 34
    remedy = "Edit it, or write a fresh one over it with extractor init --replace."


# ------------------------------------------------------------------------------- plan (40-49)


class NotAWorkbook(ExtractorError):
    """The file given as a tracker is neither a workbook nor delimited text."""

    exit_code = 40
    remedy = "Open it in the program that made it and save it as .xlsx or .csv."


class OldWorkbook(ExtractorError):
    """The tracker is in the format of Excel 97-2003, whatever its name says."""

    exit_code = 41
    remedy = "Open it in Excel and save it as an Excel Workbook (.xlsx)."


class EncryptedTracker(ExtractorError):
    """The tracker needs a password to be opened."""

    exit_code = 42
    remedy = "Open it in Excel, remove the password under File, Info, Protect Workbook, and save it."


class DamagedTracker(ExtractorError):
    """The tracker begins as a workbook and cannot be read."""

    exit_code = 43
    remedy = "Open it in Excel, let it repair the file, and save it under a new name."


class HostileTracker(ExtractorError):
    """The tracker holds what no office program writes: a decompression bomb or XML entities."""

    exit_code = 44
    remedy = "Nothing was changed; do not open it, and ask whoever sent it where it came from."


class TrackerTooLarge(ExtractorError):
    """The tracker has more rows or columns than any plan."""

    exit_code = 45
    remedy = "Nothing was changed; copy the rows of the plan into a sheet of their own and name it with --sheet."


class NoPlanFound(ExtractorError):
    """No sheet of the tracker has a row of headings that can be recognised."""

    exit_code = 46
    remedy = "Name your own headings under [plan.columns] in extractor.toml, and the sheet and row if need be."


class TrackerOpen(ExtractorError):
    """Somebody has the workbook open, or it may not be replaced."""

    exit_code = 47
    remedy = "Nothing was changed; close it everywhere and run the command again, or export to another file."


class TrackerChanged(ExtractorError):
    """The workbook is not the one that was imported last."""

    exit_code = 48
    remedy = "Nothing was changed; take its changes in with extractor plan import, then export again."


class CannotExport(ExtractorError):
    """The export cannot be written there, or not in that format."""

    exit_code = 49
    remedy = "Nothing was changed; give the path of a new .xlsx, .csv, .json or .docx file in a folder that exists."


# ------------------------------------------------------------------------------- store (50-59)


class NoStore(ExtractorError):
    """There is no store yet."""

    exit_code = 50
    remedy = "Make one with extractor ingest, or name the folder's extractor.toml with --config."


class UnsafeStore(ExtractorError):
    """The store lies where its journal is not safe."""

    exit_code = 51
    remedy = (
        "Keep the folder on a drive of this computer, or share one store between several people through PostgreSQL: "
        'set url = "postgresql+psycopg://..." under [store] in extractor.toml.'
    )


class StoreBusy(ExtractorError):
    """Another process holds the store."""

    exit_code = 52
    remedy = "Nothing was changed; run the command again when the other one has finished."


class DamagedStore(ExtractorError):
    """The store is not one, is damaged, or was written by a newer version of this program."""

    exit_code = 53
    remedy = "Bring back the newest backup with extractor restore, or install the newest version of this program."


class Conflict(ExtractorError):
    """Somebody else decided first; ``decisions`` are what they decided, oldest first."""

    exit_code = 54
    remedy = "Nothing was overwritten; look at the item again and decide once more."

    def __init__(self, fact: str, decisions: tuple[object, ...] = (), remedy: str | None = None) -> None:
        super().__init__(fact, remedy)
        self.decisions = decisions


class NotInStore(ExtractorError):
    """The store has no such report, item, action, decision or user."""

    exit_code = 55
    remedy = "See what there is with extractor status."


class CannotDecide(ExtractorError):
    """The decision makes no sense for the item as it stands."""

    exit_code = 56
    remedy = "Nothing was changed; choose another decision."


class StoreExists(ExtractorError):
    """Writing would replace something that is already there."""

    exit_code = 57
    remedy = "Give another path, or say --force to replace it."


class BadBackup(ExtractorError):
    """The file is not a whole backup of a store."""

    exit_code = 58
    remedy = "Give a file that extractor backup wrote; nothing was changed."


class StoreUnreachable(ExtractorError):
    """The database does not answer, or cannot be opened."""

    exit_code = 59
    remedy = "Check the url under [store], the folder's permissions, that the disk has room and that the server runs."


# ------------------------------------------------------------------------------- review (60-69)


class UnsafeBinding(ExtractorError):
    """The review page was asked to listen beyond this computer without anyone who could log in."""

    exit_code = 60
    remedy = "Leave host at 127.0.0.1, or add a login first with extractor user add NAME."


class PortTaken(ExtractorError):
    """Another program listens at the port."""

    exit_code = 61
    remedy = "Leave port at 0 to take a free one, or name another with --port."


class BadUpload(ExtractorError):
    """What was sent is not a file of the kind that belongs there."""

    exit_code = 62
    remedy = "Choose a PDF for a report, or an .xlsx, .xlsm, .csv or .tsv file for the plan."


class UploadTooLarge(ExtractorError):
    """A file is larger than the review page takes."""

    exit_code = 63
    remedy = "Read it with extractor ingest, or raise max_upload_mb under [review] in extractor.toml."


class BadForm(ExtractorError):
    """A form came without its token, from elsewhere, or with a value that is not offered."""

    exit_code = 64
    remedy = "Go back, load the page again and repeat the step; nothing was changed."


class WeakPassword(ExtractorError):
    """A password is too short, or was not typed the same way twice."""

    exit_code = 65
    remedy = "Take at least 12 letters, for example three words that do not belong together."


class ReadingStopped(ExtractorError):
    """The process that read an uploaded file ended before it was done."""

    exit_code = 66
    remedy = "Try the file with extractor ingest to see more; nothing was changed."

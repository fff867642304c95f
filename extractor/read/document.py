"""PDF -> Document: the sweep, the furniture, the paragraphs and, at the end, the offsets."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.domain import BBox, Document, Evidence, Issue, Severity, Stage, TableCell
from extractor.errors import EmptyFile, IsDirectory, MissingFile, NotAPdf, UnreadableFile
from extractor.read.assemble import Manuscript
from extractor.read.boxes import BoxLook, box_around, find_boxes, has_rules, look_of, mark_drawn_bullets
from extractor.read.columns import find_gutter, order_lines
from extractor.read.cover import OuterPages, describe_report
from extractor.read.furniture import NEIGHBOURS, MarginKey, margin_keys, without_furniture
from extractor.read.join import join_over_pages
from extractor.read.layout import Paragraph, TagTrust, Typography, lines_to_paragraphs, tagged_paragraphs
from extractor.read.lines import TextLine, runs_to_lines
from extractor.read.margin import join_margin_labels
from extractor.read.memory import give_back_freed_memory
from extractor.read.ocr import PageScanner
from extractor.read.options import ReadOptions
from extractor.read.pdfium import PageContent, PdfSource, Run, Shape
from extractor.read.tables import CAN_DECIDE, find_open_tables, find_ruled_tables, runs_by_cell
from extractor.read.tags import Tag

WARM_UP_PAGES = 16
"""Pages looked at before the first is laid out: enough to know the letter sizes and whether the tags are good."""

HEADER_BYTES = 1024
COLUMN_JUMP_EM = 2.5
BACKGROUND_SHARE = 0.9
MIN_ON_BACKGROUND = 6
"""A tint behind nearly all of a page's paragraphs is its background; a browser prints one on every page."""


def read_document(path: Path, options: ReadOptions | None = None) -> Document:
    """A published PDF as one text with blocks in reading order.

    Raises:
        MissingFile, IsDirectory, UnreadableFile, EmptyFile, NotAPdf, DamagedPdf, EncryptedPdf, NoPages, NoTextLayer:
            the file as a whole cannot be read; see ``extractor.errors``. A page that cannot be read becomes an Issue.
    """
    options = options or ReadOptions()
    sha256 = check_file(path)
    with closing(PdfSource(path, options.password)) as source:
        reader = _Reader(source, options, PageScanner(source, options))
        manuscript, outer = Manuscript(source.bookmarks()), OuterPages(source.page_count)
        for paragraph in join_over_pages(reader.paragraphs()):
            outer.add(paragraph)
            manuscript.add(paragraph)
        reader.scanner.check(len(manuscript.paragraphs) == 0)
        typography, trust = reader.typography, reader.trust
        report = describe_report(path, sha256, source, outer, manuscript.paragraphs, typography, trust.is_good)
    give_back_freed_memory()
    issues = [*reader.issues, *reader.scanner.issues]
    if report.publication_date_source == "metadata":
        message = f"No publication date is printed; {report.publication_date} is when the file was made: check it."
        issues.append(Issue(Stage.READ, Severity.WARNING, message))
    document = manuscript.to_document(report, typography, reader.page_sizes, issues)
    give_back_freed_memory()
    return document


def check_file(path: Path) -> str:
    """The sha256 of a file that can be opened and begins like a PDF.

    Raises:
        MissingFile, IsDirectory, UnreadableFile, EmptyFile, NotAPdf: see ``extractor.errors``.
    """
    if path.is_dir():
        raise IsDirectory(f"{path} is a folder, not a file.")
    if not path.exists():
        raise MissingFile(f"There is no file {path}.")
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
            digest.update(head)
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened ({error.strerror or error}).") from error
    if not head:
        raise EmptyFile(f"{path} is empty.")
    if b"%PDF-" not in head:
        raise NotAPdf(f"{path} is not a PDF.")
    return digest.hexdigest()


@dataclass(slots=True)
class _Page:
    content: PageContent
    lines: list[TextLine]
    margins: frozenset[MarginKey]
    tables: dict[tuple[int, int, int], list[TextLine]] = field(default_factory=dict)


class _Reader:
    """Goes through the pages once with a short look ahead, so that memory does not grow with their number."""

    def __init__(self, source: PdfSource, options: ReadOptions, scanner: PageScanner) -> None:
        self.source, self.options, self.scanner = source, options, scanner
        self.typography = Typography()
        self.trust = TagTrust()
        self.issues: list[Issue] = []
        self.page_sizes: list[tuple[float, float]] = []
        self._scanned: dict[int, list[TextLine]] = {}
        self._sizes: dict[tuple[float, float], tuple[float, float]] = {}
        self.pages_with_tables = 0
        self.table_open = False
        self.boxes = self.tables = 0
        self.open_box: tuple[int, BoxLook] | None = None
        self.gutter: float | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of one page after the other, in reading order."""
        behind: deque[frozenset[MarginKey]] = deque(maxlen=NEIGHBOURS)
        window: deque[_Page] = deque()
        for page in self._prepared():
            window.append(page)
            if len(window) > NEIGHBOURS:
                yield from self._lay_out(window.popleft(), behind, window)
        while window:
            yield from self._lay_out(window.popleft(), behind, window)

    def _prepared(self) -> Iterator[_Page]:
        warm: list[PageContent] = []
        decided = False
        for content in self.source.pages(self.options.use_tags):
            self._note(content)
            if not decided:
                warm.append(content)
                if len(warm) < min(WARM_UP_PAGES, self.source.page_count):
                    continue
                self._warm_up(warm)
                decided = True
                for early in warm:
                    yield self._prepare(early)
                warm = []
                continue
            yield self._prepare(content)

    def _note(self, content: PageContent) -> None:
        size = content.width, content.height
        self.page_sizes.append(self._sizes.setdefault(size, size))
        if content.error:
            message = f"Page {content.number} is broken and was left out."
            self.issues.append(Issue(Stage.READ, Severity.ERROR, message, content.number))
        elif _is_picture(content):
            self._scanned[content.number] = self.scanner.lines_of(content.number)
        if self.options.on_page is not None:
            self.options.on_page(content.number, self.source.page_count)

    def _warm_up(self, contents: list[PageContent]) -> None:
        for content in contents:
            lines = runs_to_lines(_text_runs(content), content.number)
            self.typography.learn(lines or self._scanned.get(content.number, []))
            if self.options.use_tags and content.tags:
                tagged = _tagged_lines(content)
                self.trust.learn(_loose_and_tagged(content, tagged), tagged_paragraphs(tagged))

    def _prepare(self, content: PageContent) -> _Page:
        runs = _text_runs(content)
        tables: dict[tuple[int, int, int], list[TextLine]] = {}
        if content.number in self._scanned:
            lines = self._scanned.pop(content.number)
        elif self.trust.is_good:
            lines = _tagged_lines(content) + runs_to_lines(
                [run for run in runs if run.mcid not in content.tags], content.number
            )
        else:
            cells, rest = self._cells(content, runs)
            lines = runs_to_lines(rest, content.number)
            tables = {key: runs_to_lines(group, content.number) for key, group in sorted(cells.items())}
        lines = join_margin_labels(lines)
        mark_drawn_bullets(lines, content.shapes)
        return _Page(content, lines, margin_keys(lines, content.height), tables)

    def _cells(self, content: PageContent, runs: list[Run]) -> tuple[dict[tuple[int, int, int], list[Run]], list[Run]]:
        words = " ".join(run.text for run in runs)
        may_decide = self.table_open or bool(CAN_DECIDE.search(" ".join(words.split())))
        if not self.options.use_boxes or not may_decide:
            self.table_open = False
            return {}, runs
        if has_rules(content.shapes):
            self.pages_with_tables += 1
            tables = find_ruled_tables(self.source.single_page(content.number))
        else:
            tables = find_open_tables(content.shapes, runs)
        self.table_open = bool(tables) and tables[-1].box.bottom > content.height * 0.75
        return runs_by_cell(runs, tables)

    def _lay_out(self, page: _Page, behind: deque[frozenset[MarginKey]], ahead: deque[_Page]) -> list[Paragraph]:
        near = [*behind, *(later.margins for later in ahead)]
        height, width = page.content.height, page.content.width
        lines = without_furniture(page.lines, height, near, self.typography.body_size_pt)
        behind.append(page.margins)
        if page.content.number > WARM_UP_PAGES:
            self.typography.learn(lines)
        loose = [line for line in lines if line.tag is None]
        tagged = [line for line in lines if line.tag is not None]
        self.gutter = find_gutter(loose, width, self.gutter)
        paragraphs = lines_to_paragraphs(order_lines(loose, self.gutter), self.typography)
        paragraphs = self._with_tables(paragraphs, page)
        if tagged:
            own = tagged_paragraphs(tagged)
            self._number_cells(own)
            paragraphs = _weave(own, paragraphs)
        if self.options.use_boxes:
            self._put_into_boxes(paragraphs, find_boxes(page.content.shapes, width, height), page.content.shapes)
        if _is_picture(page.content):
            for paragraph in paragraphs:
                paragraph.evidence = Evidence.OCR
        return paragraphs

    def _with_tables(self, paragraphs: list[Paragraph], page: _Page) -> list[Paragraph]:
        inside: list[Paragraph] = []
        for (table, row, column), lines in page.tables.items():
            mark_drawn_bullets(lines, page.content.shapes)
            for paragraph in lines_to_paragraphs(lines, self.typography):
                paragraph.cell = TableCell(self.tables + table, row, column)
                inside.append(paragraph)
        self.tables += 1 + max((key[0] for key in page.tables), default=-1)
        return _weave(inside, paragraphs) if inside else paragraphs

    def _number_cells(self, paragraphs: list[Paragraph]) -> None:
        top = 0
        for paragraph in paragraphs:
            if paragraph.tag and paragraph.tag.cell:
                table, row, column = paragraph.tag.cell
                top = max(top, table)
                paragraph.cell = TableCell(self.tables + table, row, column)
                paragraph.row_opened = paragraph.tag.row_opened
        self.tables += top + 1

    def _put_into_boxes(self, paragraphs: list[Paragraph], boxes: list[BBox], shapes: Sequence[Shape]) -> None:
        """Number the boxes within the document; one that a page break cut keeps its number."""
        inside = [box_around(paragraph.first, boxes) for paragraph in paragraphs]
        background = {index for index in set(inside) if inside.count(index) > BACKGROUND_SHARE * len(paragraphs)}
        if len(paragraphs) < MIN_ON_BACKGROUND:
            background = set()

        def look(index: int) -> BoxLook:
            return look_of(boxes[index], shapes, paragraphs[inside.index(index)].first)

        numbers = {index: self.boxes + index for index in range(len(boxes))}
        first = inside[0] if inside else None
        if first is not None and self.open_box and self.open_box[1].goes_on_as(look(first)):
            numbers[first] = self.open_box[0]
        for paragraph, index in zip(paragraphs, inside, strict=True):
            paragraph.box_id = None if index is None or index in background else numbers[index]
        last = inside[-1] if inside else None
        self.open_box = (numbers[last], look(last)) if last is not None else None
        self.boxes += len(boxes)


def _is_picture(content: PageContent) -> bool:
    return not any(run.text.strip() for run in content.runs) and any(shape.is_image for shape in content.shapes)


def _text_runs(content: PageContent) -> list[Run]:
    return [run for run in content.runs if run.upright and not run.artifact]


def _tagged_lines(content: PageContent) -> list[TextLine]:
    """Lines of one element at a time, in the order of the structure tree.

    The label and the body of a list item are read together: some producers tag words of the body as its label.
    Words without a tag that stand inside an element's lines (a browser prints link addresses so) join it.
    """
    groups: dict[tuple[int, int], list[Run]] = {}
    loose: list[Run] = []
    for run in _text_runs(content):
        tag = content.tags.get(run.mcid)
        if tag is None:
            loose.append(run)
        else:
            groups.setdefault(_unit_of(tag), []).append(run)
    _adopt_loose(loose, list(groups.values()))
    ordered = sorted(groups.values(), key=lambda group: min(content.tags[run.mcid].order for run in group))
    result: list[TextLine] = []
    for group in ordered:
        own = sorted((content.tags[run.mcid] for run in group), key=lambda tag: tag.order)
        tag = next((tag for tag in own if not tag.is_label), own[0])
        if own[-1].unfinished or own[0].opened:
            tag = replace(tag, unfinished=own[-1].unfinished, opened=own[0].opened)
        for part in _by_column(group):
            for line in runs_to_lines(part, content.number):
                line.tag = tag
                result.append(line)
    return result


def _by_column(group: list[Run]) -> list[list[Run]]:
    """The words of one element parted where they go on at the head of another column.

    Content order tells: the baseline jumps up by more than a line.
    """
    parts: list[list[Run]] = [[]]
    lowest = 0.0
    for run in group:
        if parts[-1] and run.text.strip() and run.baseline < lowest - COLUMN_JUMP_EM * run.size:
            parts.append([])
            lowest = 0.0
        parts[-1].append(run)
        lowest = max(lowest, run.baseline)
    return parts


def _unit_of(tag: Tag) -> tuple[int, int]:
    in_item = tag.item >= 0 and tag.type in ("LI", "Lbl", "LBody")
    return (tag.item, -1) if in_item else (-1, tag.element)


def _adopt_loose(loose: list[Run], groups: list[list[Run]]) -> None:
    """Give untagged words to the element whose lines they stand among, and the element's tag with them."""
    extents = [(min(run.top for run in group), max(run.bottom for run in group)) for group in groups]
    for run in sorted(loose, key=lambda run: run.baseline):
        if not run.text.strip():
            continue
        middle = run.baseline - 0.3 * run.size
        for index, (top, bottom) in enumerate(extents):
            if top - 1 <= middle <= bottom + 0.9 * run.size and groups[index][0].mcid >= 0:
                run.mcid = groups[index][0].mcid
                groups[index].append(run)
                extents[index] = (top, max(bottom, run.bottom))
                break


def _loose_and_tagged(content: PageContent, tagged: list[TextLine]) -> list[TextLine]:
    return tagged + runs_to_lines([run for run in _text_runs(content) if run.mcid not in content.tags], content.number)


def _weave(main: list[Paragraph], others: list[Paragraph]) -> list[Paragraph]:
    """Put ``others`` before the first of ``main`` that stands lower on the page."""
    result = list(main)
    for other in others:
        place = next((i for i, own in enumerate(result) if own.first.baseline > other.first.baseline), len(result))
        result.insert(place, other)
    return result

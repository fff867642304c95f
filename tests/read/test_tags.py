"""The structure tree of a tagged PDF, on trees written out in the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.domain import Block, BlockKind, Document
from extractor.find import find_recommendations
from extractor.read import read_document
from tests.pdf_factory import FONT, raw_pdf, references

Words = tuple[int, int]
"""Page from 0 and marked-content id."""

Element = tuple[str, list["Element | Words"]]
ROOT, PARENTS, FACE, FIRST_PAGE = 3, 4, 5, 6
FILLER = [f"The duty sergeant wrote line {number} of the note on the third day of the visit." for number in range(8)]


class Tagging:
    """Numbers pages and elements and writes them as the objects of a PDF."""

    def __init__(self, pages: list[list[str]]) -> None:
        self.pages = pages
        self.elements: list[str] = []
        self.owners: list[dict[int, int]] = [{} for _ in pages]
        self.first_element = FIRST_PAGE + 2 * len(pages)

    def pdf(self, tree: Element) -> bytes:
        top = self._element(tree, ROOT)
        nums = " ".join(
            f"{page} [{references(own[mcid] for mcid in sorted(own))}]" for page, own in enumerate(self.owners)
        )
        objects = [
            f"<< /Type /StructTreeRoot /K {top} 0 R /ParentTree {PARENTS} 0 R >>",
            f"<< /Nums [{nums}] >>",
            FONT,
            *(each for number, lines in enumerate(self.pages) for each in self._page(number, lines)),
            *self.elements,
        ]
        kids = [f"{FIRST_PAGE + 2 * number} 0 R" for number in range(len(self.pages))]
        return raw_pdf(kids, objects, f"/MarkInfo << /Marked true >> /StructTreeRoot {ROOT} 0 R")

    def _element(self, element: Element, parent: int) -> int:
        kind, kids = element
        number = self.first_element + len(self.elements)
        self.elements.append("")
        words = [self._kid(kid, number) for kid in kids]
        self.elements[number - self.first_element] = (
            f"<< /Type /StructElem /S /{kind} /P {parent} 0 R /K [{' '.join(words)}] >>"
        )
        return number

    def _kid(self, kid: Element | Words, number: int) -> str:
        if isinstance(kid[0], str):
            return f"{self._element(kid, number)} 0 R"  # type: ignore[arg-type]
        page, mcid = kid
        self.owners[page][mcid] = number  # type: ignore[index]
        return f"<< /Type /MCR /Pg {FIRST_PAGE + 2 * page} 0 R /MCID {mcid} >>"  # type: ignore[operator]

    def _page(self, number: int, lines: list[str]) -> tuple[str, str]:
        content = "\n".join(marked(mcid, words) for mcid, words in enumerate(lines))
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents {number} /Tabs /S "
            f"/Resources << /Font << /F1 {FACE} 0 R >> >> /Contents {FIRST_PAGE + 2 * number + 1} 0 R >>"
        )
        return page, f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def marked(mcid: int, words: str) -> str:
    """A line with its id; one that begins with "!" is marked as page furniture instead."""
    head = "/Artifact BMC" if words.startswith("!") else f"/P << /MCID {mcid} >> BDC"
    return f"{head} BT /F1 11 Tf 72 {700 - 14 * mcid} Td ({words.lstrip('!')}) Tj ET EMC"


def read(tmp_path: Path, pages: list[list[str]], *elements: Element) -> Document:
    """The document of pages whose last lines are ordinary tagged paragraphs."""
    full = [[*lines, *FILLER] for lines in pages]
    filler: list[Element | Words] = [
        ("P", [(page, len(lines) + number)])
        for page, lines in enumerate(pages[-1:], len(pages) - 1)
        for number in range(8)
    ]
    for lines in full[:-1]:
        del lines[-8:]
    file = tmp_path / "tagged.pdf"
    file.write_bytes(Tagging(full).pdf(("Document", [*elements, *filler])))
    return read_document(file)


def before_filler(document: Document) -> list[tuple[Block, str]]:
    found = [(block, document.slice(block.span)) for block in document.blocks]
    return [(block, text) for block, text in found if text not in FILLER]


def test_one_element_of_several_pieces_is_one_paragraph(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [["The force should", "answer every", "call."]],
        ("P", [("Span", [(0, 0)]), (0, 1), ("NonStruct", [(0, 2)])]),
    )
    assert [text for _, text in before_filler(document)] == ["The force should answer every call."]


def test_elements_come_in_the_order_of_the_tree_and_not_of_the_page(tmp_path: Path) -> None:
    document = read(tmp_path, [["Printed first.", "Printed second."]], ("P", [(0, 1)]), ("P", [(0, 0)]))
    assert [text for _, text in before_filler(document)] == ["Printed second.", "Printed first."]


def test_the_label_and_the_body_of_a_list_item_are_a_bullet(tmp_path: Path) -> None:
    item = ("LI", [("Lbl", [(0, 1)]), ("LBody", [(0, 2)])])
    document = read(
        tmp_path, [["Areas for improvement", "\\267", "answer every call"]], ("H2", [(0, 0)]), ("L", [item])
    )
    (heading, words), (bullet, text) = before_filler(document)
    assert (heading.kind, heading.level, words) == (BlockKind.HEADING, 2, "Areas for improvement")
    assert (bullet.kind, bool(bullet.bullet), text) == (BlockKind.LIST_ITEM, True, "answer every call")


def test_what_the_producer_marks_as_furniture_is_no_text(tmp_path: Path) -> None:
    document = read(tmp_path, [["The force should act.", "!A running title"]], ("P", [(0, 0)]))
    assert "running title" not in document.text


def test_a_paragraph_that_goes_on_over_the_page_is_one_block_on_two_pages(tmp_path: Path) -> None:
    document = read(
        tmp_path, [["The force should answer every call."], ["And it should do so at night."]], ("P", [(0, 0), (1, 0)])
    )
    ((block, text),) = before_filler(document)
    assert text == "The force should answer every call. And it should do so at night."
    assert (block.page, block.end_page) == (1, 2)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Leaders should act on waiting times for", "speech therapy."),
        ("Leaders should act on waiting times.", "They should write to families."),
    ],
    ids=["cut in a sentence", "cut between two"],
)
def test_a_table_row_that_goes_on_over_the_page_stays_one_item(tmp_path: Path, upper: str, lower: str) -> None:
    pages = [
        ["Areas for priority action", "The council and", upper],
        ["the health board.", lower, "The health board.", "Leaders should publish the pathway."],
    ]
    table: Element = (
        "Table",
        [
            ("TR", [("TD", [(0, 1), (1, 0)]), ("TD", [(0, 2), (1, 1)])]),
            ("TR", [("TD", [(1, 2)]), ("TD", [(1, 3)])]),
        ],
    )
    document = read(tmp_path, pages, ("H2", [(0, 0)]), table)
    found = find_recommendations(document).recommendations
    assert [(item.text, item.responsible_body, item.pages) for item in found] == [
        (f"{upper} {lower}", "The council and the health board.", (1, 2)),
        ("Leaders should publish the pathway.", "The health board.", (2,)),
    ]


def test_cells_know_their_table_row_and_column(tmp_path: Path) -> None:
    table: Element = (
        "Table",
        [("TR", [("TD", [(0, 0)]), ("TD", [(0, 1)])]), ("TR", [("TD", [(0, 2)]), ("TD", [(0, 3)])])],
    )
    document = read(tmp_path, [["Who acts.", "What they do.", "The force.", "It acts."]], table)
    cells = [block.cell for block, _ in before_filler(document)]
    assert [(cell.row, cell.column) for cell in cells if cell] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert len({cell.table for cell in cells if cell}) == 1

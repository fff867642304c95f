"""Tables of items: one row is one item, with the bullets and further paragraphs of its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.domain import Block, BlockKind, Document, Evidence, Kind
from extractor.find.cells import NAMES_WHO_OR_WHEN
from extractor.find.drafts import Draft, after, whole
from extractor.find.headings import STATUS_COLUMN, letters_of
from extractor.find.kinds import label_kind, opener_kind
from extractor.find.parts import label_of
from extractor.find.patterns import ITEM_LABEL, STATUS_LINE
from extractor.find.sections import Section
from extractor.find.verdicts import asks_for_action

HEADER_MAX_LETTERS = 70
BOLD = 0.8
NAMES_A_BODY = ("responsible", "owner", "addressee", "lead", "who", "organisation", "agency", "bodies")

ROW_NUMBER = re.compile(r"^(?:(?:[A-Z]{1,3}[ -]?)?\d{1,3}(?:[./]\d{1,2})?[a-z]?|\(?[a-z]\))\.?$")
"""A cell that only numbers its row: 7, R7, 2.4, 25/1, (b)."""

Row = dict[int, list[Block]]


def is_form(section: Section, document: Document) -> bool:
    """Whether a label heads a table that tells one item: "Recommendation 4 | words", then "Answer | words"."""
    own = section.opener.cell
    if not section.labelled or own is None or section.bounded:
        return False
    beside = [block.cell for block in section.blocks if block.cell is not None]
    return any(cell.row == own.row and cell.column > own.column for cell in beside)


def form_to_draft(section: Section, document: Document) -> Draft:
    """The item that a form tells: its words stand beside the label, the body in a row that says so."""
    own = section.opener.cell
    assert own is not None, "a form is a table"
    label = label_of(section.opener, document)
    draft = Draft(section.kind, label=label[0] if label else None, evidence={section.opener.evidence, Evidence.TABLE})
    draft.heads.append(section.opener)
    name = ""
    for block in section.blocks:
        assert block.cell is not None, "a form ends with its table"
        text = document.slice(block.span)
        if block.cell.row == own.row:
            draft.pieces.append(whole(block))
        elif block.cell.column == own.column:
            name = text
        elif _names_a_body(name):
            draft.responsible_body = text
        else:
            draft.supporting.append(whole(block))
    return draft


def split_rows(section: Section, document: Document) -> tuple[list[Row], list[Block]]:
    """Rows of item tables within a section, and the blocks outside them.

    A table holds items where it has several rows; a single cell is a box, and its paragraphs are read as such.
    """
    if section.band:
        return [], section.blocks
    tables: dict[int, dict[int, Row]] = {}
    for block in section.blocks:
        if block.cell is not None and not _heads_columns(section.opener, block):
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, []).append(block)
    items = {number: rows for number, rows in tables.items() if _holds_items(section, number, rows, document)}
    rows = [row for number in items for row in items[number].values()]
    figures = {number for number, own in tables.items() if _is_figures(section, own, document)}
    loose = [block for block in section.blocks if block.cell is None or block.cell.table not in items.keys() | figures]
    return rows, loose


def _heads_columns(opener: Block, block: Block) -> bool:
    """Whether a block stands in the heading row that the opener is part of."""
    if opener.cell is None or block.cell is None or opener.cell.column == block.cell.column:
        return False
    return (opener.cell.table, opener.cell.row) == (block.cell.table, block.cell.row)


def _holds_items(section: Section, number: int, rows: dict[int, Row], document: Document) -> bool:
    if all(_is_list(row) for row in rows.values()):
        return False
    if _is_figures(section, rows, document):
        return False
    if len(rows) > 1:
        has_header = section.in_table or _has_header(rows, document)
        return has_header or not any(_row_is_loose(row, document) for row in rows.values())
    only = next(iter(rows.values()))
    in_own_cell = section.opener.cell is not None and section.opener.cell.table == number
    return len(only) > 1 or (in_own_cell and section.opener.cell is not None and section.opener.cell.row not in rows)


def _is_figures(section: Section, rows: dict[int, Row], document: Document) -> bool:
    """A table among recommendations that only counts or names things."""
    is_wide = len(rows) > 1 and any(len(row) > 1 for row in rows.values())
    return (section.kind is Kind.RECOMMENDATION or section.restated) and is_wide and not _asks(rows, document)


def _asks(rows: dict[int, Row], document: Document) -> bool:
    """Whether a table of recommendations holds sentences: one that counts or names reports has none."""
    cells = [max((document.slice(b.span) for blocks in row.values() for b in blocks), key=len) for row in rows.values()]
    sentences = sum(asks_for_action(text) or text.rstrip().endswith(".") for text in cells)
    return sentences >= 0.5 * len(cells)


def _is_list(row: Row) -> bool:
    """A layout table of one column whose cells are lists: the bullets are the items, not the rows."""
    return len(row) == 1 and all(blocks[0].bullet for blocks in row.values())


def _has_header(rows: dict[int, Row], document: Document) -> bool:
    return any(_is_header(row, document) for row in rows.values())


def _row_is_loose(row: Row, document: Document) -> bool:
    """A layout table: a cell that holds headings of its own."""
    return any(
        block.kind is BlockKind.HEADING and not opener_kind(document.slice(block.span))
        for blocks in row.values()
        for block in blocks
    )


def _is_header(row: Row, document: Document) -> bool:
    """A row whose cells only name the columns."""
    texts = [document.slice(block.span) for blocks in row.values() for block in blocks]
    if len(row) > 1 and all(block.style.bold >= BOLD for blocks in row.values() for block in blocks):
        return all(len(text) <= HEADER_MAX_LETTERS for text in texts)
    if not texts or any(len(text) > HEADER_MAX_LETTERS for text in texts):
        return False
    return any(opener_kind(text) for text in texts) or all(_names_a_body(text) for text in texts)


def _names_a_body(text: str) -> bool:
    return any(word in letters_of(text) for word in NAMES_A_BODY) and len(text) <= 40


def rows_to_drafts(section: Section, rows: Sequence[Row], document: Document) -> list[Draft]:
    """One draft a row; one column of a table holds the words, the others a number and the body they are for.

    A row that only names a group heads the rows below it; one that a page's end cut off goes on with the row above.
    """
    mains = _word_columns(section, rows, document)
    heads = _heads_of(section, document)
    drafts: list[Draft] = []
    group: str | None = None
    table: int | None = None
    for row in rows:
        blocks = row.get(mains[_table_of(row)])
        if not blocks or _is_header(row, document):
            continue
        begins, table = table not in (None, _table_of(row)), _table_of(row)
        if _names_a_group(row, document):
            group = document.slice(blocks[0].span)
        elif begins and drafts and _goes_on(row, blocks, drafts[-1], document):
            drafts[-1].pieces += [whole(block) for block in blocks]
        else:
            drafts.append(_row_to_draft(section, row, blocks, heads, document))
            drafts[-1].group_heading = group
    return drafts


def _row_label(text: str) -> str | None:
    """The number in a cell that only numbers its row: "R7", "Recommendation 4", or None."""
    if ROW_NUMBER.match(text):
        return text.strip(" .()")
    found = ITEM_LABEL.match(text)
    return found["number"] if found and found.end() == len(text) else None


def _heads_of(section: Section, document: Document) -> dict[int, str]:
    """The words above each column, as far as the heading row is known."""
    own = section.opener.cell
    return {
        block.cell.column: document.slice(block.span)
        for block in section.blocks
        if own is not None and block.cell is not None and (block.cell.table, block.cell.row) == (own.table, own.row)
    }


def _row_to_draft(
    section: Section, row: Row, blocks: Sequence[Block], heads: Mapping[int, str], document: Document
) -> Draft:
    cells = {
        column: " ".join(document.slice(block.span) for block in own)
        for column, own in row.items()
        if own is not blocks
    }
    label = next((found for column in sorted(cells) if (found := _row_label(cells[column]))), None)
    told = [column for column in cells if not ROW_NUMBER.match(cells[column]) and not label_kind(cells[column])]
    status = next((cells[column] for column in told if STATUS_COLUMN.match(letters_of(heads.get(column, "")))), None)
    named = [column for column in told if NAMES_WHO_OR_WHEN.search(heads.get(column, ""))]
    beside = " ".join(cells[column] for column in sorted(named or told)) or None
    first = whole(blocks[0])
    if label is None and (own := label_of(blocks[0], document)):
        label, first = own[0], after(blocks[0], own[1])
    draft = Draft(
        section.kind,
        [first, *(whole(block) for block in blocks[1:])],
        label=label,
        evidence={blocks[0].evidence, Evidence.TABLE},
    )
    if section.restated and status:
        draft.status = status.strip(" .")
    elif section.restated and beside and STATUS_LINE.match(beside):
        draft.status = beside.strip(" .")
    else:
        draft.responsible_body = beside
    return draft


def _names_a_group(row: Row, document: Document) -> bool:
    """A row of one bold cell that ends no sentence: "B. Carrying it out"."""
    blocks = [block for own in row.values() for block in own]
    text = document.slice(blocks[0].span)
    return len(blocks) == 1 and blocks[0].style.bold >= BOLD and len(text) <= HEADER_MAX_LETTERS and text[-1:] != "."


def _goes_on(row: Row, blocks: Sequence[Block], above: Draft, document: Document) -> bool:
    """Whether the first row on a new page lacks the number that rows have, or begins in the middle of a sentence."""
    text = document.slice(blocks[0].span)
    is_numbered = any(ROW_NUMBER.match(document.slice(block.span)) for own in row.values() for block in own)
    if is_numbered or label_of(blocks[0], document):
        return False
    return above.label is not None or bool(blocks[0].bullet) or text[:1].islower()


def _table_of(row: Row) -> int:
    first = next(iter(row.values()))[0]
    assert first.cell is not None, "rows are made of cells"
    return first.cell.table


def _has_column(column: int, rows: Sequence[Row], document: Document) -> bool:
    """Whether a table is the list's own: it has words in the column, or says its heading again."""
    return any(column in row for row in rows) or any(_is_header(row, document) for row in rows)


def _word_columns(section: Section, rows: Sequence[Row], document: Document) -> dict[int, int]:
    """Which column of each table holds the words: the one that the list's heading stands over, else the fullest."""
    by_table: dict[int, list[Row]] = {}
    for row in rows:
        by_table.setdefault(_table_of(row), []).append(row)
    opener = section.opener.cell if section.in_table else None
    headed = opener.column if opener is not None else None
    return {
        table: headed if headed is not None and _has_column(headed, own, document) else _fullest_column(own, document)
        for table, own in by_table.items()
    }


def _fullest_column(rows: Sequence[Row], document: Document) -> int:
    letters: dict[int, int] = {}
    for row in rows:
        if _is_header(row, document):
            continue
        for column, blocks in row.items():
            letters[column] = letters.get(column, 0) + sum(len(block.span) for block in blocks)
    return max(letters, key=lambda column: letters[column]) if letters else 0

"""Lines -> paragraphs by the geometry of print, and paragraphs made whole over page breaks."""

from __future__ import annotations

from extractor.domain import BlockKind, Evidence
from extractor.read.join import join_over_pages
from extractor.read.layout import Paragraph, TagTrust, lines_to_paragraphs, tagged_paragraphs
from extractor.read.lines import TextLine
from extractor.read.tags import Tag
from tests.read.printing import LEADING_PT, assembled, line, paragraph, printed, texts_of, typography

LONG = "The force should answer every emergency call within ten seconds and"
FULL = "record how long each of the callers waited before anybody spoke up."


def grouped(lines: list[TextLine]) -> list[str]:
    return texts_of(lines_to_paragraphs(lines, typography()))


def test_lines_at_the_usual_distance_are_one_paragraph() -> None:
    assert grouped(printed(LONG, FULL)) == [f"{LONG} {FULL}"]


def test_a_wider_gap_parts_paragraphs() -> None:
    assert len(grouped([line(LONG), line("more words", 100 + 1.6 * LEADING_PT)])) == 2


def test_a_bullet_glyph_opens_a_paragraph_and_leaves_the_words() -> None:
    own = lines_to_paragraphs(printed("\uf0b7 answer calls", "\uf0b7 record calls"), typography())
    assert texts_of(own) == ["answer calls", "record calls"]
    assert [each.bullet for each in own] == ["\uf0b7", "\uf0b7"]


def test_a_bullet_on_a_piece_of_its_own_goes_to_the_words_behind_it() -> None:
    own = lines_to_paragraphs([line("•"), line("answer calls", x0=90)], typography())
    assert [(each.bullet, each.first.text) for each in own] == [("•", "answer calls")]


def test_words_hanging_below_a_bullet_belong_to_it() -> None:
    hanging = [line(f"• {LONG}", width=340), line("record them", 114, 84)]
    assert grouped(hanging) == [f"{LONG} record them"]


def test_a_finished_bullet_ends_where_text_goes_back_to_the_margin() -> None:
    assert len(grouped([line("• answer every call."), line("The force did so in May.", 114)])) == 2


def test_a_paragraph_ends_where_the_next_word_would_have_fitted() -> None:
    lines = [line(FULL, 72), line(LONG, 86), line("It waited.", 100), line(LONG, 114), line(FULL, 128)]
    assert grouped(lines) == [f"{FULL} {LONG} It waited.", f"{LONG} {FULL}"]


def test_a_short_line_that_ends_no_sentence_goes_on() -> None:
    assert len(grouped([line(LONG), line("for which", 114), line("it has no reason.", 128)])) == 1


def test_a_change_of_size_or_of_weight_parts_paragraphs() -> None:
    assert len(grouped([line("Answering", size_pt=14.0), line(LONG, 116)])) == 2
    assert len(grouped([line("Answering calls", bold=1.0), line(LONG, 114)])) == 2
    assert len(grouped([line(LONG), line("Recording calls", 114, bold=1.0)])) == 2


def test_a_bold_lead_in_does_not_part_the_sentence_it_begins() -> None:
    assert len(grouped([line(LONG, bold=0.3), line(FULL, 114, bold=0.0)])) == 1


def test_a_number_behind_a_finished_sentence_opens_a_paragraph() -> None:
    assert len(grouped(printed("1. The force should answer calls.", "2. The force should record calls."))) == 2


def test_a_number_in_the_middle_of_a_sentence_does_not() -> None:
    words = "the outcome that was described in detail in the earlier chapter on page"
    assert len(grouped(printed(words, "12. of this report and nowhere else"))) == 1


def test_a_label_and_its_text_on_one_baseline_are_one_paragraph() -> None:
    assert grouped([line("4."), line("The force should act.", x0=95)]) == ["4. The force should act."]


def test_a_line_further_left_than_an_indented_paragraph_opens_another() -> None:
    assert len(grouped([line(LONG, 100, 90), line(FULL, 114, 90), line(LONG, 128, 72)])) == 2
    assert len(grouped([line(LONG, 100, 90), line(FULL, 114, 90), line(LONG, 128, 90)])) == 1


def test_another_column_is_another_paragraph() -> None:
    assert len(grouped([line(LONG), line("and more", 114, 320, column=1)])) == 2


def test_the_usual_size_and_leading_are_learned_from_the_lines() -> None:
    usual = typography()
    usual.learn(printed("A heading", size_pt=20.0))
    assert usual.body_size_pt == 11.0
    assert usual.leading_pt(11.0) == LEADING_PT
    assert typography().leading_pt(20.0) == 20.0 * 1.22


# --------------------------------------------------------------------------------- over the page break


def test_a_sentence_cut_by_a_page_break_is_made_whole() -> None:
    assert texts_of(join_over_pages([paragraph(LONG), paragraph("record them.", 2)])) == [f"{LONG} record them."]


def test_a_finished_sentence_is_not_joined_to_the_next_page() -> None:
    assert len(texts_of(join_over_pages([paragraph("It did."), paragraph("and then.", 2)]))) == 2


def test_a_numbered_paragraph_or_other_letters_are_not_joined() -> None:
    assert len(texts_of(join_over_pages([paragraph(LONG), paragraph("2. The force should act.", 2)]))) == 2
    assert len(texts_of(join_over_pages([paragraph(LONG), paragraph("record them", 2, size_pt=16.0)]))) == 2
    assert len(texts_of(join_over_pages([paragraph(LONG), paragraph("record them", 2, bold=1.0)]))) == 2


def test_two_paragraphs_of_one_page_are_not_joined() -> None:
    assert len(texts_of(join_over_pages([paragraph(LONG), paragraph("record them")]))) == 2


def test_a_table_row_cut_by_a_page_break_is_made_whole_cell_by_cell() -> None:
    whole = list(
        join_over_pages(
            [
                paragraph("The council and", cell=(0, 1, 0)),
                paragraph("Leaders should act on the times that children", cell=(0, 1, 1), x0=300),
                paragraph("the health board", 2, cell=(1, 0, 0)),
                paragraph("wait for speech therapy.", 2, cell=(1, 0, 1), x0=300),
                paragraph("The council", 2, cell=(1, 1, 0)),
            ]
        )
    )
    assert texts_of(whole) == [
        "The council and the health board",
        "Leaders should act on the times that children wait for speech therapy.",
        "The council",
    ]
    assert [each.cell and (each.cell.table, each.cell.row) for each in whole] == [(0, 1), (0, 1), (1, 1)]


# ----------------------------------------------------------------------------------------------- tags


def tagged(text: str, element: int, kind: str = "P", **changes: object) -> TextLine:
    own = line(text)
    own.tag = Tag(element, kind, element, **changes)  # type: ignore[arg-type]
    return own


def test_an_element_is_a_paragraph_whatever_its_geometry() -> None:
    own = tagged_paragraphs([tagged("One", 1), tagged("and two.", 1), tagged("three.", 2)])
    assert texts_of(own) == ["One and two.", "three."]
    assert {each.evidence for each in own} == {Evidence.TAGS}


def test_the_label_of_a_list_item_is_the_bullet_of_its_body() -> None:
    own = tagged_paragraphs([tagged("•", 1, "Lbl", item=1, is_label=True), tagged("answer calls", 2, "LBody", item=1)])
    assert [(each.bullet, each.first.text) for each in own] == [("•", "answer calls")]


def test_an_empty_element_is_no_paragraph() -> None:
    assert tagged_paragraphs([tagged("", 1)]) == []


def test_tags_on_every_printed_line_are_not_trusted() -> None:
    halves = [tagged(LONG, number) if number % 2 else tagged(f"then {FULL}", number) for number in range(1, 21)]
    trust = TagTrust()
    trust.learn(halves, tagged_paragraphs(halves))
    assert not trust.is_good


def test_tags_on_whole_paragraphs_are_trusted_and_tags_on_few_letters_are_not() -> None:
    whole = [tagged(f"{LONG} act.", number) for number in range(1, 21)]
    trust = TagTrust()
    trust.learn(whole, tagged_paragraphs(whole))
    assert trust.is_good
    trust.learn([line(LONG) for _ in range(40)], [])
    assert not trust.is_good
    assert not TagTrust().is_good


# ------------------------------------------------------------------------------------------- assembling


def kinds(*paragraphs: Paragraph) -> list[tuple[BlockKind, str]]:
    document = assembled(*paragraphs)
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


def test_large_or_bold_words_without_a_full_stop_are_headings() -> None:
    assert kinds(
        paragraph("Answering calls", size_pt=16.0),
        paragraph("Answering calls", bold=1.0),
        paragraph("The force does not answer calls.", bold=1.0),
        paragraph(LONG),
    ) == [
        (BlockKind.HEADING, "Answering calls"),
        (BlockKind.HEADING, "Answering calls"),
        (BlockKind.PARAGRAPH, "The force does not answer calls."),
        (BlockKind.PARAGRAPH, LONG),
    ]


def test_larger_headings_rank_above_smaller_ones() -> None:
    document = assembled(
        paragraph("Part", size_pt=20.0), paragraph("Chapter", size_pt=16.0), paragraph("Section", bold=1.0)
    )
    assert [block.level for block in document.blocks] == [1, 2, 3]


def test_a_page_of_contents_is_told_from_a_page_of_recommendations() -> None:
    entries = [
        paragraph(f"{name} ........ {number}", 2) for number, name in enumerate("Calls Time Staff Risk Ends".split(), 4)
    ]
    labels = [paragraph(f"Recommendation {number}", 3, bold=1.0) for number in range(1, 7)]
    own = kinds(*entries, *labels)
    assert [kind for kind, _ in own] == [BlockKind.CONTENTS] * 5 + [BlockKind.HEADING] * 6

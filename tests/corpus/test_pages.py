"""Page furniture and page designs: what the generator makes of a house and a head."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from corpus.build import HERE, house_of
from corpus.generator.furniture import line_of, masters
from corpus.generator.markup import load
from corpus.generator.model import Authored, Block, Run
from corpus.generator.odf import OdfWriter

HOUSES = tomllib.loads((HERE / "houses.toml").read_text(encoding="utf-8"))


def written(house: str, *blocks: Block, **head: Any) -> str:
    meta = {"title": "T", "publisher": "P", "publication_date": "2027-01-01", "house": house} | head
    document = Authored("sample", meta, list(blocks))
    return OdfWriter(document, house_of(document), []).write()


def lines(house: str, **head: Any) -> dict[str, str]:
    document = Authored("sample", {"house": house} | head)
    places = ("header", "header_even", "footer", "footer_even")
    return {place: line_of(document, house_of(document), place) for place in places}


@pytest.mark.parametrize("name", sorted(HOUSES))
def test_a_house_sets_only_what_the_default_has(name: str) -> None:
    assert set(HOUSES[name]) <= set(HOUSES["default"])


def test_every_house_has_a_document() -> None:
    used = {load(path).meta["house"] for path in (HERE / "content").glob("*.txt")}
    assert set(HOUSES) - used == {"default"}


def test_the_number_stands_behind_the_footer_unless_the_head_places_it() -> None:
    assert lines("hmicfrs", footer="OFFICIAL")["footer"] == "OFFICIAL {page}"
    assert lines("hmicfrs")["footer"] == "{page}"
    assert lines("hmicfrs", footer="{page} of {pages}")["footer"] == "{page} of {pages}"


def test_left_pages_have_a_line_of_their_own_only_where_there_is_one() -> None:
    assert lines("hmicfrs", header="Left")["header_even"] == ""
    assert lines("hmicfrs", header="Left", header_even="Right")["header_even"] == "Right"
    assert lines("lords", header="LEFT") == {
        "header": "LEFT\t{page}",
        "header_even": "{page}\tLEFT",
        "footer": "",
        "footer_even": "",
    }


def test_fields_of_a_running_head_are_the_offices_own() -> None:
    document = Authored("sample", {"house": "hmicfrs", "header": "Custody & care: {chapter}"})
    made = masters(document, house_of(document))
    assert "Custody &amp; care: <text:chapter" in made
    assert "{" not in made


@pytest.mark.parametrize(
    ("house", "style"), [("hmicfrs", "BoxHead"), ("peel_band", "BandHead"), ("custody_now", "StripHead")]
)
def test_a_house_says_what_the_heading_of_a_box_looks_like(house: str, style: str) -> None:
    heading = Block("heading", [Run("Cause of concern")], level=4, look="box")
    body = written(house, Block("box", look="coc", blocks=[heading, Block("paragraph", [Run("Words.")])]))
    assert f'<text:p text:style-name="{style}">Cause of concern</text:p>' in body


@pytest.mark.parametrize(("kind", "style"), [("heading", "AcrossChapter"), ("paragraph", "Across")])
def test_a_turned_page_begins_with_the_chapter_or_with_an_empty_line(kind: str, style: str) -> None:
    turn = Block("page", options={"value": "across"})
    body = written("letter", turn, Block(kind, [Run("Plan")], level=1))
    assert f'text:style-name="{style}"' in body.partition("<office:text>")[2]

"""Things that stand in a frame, as flat OpenDocument XML: boxes of one cell, side tabs, pictures."""

from __future__ import annotations

from .pictures import bar_chart


def cell_table(number: int, inside: str, style: str, whole: bool = True, strip: str = "") -> str:
    """A table of one cell, or of two with a strip above: how a word processor makes a box."""
    keep, kept = ("Whole", "Kept" if strip else "Full") if whole else ("Split", "Full")
    head = f"<table:table-row>{cell('Strip', strip)}</table:table-row>" if strip else ""
    return (
        f'<table:table table:name="Box{number}" table:style-name="{kept}"><table:table-column/>{head}'
        f'<table:table-row table:style-name="{keep}">{cell(style, inside)}</table:table-row></table:table>'
    )


def cell(style: str, inside: str, columns: int = 1) -> str:
    """One table cell, over as many columns."""
    span = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    covered = "<table:covered-table-cell/>" * (columns - 1)
    return f'<table:table-cell table:style-name="{style}"{span} office:value-type="string">{inside}</table:table-cell>{covered}'


def side_tab(number: int, words: str, gutter_cm: float) -> str:
    """A label as a coloured tab in the left margin, tied to the paragraph it is printed in."""
    return (
        f'<draw:frame draw:style-name="Tab" draw:name="Tab{number}" text:anchor-type="paragraph" svg:x="-{gutter_cm}cm" '
        f'svg:y="0.45cm" svg:width="{gutter_cm - 0.4}cm" draw:z-index="0"><draw:text-box fo:min-height="1cm">'
        f'<text:p text:style-name="CellHead"><text:span text:style-name="White">{words}</text:span></text:p></draw:text-box></draw:frame>'
    )


def figure(color: str, seed: int) -> str:
    """A bar chart without words."""
    return (
        '<text:p text:style-name="centre"><draw:frame text:anchor-type="as-char" svg:width="12cm" svg:height="4.5cm"><draw:image>'
        f"<office:binary-data>{bar_chart(color, seed)}</office:binary-data></draw:image></draw:frame></text:p>"
    )

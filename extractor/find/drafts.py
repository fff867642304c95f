"""An item while it is being put together: pieces of blocks, not yet words and regions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.domain import Block, Document, Evidence, Kind, Region, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or what is left of it after its label was taken off."""

    block: Block
    span: Span

    @property
    def indent_pt(self) -> float:
        """Left edge of the block."""
        return self.block.indent_pt


def whole(block: Block) -> Piece:
    """All of a block."""
    return Piece(block, block.span)


def after(block: Block, letters: int) -> Piece:
    """A block without its first ``letters`` characters."""
    return Piece(block, Span(min(block.span.start + letters, block.span.end), block.span.end))


@dataclass(slots=True)
class Draft:
    """One item and its sub-parts. ``label`` is as printed, without the word in front and outer punctuation.

    ``run_in``: its first word is "Recommendation:", behind a conclusion under the same number.
    """

    kind: Kind
    pieces: list[Piece] = field(default_factory=list)
    label: str | None = None
    title: str | None = None
    lead_in: str | None = None
    supporting: list[Piece] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    section: tuple[str, ...] = ()
    group_heading: str | None = None
    responsible_body: str | None = None
    restated: bool = False
    status: str | None = None
    evidence: set[Evidence] = field(default_factory=set)
    also: list[Region] = field(default_factory=list)
    heads: list[Block] = field(default_factory=list)
    from_list: bool = False
    run_in: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it has no words of its own and no parts."""
        return not self.pieces and not self.children

    def walk(self) -> Iterable[Draft]:
        """Itself and everything below it, in order of print."""
        yield self
        for child in self.children:
            yield from child.walk()


def pieces_to_text(document: Document, pieces: Sequence[Piece]) -> str:
    """The words of pieces, joined by spaces as they would be read."""
    return " ".join(text for piece in pieces if (text := document.slice(piece.span).strip()))


def draft_text(document: Document, draft: Draft) -> str:
    """The words of an item: its own, or for one that has only a title those of its parts with their labels."""
    own = pieces_to_text(document, draft.pieces)
    if own or not draft.children:
        return own
    return " ".join(_labelled(document, child) for child in draft.children)


def _labelled(document: Document, draft: Draft) -> str:
    own = pieces_to_text(document, draft.pieces)
    words = " ".join([own, *(_labelled(document, child) for child in draft.children)]).strip()
    label = (draft.label or "").rsplit("(", 1)[-1].rstrip(")")
    return f"({label}) {words}" if draft.label and label.isalpha() else words


def draft_span(draft: Draft) -> Span | None:
    """From the first to the last word of an item, parts included only where it has no words of its own."""
    pieces = draft.pieces or [piece for child in draft.children for part in child.walk() for piece in part.pieces]
    if not pieces:
        return None
    return Span(min(piece.span.start for piece in pieces), max(piece.span.end for piece in pieces))


def draft_regions(document: Document, draft: Draft) -> tuple[Region, ...]:
    """Every printed line that proves an item: label or title line, words, and later printings."""
    pieces = draft.pieces or [piece for child in draft.children for part in child.walk() for piece in part.pieces]
    spans = [head.span for head in draft.heads] + [Span(piece.block.span.start, piece.span.end) for piece in pieces]
    regions = [region for span in spans for region in document.regions_of(span)]
    return tuple(dict.fromkeys([*regions, *draft.also]))

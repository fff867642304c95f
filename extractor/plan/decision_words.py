"""What was suggested and what was decided, in the words that the sheet of decisions prints."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from extractor.domain import ActionStatus, Kind, Rag, Relation, RelevanceLabel, ReportType
from extractor.labels import label_of, theme_label

SPOKEN_NAMES = {"by_rule": "suggested by", "model": "suggested by", "action": "new action", "action_ref": "action"}
"""How the sheet of decisions names a value whose own name is the program's."""
TERMS: Mapping[str, type[StrEnum]] = {
    "relevance": RelevanceLabel,
    "links": Relation,
    "relation": Relation,
    "kind": Kind,
    "report_type": ReportType,
    "status": ActionStatus,
    "rag": Rag,
}
PLACES = ("span", "regions")
"""Values that say where on a page an item stands: figures that nobody reads."""


def plain_words(values: Mapping[str, object]) -> str:
    """A decision's values in the words that a person reads; empty for none.

    >>> plain_words({"relevance": "for_force", "links": {"P1": "covered"}})
    'Relevance: For the force; links: P1 Covered'
    >>> plain_words({"relevance": None, "probability": 0.913, "by_rule": True, "links": [["P1", "covered", 0.168]]})
    'Probability: 0.91; suggested by: rule; likeliest actions: P1 Covered 0.17'
    """
    # A new action stands under its ref alone, and a suggestion has one origin.
    dropped = {"action_ref" if "action" in values else "", "model" if values.get("by_rule") else "by_rule"}
    told = ((name, _value_words(name, value)) for name, value in values.items() if name not in dropped)
    text = "; ".join(f"{_spoken_name(name, values[name])}: {words}" for name, words in told if words)
    return text[:1].upper() + text[1:]


def _spoken_name(name: str, value: object) -> str:
    """What a value is called; the candidates that a page offered were not all suggested, so they are not called so."""
    if name == "links" and not isinstance(value, Mapping):
        return "likeliest actions"
    return SPOKEN_NAMES.get(name) or name.replace("_", " ")


def _value_words(name: str, value: object) -> str:
    """One value by the name that it is kept under; empty where there is nothing to say."""
    if value is None or value == "":
        return ""
    if name in PLACES:
        return "changed" if value else ""
    if name == "links":
        return _link_words(value)
    if isinstance(value, Mapping):
        return _new_action_words(value) if name == "action" else _pairs(value)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_value_words(name, part) for part in value)))
    if isinstance(value, bool):
        return ("rule" if name == "by_rule" else "yes") if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else _term(name, str(value))


def _pairs(values: Mapping[str, object]) -> str:
    told = ((name.replace("_", " "), _value_words(name, value)) for name, value in values.items())
    return ", ".join(f"{name} {words}" for name, words in told if words)


def _link_words(links: object) -> str:
    """Ties, decided by ref or suggested in rows of ref, relation and probability; one taken away has no relation."""
    if isinstance(links, Mapping):
        return ", ".join(f"{ref} {_term('links', str(relation or 'removed'))}" for ref, relation in links.items())
    rows = links if isinstance(links, list | tuple) else ()
    return ", ".join(" ".join(_value_words("relation", part) for part in row) for row in rows)


def _new_action_words(action: Mapping[str, object]) -> str:
    """Its ref, and the owner and date where it has them; its own row tells the rest."""
    return _pairs({name: action.get(name) for name in ("ref", "owner", "target_date")}).removeprefix("ref ")


def _term(name: str, text: str) -> str:
    if name == "themes":
        return theme_label(text)
    kind = TERMS.get(name)
    return label_of(kind(text)) if kind is not None and text in set(kind) else text


def without_notes(values: Mapping[str, object]) -> dict[str, object]:
    """A decision's values without what a reviewer noted for themselves."""
    return {name: value for name, value in values.items() if name not in ("note", "notes")}

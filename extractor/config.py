"""Settings and ForceProfile from ``extractor.toml``; read once at the start and passed down.

The file is looked for in the working folder, or given by ``--config``. Without one every default below holds and
``Settings.force`` is None, so relevance is not judged.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from extractor.domain import Allocation
from extractor.errors import BadConfig

CONFIG_NAME = "extractor.toml"
T = TypeVar("T")
ANY_THEME = "default"
"""The key under [owners] for what the theme of an item leaves open."""
SECTIONS = ("force", "owners", "store", "plan", "review", "match", "marking", "themes")


@dataclass(frozen=True, slots=True)
class ForceProfile:
    """The force the program works for: what decides whether an item is for it."""

    name: str
    aliases: tuple[str, ...] = ()
    nation: str = "England"
    region: str | None = None
    local_policing_body: str | None = None
    collaborations: tuple[str, ...] = ()
    shared_units: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    """Councils whose area the force covers, so that a joint inspection of one is known to be about it."""
    peel_programme: str = "2023-25"
    fire_and_rescue: bool = False
    """Whether items for the fire and rescue service are this organization's business too."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the force goes by, its own first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """How the force's tracker is laid out: ``columns`` maps canonical names to the force's own headings.

    ``as_of`` is the day on which overdue and due are judged; None is the day it is.
    """

    sheet: str | None = None
    heading_row: int | None = None
    as_of: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """The review page. ``host`` other than loopback is refused unless a login is configured."""

    host: str = "127.0.0.1"
    port: int = 0
    max_upload_mb: int = 100
    blind: bool = False
    names: tuple[str, ...] = ()
    """Further names under which it may be asked for, such as that of a server in front of it that speaks TLS."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything ``extractor.toml`` can say, with defaults."""

    path: Path | None = None
    force: ForceProfile | None = None
    owners: Mapping[str, Allocation] = field(default_factory=dict)
    """To whom new actions go, by theme as the force writes it; ``ANY_THEME`` for what no theme says."""
    own_themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    store_url: str | None = None
    plan: PlanSettings = field(default_factory=PlanSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    link_threshold: float = 0.5
    encoder: Path | None = None
    """A folder with a sentence encoder for matching; relative to the settings file."""
    marking: str = "OFFICIAL"
    rules_only: bool = False
    """Use no trained model, as --rules-only asks; never read from the file."""

    @property
    def folder(self) -> Path:
        """The folder beside which the store lies: that of extractor.toml, else the working folder."""
        return self.path.parent if self.path is not None else Path.cwd()

    @property
    def day(self) -> date:
        """The day on which overdue and due are judged."""
        return self.plan.as_of or date.today()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody whom [owners] names, each once."""
        names = (name for one in self.owners.values() for name in (one.owner, one.sro) if name)
        return tuple(dict.fromkeys(names))

    def allocation(self, themes: Iterable[str]) -> Allocation:
        """To whom a new action of these themes goes: the first theme that is listed, then the force's default.

        >>> Settings(owners={"Managing offenders": Allocation("DCI Visor")}).allocation(["managing_offenders"]).owner
        'DCI Visor'
        """
        by_theme = {_theme_id(name): allocation for name, allocation in self.owners.items()}
        listed = (by_theme[_theme_id(theme)] for theme in themes if _theme_id(theme) in by_theme)
        return next(listed, Allocation()).filled_from(by_theme.get(ANY_THEME, Allocation()))


def load_settings(path: Path | None = None) -> Settings:
    """Settings of a file, of ``extractor.toml`` in the working folder, or the defaults.

    Raises:
        BadConfig: the file named is not there, is not TOML, or has an unknown section, key or type.
    """
    if path is None:
        path = Path.cwd() / CONFIG_NAME
        if not path.is_file():
            return Settings()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadConfig(f"The configuration {path} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"The configuration {path} is not valid TOML: {error}.") from error
    return settings_of_table(values, path)


def settings_of_table(values: Mapping[str, Any], path: Path | None = None) -> Settings:
    """Settings of a parsed table.

    Raises:
        BadConfig: unknown section, unknown key or a value of the wrong type.
    """
    for section in values:
        if section not in SECTIONS:
            raise BadConfig(f"extractor.toml has an unknown section [{section}]; known are {', '.join(SECTIONS)}.")
    return Settings(
        path=path,
        force=_record(ForceProfile, "force", values["force"]) if "force" in values else None,
        owners=_allocations(values.get("owners", {})),
        own_themes={name: tuple(words) for name, words in values.get("themes", {}).items()},
        store_url=_strings("store", values.get("store", {})).get("url"),
        plan=_record(PlanSettings, "plan", values.get("plan", {})),
        review=_record(ReviewSettings, "review", values.get("review", {})),
        link_threshold=_threshold(values.get("match", {})),
        encoder=_encoder(values.get("match", {}), path),
        marking=_strings("marking", values.get("marking", {})).get("text", "OFFICIAL"),
    )


def _allocations(values: object) -> dict[str, Allocation]:
    """Each theme with the owner alone, or with a table of more columns."""
    if not isinstance(values, dict):
        raise BadConfig("[owners] must hold an owner, or a table, for each theme.")
    tables = {theme: {"owner": value} if isinstance(value, str) else value for theme, value in values.items()}
    for theme, table in tables.items():
        if not isinstance(table, dict):
            raise BadConfig(f"[owners] {theme} must be text or a table, not {table!r}.")
    return {theme: _record(Allocation, f"owners.{theme}", table) for theme, table in tables.items()}


def _theme_id(name: str) -> str:
    """A theme's name as its id is written."""
    return "_".join(name.lower().split())


def _record(kind: type[T], section: str, values: Mapping[str, Any]) -> T:
    known = {item.name: item.type for item in fields(kind)}  # type: ignore[arg-type]
    for key, value in values.items():
        if key not in known:
            raise BadConfig(f"[{section}] has an unknown key {key}; known are {', '.join(known)}.")
        if not _fits(str(known[key]), value):
            raise BadConfig(f"[{section}] {key} must be {known[key]}, not {value!r}.")
    if kind is ForceProfile and not values.get("name"):
        raise BadConfig("[force] needs a name.")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})


def _fits(annotation: str, value: object) -> bool:
    if annotation.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if annotation.startswith("Mapping"):
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    names: dict[str, type] = {"str": str, "int": int, "bool": bool, "float": float, "date": date}
    return any(type(value) is names[part] for part in annotation.split(" | ") if part in names)


def _strings(section: str, values: object) -> dict[str, str]:
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise BadConfig(f"[{section}] must hold only text values.")
    return dict(values)


def _encoder(values: Mapping[str, Any], path: Path | None) -> Path | None:
    folder = values.get("encoder")
    if folder is None:
        return None
    if not isinstance(folder, str):
        raise BadConfig(f"[match] encoder must be the name of a folder, not {folder!r}.")
    return (path.parent if path else Path.cwd()) / folder


def _threshold(values: Mapping[str, Any]) -> float:
    threshold = values.get("threshold", 0.5)
    if not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
        raise BadConfig(f"[match] threshold must lie between 0 and 1, not {threshold!r}.")
    return float(threshold)

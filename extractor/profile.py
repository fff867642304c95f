"""A first ``extractor.toml``: a force's profile from the packaged list, and every other setting shown and explained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from extractor.artifacts import load_list
from extractor.config import CONFIG_NAME, ForceProfile
from extractor.domain import Allocation
from extractor.errors import BadConfig, ConfigExists
from extractor.find.forces import Force, choosable_forces, find_force

SAMPLE = "sample"
DEFAULT_PROGRAMME = ForceProfile(name="").peel_programme
TEMPLATE = """\
# Settings of the inspection report extractor. It is looked for in the folder you work in, or given with --config.
# Lines that begin with # are explanations, or settings that are off; take the # away to switch one on.

{force}

[owners]
# To whom a new action goes, by theme: an owner, or more columns of the tracker; and for what a theme leaves open.
# investigating_crime = {{ owner = "Head of Crime", department = "Crime", sro = "ACC", governance_board = "CPB" }}
# default = {{ governance_board = "Improvement Board" }}
{owners}

[themes]
# Your own list of themes beside the PEEL areas: a name, and words that belong to it.
# "Violence against women and girls" = ["domestic abuse", "stalking", "rape", "harassment"]

[store]
# Where reports and decisions are kept. Without it: a file beside this one. On a network share use PostgreSQL.
# url = "postgresql+psycopg://user@server/extractor"

[plan]
# The sheet and the row of headings of your tracker, where the program does not find them by itself.
# sheet = "Actions"
# heading_row = 3
# Your own headings, by the program's names: columns = {{ "Due date" = "Deadline", "Business lead" = "Owner" }}
# The day on which overdue and due are judged, instead of today: for a rehearsal, or to look back.
{as_of}

[match]
# How sure the program must be (0 to 1) before it suggests that an action already covers an item.
threshold = 0.5
# A folder with a sentence encoder to help matching, or an installed package that holds one; nothing is downloaded.
# It needs the extra [semantic].
# encoder = "encoders/my-model"

[review]
# The review page answers on this computer only. 0 takes any free port.
port = 0

[marking]
# The protective marking on every page and paper.
text = "OFFICIAL"
"""


def write_profile(
    force_name: str | None,
    folder: Path,
    *,
    replace: bool = False,
    owners: Mapping[str, Allocation] | None = None,
    as_of: date | None = None,
) -> Path:
    """Write a commented ``extractor.toml`` for a force, or for none (the force is then left to fill in).

    Args:
        force_name: a name or alias, nearly right is enough.
        folder: where the file goes.
        replace: whether a file that is there may be lost.
        owners: to whom new actions go, by the ids of themes; the others stand there to be filled in.
        as_of: the day on which overdue and due are judged; without it, each day's own.

    Raises:
        ConfigExists: there is one already.
        BadConfig: no force of that name, or the file cannot be written.
    """
    path = folder / CONFIG_NAME
    if path.exists() and not replace:
        raise ConfigExists(f"There is already an {CONFIG_NAME} in {folder}.")
    text = profile_text(_force_of(force_name), owners or {}, as_of)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        remedy = "Run it in a folder of your own, on a disk with room."
        raise BadConfig(f"{path} cannot be written ({error.strerror}).", remedy) from error
    return path


def force_names() -> list[str]:
    """The real forces to choose from; the sample force can be named and is not offered."""
    return [force.name for force in choosable_forces() if force.kind != SAMPLE]


def profile_of_force(name: str) -> ForceProfile:
    """The profile of a listed force, or a bare one of the name given where it is not listed."""
    force = find_force(name)
    if force is None:
        return ForceProfile(name=name)
    return ForceProfile(
        name=force.name,
        aliases=force.names[1:],
        nation=force.nation,
        region=force.region,
        local_policing_body=force.local_policing_body,
        collaborations=(force.rocu,) if force.rocu else (),
        shared_units=force.shared_units,
        neighbours=force.neighbours,
        areas=force.areas,
    )


def profile_text(force: Force | None, owners: Mapping[str, Allocation], as_of: date | None) -> str:
    """The text of a commented ``extractor.toml``."""
    lists = load_list("peel_programmes")
    current = next(row for row in lists["programmes"] if row["id"] == DEFAULT_PROGRAMME)
    themes = [row["id"] for row in (*current["areas"], *lists["beside"])]
    lines = _force_lines(profile_of_force(force.name if force else "Your force"))
    return TEMPLATE.format(
        force="\n".join(lines if force else (f"# {line}".replace("# # ", "# ") for line in lines)),
        owners="\n".join(_owner_line(theme, owners.get(theme)) for theme in themes),
        as_of=f"as_of = {as_of}" if as_of else "# as_of = 2026-03-31",
    )


def _owner_line(theme: str, allocation: Allocation | None) -> str:
    if allocation is None:
        return f'# {theme} = ""'
    columns = {name: value for name, value in asdict(allocation).items() if value}
    return f"{theme} = {{ {', '.join(f'{name} = {_toml(value)}' for name, value in columns.items())} }}"


def _force_of(name: str | None) -> Force | None:
    if name is None:
        return None
    force = find_force(name, choosable_forces())
    if force is None:
        raise BadConfig(
            f"There is no force called {name!r} on the list.",
            "Give one of the 43 territorial forces, British Transport Police, the Civil Nuclear Constabulary, the "
            "Ministry of Defence Police or the Police Service of Northern Ireland, or run extractor init without "
            "--force and fill it in.",
        )
    return force


def _force_lines(profile: ForceProfile) -> list[str]:
    programmes = [row["id"] for row in load_list("peel_programmes")["programmes"]]
    return [
        "[force]",
        "# The force you work for. Who an item is for is judged by its name and aliases.",
        f"name = {_toml(profile.name)}",
        f"aliases = {_toml(profile.aliases)}",
        f"nation = {_toml(profile.nation)}",
        _line("region", profile.region),
        _line("local_policing_body", profile.local_policing_body),
        "# Councils in your area, so that a joint inspection of one is known to be about you.",
        f"areas = {_toml(profile.areas)}",
        "# Forces next to yours.",
        f"neighbours = {_toml(profile.neighbours)}",
        "# Collaborations you belong to and units you share with other forces: an item for one of them is for you too.",
        f"collaborations = {_toml(profile.collaborations)}",
        f"shared_units = {_toml(profile.shared_units)}",
        f"# The PEEL programme whose question areas are used as themes: {', '.join(programmes)}.",
        f"peel_programme = {_toml(profile.peel_programme)}",
        "# Whether items for the fire and rescue service are your business too.",
        "fire_and_rescue = false",
    ]


def _line(key: str, value: str | None) -> str:
    return f"{key} = {_toml(value)}" if value else f'# {key} = ""'


def _toml(value: object) -> str:
    """A string or list of strings as TOML writes it, which JSON does too."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)

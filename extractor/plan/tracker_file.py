"""The force's own workbook as a file: never written while somebody has it open, never without a copy beside it."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from extractor.errors import CannotExport, TrackerChanged, TrackerOpen
from extractor.plan.package import Package

CALC_CHAIN = "calcChain"


def refuse_open(path: Path) -> None:
    """Refuse a workbook whose lock file says that somebody has it open.

    Raises:
        TrackerOpen: Excel's or LibreOffice's lock file lies beside it.
    """
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise TrackerOpen(
                f"{path.name} is open in another program (its lock file {lock.name} is there).",
                "Nothing was changed; close it and run the command again (delete the lock file if nobody has it open), "
                "or export to another file.",
            )


def refuse_unknown(path: Path, found: str, imported: str | None) -> None:
    """Refuse a workbook that is not, byte for byte, the one imported last.

    Raises:
        TrackerChanged: it is another, or none was imported yet.
    """
    if imported is None:
        raise TrackerChanged(
            f"{path.name} has not been imported yet, so its rows are not known.",
            "Nothing was changed; take it in with extractor plan import, or export to a file that does not exist.",
        )
    if found != imported:
        raise TrackerChanged(f"{path.name} has changed since it was imported.")


def repacked(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts changed and without its calculation chain; every other part byte for byte.

    The chain lists cells with formulas in the order of calculation; a program that finds none makes it anew.
    """
    parts = dict(changed)
    dropped = package.part_of_kind(CALC_CHAIN)
    if dropped is not None:
        types, rels = "[Content_Types].xml", _rels_of(package.workbook_part)
        parts[types] = without_mention(package.read(types), b"Override", b"PartName", dropped)
        parts[rels] = without_mention(package.read(rels), b"Relationship", b"Target", dropped)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for member in package.members:
            if member.filename == dropped:
                continue
            content = parts.get(member.filename)
            made.writestr(member, package.read(member.filename) if content is None else content)
    return target.getvalue()


def without_mention(content: bytes, tag: bytes, attribute: bytes, part: str) -> bytes:
    """XML without the one element of this tag that names a part; every other byte stays.

    >>> without_mention(b'<R><Relationship Target="a.xml"/><Relationship Target="calcChain.xml"/></R>',
    ...                 b"Relationship", b"Target", "xl/calcChain.xml")
    b'<R><Relationship Target="a.xml"/></R>'
    """
    name = re.escape(part.rsplit("/", 1)[-1].encode())
    element = rb"<(?:\w+:)?%s\b[^>]*?\b%s=[\"'](?:[^\"']*/)?%s[\"'][^>]*?(?:/>|>\s*</(?:\w+:)?%s>)"
    return re.sub(element % (tag, attribute, name, tag), b"", content)


def _rels_of(part: str) -> str:
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def replace_tracker(path: Path, content: bytes, now: datetime) -> Path:
    """Put new bytes in a workbook's place, whole or not at all; returns the copy of the old one left beside it.

    Raises:
        TrackerOpen: another program holds it.
        CannotExport: the folder cannot be written.
    """
    backup = free_path(path.with_name(f"{path.stem}.backup-{now:%Y%m%d-%H%M%S}{path.suffix}"))
    fresh = path.with_name(f".{path.name}.new")
    try:
        shutil.copy2(path, backup)
        with fresh.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        shutil.copymode(path, fresh)
        fresh.replace(path)
    except OSError as error:
        for left in (fresh, backup):
            left.unlink(missing_ok=True)
        if isinstance(error, PermissionError):
            raise TrackerOpen(f"{path.name} cannot be replaced; it is read-only or open in another program.") from error
        raise CannotExport(f"{path.parent} cannot be written ({error.strerror}).") from error
    return backup


def free_path(path: Path) -> Path:
    """The path itself, or with a number where something is already there."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old bytes or the new ones, never half.

    Raises:
        CannotExport: the folder is missing or cannot be written, or the path is a folder.
        TrackerOpen: another program holds the file.
    """
    if path.is_dir():
        raise CannotExport(f"{path} is a folder.")
    if not path.parent.is_dir():
        raise CannotExport(f"The folder {path.parent} does not exist.")
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        if isinstance(error, PermissionError) and path.exists():
            raise TrackerOpen(f"{path.name} cannot be replaced; it is read-only or open in another program.") from error
        raise CannotExport(f"{path} cannot be written ({error.strerror}).") from error

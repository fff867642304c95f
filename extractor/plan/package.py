"""Opens a workbook's package and trusts nothing in it: sizes are bounded and XML entities refused.

The tests' other reader is openpyxl. This one exists because a tracker must also be *edited* without loss, which
means knowing its XML, and because a hostile or merely huge workbook has to end in one sentence.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from extractor.artifacts import sha256_of
from extractor.errors import (
    DamagedTracker,
    EmptyFile,
    EncryptedTracker,
    HostileTracker,
    IsDirectory,
    MissingFile,
    NotAWorkbook,
    OldWorkbook,
    TrackerTooLarge,
    UnreadableFile,
)

MAX_FILE_BYTES = 200_000_000
MAX_PART_BYTES = 300_000_000
"""Unpacked: a sheet of 100,000 rows and 50 columns takes about 250 MB."""
MAX_TOTAL_BYTES = 600_000_000
BOMB_RATIO = 150
"""Office programs reach 20 to 60 unpacked bytes per packed one on the emptiest of sheets."""
BOMB_FLOOR_BYTES = 100_000_000
"""Below this unpacked size no ratio does harm."""
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
BIFF_MAGICS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
WORKBOOK_TYPE = "officeDocument"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    is_visible: bool


def read_bytes(path: Path) -> bytes:
    """The bytes of a tracker.

    Raises:
        MissingFile, IsDirectory, UnreadableFile, EmptyFile: as their names say.
        TrackerTooLarge: larger than any plan.
    """
    if path.is_dir():
        raise IsDirectory(f"{path} is a folder.", "Name the tracker inside it.")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise TrackerTooLarge(f"{path.name} is larger than {MAX_FILE_BYTES // 1_000_000} MB.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFile(f"There is no file {path}.") from error
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened ({error.strerror}).") from error
    if not content:
        raise EmptyFile(f"{path.name} is empty.", "Ask for the tracker again, or save it again from Excel.")
    return content


class Package:
    """A workbook in memory. Every part is read through it, bounded and checked.

    Raises:
        NotAWorkbook, OldWorkbook, EncryptedTracker, DamagedTracker, HostileTracker, TrackerTooLarge: see their words.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.content = content
        refuse_other_formats(content, name)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, EOFError) as error:
            raise DamagedTracker(f"{name} is not a whole workbook ({error}).") from error
        self.members = tuple(self._zip.infolist())
        self._refuse_bombs()
        self._names = {member.filename.lower(): member.filename for member in self.members}
        self._refuse_other_packages()

    @cached_property
    def sha256(self) -> str:
        """The sum of the whole file."""
        return sha256_of(self.content)

    def has(self, part: str) -> bool:
        """Whether the package holds a part; names differ in case between writers."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part, unpacked.

        Raises:
            DamagedTracker: it is missing, cut short, or its sum is wrong.
        """
        try:
            return self._zip.read(self._names[part.lower()])
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise DamagedTracker(f"{self.name} is damaged: its part {part} cannot be unpacked.") from error

    def xml(self, part: str) -> etree._Element:
        """The root of a part that is XML.

        Raises:
            HostileTracker: it declares a document type or entities.
            DamagedTracker: it is not well-formed.
        """
        content = self.read(part)
        self.refuse_entities(content, part)
        try:
            return etree.fromstring(content, xml_parser())
        except etree.XMLSyntaxError as error:
            raise DamagedTracker(f"{self.name} is damaged: its part {part} is not XML ({error.msg}).") from error

    def elements(self, part: str, name: str) -> Iterator[etree._Element]:
        """Each element of a name, in order and however many; it is emptied when the next one is asked for.

        Raises:
            HostileTracker, DamagedTracker: as for ``xml``.
        """
        content = self.read(part)
        self.refuse_entities(content, part)
        events = etree.iterparse(
            BytesIO(content),
            events=("end",),
            tag=f"{{*}}{name}",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        try:
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:  # the parser keeps what it has shown, empty or not
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise DamagedTracker(f"{self.name} is damaged: its part {part} is not XML ({error.msg}).") from error

    def refuse_entities(self, content: bytes, part: str) -> None:
        """No office program writes a document type declaration; an entity bomb needs one."""
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            if "<!DOCTYPE".encode(encoding) in content or "<!ENTITY".encode(encoding) in content:
                raise HostileTracker(f"{self.name} declares XML entities in its part {part}.")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to: relationship id -> (last word of its type, the part it names)."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(rels):
            return {}
        targets: dict[str, tuple[str, str]] = {}
        for relation in self.xml(rels).iterfind("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], whole)
        return targets

    @cached_property
    def workbook_part(self) -> str:
        """The part that lists the sheets."""
        named = [part for kind, part in self.related("").values() if kind == WORKBOOK_TYPE]
        return named[0] if named and self.has(named[0]) else "xl/workbook.xml"

    @cached_property
    def workbook(self) -> Any:
        """The root of the workbook part."""
        return self.xml(self.workbook_part)

    @cached_property
    def is_1904(self) -> bool:
        """Whether day 0 is 1 January 1904, as old Macintosh workbooks have it."""
        properties = self.workbook.find("{*}workbookPr")
        return properties is not None and properties.get("date1904", "0") in ("1", "true")

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs; chart sheets and dialogs are left out."""
        targets = self.related(self.workbook_part)
        found: list[SheetPart] = []
        for sheet in self.workbook.iterfind("{*}sheets/{*}sheet"):
            ids = [value for key, value in sheet.attrib.items() if str(key).endswith("}id")]
            kind, part = targets.get(str(ids[0]), ("", "")) if ids else ("", "")
            if kind == "worksheet" and self.has(part):
                found.append(SheetPart(sheet.get("name", ""), part, sheet.get("state", "visible") == "visible"))
        return tuple(found)

    def part_of_kind(self, kind: str) -> str | None:
        """The part the workbook points to as ``sharedStrings``, ``styles`` or ``calcChain``."""
        for found, part in self.related(self.workbook_part).values():
            if found == kind and self.has(part):
                return part
        return None

    def _refuse_bombs(self) -> None:
        unpacked = sum(member.file_size for member in self.members)
        packed = max(1, sum(member.compress_size for member in self.members))
        if unpacked > BOMB_FLOOR_BYTES and unpacked / packed > BOMB_RATIO:
            raise HostileTracker(f"{self.name} unpacks to {unpacked / packed:,.0f} times its size.")
        if unpacked > MAX_TOTAL_BYTES or any(member.file_size > MAX_PART_BYTES for member in self.members):
            raise TrackerTooLarge(f"{self.name} unpacks to {unpacked / 1e6:,.0f} MB, more than any plan.")
        if any(member.flag_bits & 1 for member in self.members):
            raise EncryptedTracker(f"{self.name} is a zip file with a password.")

    def _refuse_other_packages(self) -> None:
        if self.has("mimetype") and b"opendocument" in self.read("mimetype"):
            raise NotAWorkbook(f"{self.name} is an OpenDocument file, not an Excel workbook.")
        if self.has("xl/workbook.bin"):
            raise NotAWorkbook(f"{self.name} is a binary workbook (.xlsb).")
        if not self.has("[Content_Types].xml") or not self.has(self.workbook_part):
            raise NotAWorkbook(f"{self.name} is a zip file, but not an Excel workbook.")


def xml_parser() -> etree.XMLParser:
    """A parser that fetches nothing, expands nothing and keeps every space."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False
    )


def refuse_other_formats(content: bytes, name: str) -> None:
    """Say what a file is that is not a zip package.

    Raises:
        NotAWorkbook, OldWorkbook, EncryptedTracker: as their names say.
    """
    if content.startswith(b"PK\x03\x04"):
        return
    if content.startswith(OLE_MAGIC):
        if ENCRYPTED_STREAM in content:
            raise EncryptedTracker(f"{name} is protected by a password.")
        raise OldWorkbook(f"{name} is in the old format of Excel 97-2003 (.xls).")
    if content.startswith(BIFF_MAGICS):
        raise OldWorkbook(f"{name} is in a very old format of Excel (.xls).")
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<div")) or b"<html" in head:
        raise NotAWorkbook(f"{name} is a web page (HTML), whatever its name says.")
    if content.startswith(b"%PDF"):
        raise NotAWorkbook(f"{name} is a PDF.", "Read reports with extractor ingest; a plan must be a workbook or CSV.")
    if head.startswith(b"<?xml"):
        raise NotAWorkbook(f"{name} is an XML file (perhaps XML Spreadsheet 2003), not an Excel workbook.")
    raise NotAWorkbook(f"{name} is not an Excel workbook, whatever its name says.")

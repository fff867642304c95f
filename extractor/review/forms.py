"""What comes in with a request: checked forms, uploaded files, and ids out of an address."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from extractor.errors import BadForm, BadUpload, NotInStore, UploadTooLarge
from extractor.review.security import session_of

Value = TypeVar("Value", bound=StrEnum)
MAX_FIELDS = 500
LONGEST_FIELD_BYTES = 1_000_000
PDF_START = b"%PDF-"
PDF_START_WITHIN = 1024
"""Readers accept a header anywhere in the first kilobyte; some publishers put a byte order mark first."""
PDF_SUFFIXES = (".pdf",)
LONGEST_NAME = 150
RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows the dot."""
TRACKER_SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv")


class Form:
    """The fields of a form whose token was right."""

    def __init__(self, data: FormData) -> None:
        self._data = data

    def text(self, name: str) -> str:
        """A field as the person typed it, with plain line ends; empty where it is not there."""
        value = self._data.get(name)
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def optional(self, name: str) -> str | None:
        """A field, or None where the form has none of that name."""
        return self.text(name) if name in self._data else None

    def number(self, name: str) -> int:
        """A whole number.

        Raises:
            BadForm: it is none.
        """
        text = self.text(name)
        if not re.fullmatch(r"[0-9]{1,12}", text):
            raise BadForm(f"The form's {name.replace('_', ' ')} is not a number.")
        return int(text)

    def member(self, kind: type[Value], name: str) -> Value:
        """A value of the vocabulary.

        Raises:
            BadForm: it is none.
        """
        text = self.text(name)
        for member in kind:
            if member.value == text:
                return member
        raise BadForm(f"“{text[:40]}” is not a {name.replace('_', ' ')} that can be chosen.")

    def texts(self, name: str) -> tuple[str, ...]:
        """Every text given under a name that is not empty."""
        return tuple(value for value in self._data.getlist(name) if isinstance(value, str) and value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Every whole number given under a name; anything else is left out."""
        return tuple(int(value) for value in self._data.getlist(name) if isinstance(value, str) and value.isdigit())

    def file(self, name: str) -> UploadFile | None:
        """A file, or None where none was chosen."""
        value = self._data.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Every field but the token."""
        pairs = self._data.multi_items()
        return tuple((name, value) for name, value in pairs if isinstance(value, str) and name != "csrf")


async def checked_form(request: Request) -> AsyncIterator[Form]:
    """The form of a request, if it carries the session's token.

    Raises:
        BadForm: it does not.
        UploadTooLarge: more was sent than is taken.
    """
    async with request.form(max_files=1, max_fields=MAX_FIELDS, max_part_size=LONGEST_FIELD_BYTES) as data:
        token = data.get("csrf")
        if not isinstance(token, str) or not session_of(request).accepts(token):
            raise BadForm("The form did not come from a page of this session, so it was refused.")
        yield Form(data)


CheckedForm = Annotated[Form, Depends(checked_form)]


def keep_upload(upload: UploadFile | None, folder: Path, suffixes: Sequence[str], max_bytes: int) -> Path:
    """Write an uploaded file under the name it was sent under into a new folder of its own, and return its path.

    Raises:
        BadUpload: no file, or one of another kind by its name or its first bytes.
        UploadTooLarge: larger than ``max_bytes``.
    """
    if upload is None:
        raise BadUpload("No file was chosen.")
    name = safe_name(upload.filename or "")
    suffix = Path(name).suffix.lower()
    if suffix not in suffixes:
        raise BadUpload(f"{name} is not one of {', '.join(suffixes)}.")
    if upload.size is not None and upload.size > max_bytes:
        raise UploadTooLarge(f"{name} is larger than {max_bytes // 1_000_000} MB.")
    if suffix in PDF_SUFFIXES:
        _check_pdf(upload, name)
    path = Path(tempfile.mkdtemp(dir=folder)) / name
    with path.open("wb") as target:
        shutil.copyfileobj(upload.file, target)
    return path


def safe_name(sent: str) -> str:
    r"""The last part of a file's name with nothing in it that a file system could take for more than a name.

    >>> safe_name("C:\\reports\\PEEL 2023–25: final.pdf"), safe_name("../../con.pdf"), safe_name("")
    ('PEEL 2023–25_ final.pdf', '_con.pdf', 'file')
    """
    last = re.split(r"[\\/]", sent)[-1]
    plain = re.sub(r"[^\w .,()&'’–—+-]", "_", last).strip(" .")[-LONGEST_NAME:]
    return f"_{plain}" if RESERVED_NAMES.fullmatch(plain) else plain or "file"


def _check_pdf(upload: UploadFile, name: str) -> None:
    start = upload.file.read(PDF_START_WITHIN)
    upload.file.seek(0)
    if not start:
        raise BadUpload(f"{name} is empty.", "Download it again from the publisher's page.")
    if PDF_START not in start:
        raise BadUpload(f"{name} is named like a PDF but is not one.")


def report_number(text: str) -> int:
    """The number in ``R3``.

    Raises:
        NotInStore: it names no report.

    >>> report_number("R3")
    3
    """
    if not re.fullmatch(r"R[0-9]{1,9}", text):
        raise NotInStore(f"There is no report {text[:20]} in the store.")
    return int(text[1:])


def safe_return(address: str) -> str:
    """An address on this server to go back to; anything else becomes the home page.

    >>> safe_return("/queue?report=3"), safe_return("//evil.test"), safe_return("https://evil.test")
    ('/queue?report=3', '/', '/')
    """
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"

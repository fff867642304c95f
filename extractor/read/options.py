"""How a file is to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the reader may use.

    Attributes:
        use_tags: whether the PDF's own structure tags count as evidence; off, geometry alone decides.
        use_boxes: whether drawn boxes, shading and colour count as evidence.
        password: the password of an encrypted file, or None.
        ocr: whether pages without a text layer are read with Tesseract, where it is installed.
        on_page: told after each page its number and how many there are, for whoever waits.
    """

    use_tags: bool = True
    use_boxes: bool = True
    password: str | None = None
    ocr: bool = False
    on_page: Callable[[int, int], None] | None = None

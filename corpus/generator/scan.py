"""A PDF of page pictures only, as an office scanner makes it."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 150
LEAN_DEGREES = 0.35
QUALITY = 38


def write_scan(pdf: Path, target: Path) -> None:
    """Every page as a grey, slightly leaning picture; the lean of each page is fixed by its number."""
    document = pdfium.PdfDocument(pdf)
    canvas = Canvas(str(target), pageCompression=1, invariant=1)
    for number, page in enumerate(document):
        width, height = page.get_size()
        picture = page.render(scale=DPI / 72).to_pil().convert("L")
        lean = random.Random(number).uniform(-LEAN_DEGREES, LEAN_DEGREES)
        picture = picture.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=QUALITY)
        buffer.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(buffer), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    document.close()

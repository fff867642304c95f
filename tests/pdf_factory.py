"""Small PDFs, good and bad, made on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, LEADING = 72, 770, 16
WORDS = "The force should answer every emergency call within ten seconds and record how long each caller waited."


def text_pdf(pages: Iterable[Sequence[str]], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF with the given lines on each page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            heading = number == 0
            canvas.setFont("Helvetica-Bold" if heading else "Helvetica", 16 if heading else 11)
            canvas.drawString(LEFT, TOP - number * LEADING, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def report_pdf(page_count: int = 2, encrypt: StandardEncryption | None = None) -> bytes:
    """A report with one numbered recommendation on each page after the cover."""
    cover = ["An inspection of Exampleshire Police", "Published 14 March 2025"]
    inside = (
        ["Recommendations", f"Recommendation {number}", f"Within {number + 1} months, the force should answer",
         f"emergency calls at station {number} and record how long each caller waited."]
        for number in range(1, page_count)
    )  # fmt: skip
    return text_pdf([cover, *inside], encrypt)


def encrypted_pdf(password: str) -> bytes:
    """A report that asks for a password; an empty one only restricts what a reader may do with it."""
    return report_pdf(encrypt=StandardEncryption(password, ownerPassword="owner", strength=128))


def picture_pdf(page_count: int = 2, text_pages: int = 0) -> bytes:
    """Scanned pages: a grey picture and no text; the first ``text_pages`` have text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number in range(page_count):
        if number < text_pages:
            canvas.drawString(LEFT, TOP - 200, f"Chapter {number + 1}. {WORDS}")
        else:
            canvas.drawImage(ImageReader(Image.new("L", (200, 280), 200)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raw_pdf(kids: Sequence[str], objects: Sequence[str]) -> bytes:
    """A PDF from object bodies, numbered from 3, with a right cross-reference table."""
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>",
        *objects,
    ]
    out = BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets))
    out.write(f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def pageless_pdf() -> bytes:
    """A PDF with an empty page tree."""
    return raw_pdf([], [])


def broken_page_pdf() -> bytes:
    """Three pages of which the second is not a page at all."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    content = "BT /F1 11 Tf 72 700 Td (The force should answer every emergency call in time.) Tj ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    )
    stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    return raw_pdf(["5 0 R", "6 0 R", "7 0 R"], [font, stream, page, "(this is no page)", page])

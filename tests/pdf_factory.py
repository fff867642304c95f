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
            heading = number == 0 or line.startswith("Recommendation ")
            canvas.setFont("Helvetica-Bold" if heading else "Helvetica", 16 if number == 0 else 11)
            canvas.drawString(LEFT, TOP - number * LEADING, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


CHAPTERS = ("Answering calls", "Keeping records", "Staffing nights", "Rating risk", "Ringing back", "Learning")


def report_pdf(page_count: int = 2, encrypt: StandardEncryption | None = None) -> bytes:
    """A report with some prose and one numbered recommendation on each page after the cover."""
    cover = ["An inspection of Exampleshire Police", "Published 14 March 2025"]
    return text_pdf([cover, *map(chapter_lines, range(1, page_count))], encrypt)


def chapter_lines(number: int) -> list[str]:
    """A chapter; the recommendation stands at another height in each, as in print."""
    prose = [f"{WHO[(number + line) % 6]} {WHAT[line]} {WHEN[(number * line) % 6]}." for line in range(1 + number % 5)]
    return [
        CHAPTERS[number % len(CHAPTERS)],
        *prose,
        "",
        f"Recommendation {number}",
        f"Within {number + 1} months, the force should answer emergency calls at station {number}",
        "and record how long each caller waited.",
    ]


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


def raw_pdf(kids: Sequence[str], objects: Sequence[str], catalog: str = "") -> bytes:
    """A PDF from object bodies, numbered from 3, with a right cross-reference table."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>",
        *objects,
    ]
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets))
    out.write(f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PARAGRAPHS = 24
"""Tagged paragraphs on a page of ``tagged_pdf``."""


PAGES_PER_SECTION = 20


def tagged_pdf(page_count: int) -> bytes:
    """A tagged report of any length: sections of some pages, in which each line is a paragraph."""
    section_count = -(-page_count // PAGES_PER_SECTION)
    first_page, per_page = 7 + section_count, PARAGRAPHS + 2
    numbers = [first_page + page * per_page for page in range(page_count)]
    elements = [[number + 2 + line for line in range(PARAGRAPHS)] for number in numbers]
    parents = " ".join(f"{page} [{references(own)}]" for page, own in enumerate(elements))
    sections = [7 + number for number in range(section_count)]
    objects = [
        "<< /Type /StructTreeRoot /K 4 0 R /ParentTree 5 0 R >>",
        f"<< /Type /StructElem /S /Document /P 3 0 R /K [{references(sections)}] >>",
        f"<< /Nums [{parents}] >>",
        FONT,
    ]
    for start in range(0, page_count, PAGES_PER_SECTION):
        own = [element for page in elements[start : start + PAGES_PER_SECTION] for element in page]
        objects.append(f"<< /Type /StructElem /S /Sect /P 4 0 R /K [{references(own)}] >>")
    for page, number in enumerate(numbers):
        content = "\n".join(marked_line(page, line) for line in range(PARAGRAPHS))
        section = sections[page // PAGES_PER_SECTION]
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents {page} /Tabs /S "
            f"/Resources << /Font << /F1 6 0 R >> >> /Contents {number + 1} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            *(
                f"<< /Type /StructElem /S /P /P {section} 0 R /Pg {number} 0 R /K {line} >>"
                for line in range(PARAGRAPHS)
            ),
        ]
    catalog = "/MarkInfo << /Marked true >> /StructTreeRoot 3 0 R /Lang (en-GB)"
    return raw_pdf([f"{number} 0 R" for number in numbers], objects, catalog)


def references(numbers: Iterable[int]) -> str:
    """Object numbers as PDF references."""
    return " ".join(f"{number} 0 R" for number in numbers)


WHO = ("A sergeant", "One supervisor", "The duty officer", "Each call handler", "A neighbourhood team", "The new lead")
WHAT = ("rang back late", "kept no note", "closed the log", "asked for help", "waited for advice", "changed the grade")
WHEN = (
    "before midnight",
    "on most Fridays",
    "after the review",
    "during training",
    "without a reason",
    "twice a month",
)


def marked_line(page: int, line: int) -> str:
    """One line as a marked-content paragraph; the words differ so that none is taken for a running header."""
    turn = page * PARAGRAPHS + line
    words = f"{WHO[turn % 6]} {WHAT[turn // 6 % 6]} {WHEN[turn // 36 % 6]}, and {WHO[turn // 7 % 6].lower()} did too."
    return f"/P << /MCID {line} >> BDC BT /F1 10 Tf 72 {780 - 28 * line} Td ({words}) Tj ET EMC"


def pageless_pdf() -> bytes:
    """A PDF with an empty page tree."""
    return raw_pdf([], [])


def broken_page_pdf() -> bytes:
    """Three pages of which the second is not a page at all."""
    content = "BT /F1 11 Tf 72 700 Td (The force should answer every emergency call in time.) Tj ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    )
    stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    return raw_pdf(["5 0 R", "6 0 R", "7 0 R"], [FONT, stream, page, "(this is no page)", page])

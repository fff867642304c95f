"""PDF -> Document: PDFium reads every page, pdfplumber the few where a ruled table decides."""

from extractor.read.document import read_document
from extractor.read.options import ReadOptions

__all__ = ["ReadOptions", "read_document"]

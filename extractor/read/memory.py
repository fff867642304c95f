"""Memory that the C library keeps after it was freed."""

from __future__ import annotations

import ctypes
import sys


def give_back_freed_memory() -> None:
    """Hand pages without a live object back to the system.

    What PDFium frees lies scattered, and glibc keeps such pages for itself: with a 3,000-page file 15 MB, beside which
    the text and the blocks would then stand. Other systems give them back unasked.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # musl has none, and keeps nothing
        trim(0)

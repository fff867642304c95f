"""What the picture of a scanned page shows beside its letters: how thick their strokes are, and bullets before them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVELS = 256
ROUND_TIMES = 1.5
"""A bullet is about as high as wide; a piece of a box's border is not."""


class Ink:
    """The dark pixels of a page picture. Boxes are left, top, right, bottom in pixels."""

    def __init__(self, png: bytes) -> None:
        import numpy as np
        from PIL import Image

        gray = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
        self._dark: NDArray[np.bool_] = gray < _threshold(gray)

    def stroke_px(self, box: tuple[int, int, int, int]) -> float:
        """The mean thickness of the strokes in a box: twice their area over their outline; 0 where there are none."""
        dark = self._cut(box)
        outline = int((dark[:, 1:] != dark[:, :-1]).sum()) + int((dark[1:] != dark[:-1]).sum())
        return 2 * int(dark.sum()) / outline if outline else 0.0

    def has_dot(self, box: tuple[int, int, int, int], least_px: float, most_px: float) -> bool:
        """Whether a box holds one compact mark of a bullet's size and nothing else."""
        import numpy as np

        dark = self._cut(box)
        columns, rows = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
        if not len(columns):
            return False
        width, height = int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1
        is_compact = 2 * int(dark.sum()) >= width * height and max(width, height) <= ROUND_TIMES * min(width, height)
        return is_compact and all(least_px <= side <= most_px for side in (width, height))

    def _cut(self, box: tuple[int, int, int, int]) -> NDArray[np.bool_]:
        left, top, right, bottom = (max(side, 0) for side in box)
        dark = self._dark[top:bottom, left:right]
        return ~dark if dark.size and dark.mean() > 0.5 else dark  # white letters on a dark ground


def _threshold(gray: NDArray[Any]) -> int:
    """The level between ink and paper that parts the two best (Otsu, 1979)."""
    import numpy as np

    counts = np.bincount(gray.ravel(), minlength=LEVELS).astype(float)
    below = counts.cumsum()
    above = below[-1] - below
    weighted = (counts * np.arange(LEVELS)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (weighted / below - (weighted[-1] - weighted) / above) ** 2
    return int(np.nan_to_num(apart).argmax()) + 1

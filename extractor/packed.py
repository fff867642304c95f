"""Values by the ten thousand without an object for each: rows of numbers, and values that recur."""

from __future__ import annotations

from struct import Struct
from typing import Any, Generic, TypeVar

ROWS_IN_A_PIECE = 1024
"""Pieces of some 30 KB fit into the gaps that freed memory leaves; one large array would be copied as it grows."""

T = TypeVar("T")


class PackedRows:
    """Rows of numbers of one form, packed behind each other; ``form`` is that of ``struct``."""

    __slots__ = ("_count", "_pieces", "_row")

    def __init__(self, form: str) -> None:
        self._row = Struct(form)
        self._pieces: list[bytearray] = []
        self._count = 0

    def append(self, *numbers: float) -> None:
        """Add a row behind the others."""
        place = self._count % ROWS_IN_A_PIECE
        if place == 0:
            self._pieces.append(bytearray(ROWS_IN_A_PIECE * self._row.size))
        self._row.pack_into(self._pieces[-1], place * self._row.size, *numbers)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        """The numbers of a row; ``index`` counts from 0 and must lie within."""
        piece, place = divmod(index, ROWS_IN_A_PIECE)
        return self._row.unpack_from(self._pieces[piece], place * self._row.size)


class Numbered(Generic[T]):
    """Values that recur, each kept once and known by its number."""

    __slots__ = ("_numbers", "_values")

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}
        self._values: list[T] = []

    def number_of(self, value: T) -> int:
        """The number of a value, a new one where it has not been seen."""
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self._values)
            self._values.append(value)
        return number

    def __getitem__(self, number: int) -> T:
        return self._values[number]

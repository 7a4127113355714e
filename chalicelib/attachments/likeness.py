"""Whether two photos show the same picture, however often it was saved, made smaller or brightened since. Pure.

A picture's look is a difference hash: it is made grey and shrunk to 9 columns by 8 rows, and each of 64 bits says
whether a cell is darker than the next one of its row. Saving it again moves a few of the bits, another scene half.
It does not know a picture again that was cut, turned or mirrored.

Looks that differ in at most three bits share at least one of four bands of 16: so few keys find them all.
"""

from collections.abc import Sequence
from itertools import pairwise

COLUMNS, ROWS = 9, 8
#: bits in which two looks of one picture may differ; with four bands it cannot be more
NEAR = 3
_BANDS, _WIDTH = 4, 16
#: shades of 255 between the darkest and the brightest cell, below which there is nothing to be seen
_CONTRAST = 16
#: bits that differ from all the others, below which it is one slope of light: a wall, the sky
_DETAIL = 4


def look_of(shades: Sequence[float]) -> int | None:
    """The look of a picture's cells, row by row, 0 to 255; None when it is too plain to be told from others."""
    if max(shades) - min(shades) < _CONTRAST:
        return None
    rows = [shades[start : start + COLUMNS] for start in range(0, COLUMNS * ROWS, COLUMNS)]
    bits = [cell < beside for row in rows for cell, beside in pairwise(row)]
    look = sum(bit << place for place, bit in enumerate(bits))
    return look if _DETAIL <= look.bit_count() <= len(bits) - _DETAIL else None


def is_near(one: int, other: int) -> bool:
    """Whether two looks are of the same picture."""
    return (one ^ other).bit_count() <= NEAR


def bands(look: int) -> list[str]:
    """Names of the look's bands, each of which a look near to it may share."""
    return [f"{band}#{look >> band * _WIDTH & 0xFFFF:04x}" for band in range(_BANDS)]

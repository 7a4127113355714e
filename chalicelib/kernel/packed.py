"""Long JSON texts are stored compressed: DynamoDB charges what is written by the kilobyte (docs/decisions/0016).

A packed text is the mark, then zlib's bytes in base64. JSON begins with a brace, so a text tells which of the two it
is. Text, not binary: the short way to the table carries none (0011), and the third that it costs is not missed.
"""

import zlib
from binascii import a2b_base64, b2a_base64

_MARK = "z"
_SHORT = 500  # characters that are left as they are: such an item lies below one kilobyte anyway
# zlib's own choice is for megabytes: making its 256 KB ready takes five times as long as packing one of these texts.
_WINDOW_BITS, _MEMORY_LEVEL = 12, 5


def pack(text: str) -> str:
    """The JSON text as it is stored."""
    if len(text) < _SHORT:
        return text
    packer = zlib.compressobj(wbits=_WINDOW_BITS, memLevel=_MEMORY_LEVEL)
    packed = packer.compress(text.encode()) + packer.flush()
    return _MARK + b2a_base64(packed, newline=False).decode()


def unpack(text: str) -> str:
    """The JSON text that is stored so. Raises ValueError for what `pack` does not make."""
    if not text.startswith(_MARK):
        return text
    try:
        return zlib.decompress(a2b_base64(text[1:])).decode()
    except zlib.error as damage:
        raise ValueError("not packed") from damage

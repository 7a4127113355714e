"""Looks into the bytes of an upload: is it a real photo, what did the camera add, and copies without that.

Pillow is imported inside the functions: only the trigger that verifies uploads needs it.
"""

import io
import math
import warnings
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.attachments.likeness import COLUMNS, ROWS, look_of
from chalicelib.attachments.model import Evidence

if TYPE_CHECKING:
    from PIL import Image

#: pixels beyond which a file is not decoded: Pillow takes four bytes for each (thrice for a WebP's), and the function
#: has 1 GB
MAX_PIXELS = {"image/jpeg": 64_000_000, "image/png": 64_000_000, "image/webp": 32_000_000}
MIN_SIDE = 16
PHOTO_SIDE = 2560
#: a third of a phone's width, in its pixels; lists show many, and what leaves AWS is paid by the byte
THUMBNAIL_SIDE = 360

#: content type -> Pillow's formats of it; MPO is a JPEG with a second picture, as some phones make it
_FORMATS = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), "image/webp": ("WEBP",)}
#: EXIF orientation -> the name in Pillow of what undoes it
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_TAKEN_AT, _TAKEN_OFFSET = 0x9003, 0x9011
_LAT_REF, _LAT, _LON_REF, _LON = 1, 2, 3, 4


class NotSound(Exception):
    """The bytes are no photo that counts; `reason` is a key of the model's REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Picture:
    """A real photo: its size as stored, what its metadata says, its look, and upright JPEG copies without metadata."""

    width: int
    height: int
    evidence: Evidence | None
    look: int | None
    photo: bytes
    thumbnail: bytes


def examine(data: bytes, content_type: str) -> Picture:
    """The picture that `data` holds. Raises NotSound when it is none of this type, or not whole."""
    if not data:
        raise NotSound("empty")
    found = _content_type(data)
    if found is None:
        raise NotSound("not_an_image")
    if found != content_type:
        raise NotSound("wrong_type")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is judged here, or is metadata
        _check_integrity(data, content_type)
        return _picture(_open(data, content_type))


def _picture(image: "Image.Image") -> Picture:
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as damage:  # Pillow's decoders raise whatever a damaged file leads them to
        raise NotSound("truncated") from damage
    width, height = image.size
    exif = _exif(image)
    photo = _clean(image, _orientation(exif))
    small = photo.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Picture(width, height, _evidence(exif), _look(photo), _jpeg(photo, 85), _jpeg(small, 75))


def _look(photo: "Image.Image") -> int | None:
    """In fractions of a shade: rounded ones are often equal, and then decide nothing."""
    from PIL import Image

    cells = photo.convert("L").convert("F").resize((COLUMNS, ROWS), Image.Resampling.LANCZOS)
    return look_of(array("f", cells.tobytes()))


def _content_type(data: bytes) -> str | None:
    """What the first bytes claim to be."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def _check_integrity(data: bytes, content_type: str) -> None:
    """What can be known without decoding: checksums, and the length that a WebP file gives itself."""
    if content_type == "image/webp" and len(data) < int.from_bytes(data[4:8], "little") + 8:
        raise NotSound("truncated")
    try:
        _open(data, content_type).verify()  # Pillow wants the file opened anew after this
    except (NotSound, MemoryError):
        raise
    except Exception as damage:
        raise NotSound("truncated") from damage


def _open(data: bytes, content_type: str) -> "Image.Image":
    """The image with its header read and its size checked, but no pixel decoded."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", Image.DecompressionBombWarning
            )  # the bound below is the stricter one
            image = Image.open(io.BytesIO(data), formats=_FORMATS[content_type])
    except Image.DecompressionBombError:
        raise NotSound("too_many_pixels") from None
    except MemoryError:
        raise
    except Exception as unreadable:
        raise NotSound("not_an_image") from unreadable
    if image.width * image.height > MAX_PIXELS[content_type]:
        raise NotSound("too_many_pixels")
    if min(image.size) < MIN_SIDE:
        raise NotSound("too_small")
    return image


def _clean(image: "Image.Image", orientation: int) -> "Image.Image":
    """A smaller, upright copy on new canvas, so that no metadata comes along."""
    from PIL import Image

    image.thumbnail((PHOTO_SIDE, PHOTO_SIDE), reducing_gap=2.0)
    canvas = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        canvas.paste(layer, mask=layer)
    else:
        canvas.paste(image.convert("RGB"))
    if orientation in _UPRIGHT:
        return canvas.transpose(Image.Transpose[_UPRIGHT[orientation]])
    return canvas


def _jpeg(image: "Image.Image", quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return target.getvalue()


def _exif(image: "Image.Image") -> Mapping[int, Any]:
    """The metadata by tag, with the camera's and the position's blocks; empty when it cannot be read."""
    try:
        exif = image.getexif()
        return {**exif, _EXIF_IFD: exif.get_ifd(_EXIF_IFD), _GPS_IFD: exif.get_ifd(_GPS_IFD)}
    except Exception:  # noqa: BLE001 - metadata is the uploader's to write; a photo is no less real for a bad one
        return {}


def _orientation(exif: Mapping[int, Any]) -> int:
    value = exif.get(_ORIENTATION)
    return value if isinstance(value, int) else 1


def _evidence(exif: Mapping[int, Any]) -> Evidence | None:
    camera, gps = exif.get(_EXIF_IFD, {}), exif.get(_GPS_IFD, {})
    lat = _degrees(gps.get(_LAT), gps.get(_LAT_REF), "NS", 90)
    lon = _degrees(gps.get(_LON), gps.get(_LON_REF), "EW", 180)
    if lat is None or lon is None:
        lat = lon = None
    taken_at = _moment(camera.get(_TAKEN_AT), camera.get(_TAKEN_OFFSET))
    return Evidence(lat=lat, lon=lon, taken_at=taken_at) if lat is not None or taken_at else None


def _degrees(parts: Any, direction: Any, signs: str, limit: int) -> float | None:
    """Degrees, minutes and seconds with a letter of `signs` (the second is negative) as degrees."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        value = (degrees + minutes / 60 + seconds / 3600) * (1, -1)[signs.index(direction)]
    except (TypeError, ValueError, ArithmeticError):
        return None
    return round(value, 7) if math.isfinite(value) and abs(value) <= limit else None


def _moment(local: Any, offset: Any) -> datetime | None:
    """The camera's time, such as `2026:11:23 09:30:00`, with its zone if it gave one."""
    if not isinstance(local, str):
        return None
    plain = local[:10].replace(":", "-") + local[10:]
    for text in (f"{plain}{offset}", plain):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            continue
    return None

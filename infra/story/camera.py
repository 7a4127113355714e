"""Photos as a phone takes them: JPEG, a few megapixels, with the time and the place in their metadata."""

import io
import random
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image, ImageDraw, ImageFilter

_SIZE = (1600, 1200)


def photo(lat: float, lon: float, taken: datetime, seed: int) -> bytes:
    """A picture of its own for every `seed`, taken at this place (WGS-84) and moment."""
    picture = _picture(random.Random(seed))  # noqa: S311 - a picture, not a secret
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Steward"
    exif[ExifTags.Base.Model] = "Story Camera"
    exif[ExifTags.Base.Orientation] = 1
    stamp: dict[int, Any] = {
        ExifTags.Base.DateTimeOriginal: f"{taken:%Y:%m:%d %H:%M:%S}",
        ExifTags.Base.OffsetTimeOriginal: "+00:00",
    }
    exif.get_ifd(ExifTags.IFD.Exif).update(stamp)
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N" if lat >= 0 else "S",
            ExifTags.GPS.GPSLatitude: _degrees(lat),
            ExifTags.GPS.GPSLongitudeRef: "E" if lon >= 0 else "W",
            ExifTags.GPS.GPSLongitude: _degrees(lon),
        }
    )
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85, exif=exif)
    return file.getvalue()


def _picture(chance: random.Random) -> Image.Image:
    """Walls, pipes and shadows: blurred shapes, with a sensor's grain over them."""
    picture = Image.new("RGB", _SIZE, _colour(chance))
    pen = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randrange(_SIZE[0]), chance.randrange(_SIZE[1])
        pen.rectangle(
            (x, y, x + chance.randrange(40, 500), y + chance.randrange(20, 300)), fill=_colour(chance)
        )
    grain = Image.frombytes("L", (400, 300), chance.randbytes(400 * 300)).resize(_SIZE).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(4)), grain, 0.12)


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(40, 230), chance.randrange(40, 230), chance.randrange(40, 230)


def _degrees(value: float) -> tuple[float, float, float]:
    value = abs(value)
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 4)

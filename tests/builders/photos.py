"""Photos as cameras make them, and files that only pretend to be photos."""

import io
import random
import struct
import zlib

from PIL import ExifTags, Image

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def scene(width: int = 640, height: int = 400, mode: str = "RGB", seed: int | str = 7) -> Image.Image:
    """A picture of its own for each seed: a red corner at the top left, detail that does not compress to nothing."""
    noise = random.Random(seed).randbytes(width * height)
    image = Image.frombytes("L", (width, height), noise).convert("RGB")
    image.paste("red", (0, 0, width // 4, height // 4))
    return image.convert(mode)


def photo(content_type: str = "image/jpeg", image: Image.Image | None = None, **options: object) -> bytes:
    """The bytes of a real photo of this type."""
    target = io.BytesIO()
    (image or scene()).save(target, FORMATS[content_type], **options)
    return target.getvalue()


def camera_exif(orientation: int = 1, lat: float = 31.2304, lon: float = 121.4737) -> Image.Exif:
    """What a phone writes into a photo: orientation, time with zone, position."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera maker"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {ExifTags.Base.DateTimeOriginal: "2026:11:23 09:30:00", ExifTags.Base.OffsetTimeOriginal: "+08:00"}
    )
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N" if lat >= 0 else "S",
            ExifTags.GPS.GPSLatitude: _sexagesimal(abs(lat)),
            ExifTags.GPS.GPSLongitudeRef: "E" if lon >= 0 else "W",
            ExifTags.GPS.GPSLongitude: _sexagesimal(abs(lon)),
        }
    )
    return exif


def png_claiming(width: int, height: int) -> bytes:
    """A tiny PNG whose header claims these dimensions: a decompression bomb's head."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round((degrees - whole) * 3600 - minutes * 60, 4)

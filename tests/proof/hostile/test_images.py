"""Uploads that mean harm: each is judged or refused within bounds of time and memory, and only pixels come through."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from PIL import Image

from chalicelib.attachments.imaging import MAX_PIXELS, NotSound, examine
from infra.paths import ROOT
from tests.builders.photos import FORMATS, camera_exif, photo, png_claiming, scene

SCRIPT = b"<html><script>alert(document.domain)</script></html>"
PHP = b"<?php system($_GET['c']); ?>"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>'
)
FUNCTION_MB = 1024  # what attachments_verify has
FUNCTION_S = 60


def judged(data: bytes, content_type: str) -> str:
    """`sound`, or why not."""
    try:
        examine(data, content_type)
    except NotSound as refused:
        return refused.reason
    return "sound"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def archive() -> bytes:
    """A ZIP with a page in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        bundle.writestr("index.html", SCRIPT)
    return target.getvalue()


def animated(content_type: str, frames: int) -> bytes:
    """Many pictures in one file."""
    target = io.BytesIO()
    rest = [Image.new("RGB", (64, 64), (n % 256, 0, 0)) for n in range(1, frames)]
    scene(64, 64).save(target, FORMATS[content_type], save_all=True, append_images=rest, duration=20)
    return target.getvalue()


def png_with(*extra: bytes) -> bytes:
    """A sound PNG with chunks of ours after its header."""
    data = photo("image/png", scene(32, 32))
    return data[:33] + b"".join(extra) + data[33:]


# -- what is no photo -------------------------------------------------------------------------------


@pytest.mark.parametrize("content_type", FORMATS)
@pytest.mark.parametrize(
    "data",
    [
        SVG,
        SCRIPT,
        PHP,
        archive(),
        b"GIF89a" + SCRIPT,
        b"%PDF-1.7\n" + SCRIPT,
        b"MZ" + b"\0" * 100,
        b"BM" + SVG,
    ],
    ids=["svg", "html", "php", "zip", "gif", "pdf", "exe", "bmp"],
)
def test_what_is_no_photo_is_none_whatever_it_is_announced_as(content_type, data):
    assert judged(data, content_type) == "not_an_image"


def test_a_gif_is_no_photo_even_a_real_one():
    target = io.BytesIO()
    scene(64, 64).save(target, "GIF", save_all=True, append_images=[scene(64, 64)] * 50)
    assert {judged(target.getvalue(), kind) for kind in FORMATS} == {"not_an_image"}


# -- polyglots --------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [SCRIPT, PHP, SVG, archive()], ids=["html", "php", "svg", "zip"])
def test_of_a_photo_that_is_something_else_as_well_only_the_photo_comes_through(hidden):
    exif = camera_exif()
    exif[0x010E] = hidden.decode("latin-1")  # ImageDescription
    files = {
        "image/jpeg": [photo(comment=hidden) + hidden, photo(exif=exif) + hidden],
        "image/png": [
            png_with(chunk(b"tEXt", b"Comment\0" + hidden)) + hidden,
            png_with(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(hidden))),
        ],
        "image/webp": [photo("image/webp", exif=exif) + hidden],
    }
    for content_type, polyglots in files.items():
        for data in polyglots:
            picture = examine(data, content_type)
            for copy in (picture.photo, picture.thumbnail):
                assert hidden not in copy and b"<script>" not in copy and b"PK\x03\x04" not in copy
                assert not zipfile.is_zipfile(io.BytesIO(copy))
                assert not Image.open(io.BytesIO(copy)).getexif()


# -- bombs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height"), [(2**31 - 1, 2**31 - 1), (65_500, 65_500), (1, 2**31 - 1), (8_001, 8_000)]
)
def test_a_picture_that_claims_too_many_pixels_is_not_decoded(width, height):
    assert judged(png_claiming(width, height), "image/png") in (
        "too_many_pixels",
        "too_small",
        "not_an_image",
    )
    jpeg = bytearray(photo(image=scene(32, 32)))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = struct.pack(">HH", min(height, 65_500), min(width, 65_500))
    assert judged(bytes(jpeg), "image/jpeg") in ("too_many_pixels", "too_small", "truncated")


@pytest.mark.parametrize(
    "bomb",
    [
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 50_000_000)),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"\0" * 50_000_000)),
        chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"\0" * 50_000_000)),
        b"".join(chunk(b"tEXt", b"k%d\0" % n + b"x" * 60_000) for n in range(200)),
        chunk(b"eXIf", b"II*\0" + b"\xff" * 5_000_000),
    ],
    ids=["zTXt", "iTXt", "iCCP", "many", "eXIf"],
)
def test_metadata_that_unpacks_to_much_more_is_refused_or_passed_over(bomb):
    assert judged(png_with(bomb), "image/png") in ("sound", "truncated", "not_an_image")


def test_exif_that_points_at_itself_ends():
    loop = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    assert judged(photo(exif=b"Exif\0\0" + loop), "image/jpeg") == "sound"


@pytest.mark.parametrize(("content_type", "frames"), [("image/png", 400), ("image/webp", 400)])
def test_of_many_frames_only_the_first_counts(content_type, frames):
    picture = examine(animated(content_type, frames), content_type)
    shown = Image.open(io.BytesIO(picture.photo))
    assert (getattr(shown, "n_frames", 1), shown.size) == (1, (64, 64))


_WORST = """
import io, sys, time
from PIL import Image
from chalicelib.attachments.imaging import examine
data = sys.stdin.buffer.read()
began = time.process_time()
picture = examine(data, sys.argv[1])
# Not getrusage: a process inherits the most that the one before it had.
(most,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(most.split()[1]) // 1024, time.process_time() - began)
"""


@pytest.mark.prove
@pytest.mark.parametrize(
    ("content_type", "mode"), [("image/png", "RGBA"), ("image/jpeg", "RGB"), ("image/webp", "RGBA")]
)
def test_the_largest_picture_that_is_decoded_fits_the_function(content_type, mode):
    """One colour all over: a file of some kilobytes, the most that may unpack."""
    side = int(MAX_PIXELS[content_type] ** 0.5)
    options = {"image/png": {"compress_level": 1}, "image/webp": {"method": 0}}.get(content_type, {})
    bomb = photo(content_type, Image.new(mode, (side, side), "teal"), **options)
    assert len(bomb) < 2_000_000
    done = subprocess.run(
        [sys.executable, "-c", _WORST, content_type], input=bomb, cwd=ROOT, capture_output=True, check=True
    )
    megabytes, seconds = done.stdout.split()
    assert int(megabytes) < FUNCTION_MB * 0.8
    assert float(seconds) < FUNCTION_S / 4

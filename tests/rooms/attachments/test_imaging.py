"""What counts as a photo, and what people see of it."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from chalicelib.attachments.imaging import NotSound, examine
from tests.builders.photos import FORMATS, camera_exif, photo, png_claiming, scene

HTML = b"<html><script>alert(1)</script></html>"


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def reason(data: bytes, content_type: str = "image/jpeg") -> str:
    with pytest.raises(NotSound) as refused:
        examine(data, content_type)
    return refused.value.reason


@pytest.mark.parametrize("content_type", FORMATS)
def test_a_real_photo_of_each_type_is_sound(content_type):
    picture = examine(photo(content_type), content_type)
    assert (picture.width, picture.height) == (640, 400)
    assert opened(picture.photo).size == (640, 400)
    assert opened(picture.thumbnail).size == (360, 225)
    assert {opened(picture.photo).format, opened(picture.thumbnail).format} == {"JPEG"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_png_of_every_mode_is_sound(mode):
    image = Image.new("I;16", (800, 600), 30000) if mode == "I;16" else scene(800, 600).convert(mode)
    assert opened(examine(photo("image/png", image), "image/png").thumbnail).mode == "RGB"


def test_jpegs_in_cmyk_and_progressive_are_sound():
    assert examine(photo(image=scene(mode="CMYK")), "image/jpeg").width == 640
    assert examine(photo(progressive=True), "image/jpeg").width == 640


def test_a_jpeg_with_a_second_picture_inside_is_sound():
    target = io.BytesIO()
    scene().save(target, "MPO", save_all=True, append_images=[scene(100, 100)])
    assert opened(target.getvalue()).format == "MPO"
    assert examine(target.getvalue(), "image/jpeg").width == 640


def test_transparency_becomes_white():
    clear = photo("image/png", Image.new("RGBA", (100, 100), (0, 0, 0, 0)))
    assert opened(examine(clear, "image/png").photo).getpixel((50, 50)) == (255, 255, 255)


def test_large_photos_are_shown_smaller_and_small_ones_as_they_are():
    large = examine(photo(image=Image.new("RGB", (4000, 3000))), "image/jpeg")
    assert (large.width, large.height) == (4000, 3000)
    assert opened(large.photo).size == (2560, 1920)
    assert opened(examine(photo(image=scene(40, 20)), "image/jpeg").thumbnail).size == (40, 20)


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        (b"", "image/jpeg", "empty"),
        (HTML, "image/jpeg", "not_an_image"),
        (b"\xff\xd8\xff" + HTML, "image/jpeg", "not_an_image"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "image/png", "not_an_image"),
        (HTML + photo(), "image/jpeg", "not_an_image"),
        (b"%PDF-1.7 " + photo(), "image/jpeg", "not_an_image"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "image/png", "not_an_image"),
        (photo("image/png"), "image/jpeg", "wrong_type"),
        (photo("image/jpeg"), "image/webp", "wrong_type"),
        (photo(image=scene(15, 400)), "image/jpeg", "too_small"),
        (photo("image/png", scene(1, 1)), "image/png", "too_small"),
        (png_claiming(100_000, 100_000), "image/png", "too_many_pixels"),
        (png_claiming(10_000, 10_000), "image/png", "too_many_pixels"),
        (png_claiming(5_000, 5_000), "image/png", "truncated"),
    ],
)
def test_what_is_no_photo_is_named(data, content_type, expected):
    assert reason(data, content_type) == expected


@pytest.mark.parametrize("content_type", FORMATS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_photo_cut_short_is_truncated(content_type, part):
    data = photo(content_type)
    assert reason(data[: int(len(data) * part)], content_type) == "truncated"


def test_a_png_with_a_flipped_bit_is_damaged():
    data = bytearray(photo("image/png"))
    data[len(data) // 2] ^= 0xFF
    assert reason(bytes(data), "image/png") == "truncated"


def test_nothing_of_a_polyglot_reaches_the_copies():
    picture = examine(photo(comment=HTML) + HTML, "image/jpeg")
    assert b"<script>" not in picture.photo + picture.thumbnail


def test_metadata_is_read_as_evidence_and_stripped_from_copies():
    picture = examine(photo(exif=camera_exif(), comment=b"secret", dpi=(99, 99)), "image/jpeg")
    assert picture.evidence is not None
    assert picture.evidence.lat == pytest.approx(31.2304, abs=1e-6)
    assert picture.evidence.lon == pytest.approx(121.4737, abs=1e-6)
    assert picture.evidence.taken_at.isoformat() == "2026-11-23T09:30:00+08:00"
    for copy in (picture.photo, picture.thumbnail):
        image = opened(copy)
        assert not image.getexif() and not {"exif", "comment", "xmp", "icc_profile"} & set(image.info)
        assert b"secret" not in copy and b"Camera maker" not in copy


def test_south_and_west_are_negative():
    evidence = examine(photo(exif=camera_exif(lat=-33.9, lon=-70.6)), "image/jpeg").evidence
    assert (evidence.lat, evidence.lon) == (pytest.approx(-33.9), pytest.approx(-70.6))


def test_a_photo_without_metadata_has_no_evidence():
    assert examine(photo(), "image/jpeg").evidence is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_copies_are_upright(orientation):
    upright = scene(320, 200)
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what a camera held so would have stored
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    picture = examine(photo(image=stored, exif=camera_exif(orientation), quality=95), "image/jpeg")
    seen = opened(picture.thumbnail)
    red, _, blue = seen.getpixel((20, 10))
    assert seen.size == (320, 200) and red > 200 and blue < 60


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 10.0), (10.0, 181.0)])
def test_an_impossible_position_is_no_evidence(lat, lon):
    evidence = examine(photo(exif=camera_exif(lat=lat, lon=lon)), "image/jpeg").evidence
    assert evidence.lat is None and evidence.lon is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_breaks_the_examination(data):
    content_type = data.draw(st.sampled_from(sorted(FORMATS)))
    whole = photo(
        content_type, scene(48, 32), **({"exif": camera_exif()} if content_type != "image/png" else {})
    )
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 20))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(NotSound):
        assert opened(examine(bytes(broken), content_type).photo).format == "JPEG"


@given(st.binary(max_size=300), st.sampled_from(sorted(FORMATS)))
def test_random_bytes_are_no_photo(noise, content_type):
    assert reason(noise, content_type)

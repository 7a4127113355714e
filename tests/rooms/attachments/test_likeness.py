"""Which pictures are taken for the same."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from chalicelib.attachments.imaging import examine
from chalicelib.attachments.likeness import COLUMNS, NEAR, ROWS, bands, is_near, look_of
from infra.story import camera
from tests.builders.photos import FORMATS, photo, scene

LOOKS = st.integers(0, 2**64 - 1)


def drawn(seed: int) -> Image.Image:
    """Light and dark patches with soft borders: what is left of a scene from afar."""
    cells = Image.frombytes("L", (12, 9), random.Random(seed).randbytes(12 * 9))
    return cells.resize((480, 360), Image.Resampling.BICUBIC).convert("RGB")


def look(image: Image.Image, content_type: str = "image/jpeg", **options: object) -> int | None:
    return examine(photo(content_type, image, **options), content_type).look


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    content_type=st.sampled_from(sorted(FORMATS)),
    quality=st.integers(40, 95),
    size=st.floats(0.4, 2),
    light=st.floats(0.95, 1.1),
)
def test_a_picture_saved_again_smaller_or_larger_or_brighter_is_near(
    seed, content_type, quality, size, light
):
    image = drawn(seed)
    changed = ImageEnhance.Brightness(image).enhance(light)
    changed = changed.resize((int(image.width * size), int(image.height * size)))
    assert is_near(look(image, quality=95), look(changed, content_type, quality=quality))


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 2**32), min_size=2, max_size=2))
def test_different_scenes_are_not_near(seeds):
    one, other = (look(drawn(seed)) for seed in seeds)
    assert not is_near(one, other)


def test_no_two_pictures_of_the_storys_camera_are_near(clock):
    taken = [examine(camera.photo(31.2, 121.5, clock.now, seed), "image/jpeg").look for seed in range(12)]
    assert not any(is_near(one, other) for n, one in enumerate(taken) for other in taken[:n])


@pytest.mark.parametrize("shade", ["black", "white", "#808080"])
def test_a_blank_picture_has_no_look(shade):
    assert look(Image.new("RGB", (640, 400), shade)) is None


def test_neither_has_one_slope_of_light_nor_a_dark_room():
    slope = Image.linear_gradient("L").rotate(90).resize((640, 400))
    assert look(slope.convert("RGB")) is None
    assert look(ImageEnhance.Brightness(scene()).enhance(0.02)) is None


def test_a_look_is_that_of_the_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = drawn(1).transpose(Image.Transpose.ROTATE_90)
    assert is_near(look(turned, exif=exif), look(drawn(1)))
    assert not is_near(look(turned), look(drawn(1)))


@given(LOOKS, st.lists(st.integers(0, 63), max_size=NEAR))
def test_whatever_is_near_shares_a_band(one, flipped):
    other = one
    for bit in flipped:
        other ^= 1 << bit
    assert is_near(one, other) and set(bands(one)) & set(bands(other))


@given(LOOKS, LOOKS)
def test_near_is_mutual_and_counts_bits(one, other):
    assert is_near(one, other) == is_near(other, one) == ((one ^ other).bit_count() <= 3)


@given(st.lists(st.integers(0, 200), min_size=COLUMNS * ROWS, max_size=COLUMNS * ROWS), st.integers(1, 55))
def test_a_look_does_not_depend_on_how_bright_it_is(shades, brighter):
    assert look_of([shade + brighter for shade in shades]) == look_of(shades)


def test_a_photo_of_no_size_to_speak_of_has_a_look():
    small = io.BytesIO()
    drawn(3).resize((16, 16)).save(small, "PNG")
    assert examine(small.getvalue(), "image/png").look is not None

"""A chart as a picture: bars and digits. It has no words in it, for which Lambda has no fonts."""

import io
from typing import TYPE_CHECKING

from chalicelib.notifications.charts import Chart

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

#: of the rows, told apart by those who see few colours as well
COLOURS = ("#1f5fa8", "#e08a1e", "#3a9c6b")
SIZE = (1200, 480)  # twice what it is shown at, for sharp screens
_TOP, _FOOT, _SIDE = 50, 60, 20
_GAP = 0.2  # of a label's width, between the bars of two labels
_FONT_SIZE = 26
_INK, _PAPER = "#333333", "#ffffff"


def png(chart: Chart) -> bytes:
    """The picture, some kilobytes of PNG."""
    from PIL import Image, ImageDraw  # deferred: few messages have a picture

    image = Image.new("RGB", SIZE, _PAPER)
    _draw(chart, ImageDraw.Draw(image))
    file = io.BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw(chart: Chart, draw: "ImageDraw") -> None:
    from PIL import ImageFont

    width, floor = (SIZE[0] - 2 * _SIDE) / len(chart.labels), SIZE[1] - _FOOT
    bar = width * (1 - _GAP) / len(chart.rows)
    highest = max(max(row.values) for row in chart.rows) or 1
    font = ImageFont.load_default(_FONT_SIZE)
    digits = ImageFont.load_default(_FONT_SIZE * min(1, bar / font.getlength(str(highest))))
    for place, label in enumerate(chart.labels):
        left = _SIDE + place * width
        draw.text((left + width / 2, floor + 12), label, _INK, font, anchor="ma")
        for number, (row, colour) in enumerate(zip(chart.rows, COLOURS, strict=False)):
            value, start = row.values[place], left + width * _GAP / 2 + number * bar
            top = floor - (floor - _TOP) * value / highest
            if value:
                draw.rectangle((start + 1, top, start + bar - 2, floor), colour)
                draw.text((start + bar / 2, top - 4), str(value), _INK, digits, anchor="mb")
    draw.line((_SIDE, floor, SIZE[0] - _SIDE, floor), _INK, 2)

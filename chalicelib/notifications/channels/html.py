"""A message with a picture as a page: what its text says, and the picture, whose words stand beside it."""

from html import escape

from chalicelib.kernel.settings import settings
from chalicelib.notifications.channels.picture import COLOURS, SIZE
from chalicelib.notifications.charts import Chart

CHART = "chart"  # the picture's Content-ID
_STYLE = "font-family:sans-serif;color:#222;max-width:640px;margin:0 auto;padding:12px;line-height:1.5"


def page(text: str, chart: Chart) -> str:
    """The page of a plain text, line by line, with the chart beneath it."""
    lines = "".join(f"<p>{_line(line)}</p>" for line in text.splitlines() if line.strip())
    names = "".join(
        f'<span style="color:{colour}">&#9632;</span> {escape(row.name)} &nbsp; '
        for row, colour in zip(chart.rows, COLOURS, strict=False)
    )
    picture = (
        f'<img src="cid:{CHART}" width="{SIZE[0] // 2}" style="max-width:100%;height:auto"'
        f' alt="{escape(chart.said)}">'
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"></head><body><div style="{_STYLE}">'
        f"{lines}<p><strong>{escape(chart.title)}</strong><br>{names}</p>{picture}</div></body></html>"
    )


def _line(text: str) -> str:
    """A line of text; an address of ours leads there, any other stays text."""
    return " ".join(
        f'<a href="{escape(word)}">{escape(word)}</a>' if _is_ours(word) else escape(word)
        for word in text.split(" ")
    )


def _is_ours(word: str) -> bool:
    base = settings().public_url
    return bool(base) and word.startswith(f"{base}/")

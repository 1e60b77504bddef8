"""Charts as pictures: the page's own specification and rows, drawn with the project's fonts on white."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

import pyarrow as pa
import vl_convert

from mot.reports.fonts import SANS, embedded, register

WIDTH = 1000  # pixels of the plot, as on a wide page
FAMILY = f"{SANS}, sans-serif"
WHITE = "#FFFFFF"


def to_png(
    spec: Mapping[str, Any], rows: pa.Table, *, title: str, notes: tuple[str, ...] = (), width: int = WIDTH
) -> bytes:
    """PNG at twice the size of the screen, with title and notes above the chart."""
    register()
    drawn = vl_convert.vegalite_to_png(_filled(spec, rows, title, notes, width), scale=2)
    return bytes(drawn)


def to_svg(
    spec: Mapping[str, Any], rows: pa.Table, *, title: str, notes: tuple[str, ...] = (), width: int = WIDTH
) -> bytes:
    """SVG that carries the letters it uses, with title and notes above the chart."""
    register()
    drawn = str(vl_convert.vegalite_to_svg(_filled(spec, rows, title, notes, width)))
    letters = "".join(sorted(set(drawn)))
    head, rest = drawn.split(">", 1)
    about = f"<title>{escape(title)}</title><style>{embedded(letters)}</style>"
    return f"{head}>{about}{rest}".encode()


def _filled(
    spec: Mapping[str, Any], rows: pa.Table, title: str, notes: tuple[str, ...], width: int
) -> dict[str, Any]:
    """The specification with its rows, title, size and fonts."""
    values = json.loads(rows.to_pandas().to_json(orient="records", double_precision=15))
    heading = {
        "text": title,
        "subtitle": list(notes),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 16,
        "subtitleFontSize": 11.5,
        "subtitlePadding": 6,
        "offset": 16,
        "color": {"expr": "ink"},
        "subtitleColor": {"expr": "sub"},
    }
    config = {**spec["config"], "font": FAMILY, "background": WHITE, "padding": 16}
    return {
        **spec,
        "data": {"values": values},
        "width": width,
        "title": heading,
        "background": WHITE,
        "padding": 16,
        "config": config,
    }

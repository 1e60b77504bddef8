"""A coaching card on a sheet of paper, to hang behind the counter."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from mot.reports.sample_sheet import FONTS

STYLE = f"""
@page {{ size: A4 portrait; margin: 16mm 16mm 14mm; }}
* {{ box-sizing: border-box; }}
html {{ background: #fff; color: #1d2731; font: 11pt/1.55 {FONTS}; }}
body {{ max-width: 178mm; margin: 0 auto; padding: 8mm 0; }}
header {{ border-bottom: .6pt solid #1d2731; padding-bottom: 3mm; margin-bottom: 4mm; }}
.kicker {{ color: #55616c; font-size: 9.5pt; margin: 0; }}
h1 {{ font-size: 22pt; line-height: 1.25; margin: 1mm 0 0; }}
h2 {{ font-size: 12pt; margin: 5mm 0 1.5mm; break-after: avoid; }}
.aim {{ font-size: 12.5pt; margin: 2mm 0 0; }}
ul, ol {{ margin: 0; padding-left: 6mm; }}
li {{ margin-bottom: 1.2mm; break-inside: avoid; }}
td.minutes {{ white-space: nowrap; color: #55616c; padding-right: 5mm; vertical-align: top; }}
td {{ padding: .8mm 0; vertical-align: top; }}
footer {{ color: #55616c; font-size: 8.5pt; margin-top: 6mm; }}
@media print {{ body {{ padding: 0; }} }}
"""


@dataclass(frozen=True, slots=True)
class CoachingSheet:
    """What stands on a card, in the reader's language.

    lists: heading and its lines · exercise: its heading, and per turn how long and what · note: small print.
    """

    language: str
    kicker: str
    title: str
    aim: str
    lists: Sequence[tuple[str, Sequence[str]]]
    exercise: tuple[str, Sequence[tuple[str, str]]]
    note: str


def to_html(sheet: CoachingSheet) -> bytes:
    """A page of its own: A4 upright, the machine's fonts, nothing fetched from anywhere."""
    e = escape
    lists = "".join(
        f"<h2>{e(heading)}</h2><ul>{''.join(f'<li>{e(line)}</li>' for line in lines)}</ul>"
        for heading, lines in sheet.lists
    )
    heading, turns = sheet.exercise
    rows = "".join(f"<tr><td class=minutes>{e(time)}</td><td>{e(what)}</td></tr>" for time, what in turns)
    language = "zh-CN" if sheet.language.startswith("zh") else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{e(sheet.kicker)} · {e(sheet.title)}</title><style>{STYLE}</style></head><body>"
        f'<header><p class="kicker">{e(sheet.kicker)}</p><h1>{e(sheet.title)}</h1>'
        f'<p class="aim">{e(sheet.aim)}</p></header>{lists}<h2>{e(heading)}</h2>'
        f"<table><tbody>{rows}</tbody></table><footer>{e(sheet.note)}</footer></body></html>"
    ).encode()

"""A sheet of paper per branch: what has been answered, what is needed, what is still to collect."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
FONTS = (
    "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','Source Han Sans SC','Segoe UI',"
    "system-ui,sans-serif"
)
STYLE = f"""
@page {{ size: A4 portrait; margin: 16mm 16mm 14mm; }}
* {{ box-sizing: border-box; }}
html {{ background: #fff; color: #1d2731; font: 10.5pt/1.5 {FONTS}; }}
body {{ max-width: 178mm; margin: 0 auto; padding: 8mm 0; }}
header {{ border-bottom: .6pt solid #1d2731; padding-bottom: 3mm; margin-bottom: 4mm; }}
.kicker {{ color: #55616c; font-size: 9.5pt; margin: 0; }}
h1 {{ font-size: 19pt; line-height: 1.25; margin: 1mm 0 0; overflow-wrap: anywhere; }}
p {{ margin: 0 0 2.5mm; }}
table {{ border-collapse: collapse; width: 100%; margin: 4mm 0; font-variant-numeric: tabular-nums; }}
th, td {{ border-bottom: .4pt solid #cfcac0; padding: 2mm; text-align: right; vertical-align: top; }}
th {{ font-size: 9pt; font-weight: 600; color: #55616c; border-bottom-color: #1d2731; vertical-align: bottom; }}
th:first-child, td:first-child {{ text-align: left; padding-left: 0; overflow-wrap: anywhere; }}
td.still {{ font-weight: 700; }}
td.hand, th.hand {{ width: 46mm; border-left: .4pt solid #cfcac0; text-align: left; }}
tr {{ break-inside: avoid; }}
thead {{ display: table-header-group; }}
.lines {{ display: flex; gap: 8mm; margin: 5mm 0 4mm; }}
.lines div {{ flex: 1; border-bottom: .5pt solid #1d2731; padding-bottom: 1mm; }}
.lines span {{ color: #55616c; }}
footer {{ color: #55616c; font-size: 8.5pt; line-height: 1.45; }}
@media print {{ body {{ padding: 0; }} }}
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One touchpoint on a sheet, as it is to be read; `so_far` and `still` may say “under 10” and “≤89”."""

    touchpoint: str
    so_far: str
    needed: str
    still: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one branch's sheet, in the reader's language.

    headings: of the touchpoint, answers so far, needed, still to collect, and the column to fill in by hand ·
    blanks: words before lines to write on · notes: small print at the bottom.
    """

    language: str
    kicker: str
    branch: str
    sentences: Sequence[str]
    headings: tuple[str, str, str, str, str]
    rows: Sequence[Row]
    blanks: Sequence[str]
    notes: Sequence[str]


def to_html(sheet: Sheet) -> bytes:
    """A page of its own: A4 upright, the machine's fonts, nothing fetched from anywhere."""
    e = escape
    head = "".join(
        f"<th{' class=hand' if i == len(sheet.headings) - 1 else ''}>{e(h)}</th>"
        for i, h in enumerate(sheet.headings)
    )
    body = "".join(
        f"<tr><td>{e(r.touchpoint)}</td><td>{e(r.so_far)}</td><td>{e(r.needed)}</td>"
        f"<td class=still>{e(r.still)}</td><td class=hand></td></tr>"
        for r in sheet.rows
    )
    said = "".join(f"<p>{e(s)}</p>" for s in sheet.sentences)
    blanks = "".join(f"<div><span>{e(word)}</span></div>" for word in sheet.blanks)
    notes = "".join(f"<div>{e(note)}</div>" for note in sheet.notes)
    language = "zh-CN" if sheet.language.startswith("zh") else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{e(sheet.kicker)} · {e(sheet.branch)}</title><style>{STYLE}</style></head><body>"
        f'<header><p class="kicker">{e(sheet.kicker)}</p><h1>{e(sheet.branch)}</h1></header>{said}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f'<div class="lines">{blanks}</div><footer>{notes}</footer></body></html>'
    ).encode()


def file_name(*parts: str, kind: str) -> str:
    """A file name that every system takes, whatever the parts are.

    >>> file_name("老城/支行", "2026Q3", kind="html"), file_name("..", kind="zip")
    ('老城_支行 2026Q3.html', '_.zip')
    """
    joined = " ".join(UNSAFE.sub("_", part).strip() for part in parts)
    return f"{joined.strip('. ')[:120] or '_'}.{kind}"


def to_zip(sheets: Iterable[tuple[str, Callable[[], bytes]]], *, written: dt.datetime) -> bytes:
    """All sheets in one archive: pairs of a file name and what makes the file. Names that repeat are numbered."""
    out = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in sheets:
            stem, _, kind = name.rpartition(".")
            free, number = name, 2
            while free.casefold() in seen:
                free, number = f"{stem} ({number}).{kind}", number + 1
            seen.add(free.casefold())
            archive.writestr(zipfile.ZipInfo(free, written.timetuple()[:6]), make(), zipfile.ZIP_DEFLATED)
    return out.getvalue()

"""The parts of a slide as HTML: sentences, chart, table, takeaways, notes. Every text is escaped."""

from html import escape

from mot.domain.slides import TITLE, Form, Slide, Table, Takeaway, Tone
from mot.locale.cells import written
from mot.locale.words import Locale
from mot.reports.drawn import chart as slide_svg_chart
from mot.reports.drawn.marks import FORBIDDEN
from mot.reports.drawn.table import NUMBERS
from mot.reports.drawn.text import takeaway_sizes
from mot.reports.layout import Box, Places

MOST = 60  # rows of a table behind a chart; the appendix has all
FORMS = {**dict.fromkeys(NUMBERS, "number"), Form.DATE: "date", Form.MARK: "mark"}
SHORT = 6  # letters of a cell that is not broken, such as the number of an action
READABLE = 0.74  # of its size on the slide, below which a chart rather scrolls than shrinks


def e(text: str) -> str:
    """A text that a person wrote, as HTML shows it."""
    return escape(text.translate(FORBIDDEN)).replace("\n", "<br>")


def lines(slide: Slide) -> str:
    """The sentences: a list with marks; a single one, and those of the first slide, without."""
    if not slide.lines:
        return ""
    if slide.section == TITLE or len(slide.lines) == 1:
        return f'<div class="lines">{"".join(f"<p>{e(line)}</p>" for line in slide.lines)}</div>'
    return f'<ul class="lines">{"".join(f"<li>{e(line)}</li>" for line in slide.lines)}</ul>'


def chart(slide: Slide, places: Places) -> str:
    """The chart as on the slide, with its description; on a phone it keeps its size and scrolls."""
    if not slide.chart or not places.chart:
        return ""
    drawn = slide_svg_chart.drawing(slide.chart, places.chart, slide.key)
    wide = drawn.size[0]
    about = e(slide.chart.description or slide.title)
    return (
        f'<figure style="flex:{wide:.0f} 1 min(100%,{wide * 0.6:.0f}px)">'
        f'<div class="scroll" tabindex="0" role="group" aria-label="{about}">'
        f'<svg class="chart" role="img" aria-label="{about}" viewBox="0 0 {drawn.width:g} {drawn.height:g}"'
        f' style="min-width:{wide * READABLE:.0f}px"><title>{about}</title>{drawn.inner}</svg></div>'
        f"<figcaption>{e(slide.chart.caption)}</figcaption></figure>"
    )


def table(told: Table, locale: Locale, *, most: int | None = None) -> str:
    """A table with headings of its columns and rows; what it leaves out stands under it."""
    head = "".join(f'<th scope="col"{_number(column.form)}>{e(column.title)}</th>' for column in told.columns)
    rows = told.rows if most is None else told.rows[:most]
    body = "".join(f"<tr>{_row(told, number, locale)}</tr>" for number in range(len(rows)))
    notes = [told.note] if told.note else []
    if len(rows) < len(told.rows):
        more = len(told.rows) - len(rows)
        notes.insert(
            0, locale.tn("… {n} more row, see the appendix", "… {n} more rows, see the appendix", more)
        )
    caption = f"<caption>{e(told.title)}</caption>" if told.title else ""
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{e(told.title)}">'
        f'<table style="--least:{min(760, 92 * len(told.columns))}px">{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        + "".join(f'<p class="note">{e(note)}</p>' for note in notes)
    )


def takeaways(told: tuple[Takeaway, ...], box: Box | None) -> str:
    """Numbers to remember, each with its name and what it says; on paper as large as on the slide."""
    if not told or not box:
        return ""
    value, size, apart = takeaway_sizes(told, box)
    look = f"--value:{value:g}px;--said:{size:g}px;--apart:{apart:g}px;flex:{box.width:.0f} 1 220px"
    blocks = "".join(
        f'<div><dt><span class="value {_tone(one.tone)}">{e(one.value)}</span><b>{e(one.label)}</b></dt>'
        f"<dd>{e(one.text)}</dd></div>"
        for one in told
    )
    return f'<dl class="takeaways" style="{look}">{blocks}</dl>'


def details(slide: Slide, locale: Locale) -> str:
    """Folded under the slide: what the speaker has to know, and the numbers behind the chart."""
    told = ""
    if slide.notes:
        notes = "".join(f"<p>{e(part)}</p>" for part in slide.notes.split("\n") if part)
        told += f"<details><summary>{e(locale.t('For the speaker'))}</summary>{notes}</details>"
    if slide.data:
        data = "".join(table(one, locale, most=MOST) for one in slide.data)
        told += f"<details><summary>{e(locale.t('The numbers behind it'))}</summary>{data}</details>"
    return told


def _row(told: Table, number: int, locale: Locale) -> str:
    cells = []
    for place, (value, column) in enumerate(zip(told.rows[number], told.columns, strict=True)):
        tone = _tone(Tone(told.tones[number][place])) if told.tones else ""
        text = e(written(locale, value, column))
        short = "short" if column.form is Form.TEXT and 0 < len(text) <= SHORT else ""
        names = " ".join(name for name in (FORMS.get(column.form, ""), tone, short) if name)
        kind = f' class="{names}"' if names else ""
        cells.append(f'<th scope="row"{kind}>{text}</th>' if place == 0 else f"<td{kind}>{text}</td>")
    return "".join(cells)


def _number(form: Form) -> str:
    return f' class="{FORMS[form]}"' if form in NUMBERS else ""


def _tone(tone: Tone) -> str:
    return "" if tone is Tone.PLAIN else str(tone)

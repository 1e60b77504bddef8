"""A slide on the screen, drawn from nothing but what was frozen."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from mot.charts.slides import specification
from mot.domain.reviews import Document
from mot.domain.slides import TITLE, Chart, Drawing, Form, Slide, Table, Takeaway, Tone
from mot.locale.cells import written
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import kept

COLOURS = {
    Tone.WEAK: "red",
    Tone.ABOVE: "green",
    Tone.BELOW: "gray",
    Tone.UNCLEAR: "gray",
    Tone.HIDDEN: "gray",
}
SIZED = {
    Drawing.JOURNEY, Drawing.GAPS, Drawing.PRIORITIES, Drawing.RANKED, Drawing.FUNNEL, Drawing.TREND,
}  # fmt: skip
SHARES = 7  # columns of a slide, of which the chart has some
ROOM = {4: 630, 5: 796, 7: 1124}  # pixels of a chart by its columns, on a projector's slide 1130 wide
TALL = 370  # and the pixels of its height at most, so that a slide fits 1280 by 720 with its pager
TITLE_LINE = 46  # pixels of a line of the title, of which
ACROSS = 62  # letters go across the slide, or half as many Chinese ones
ROOMY = 1.3  # of the height of a row on the projector, where there is room
LINE = 34  # pixels of a sentence below a chart
LARGER = 1.2  # type on slides, beside that on pages
LEAST = 620  # pixels that a chart needs; where there are fewer it is scrolled sideways
NUMBERS = (Form.COUNT, Form.SCORE, Form.SIGNED, Form.SHARE)


def show(
    page: Page,
    document: Document,
    slide: Slide,
    number: int,
    *,
    projected: bool = False,
    narrow: bool = False,
) -> None:
    """Draw a slide: kicker, finding, what proves it, what to remember, and what it rests on.

    On the projector charts have a size of their own, which grows with the slide; on a `narrow` place everything
    stands one below the other.
    """
    quarter = page.locale.quarter(document.basis.quarter)
    with st.container(gap=None):
        st.caption(f"{plain(slide.kicker)}　{quarter}" if slide.section != TITLE else plain(slide.kicker))
        st.title(plain(slide.title), anchor=False)
    if slide.section == TITLE:
        _cover(slide)
    elif slide.chart or slide.table:
        _proof(page, document, slide, projected=projected, narrow=narrow)
    else:
        _beside(slide, wide=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.caption(plain(" · ".join(x for x in (slide.footnote, document.review.stamp) if x)))
        st.space("stretch")
        st.caption(f"{number} / {len(document.deck.slides)}", width="content", text_alignment="right")


def _cover(slide: Slide) -> None:
    st.space("medium")
    for line in slide.lines:
        st.markdown(plain(line))
    st.space("medium")


def _proof(page: Page, document: Document, slide: Slide, *, projected: bool, narrow: bool) -> None:
    """Chart or table with what to remember beside it; sentences have the width that is left."""
    tall = (TALL - TITLE_LINE * (_lines_of(slide.title) - 1)) if projected else 0
    if narrow and slide.chart:
        _chart(page, document, slide, slide.chart)
        _beside(slide, wide=True)
        if slide.table:
            _table(page, document, slide, slide.table)
        return
    beside = slide.chart is not None and (slide.takeaways or slide.table or slide.lines)
    if not beside:
        if slide.takeaways:
            _beside(slide, wide=True)
        elif slide.lines:
            _lines(slide)
        _left(page, document, slide, SHARES, tall)
        return
    below = bool(slide.takeaways and slide.lines)  # numbers beside the chart, sentences under it
    share = 4 if slide.table else 5
    grid = st.grid(SHARES, min_column_width=100, gap="medium")
    with grid.cell(column_span=share):
        _left(page, document, slide, share, tall - LINE * len(slide.lines) if tall and below else tall)
        if below:
            _lines(slide)
    with grid.cell(column_span=SHARES - share):
        if below:
            _numbers(slide)
        else:
            _beside(slide)
        if slide.table:
            _table(page, document, slide, slide.table)


def _lines_of(title: str) -> int:
    """How many lines a title takes on the projector."""
    return 1 + sum(2 if letter >= "\u2e80" else 1 for letter in title) // ACROSS


def _left(page: Page, document: Document, slide: Slide, share: int, tall: int) -> None:
    if slide.chart:
        _chart(page, document, slide, slide.chart, ROOM[share] if tall else 0, tall)
    elif slide.table:
        _table(page, document, slide, slide.table)


def _beside(slide: Slide, *, wide: bool = False) -> None:
    """Big numbers with what they say, and the sentences."""
    if wide and slide.takeaways:
        grid = st.grid(len(slide.takeaways), min_column_width=180)
        for one in slide.takeaways:
            with grid.cell():
                _takeaway(one)
    else:
        _numbers(slide)
    _lines(slide)


def _numbers(slide: Slide) -> None:
    with st.container(gap="medium"):
        for one in slide.takeaways:
            _takeaway(one)


def _lines(slide: Slide) -> None:
    with st.container(gap="small"):
        for line in slide.lines:
            st.markdown(plain(line))


def _takeaway(one: Takeaway) -> None:
    with st.container(gap=None):
        st.header(toned(plain(one.value), one.tone), anchor=False)
        st.markdown(f"**{plain(one.label)}**　{plain(one.text)}")


def toned(text: str, tone: str) -> str:
    """A text in the colour of its tone, in Markdown."""
    colour = COLOURS.get(Tone(tone))
    return f":{colour}[{text}]" if colour and text else text


def _chart(page: Page, document: Document, slide: Slide, chart: Chart, wide: int = 0, tall: int = 0) -> None:
    """The chart in the room there is, or as large as is said."""
    rows: pa.Table = kept(
        page,
        document.review,
        "rows",
        lambda: pa.table({k: list(v) for k, v in chart.columns.items()}),
        slide.key,
    )
    spec = _specification(chart, wide, tall)
    with st.grid(1, wrap=False, min_column_width=wide or LEAST).cell():
        st.vega_lite_chart(
            rows,
            spec,
            key=f"slide_{slide.key}_{page.locale.language}_{document.review.id}",
            alt=chart.description,
            width="content" if wide else "stretch",
        )
    if chart.caption:
        st.caption(plain(chart.caption))


def _specification(chart: Chart, wide: int, tall: int) -> dict[str, Any]:
    """The chart with larger type, `wide` and `tall` in pixels where that is said; many rows share the height."""
    if chart.drawing in SIZED and "size" not in chart.options:
        chart = replace(chart, options={**chart.options, "size": LARGER})
    spec = specification(chart)
    if not tall:
        return spec
    spec |= {
        "width": wide,
        "usermeta": {"embedOptions": {"renderer": "svg"}},
    }  # sharp in a window of any size
    own = spec.get("height")
    step = own.get("step", 30) if isinstance(own, dict) else None
    return spec | {"height": min(tall, round(ROOMY * step * max(chart.size, 2))) if step else tall}


def _table(page: Page, document: Document, slide: Slide, table: Table) -> None:
    if table.title and slide.chart:
        st.markdown(f"**{plain(table.title)}**")
    frame = kept(page, document.review, "table", lambda: _frame(page, table), (slide.key, table.key))
    st.table(_styled(frame, table), border="horizontal", hide_index=True)
    if table.note:
        st.caption(plain(table.note))


def _frame(page: Page, table: Table) -> pd.DataFrame:
    """The table as texts, findings in their colour."""
    return pd.DataFrame(
        [
            [
                toned(
                    plain(written(page.locale, value, column)),
                    table.tones[at][place] if table.tones else Tone.PLAIN,
                )
                for place, (value, column) in enumerate(zip(row, table.columns, strict=True))
            ]
            for at, row in enumerate(table.rows)
        ],
        columns=_headings(table),
        dtype="object",
    )


def _styled(frame: pd.DataFrame, table: Table) -> Any:
    """The table with its numbers at the right."""
    numbers = [name for name, c in zip(frame.columns, table.columns, strict=True) if c.form in NUMBERS]
    right = {"text-align": "right !important"}
    heads = [
        {"selector": f"th.col{place}", "props": list(right.items())}
        for place, column in enumerate(table.columns)
        if column.form in NUMBERS
    ]
    return frame.style.set_properties(subset=numbers, **right).set_table_styles(heads)


def _headings(table: Table) -> list[str]:
    """The headings, each different, as a frame needs them."""
    found: list[str] = []
    for column in table.columns:
        title = plain(column.title)
        while title in found:
            title += "\u200b"
        found.append(title)
    return found

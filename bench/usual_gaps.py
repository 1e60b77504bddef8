"""The touchpoint page as it is usually written: each run makes its frames and authors its charts with their data.

Same questions, same charts, same tables as `pages/gaps.py`; measured beside it by `bench.drawing`.
"""

import streamlit as st

from mot.analysis.levels import Level
from mot.charts import details as detail_charts
from mot.charts import frames, overview
from mot.charts import gaps as charts
from mot.charts.frames import details as detail_rows
from mot.locale.sentences import gaps as sentences
from mot.services import gaps as service
from mot.ui import gaps as parts
from mot.ui import overview as overview_parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("gaps")
view = pick(page)
if view is not None:
    t, locale, there = page.t, page.locale, page.books.institution
    table = page.ask(service.gap_table, view)
    parts.headline(page, view, table)
    grid = st.grid(5, min_column_width=150, gap="medium")
    ordered = frames.gaps(table, there.touchpoints, locale).sort_values("gap", na_position="last")
    with grid.cell(column_span=3):
        page.section(t("Expected and perceived"))
        drawn = charts.dumbbell(page.words, description="", decimals=table.unit.digits)
        drawn.data = ordered.assign(order=range(len(ordered)))
        st.altair_chart(drawn, key="dumbbell", on_select="rerun", selection_mode="tp")
    touchpoint = next(p for p in there.touchpoints if p.code == ordered["code"].iloc[0])
    row = table.frame[table.frame["touchpoint"] == touchpoint.id].iloc[0]
    with grid.cell(column_span=2), st.container(border=True):
        st.subheader(locale.name(touchpoint.name))
        small = st.grid(4, min_column_width=70, gap="small")
        for label, value in (
            (t("Gap"), locale.signed(row["gap"])),
            (t("Perceived"), locale.score(row["perception"])),
            (t("Expected"), locale.score(row["expectation"])),
            (t("Answers"), locale.count(int(row["n"]))),
        ):
            with small.cell():
                st.metric(label, value)
        st.caption(sentences.detail(locale, table, row, page.books.thresholds))
        past = page.ask(service.history, view, touchpoint.id)
        drawn = overview.trend(page.words, description="", decimals=table.unit.digits)
        drawn.data = frames.history(past, table.unit.digits, locale)
        st.altair_chart(drawn, key="history")
    found = page.ask(service.dimensions, view)
    page.section(t("Service dimensions"))
    drawn = detail_charts.dimensions(page.words, description="")
    drawn.data = detail_rows.dimensions(found, locale)
    st.altair_chart(drawn, key="dimensions")
    cells = page.ask(service.heatmap, view, Level.BRANCH)
    page.section(t("Touchpoint × place"))
    drawn = charts.heatmap(page.words, clamp=1.0, description="")
    drawn.data = frames.heatmap(cells, there.touchpoints, {b.id: b.name for b in there.branches}, locale)
    st.altair_chart(drawn, key="heatmap")
    st.caption(sentences.heat(locale, cells))
    overview_parts.footnote(page, table)

"""Where which behaviour step fails, what people give as causes, and how a team's own answers move."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink
from mot.charts.words import Words

ROW = 34
GAP_COLUMN = 0  # place of the column with the gap
SEVERAL = 4  # tags from which a disc is full
BREAK = "|"  # between the two lines of a column's name
NAMES, COLUMNS = 130, 11  # pixels of the touchpoints' names; columns, the space included
CELL = {"zh": 46, "en": 76}  # pixels that a column's name needs


def width_of(language: str) -> int:
    """Pixels that the table of touchpoints needs so that the names of its columns stay apart."""
    return NAMES + COLUMNS * CELL[language]


def where(words: Words, *, description: str, tags: str = "", asked: str = "") -> Any:
    """Touchpoints by behaviour step and principle: disc = tags, tinted = what the questionnaire asks there.

    Parameters
    ----------
    words : Words
        Uses `gap`, `interval`, `answers`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.
    tags, asked : str
        Titles of tooltip lines: tags, and the step that the touchpoint is asked about.

    Returns
    -------
    altair.LayerChart
        Without rows. One row per cell: `touchpoint`, `row_order`, `column_order` (integers; 0 is the column of
        the gap), `column` (name, two lines apart by "|"), `part` ('gap', 'cell', 'none' for the space between),
        `state`, `here` (bool: asked about), `tags` (0 without any), `tags_text`, `gap_text`, `column_text`,
        `interval_text`, `n_text`, `status_text`, `asked_text`.
    """
    chart = alt.Chart(height=alt.Step(ROW)).encode(
        x=theme.slot("x", field="column_order"), y=theme.slot("y", field="row_order")
    )
    cells = chart.transform_filter("datum.part == 'cell'")
    tagged = cells.transform_filter("datum.tags > 0")
    first = chart.transform_filter(f"datum.column_order == {GAP_COLUMN}")
    return alt.layer(
        cells.mark_rect(color=ink("heat_zero"), stroke=ink("paper"), strokeWidth=2),
        cells.transform_filter("datum.here")
        .mark_rect(opacity=0.3, stroke=ink("paper"), strokeWidth=2)
        .encode(color=theme.state_colour()),
        first.transform_filter("datum.state == 'hidden' && datum.n_text == ''").mark_point(
            shape=theme.HATCH, size=150, stroke=ink("faint"), strokeWidth=1, opacity=1, fillOpacity=0
        ),
        first.transform_filter("datum.gap_text != ''")
        .mark_text(fontSize=12, fontWeight=theme.LOUD)
        .encode(text="gap_text:N", fill=theme.state_ink()),
        tagged.mark_circle(
            color=ink("brand"),
            opacity=1,
            size=expr(f"360 * (.55 + .45 * min(1, datum.tags / {SEVERAL}))"),
        ),
        tagged.mark_text(color=ink("paper"), fontSize=11.5, fontWeight=700).encode(text="tags_text:N"),
        chart.transform_joinaggregate(top="min(row_order)")
        .transform_filter("datum.row_order == datum.top && datum.part != 'none'")
        .mark_text(
            lineBreak=BREAK,
            baseline="bottom",
            dy=expr(f"indexof(datum.column, '{BREAK}') < 0 ? -7 : -20"),
            lineHeight=13,
            color=ink("sub"),
            fontSize=11.5,
        )
        .encode(y=alt.value(0), text="column:N"),
        theme.row_names(first, "touchpoint"),
        chart.transform_filter("datum.part != 'none'")
        .mark_rect(opacity=0.001)
        .encode(
            tooltip=theme.tooltip(
                "touchpoint",
                column_text=words.note,
                tags_text=tags,
                asked_text=asked,
                gap_text=words.gap,
                interval_text=words.interval,
                n_text=words.answers,
                status_text=words.conclusion,
            )
        ),
        data=theme.rows(),
    ).properties(description=description)


def counts(_: Words, *, description: str, tags: str = "") -> Any:
    """How often each cause is named, the most frequent on top: a bar with its count.

    Parameters
    ----------
    _ : Words
        None is used; charts are all drawn with the same call.
    description : str
        What a screen reader says in place of the picture.
    tags : str
        Title of the tooltip's line.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label`, `order` (unique integers, first on top), `tags`, `tags_text`.
    """
    chart = alt.Chart(height=alt.Step(ROW)).encode(y=theme.slot("y"))
    amount = alt.X(
        "tags:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False, range=[0, expr("width - 44")])
    )
    return alt.layer(
        chart.mark_bar(color=ink("brand"), opacity=0.32, height=16).encode(x=amount),
        chart.mark_text(align="left", dx=6, fontWeight=600).encode(x=amount, text="tags_text:N"),
        theme.row_names(chart, "label"),
        chart.mark_rect(opacity=0.001).encode(
            x=alt.value(0), x2=alt.value("width"), tooltip=theme.tooltip("label", tags_text=tags)
        ),
        data=theme.rows(),
    ).properties(description=description)


def checks(words: Words, *, description: str, answer: str = "", day: str = "") -> Any:
    """A team's answers to the five questions over time: one row per principle, one column per check.

    Parameters
    ----------
    words : Words
        Uses `note`.
    description : str
        What a screen reader says in place of the picture.
    answer, day : str
        Titles of tooltip lines.

    Returns
    -------
    altair.LayerChart
        Without rows. One row per principle and check: `label`, `row_order`, `column_order` (integers), `day`,
        `answer` (1 to 5), `answer_text`, `word_text`, `day_text`, `note_text`.
    """
    chart = alt.Chart(height=alt.Step(ROW)).encode(
        x=theme.slot("x", field="column_order"), y=theme.slot("y", field="row_order")
    )
    shade = alt.Color(
        "answer:Q",
        legend=None,
        scale=alt.Scale(
            domain=[1, 3, 5],
            range=[ink(f"heat_{end}") for end in ("lower", "zero", "higher")],
            interpolate="rgb",
        ),
    )
    left = chart.transform_filter("datum.column_order == 0")
    return alt.layer(
        chart.mark_rect(stroke=ink("paper"), strokeWidth=2).encode(color=shade),
        chart.mark_text(fontSize=12, fontWeight=600).encode(text="answer_text:N"),
        chart.transform_filter("datum.row_order == 0")
        .mark_text(
            baseline="bottom", dy=-7, color=ink("sub"), fontSize=expr("bandwidth('x') < 40 ? 9.5 : 11.5")
        )
        .encode(y=alt.value(0), text="day:N"),
        theme.row_names(left, "label"),
        chart.mark_rect(opacity=0.001).encode(
            tooltip=theme.tooltip("label", day_text=day, word_text=answer, note_text=words.note)
        ),
        data=theme.rows(),
    ).properties(description=description)

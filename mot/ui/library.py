"""The learning library: which kinds of action helped, and what people say of them."""

import pandas as pd
import streamlit as st

from mot.analysis.library import FEW, Library
from mot.domain.packs import Lever
from mot.locale.action_words import AGAIN
from mot.services import library as service
from mot.ui import action_words
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.questionnaire import LEVERS

QUOTED = 12  # learnings that are quoted


def show(page: Page) -> None:
    """What closed actions taught; one line when none is closed."""
    t = page.t
    found = service.library(page.engine, page.actor)
    page.section(
        t("What helped"),
        t(
            "Closed actions by what was done and where. The mean effect is the change beyond that of other branches, in "
            "points of the gap; actions of one kind that differ, or are few, make its interval wide."
        ),
    )
    if found.levers.empty:
        st.caption(t("No action is closed yet. Close one with what was learned, and it is counted here."))
        return
    levers = {lever.value: t(word) for lever, word in LEVERS.items()}
    points = {p.id: page.locale.name(p.name) for p in page.books.institution.touchpoints}
    for title, frame, names in (
        (t("Lever"), found.levers, levers),
        (t("Touchpoint"), found.touchpoints, points),
    ):
        st.dataframe(_table(page, title, frame, names), hide_index=True, width="content")
    _learned(page, found)
    st.caption(
        t(
            "Which action worked is not only a matter of its kind: “helped” here is no promise for elsewhere. A mean "
            "is told from {n} effects on; interim results are not counted.",
            n=FEW,
        )
    )


def _table(
    page: Page, title: str, frame: pd.DataFrame, names: dict[str, str] | dict[int, str]
) -> pd.DataFrame:
    t, locale, unit = page.t, page.locale, action_words.unit(page)
    told = dict(names)

    def mean(row: pd.Series) -> str:
        if pd.isna(row["mean"]):
            return t("too few to average")
        middle, lo, hi = (unit.shown(float(row[name])) for name in ("mean", "lo", "hi"))
        ends = locale.interval(lo, hi, unit.digits)
        return t("{mean} ({interval})", mean=locale.signed(middle, unit.digits), interval=ends)

    return pd.DataFrame(
        {
            title: [told.get(kind, "–") for kind in frame["kind"]],
            t("Closed"): frame["closed"],
            t("Improved"): frame["improved"],
            t("No change that matters"): frame["unchanged"],
            t("Worse"): frame["worse"],
            t("Cannot be told"): frame["unclear"],
            t("Would do it again"): frame["again"],
            t("Mean effect"): [mean(row) for _, row in frame.iterrows()],
        }
    )


def _learned(page: Page, found: Library) -> None:
    """What people wrote when they closed their actions."""
    t, lines = page.t, []
    for one in found.learned[:QUOTED]:
        learning = one.content.learning
        if learning is None:
            continue
        head = t(
            "{lever} · {touchpoint}",
            lever=t(LEVERS[Lever(one.content.lever)]),
            touchpoint=action_words.touchpoint(page, one.content.plan.touchpoint),
        )
        again = t(AGAIN[learning.again])
        lines.append(
            f"- **{action_words.title(one)}** · {plain(head)}  \n{plain(learning.worked)}  \n"
            f":gray[{plain(t('Would we do it again? {answer}', answer=again))}]"
        )
    if lines:
        page.section(t("What was learned"))
        st.markdown("\n".join(lines))

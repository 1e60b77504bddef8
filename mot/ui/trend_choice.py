"""Which chart is open on the trend page: touchpoint, branch, and from when its baseline begins."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from mot.domain.cube import View
from mot.domain.survey import Branch, Touchpoint
from mot.locale.standings import month_text
from mot.ui.frame import Page
from mot.ui.session import keep, language, widget_key, write_address

EVERY = "*"  # in the address, all touchpoints together


@dataclass(frozen=True, slots=True)
class Choice:
    """touchpoint: None for all of them together · branch: None for the selection · base: month (yyyymm) from
    which baselines begin, None for the first there is.
    """

    touchpoint: Touchpoint | None
    branch: Branch | None
    base: int | None


def baseline_from() -> int | None:
    """The month that was chosen, on any page, for baselines to begin with."""
    told = str(st.session_state.get("base", ""))
    return int(told) if told.isdigit() and len(told) == 6 and 1 <= int(told[4:]) <= 12 else None


def asked() -> tuple[dt.date, int | None]:
    """What every question about trends is asked with: today, and where baselines begin."""
    return dt.date.today(), baseline_from()


def chosen(page: Page, view: View, fallback: int | None) -> Choice:
    """What is open: as clicked, chosen or linked to, else the touchpoint `fallback` over the selection."""
    there = page.books.institution
    points = {t.code: t for t in there.touchpoints}
    branches = {b.code: b for b in selectable(page, view)}
    told = st.session_state.get("tp", "")
    first = next((t for t in there.touchpoints if t.id == fallback), None)
    return Choice(
        None if told == EVERY else points.get(told, first),
        branches.get(st.session_state.get("at", "")),
        baseline_from(),
    )


def selectable(page: Page, view: View) -> list[Branch]:
    """The branches of the selection, when there are several."""
    seen = [b for b in page.books.institution.branches if not view.branches or b.id in view.branches]
    return seen if len(seen) > 1 else []


def take_click(chart: str, key: str) -> None:
    """Take a click on a board once; what is chosen elsewhere afterwards holds until the next click.

    `key` is the name of the board's selection as well as that of what it chooses.
    """
    event = st.session_state.get(f"{chart}_{language()}") or {}
    picked = event.get("selection", {}).get(key) or [{}]
    code, seen = str(picked[0].get("code", "")), f"clicked_{chart}"
    if code and code != st.session_state.get(seen):
        st.session_state[key] = code
        st.session_state[widget_key(f"trend_{key}")] = code  # the browser keeps what a box showed last
        write_address()
    st.session_state[seen] = code


def selectors(page: Page, view: View, choice: Choice, restarts: Sequence[int]) -> None:
    """Touchpoint, branch and beginning of the baseline."""
    t, locale = page.t, page.locale
    points = {EVERY: t("All touchpoints together")} | {
        p.code: locale.name(p.name)
        for p in page.books.institution.touchpoints
        if p.active or p == choice.touchpoint
    }
    branches = {"": t("Selection as a whole")} | {b.code: locale.name(b.name) for b in selectable(page, view)}
    months = {"": t("from the first months")} | {
        str(m): t("anew from {month}", month=month_text(locale, m))
        for m in sorted({*restarts, *([choice.base] if choice.base else [])})
    }
    with st.container(horizontal=True, gap="small"):
        _select("tp", t("Touchpoint"), points, choice.touchpoint.code if choice.touchpoint else EVERY)
        if len(branches) > 1:
            _select("at", t("Branch"), branches, choice.branch.code if choice.branch else "")
        _select(
            "base",
            t("Baseline"),
            months,
            str(choice.base or ""),
            help=t(
                "The months from which the chart learns what is usual. Begin anew after a change that was meant "
                "and has been confirmed; earlier months stay in sight and are no longer compared with."
            ),
        )


def _select(key: str, label: str, options: dict[str, str], now: str, *, help: str | None = None) -> None:
    name = widget_key(f"trend_{key}")
    codes = list(options)
    st.selectbox(
        label,
        codes,
        index=codes.index(now) if now in options and name not in st.session_state else 0,
        format_func=lambda code: options.get(code, code),
        key=name,
        on_change=lambda: keep(key, name),
        help=help,
        width=210,
    )

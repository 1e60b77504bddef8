"""Where to begin, as a list beside the map."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from mot.analysis.drivers import Drivers
from mot.analysis.priorities import PriorityState
from mot.charts.frames import drivers as frames
from mot.charts.frames.ranking import Group, Part, ranking
from mot.domain.cube import View
from mot.domain.survey import Name
from mot.locale.sentences import driver_gates
from mot.locale.sentences import drivers as sentences
from mot.stats.quadrants import Quadrant
from mot.ui.frame import Page

AT_ONCE = 5  # entries of the order that stand open; further ones are folded
APART = 2  # and of those that are not in the order
NO_BREAK = "\u00a0"
MARKUP = re.compile(r"([\\`*_{}\[\]<>#+$~|:-])")


def names(page: Page) -> dict[int, Name]:
    """Names of the touchpoints by id."""
    return {p.id: p.name for p in page.books.institution.touchpoints}


def show(page: Page, view: View, found: Drivers, target: float | None) -> None:
    """The list: its first entries open, the rest folded."""
    with st.container(gap=None):
        st.subheader(_title(page, found), anchor=False)
        st.caption(_rule(page, found), help=_meaning(page, found))
    first, folded, apart, more = page.kept("ranking", (view, target), lambda: _folded(page, found))
    if first:
        st.markdown(first)
    if folded:
        with st.expander(page.locale.tn("{n} more touchpoint", "{n} more touchpoints", more)):
            st.markdown(folded)
    if apart:
        st.markdown(apart)


def _title(page: Page, found: Drivers) -> str:
    if found.priorities is PriorityState.NO_GAPS and found.state.known:
        return page.t("By importance")
    return page.t("Where to begin")


def _rule(page: Page, found: Drivers) -> str:
    t = page.t
    if found.priorities is PriorityState.NO_GAPS and not found.state.known:
        return t("Neither gaps nor importance are known, so nothing can be put in order.")
    if found.priorities is PriorityState.NO_GAPS:
        return t("Expectations were not asked, so there is no gap: the list goes by importance alone.")
    if found.priorities is PriorityState.UNWEIGHTED:
        return t("Importance is not known: the list goes by the shortfall alone.")
    if found.priorities is PriorityState.NOTHING_BELOW:
        return t("Nothing below expectations")
    return t("Importance × shortfall; numbered only where the order is certain.")


def _meaning(page: Page, found: Drivers) -> str | None:
    """What the priority score is."""
    t = page.t
    if found.priorities is PriorityState.WEIGHTED:
        return t(
            "Priority score: importance of a touchpoint times how far it falls short, as a share of 100 over all "
            "touchpoints. 50 = half of everything there is to gain lies here. 0 = nothing falls short."
        )
    if found.priorities is PriorityState.UNWEIGHTED:
        return t(
            "Share of the shortfall: how far a touchpoint falls short of expectations, out of 100% over all touchpoints."
        )
    return None


def _folded(page: Page, found: Drivers) -> tuple[str, str, str, int]:
    """The entries that stand open, those that are folded, those outside the order, and how many are folded.

    A touchpoint whose importance is not known may have the widest gap: the widest ones are not folded away.
    """
    parts = ranking(found)

    def of(*groups: Group) -> list[str]:
        return [b for p in parts if p.group in groups for b in _blocks(page, found, p)]

    ordered, apart = of(Group.CERTAIN, Group.OPEN), of(Group.UNKNOWN)
    met, silent = of(Group.MET), of(Group.HIDDEN, Group.EMPTY)
    if len(ordered) + len(apart) + len(met) <= AT_ONCE + 1:  # one entry is not worth a fold
        return _text([*ordered, *met, *apart, *silent]), "", "", 0
    folded = [*ordered[AT_ONCE:], *met, *apart[APART:]]
    return _text(ordered[:AT_ONCE]), _text(folded), _text([*apart[:APART], *silent]), len(folded)


def _text(blocks: list[str]) -> str:
    return "\n\n".join(blocks)


def _blocks(page: Page, found: Drivers, part: Part) -> list[str]:
    """A part of the list as pieces of Markdown: one per touchpoint, or one for all that show no number."""
    nothing = found.priorities is PriorityState.NO_GAPS and not found.state.known
    heading = "" if nothing and part.group is Group.UNKNOWN else _heading(page, part)
    if part.group in (Group.HIDDEN, Group.EMPTY):
        told = sentences.listed(page.locale, [int(i) for i in part.rows["touchpoint"]], names(page))
        return [f":gray[{heading}　{_plain(told)}]"]
    entries = [_entry(page, found, part, row) for _, row in part.rows.iterrows()]
    if heading:
        entries[0] = f":gray[{heading}]\n\n{entries[0]}"
    return entries


def _heading(page: Page, part: Part) -> str:
    t = page.t
    return {
        Group.CERTAIN: "",
        Group.OPEN: t("Order cannot be told:"),
        Group.MET: t("No shortfall measured:"),
        Group.UNKNOWN: t("Not in the order:"),
        Group.HIDDEN: t("Hidden to protect privacy:"),
        Group.EMPTY: t("No responses:"),
    }[part.group]


def _entry(page: Page, found: Drivers, part: Part, row: "pd.Series[Any]") -> str:
    """One touchpoint: place and name, gap, importance and score with their intervals, quadrant in words."""
    t, locale = page.t, page.locale
    one = pd.DataFrame([row])
    place = row["rank"] if part.ordered_by == "priority" else row["importance_rank"]
    number = f"{int(place)}　" if part.group is Group.CERTAIN else ""
    first = f"**{number}{_plain(locale.name(names(page)[int(row['touchpoint'])]))}**"
    (gap,) = frames.gaps(locale, one, found.unit.digits)
    if gap:
        sure = row["quadrant"] == Quadrant.CONCENTRATE_HERE and row["gap_hi"] < 0
        first += f"　:{'red' if sure else 'gray'}[{t('gap {gap}', gap=gap)}]"
    lines = [first, f":gray[{' · '.join(f.replace(' ', NO_BREAK) for f in _facts(page, found, row, one))}]"]
    said = sentences.place(locale, row) or (driver_gates.left_out(locale, row) if found.state.known else "")
    if not said and gap and part.group is Group.UNKNOWN:
        said = t("Too few answers to judge")
    if said:
        lines.append(said if row["quadrant"] == Quadrant.CONCENTRATE_HERE else f":gray[{said}]")
    return "  \n".join(lines)


def _facts(page: Page, found: Drivers, row: "pd.Series[Any]", one: pd.DataFrame) -> list[str]:
    """Importance, score and number of answers of one touchpoint; its perception where there is no gap."""
    t, locale = page.t, page.locale
    facts = []
    if row["gap"] != row["gap"]:
        facts += [
            t("perceived {perception}", perception=p)
            for p in frames.perceptions(locale, one, found.unit.digits)
        ]
    if row["importance"] == row["importance"]:
        facts += [t("importance {importance}", importance=i) for i in frames.shares(locale, one)]
    if row["priority"] > 0 and found.priorities is PriorityState.UNWEIGHTED:
        facts += [
            t("{share} of the shortfall", share=p) for p in frames.priorities(locale, one, percent=True)
        ]
    elif row["priority"] > 0:
        facts += [t("score {priority}", priority=p) for p in frames.priorities(locale, one)]
    return [*facts, t("n = {n}", n=int(row["n"]))]


def _plain(text: str) -> str:
    """A name without meaning in Markdown."""
    return MARKUP.sub(r"\\\1", text)

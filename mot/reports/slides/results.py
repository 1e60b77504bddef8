"""What became of the actions: their effects as far as they can be judged, and what cannot be told yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from mot.analysis.effects import Judged, Verdict
from mot.analysis.gaps import GapTable
from mot.charts.theme import State
from mot.domain.improvements import Action, Stage
from mot.domain.periods import first_day_of
from mot.domain.slides import Chart, Column, Drawing, Form, Slide, Table, Tone, Value
from mot.locale.action_words import number
from mot.locale.sentences import actions as counts
from mot.locale.sentences import effects as sentences
from mot.reports.slides import work
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.resting import confidence
from mot.services import gaps

KEY = "results"
ROWS, MOST = 10, 20  # actions of a slide, and of all slides together
LINES = 2
TITLE = 40  # letters of a title on the slide, Chinese ones count twice
STATES = {Verdict.IMPROVED: State.ABOVE, Verdict.WORSE: State.WEAK}
TONES = {Verdict.IMPROVED: Tone.ABOVE, Verdict.WORSE: Tone.WEAK}


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Effects with their intervals beside the verdicts in words; () while no action has begun."""
    t, locale = asked.t, asked.locale
    found = reported(asked)
    if not found:
        return ()
    judged_ = {one.id: judged for one, judged in found}
    standing = counts.standing([one for one, _ in found], judged_, asked.today)
    shown = found[:MOST]
    parts = [shown[at : at + ROWS] for at in range(0, len(shown), ROWS)]
    note = ""
    if len(found) > len(shown):
        note = t("Shown are the first {n} of {total}; the appendix has all.", n=MOST, total=len(found))
    return tuple(
        Slide(
            KEY if place == 0 else f"{KEY}-{place + 1}",
            KEY,
            t("What became of it"),
            counts.headline(locale, standing),
            _sure(asked, found) if place == 0 else (),
            chart=_forest(asked, part),
            table=Table(
                "results" if place == 0 else f"results-{place + 1}",
                t("Verdicts"),
                _columns(asked),
                tuple(_row(asked, one, judged) for one, judged in part),
                tuple(("", "", _tone(judged), "") for _, judged in part),
                note if place == len(parts) - 1 else "",
            ),
            data=(_everything(asked, found),) if place == 0 else (),
            footnote=asked.footnote(
                t("As of {day}", day=locale.date(asked.today)),
                t("intervals are {confidence}", confidence=confidence(asked)),
                t("describes those who answered; others may differ"),
            ),
            notes=locale.paragraph([_method(asked), *_bounces(asked, part)]),
            about="effects",
        )
        for place, part in enumerate(parts)
    )


def _method(asked: Asked) -> str:
    return asked.t(
        "An effect is the change of the gap beyond that of the comparison branches, allowing for luck at the "
        "start. Touchpoint, branches, months compared and the day of judgement were fixed before looking. "
        "Interim results may still change. Where answers do not suffice, nothing is claimed."
    )


def _bounces(asked: Asked, found: Sequence[tuple[Action, Judged]]) -> list[str]:
    """Of actions whose branches were picked at a low: how much would have come back by itself."""
    return [
        asked.t("{action}: {sentence}", action=number(one), sentence=said)
        for one, judged in found
        if _shown(asked, one, judged)
        for said in sentences.bounce(asked.locale, judged, len(one.content.plan.branches))
    ]


def reported(asked: Asked) -> list[tuple[Action, Judged]]:
    """The actions that had begun by the end of the quarter, were not dropped, and were open or judged in it or since."""
    quarter = asked.view.quarter
    begin, judged = first_day_of(quarter.months[0]), work.judged(asked)
    found = [
        (one, judged[one.id])
        for one in work.actions_of(asked)
        if one.id in judged
        and judged[one.id].started
        and one.content.plan.start <= quarter.last_day
        and one.content.stage is not Stage.DROPPED
        and (one.open or one.content.plan.evaluate >= begin or _closed_since(one, begin))
    ]
    return sorted(found, key=lambda pair: _order(*pair))


def _closed_since(one: Action, begin: dt.date) -> bool:
    return one.closed_at is not None and one.closed_at.date() >= begin


def _order(one: Action, judged: Judged) -> tuple[bool, float, int]:
    """Those with an effect first, the best one on top."""
    return not judged.told, -judged.effect if judged.told else 0.0, one.id


def _shown(asked: Asked, one: Action, judged: Judged) -> bool:
    """Whether the effect may be told to all who read the review, in the unit of its other numbers."""
    return judged.told and work.whole(asked, one)


def _forest(asked: Asked, found: Sequence[tuple[Action, Judged]]) -> Chart | None:
    """The effects with their intervals around no effect; None where there is none to draw."""
    t, locale = asked.t, asked.locale
    table: GapTable = asked.ask(gaps.gap_table, asked.view)
    drawn = [(one, j) for one, j in found if _shown(asked, one, j) and j.unit == table.unit]
    if not drawn:
        return None
    rows = pd.DataFrame(
        {
            "label": [_label(asked, one) for one, _ in drawn],
            "order": range(len(drawn)),
            "change": [j.effect for _, j in drawn],
            "lo": [j.lo for _, j in drawn],
            "hi": [j.hi for _, j in drawn],
            "change_text": [locale.signed(j.effect, j.unit.digits) for _, j in drawn],
            "state": [str(STATES.get(j.verdict, State.UNCLEAR)) for _, j in drawn],
            "interval_text": [locale.interval(j.lo, j.hi, j.unit.digits) for _, j in drawn],
            "n_text": [
                t("{before} before, {now} now", before=j.n_before, now=j.n_after)
                if j.n_before is not None and j.n_after is not None
                else ""
                for _, j in drawn
            ],
            "status_text": [sentences.short(locale, j) for _, j in drawn],
        }
    )
    words = replace(asked.words, change=t("Effect"))
    return chart(
        Drawing.EFFECTS,
        rows,
        words,
        caption=t("Dot = effect beyond the comparison branches, bar = interval; grey = cannot tell yet."),
        description=t("Effect of each action with its interval"),
    )


def _label(asked: Asked, one: Action) -> str:
    """Number and touchpoint of an action, short enough for a row of the chart."""
    name = work.touchpoint(asked, one.content.plan.touchpoint)
    return asked.t("{number} {touchpoint}", number=number(one), touchpoint=name)


def _sure(asked: Asked, found: Sequence[tuple[Action, Judged]]) -> tuple[str, ...]:
    """The effects that are certain, each in a sentence, the final ones first."""
    t, locale = asked.t, asked.locale
    certain = [(one, j) for one, j in found if j.verdict in STATES and _shown(asked, one, j)]
    certain.sort(key=lambda pair: pair[1].interim)
    return tuple(
        t(
            "{action}: {verdict}, effect {effect} ({interval}).",
            action=work.cut(one.content.title, TITLE),
            verdict=sentences.verdict(locale, j, one.content.plan.start),
            effect=locale.signed(j.effect, j.unit.digits),
            interval=locale.interval(j.lo, j.hi, j.unit.digits),
        )
        for one, j in certain[:LINES]
    )


def _columns(asked: Asked) -> tuple[Column, ...]:
    t = asked.t
    return (
        Column("number", t("Number"), weight=0.7),
        Column("title", t("Title"), weight=2.2),
        Column("verdict", t("Verdict"), Form.MARK, weight=1.5),
        Column("judged", t("Evaluation"), Form.DATE, weight=1.0),
    )


def _row(asked: Asked, one: Action, judged: Judged) -> tuple[Value, ...]:
    return (
        number(one),
        work.cut(one.content.title, TITLE),
        _verdict(asked, one, judged),
        one.content.plan.evaluate.isoformat(),
    )


def _verdict(asked: Asked, one: Action, judged: Judged) -> str:
    """The verdict in a word or two; without its number where not all readers may see it."""
    if work.whole(asked, one):
        return sentences.short(asked.locale, judged)
    blank = float("nan")
    return sentences.short(asked.locale, replace(judged, effect=blank, change=blank))


def _tone(judged: Judged) -> str:
    return TONES[judged.verdict].value if judged.verdict in TONES else ""


def _everything(asked: Asked, found: Sequence[tuple[Action, Judged]]) -> Table:
    """Every action with its effect and what it was done for, for the appendix."""
    t = asked.t
    digits = max((j.unit.digits for _, j in found), default=2)
    rows = []
    for one, j in found:
        seen, plan = _shown(asked, one, j), one.content.plan
        counted = work.whole(asked, one)
        rows.append(
            (
                number(one), one.content.title, work.touchpoint(asked, plan.touchpoint),
                work.places(asked, plan.branches), _verdict(asked, one, j),
                j.effect if seen else None, j.lo if seen else None, j.hi if seen else None,
                j.n_before if counted else None, j.n_after if counted else None,
                plan.start.isoformat(), plan.evaluate.isoformat(),
            )
        )  # fmt: skip
    columns = (
        Column("number", t("Number")),
        Column("title", t("Title")),
        Column("touchpoint", t("Touchpoint")),
        Column("branches", t("Branches")),
        Column("verdict", t("Verdict")),
        Column("effect", t("Effect"), Form.SIGNED, digits),
        Column("lo", t("Interval from"), Form.SIGNED, digits),
        Column("hi", t("Interval to"), Form.SIGNED, digits),
        Column("n_before", t("n before"), Form.COUNT),
        Column("n_after", t("n after"), Form.COUNT),
        Column("start", t("Start"), Form.DATE),
        Column("evaluate", t("Evaluation"), Form.DATE),
    )
    return Table("results-all", t("Verdicts"), columns, tuple(rows))

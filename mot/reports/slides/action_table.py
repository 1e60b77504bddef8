"""Tables of actions: who does what about which moment where, until when, and how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mot.domain.improvements import Action, Stage
from mot.domain.slides import Column, Form, Slide, Table, Tone, Value
from mot.locale.action_words import STAGES, number
from mot.reports.slides import work
from mot.reports.slides.asked import Asked

ROWS = 10  # of a slide; a section has two at most
TITLE = 60  # letters of a title on the slide, Chinese ones count twice
Cells = Callable[[Action], tuple[Value, ...]]


def columns(asked: Asked, *more: Column) -> tuple[Column, ...]:
    """Number, title, touchpoint, branches, owner, due, stage; what a section adds stands after them."""
    t = asked.t
    return (
        Column("number", t("Number"), weight=0.6),
        Column("title", t("Title"), weight=2.4),
        Column("touchpoint", t("Touchpoint"), weight=1.1),
        Column("branches", t("Branches"), weight=1.5),
        Column("owner", t("Owner"), weight=0.8),
        Column("due", t("Due"), Form.DATE, weight=0.9),
        Column("stage", t("Stage"), Form.MARK, weight=1.1),
        *more,
    )


def row(asked: Asked, one: Action, *more: Value, whole: bool = False) -> tuple[Value, ...]:
    """The cells of `columns`; with `whole` the title is not cut."""
    content, plan = one.content, one.content.plan
    return (
        number(one),
        content.title if whole else work.cut(content.title, TITLE),
        work.touchpoint(asked, plan.touchpoint),
        work.places(asked, plan.branches),
        work.owner(asked, one),
        content.due.isoformat() if content.due else None,
        stage(asked, one),
        *more,
    )


def stage(asked: Asked, one: Action) -> str:
    """How far an action is; that it is late is said with it."""
    word = asked.t(STAGES[one.content.stage])
    return asked.t("{stage}, overdue", stage=word) if one.overdue(asked.today) else word


def tones(asked: Asked, found: Sequence[Action], more: int) -> tuple[tuple[str, ...], ...]:
    """What is late stands out; what was dropped is grey. `more` is the number of columns that a section added."""
    return tuple((*("",) * 6, _tone(asked, one), *("",) * more) for one in found)


def _tone(asked: Asked, one: Action) -> str:
    if one.overdue(asked.today):
        return Tone.WEAK.value
    return Tone.UNCLEAR.value if one.content.stage is Stage.DROPPED else ""


def tables(
    asked: Asked,
    key: str,
    title: str,
    found: Sequence[Action],
    more: tuple[Column, ...],
    cells: Cells,
    *,
    rows: int = ROWS,
) -> tuple[tuple[Table, ...], Table]:
    """The tables of the slides, and the one of the appendix, which has every action with its whole title."""
    shown = found[: 2 * rows]
    parts = [shown[at : at + rows] for at in range(0, len(shown), rows)]
    note = ""
    if len(found) > len(shown):
        note = asked.t(
            "Shown are the first {n} of {total}; the appendix has all.", n=len(shown), total=len(found)
        )
    slides = tuple(
        Table(
            key if place == 0 else f"{key}-{place + 1}",
            title,
            columns(asked, *more),
            tuple(row(asked, one, *cells(one)) for one in part),
            tones(asked, part, len(more)),
            note if place == len(parts) - 1 else "",
        )
        for place, part in enumerate(parts)
    )
    everything = tuple(row(asked, one, *cells(one), whole=True) for one in found)
    return slides, Table(f"{key}-all", title, columns(asked, *more), everything)


def spread(slide: Slide, found: Sequence[Table]) -> tuple[Slide, ...]:
    """The slide with the first table, and one more per table after it, without the sentences."""
    return tuple(
        replace(slide, table=table)
        if place == 0
        else replace(slide, key=f"{slide.key}-{place + 1}", table=table, lines=(), data=())
        for place, table in enumerate(found)
    )

"""What was promised: the actions that were to be seen in the quarter, with owner, date and stage."""

from collections.abc import Sequence

from mot.domain.improvements import Action, Stage
from mot.domain.slides import Column, Form, Slide
from mot.reports.slides import action_table, work
from mot.reports.slides.asked import Asked

KEY = "promised"


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The actions that had begun or were due by the end of the quarter and were open in it; () without any."""
    t = asked.t
    found = work.promised(asked)
    if not found:
        return ()
    more = (Column("start", t("Start"), Form.DATE, weight=0.9),)
    tables, everything = action_table.tables(
        asked, "promised", t("Promised"), found, more, lambda one: (one.content.plan.start.isoformat(),)
    )
    slide = Slide(
        KEY,
        KEY,
        t("What was promised"),
        _title(asked, found),
        data=(everything,),
        footnote=asked.footnote(t("As of {day}", day=asked.locale.date(asked.today))),
        notes=t(
            "Listed are actions at the branches of this review that had begun or were due by the end of the quarter "
            "and were still open in it. Stages are those of the day on which this review was made. Overdue: not done "
            "although the due date has passed."
        ),
        about="effects",
    )
    return action_table.spread(slide, tables)


def _title(asked: Asked, found: Sequence[Action]) -> str:
    """How many were promised, how far they are, and how many are late."""
    t, tn = asked.t, asked.locale.tn
    stages = [one.content.stage for one in found]
    done = sum(stage in (Stage.REMEASURE, Stage.CLOSED) for stage in stages)
    going = sum(stage is Stage.UNDER_WAY for stage in stages)
    late = sum(one.overdue(asked.today) for one in found)
    dropped = stages.count(Stage.DROPPED)
    planned = stages.count(Stage.PLANNED)
    parts = (
        (done, tn("{n} is done", "{n} are done", done)),
        (going, tn("{n} is under way", "{n} are under way", going)),
        (planned, tn("{n} has not begun", "{n} have not begun", planned)),
        (dropped, tn("{n} was dropped", "{n} were dropped", dropped)),
    )
    told = t(", ").join(words for count, words in parts if count)
    if late:
        return tn(
            "{n} action was promised: {told}; {late} overdue",
            "{n} actions were promised: {told}; {late} overdue",
            len(found),
            told=told,
            late=late,
        )
    return tn("{n} action was promised: {told}", "{n} actions were promised: {told}", len(found), told=told)

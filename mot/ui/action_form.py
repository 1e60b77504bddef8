"""The fields of an action: the same when it is started and when it is changed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from mot.domain.improvements import WINDOWS, Content, Plan
from mot.domain.packs import Lever
from mot.domain.periods import Quarter, month_of
from mot.services import actions as service
from mot.ui import action_words
from mot.ui.frame import Page
from mot.ui.questionnaire import LEVERS
from mot.ui.typed import Fields

UNTIL_DUE = dt.timedelta(days=28)  # of a new action
WINDOW = 3  # months, usually
EVERY = 0  # among branches: all of them
LEAST = 200  # pixels of a field


@dataclass(frozen=True, slots=True)
class Form:
    """fields: with what is typed · start: what they show at first · fixed: whether what the action is judged by
    cannot change any more · chosen: whether somebody chose the branches to compare with.
    """

    fields: Fields
    start: Content
    fixed: bool = False
    chosen: bool = False


def judged_on(start: dt.date, window: int) -> dt.date:
    """The usual day of judgement: the end of the quarter in which the months after the start are over.

    >>> judged_on(dt.date(2026, 10, 15), 3)
    datetime.date(2027, 3, 31)
    """
    months = start.year * 12 + start.month - 1 + window
    return Quarter.of_month(month_of(dt.date(months // 12, months % 12 + 1, 1))).last_day


def following(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Dates that were not chosen by hand move along with the start and the window."""
    filled: dict[str, Any] = {}
    then, start = before.get("start"), now.get("start")
    if then is None or start is None:
        return filled
    if now.get("evaluate") == judged_on(then, before.get("window", WINDOW)):
        filled["evaluate"] = judged_on(start, now.get("window", WINDOW))
    if now.get("due") == then + UNTIL_DUE:
        filled["due"] = start + UNTIL_DUE
    return filled


def where(page: Page, form: Form) -> Content:
    """Draw which touchpoint it is about and at which branches it is done."""
    t, plan, fields = page.t, form.start.plan, form.fields
    points = {
        p.id: page.locale.name(p.name)
        for p in page.books.institution.touchpoints
        if p.active or p.id == plan.touchpoint
    }
    names = branch_names(page, plan.branches)
    active = frozenset(branch_names(page))
    offered = ({EVERY: t("All branches")} if len(active) > 1 else {}) | names
    grid = st.grid(2, min_column_width=LEAST)
    with grid.cell():
        touchpoint = fields.one("touchpoint", t("Touchpoint"), points, plan.touchpoint, disabled=form.fixed)
    with grid.cell():
        chosen = fields.several(
            "branches",
            t("Branches"),
            offered,
            (EVERY,) if len(active) > 1 and plan.branches >= active else plan.branches,
            disabled=form.fixed,
            placeholder=t("Where is it done?"),
            select_all=False,
        )
    if EVERY in chosen:
        chosen = active | (plan.branches if plan.branches >= active else frozenset())
    outside = plan.branches - frozenset(names)  # not shown, and not lost
    return replace(form.start, plan=replace(plan, touchpoint=touchpoint, branches=chosen | outside))


def everyday(page: Page, form: Form, content: Content) -> Content:
    """Draw what is done, with which lever, who does it, and until when."""
    t, start, fields = page.t, form.start, form.fields
    title = fields.text(
        "title", t("Title"), start.title, placeholder=t("What will be different for customers")
    )
    description = fields.text(
        "description", t("What exactly is done"), start.description, long=True, height=90
    )
    levers = {lever.value: t(LEVERS[lever]) for lever in Lever}
    grid = st.grid(2, min_column_width=LEAST)
    with grid.cell():
        lever = Lever(fields.one("lever", t("Lever"), levers, start.lever.value))
    with grid.cell():
        owner, owner_name = _owner(page, form, content.plan.branches)
    audience, trained = "", None
    if lever is Lever.TRAINING:
        with grid.cell():
            audience = fields.text("audience", t("Who is trained"), start.audience)
        with grid.cell():
            trained = fields.day("trained", t("Held on"), start.trained)
    with grid.cell():
        begins = fields.day(
            "start",
            t("Start"),
            start.plan.start,
            disabled=form.fixed,
            on_change=lambda: fields.follow(following),
        )
    with grid.cell():
        due = fields.day("due", t("Due"), start.due)
    plan = replace(content.plan, start=begins or start.plan.start)
    return replace(
        content,
        title=title,
        description=description.strip(),
        lever=lever,
        owner=owner,
        owner_name=owner_name,
        audience=audience,
        trained=trained,
        due=due,
        plan=plan,
    )


def judging(page: Page, form: Form, content: Content) -> Content:
    """Draw what it will be judged by: target, months compared, day, comparison."""
    t, fields, plan, unit = page.t, form.fields, content.plan, action_words.unit(page)
    first = form.start.plan
    windows = {
        n: page.locale.tn("{n} month before and after", "{n} months before and after", n) for n in WINDOWS
    }
    grid = st.grid(2, min_column_width=LEAST)
    with grid.cell():
        shown = None if first.target is None else round(unit.shown(first.target), unit.digits)
        target = fields.number(
            "target",
            t("Target (gap)"),
            shown,
            disabled=form.fixed,
            step=0.05 if unit.digits == 2 else 1.0,
            min_value=-unit.shown(100.0),
            max_value=unit.shown(100.0),
            format=f"%.{unit.digits}f",
            placeholder=t("none"),
        )
    with grid.cell():
        window = fields.one(
            "window",
            t("Months compared"),
            windows,
            first.window,
            disabled=form.fixed,
            on_change=lambda: fields.follow(following),
        )
    with grid.cell():
        evaluate = fields.day("evaluate", t("Day of judgement"), first.evaluate, disabled=form.fixed)
    with grid.cell():
        comparison = _comparison(page, form, plan)
    seasonal = fields.ticked(
        "seasonal", t("Compare with the same months of the year before"), first.seasonal, disabled=form.fixed
    )
    if form.fixed:
        return replace(content, plan=first)
    aim = first.target if target == shown else None if target is None else target / unit.shown(1.0)
    judged = replace(
        plan,
        target=aim,
        window=window,
        evaluate=evaluate or judged_on(plan.start, window),
        comparison=comparison,
        seasonal=seasonal,
    )
    return replace(content, plan=judged)


def branch_names(page: Page, always: Collection[int] = ()) -> dict[int, str]:
    """Branches within the reader's scope that are in use, and those of `always` that are no longer."""
    return {
        b.id: page.locale.name(b.name)
        for b in page.books.institution.branches
        if page.actor.scope.allows(b.id) and (b.active or b.id in always)
    }


def _comparison(page: Page, form: Form, plan: Plan) -> frozenset[int] | None:
    """All others, those chosen, or those chosen before."""
    t, fields, before = page.t, form.fields, form.start.plan.comparison
    kept = page.locale.tn("{n} branch, as chosen before", "{n} branches, as chosen before", len(before or ()))
    choices = ({"kept": kept} if form.chosen else {}) | {
        "all": t("All other branches"),
        "some": t("Chosen branches"),
    }
    kind = fields.one("kind", t("Compared with"), choices, next(iter(choices)), disabled=form.fixed)
    if kind != "some":
        return before if kind == "kept" or not form.chosen else None
    names = {n: name for n, name in branch_names(page).items() if n not in plan.branches}
    return fields.several("comparison", t("Branches to compare with"), names, (), select_all=False) or None


def _owner(page: Page, form: Form, branches: Collection[int]) -> tuple[str, str]:
    """Login and name of whoever is in charge; a name of nobody known is kept as it is."""
    people = service.people_to_own(page.engine, page.actor, tuple(branches))
    names = {person.login: person.name for person in people}
    start = form.start
    typed = form.fields.values.get("owner") or start.owner or start.owner_name
    options = [*names, *([typed] if typed and typed not in names else [])]
    key = form.fields.key("owner")
    if key not in st.session_state:
        st.session_state[key] = typed or None
    chosen = st.selectbox(
        page.t("Owner"),
        options,
        format_func=lambda login: names.get(login, start.owner_name if login == start.owner else login),
        key=key,
        accept_new_options=True,
        placeholder=page.t("Choose or type a name"),
    )
    form.fields.values["owner"] = chosen or ""
    if not chosen:
        return "", ""
    if chosen in names:
        return chosen, names[chosen]
    if chosen == start.owner:
        return start.owner, start.owner_name
    return "", chosen

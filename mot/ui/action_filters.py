"""Which actions are looked at: by stage, owner, touchpoint, lever, branch, and whether they are overdue."""

from collections.abc import Callable

import streamlit as st

from mot.domain.improvements import Action, Stage
from mot.domain.packs import Lever
from mot.locale.action_words import STAGES
from mot.ui.actions import Found
from mot.ui.frame import Page
from mot.ui.questionnaire import LEVERS
from mot.ui.session import keep, widget_key

KEYS = ("a_stage", "a_owner", "a_tp", "a_lever", "a_at", "a_late")
Test = Callable[[Action], bool]


def pick(page: Page, found: Found) -> tuple[Action, ...]:
    """Draw the filters and return the actions that pass all of them."""
    t, locale, there = page.t, page.locale, page.books.institution
    actions = found.actions
    owners = sorted({_owner(one) for one in actions} - {""})
    points = {p.code: locale.name(p.name) for p in there.touchpoints if _about(actions, p.id)}
    places = {
        b.code: locale.name(b.name)
        for b in there.branches
        if page.actor.scope.allows(b.id) and any(b.id in one.content.plan.branches for one in actions)
    }
    names = {o: next(one.content.owner_name or o for one in actions if _owner(one) == o) for o in owners}
    offered = (
        ("a_stage", t("Stage"), {s.value: t(STAGES[s]) for s in Stage}),
        ("a_owner", t("Owner"), names),
        ("a_tp", t("Touchpoint"), points),
        ("a_lever", t("Lever"), {lever.value: t(LEVERS[lever]) for lever in Lever}),
        ("a_at", t("Branch"), places),
        ("a_late", t("Overdue"), {"1": t("Overdue ones only")}),
    )
    chosen = {key: _now(key, options) for key, _, options in offered}
    label = " · ".join(options[chosen[key]] for key, _, options in offered if chosen[key])
    with st.popover(label or t("All actions"), icon=":material/tune:", key="w_action_filters"):
        for key, title, options in offered:
            if len(options) > 1 or chosen[key] or key == "a_late":
                _select(page, key, title, options, chosen[key])
    ids = {p.code: p.id for p in there.touchpoints} | {f"at.{b.code}": b.id for b in there.branches}
    tests: dict[str, Test] = {
        "a_stage": lambda one: one.content.stage == chosen["a_stage"],
        "a_owner": lambda one: _owner(one) == chosen["a_owner"],
        "a_tp": lambda one: one.content.plan.touchpoint == ids[chosen["a_tp"]],
        "a_lever": lambda one: one.content.lever == chosen["a_lever"],
        "a_at": lambda one: ids[f"at.{chosen['a_at']}"] in one.content.plan.branches,
        "a_late": lambda one: one.overdue(found.today),
    }
    wanted = [tests[key] for key in KEYS if chosen[key]]
    return tuple(one for one in actions if all(test(one) for test in wanted))


def mine(page: Page, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Those that the reader is in charge of, or started."""
    login = page.actor.login
    return tuple(one for one in actions if login in (one.content.owner, one.created_by))


def _owner(one: Action) -> str:
    return one.content.owner or one.content.owner_name


def _about(actions: tuple[Action, ...], touchpoint: int) -> bool:
    return any(one.content.plan.touchpoint == touchpoint for one in actions)


def _now(key: str, options: dict[str, str]) -> str:
    told = str(st.session_state.get(key, ""))
    return told if told in options else ""


def _select(page: Page, key: str, title: str, options: dict[str, str], now: str) -> None:
    name = widget_key(key)
    codes = ["", *options]
    st.selectbox(
        title,
        codes,
        index=codes.index(now),
        format_func=lambda code: options.get(code, page.t("All")),
        key=name,
        on_change=lambda: keep(key, name),
    )

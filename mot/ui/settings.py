"""The parts of the settings page."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mot.domain.errors import N_, MotError
from mot.domain.packs import PACKS, load_pack, load_step_presets
from mot.domain.survey import Dimension, Label, Name, Step, Touchpoint
from mot.domain.thresholds import LIMITS, Thresholds
from mot.services import demonstration, setup
from mot.settings import load_settings
from mot.ui.frame import Page

DIMENSIONS = {
    Dimension.TANGIBLES: N_("Tangibles"),
    Dimension.RELIABILITY: N_("Reliability"),
    Dimension.RESPONSIVENESS: N_("Responsiveness"),
    Dimension.ASSURANCE: N_("Assurance"),
    Dimension.EMPATHY: N_("Empathy"),
    Dimension.NONE: N_("Not assigned"),
}
THRESHOLDS = {
    "confidence": (
        N_("Confidence of intervals"),
        N_("Share of intervals that hold the true value, 0.95 as a rule."),
    ),
    "alpha": (N_("Error rate of findings"), N_("Among all flags of a page, the share that may be luck.")),
    "delta": (N_("A gap that matters"), N_("In percent of the scale's width; 5 is 0.2 on a 1–5 scale.")),
    "delta_up": (N_("A delight that matters"), N_("In percent of the scale's width.")),
    "n_suppress": (N_("Hide below this many answers"), N_("Protects those who answered; never below 5.")),
    "n_status": (N_("Verdict from this many answers"), N_("With fewer there is a number but no finding.")),
    "n_plain": (N_("Large sample from this many answers"), N_("With fewer the interval is made wider.")),
}


TABS = (
    N_("Institution"),
    N_("Branches"),
    N_("Journey and touchpoints"),
    N_("Channels and segments"),
    N_("Thresholds"),
)


def headline(page: Page) -> None:
    """Kicker and title."""
    page.headline(page.t("Settings"), page.t("The institution, its journey, and when a finding is one"))


def _save(page: Page, job: Callable[[], None]) -> None:
    """Run a save and show what came of it."""
    try:
        job()
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.toast(page.t("Saved. Every number follows at once."), icon=":material/check:")
    st.session_state["settings_edit"] = st.session_state.get("settings_edit", 0) + 1
    st.rerun()


def _key(name: str, page: Page) -> str:
    """A table's key; it changes after a save, so that the table shows what is stored."""
    return f"{name}_{page.locale.language}_{st.session_state.get('settings_edit', 0)}"


def institution(page: Page) -> None:
    """Name, industry pack, step names, demonstration."""
    t = page.t
    there, _ = setup.current(page.engine, page.actor)
    with st.form(_key("identity", page), border=False):
        grid = st.grid(2, min_column_width=260)
        with grid.cell():
            zh = st.text_input(t("Name in Chinese"), there.name.zh)
        with grid.cell():
            en = st.text_input(t("Name in English"), there.name.en)
        if st.form_submit_button(t("Save name"), type="primary"):
            _save(page, lambda: setup.rename(page.engine, page.actor, Name(zh.strip(), en.strip())))
    page.section(
        t("Start from an industry"),
        t("Brings its touchpoints, channels and segments. What has feedback stays; the rest is put aside."),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        industry = st.selectbox(
            t("Industry"),
            PACKS,
            index=PACKS.index(there.industry) if there.industry in PACKS else 0,
            format_func=lambda code: page.locale.name(load_pack(code).name),
            key=_key("industry", page),
            filter_mode=None,
            width=260,
        )
        if st.button(t("Use this pack"), key="apply_pack"):
            _save(page, lambda: setup.apply_pack(page.engine, page.actor, industry))
    presets = {p.code: p for p in load_step_presets()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        preset = st.selectbox(
            t("Names of the four behaviour steps"),
            list(presets),
            index=next((i for i, p in enumerate(presets.values()) if p.steps == there.step_names), 0),
            format_func=lambda code: t(", ").join(page.locale.name(n) for _, n in presets[code].steps),
            key=_key("steps", page),
            filter_mode=None,
            width=420,
        )
        if st.button(t("Use these names"), key="apply_steps"):
            _save(page, lambda: setup.choose_steps(page.engine, page.actor, preset))
    if not there.demonstration:
        page.section(t("Demonstration"), t("An invented bank with two years of feedback, for a look around."))
        if st.button(t("Load the demonstration bank"), key="load_demonstration"):
            folder = load_settings().demo_dir
            with st.spinner(t("Importing the demonstration files…")):
                _save(page, lambda: _loaded(page, folder))


def _loaded(page: Page, folder: object) -> None:
    demonstration.load(page.engine, page.actor, folder)  # type: ignore[arg-type]


def branches(page: Page) -> None:
    """Branches with their regions and other spellings."""
    t = page.t
    there, _ = setup.current(page.engine, page.actor)
    regions = {r.id: r.name for r in there.regions}
    frame = pd.DataFrame(
        [
            {
                "id": b.id,
                "zh": b.name.zh,
                "en": b.name.en,
                "region": page.locale.name(regions[b.region]),
                "aliases": "；".join(b.aliases),
                "active": b.active,
            }
            for b in there.branches
        ],
        columns=["id", "zh", "en", "region", "aliases", "active"],
    )
    st.caption(
        t(
            "Add a row for a new branch. Other spellings, separated by “；”, are recognised in files. "
            "Type a new region's name to create it."
        )
    )
    edited = _table(page, "branches", frame, {"region": st.column_config.TextColumn(t("Region"))})
    if st.button(t("Save branches"), type="primary", key="save_branches"):
        rows = [
            setup.BranchRow(
                _int(r["id"]), _name(r), _text(r["region"]), _aliases(r["aliases"]), bool(r["active"])
            )
            for _, r in edited.iterrows()
        ]
        _save(page, lambda: setup.save_branches(page.engine, page.actor, rows))


def touchpoints(page: Page) -> None:
    """The journey in order, with stage, dimension and behaviour step."""
    t = page.t
    there, _ = setup.current(page.engine, page.actor)
    steps = {step: page.locale.name(name) for step, name in there.step_names} | {Step.NONE: t("Not assigned")}
    frame = pd.DataFrame(
        [
            {
                "id": p.id,
                "position": i,
                "zh": p.name.zh,
                "en": p.name.en,
                "stage_zh": p.stage.zh,
                "stage_en": p.stage.en,
                "dimension": p.dimension.value,
                "step": p.step.value,
                "aliases": "；".join(p.aliases),
                "active": p.active,
            }
            for i, p in enumerate(there.touchpoints, start=1)
        ],
        columns=[
            "id", "position", "zh", "en", "stage_zh", "stage_en", "dimension", "step", "aliases", "active",
        ],
    )  # fmt: skip
    st.caption(
        t(
            "Rows are shown in the order of the first column. Switch a touchpoint off to leave it out of new files."
        )
    )
    edited = _table(
        page,
        "touchpoints",
        frame,
        {
            "position": st.column_config.NumberColumn(t("Order"), width="small", step=1),
            "stage_zh": st.column_config.TextColumn(t("Stage (Chinese)")),
            "stage_en": st.column_config.TextColumn(t("Stage (English)")),
            "dimension": st.column_config.SelectboxColumn(
                t("Service dimension"), options=[d.value for d in Dimension],
                format_func=lambda code: t(DIMENSIONS[Dimension(str(code))]),
            ),
            "step": st.column_config.SelectboxColumn(
                t("Behaviour step"), options=[s.value for s in Step],
                format_func=lambda code: steps[Step(str(code))],
            ),
        },
    )  # fmt: skip
    if st.button(t("Save touchpoints"), type="primary", key="save_touchpoints"):
        codes = {p.id: p.code for p in there.touchpoints}
        ordered = edited.sort_values("position", na_position="last", kind="stable")
        rows = [
            Touchpoint(
                id=_int(r["id"]),
                code=codes.get(_int(r["id"]), ""),
                name=_name(r),
                stage=Name(_text(r["stage_zh"]), _text(r["stage_en"])),
                dimension=Dimension(_text(r["dimension"]) or "none"),
                step=Step(_text(r["step"]) or "none"),
                aliases=_aliases(r["aliases"]),
                active=bool(r["active"]),
            )
            for _, r in ordered.iterrows()
        ]
        _save(page, lambda: setup.save_touchpoints(page.engine, page.actor, rows))


def labels(page: Page) -> None:
    """Channels and customer segments."""
    there, _ = setup.current(page.engine, page.actor)
    grid = st.grid(2, min_column_width=320, gap="medium")
    for kind, title, rows in (
        (setup.Kind.CHANNEL, page.t("Channels"), there.channels),
        (setup.Kind.SEGMENT, page.t("Customer segments"), there.segments),
    ):
        with grid.cell():
            page.section(title)
            _labels(page, kind, rows)


def _labels(page: Page, kind: setup.Kind, rows: Sequence[Label]) -> None:
    frame = pd.DataFrame(
        [{"id": x.id, "zh": x.name.zh, "en": x.name.en, "aliases": "；".join(x.aliases)} for x in rows],
        columns=["id", "zh", "en", "aliases"],
    )
    edited = _table(page, str(kind), frame, {})
    if st.button(page.t("Save"), type="primary", key=f"save_{kind}"):
        codes = {x.id: x.code for x in rows}
        wanted = [
            Label(_int(r["id"]), codes.get(_int(r["id"]), ""), _name(r), _aliases(r["aliases"]))
            for _, r in edited.iterrows()
        ]
        _save(page, lambda: setup.save_labels(page.engine, page.actor, kind, wanted))


def thresholds(page: Page) -> None:
    """When a number is shown, and when it is a finding."""
    t = page.t
    _, now = setup.current(page.engine, page.actor)
    with st.form(_key("thresholds", page), border=False):
        grid = st.grid(2, min_column_width=300)
        values: dict[str, float] = now.as_dict()
        for name, (label, explained) in THRESHOLDS.items():
            whole = name.startswith("n_")
            low, high = LIMITS[name]
            with grid.cell():
                values[name] = st.number_input(
                    t(label),
                    min_value=int(low) if whole else float(low),
                    max_value=int(high) if whole else float(high),
                    value=int(values[name]) if whole else float(values[name]),
                    step=1 if whole else (0.01 if high < 1 else 0.5),
                    help=t(explained),
                )
        if st.form_submit_button(t("Save thresholds"), type="primary"):
            _save(page, lambda: setup.save_thresholds(page.engine, page.actor, Thresholds.from_dict(values)))
    st.caption(
        t("With the defaults the numbers agree with the method's description; change them with a reason.")
    )


def _table(page: Page, name: str, frame: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    t = page.t
    settings: dict[str, Any] = {
        "id": None,
        "zh": st.column_config.TextColumn(t("Name in Chinese")),
        "en": st.column_config.TextColumn(t("Name in English")),
        "aliases": st.column_config.TextColumn(t("Other spellings")),
        "active": st.column_config.CheckboxColumn(t("In use"), default=True, width="small"),
    } | columns
    return st.data_editor(
        frame, column_config=settings, num_rows="add", hide_index=True, key=_key(name, page), width="stretch"
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _int(value: object) -> int:
    return int(value) if isinstance(value, int | float) and value == value else 0


def _name(row: "pd.Series[str]") -> Name:
    return Name(_text(row["zh"]), _text(row["en"]))


def _aliases(value: object) -> tuple[str, ...]:
    text = _text(value).replace(";", "；").replace("，", "；").replace(",", "；")
    return tuple(part.strip() for part in text.split("；") if part.strip())

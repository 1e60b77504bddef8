"""Branches, touchpoints, channels and segments on the settings page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mot.domain.errors import N_
from mot.domain.packs import load_step_presets
from mot.domain.survey import Dimension, Label, Name, Step, Touchpoint
from mot.services import setup
from mot.ui.frame import Page
from mot.ui.tables import aliases, name, save, table, text, whole

DIMENSIONS = {
    Dimension.TANGIBLES: N_("Tangibles"),
    Dimension.RELIABILITY: N_("Reliability"),
    Dimension.RESPONSIVENESS: N_("Responsiveness"),
    Dimension.ASSURANCE: N_("Assurance"),
    Dimension.EMPATHY: N_("Empathy"),
    Dimension.NONE: N_("Not assigned"),
}


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
    edited = table(page, "branches", frame, {"region": st.column_config.TextColumn(t("Region"))})
    if st.button(t("Save branches"), type="primary", key="save_branches"):
        rows = [
            setup.BranchRow(
                whole(r["id"]), name(r), text(r["region"]), aliases(r["aliases"]), bool(r["active"])
            )
            for _, r in edited.iterrows()
        ]
        save(page, lambda: setup.save_branches(page.engine, page.actor, rows))


def touchpoints(page: Page) -> None:
    """The journey in order, with stage, dimension and behaviour step."""
    t = page.t
    there, _ = setup.current(page.engine, page.actor)
    called = dict(load_step_presets()[0].steps) | dict(there.step_names)
    steps = {step: page.locale.name(name) for step, name in called.items()} | {Step.NONE: t("Not assigned")}
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
    edited = table(
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
                id=whole(r["id"]),
                code=codes.get(whole(r["id"]), ""),
                name=name(r),
                stage=Name(text(r["stage_zh"]), text(r["stage_en"])),
                dimension=Dimension(text(r["dimension"]) or "none"),
                step=Step(text(r["step"]) or "none"),
                aliases=aliases(r["aliases"]),
                active=bool(r["active"]),
            )
            for _, r in ordered.iterrows()
        ]
        save(page, lambda: setup.save_touchpoints(page.engine, page.actor, rows))


def labels(page: Page) -> None:
    """Channels, customer segments and outcome figures."""
    there, _ = setup.current(page.engine, page.actor)
    grid = st.grid(2, min_column_width=320, gap="medium")
    for kind, title, rows in (
        (setup.Kind.CHANNEL, page.t("Channels"), there.channels),
        (setup.Kind.SEGMENT, page.t("Customer segments"), there.segments),
        (setup.Kind.FIGURE, page.t("Outcome figures"), there.figures),
    ):
        with grid.cell():
            page.section(title)
            _labels(page, kind, rows)


def _labels(page: Page, kind: setup.Kind, rows: Sequence[Label]) -> None:
    frame = pd.DataFrame(
        [{"id": x.id, "zh": x.name.zh, "en": x.name.en, "aliases": "；".join(x.aliases)} for x in rows],
        columns=["id", "zh", "en", "aliases"],
    )
    edited = table(page, str(kind), frame, {})
    if st.button(page.t("Save"), type="primary", key=f"save_{kind}"):
        codes = {x.id: x.code for x in rows}
        wanted = [
            Label(whole(r["id"]), codes.get(whole(r["id"]), ""), name(r), aliases(r["aliases"]))
            for _, r in edited.iterrows()
        ]
        save(page, lambda: setup.save_labels(page.engine, page.actor, kind, wanted))

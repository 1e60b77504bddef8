"""A ledger of actions in tables and sentences: what each row would do, what is left out, what was done."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from mot.domain.errors import N_
from mot.ingest.draft import SourceFile
from mot.ingest.ledger.columns import HEADINGS
from mot.ingest.ledger.draft import Fate, LedgerDraft, LedgerRow
from mot.ingest.ledger.values import PARTS
from mot.locale.action_words import STAGES
from mot.locale.words import Locale
from mot.reports.ledger import branches_text
from mot.reports.rejected import marked_copy
from mot.services.ledger import LedgerDone, LedgerUndone
from mot.ui import action_words, import_texts
from mot.ui.frame import Page

FEW = 10  # rows that are shown without scrolling
SHOWN = 200  # rows and cells listed on the page; the workbook has all
FATES: Mapping[Fate, str] = {
    Fate.NEW: N_("New"),
    Fate.CHANGED: N_("Changed: {columns}"),
    Fate.UNCHANGED: N_("Unchanged"),
}


def finding(locale: Locale, draft: LedgerDraft) -> str:
    """What the ledger would do, or how much is to be decided first."""
    if draft.open:
        return locale.tn(
            "Recognised; {n} point needs your decision",
            "Recognised; {n} points need your decision",
            draft.open,
        )
    if not draft.ready:
        return locale.t("Nothing in this ledger is new")
    return locale.t(
        "{new} actions to be made, {changed} to be changed, {same} as they are",
        new=draft.count(Fate.NEW),
        changed=draft.count(Fate.CHANGED),
        same=draft.count(Fate.UNCHANGED),
    )


def rows(page: Page, draft: LedgerDraft) -> None:
    """The rows that are ready, as the actions they would be, and how many wait for a decision."""
    if draft.waiting:
        said = page.locale.tn(
            "{n} row waits for your decision.", "{n} rows wait for your decisions.", draft.waiting
        )
        st.caption(f":material/hourglass_empty: {said}")
    if draft.rows:
        few = len(draft.rows) <= FEW
        st.dataframe(_rows(page, draft), hide_index=True, height="content" if few else 388)


def _rows(page: Page, draft: LedgerDraft) -> pd.DataFrame:
    t, there = page.t, draft.rows

    def column(make: Callable[[LedgerRow], object]) -> list[object]:
        return [make(row) for row in there]

    branches, scope = page.books.institution.branches, page.actor.scope
    told: dict[str, list[object]] = {
        t("Row in Excel"): column(lambda row: row.row),
        t("What happens"): column(lambda row: fate(page.locale, row)),
        t("Title"): column(lambda row: row.content.title),
        t("Touchpoint"): column(lambda row: action_words.touchpoint(page, row.content.plan.touchpoint)),
        t("Branches"): column(
            lambda row: branches_text(row.content.plan.branches, branches, page.locale, scope)
        ),
        t("Owner"): column(lambda row: row.content.owner_name),
        t("Start"): column(lambda row: page.locale.date(row.content.plan.start)),
        t("Due"): column(lambda row: page.locale.date(row.content.due) if row.content.due else ""),
        t("Evaluation"): column(lambda row: page.locale.date(row.content.plan.evaluate)),
        t("Stage"): column(lambda row: t(STAGES[row.content.stage])),
    }
    if len({row.sheet for row in there}) > 1:
        told = {t("Sheet"): column(lambda row: row.sheet)} | told
    return pd.DataFrame(told)


def fate(locale: Locale, row: LedgerRow) -> str:
    """What becomes of a row, with the columns that it changes."""
    if row.fate is not Fate.CHANGED:
        return locale.t(FATES[row.fate])
    names = [HEADINGS[locale.language][PARTS[name]] for name in row.changed]
    return locale.t(FATES[row.fate], columns=locale.t(", ").join(names))


def rejects(page: Page, source: SourceFile, draft: LedgerDraft) -> None:
    """Rows and cells that are left out, with the reasons, and the person's own workbook with them marked."""
    if not len(draft.rejects):
        return
    t, first = page.t, draft.rejects.cells.slice(0, SHOWN)
    aside = first["aside"].to_pylist()
    st.caption(t("Left out: whole rows, or single cells while the rest of the row is taken over."))
    st.dataframe(
        pd.DataFrame(
            {
                t("Row in Excel"): first["row"].to_pylist(),
                t("Column"): first["header"].to_pylist(),
                t("Content"): first["value"].to_pylist(),
                t("Reason"): [import_texts.reason(page.locale, code) for code in first["reason"].to_pylist()],
                t("Left out"): [t("the row") if whole else t("this cell") for whole in aside],
            }
        ),
        hide_index=True,
        height="content" if len(first) <= FEW else 388,
    )
    stem = draft.file_name.rpartition(".")[0] or draft.file_name
    st.download_button(
        t("My workbook with these cells marked"),
        data=lambda: marked_copy(
            source, draft.rejects, page.locale, encoding=draft.decisions.answers.get("encoding", "")
        ),
        file_name=f"{stem} {t('marked')}.xlsx",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key="ledger_marked",
    )


def done(locale: Locale, told: LedgerDone) -> str:
    """What a ledger did."""
    return locale.t(
        "{created} actions made, {changed} changed, {same} as they were, {left} rows left out. "
        "It can be undone as a whole.",
        created=len(told.created),
        changed=len(told.changed),
        same=told.unchanged,
        left=told.left_out,
    )


def undone(locale: Locale, told: LedgerUndone) -> str:
    """What taking a ledger back did."""
    sentences = [
        locale.t(
            "{dropped} actions that the ledger made are dropped, {restored} say again what they said before.",
            dropped=len(told.dropped),
            restored=len(told.restored),
        )
    ]
    if told.kept:
        sentences.append(
            locale.t(
                "Somebody worked on {n} of its actions since; they stay as they are (numbers {numbers}).",
                n=len(told.kept),
                numbers=locale.t(", ").join(str(number) for number in told.kept),
            )
        )
    return locale.paragraph(sentences)

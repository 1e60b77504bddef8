"""The import page: a stepper from upload to commit, and beside it what was imported before."""

import streamlit as st

from mot.domain.batches import BatchStatus
from mot.domain.errors import MotError
from mot.domain.issues import Severity
from mot.domain.progress import StoppedError
from mot.ingest.draft import Draft
from mot.ingest.ledger.texts import LedgerOnlyError
from mot.ingest.workbook import ENDINGS, PasswordNeededError, WrongPasswordError
from mot.reports.figures_template import figures_template
from mot.reports.template import template
from mot.services import imports as service
from mot.services.drafts import DraftFile
from mot.settings import load_settings
from mot.ui import import_steps, import_texts, uploads
from mot.ui.frame import Page
from mot.ui.import_issues import ask_all
from mot.ui.import_rejects import rejects
from mot.ui.working import work

DONE, NOW, LATER = (
    ":material/check_circle:",
    ":material/radio_button_checked:",
    ":material/radio_button_unchecked:",
)


STOPPED = "commit_stopped"


def headline(page: Page, draft: Draft | None, error: MotError | None) -> None:
    """Kicker and what is to be done next."""
    t = page.t
    if isinstance(error, PasswordNeededError | WrongPasswordError):
        finding = t("This workbook needs its password")
    elif isinstance(error, StoppedError):
        finding = t("Reading was stopped")
    elif isinstance(error, LedgerOnlyError):
        finding = t("This is a ledger of actions")
    elif error is not None:
        finding = t("This file cannot be read")
    elif draft is None:
        finding = t("Drop in a feedback file")
    else:
        open_points = sum(issue.severity is Severity.BLOCKING for issue in draft.issues)
        if open_points:
            finding = page.locale.tn(
                "Recognised; {n} point needs your decision",
                "Recognised; {n} points need your decision",
                open_points,
            )
        else:
            finding = import_texts.ready(page.locale, draft)
    page.headline(t("Import feedback"), finding)


def upload(page: Page, pending: DraftFile | None, draft: Draft | None) -> None:
    """First step: files come in."""
    uploads.choose(page)
    t = page.t
    told = t("Excel or CSV, several files at once")
    if pending is not None:
        told = pending.file_name
        if draft is not None:
            told += " · " + page.locale.tn("{n} row", "{n} rows", draft.counts.rows)
    with st.expander(
        f"**{t('Upload')}**　:gray[{import_texts.plain(told)}]",
        expanded=pending is None or draft is None or pending.id not in uploads.uploaded_now(),
        type="step",
        icon=NOW if pending is None else DONE,
        key=f"step_upload_{bool(pending)}_{page.locale.language}",
    ):
        files = st.file_uploader(
            t("Feedback files"),
            type=list(ENDINGS),
            accept_multiple_files=True,
            key=f"upload_{st.session_state.get('upload_round', 0)}",
            max_upload_size=load_settings().max_upload_mb,
            label_visibility="collapsed",
        )
        uploads.take(page, files or [])
        if pending is not None and pending.id not in uploads.uploaded_now():
            st.caption(
                ":material/history: "
                + t(
                    "Uploaded on {when} and kept for you, with all you decided, until {until}.",
                    when=page.locale.time(pending.created_at),
                    until=page.locale.time(pending.expires_at),
                )
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                t("Download the template"),
                data=lambda: template(page.books.institution, page.locale.language),
                file_name=t("feedback-template.xlsx"),
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                key="template",
            )
            st.download_button(
                t("Template for outcome figures"),
                data=lambda: figures_template(page.books.institution, page.locale.language),
                file_name=t("figures-template.xlsx"),
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                key="figures_template",
                help=t(
                    "For complaints, accepted proposals and the like: one row per branch, month and figure."
                ),
            )
            st.caption(t("Any survey export will do; the template is for typing by hand."), width="content")


def steps(page: Page, pending: DraftFile, draft: Draft) -> None:
    """The steps after the upload."""
    t = page.t

    def decide(**changes: object) -> None:
        uploads.decide(page, pending, **changes)

    blocking = [i for i in draft.issues if i.severity is Severity.BLOCKING]
    choices = [i for i in draft.issues if i.severity is Severity.DECIDE]
    notes = [i for i in draft.issues if i.severity is Severity.NOTE]
    mapped = sum(c.field.code != "ignore" for c in draft.columns)
    unsure = [c for c in draft.columns if c.confidence < import_steps.SURE]
    with st.expander(
        f"**{t('Recognise and assign')}**　:gray["
        + t(
            "{layout} · {mapped} of {columns} columns assigned",
            layout=t(import_texts.LAYOUTS.get(draft.layout, draft.layout)),
            mapped=mapped,
            columns=len(draft.columns),
        )
        + "]",
        expanded=True,
        type="step",
        icon=NOW if unsure else DONE,
        key=f"step_map_{page.locale.language}",
    ):
        import_steps.assign(page, draft, decide)
    with st.expander(
        f"**{t('Check')}**　:gray["
        + t(
            "{blocking} to decide, {choices} decided for you, {notes} for information",
            blocking=len(blocking), choices=len(choices), notes=len(notes),
        )
        + "]",
        expanded=bool(draft.issues),
        type="step",
        icon=NOW if blocking else DONE,
        key=f"step_check_{page.locale.language}",
    ):  # fmt: skip
        ask_all(page, pending, (*blocking, *choices, *notes))
        if not draft.issues:
            st.caption(t("Nothing stands out."))
        rejects(page, pending, draft)
    with st.expander(
        f"**{t('Preview')}**　:gray[" + import_texts.new(page.locale, draft) + "]",
        expanded=True,
        type="step",
        icon=LATER if blocking else DONE,
        key=f"step_preview_{page.locale.language}",
    ):
        import_steps.preview(page, draft)
    with st.expander(
        f"**{t('Commit')}**　:gray[{t('can be undone as a whole at any time')}]",
        expanded=True,
        type="step",
        icon=LATER if blocking else NOW,
        key=f"step_commit_{page.locale.language}",
    ):
        _commit(page, pending, draft)


def _commit(page: Page, pending: DraftFile, draft: Draft) -> None:
    t = page.t
    if st.session_state.pop(STOPPED, False):
        st.info(t("Stopped. Nothing was imported."), icon=":material/pan_tool:")
    if page.books.institution.demonstration:
        st.caption(
            ":orange[:material/warning:] "
            + t(
                "What you commit joins the invented data of the demonstration. To see only your own, start empty first."
            )
        )
    with st.container(horizontal=True):
        go = st.button(
            import_texts.to_commit(page.locale, draft),
            type="primary",
            icon=":material/check:",
            disabled=not draft.ready,
            key="commit",
        )
        if st.button(t("Put this file aside"), key="drop_file"):
            uploads.drop(page, pending)
    if go:
        batch = work(
            page,
            lambda progress: service.commit(page.engine, page.actor, draft, progress=progress),
            stop=lambda: st.session_state.update({STOPPED: True}),
        )
        st.session_state["just_committed"] = batch.id
        uploads.forget(page, pending)


def committed(page: Page) -> None:
    """What the last commit did, with the way on and the way back."""
    number = st.session_state.get("just_committed")
    batch = next((b for b in service.history(page.engine, page.actor) if b.id == number), None)
    if batch is None or batch.status is not BatchStatus.COMMITTED:
        return
    with st.container(border=True):
        st.success(import_texts.done(page.locale, batch), icon=":material/check:")
        if st.button(page.t("See the overview"), type="primary", key="to_overview"):
            del st.session_state["just_committed"]
            st.session_state["q"] = ""
            st.switch_page("pages/overview.py")

"""The ledger of actions (台账): handed out, and brought in again by the wizard's own steps."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from mot.analysis.effects import Judged
from mot.domain.access import Permission
from mot.domain.errors import MotError
from mot.domain.issues import Severity
from mot.domain.progress import Progress
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.ledger.draft import Fate, LedgerDraft
from mot.ingest.workbook import ENDINGS, PasswordNeededError, WrongPasswordError
from mot.locale.sentences import effects
from mot.reports.ledger import ledger
from mot.services import actions as actions_service
from mot.services import ledger as service
from mot.services.drafts import DraftFile
from mot.services.ledger import LedgerDone
from mot.settings import load_settings
from mot.ui import import_texts, ledger_tables
from mot.ui.frame import Page
from mot.ui.import_issues import ask_all
from mot.ui.working import work

HAND, READ, DONE, SEEN, ROUND, SAID = (
    "ledger_in_hand", "ledger_read", "ledger_done", "ledger_seen", "ledger_round", "ledger_said",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InHand:
    """A ledger that was uploaded in this visit, and all that was decided about it so far."""

    file: DraftFile
    source: SourceFile


def exchange(page: Page, judged: Mapping[int, Judged] | None = None) -> None:
    """The menu of the ledger: take it away, and for who may change actions, bring one in."""
    t = page.t
    with st.popover(t("Ledger"), icon=":material/table_view:", key=f"ledger_menu_{page.locale.language}"):
        st.download_button(
            t("Download the ledger"),
            data=lambda: _ledger(page, judged or {}),
            file_name=t("actions-ledger.xlsx"),
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            key="ledger_download",
            help=t(
                "All actions you may see, one per row. Fill it in and upload it: only what differs is changed."
            ),
        )
        if not page.actor.may(Permission.MANAGE_ACTIONS):
            return
        file = st.file_uploader(
            t("Upload a ledger"),
            type=list(ENDINGS),
            key=f"ledger_upload_{st.session_state.get(ROUND, 0)}",
            max_upload_size=load_settings().max_upload_mb,
        )
        st.caption(
            t("Yours will do as it is: columns such as measure, owner, deadline and status are recognised.")
        )
        if file is not None and file.file_id != st.session_state.get(SEEN):
            st.session_state[SEEN] = file.file_id
            take(SourceFile(file.name, file.getvalue()))
            st.rerun()


def take(source: SourceFile) -> None:
    """Take a ledger in hand; the actions page goes on with it."""
    now = dt.datetime.now(dt.UTC)
    sha256 = hashlib.sha256(source.content).hexdigest()
    file = DraftFile(-1, source.name, sha256, len(source.content), Decisions(), now, now, now)
    st.session_state[HAND] = InHand(file, source)
    st.session_state.pop(READ, None)


def workbench(page: Page) -> bool:
    """What came of the last ledger, and the one in hand step by step; whether there is one in hand."""
    _said(page)
    hand: InHand | None = st.session_state.get(HAND)
    if hand is None or not page.actor.may(Permission.MANAGE_ACTIONS):
        return False
    with st.container(border=True, key="ledger_workbench"):
        st.caption(page.t("Ledger") + "　" + import_texts.plain(hand.file.file_name))
        draft = _draft(page, hand)
        if isinstance(draft, MotError):
            _refused(page, hand, draft)
        else:
            _steps(page, hand, draft)
    return True


def _ledger(page: Page, judged: Mapping[int, Judged]) -> bytes:
    found = actions_service.actions(page.engine, page.actor)
    words = {number: effects.short(page.locale, one) for number, one in judged.items()}
    return ledger(found, page.books.institution, page.locale, scope=page.actor.scope, verdicts=words)


def _draft(page: Page, hand: InHand) -> LedgerDraft | MotError:
    """What the ledger would become, or why it cannot be read; read once per decision."""
    key = (hand.file.sha256, hand.file.updated_at, hand.source.password, page.actor, page.books.version)
    kept = st.session_state.get(READ)
    if kept is None or kept[0] != key:

        def job(progress: Progress) -> LedgerDraft:
            return service.preview(
                page.engine, page.actor, hand.source, hand.file.decisions, progress=progress
            )

        outcome: LedgerDraft | MotError
        try:
            outcome = work(page, job, stop=put_aside)
        except MotError as error:
            outcome = error
        kept = (key, outcome)
        st.session_state[READ] = kept
    found: LedgerDraft | MotError = kept[1]
    return found


def put_aside() -> None:
    """Forget the ledger in hand."""
    for name in (HAND, READ, SEEN):
        st.session_state.pop(name, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _refused(page: Page, hand: InHand, error: MotError) -> None:
    t = page.t
    if isinstance(error, PasswordNeededError | WrongPasswordError):
        st.warning(page.locale.error(error), icon=":material/lock:")
        given = st.text_input(
            t("Password of the workbook"), type="password", key="ledger_password", max_chars=255, width=320
        )
        st.caption(t("It is used once to open the file and stored nowhere."))
        if given and given != hand.source.password:
            st.session_state[HAND] = replace(hand, source=replace(hand.source, password=given))
            st.rerun()
    else:
        st.error(f"**{t('Nothing was imported.')}** {page.locale.error(error)}", icon=":material/error:")
    _aside(page)


def _steps(page: Page, hand: InHand, draft: LedgerDraft) -> None:
    """What stands out, the rows as they would be, and the button that takes them over."""
    st.subheader(ledger_tables.finding(page.locale, draft), anchor=False)
    order = (Severity.BLOCKING, Severity.DECIDE, Severity.NOTE)
    ask_all(page, hand.file, [i for s in order for i in draft.issues if i.severity is s], _decide)
    ledger_tables.rows(page, draft)
    ledger_tables.rejects(page, hand.source, draft)
    with st.container(horizontal=True):
        count = draft.count(Fate.NEW) + draft.count(Fate.CHANGED)
        go = st.button(
            page.locale.tn("Take over {n} action", "Take over {n} actions", count),
            type="primary",
            icon=":material/check:",
            disabled=not draft.ready,
            key="ledger_commit",
        )
        _aside(page)
    if go:
        try:
            with st.spinner(page.t("Taking the ledger over…")):
                st.session_state[DONE] = service.commit(page.engine, page.actor, draft)
        except MotError as error:
            st.session_state.pop(READ, None)  # what forbade it is seen when the ledger is read anew
            st.error(page.locale.error(error), icon=":material/error:")
            return
        put_aside()
        st.rerun()


def _decide(**changes: object) -> None:
    """Take note of a decision and read the ledger anew with it."""
    hand: InHand = st.session_state[HAND]
    decisions = replace(hand.file.decisions, **changes)  # type: ignore[arg-type]
    file = replace(hand.file, decisions=decisions, updated_at=dt.datetime.now(dt.UTC))
    st.session_state[HAND] = replace(hand, file=file)
    st.rerun()


def _aside(page: Page) -> None:
    st.button(page.t("Put this file aside"), key="ledger_aside", on_click=put_aside)


def _said(page: Page) -> None:
    """What the last ledger did, with the way back; what taking it back did."""
    t = page.t
    undone = st.session_state.pop(SAID, None)
    if undone:
        st.info(undone, icon=":material/undo:")
    done: LedgerDone | None = st.session_state.get(DONE)
    if done is None:
        return
    st.success(ledger_tables.done(page.locale, done), icon=":material/check:")
    if done.overtaken:
        rows = t(", ").join(str(row) for _, row in done.overtaken)
        st.warning(
            t(
                "Somebody changed or made these actions meanwhile; they stay as they are. Rows in Excel: {rows}",
                rows=rows,
            ),
            icon=":material/group:",
        )
    with st.container(horizontal=True):
        if st.button(t("Undo this ledger"), icon=":material/undo:", key="ledger_undo"):
            try:
                told = service.undo(page.engine, page.actor, done)
            except MotError as error:
                st.error(page.locale.error(error), icon=":material/error:")
                return
            del st.session_state[DONE]
            st.session_state[SAID] = ledger_tables.undone(page.locale, told)
            st.rerun()
        if st.button(t("Close"), type="tertiary", key="ledger_close"):
            del st.session_state[DONE]
            st.rerun()

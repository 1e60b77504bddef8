"""A file that cannot be read as feedback: why, and the one thing to do about it."""

import streamlit as st

from mot.domain.access import Permission
from mot.domain.errors import MotError
from mot.domain.progress import StoppedError
from mot.ingest.ledger.texts import LedgerOnlyError
from mot.ingest.workbook import PasswordNeededError, WrongPasswordError
from mot.services.drafts import DraftFile
from mot.ui import import_texts, ledger, uploads
from mot.ui.frame import Page


def refused(page: Page, pending: DraftFile, error: MotError) -> None:
    """The file cannot be read: one sentence with the next step, nothing stored."""
    t = page.t
    if isinstance(error, StoppedError):
        st.info(t("Reading {file} was stopped. It is kept here.", file=import_texts.plain(pending.file_name)))
        if st.button(t("Read it now"), type="primary", key="go_on"):
            uploads.go_on(pending)
    elif isinstance(error, PasswordNeededError | WrongPasswordError):
        _password(page, pending, error)
    elif isinstance(error, LedgerOnlyError):
        _to_actions(page, pending, error)
    else:
        st.error(f"**{t('Nothing was imported.')}** {page.locale.error(error)}", icon=":material/error:")
    if st.button(t("Put this file aside"), key="drop_file"):
        uploads.drop(page, pending)


def _to_actions(page: Page, pending: DraftFile, error: LedgerOnlyError) -> None:
    """A ledger of actions goes on where actions are."""
    st.info(page.locale.error(error), icon=":material/table_view:")
    if not page.actor.may(Permission.MANAGE_ACTIONS):
        return
    if st.button(page.t("Go on with it on the actions page"), type="primary", key="to_actions"):
        ledger.take(uploads.source(page, pending))
        uploads.hand_over(page, pending)
        st.switch_page("pages/actions.py")


def _password(page: Page, pending: DraftFile, error: MotError) -> None:
    """Ask for the password of a locked workbook."""
    t = page.t
    st.warning(page.locale.error(error), icon=":material/lock:")
    with st.form(f"unlock_{pending.id}", border=False):
        given = st.text_input(
            t("Password of the workbook"),
            type="password",
            key=f"password_{pending.id}",
            max_chars=255,
            width=320,
        )
        st.caption(t("It is used once to open the file and stored nowhere."))
        if st.form_submit_button(t("Open"), type="primary") and given:
            uploads.unlock(pending, given)

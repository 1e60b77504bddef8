"""The files in hand: uploaded, not committed yet, each kept with what was decided about it until it is."""

import hashlib
from dataclasses import replace
from typing import Any

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.progress import Progress, StoppedError
from mot.ingest.draft import Draft, SourceFile
from mot.services import drafts
from mot.services import imports as service
from mot.services.drafts import DraftFile
from mot.ui.frame import Page
from mot.ui.working import work

CHOSEN, STOPPED, PASSWORDS = "current_import", "stopped_import", "import_passwords"
DRAFT, CONTENT, NEW = "draft_in_hand", "file_in_hand", "uploaded_now"


def current(page: Page) -> tuple[DraftFile | None, Draft | None, MotError | None]:
    """The file in hand and what it would become, or why it cannot be read."""
    files = in_hand(page)
    if not files:
        return None, None, None
    chosen = st.session_state.get(CHOSEN)
    pending = files[chosen if chosen in files else next(iter(files))]
    key = (pending.id, pending.updated_at, password(pending), page.books.version)
    kept = st.session_state.get(DRAFT)
    if kept is None or kept[0] != key:
        if st.session_state.get(STOPPED) == pending.id:
            return pending, None, StoppedError()
        try:
            outcome: Any = _preview(page, pending)
        except MotError as error:
            outcome = error
        kept = (key, outcome)
        st.session_state[DRAFT] = kept
    if isinstance(kept[1], MotError):
        return pending, None, kept[1]
    return pending, kept[1], None


def in_hand(page: Page) -> dict[int, DraftFile]:
    """The files that wait for the person, in the order of upload."""
    return {file.id: file for file in drafts.waiting(page.engine, page.actor)}


def source(page: Page, pending: DraftFile) -> SourceFile:
    """The file itself, with the password that was given for it in this visit."""
    kept = st.session_state.get(CONTENT)
    if kept is None or kept[0] != pending.id:
        kept = (pending.id, drafts.open(page.engine, page.actor, pending.id)[0])
        st.session_state[CONTENT] = kept
    found: SourceFile = kept[1]
    return replace(found, password=password(pending))


def _preview(page: Page, pending: DraftFile) -> Draft:
    file = source(page, pending)

    def job(progress: Progress) -> Draft:
        return service.preview(page.engine, page.actor, file, pending.decisions, progress=progress)

    found: Draft = work(page, job, stop=lambda: st.session_state.update({STOPPED: pending.id}))
    return found


def go_on(pending: DraftFile) -> None:
    """Read a file whose reading was stopped."""
    st.session_state.pop(STOPPED, None)
    st.session_state[CHOSEN] = pending.id
    st.rerun()


def decide(page: Page, pending: DraftFile, **changes: Any) -> None:
    """Take note of a decision and read the file anew with it."""
    drafts.decide(page.engine, page.actor, pending.id, replace(pending.decisions, **changes))
    st.session_state.pop(STOPPED, None)
    st.rerun()


def password(pending: DraftFile) -> str:
    """The password that was given for a file; it stays in the memory of this visit."""
    return str(st.session_state.get(PASSWORDS, {}).get(pending.id, ""))


def unlock(pending: DraftFile, given: str) -> None:
    """Try a password on a file."""
    st.session_state.setdefault(PASSWORDS, {})[pending.id] = given
    st.session_state.pop(DRAFT, None)
    st.rerun()


def take(page: Page, files: list[Any]) -> None:
    """Keep newly uploaded files; each one once, however often the page is drawn."""
    seen: set[str] = st.session_state.setdefault("uploads_seen", set())
    new = [file for file in files if file.file_id not in seen]
    for file in new:
        seen.add(file.file_id)
        content = file.getvalue()
        sha256 = hashlib.sha256(content).hexdigest()
        known = [one.decisions for one in in_hand(page).values() if one.sha256 == sha256]
        decided = known[0] if known else service.NO_DECISIONS
        kept = drafts.keep(page.engine, page.actor, SourceFile(file.name, content), decided)
        uploaded_now().add(kept.id)
        st.session_state.setdefault(CHOSEN, kept.id)
    if new:
        st.rerun()


def uploaded_now() -> set[int]:
    """The files that came in during this visit; the others were kept since an earlier one."""
    found: set[int] = st.session_state.setdefault(NEW, set())
    return found


def choose(page: Page) -> None:
    """Which of several files is worked on."""
    files = in_hand(page)
    if len(files) > 1:
        if st.session_state.get(CHOSEN) not in files:
            st.session_state[CHOSEN] = next(iter(files))
        st.segmented_control(
            page.t("Files in hand"),
            list(files),
            format_func=lambda number: files[number].file_name,
            key=CHOSEN,
            required=True,
        )


def drop(page: Page, pending: DraftFile) -> None:
    """Put a file aside for good."""
    drafts.discard(page.engine, page.actor, pending.id)
    forget(page, pending)


def hand_over(page: Page, pending: DraftFile) -> None:
    """Let go of a file that another page goes on with."""
    drafts.discard(page.engine, page.actor, pending.id)
    _let_go(page, pending)


def forget(page: Page, pending: DraftFile) -> None:
    """Take a file out of the memory of this visit, and draw the page anew."""
    _let_go(page, pending)
    st.rerun()


def _let_go(page: Page, pending: DraftFile) -> None:
    for name in (DRAFT, CONTENT, STOPPED, CHOSEN):
        st.session_state.pop(name, None)
    st.session_state.get(PASSWORDS, {}).pop(pending.id, None)
    uploaded_now().discard(pending.id)
    if not in_hand(page):
        st.session_state["upload_round"] = st.session_state.get("upload_round", 0) + 1

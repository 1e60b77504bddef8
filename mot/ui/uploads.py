"""The files in hand: uploaded, not committed yet, each with what was decided about it."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from mot.domain.errors import MotError
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services import imports as service
from mot.ui.frame import Page


@dataclass(slots=True)
class Pending:
    """A file that was uploaded and is not committed yet, with what was decided about it."""

    source: SourceFile
    sha256: str
    decisions: Decisions = field(default_factory=Decisions)
    version: int = 0


def in_hand() -> dict[str, Pending]:
    """The files of this visit, in the order of upload."""
    kept: dict[str, Pending] = st.session_state.setdefault("pending_imports", {})
    return kept


def current(page: Page) -> tuple[Pending | None, Draft | None, MotError | None]:
    """The file in hand and what it would become, or why it cannot be read."""
    files = in_hand()
    if not files:
        return None, None, None
    names = list(files)
    chosen = st.session_state.get("current_import")
    pending = files[chosen if chosen in files else names[0]]
    key = (pending.sha256, pending.version)
    kept = st.session_state.get("draft_in_hand")
    if kept is None or kept[0] != (key, page.books.version):
        try:
            outcome: Any = service.preview(page.engine, page.actor, pending.source, pending.decisions)
        except MotError as error:
            outcome = error
        kept = ((key, page.books.version), outcome)
        st.session_state["draft_in_hand"] = kept
    if isinstance(kept[1], MotError):
        return pending, None, kept[1]
    return pending, kept[1], None


def decide(pending: Pending, **changes: Any) -> None:
    """Take note of a decision and read the file anew with it."""
    pending.decisions = replace(pending.decisions, **changes)
    pending.version += 1
    st.rerun()


def take(files: list[Any]) -> None:
    """Put newly uploaded files in hand; each one once, however often the page is drawn."""
    seen: set[str] = st.session_state.setdefault("uploads_seen", set())
    new = [file for file in files if file.file_id not in seen]
    for file in new:
        seen.add(file.file_id)
        content = file.getvalue()
        sha = hashlib.sha256(content).hexdigest()
        in_hand()[f"{file.name} {sha[:8]}"] = Pending(SourceFile(file.name, content), sha)
    if new:
        st.rerun()


def choose(page: Page) -> None:
    """Which of several files is worked on."""
    files = in_hand()
    if len(files) > 1:
        st.segmented_control(
            page.t("Files in hand"),
            list(files),
            default=next(iter(files)),
            format_func=lambda key: files[key].source.name,
            key="current_import",
            required=True,
        )


def drop(pending: Pending) -> None:
    """Take a file out of hand, committed or not."""
    files = in_hand()
    for key in [k for k, v in files.items() if v is pending]:
        del files[key]
    st.session_state.pop("draft_in_hand", None)
    if not files:
        st.session_state["upload_round"] = st.session_state.get("upload_round", 0) + 1
    st.rerun()

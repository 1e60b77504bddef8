"""What was imported before, the way back and forth again, and what was not imported, to be mended."""

from collections.abc import Sequence

import streamlit as st

from mot.domain.access import Permission
from mot.domain.batches import Batch, BatchStatus
from mot.domain.dependence import Dependence, Dependent
from mot.domain.errors import N_, MotError
from mot.locale.words import NO_VALUE
from mot.reports.rejected import rejected_rows
from mot.services import imports as service
from mot.services import undoing
from mot.services.undoing import Notes
from mot.ui import import_texts
from mot.ui.frame import Page

DEPENDENTS: dict[Dependence, str] = {
    Dependence.SKIPPED: N_(
        "Import number {number} ({file}) left out {count} rows because this import has them. "
        "They count nowhere afterwards until that file is imported again."
    ),
    Dependence.REPLACES: N_(
        "It took the place of import number {number} ({file}), which goes on not counting until it is restored."
    ),
    Dependence.REPLACED_BY: N_("Import number {number} ({file}) took its place."),
    Dependence.FIGURES_BEFORE: N_("{count} outcome figures of import number {number} ({file}) count again."),
    Dependence.FIGURES_AFTER: N_(
        "{count} of its outcome figures are counted from import number {number} ({file}) already. They stay."
    ),
    Dependence.TAGGED: N_(
        "The tag “{about}” (No. {number}) was founded on it. Its evidence stays as it was then; the tag will say "
        "that this import no longer counts."
    ),
    Dependence.JUDGED: N_(
        "The verdict of the action “{about}” (No. {number}) counted it. It stays as it was judged when the action "
        "was closed."
    ),
    Dependence.REVIEWED: N_(
        "The review “{about}” (No. {number}) was frozen with it. It stays as it was frozen; a new snapshot of it "
        "counts without this import."
    ),
}
MOST_NAMED = 6  # tags that are named one by one
ABOUT_UNDOING = frozenset(
    {
        Dependence.SKIPPED,
        Dependence.REPLACES,
        Dependence.FIGURES_BEFORE,
        Dependence.FIGURES_AFTER,
        Dependence.TAGGED,
        Dependence.JUDGED,
        Dependence.REVIEWED,
    }
)


def show(page: Page) -> None:
    """Earlier imports, each to be undone and restored as a whole."""
    t = page.t
    page.section(t("Import history"), t("Undoing removes the whole import; the record stays"))
    batches = service.history(page.engine, page.actor)
    if not batches:
        st.caption(t("Nothing imported yet."))
        return
    notes = undoing.notes(page.engine, page.actor, [batch.id for batch in batches])
    for batch in batches:
        _batch(page, batch, notes)


def _batch(page: Page, batch: Batch, notes: Notes) -> None:
    t, locale = page.t, page.locale
    counts = batch.counts
    rows = (
        locale.tn("+{n} outcome figure", "+{n} outcome figures", counts.figures)
        if counts.figures
        else locale.tn("+{n} response", "+{n} responses", counts.responses)
    )
    undone = batch.status is BatchStatus.UNDONE
    taker = notes.replaced_by.get(batch.id) if undone else None
    gone = t("replaced by No. {number}", number=taker) if taker else t("undone")
    with st.container(border=True, gap=None, key=f"batch_{batch.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"~~{rows}~~ {gone}" if undone else f"**{rows}**")
            st.space("stretch")
            if page.actor.may(Permission.UNDO_IMPORT):
                _way_back(page, batch)
        st.caption(
            t("No. {number}", number=batch.id)
            + f" · {locale.time(batch.created_at)}　{import_texts.plain(batch.file_name)}"
        )
        if (counts.set_aside or counts.values_missing) and batch.id in notes.whole:
            _rejected(page, batch)


def _way_back(page: Page, batch: Batch) -> None:
    """Undo after a question, restore at once."""
    t = page.t
    if batch.status is BatchStatus.COMMITTED:
        if st.button(t("Undo"), type="tertiary", icon=":material/undo:", key=f"undo_{batch.id}"):
            st.dialog(t("Undo import {number}", number=batch.id), width="small")(_confirm_undo)(page, batch)
    elif st.button(t("Restore"), type="tertiary", icon=":material/redo:", key=f"redo_{batch.id}"):
        try:
            service.redo(page.engine, page.actor, batch.id)
        except MotError as error:  # said beside the import, not in place of the page
            st.error(page.locale.error(error), icon=":material/error:")
            return
        _anew()


def _rejected(page: Page, batch: Batch) -> None:
    """What was not imported, as a workbook to mend and upload again."""
    t = page.t
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    st.download_button(
        t("Rows and answers that were not imported"),
        data=lambda: rejected_rows(service.rejected(page.engine, page.actor, batch.id), page.locale),
        file_name=f"{stem} {t('to mend')}.xlsx",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"rejected_{batch.id}",
        help=t("Mend the coloured cells and upload this workbook: only these rows are added."),
    )


def _confirm_undo(page: Page, batch: Batch) -> None:
    t, file = page.t, import_texts.plain(batch.file_name)
    if batch.counts.figures:
        said = t(
            "All {n} outcome figures of {file} stop counting; where they replaced earlier ones, those count again. "
            "The import can be restored at any time.",
            n=page.locale.exact(batch.counts.figures),
            file=file,
        )
    else:
        said = t(
            "All {n} responses of {file} stop counting and every number goes back to what it was. "
            "The import can be restored at any time.",
            n=page.locale.exact(batch.counts.responses),
            file=file,
        )
    st.write(said)
    try:
        for line in _dependents(page, service.dependents(page.engine, page.actor, batch.id)):
            st.caption(f":material/link: {line}")
        if st.button(t("Undo this import"), type="primary", key=f"confirm_undo_{batch.id}"):
            service.undo(page.engine, page.actor, batch.id)
            _anew()
    except MotError as error:  # a dialog runs by itself, past the edge in the frame
        st.error(page.locale.error(error), icon=":material/error:")


def _dependents(page: Page, found: Sequence[Dependent]) -> list[str]:
    """What hangs together with the import, a sentence each; of very many of a kind the first ones."""
    told = [
        one for one in found if one.kind in ABOUT_UNDOING and (one.counts or one.kind is Dependence.REPLACES)
    ]
    tags = [one for one in told if one.kind is Dependence.TAGGED]
    lines = [_dependent(page, one) for one in told if one.kind is not Dependence.TAGGED]
    lines += [_dependent(page, one) for one in tags[:MOST_NAMED]]
    if len(tags) > MOST_NAMED:
        lines.append(page.t("{n} more tags were founded on it.", n=len(tags) - MOST_NAMED))
    return lines


def _dependent(page: Page, one: Dependent) -> str:
    """What hangs together with the import, in one sentence."""
    file = import_texts.plain(one.file_name) or NO_VALUE
    count = page.locale.exact(one.count)
    about = import_texts.plain(one.about) if isinstance(one.about, str) else one.about
    return page.t(DEPENDENTS[one.kind], number=one.number, count=count, file=file, about=about)


def _anew() -> None:
    """Read the file in hand again: what counts has changed."""
    st.session_state.pop("draft_in_hand", None)
    st.rerun()

"""A draft beside what is stored: what is there already, what it corrects, and whether that is still so."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow.compute as pc
import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.batches import Batch, DraftOutdatedError
from mot.domain.cube import FIGURE_KEYS
from mot.domain.issues import Issue, Severity
from mot.ingest import earlier, figure_repeats, repeats, said
from mot.ingest.block import from_parquet
from mot.ingest.draft import Draft, Reference
from mot.ingest.earlier import Correction, Past
from mot.ingest.repeats import COUNT, NOBODY, REPEATED, SKIP, Known, Origin
from mot.ingest.said import Said
from mot.storage import answers, batches, figures, institution, responses, settings

SAME_FILE = "same_file"
ANYWAY = "import_anyway"
REPLACES = "replaces"


def compare(tx: sa.Connection, actor: Actor, draft: Draft, *, replacing: int | None = None) -> Draft:
    """The draft without what is stored already, told of earlier imports of the same file, people and forms.

    With `replacing` the rows of that import are no duplicates, and nothing else is offered for replacement.
    """
    chosen = draft.decisions.answers
    if len(draft.figures):
        there = institution.load(tx)
        codes = {label.id: label.code for label in there.figures}
        rates = {codes[number]: rate for number, rate in figures.rates(tx).items()}
        draft = figure_repeats.compare(draft, _stored_figures(tx, actor), rates)
    same = batches.committed_with_sha(tx, draft.sha256)
    near, known = _near(tx, draft), _known(tx, draft)
    hit = set(np.unique(known.number).tolist()) | {batch.id for batch in same}
    ours = _said(tx, draft) if near else said.NOTHING
    nameless = bool(ours.nameless.any())
    past = [_past(tx, batch) for batch in near if nameless or batch.id in hit]
    offered = None if replacing else _offered(tx, actor, ours, past)
    if offered is not None:
        wanted = chosen.get(REPLACES, str(offered.number) if offered.whole else "")
        replacing = offered.number if wanted == str(offered.number) else None
    past = [one for one in past if one.number != replacing]
    same = tuple(batch for batch in same if batch.id != replacing)
    forms = earlier.owners(ours, past) if past else np.zeros(len(draft.responses), dtype=np.int64)
    told = draft.responses
    owner = np.maximum(known.without(replacing).owners(told.respondent, told.day), forms)
    usual = COUNT if chosen.get(SAME_FILE) == ANYWAY or earlier.by_chance(ours, forms, past) else SKIP
    origins = _origins(tx, actor, {int(number) for number in np.unique(owner)} | hit | {b.id for b in near})
    draft = repeats.leave_out(draft, owner, origins, choice=chosen.get(REPEATED, usual))
    found: list[Issue] = []
    if same:
        found.append(_same_file(origins[same[-1].id], chosen.get(SAME_FILE) == ANYWAY))
    if offered is not None:
        found.append(_replaces(offered, origins[offered.number], replacing))
    compared = frozenset(hit | {batch.id for batch in near})
    return replace(draft, issues=(*found, *draft.issues), compared=compared, replaces=replacing)


def still_new(tx: sa.Connection, draft: Draft) -> None:
    """Stop unless all that the draft was compared with is as it was; nothing comes in before `tx` ends.

    Raises
    ------
    DraftOutdatedError
        When its file or responses came in meanwhile, or figures of another kind, or when an import that has
        rows which were left out does not count any more.
    """
    settings.hold_version(tx)
    if {batch.id for batch in batches.committed_with_sha(tx, draft.sha256)} - draft.compared:
        raise DraftOutdatedError
    left_out = {number for number, _ in draft.skipped}
    if len(batches.among(tx, left_out)) < len(left_out):
        raise DraftOutdatedError
    owner = set(_known(tx, draft).owners(draft.responses.respondent, draft.responses.day).tolist())
    if nameless := [batch for batch in _near(tx, draft) if batch.id not in draft.compared]:
        owner |= set(earlier.owners(_said(tx, draft), [_past(tx, batch) for batch in nameless]).tolist())
    if owner - draft.compared - {0}:
        raise DraftOutdatedError
    if len(draft.figures):
        codes = {label.id: label.code for label in institution.load(tx).figures}
        rates = {codes[number]: rate for number, rate in figures.rates(tx).items()}
        if figure_repeats.of_other_kind(draft, rates).any():
            raise DraftOutdatedError


def _stored_figures(tx: sa.Connection, actor: Actor) -> set[tuple[int, str, str]]:
    """Month, branch code and figure code of what counts so far, within the actor's scope."""
    there = institution.load(tx)
    stored = figures.load(tx, actor.scope)
    branches = {branch.id: branch.code for branch in there.branches}
    codes = {label.id: label.code for label in there.figures}
    keys = zip(*(stored[key].tolist() for key in FIGURE_KEYS), strict=True)
    return {(month, branches[branch], codes[figure]) for month, branch, figure in keys}


def _days(draft: Draft) -> tuple[dt.date, dt.date]:
    days = draft.responses.day[[draft.responses.day.argmin(), draft.responses.day.argmax()]]
    first, last = days.astype("datetime64[D]").tolist()
    return first, last


def _known(tx: sa.Connection, draft: Draft) -> Known:
    """The respondents of the draft who answered already, within its days."""
    who = draft.responses.respondent
    if not pc.any(pc.not_equal(who, "")).as_py():
        return NOBODY
    return responses.known_respondents(tx, who, *_days(draft))


def _ids(references: Iterable[Reference], known: Sequence[tuple[str, int]]) -> list[int]:
    """Ids by code; what does not exist yet gets numbers below 0."""
    by_code = dict(known)
    return [by_code.get(reference.code, -1 - place) for place, reference in enumerate(references)]


def _near(tx: sa.Connection, draft: Draft) -> tuple[Batch, ...]:
    """The imports of the same questionnaire that share a branch and days with the draft."""
    if not len(draft.responses):
        return ()
    known = [(b.code, b.id) for b in institution.load(tx).branches]
    return batches.of_questionnaire(tx, draft.fingerprint, _ids(draft.branches, known), *_days(draft))


def _said(tx: sa.Connection, draft: Draft) -> Said:
    there = institution.load(tx)
    branches = _ids(draft.branches, [(b.code, b.id) for b in there.branches])
    return said.of_draft(
        draft, branches, _ids(draft.touchpoints, [(t.code, t.id) for t in there.touchpoints])
    )


def _past(tx: sa.Connection, batch: Batch) -> Past:
    block = from_parquet(answers.stored_block(tx, batch.id))
    return Past(batch.id, said.of_import(block, *responses.told_by(tx, batch.id)))


def _offered(tx: sa.Connection, actor: Actor, ours: Said, past: Sequence[Past]) -> Correction | None:
    """The import that the draft seems to correct, of those that the actor may undo."""
    if not actor.may(Permission.UNDO_IMPORT):
        return None
    found = (earlier.correction(ours, one) for one in past if batches.covered(tx, actor.scope, one.number))
    return max((one for one in found if one is not None), key=lambda one: one.alike, default=None)


def _origins(tx: sa.Connection, actor: Actor, numbers: set[int]) -> dict[int, Origin]:
    seen = batches.visible(tx, actor.scope, numbers)
    return {
        batch.id: Origin(batch.id, _day(batch.created_at), batch.file_name if batch.id in seen else "")
        for batch in batches.among(tx, numbers)
    }


def _day(moment: dt.datetime) -> str:
    return moment.date().isoformat()


def _same_file(origin: Origin, accepted: bool) -> Issue:
    return Issue(
        SAME_FILE if origin.file_name else f"{SAME_FILE}_elsewhere",
        Severity.DECIDE if accepted else Severity.BLOCKING,
        params={"number": origin.number, "date": origin.date, "file": origin.file_name},
        key=SAME_FILE,
        choices=("", ANYWAY),
        chosen=ANYWAY if accepted else "",
    )


def _replaces(offered: Correction, origin: Origin, replacing: int | None) -> Issue:
    """Replacing is proposed where it loses nobody; else what counts goes on counting until somebody decides."""
    params: dict[str, object] = {"number": origin.number, "date": origin.date, "file": origin.file_name}
    params |= {"changed": offered.changed, "alike": offered.alike}
    number = str(offered.number)
    return Issue(
        REPLACES,
        Severity.DECIDE,
        params=params,
        count=offered.changed,
        key=REPLACES,
        choices=("", number),
        chosen=number if replacing == offered.number else "",
    )

"""Names in cells become references: known, alike, to be created, or set aside."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.survey import UNKNOWN, Branch, Institution, Label, Touchpoint
from mot.ingest.cells import Cells, is_blank_word
from mot.ingest.draft import Decisions, Reference
from mot.ingest.names import Directory, normal
from mot.ingest.privacy import find
from mot.ingest.privacy.people import is_name

NOT_STATED, ASIDE = -1, -2
CREATE, REFUSE = "+", "-"
CODED = ("branch", "channel", "segment")  # what may be given by the number of an option, which names nothing
ALIKE = 0.9  # likeness from which a name is taken for a known one until the person says otherwise
RARE = 2  # rows up to which an unknown name that reads like a person's is not taken for a new branch
ENDINGS = (
    "支行",
    "分行",
    "网点",
    "营业部",
    "营业厅",
    "分理处",
    "分店",
    "门店",
    "店",
    "科室",
    "科",
    "branch",
    "store",
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the institution does not have: the key of a decision about it, and what is done.

    `doubtful`: it is somewhat like a known one, too little to be taken for it and too much to be new; or it
    reads like a person's name.
    """

    text: str
    key: str
    chosen: str
    choices: tuple[str, ...]
    code: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """`position` (int32 per cell) points into `references`; `NOT_STATED` or `ASIDE` where there is none."""

    position: np.ndarray
    references: tuple[Reference, ...]
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """Branch, channel and segment of each form; `source` tells how the branch is known.

    `source` is "column", "decided", "only" (the institution has one branch), "name" (the file's or the sheet's
    name tells it) or "" (nothing tells it); `branch_code` is the one chosen where no column tells it.
    """

    branch: Resolved
    channel: Resolved
    segment: Resolved
    source: str
    branch_code: str = ""


def resolve(
    cells: Cells,
    things: "Sequence[Branch | Touchpoint | Label]",
    decisions: Decisions,
    subject: str,
    *,
    alike: float = ALIKE,
) -> Resolved:
    """Find every distinct name of a column among branches, touchpoints, channels, segments or figures.

    `subject` starts the keys of decisions: ``branch`` gives ``branch:老城``; of what reads like a person's name
    the key holds a hash. From the likeness `alike` on a name
    is taken for a known one.
    """
    directory = Directory.of(things)
    by_code = {thing.code: thing for thing in things}
    counts = cells.counts()
    references: dict[str, Reference] = {}
    places: dict[str, int] = {}
    unknown: list[Unknown] = []
    target = np.full(len(cells.values), NOT_STATED, dtype=np.int32)
    for i, text in enumerate(cells.texts()):
        if not counts[i] or is_blank_word(text):
            continue
        code = directory.exact(text)
        if not code and find(text, alone=False):
            continue  # a phone number, say, must not become the name of a branch
        key = f"{subject}:{_spoken(text)}"
        if not code or decisions.values.get(key, code) != code:
            coded = subject in CODED and text.isdecimal()
            match = None if coded else directory.find(text, endings=ENDINGS)
            likely = match.code if match and match.confidence >= alike else REFUSE if coded else CREATE + text
            chosen = decisions.values.get(key) or decisions.answers.get(key) or code or likely
            first = [match.code] if match else []
            rest = [c for c in by_code if c not in first]
            alike_only = match is not None and match.confidence < ALIKE
            person = bool(things) and counts[i] <= RARE and is_name(text)
            doubtful = (alike_only or person or coded) and key not in decisions.values
            choices = (*first, *rest, CREATE + text, REFUSE)
            unknown.append(Unknown(text, key, chosen, choices, i, doubtful))
            code = chosen
        if code == REFUSE:
            target[i] = ASIDE
            continue
        reference = reference_for(code, by_code)
        place = reference.code or CREATE + normal(reference.name)
        references.setdefault(place, reference)
        target[i] = places.setdefault(place, len(places))
    return Resolved(cells.spread(target, NOT_STATED), tuple(references.values()), tuple(unknown))


def _spoken(text: str) -> str:
    """How decisions call a name: by itself, or by a hash when it reads like a person's."""
    return "#" + hashlib.sha256(text.encode()).hexdigest()[:16] if is_name(text) else text


def reference_for(code: str, by_code: "Mapping[str, Branch | Touchpoint | Label]") -> Reference:
    """The reference behind a code or ``+name``; a code that is gone becomes a new name."""
    thing = by_code.get(code)
    if thing is not None:
        return Reference(code, thing.name.in_language("zh"))
    return Reference("", code.removeprefix(CREATE))


def compact(
    position: np.ndarray, references: tuple[Reference, ...]
) -> tuple[np.ndarray, tuple[Reference, ...]]:
    """Only the references that are pointed at, in their order, and the positions moved to match."""
    used = np.unique(position[position >= 0])
    moved = np.full(len(references) + 1, NOT_STATED, dtype=np.int32)
    moved[used] = np.arange(len(used), dtype=np.int32)
    return moved[np.where(position >= 0, position, len(references))], tuple(references[i] for i in used)


def labels_of(
    branch: Cells | None,
    channel: Cells | None,
    segment: Cells | None,
    size: int,
    institution: Institution,
    decisions: Decisions,
    names: Sequence[str],
) -> Labels:
    """Branch, channel and segment of `size` forms. `names` (of sheet and file) may tell the branch."""
    code, source = _branch_of_file(institution, decisions, names)
    if branch is None:
        by_code = {b.code: b for b in institution.branches}
        one = Resolved(np.zeros(size, dtype=np.int32), (reference_for(code, by_code),))
    else:
        one = resolve(branch, institution.branches, decisions, "branch")
        code, source = (code, "column") if source == "decided" else ("", "column")
        if code:
            one = _filled_in(one, code, institution)
    return Labels(
        branch=one,
        channel=_optional(channel, institution.channels, decisions, "channel", size),
        segment=_optional(segment, institution.segments, decisions, "segment", size),
        source=source,
        branch_code=code,
    )


def _branch_of_file(institution: Institution, decisions: Decisions, names: Sequence[str]) -> tuple[str, str]:
    """The branch of a whole file and how it is known; ("", "") when nothing tells it."""
    decided = decisions.branch or decisions.answers.get("branch", "")
    if decided:
        return decided, "decided"
    active = [b for b in institution.branches if b.active]
    if len(active) == 1:
        return active[0].code, "only"
    directory = Directory.of(institution.branches)
    for name in names:
        spoken = normal(name)
        found = {code for text, code in directory.spellings.items() if len(text) > 1 and text in spoken}
        if len(found) == 1:
            return found.pop(), "name"
    return "", ""


def _filled_in(found: Resolved, code: str, institution: Institution) -> Resolved:
    """Forms without a branch get the one that was decided."""
    reference = reference_for(code, {b.code: b for b in institution.branches})
    known = reference in found.references
    references = found.references if known else (*found.references, reference)
    place = np.int32(references.index(reference))
    return Resolved(np.where(found.position == NOT_STATED, place, found.position), references, found.unknown)


def _optional(
    cells: Cells | None, things: Sequence[Label], decisions: Decisions, subject: str, size: int
) -> Resolved:
    """A label that may be missing; a refused name counts as not stated."""
    if cells is None:
        return Resolved(np.full(size, NOT_STATED, dtype=np.int32), ())
    stated = [thing for thing in things if thing.id != UNKNOWN]
    found = resolve(cells, stated, decisions, subject)
    return Resolved(np.maximum(found.position, np.int32(NOT_STATED)), found.references, found.unknown)

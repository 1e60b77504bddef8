"""What hangs together with an import, named before it is undone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from mot.domain.errors import N_, MotError
from mot.domain.survey import Name


class Dependence(StrEnum):
    """How something hangs together with an import."""

    SKIPPED = "skipped"  # a later import left rows out because this one has them
    REPLACES = "replaces"  # this one took the place of an earlier import
    REPLACED_BY = "replaced_by"  # a later import took this one's place
    FIGURES_BEFORE = "figures_before"  # an earlier import's figures count again when this one is undone
    FIGURES_AFTER = "figures_after"  # a later import's figures count in place of this one's
    TAGGED = "tagged"  # a tagged moment was founded on it
    JUDGED = "judged"  # the verdict of a closed action counted it
    REVIEWED = "reviewed"  # a review was frozen with it


@dataclass(frozen=True, slots=True)
class Dependent:
    """One thing that hangs together with an import: `count` rows or figures, and the other import.

    `counts` tells whether the other import counts at present. `file_name` is "" when the actor may not know it.
    Of a tag `number` is its own, `about` names its touchpoint and `count` is 1; of an action or a
    review `about` is its title.
    """

    kind: Dependence
    count: int
    number: int
    file_name: str
    created_at: dt.datetime
    counts: bool
    about: Name | str = ""


class NotUndoneError(MotError):
    """Only what was undone can be redone."""

    message = N_("Import number {number} counts already. Nothing was changed.")


class CameInOtherwiseError(MotError):
    """Counting the batch again would count responses twice."""

    message = N_(
        "Import number {number} cannot count again: {count} of its responses came in with import number {other} "
        "meanwhile. Undo that one first."
    )


class ReplacedError(MotError):
    """Another batch stands in the place of this one."""

    message = N_(
        "Import number {number} cannot count again: import number {other} took its place. Undo that one first."
    )


class OtherKindOfFigureError(MotError):
    """Figures with and without a denominator would add up to a wrong share."""

    message = N_(
        "Import number {number} cannot count again: {name} is counted with a denominator in one import and "
        "without in another. Undo the later one first."
    )

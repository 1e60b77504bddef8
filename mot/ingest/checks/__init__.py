"""What is wrong in a file. Each check yields issues; none repairs, raises or stops at the first."""

from collections.abc import Callable, Iterable, Iterator

from mot.domain.issues import Issue, Severity
from mot.ingest.checks.alike import check_alike
from mot.ingest.checks.answers import check_answers, check_columns, check_scale, check_touchpoints, unusable
from mot.ingest.checks.changes import check_changes
from mot.ingest.checks.choices import check_choices
from mot.ingest.checks.dating import check_exchanged, check_names_of_sheets, check_order
from mot.ingest.checks.direction import check_direction, check_reverse
from mot.ingest.checks.figures import check_figures
from mot.ingest.checks.forms import (
    check_cell_touchpoints,
    check_hidden,
    check_respondents,
    check_rows,
    check_sheets,
    check_swap,
    check_together,
)
from mot.ingest.checks.marked import check_marked
from mot.ingest.checks.missing import check_codes, check_left_out, check_no_answer_words, check_words
from mot.ingest.checks.pairs import check_pairs
from mot.ingest.checks.personal import check_personal, check_personal_columns
from mot.ingest.checks.places import check_branch, check_days, check_labels
from mot.ingest.checks.tops import check_tops
from mot.ingest.reading import FigureReading, Reading

CHECKS: tuple[Callable[[Reading], Iterator[Issue]], ...] = (
    check_columns,
    check_choices,
    check_branch,
    check_order,
    check_exchanged,
    check_days,
    check_names_of_sheets,
    check_scale,
    check_tops,
    check_direction,
    check_reverse,
    check_changes,
    check_pairs,
    check_swap,
    check_labels,
    check_touchpoints,
    check_alike,
    check_cell_touchpoints,
    check_words,
    check_codes,
    check_answers,
    check_no_answer_words,
    check_left_out,
    check_respondents,
    check_rows,
    check_marked,
    check_sheets,
    check_together,
    check_hidden,
    check_personal,
)
_ORDER = (Severity.BLOCKING, Severity.DECIDE, Severity.NOTE)

__all__ = ["CHECKS", "run_checks", "run_figure_checks", "unusable"]


def run_checks(reading: Reading) -> tuple[Issue, ...]:
    """All issues of a file, what blocks first, then what asks for a choice."""
    return _ordered(issue for check in CHECKS for issue in check(reading))


def run_figure_checks(reading: FigureReading) -> tuple[Issue, ...]:
    """All issues of a sheet of outcome figures, in the same order."""
    return _ordered((*check_figures(reading), *check_personal_columns(reading)))


def _ordered(found: Iterable[Issue]) -> tuple[Issue, ...]:
    return tuple(sorted(found, key=lambda issue: _ORDER.index(issue.severity)))

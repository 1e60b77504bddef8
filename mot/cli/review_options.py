"""What the options of `python -m mot review` ask for, checked against what there is."""

import datetime as dt
from collections.abc import Sequence

from mot.analysis.books import Books
from mot.analysis.lens import quarters_with_data
from mot.cli.importing import OptionError
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.reviews import NothingToReviewError
from mot.reports import composing

MOST = 30  # choices told of an option


def view_of(books: Books, period: str, scope: str, compare: str) -> tuple[View, Quarter]:
    """The quarter and branches asked for, and the quarter to compare with.

    Raises
    ------
    OptionError, NothingToReviewError
    """
    known = quarters_with_data(books.cube)
    over = [quarter for quarter in known if quarter.last_day < dt.date.today()]
    codes = [quarter.code for quarter in known]
    if not period and not over:
        raise NothingToReviewError
    quarter = _quarter("period", period, codes) if period else over[-1]
    earlier = _quarter("compare", compare, codes) if compare else quarter.previous
    if earlier >= quarter:
        before = [one.code for one in known if one < quarter]
        raise OptionError(option="compare", value=compare, choices=_some(before))
    return View(quarter, _branches(books, scope)), earlier


def _quarter(option: str, value: str, known: Sequence[str]) -> Quarter:
    found = Quarter.parse(value)
    if found is None:
        raise OptionError(option=option, value=value, choices=_some(known))
    return found


def _branches(books: Books, scope: str) -> tuple[int, ...]:
    """The ids of the branches a scope names; () for all."""
    there = books.institution
    kind, _, rest = scope.partition(":")
    active = [branch for branch in there.branches if branch.active]
    if scope == "all":
        return ()
    if kind == "region":
        ids = {region.code: region.id for region in there.regions}
        found = tuple(branch.id for branch in active if rest in ids and branch.region == ids[rest])
        if found:
            return found
        raise OptionError(option="scope", value=scope, choices=_some([f"region:{code}" for code in ids]))
    by_code = {branch.code: branch.id for branch in there.branches}
    wanted = [code.strip() for code in rest.split(",") if code.strip()]
    if kind == "branch" and wanted and all(code in by_code for code in wanted):
        return tuple(sorted({by_code[code] for code in wanted}))
    if kind == "branch":
        unknown = next((code for code in wanted if code not in by_code), rest)
        raise OptionError(option="scope", value=f"branch:{unknown}", choices=_some(list(by_code)))
    raise OptionError(option="scope", value=scope, choices="all region:CODE branch:CODE,CODE")


def sections_of(written: str) -> tuple[str, ...]:
    """The keys of sections, parted by commas.

    Raises
    ------
    OptionError
    """
    wanted = tuple(key.strip() for key in written.split(",") if key.strip())
    for key in wanted:
        if key not in composing.SECTIONS:
            raise OptionError(option="sections", value=key, choices=" ".join(composing.SECTIONS))
    return wanted


def _some(choices: Sequence[str]) -> str:
    """The choices, of many the first ones."""
    shown = " ".join(choices[:MOST]) or "–"
    return f"{shown} …" if len(choices) > MOST else shown

"""Outcome figures beside those that are stored already: what they replace, and what cannot be one with them."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace

import numpy as np

from mot.domain.issues import Issue, Place, SetAside, Severity
from mot.domain.survey import FieldKind
from mot.ingest.draft import MISSING, Draft, Figures

Known = Collection[tuple[int, str, str]]
SHOWN = 5


def compare(draft: Draft, known: Known, rates: Mapping[str, bool]) -> Draft:
    """The draft, told which of its figures are stored already, and without those of another kind.

    `known` holds month (yyyymm), branch code and figure code of what counts so far. `rates` tells by figure
    code whether it has a denominator so far: numbers with and without one would add up to a wrong share.
    """
    draft = _without_other_kind(draft, rates)
    told = draft.figures
    branches, names = ([r.code for r in references] for references in (draft.branches, draft.figure_names))
    keys = zip(told.month.tolist(), told.branch.tolist(), told.figure.tolist(), strict=True)
    again = [i for i, (month, b, f) in enumerate(keys) if (month, branches[b], names[f]) in known]
    if not again:
        return draft
    place = Place(draft.sheet, tuple(int(row) for row in told.row[again[:SHOWN]]))
    issue = Issue("figure_stored", Severity.NOTE, place, {"count": len(again)}, len(again))
    return replace(draft, issues=(*draft.issues, issue))


def of_other_kind(draft: Draft, rates: Mapping[str, bool]) -> np.ndarray:
    """Which figures (bool each) come without the denominator that theirs has so far, or the reverse."""
    so_far = [rates.get(reference.code) for reference in draft.figure_names]
    has_one = draft.figures.denominator != MISSING
    pairs = zip(draft.figures.figure.tolist(), has_one.tolist(), strict=True)
    return np.array([so_far[f] is not None and so_far[f] != here for f, here in pairs], dtype=bool)


def _without_other_kind(draft: Draft, rates: Mapping[str, bool]) -> Draft:
    other = of_other_kind(draft, rates)
    if not other.any():
        return draft
    told = draft.figures
    aside, issues = list(draft.set_aside), list(draft.issues)
    column = next((c.letter for c in draft.columns if c.field.kind is FieldKind.DENOMINATOR), "")
    for figure in np.unique(told.figure[other]).tolist():
        reference = draft.figure_names[figure]
        reason = "rate_so_far" if rates[reference.code] else "count_so_far"
        rows = told.row[other & (told.figure == figure)].tolist()
        aside += [SetAside(draft.sheet, row, reason, column, reference.name) for row in rows]
        params: dict[str, object] = {"name": reference.name, "count": len(rows)}
        place = Place(draft.sheet, tuple(rows[:SHOWN]), column)
        issues.append(Issue(reason, Severity.NOTE, place, params, len(rows)))
    kept = Figures(**{f.name: getattr(told, f.name)[~other] for f in fields(told)})
    counts = replace(draft.counts, figures=len(kept), set_aside=len(aside))
    ordered = tuple(sorted(aside, key=lambda one: one.row))
    return replace(draft, figures=kept, set_aside=ordered, issues=tuple(issues), counts=counts)

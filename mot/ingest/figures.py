"""A sheet of outcome figures, read: which month, branch and figure each row is about, and its two counts."""

import datetime as dt
import re
import unicodedata

import numpy as np

from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, Ints, Tallies
from mot.domain.issues import SetAside
from mot.domain.packs import known_figures
from mot.domain.survey import FieldKind, Institution
from mot.ingest import counts, days
from mot.ingest.cells import Cells
from mot.ingest.choose import Choice, NoRowsError
from mot.ingest.counts import Counted, counts_in
from mot.ingest.days import Months, recent_quarters, resolve_months
from mot.ingest.draft import MISSING, Column, Decisions, Figures
from mot.ingest.fates import FATES, KEPT
from mot.ingest.figure_columns import map_figures
from mot.ingest.forms import wide_forms
from mot.ingest.gather import of_the_file
from mot.ingest.labels import ASIDE, NOT_STATED, Labels, Resolved, labels_of, resolve
from mot.ingest.read import Recall, filled_table, titles
from mot.ingest.reading import FigureReading
from mot.ingest.recipe import combined, fingerprint
from mot.ingest.rows import Sorted, sort_rows, take_out
from mot.ingest.workbook import Workbook

NEVER_ALIKE = 2.0  # two figures with like names are two figures, such as complaints and complaints solved
_WHOLE = re.compile(
    r".{0,8}(?:合计|总计|小计|共计|汇总|平均|均值|平均值)|全行|全辖|全院|全店|全部|全部网点|所有网点|全部门店|"
    r"total|grand total|subtotal|sum|average|mean|all|all branches|whole network",
    re.I,
)


def read_figures(
    book: Workbook,
    choice: Choice,
    institution: Institution,
    decisions: Decisions,
    today: dt.date,
    recall: Recall | None,
) -> FigureReading:
    """Everything that can be found out about a sheet of outcome figures.

    Raises
    ------
    NoRowsError
        When nothing stands below its header.
    """
    table = filled_table(book, choice, decisions)
    remembered = recall(fingerprint(choice.layout.name, of_the_file(table.headers))) if recall else None
    decisions = combined(remembered, decisions) if remembered else decisions
    columns = map_figures(table, institution, decisions)
    rows = _without_totals(sort_rows(table, columns), columns)
    table, size = rows.table, len(rows.table.rows)
    if not size:
        raise NoRowsError(name=book.name)

    def cells(kind: FieldKind) -> Cells | None:
        return next((table.columns[c.position] for c in columns if c.field.kind is kind), None)

    names = (choice.sheet.name, *titles(choice), book.name)
    labels = labels_of(cells(FieldKind.BRANCH), None, None, size, institution, decisions, names)
    figures = _figures(cells(FieldKind.FIGURE), size, institution, decisions)
    months = resolve_months(cells(FieldKind.DATE), size, today, names, decisions)
    numerator, denominator = (
        counts_in(cells(kind), size) for kind in (FieldKind.NUMERATOR, FieldKind.DENOMINATOR)
    )
    fate = _fates(labels, figures, months, numerator, denominator)
    return FigureReading(
        file_name=book.name,
        institution=institution,
        decisions=decisions,
        quarters=recent_quarters(today),
        choice=choice,
        rows=rows,
        columns=columns,
        forms=wide_forms(columns, {}, size),
        labels=labels,
        fate=fate,
        kept=np.flatnonzero(fate == KEPT),
        months=months,
        names=figures,
        numerator=numerator,
        denominator=denominator,
    )


def tally(found: Figures, *, branch_ids: Ints, figure_ids: Ints) -> Tallies:
    """The figures of a draft with the ids of branches and figures, in the order of the draft's references."""
    month, branch, figure = found.month.astype(np.int64), branch_ids[found.branch], figure_ids[found.figure]
    sums = (found.numerator, np.where(found.denominator == MISSING, 0, found.denominator))
    return Tallies(
        dict(zip(FIGURE_KEYS, (month, branch, figure), strict=True)),
        dict(zip(FIGURE_SUMS, sums, strict=True)),
    )


def _without_totals(found: Sorted, columns: tuple[Column, ...]) -> Sorted:
    """Without the rows whose branch or figure says that they add up others, wherever it stands in the row."""
    said: dict[int, SetAside] = {}
    for column in columns:
        if column.field.kind not in (FieldKind.BRANCH, FieldKind.FIGURE):
            continue
        cells = found.table.columns[column.position]
        texts = cells.texts()
        totals = [_WHOLE.fullmatch(unicodedata.normalize("NFKC", text)) is not None for text in texts]
        for row in np.flatnonzero(cells.spread(np.array(totals, dtype=bool), False)).tolist():
            text = texts[cells.codes[row]]
            said[row] = SetAside(
                found.table.sheet_of(row), int(found.table.rows[row]), "totals_row", column.letter, text
            )
    return take_out(found, np.array(sorted(said), dtype=np.int64), said.values())


def _figures(cells: Cells | None, size: int, institution: Institution, decisions: Decisions) -> Resolved:
    if cells is None:
        return Resolved(np.full(size, NOT_STATED, dtype=np.int32), ())
    return resolve(cells, known_figures(institution), decisions, "figure", alike=NEVER_ALIKE)


def _fates(
    labels: Labels, names: Resolved, months: Months, numerator: Counted, denominator: Counted
) -> np.ndarray:
    """Per row a position in `FATES` (int8): kept, or the first reason that holds why not.

    A figure is a rate when any of its rows has a denominator; then every row needs one.
    """
    figure, has_one = names.position, denominator.state != counts.ABSENT
    rates = np.unique(figure[has_one & (figure >= 0)])
    fate = np.zeros(len(figure), dtype=np.int8)
    for hit, reason in (
        (labels.branch.position == ASIDE, "branch_refused"),
        (labels.branch.position == NOT_STATED, "no_branch"),
        (figure == ASIDE, "figure_refused"),
        (figure == NOT_STATED, "no_figure"),
        (months.state == days.IMPLAUSIBLE, "date_implausible"),
        (months.state == days.ABSENT, "no_month"),
        (numerator.state == counts.ABSENT, "no_numerator"),
        (numerator.state == counts.UNUSABLE, "numerator_unusable"),
        (np.isin(figure, rates) & ~has_one, "no_denominator"),
        (denominator.state == counts.UNUSABLE, "denominator_unusable"),
        (has_one & (denominator.value == 0), "denominator_zero"),
        (has_one & (numerator.value > denominator.value), "numerator_above"),
    ):
        fate[(fate == KEPT) & hit] = FATES.index(reason)
    at = np.flatnonzero(fate == KEPT)
    keys = np.stack([months.month[at], labels.branch.position[at], figure[at]], axis=1)
    _, first = np.unique(keys, axis=0, return_index=True)
    fate[np.delete(at, first)] = FATES.index("figure_repeated")
    return fate

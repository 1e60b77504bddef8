"""Every branch by touchpoint, as its sheet shows it."""

from mot.domain.branch_sheets import Row, all_of
from mot.domain.reviews import Content
from mot.domain.slides import Column, Form, Table, Tone, Value
from mot.locale.statuses import STATUS_SHORT
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

TONES = {
    Status.WEAK: Tone.WEAK,
    Status.LIKELY_WEAK: Tone.BELOW,
    Status.SLIGHTLY_BELOW: Tone.BELOW,
    Status.DELIGHT: Tone.ABOVE,
    Status.SUPPRESSED: Tone.HIDDEN,
}


def branch_table(locale: Locale, content: Content) -> list[Table]:
    """One row per branch and touchpoint; none without sheets."""
    if not content.sheets:
        return []
    t, basis = locale.t, content.basis
    digits = basis.decimals
    ends = Form.SIGNED if any(one["signed"] for one in content.sheets) else Form.SCORE
    branches = {place.id: (locale.name(place.name), place.code) for place in basis.branches}
    touchpoints = {place.id: locale.name(place.name) for place in basis.touchpoints}
    words = {str(status): t(word) for status, word in STATUS_SHORT.items()}
    quarter = locale.quarter(basis.comparison)
    columns = (
        Column("branch", t("Branch")),
        Column("code", t("Code")),
        Column("touchpoint", t("Touchpoint")),
        Column("n", "n", Form.COUNT),
        Column("expected", t("Expected"), Form.SCORE, digits),
        Column("perceived", t("Perceived"), Form.SCORE, digits),
        Column("gap", t("Gap"), Form.SIGNED, digits),
        Column("lo", t("Interval from"), ends, digits),
        Column("hi", t("Interval to"), ends, digits),
        Column("finding", t("Finding"), Form.MARK),
        Column("before", t("Gap in {quarter}", quarter=quarter), Form.SIGNED, digits),
        Column("change", t("Certain change"), Form.SIGNED, digits),
    )
    rows, tones = [], []
    for sheet in all_of(content.sheets):
        for row in sheet.rows:
            told = (touchpoints[row.touchpoint], *_numbers(row, words[row.status]))
            rows.append((*branches[sheet.branch], *told))
            tones.append(_tones(row, len(columns)))
    note = t(
        "Each branch for itself, as its own sheet shows it. A change is written only where its interval excludes 0."
    )
    return [Table("sheets", t("Branches by touchpoint"), columns, tuple(rows), tuple(tones), note)]


def _numbers(row: Row, finding: str) -> tuple[Value, ...]:
    return (
        row.n, row.expected, row.perceived, row.gap, row.lo, row.hi, finding, row.before,
        row.change if row.clear else None,
    )  # fmt: skip


def _tones(row: Row, size: int) -> tuple[str, ...]:
    tone = TONES.get(Status(row.status), Tone.PLAIN)
    return tuple(str(tone) if column in (6, 9) else "" for column in range(size))

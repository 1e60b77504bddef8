"""The printed sheets of the sample plan, in the reader's language."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from mot.analysis.planner import Plan, Season
from mot.charts.frames.planner import rare_needs, so_far_text, still_text
from mot.domain.cube import View
from mot.reports import sample_sheet
from mot.reports.sample_sheet import Row, Sheet, file_name, to_html
from mot.ui.frame import Page
from mot.ui.selection import selection_text


def sheet(page: Page, view: View, plan: Plan, branch: int, today: dt.date) -> Sheet:
    """What stands on the sheet of a branch; `plan` may hold others too."""
    t, locale, there = page.t, page.locale, page.books.institution
    points = {p.id: p.name for p in there.touchpoints}
    least = page.books.thresholds.n_suppress
    cells = plan.cells[plan.cells["branch"] == branch]
    rows = [
        Row(
            locale.name(points[int(cell.touchpoint)]),
            so_far_text(locale, cell.counted, cell.why_hidden, least=least),
            locale.count(int(cell.required)),
            still_text(locale, cell.still, cell.why_hidden),
        )
        for cell in cells.itertuples()
    ]
    return Sheet(
        language=locale.language,
        kicker=t("{institution} · Sample plan · {quarter}", institution=there.name, quarter=view.quarter),
        branch=next(locale.name(b.name) for b in there.branches if b.id == branch),
        sentences=_sentences(page, view, plan, branch),
        headings=(t("Touchpoint"), t("So far"), t("Needed"), t("Still to collect"), t("Tally")),
        rows=rows,
        blanks=(t("Responsible:"), t("Start:"), t("Finished:")),
        notes=(
            t(
                "“Under {n}” = too few to be told, so that nobody can be recognised; the full number is asked for. "
                "“≤” = at most: answers that protect another branch are counted as far as is certain.",
                n=least,
            ),
            t("The error margin covers chance only, not people who do not answer."),
            t(
                "{selection} · written on {day}",
                selection=selection_text(page, View(view.quarter, (branch,), view.channels, view.segments)),
                day=locale.date(today),
            ),
        ),
    )


def _sentences(page: Page, view: View, plan: Plan, branch: int) -> list[str]:
    t, locale = page.t, page.locale
    mine = plan.branches[plan.branches["branch"] == branch].iloc[0]
    per_week = int(mine["per_week"])
    half = locale.score(plan.half_width, plan.unit.digits)
    said = [
        t(
            "What for: to know each touchpoint's gap to within {half}, so that a gap that matters is told from "
            "chance.",
            half=half,
        )
    ]
    if plan.season is Season.OVER:
        said.append(
            locale.tn(
                "This quarter is over. For the next one: about {n} questionnaire a week, over 13 weeks.",
                "This quarter is over. For the next one: about {n} questionnaires a week, over 13 weeks.",
                per_week,
            )
        )
    elif not mine["still"]:
        said.append(t("There are enough answers at every touchpoint; keep asking as before."))
    else:
        said.append(
            t(
                "Still to collect: up to {still} questionnaires by {day}, about {n} a week. One questionnaire covers "
                "several touchpoints.",
                still=int(mine["still"]),
                day=locale.date(view.quarter.last_day),
                n=per_week,
            )
        )
    direct = rare_needs(plan, page.books.institution.touchpoints, locale).get(branch, [])
    if direct:
        said.append(
            t("Ask the customers of these touchpoints directly: {needs}.", needs=t(", ").join(direct))
        )
    return said


def one(page: Page, view: View, plan: Plan, branch: int, today: dt.date) -> bytes:
    """The sheet of one branch."""
    return to_html(sheet(page, view, plan, branch, today))


def everyone(page: Page, view: View, plan: Plan, today: dt.date) -> bytes:
    """All sheets of a plan in one archive."""
    files: list[tuple[str, Callable[[], bytes]]] = []
    for branch in plan.branches["branch"].tolist():
        name = next(page.locale.name(b.name) for b in page.books.institution.branches if b.id == branch)
        files.append(
            (
                file_name(page.t("Sample plan"), name, view.quarter.code, kind="html"),
                partial(one, page, view, plan, branch, today),
            )
        )
    return sample_sheet.to_zip(files, written=dt.datetime.combine(today, dt.time()))

"""How many answers are missing to say something of every branch and touchpoint, and what that takes next quarter."""

from mot.analysis.planner import Plan
from mot.charts.frames import planner as rows
from mot.domain.slides import Column, Form, Slide, Table
from mot.locale.sentences import planner as sentences
from mot.reports.slides.asked import Asked, plain
from mot.reports.slides.resting import answered, within
from mot.reports.slides.tables import from_download
from mot.services import planner as service

KEY = "plan"
MOST = 12  # rows of the table


def compose(asked: Asked) -> tuple[Slide, ...]:
    """What each branch still needs, the largest needs first; of a single branch, what each touchpoint needs."""
    asked = within(asked)
    t, locale = asked.t, asked.locale
    plan: Plan = asked.ask(service.plan, asked.view, None, asked.today)
    if plan.cells.empty:
        return ()
    points = asked.books.institution.touchpoints
    everything = from_download(
        "plan",
        t("Answers still needed"),
        rows.download(plan, points, asked.branches, locale),
        digits=plan.unit.digits,
    )
    return (
        Slide(
            KEY,
            KEY,
            t("Sample plan"),
            sentences.headline(locale, plan, asked.touchpoints),
            (_takes(asked, plan),),
            table=_branches(asked, plan) if len(plan.branches) > 1 else _touchpoints(asked, plan),
            data=(everything,),
            footnote=asked.footnote(
                answered(asked),
                t("As of {day}", day=locale.date(asked.today)),
                t("cells under {n} answers are hidden", n=asked.books.thresholds.n_suppress),
            ),
            notes=locale.paragraph(
                (
                    sentences.target(locale, plan, asked.books.thresholds.confidence),
                    sentences.season(locale, plan),
                    t("“≤” stands where some answers are hidden: at most so many are missing."),
                )
            ),
            about="planner",
        ),
    )


def _takes(asked: Asked, plan: Plan) -> str:
    """How many answers it takes to tell the gap that is wanted."""
    t, half = asked.t, asked.locale.score(plan.half_width, plan.unit.digits)
    low, high = int(plan.cells["required"].min()), int(plan.cells["required"].max())
    if low == high:
        return t("It takes {n} answers per branch and touchpoint to tell a gap of {half}.", n=low, half=half)
    return t(
        "It takes {low} to {high} answers per branch and touchpoint to tell a gap of {half}.",
        low=low,
        high=high,
        half=half,
    )


def _branches(asked: Asked, plan: Plan) -> Table:
    """As on the page of the sample plan, of the branches that need most."""
    t = asked.t
    table = rows.branches_table(plan, asked.books.institution.touchpoints, asked.branches, asked.locale)
    told = table.loc[:, [(table[name] != "").any() for name in table.columns]]
    note = ""
    if len(table) > MOST:
        note = t(
            "The {n} branches that need most of {total}; the appendix has all.", n=MOST, total=len(table)
        )
    return from_download("needs", t("By branch"), told.iloc[:MOST], digits=0, note=note)


def _touchpoints(asked: Asked, plan: Plan) -> Table:
    """What the touchpoints of the one branch need, the largest need first."""
    t, least = asked.t, asked.books.thresholds.n_suppress
    cells = plan.cells.sort_values("still", ascending=False, kind="stable")
    note = ""
    if len(cells) > MOST:
        note = t(
            "The {n} touchpoints that need most of {total}; the appendix has all.", n=MOST, total=len(cells)
        )
    told = [
        (
            asked.locale.name(asked.touchpoints[int(cell.touchpoint)]),
            int(cell.required),
            rows.so_far_text(asked.locale, cell.counted, cell.why_hidden, least=least),
            rows.still_text(asked.locale, cell.still, cell.why_hidden),
        )
        for cell in cells.iloc[:MOST].itertuples()
    ]
    columns = (
        Column("touchpoint", t("Touchpoint"), weight=2.0),
        Column("required", t("Answers needed"), Form.COUNT),
        Column("so_far", t("So far")),
        Column("still", t("Still needed")),
    )
    return Table("needs", t("By touchpoint"), columns, tuple(plain(row) for row in told), note=note)

"""Answers per branch as a chart and a table, and how alike the touchpoints of a dimension are rated."""

import numpy as np
import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.heat import NOBODY, SHOWN
from mot.charts.frames.details import DIMENSION_WORDS
from mot.charts.frames.names import distinct_part
from mot.domain.slides import Chart, Column, Drawing, Form, Table
from mot.locale.statuses import WHY_HIDDEN
from mot.reports.slides.asked import Asked, chart, plain
from mot.reports.slides.tables import from_download

MOST = 15  # rows that the chart has room for
FIRM = 0.7  # alpha from which the touchpoints of a dimension are usually said to belong together


def drawn(asked: Asked, found: Branches) -> Chart | None:
    """Answers per branch; of many branches per region, or those with the fewest. None when nothing may be shown."""
    t = asked.t
    seen = _known(found)
    hidden = int(found.frame["selected"].sum()) - len(seen)
    if seen.empty:
        return None
    home = {b.id: b.region for b in asked.books.institution.branches}
    regions = seen["branch"].map(home)
    if len(seen) <= MOST:
        said = t("Answers per branch")
        return _bars(asked, _branches(asked, seen), said, hidden)
    if 1 < regions.nunique() <= MOST:
        summed = seen.groupby(regions)["n"].sum()
        names = {r.id: asked.locale.name(r.name) for r in asked.books.institution.regions}
        rows = pd.DataFrame({"label": [names[int(i)] for i in summed.index], "n": summed.to_numpy()})
        said = t("Answers of {n} branches, put together by region", n=len(seen))
        return _bars(asked, rows, said, hidden)
    fewest = seen.sort_values("n", kind="stable").iloc[:MOST]
    said = t("The {n} branches with the fewest answers, of {total}", n=MOST, total=len(seen))
    return _bars(asked, _branches(asked, fewest), said, hidden)


def _known(found: Branches) -> pd.DataFrame:
    """The branches in view whose number of answers may be shown; nobody at all is a number as well."""
    seen = found.frame[found.frame["selected"]]
    return seen[seen["why_hidden"].isin([SHOWN, NOBODY])]


def _branches(asked: Asked, seen: pd.DataFrame) -> pd.DataFrame:
    names = asked.branches
    labels = distinct_part([asked.locale.name(names[int(i)]) for i in seen["branch"]])
    return pd.DataFrame({"label": labels, "n": seen["n"].to_numpy()})


def _bars(asked: Asked, rows: pd.DataFrame, said: str, hidden: int) -> Chart:
    t, locale = asked.t, asked.locale
    rows = rows.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)
    caption = said
    if hidden:
        caption = t(
            "{said} · not shown: {n}",
            said=said,
            n=locale.tn("{n} branch with too few answers", "{n} branches with too few answers", hidden),
        )
    return chart(
        Drawing.COVERAGE,
        pd.DataFrame(
            {
                "label": rows["label"],
                "order": np.arange(len(rows)),
                "tags": rows["n"].astype(int),
                "tags_text": [locale.count(int(n)) for n in rows["n"]],
            }
        ),
        asked.words,
        caption=caption,
        description=said,
        tags=t("Answers"),
    )


def data(asked: Asked, found: Branches, alphas: pd.DataFrame) -> tuple[Table, ...]:
    """Every branch with its answers, empty where hidden; and alpha per dimension where it is known."""
    t, locale = asked.t, asked.locale
    names, seen = asked.branches, found.frame[found.frame["selected"]]
    frame = pd.DataFrame(
        {
            t("Branch"): [locale.name(names[int(i)]) for i in seen["branch"]],
            t("Answers"): seen["n"].where(seen["why_hidden"].isin([SHOWN, NOBODY])).astype("Int64"),
            t("Responses"): seen["responses"].astype("Int64"),
            t("Transactions"): seen["transactions"].astype("Int64"),
            t("Coverage"): seen["coverage"],
            t("Note"): [t(WHY_HIDDEN[why]) for why in seen["why_hidden"]],
        }
    )
    tables = [
        from_download("answers", t("Answers per branch"), frame, digits=0, forms={t("Coverage"): Form.SHARE})
    ]
    if alphas["perception"].notna().any():
        tables.append(_alphas(asked, alphas))
    return tuple(tables)


def _alphas(asked: Asked, alphas: pd.DataFrame) -> Table:
    t = asked.t
    columns = (
        Column("dimension", t("Dimension")),
        Column("touchpoints", t("Number of touchpoints"), Form.COUNT),
        Column("n", t("People who rated all of them"), Form.COUNT),
        Column("perception", t("Alpha of perceptions"), Form.SCORE, 2),
        Column("gap", t("Alpha of gaps"), Form.SCORE, 2),
    )
    names = [t(DIMENSION_WORDS[key]) for key in alphas["dimension"]]
    people = [None if n is None else int(n) for n in plain(alphas["n"])]
    cells = zip(
        names, plain(alphas["touchpoints"]), people, plain(alphas["perception"]), plain(alphas["gap"]), strict=True
    )  # fmt: skip
    return Table("reliability", t("Cronbach's alpha"), columns, tuple(cells))


def reliability(asked: Asked, alphas: pd.DataFrame) -> str:
    """How alike the touchpoints of each dimension are rated; "" where too few answered them together."""
    t, known = asked.t, alphas["perception"].dropna()
    if known.empty:
        return ""
    told = {"low": asked.locale.score(known.min()), "high": asked.locale.score(known.max())}
    if len(known) == 1:
        return t(
            "Reliability of the one dimension that can be judged: Cronbach's alpha {low}; {firm} is the usual mark.",
            firm=f"{FIRM:.1f}",
            **told,
        )
    return t(
        "Reliability of the {n} dimensions that can be judged: Cronbach's alpha {low} to {high}; {firm} is the usual mark.",
        n=len(known),
        firm=f"{FIRM:.1f}",
        **told,
    )

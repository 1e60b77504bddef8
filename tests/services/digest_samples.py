"""Feedback whose last month is out of the ordinary at some branches."""

import datetime as dt
from collections.abc import Sequence

from mot.domain.periods import Quarter
from mot.ingest.draft import SourceFile
from tests.services.service_samples import HEADER, people, workbook

TODAY = dt.date(2026, 10, 5)
MONTHS = [month for back in range(6, -1, -1) for month in Quarter(2026, 3).shifted(-back).months]
RATED = [place for place, title in enumerate(HEADER) if title.startswith("感知")]
WORSE = [HEADER.index(f"感知-{name}") for name in ("排队等候", "柜台办理")]


def months(branches: Sequence[str], *, bad: Sequence[str] = (), seed: int = 1, each: int = 14) -> SourceFile:
    """Calm feedback up to September about some branches; that month queue and counter are bad at those in `bad`."""
    rows = []
    for month in MONTHS:
        for row in people(branches, each=each, month=month % 100, seed=1000 * seed + month % 1000):
            row[2] = dt.date(month // 100, month % 100, row[2].day)  # type: ignore[attr-defined]
            for place in RATED:
                row[place] = 3 + int(str(row[place])) % 2
            if month == MONTHS[-1] and row[1] in bad:
                for place in WORSE:
                    row[place] = 1
            rows.append(row)
    return SourceFile("反馈.xlsx", workbook(rows))

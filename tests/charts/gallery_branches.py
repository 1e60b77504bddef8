"""Branches side by side, drawn from surveys made for it: few, many, hidden, alike and far apart."""

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.branches import Branches, branches
from mot.charts import branches as charts
from mot.charts import funnel as funnel_charts
from mot.charts import theme
from mot.charts.frames import branches as rows
from mot.charts.frames import funnel as funnel_rows
from mot.charts.words import Words
from mot.domain.cube import View
from mot.domain.survey import Name
from mot.locale.words import Locale
from tests.analysis.survey_maker import NOW, answers, books, cube, institution

PLACES = [
    "老城支行",
    "火车站支行",
    "中山路支行",
    "开发区支行",
    "临港支行",
    "新城支行",
    "湖滨支行",
    "科技园支行",
]
ENGLISH = [
    "Old Town",
    "Station",
    "Zhongshan Road",
    "Development Zone",
    "Harbour",
    "New Town",
    "Lakeside",
    "Tech Park",
]
LONG = "江城商业银行股份有限公司经济技术开发区第一支行"


@lru_cache(maxsize=8)
def survey(count: int, each: int, seed: int = 3, small: int = 0, apart: float = 0.8) -> Branches:
    """Branches that differ a little, the first two by `apart` points, `small` of them with four people."""
    dice = np.random.default_rng(seed)
    sizes = dice.integers(each, 4 * each, count)
    sizes[count - small :] = 4
    where = np.repeat(np.arange(1, count + 1), sizes)
    shift = dice.normal(-0.3, 0.1, count)
    shift[:2] -= apart
    e, p = answers(seed, len(where), shift=shift[where - 1][:, None])
    return branches(books(cube(e, p, branch=where), institution(count)), View(NOW))


def names(count: int, *, long: bool = False) -> dict[int, Name]:
    """Names of the branches in both languages."""
    if long:
        return {
            i: Name(f"{LONG}{i}", f"{ENGLISH[i % 8]} branch of the commercial bank of River City {i}")
            for i in range(1, count + 1)
        }
    return {i: Name(f"{PLACES[(i - 1) % 8]}{'' if i <= 8 else i}", f"{ENGLISH[(i - 1) % 8]} {'' if i <= 8 else i}") for i in range(1, count + 1)}  # fmt: skip


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The two charts of one language."""
    told = {"value": words.gap, "fair": words.fair}
    return {
        "ranked": theme.spec(charts.ranked(words, description="ranked", place="", adjusted="", **told)),
        "funnel": theme.spec(funnel_charts.funnel(words, description="funnel", **told)),
    }


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    locale = Locale("zh" if lang == "zh" else "en")
    found = []
    for case, told, called, width in (
        ("12", survey(12, 40), names(12), 540),
        ("phone", survey(12, 40), names(12), 342),
        ("hidden", survey(8, 40, small=2), names(8), 540),
        ("long-names", survey(6, 30), names(6, long=True), 540),
        ("200", survey(200, 12), names(200), 540),
        ("3-small", survey(3, 12), names(3), 540),
        ("alike", survey(12, 12, apart=0), names(12), 540),
    ):
        found.append(("ranked", case, rows.ranked(told, called, locale), width))
        found.append(("funnel", case, funnel_rows.funnel(told, called, locale), width))
    return found

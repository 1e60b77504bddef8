"""Analysis tables in a reader's language: the columns that the charts, the downloads and the deck draw."""

from collections.abc import Mapping, Sequence
from os.path import commonprefix

import numpy as np
import pandas as pd

from mot.analysis.gaps import GapTable
from mot.analysis.units import Unit
from mot.charts.words import Words
from mot.domain.periods import Quarter
from mot.domain.survey import Branch, Name, Touchpoint
from mot.locale.statuses import STATUS_WORDS
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

VISUAL = {
    Status.WEAK: "weak",
    Status.LIKELY_WEAK: "below",
    Status.SLIGHTLY_BELOW: "below",
    Status.DELIGHT: "above",
    Status.SUPPRESSED: "hidden",
    Status.NO_RESPONSES: "hidden",
}


LONG_NAME = 8  # letters that fit above a column
SHARED = 3  # letters in common that are worth leaving out


def words(locale: Locale, confidence: float) -> Words:
    """The words that stand in the charts themselves."""
    t = locale.t
    return Words(
        expectation=t("Expected"),
        perception=t("Perceived"),
        gap=t("Gap"),
        interval=t("{confidence} interval", confidence=locale.share(confidence)),
        answers=t("Answers"),
        conclusion=t("Finding"),
        change=t("Change"),
        branch=t("Branch"),
        note=t("Note"),
    )


def two_lines(name: str) -> str:
    """A name broken in two with a bar, for narrow columns.

    >>> two_lines("取号排队"), two_lines("Ticket & queue"), two_lines("环境")
    ('取号|排队', 'Ticket|& queue', '环境')
    """
    if " " in name:
        spaces = [i for i, letter in enumerate(name) if letter == " "]
        cut = min(spaces, key=lambda i: abs(i - len(name) / 2))
        return f"{name[:cut]}|{name[cut + 1 :]}"
    if len(name) <= 3:
        return name
    half = (len(name) + 1) // 2
    return f"{name[:half]}|{name[half:]}"


def distinct_part(names: Sequence[str]) -> list[str]:
    """Long names without the beginning and the end that all of them share, for narrow columns.

    >>> distinct_part(["江城商业银行老城支行", "江城商业银行新城支行"]), distinct_part(["老城支行", "新城支行"])
    (['老城支行', '新城支行'], ['老城支行', '新城支行'])
    """
    if len(names) < 2 or max(map(len, names)) <= LONG_NAME:
        return list(names)
    start = len(commonprefix(list(names)))  # noqa: RUF071  (letter by letter is what is wanted)
    rest = [name[start:] for name in names] if start >= SHARED else list(names)
    end = len(commonprefix([name[::-1] for name in rest]))  # noqa: RUF071
    if max(map(len, rest)) > LONG_NAME and end >= SHARED:
        rest = [name[: len(name) - end] for name in rest]
    return rest if all(rest) else list(names)


def gaps(table: GapTable, touchpoints: Sequence[Touchpoint], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint, for the journey strip, the dumbbell and the download."""
    by_id = {t.id: t for t in touchpoints}
    frame, digits = table.frame, table.unit.digits
    known = [by_id[int(i)] for i in frame["touchpoint"]]
    center = frame["expectation"] if table.paired else pd.Series(0.0, index=frame.index)
    hidden = frame["hidden"]
    return pd.DataFrame(
        {
            "code": [t.code for t in known],
            "label": [locale.name(t.name) for t in known],
            "short2": [two_lines(locale.name(t.name)) for t in known],
            "stage": [locale.name(t.stage) for t in known],
            "order": np.arange(len(frame)),
            "expectation": frame["expectation"],
            "perception": frame["perception"],
            "lo": center + frame["lo"],
            "hi": center + frame["hi"],
            "gap": frame["gap"],
            "gap_text": [
                "" if np.isnan(s) else (locale.signed(g, digits) if table.paired else locale.score(s, digits))
                for g, s in zip(frame["gap"], frame["perception"], strict=True)
            ],
            "state": [_visual(s, n) for s, n in zip(frame["status"], frame["n_p"], strict=True)],
            "n_text": [
                "" if h else locale.count(int(n))
                for n, h in zip(frame["n"] if table.paired else frame["n_p"], hidden, strict=True)
            ],
            "interval_text": [
                _interval(locale, lo, hi, digits, signed=table.paired)
                for lo, hi in zip(frame["lo"], frame["hi"], strict=True)
            ],
            "status_text": [locale.t(STATUS_WORDS[s]) for s in frame["status"]]
            if table.paired
            else [locale.t("Perception only, no gap") for _ in known],
        }
    )


def _visual(status: str, n: int) -> str:
    return VISUAL.get(Status(status), "unclear") if n else "hidden"


def _interval(locale: Locale, lo: float, hi: float, digits: int, *, signed: bool) -> str:
    if np.isnan(lo):
        return ""
    if signed:
        return locale.interval(lo, hi, digits)
    return locale.t("{low} to {high}", low=locale.score(lo, digits), high=locale.score(hi, digits))


def _intervals(locale: Locale, rows: pd.DataFrame, digits: int, *, signed: bool) -> list[str]:
    ends = zip(rows["lo"], rows["hi"], strict=True)
    return [_interval(locale, lo, hi, digits, signed=signed) for lo, hi in ends]


def trend(
    quarters: Sequence[Quarter], perceptions: pd.DataFrame, gaps: pd.DataFrame, digits: int, locale: Locale
) -> pd.DataFrame:
    """One row per quarter: perception with its interval, and the expectation that the gap implies."""
    level = perceptions["mean"].to_numpy(float)
    return pd.DataFrame(
        {
            "quarter": [q.short for q in quarters],
            "order": np.arange(len(quarters)),
            "expectation": level - gaps["mean"].to_numpy(float),
            "perception": level,
            "lo": perceptions["lo"],
            "hi": perceptions["hi"],
            "n_text": [locale.count(int(n)) for n in perceptions["n"]],
            "interval_text": _intervals(locale, perceptions, digits, signed=False),
        }
    )


def history(found: pd.DataFrame, digits: int, locale: Locale) -> pd.DataFrame:
    """One touchpoint's quarters, as `trend`; the band is the gap's interval around the perception."""
    expectation = found["expectation"].to_numpy(float)
    paired = bool(found["gap"].notna().any())
    around = expectation if paired else np.zeros(len(found))
    parsed = [Quarter.parse(code) for code in found["quarter"]]
    return pd.DataFrame(
        {
            "quarter": [q.short if q else "" for q in parsed],
            "order": np.arange(len(found)),
            "expectation": expectation,
            "perception": found["perception"].to_numpy(float),
            "lo": around + found["lo"].to_numpy(float),
            "hi": around + found["hi"].to_numpy(float),
            "n_text": [
                "" if hidden else locale.count(int(n))
                for n, hidden in zip(found["n_p"], found["hidden"], strict=True)
            ],
            "interval_text": _intervals(locale, found, digits, signed=paired),
        }
    )


def movements(
    moves: pd.DataFrame, unit: Unit, names: Mapping[int, Name], locale: Locale, most: int = 6
) -> pd.DataFrame:
    """The largest movements of a gap, from up to down; grey where the change is not certain."""
    largest = moves.loc[moves["change"].abs().sort_values(ascending=False).index[:most]]
    ordered = largest.sort_values("change", ascending=False).reset_index(drop=True)
    digits = unit.digits
    states = np.where(~ordered["clear"], "unclear", np.where(ordered["change"] > 0, "above", "weak"))
    return pd.DataFrame(
        {
            "label": [locale.name(names[int(i)]) for i in ordered["touchpoint"]],
            "order": np.arange(len(ordered)),
            "change": ordered["change"],
            "lo": ordered["lo"],
            "hi": ordered["hi"],
            "change_text": [locale.signed(x, digits) for x in ordered["change"]],
            "interval_text": [
                locale.interval(lo, hi, digits) for lo, hi in zip(ordered["lo"], ordered["hi"], strict=True)
            ],
            "n_text": [
                locale.t("{before} before, {now} now", before=int(b), now=int(n))
                for b, n in zip(ordered["n_before"], ordered["n"], strict=True)
            ],
            "state": states,
            "status_text": [
                locale.t("The change is clear") if clear else locale.t("Cannot tell yet")
                for clear in ordered["clear"]
            ],
        }
    )


def heatmap(
    found: pd.DataFrame,
    unit: Unit,
    touchpoints: Sequence[Touchpoint],
    branches: Sequence[Branch],
    locale: Locale,
) -> pd.DataFrame:
    """One row per cell; branches from the lowest mean gap to the highest, hidden ones last."""
    points = {t.id: (i, locale.name(t.name)) for i, t in enumerate(touchpoints)}
    shown = [b for b in branches if b.id in set(found["branch"])]
    names = dict(zip((b.id for b in shown), distinct_part([locale.name(b.name) for b in shown]), strict=True))
    means = found.groupby("branch")["gap"].mean()
    columns = {int(b): i for i, b in enumerate(means.sort_values(na_position="last").index)}
    why = {
        "no": "",
        "none": locale.t("No responses"),
        "few": locale.t("Too few answers, hidden to protect privacy"),
        "protected": locale.t("Hidden so that a small neighbour cannot be worked out"),
    }
    digits = 1 if unit.scale is not None and unit.scale.width <= 10 else 0
    seen = found["why_hidden"] == "no"
    return pd.DataFrame(
        {
            "touchpoint": [points[int(i)][1] for i in found["touchpoint"]],
            "branch": [names[int(i)] for i in found["branch"]],
            "row_order": [points[int(i)][0] for i in found["touchpoint"]],
            "column_order": [columns[int(i)] for i in found["branch"]],
            "gap": found["gap"],
            "gap_text": [
                locale.signed(g, digits) if s else "" for g, s in zip(found["gap"], seen, strict=True)
            ],
            "clear": found["clear"],
            "hidden": found["why_hidden"],
            "n_text": [locale.count(int(n)) if s else "" for n, s in zip(found["n"], seen, strict=True)],
            "interval_text": [
                locale.interval(lo, hi, unit.digits) if s else ""
                for lo, hi, s in zip(found["lo"], found["hi"], seen, strict=True)
            ],
            "hidden_text": [why[w] for w in found["why_hidden"]],
        }
    )

"""Branches side by side in a reader's language."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from mot.analysis.branches import DOWN, UP, Branches
from mot.analysis.heat import NOBODY, SHOWN
from mot.charts.frames.gaps import intervals
from mot.charts.frames.names import distinct_part
from mot.domain.survey import Name
from mot.locale.sentences.branches import OUTSIDE, STATUS_WORDS, rank
from mot.locale.statuses import WHY_HIDDEN
from mot.locale.words import Locale
from mot.stats.funnels import FunnelSignal

MOST = 30  # branches that a chart shows one by one
MOST_HIDDEN = 5  # of them hidden
COLOURS = {str(FunnelSignal.ABOVE): "above", str(FunnelSignal.BELOW): "weak"}
SURE = [str(s) for s in (*UP, *DOWN)]


def ranked(
    found: Branches,
    names: Mapping[int, Name],
    locale: Locale,
    *,
    most: int = MOST,
    most_hidden: int = MOST_HIDDEN,
) -> pd.DataFrame:
    """One row per branch in view, the highest fair score first where an order can be defended.

    Of more than `most` branches the two ends and those that differ for sure are shown, and one row tells how many
    others there are; hidden ones stand last, at most `most_hidden` of them one by one.
    """
    seen = in_order(found)
    shown, others = seen[seen["why_hidden"] == SHOWN], seen[~seen["why_hidden"].isin([SHOWN, NOBODY])]
    kept, fold_after = _picked(found, shown, most)
    told = texts(found, pd.concat([kept, others.iloc[:most_hidden]]), names, locale)
    told["order"] = np.arange(len(told), dtype=float)
    left_out, unseen = len(shown) - len(kept), len(others) - min(len(others), most_hidden)
    folds = []
    if left_out:
        text = locale.tn("… {n} more branch", "… {n} more branches", left_out)
        folds.append((fold_after + 0.5, text))
    if unseen:
        text = locale.tn("… {n} more hidden branch", "… {n} more hidden branches", unseen)
        folds.append((float(len(told)), text))
    told["fold"] = ""
    for place, text in folds:
        told.loc[len(told)] = _blank(told) | {"order": place, "fold": text}
    told = told.sort_values("order").reset_index(drop=True)
    return told.assign(
        order=np.arange(len(told)),
        centre=found.centre,
        centre_text=centre_text(found, locale),
    )


def _blank(told: pd.DataFrame) -> dict[str, object]:
    """A row that says nothing."""
    kinds: dict[str, object] = {"f": float("nan"), "b": False}
    return {name: kinds.get(told[name].dtype.kind, "") for name in told.columns} | {"state": "unclear"}


def in_order(found: Branches) -> pd.DataFrame:
    """The branches in view: by fair score where an order can be defended, else as listed; hidden ones last."""
    seen = found.frame[found.frame["selected"]]
    if found.league:
        return seen.sort_values("fair", ascending=False, na_position="last", kind="stable")
    return seen.iloc[np.argsort(seen["why_hidden"] != SHOWN, kind="stable")]


def centre_text(found: Branches, locale: Locale) -> str:
    """What the network mean is, in words."""
    return locale.t("network mean {value}", value=written(found, locale)(found.centre))


def _picked(found: Branches, shown: pd.DataFrame, most: int) -> tuple[pd.DataFrame, int]:
    """The rows that are shown one by one, in order, and after which of them the others are folded."""
    if len(shown) <= most:
        return shown, len(shown)
    place = np.arange(len(shown))
    loud = (shown["signal"].isin(COLOURS) | shown["status"].isin(SURE)).to_numpy()
    far = (shown["fair"] - found.centre).abs().to_numpy()
    if found.league:
        weight = np.maximum(len(shown) - place, place + 1) / len(shown)  # the ends first
        coloured = shown["signal"].isin(COLOURS).to_numpy()
        first = np.lexsort((place, -weight, ~coloured))
    else:
        first = np.lexsort((place, -shown["n"].to_numpy(), np.where(loud, -far, 0.0), ~loud))
    kept = np.sort(first[:most])
    gaps = np.diff(kept)
    after = int(gaps.argmax()) if found.league and len(gaps) and gaps.max() > 1 else len(kept) - 1
    return shown.iloc[kept], after


def texts(found: Branches, rows: pd.DataFrame, names: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """What charts and their tooltips write about some rows of the frame, in their order."""
    t, digits, number = locale.t, found.unit.digits, written(found, locale)
    shown = (rows["why_hidden"] == SHOWN).to_numpy()
    fair = rows[["fair_lo", "fair_hi"]].set_axis(["lo", "hi"], axis=1)
    fair_ends = intervals(locale, fair, digits, signed=found.signed)
    states = [
        COLOURS.get(s, "unclear") if v else "hidden" for s, v in zip(rows["signal"], shown, strict=True)
    ]
    return pd.DataFrame(
        {
            "label": distinct_part([locale.name(names[int(i)]) for i in rows["branch"]]),
            **{name: rows[name].to_numpy(float) for name in ("value", "lo", "hi", "fair")},
            "state": states,
            "sure": rows["status"].isin(SURE).to_numpy(),
            "value_text": [number(v) if s else "" for v, s in zip(rows["value"], shown, strict=True)],
            "interval_text": intervals(locale, rows, digits, signed=found.signed),
            "fair_text": [
                t("{score} ({interval})", score=number(v), interval=ends) if ends else ""
                for v, ends in zip(rows["fair"], fair_ends, strict=True)
            ],
            "place_text": places(found, rows, locale),
            "adjusted_text": [
                "" if np.isnan(m) else adjusted_text(found, locale, v, m)
                for v, m in zip(rows["value"], rows["moved"], strict=True)
            ],
            "n_text": [locale.count(int(n)) if s else "" for n, s in zip(rows["n"], shown, strict=True)],
            "status_text": [
                finding(locale, a, b) for a, b in zip(rows["status"], rows["signal"], strict=True)
            ],
            "hidden_text": [t(WHY_HIDDEN[why]) for why in rows["why_hidden"]],
        }
    )


def places(found: Branches, rows: pd.DataFrame, locale: Locale) -> list[str]:
    """The range of places of each row; "" where there is none."""
    told = rows[["rank", "rank_lo", "rank_hi"]].to_dict("records")
    return [rank(locale, row, found.compared) for row in told]


def adjusted_text(found: Branches, locale: Locale, value: float, moved: float) -> str:
    """The adjusted value with its distance from the measured one."""
    number, digits = written(found, locale), found.unit.digits
    return locale.t(
        "{value} (moved {moved})", value=number(value + moved), moved=locale.signed(moved, digits)
    )


def finding(locale: Locale, status: str, signal: str) -> str:
    """Where a branch stands, and whether it lies outside the funnel."""
    if not status:
        return ""
    words = locale.t(STATUS_WORDS[status])
    if signal not in OUTSIDE:
        return words
    return locale.t("{standing} · {outside}", standing=words, outside=locale.t(OUTSIDE[signal]))


def written(found: Branches, locale: Locale) -> Callable[[float], str]:
    """How scores are written: gaps with their sign."""
    write = locale.signed if found.signed else locale.score
    return lambda value: write(value, found.unit.digits)

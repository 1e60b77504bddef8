"""Which behaviour step fails where: the gaps of its touchpoints, and what people tagged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.gaps import GapTable, judging_rules
from mot.analysis.overview import table
from mot.analysis.units import Unit
from mot.domain.cube import View
from mot.domain.moments import Cause, Kind, Moment, Need, Principle
from mot.domain.periods import Quarter
from mot.domain.survey import Step
from mot.domain.thresholds import Thresholds
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.leading import leading
from mot.stats.multiplicity import touchpoint_status
from mot.stats.pooling import pooled

STEPS = tuple(step for step in Step if step is not Step.NONE)
QUARTERS = 4  # whose tags are counted: those of one year, for tags are few
FEW_TAGS = 5  # with fewer that name a step nothing is said of them
MOST_PLACES = 2  # touchpoints that a sentence names


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the tags say most often. `tags` name a step at all, `named` of them this one.

    `sure`: the step leads every other one beyond chance; `tied`: another one is named as often. `touchpoints`
    (ids, at most two) hold at least half of the tags of the step, () when no two do; `principle` is named by at
    least half of them and by more than any other.
    """

    step: Step
    named: int
    tags: int
    sure: bool
    tied: bool
    touchpoints: tuple[int, ...]
    principle: Principle | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Behaviour steps by gap and by tag.

    steps: one row per step: step, gap, lo, hi (unit shown; NaN where nothing is shown), n (ratings), touchpoints
    (pooled), left_out (answered, and hidden or without a gap), status (`Status` among the steps), tags.
    touchpoints: touchpoint, step (asked about it), gap, lo, hi, n, status, tags; in journey order; answered or
    tagged ones only.
    by_principle: step, principle, tags. by_step: touchpoint, step, tags. by_point: touchpoint, principle, tags;
    all pairs with tags only. causes: cause, tags; needs: need, tags; the most frequent first.
    tags: weak moments tagged in the year that ends with the view's quarter · explained: those of them that name
    a step · pattern: what these say, None when fewer than `FEW_TAGS` do · since: the first quarter counted.
    """

    unit: Unit
    paired: bool
    steps: pd.DataFrame
    touchpoints: pd.DataFrame
    by_principle: pd.DataFrame
    by_step: pd.DataFrame
    by_point: pd.DataFrame
    causes: pd.DataFrame
    needs: pd.DataFrame
    tags: int
    explained: int
    pattern: Pattern | None
    since: Quarter


def diagnosis(books: Books, view: View, moments: Iterable[Moment]) -> Diagnosis:
    """Gap per behaviour step over a view, and counts of the tags about its branches.

    A step is pooled from the touchpoints that are shown, and from no others, so it tells nothing that is hidden.
    """
    found = table(books, view, view.quarter)
    tags = _counted(books, view, moments)
    home = {t.id: t.step for t in books.institution.touchpoints}
    frame = found.frame.assign(
        step=[home[int(i)].value for i in found.frame["touchpoint"]],
        tags=[sum(tag.touchpoint == i for tag in tags) for i in found.frame["touchpoint"]],
    )
    answered = frame["hidden"] | (frame["n"] > 0) | (frame["n_p"] > 0)
    frame["n"] = frame["n"].where(frame["gap"].notna(), 0)
    steps = _steps(found, frame, answered, books.thresholds)
    steps["tags"] = [sum(step in tag.judgement.steps for tag in tags) for step in STEPS]
    kept = ["touchpoint", "step", "gap", "lo", "hi", "n", "status", "tags"]
    with_gap = frame["gap"].notna()
    frame[["lo", "hi"]] = frame[["lo", "hi"]].where(with_gap)
    explained = [tag for tag in tags if tag.judgement.steps]
    return Diagnosis(
        unit=found.unit,
        paired=found.paired,
        steps=steps,
        touchpoints=frame.loc[answered | (frame["tags"] > 0), kept].reset_index(drop=True),
        by_principle=_pairs(
            [(s, p) for tag in tags for s in tag.judgement.steps for p in tag.judgement.principles],
            "step",
            "principle",
        ),
        by_step=_pairs([(t.touchpoint, s) for t in tags for s in t.judgement.steps], "touchpoint", "step"),
        by_point=_pairs(
            [(t.touchpoint, p) for t in tags for p in t.judgement.principles], "touchpoint", "principle"
        ),
        causes=_counts([c for tag in tags for c in tag.judgement.causes], tuple(Cause), "cause"),
        needs=_counts([tag.judgement.need for tag in tags if tag.judgement.need], tuple(Need), "need"),
        tags=len(tags),
        explained=len(explained),
        pattern=_pattern(explained) if len(explained) >= FEW_TAGS else None,
        since=view.quarter.shifted(1 - QUARTERS),
    )


def _counted(books: Books, view: View, moments: Iterable[Moment]) -> list[Moment]:
    """Weak moments of the last year whose evidence is about nothing but branches of the view."""
    quarters = {view.quarter.shifted(-back).code for back in range(QUARTERS)}
    mine = {b.id for b in books.institution.branches if not view.branches or b.id in view.branches}
    return [
        tag
        for tag in moments
        if tag.evidence is not None
        and not tag.withdrawn
        and tag.judgement.kind is Kind.WEAK
        and tag.evidence.quarter in quarters
        and tag.branches
        and tag.branches <= mine
    ]


def _steps(
    found: GapTable, frame: pd.DataFrame, answered: "pd.Series[bool]", thresholds: Thresholds
) -> pd.DataFrame:
    rows = []
    for step in STEPS:
        here = frame["step"] == step.value
        shown = frame[here & frame["gap"].notna()]
        all_of = pooled(*(shown[c].to_numpy() for c in ("n", "gap", "se", "df")))
        lo, hi = t_bounds(Estimate(all_of.mean, all_of.se, all_of.df), thresholds.confidence)
        rows.append(
            {"step": step.value, "gap": float(all_of.mean), "lo": float(lo), "hi": float(hi),
             "n": int(shown["n"].sum()), "touchpoints": len(shown),
             "left_out": int((here & answered).sum()) - len(shown),
             "se": float(all_of.se), "df": float(all_of.df)}
        )  # fmt: skip
    steps = pd.DataFrame(rows)
    to_pomp = found.unit.to_pomp / found.unit.factor
    judged = touchpoint_status(
        steps["n"], steps["gap"] * to_pomp, steps["se"] * to_pomp, steps["df"], **judging_rules(thresholds)
    )
    steps["status"] = [str(status) for status in judged.status]
    return steps.drop(columns=["se", "df"])


def _pairs(named: Sequence[tuple[object, object]], one: str, other: str) -> pd.DataFrame:
    counts = pd.Series(named, dtype=object).value_counts(sort=False)
    plain = [(getattr(a, "value", a), getattr(b, "value", b), int(count)) for (a, b), count in counts.items()]
    return pd.DataFrame(sorted(plain), columns=[one, other, "tags"])


def _counts(named: Sequence[object], known: Sequence[Cause | Need], column: str) -> pd.DataFrame:
    rows = [(one.value, named.count(one)) for one in known if one in named]
    frame = pd.DataFrame(rows, columns=[column, "tags"])
    return frame.sort_values("tags", ascending=False, kind="stable", ignore_index=True)


def _pattern(tags: Sequence[Moment]) -> Pattern:
    mentions = np.array([[step in tag.judgement.steps for step in STEPS] for tag in tags], dtype=bool)
    ahead, named = leading(mentions), mentions.sum(axis=0)
    place = int(named.argmax())
    of_step = [tag for tag, there in zip(tags, mentions[:, place], strict=True) if there]
    return Pattern(
        STEPS[place],
        len(of_step),
        len(tags),
        ahead is not None,
        bool((named == named[place]).sum() > 1),
        _mainly([tag.touchpoint for tag in of_step]),
        _mostly([p for tag in of_step for p in tag.judgement.principles], len(of_step)),
    )


def _mainly(touchpoints: Sequence[int]) -> tuple[int, ...]:
    """The fewest touchpoints, the most frequent first, that hold half of the tags."""
    counts = pd.Series(touchpoints).value_counts()
    taken = counts.iloc[: int((counts.cumsum() < len(touchpoints) / 2).sum()) + 1]
    return tuple(int(i) for i in taken.index) if len(taken) <= MOST_PLACES else ()


def _mostly(principles: Sequence[Principle], tags: int) -> Principle | None:
    counts = sorted(((principles.count(p), p) for p in set(principles)), reverse=True)
    if not counts or counts[0][0] * 2 < tags or (len(counts) > 1 and counts[1][0] == counts[0][0]):
        return None
    return counts[0][1]

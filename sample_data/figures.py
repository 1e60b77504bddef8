"""The demonstration bank's outcome figures: what is planted in them, and the counts month by month."""

from collections.abc import Iterator

import numpy as np

from mot.domain.survey import Institution
from sample_data import bank
from sample_data.sheets import Row

HEADER = ("网点", "月份", "指标", "分子", "分母")
MONTHS = tuple(month for quarter in bank.QUARTERS for month in quarter.months)
SHARE_PROPOSED, SHARE_APPLIED = (
    0.030,
    0.012,
)  # of transactions: how often a proposal is made, something applied for

COMPLAINTS = (0.0021, 0.0026)  # of transactions, network-wide: a slow rise from the first to the last month
COMPLAIN_MORE = {"JC01": 1.8, "JC02": 1.6}  # times the network's rate
ACCEPTED = 0.42
APPROVED = 0.60
IMPROVED = {"branch": "JC05", "start": "2026-01", "before": 0.58, "after": 0.71}
PER_ANSWER = (40, 60)  # transactions behind one answer, from the quietest to the busiest branch


def per_answer(institution: Institution) -> dict[str, float]:
    """How many transactions stand behind one answer at each branch, by code."""
    factors = np.random.default_rng([bank.SEED, 901]).uniform(*PER_ANSWER, len(institution.branches))
    return {b.code: round(float(f), 1) for b, f in zip(institution.branches, factors, strict=True)}


def complaint_rate(branch: str, place: int) -> float:
    """The planted share of transactions that end in a complaint, in the month at that place."""
    first, last = COMPLAINTS
    drift = first + (last - first) * place / (len(MONTHS) - 1)
    return drift * COMPLAIN_MORE.get(branch, 1.0)


def approval_rate(branch: str, place: int) -> float:
    """The planted share of applications that succeed."""
    if branch != IMPROVED["branch"]:
        return APPROVED
    return float(IMPROVED["after" if written(MONTHS[place]) >= str(IMPROVED["start"]) else "before"])


def written(month: int) -> str:
    """A month as the sheet has it, for example ``2026-07``."""
    return f"{month // 100}-{month % 100:02d}"


def rows(institution: Institution) -> Iterator[Row]:
    """The header and one row per month, branch and figure."""
    yield list(HEADER)
    names = {figure.code: figure.name.zh for figure in institution.figures}
    busy = per_answer(institution)
    for place, month in enumerate(MONTHS):
        for number, branch in enumerate(institution.branches):
            rng = np.random.default_rng([bank.SEED, 902, place, number])
            answers = bank.BRANCHES[branch.code][0] * bank.VOLUME[place // 3] / 3
            transactions = int(np.rint(answers * busy[branch.code] * rng.normal(1, 0.03)))
            proposals, applications = (
                max(int(rng.binomial(transactions, share)), 1) for share in (SHARE_PROPOSED, SHARE_APPLIED)
            )
            counts = {
                "complaints": (rng.binomial(transactions, complaint_rate(branch.code, place)), transactions),
                "proposals": (rng.binomial(proposals, ACCEPTED), proposals),
                "applications": (rng.binomial(applications, approval_rate(branch.code, place)), applications),
                "transactions": (transactions, None),
            }
            for code, (numerator, denominator) in counts.items():
                yield [branch.name.zh, written(month), names[code], int(numerator), denominator]


def truth(institution: Institution) -> dict[str, object]:
    """What is planted, as shares of the denominator."""
    return {
        "rows": len(MONTHS) * len(institution.branches) * 4,
        "months": [written(MONTHS[0]), written(MONTHS[-1])],
        "complaints": {
            "network_first": COMPLAINTS[0],
            "network_last": COMPLAINTS[1],
            "times_higher": COMPLAIN_MORE,
        },
        "proposals": {"rate": ACCEPTED},
        "applications": {"rate": APPROVED, "improved": IMPROVED},
        "transactions_per_answer": per_answer(institution),
    }

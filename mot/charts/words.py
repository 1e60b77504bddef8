"""The few words that stand in a chart itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language, for direct labels and tooltip lines; a chart is kept per value of this.

    Sentences that depend on the data arrive as columns, not here.
    """

    expectation: str
    perception: str
    gap: str
    interval: str
    answers: str
    conclusion: str
    change: str
    branch: str
    note: str
    fair: str = ""
    least: str = ""

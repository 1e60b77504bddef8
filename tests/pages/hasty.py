"""Feedback with people who ticked the top throughout, faster than one can read: many, a few, or at one branch."""

from mot.ingest.draft import SourceFile
from tests.services.service_samples import EVERYWHERE, HEADER, people, workbook

TOP, READS, RUSHES = 5, "3分20秒", "4秒"
FIRST = HEADER.index("意见") + 1  # the first rating
MADE = {"hasty": 24, "few_hasty": 3}


def rows(number: int, each: int = 30) -> list[list[object]]:
    """`each` people at every branch; the first `number` of them rush."""
    found = [[*row, READS] for row in people(EVERYWHERE, each=each, seed=6)]
    for row in found[:number]:
        row[FIRST:] = [TOP] * (len(HEADER) - FIRST) + [RUSHES]
    return found


def files(name: str) -> list[SourceFile]:
    """The files of one of the states in `MADE`."""
    return [SourceFile("反馈.xlsx", workbook(rows(MADE[name]), [*HEADER, "所用时间"]))]

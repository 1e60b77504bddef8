"""What a review says of the weak moments along the journey, and among a part of the gaps."""

import pandas as pd

from mot.analysis.gaps import GapTable
from mot.analysis.units import of_one_scale
from mot.domain.survey import Name, Scale
from mot.locale.sentences import journey as sentences
from mot.stats.multiplicity import Status

STAGES = [
    Name("到店", "Arrive"),
    Name("沟通", "Consult"),
    Name("办理", "Transact"),
    Name("离店后", "After"),
    Name("回访", "Return"),
]


def found(*weak: bool) -> GapTable:
    """A touchpoint per stage, weak or as expected."""
    statuses = [str(Status.WEAK if one else Status.MEETS) for one in weak]
    frame = pd.DataFrame({"touchpoint": range(len(weak)), "status": statuses})
    return GapTable(frame, of_one_scale(Scale(1, 5)), len(weak), True)


def stages(*weak: bool, part: slice = slice(None)):
    told = found(*weak)
    return lambda locale: sentences.stages(locale, told, told.frame.iloc[part], dict(enumerate(STAGES)))


def among(*weak: bool, part: slice, first: int):
    told = found(*weak)
    return lambda locale: sentences.among(locale, told, told.frame.iloc[part], first)


SITUATIONS = [
    ("one stage", stages(False, True, False), "1 个薄弱时刻，出现在沟通", "1 weak moment, found in Consult"),
    (
        "several stages",
        stages(True, True, False),
        "2 个薄弱时刻，出现在到店、沟通",
        "2 weak moments, found in Arrive, Consult",
    ),
    (
        "every stage",
        stages(True, True),
        "2 个薄弱时刻，各个阶段都有",
        "2 weak moments, in every stage of the journey",
    ),
    (
        "more stages than can be named",
        stages(True, True, True, True, False),
        "4 个薄弱时刻，分布在 5 个阶段中的 4 个",
        "4 weak moments, in 4 of 5 stages of the journey",
    ),
    (
        "none in a part",
        stages(True, False, False, part=slice(1, 3)),
        "沟通、办理没有薄弱时刻",
        "No weak moment in Consult, Transact",
    ),
    (
        "some of the gaps on a further slide",
        among(True, True, False, part=slice(1, 3), first=11),
        "差距第 11 至 12 位中有 1 个薄弱时刻",
        "1 weak moment among gaps 11 to 12",
    ),
    (
        "none of the gaps on a further slide",
        among(True, False, False, part=slice(1, 3), first=11),
        "差距第 11 至 12 位中没有薄弱时刻",
        "No weak moment among gaps 11 to 12",
    ),
]

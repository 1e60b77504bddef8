"""In which stages weak moments lie: counted from the verdicts, and never that there is none where nobody looked."""

import pandas as pd
import pytest

from mot.analysis.gaps import GapTable
from mot.analysis.units import of_one_scale
from mot.domain.survey import Name, Scale
from mot.locale.sentences import journey
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

ZH, EN = Locale("zh"), Locale("en")
W, M, F = Status.WEAK, Status.MEETS, Status.TOO_FEW
HERE, THERE, AFTER = Name("到店", "Arrive"), Name("办理", "Transact"), Name("离店后", "After")
STAGES = {1: HERE, 2: HERE, 3: THERE, 4: THERE, 5: AFTER}


def table(*statuses: Status, paired: bool = True) -> GapTable:
    frame = pd.DataFrame({"touchpoint": range(1, 6), "status": [str(s) for s in statuses]})
    tested = sum(s is not F for s in statuses)
    return GapTable(frame, of_one_scale(Scale(1, 5)), tested, paired)


@pytest.mark.parametrize(
    ("statuses", "zh", "en"),
    [
        ((W, W, M, M, M), "2 个薄弱时刻，出现在到店", "2 weak moments, found in Arrive"),
        ((M, M, M, M, W), "1 个薄弱时刻，出现在离店后", "1 weak moment, found in After"),
        (
            (W, M, W, M, W),
            "3 个薄弱时刻，各个阶段都有",
            "3 weak moments, in every stage of the journey",
        ),
        ((M, M, M, M, M), "", ""),
    ],
)
def test_weak_moments_are_told_by_stage(statuses, zh, en):
    found = table(*statuses)
    assert journey.stages(ZH, found, found.frame, STAGES) == zh
    assert journey.stages(EN, found, found.frame, STAGES) == en


def test_a_part_tells_of_its_own_stages():
    found = table(W, M, M, M, W)
    assert journey.stages(EN, found, found.frame.iloc[:2], STAGES) == "1 weak moment, found in Arrive"
    assert journey.stages(EN, found, found.frame.iloc[2:4], STAGES) == "No weak moment in Transact"


def test_nothing_is_said_of_stages_where_it_is_not_known():
    few, one_stage = table(W, M, M, F, W), dict.fromkeys(STAGES, HERE)
    assert journey.stages(EN, few, few.frame.iloc[2:4], STAGES) == ""
    assert journey.stages(EN, few, few.frame, one_stage) == ""
    assert journey.stages(EN, few, few.frame, {**STAGES, 3: Name("", "")}) == ""
    rated = table(M, M, M, M, M, paired=False)
    assert journey.stages(EN, rated, rated.frame, STAGES) == ""


def test_weak_moments_among_some_gaps_are_counted():
    found = table(W, W, M, M, F)
    assert journey.among(EN, found, found.frame.iloc[:2], 11) == "2 weak moments among gaps 11 to 12"
    assert journey.among(ZH, found, found.frame.iloc[2:4], 3) == "差距第 3 至 4 位中没有薄弱时刻"
    assert journey.among(EN, found, found.frame.iloc[3:], 4) == ""

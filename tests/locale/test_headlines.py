"""The finding of a page says what is certain, in whole sentences, and nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.analysis.gaps import GapTable
from mot.analysis.units import of_one_scale
from mot.domain.survey import Name, Scale
from mot.locale import headlines
from mot.locale.words import Locale
from mot.stats.multiplicity import Status
from tests.conftest import examples

ZH, EN = Locale("zh"), Locale("en")
W, L, B, M, D, U = (
    Status.WEAK, Status.LIKELY_WEAK, Status.SLIGHTLY_BELOW, Status.MEETS, Status.DELIGHT, Status.UNCLEAR,
)  # fmt: skip
NAMES = {
    1: Name("取号排队", "Ticket & queue"),
    2: Name("柜台办理", "Counter service"),
    3: Name("投诉处理", "Complaint handling"),
}
MOVING = {"en": ("widened", "narrowed", "improved", "slipped"), "zh": ("扩大", "收窄", "改善", "下滑")}


def judged(gaps, statuses, *, n=100, paired=True, se=0.05) -> GapTable:
    size = len(gaps)
    frame = pd.DataFrame(
        {
            "touchpoint": np.arange(1, size + 1),
            "n": n,
            "n_p": n,
            "gap": np.asarray(gaps, dtype=float),
            "se": se,
            "df": 99.0,
            "status": [str(s) for s in statuses],
        }
    )
    tested = sum(s not in (Status.TOO_FEW, Status.SUPPRESSED, Status.NO_RESPONSES) for s in statuses)
    return GapTable(frame, of_one_scale(Scale(1, 7)), tested if paired else 0, paired)


def moved(*changes: tuple[int, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "touchpoint": [t for t, _, _ in changes],
            "change": np.array([c for _, c, _ in changes], dtype=float),
            "clear": np.array([k for _, _, k in changes], dtype=bool),
        }
    )


IDLE = moved((1, -0.4, False), (2, 0.3, False), (3, -0.5, False))
WEAK = judged([-0.5, 0.0, -0.9], [W, M, W])
OTHER = judged([-0.9, 0.0, -0.1], [W, M, B])
CALM = judged([-0.1, 0.1, -0.1], [B, M, B])

SITUATIONS = {
    "the same as before, nothing certain": (
        WEAK, WEAK, IDLE,
        "投诉处理仍是最大短板", "Complaint handling is still the widest gap",
    ),
    "new at the bottom, nothing certain": (
        WEAK, OTHER, IDLE,
        "投诉处理是最大短板", "Complaint handling is the widest gap",
    ),
    "no quarter before": (
        WEAK, judged([np.nan] * 3, [Status.NO_RESPONSES] * 3), moved(),
        "投诉处理是最大短板", "Complaint handling is the widest gap",
    ),
    "the same as before, and certainly worse": (
        WEAK, WEAK, moved((3, -0.4, True), (2, 0.9, True)),
        "投诉处理仍是最大短板，且差距扩大", "Complaint handling is still the widest gap, and it widened",
    ),
    "new at the bottom, and certainly worse": (
        WEAK, OTHER, moved((3, -0.8, True)),
        "投诉处理是最大短板，且差距扩大", "Complaint handling is the widest gap, and it widened",
    ),
    "the same as before, but certainly better": (
        WEAK, WEAK, moved((3, 0.4, True)),
        "投诉处理仍是最大短板，但差距已收窄", "Complaint handling is still the widest gap, but it narrowed",
    ),
    "better, and at the bottom only because another one left it": (
        WEAK, OTHER, moved((3, 0.4, True), (1, 0.6, False)),
        "投诉处理是最大短板，但差距已收窄", "Complaint handling is the widest gap, although it narrowed",
    ),
    "another one improved": (
        WEAK, WEAK, moved((1, 0.3, True), (2, -0.2, True)),
        "投诉处理仍是最大短板，取号排队有改善",
        "Complaint handling is still the widest gap; Ticket & queue improved",
    ),
    "another one slipped": (
        WEAK, OTHER, moved((1, 0.1, True), (2, -0.2, True)),
        "投诉处理是最大短板，柜台办理有下滑",
        "Complaint handling is the widest gap; Counter service slipped",
    ),
    "one that is wider still, but not certain": (
        judged([-0.5, -1.2, -0.4], [W, L, B]), WEAK, moved((1, -0.3, True)),
        "取号排队是最明确的薄弱时刻", "Ticket & queue is the clearest weak moment",
    ),
    "two that cannot be told apart": (
        judged([-0.85, 0.0, -0.9], [W, M, W]), WEAK, IDLE,
        "投诉处理和取号排队差距最大", "Complaint handling and Ticket & queue are the widest gaps",
    ),
    "two that cannot be told apart, and one of them slipped": (
        judged([-0.85, 0.0, -0.9], [W, M, W]), WEAK, moved((1, -0.3, True)),
        "投诉处理和取号排队差距最大，取号排队有下滑",
        "Complaint handling and Ticket & queue are the widest gaps; Ticket & queue slipped",
    ),
    "two that cannot be told apart, and another one improved": (
        judged([-0.85, 0.0, -0.9], [W, M, W]), WEAK, moved((2, 0.3, True)),
        "投诉处理和取号排队差距最大，柜台办理有改善",
        "Complaint handling and Ticket & queue are the widest gaps; Counter service improved",
    ),
    "three that cannot be told apart": (
        judged([-0.85, -0.8, -0.9], [W, W, W]), WEAK, IDLE,
        "投诉处理、取号排队等 3 个触点差距最大",
        "Complaint handling, Ticket & queue and others are the 3 widest gaps",
    ),
    "three that cannot be told apart, and one improved": (
        judged([-0.85, -0.8, -0.9], [W, W, W]), WEAK, moved((2, 0.3, True)),
        "投诉处理、取号排队等 3 个触点差距最大，柜台办理有改善",
        "Complaint handling, Ticket & queue and others are the 3 widest gaps; Counter service improved",
    ),
    "three that cannot be told apart, and one slipped": (
        judged([-0.85, -0.8, -0.9], [W, W, W]), WEAK, moved((2, -0.3, True)),
        "投诉处理、取号排队等 3 个触点差距最大，柜台办理有下滑",
        "Complaint handling, Ticket & queue and others are the 3 widest gaps; Counter service slipped",
    ),
    "two probably weak that cannot be told apart": (
        judged([-0.55, 0.0, -0.6], [L, M, L]), CALM, IDLE,
        "有 2 个时刻可能薄弱，都还不能确定", "2 moments are probably weak, none of them for sure",
    ),
    "probably weak only": (
        judged([-0.4, 0.0, -0.6], [L, M, L]), CALM, IDLE,
        "投诉处理可能是最大短板，程度待确认",
        "Complaint handling is probably the weakest moment, its size is not certain yet",
    ),
    "nothing weak, nothing moved": (
        CALM, WEAK, IDLE,
        "本季没有触点明确低于薄弱线", "No touchpoint is clearly below the weak line this quarter",
    ),
    "nothing weak, one improved": (
        CALM, WEAK, moved((3, 0.8, True), (1, -0.1, True)),
        "本季没有薄弱时刻，投诉处理有改善", "No weak moment this quarter; Complaint handling improved",
    ),
    "nothing weak, one slipped": (
        CALM, CALM, moved((2, -0.3, True)),
        "本季没有薄弱时刻，但柜台办理有下滑", "No weak moment this quarter, but Counter service slipped",
    ),
    "too few answers": (
        judged([np.nan] * 3, [Status.SUPPRESSED] * 3, n=4), WEAK, moved(),
        "本季样本不足，尚不能判断任何触点", "Too few answers to judge any touchpoint this quarter",
    ),
    "nobody answered": (
        judged([np.nan] * 3, [Status.NO_RESPONSES] * 3, n=0), WEAK, moved(),
        "本季在所选范围内还没有反馈", "Nobody answered in this quarter and selection",
    ),
    "perception only": (
        judged([np.nan] * 3, [Status.PERCEPTION_ONLY] * 3, paired=False), WEAK, moved(),
        "问卷只问了感知，没有差距可判断",
        "This questionnaire asks for perception only, so there is no gap to judge",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_overview_says_what_was_found(situation):
    now, before, moves, chinese, english = SITUATIONS[situation]
    assert headlines.overview(ZH, now, before, moves, NAMES) == chinese
    assert headlines.overview(EN, now, before, moves, NAMES) == english


@pytest.mark.parametrize(
    ("table", "chinese", "english"),
    [
        (
            judged([-0.9, -0.8, 0.2], [W, W, D]),
            "3 个触点中 2 个为薄弱时刻，1 个超出期望",
            "2 of 3 touchpoints are weak moments, 1 above expectations",
        ),
        (
            judged([-0.9, 0.3, 0.2], [W, D, D]),
            "3 个触点中 1 个为薄弱时刻，2 个超出期望",
            "1 of 3 touchpoints is a weak moment, 2 above expectations",
        ),
        (
            judged([-0.9, -0.2, 0], [W, L, M]),
            "3 个触点中 1 个为薄弱时刻",
            "1 of 3 touchpoints is a weak moment",
        ),
        (
            judged([-0.9, -0.8, 0], [W, W, M]),
            "3 个触点中 2 个为薄弱时刻",
            "2 of 3 touchpoints are weak moments",
        ),
        (
            judged([0.9, 0, 0], [D, M, U]),
            "3 个触点中没有薄弱时刻，1 个超出期望",
            "No weak moment among 3 touchpoints, 1 above expectations",
        ),
        (judged([0, 0, 0], [M, U, B]), "3 个触点中没有薄弱时刻", "No weak moment among 3 touchpoints"),
        (
            judged([0, 0, np.nan], [M, U, Status.SUPPRESSED]),
            "2 个触点中没有薄弱时刻",
            "No weak moment among 2 touchpoints",
        ),
        (
            judged([np.nan], [Status.TOO_FEW], n=6),
            "本季样本不足，尚不能判断任何触点",
            "Too few answers to judge any touchpoint this quarter",
        ),
        (
            judged([np.nan], [Status.NO_RESPONSES], n=0),
            "本季在所选范围内还没有反馈",
            "Nobody answered in this quarter and selection",
        ),
    ],
)
def test_the_touchpoint_page_counts_what_was_found(table, chinese, english):
    assert headlines.gaps(ZH, table) == chinese
    assert headlines.gaps(EN, table) == english


STATUSES = st.sampled_from([W, L, B, M, D, U, Status.TOO_FEW, Status.SUPPRESSED])


@st.composite
def quarters(draw):
    statuses = draw(st.lists(STATUSES, min_size=3, max_size=3))
    below = (W, L, B)
    gaps = [
        np.nan if s in (Status.TOO_FEW, Status.SUPPRESSED)
        else draw(st.floats(-3, -0.01)) if s in below
        else draw(st.floats(0.01, 2)) if s is D
        else draw(st.floats(-0.5, 0.5))
        for s in statuses
    ]  # fmt: skip
    return judged(gaps, statuses)


@given(
    now=quarters(),
    before=quarters(),
    changes=st.lists(
        st.tuples(st.floats(0.01, 2) | st.floats(-2, -0.01), st.booleans()), min_size=3, max_size=3
    ),
)
@settings(max_examples=examples(300), deadline=None)
def test_a_change_is_spoken_of_only_when_it_is_clear(now, before, changes):
    moves = moved(*[(t, change, clear) for t, (change, clear) in enumerate(changes, start=1)])
    for locale in (ZH, EN):
        said = headlines.overview(locale, now, before, moves, NAMES)
        if not any(word in said for word in MOVING[locale.language]):
            continue
        clear = moves[moves["clear"]]
        spoken = [t for t in clear["touchpoint"] if locale.name(NAMES[t]) in said]
        assert spoken, said
        worse, better = MOVING[locale.language][0::3], MOVING[locale.language][1:3]
        signs = {np.sign(clear.loc[clear["touchpoint"] == t, "change"].iloc[0]) for t in spoken}
        assert -1 in signs or not any(word in said for word in worse), said
        assert 1 in signs or not any(word in said for word in better), said


@given(now=quarters(), before=quarters())
@settings(max_examples=examples(100), deadline=None)
def test_without_a_clear_change_no_change_is_spoken_of(now, before):
    for locale in (ZH, EN):
        said = headlines.overview(locale, now, before, IDLE, NAMES)
        assert not any(word in said for word in MOVING[locale.language])


@given(now=quarters(), before=quarters())
@settings(max_examples=examples(100), deadline=None)
def test_still_means_that_it_was_the_widest_before(now, before):
    said = headlines.overview(EN, now, before, IDLE, NAMES)
    if "still" in said:
        weak = before.frame[before.frame["status"] == W]
        assert EN.name(NAMES[int(weak.loc[weak["gap"].idxmin(), "touchpoint"])]) in said

"""Pairs by number are made where both blocks agree, and refused with the reason where they do not."""

import numpy as np
import pytest

from mot.domain.issues import Severity
from mot.ingest.draft import Decisions
from mot.ingest.recipe import remember
from tests.ingest.ingest_samples import codes, draft, issue, meanings, workbook

KEYS = ("编号", "网点", "日期")
SURE = {"direction": "high_is_best"}
SHORT = ("E1", "E2", "E3", "E4", "P1", "P2", "P3")
SHIFTED = ("E1 设施现代化", "E2 员工热情", "E3 流程简便", "P1 员工热情", "P2 流程简便", "P3 隐私保护")


def table(items, count=30):
    """A file with some items, answered from 3 to 5."""
    rng = np.random.default_rng(7)
    rows = [
        [f"R{i}", "老城支行", "2026-07-05", *rng.integers(3, 6, len(items)).tolist()] for i in range(count)
    ]
    return workbook([[*KEYS, *items], *rows])


def paired(found):
    """The names of the touchpoints that have both expectations and perceptions."""
    both = [a for a in found.answers if a.expectation is not None and a.perception is not None]
    return [found.touchpoints[a.touchpoint].name for a in both]


@pytest.mark.parametrize(
    ("items", "code", "first"),
    [(SHORT, "pairs_refused_counts", "E4"), (SHIFTED, "pairs_refused_wording", "E1 设施现代化")],
)
def test_blocks_that_do_not_agree_are_not_paired(items, code, first):
    found = draft(table(items), decisions=Decisions(values=SURE))
    refused = issue(found, code)
    assert (refused.severity, refused.key, refused.chosen) == (Severity.DECIDE, "pairs", "apart")
    assert refused.params["first"] == first
    assert refused.params["reason"] == code.rpartition("_")[2]
    assert paired(found) == []
    assert len(found.answers) == 3, "the perceptions stand as single items"
    assert found.ready


def test_who_knows_better_pairs_them_and_that_is_remembered():
    now = Decisions(values=SURE, answers={"pairs": "pair"})
    found = draft(table(SHORT), decisions=now)
    assert "pairs_forced_counts" in codes(found)
    assert len(paired(found)) == 3
    again = draft(table(SHORT, 40), recall={found.fingerprint: remember(found)}.get)
    assert again.ready
    assert len(paired(again)) == 3


def test_a_refusal_is_remembered_too():
    found = draft(table(SHORT), decisions=Decisions(values=SURE))
    again = draft(table(SHORT, 40), recall={found.fingerprint: remember(found)}.get)
    assert again.ready
    assert paired(again) == []


def test_blocks_in_another_order_are_paired_by_their_words():
    items = ("E1 设施现代化", "E2 员工热情", "E3 流程简便", "P1 流程简便", "P2 设施现代化", "P3 员工热情")
    found = draft(table(items))
    assert not {code for code in codes(found) if code.startswith("pairs")}
    assert sorted(paired(found)) == sorted(["设施现代化", "员工热情", "流程简便"])
    said = dict(zip((column.header for column in found.columns), meanings(found), strict=True))
    assert said["E1 设施现代化"].partition(":")[2] == said["P2 设施现代化"].partition(":")[2]


@pytest.mark.parametrize(
    "items",
    [
        ("E1", "E2", "E3", "P1", "P2", "P3"),
        ("E1 优秀银行应有现代化的设施", "E2 优秀银行员工应当热情", "E3 优秀银行流程应当简便",
         "P1 本行有现代化的设施", "P2 本行员工热情", "P3 本行流程简便"),
    ],
)  # fmt: skip
def test_blocks_that_agree_are_paired(items):
    found = draft(table(items))
    assert not {code for code in codes(found) if code.startswith("pairs")}
    assert len(paired(found)) == 3


@pytest.mark.parametrize(
    "items",
    [
        ("排队等候-期望", "排队等候-感知", "柜台办理-期望", "柜台办理-感知"),
        ("排队等候-重要性", "排队等候-满意度", "柜台办理-重要性", "柜台办理-满意度"),
        ("Queueing - expectation", "Queueing - actual", "Counter service - expectation", "Counter service - actual"),
        ("Importance: Queueing", "Performance: Queueing", "Importance: Counter service", "Performance: Counter service"),
        ("E_排队", "P_排队", "E_柜台办理", "P_柜台办理"),
        ("排队_E", "排队_P", "柜台办理_E", "柜台办理_P"),
    ],
)  # fmt: skip
def test_words_and_letters_tell_the_kind_before_and_after_the_name(items):
    found = draft(table(items))
    kinds = [code.partition(":") for code in meanings(found)[3:]]
    assert [code for _, _, code in kinds] == ["queue", "queue", "counter", "counter"]
    assert {kind for kind, _, _ in kinds[1::2]} == {"perception"}
    assert len({kind for kind, _, _ in kinds[::2]} & {"expectation", "importance"}) == 1


LIKE = ("期望-柜台办理业务", "感知-柜台办理业务", "期望-排队", "感知-排队")


def test_a_name_that_is_only_like_a_known_one_is_shown_and_can_be_another():
    found = draft(table(LIKE))
    alike = issue(found, "touchpoint_alike")
    assert (alike.severity, alike.key, alike.chosen) == (
        Severity.DECIDE, "touchpoint:柜台办理业务", "counter",
    )  # fmt: skip
    for chosen, code in (("mobile", "mobile"), ("+柜台办理业务", "+柜台办理业务")):
        now = Decisions(values={alike.key: chosen})
        said = meanings(draft(table(LIKE), decisions=now))
        assert said[3:5] == [f"expectation:{code}", f"perception:{code}"]
    left_out = draft(table(LIKE), decisions=Decisions(values={alike.key: "-"}))
    assert meanings(left_out)[3:5] == ["ignore", "ignore"]

"""Whether the highest number is the best answer is proven, asked, and never assumed."""

import numpy as np
import pytest

from mot.domain.issues import Severity
from mot.domain.survey import Scale
from mot.ingest import evidence
from mot.ingest.draft import Decisions
from mot.ingest.recipe import remember
from tests.ingest.ingest_samples import codes, draft, issue, workbook

SEEN = ("感知-排队等候", "感知-柜台办理", "感知-手机银行")
PLACE = ("答卷编号", "网点", "日期")


def seen_only(count, *, others=(), say=str, seed=1, noise=1, high=5):
    """Rows of perceptions alone, and further columns: each a header and a function of a person's level 1 to 5."""
    rng = np.random.default_rng(seed)
    table = [[*PLACE, *SEEN, *(header for header, _ in others)]]
    for number in range(count):
        level = int(rng.integers(1, high + 1))
        answers = [int(np.clip(level + rng.integers(-noise, noise + 1), 1, high)) for _ in SEEN]
        told = [value(level) for _, value in others]
        written = [a if say is str else say(a) for a in answers]
        table.append([f"R{number}", "老城支行", "2026-07-05", *written, *told])
    return workbook(table)


def sum_of(found, name="queue"):
    """The sum of a touchpoint's perceptions."""
    place = [r.code for r in found.touchpoints].index(name)
    return int(found.answers[place].perception.sum())


def test_bare_numbers_are_asked_about_with_three_of_the_persons_own_rows():
    comment = ("意见", lambda level: f"第{level}类")
    found = draft(seen_only(40, others=(("总体满意度", lambda level: level), comment)))
    asked = issue(found, "direction_needed")
    assert asked.severity is Severity.BLOCKING
    assert not found.ready
    assert asked.key == "direction"
    assert asked.choices == ("high_is_best", "low_is_best")
    assert asked.params["columns"] == ["", *SEEN, "总体满意度", "意见"]
    rows = asked.params["rows"]
    assert len(rows) == 3
    levels = [sum(map(int, row[1:4])) for row in rows]
    assert levels == sorted(levels)
    assert levels[0] <= 5
    assert levels[-1] >= 13
    assert all(row[-1].startswith("第") for row in rows)


def test_overall_satisfaction_of_unproven_direction_proves_nothing():
    found = draft(seen_only(200, others=(("总体满意度", lambda level: level),)))
    assert "direction_needed" in codes(found)


def test_the_answer_is_remembered_for_the_questionnaire():
    now = Decisions(answers={"direction": "low_is_best"})
    first = draft(seen_only(40), decisions=now)
    assert first.ready
    kept = remember(first)
    assert kept.values["direction"] == "low_is_best"
    again = draft(seen_only(45, seed=2), recall={first.fingerprint: kept}.get)
    assert again.ready
    turned = issue(again, "direction_turned")
    assert (turned.chosen, turned.params["count"]) == ("low_is_best", 3)


def test_low_is_best_turns_the_ratings_and_an_overall_on_the_same_scale():
    content = seen_only(40, others=(("总体满意度", lambda level: level),))
    plain = draft(content, decisions=Decisions(values={"direction": "high_is_best"}))
    turned = draft(content, decisions=Decisions(values={"direction": "low_is_best"}))
    assert sum_of(turned) == 40 * 6 - sum_of(plain)
    assert turned.responses.overall.tolist() == (6 - plain.responses.overall).tolist()
    assert "direction_turned_overall" in codes(turned)
    assert issue(plain, "direction_told").severity is Severity.DECIDE


def test_an_overall_on_a_scale_of_its_own_is_left_as_it_is():
    content = seen_only(40, others=(("总体满意度(1-10分)", lambda level: level * 2),))
    plain = draft(content, decisions=Decisions(values={"direction": "high_is_best"}))
    turned = draft(content, decisions=Decisions(values={"direction": "low_is_best"}))
    assert turned.overall_scale == Scale(1, 10)
    assert turned.responses.overall.tolist() == plain.responses.overall.tolist()
    assert sum_of(turned) != sum_of(plain)


WORDS = {1: "非常满意", 2: "满意", 3: "一般", 4: "不满意", 5: "非常不满意"}


def test_numbers_beside_words_are_turned_round_without_a_question():
    found = draft(seen_only(40, say=lambda a: f"{a} - {WORDS[a]}"))
    upwards = draft(seen_only(40, say=lambda a: f"{a} - {WORDS[6 - a]}"))
    assert found.ready
    assert (found.direction, upwards.direction) == ("words", "words")
    assert "direction_turned" in codes(found)
    assert not {c for c in codes(upwards) if c.startswith("direction")}
    assert sum_of(found) == 40 * 6 - sum_of(upwards)


def test_words_alone_prove_themselves():
    found = draft(seen_only(40, say=WORDS.get))
    assert found.direction == "not_needed"
    assert found.ready


@pytest.mark.parametrize(
    ("title", "proof", "turned"),
    [
        ("1=非常不满意，5=非常满意", "words", False),
        ("1=非常满意，5=非常不满意", "words", True),
        ("请打分：1分最差，5分最好", "words", False),
    ],
)
def test_a_legend_above_the_header_tells(title, proof, turned):
    rows = [["R1", "老城支行", "2026-07-05", 1, 2, 2]] * 12
    found = draft(workbook([[title], [*PLACE, *SEEN], *rows]))
    assert found.direction == proof
    assert ("direction_turned" in codes(found)) is turned


def test_a_legend_in_a_header_tells():
    header = [*PLACE, "排队等候满意度（1=非常满意，5=非常不满意）", SEEN[1], SEEN[2]]
    found = draft(workbook([header, *([["R1", "老城支行", "2026-07-05", 1, 2, 2]] * 12)]))
    assert found.direction == "words"
    assert issue(found, "direction_turned").params["count"] == 3


def test_points_go_upwards():
    header = [*PLACE, *(f"{name}（1-5分）" for name in SEEN)]
    found = draft(workbook([header, *([["R1", "老城支行", "2026-07-05", 1, 2, 2]] * 12)]))
    assert found.direction == "points"


def test_a_scale_of_ten_steps_is_no_list_of_options():
    assert draft(seen_only(60, high=10)).direction == "scale"


@pytest.mark.parametrize(("seed", "sign"), [(1, 1), (2, -1)])
def test_recommending_tells_and_what_speaks_against_is_asked(seed, sign):
    nps = ("推荐意愿(0-10)", lambda level: 5 + sign * (level - 3) * 2)
    found = draft(seen_only(60, others=(nps,), seed=seed))
    assert found.direction == ("recommendation" if sign > 0 else "none")
    assert ("direction_doubted" in codes(found)) is (sign < 0)


def test_a_few_people_prove_nothing_by_correlation():
    nps = ("推荐意愿(0-10)", lambda level: 2 * level)
    assert draft(seen_only(12, others=(nps,))).direction == "none"


def test_praise_and_complaints_tell():
    comment = ("意见", lambda level: "柜员热情，很快" if level > 3 else "排队太久" if level < 3 else "")
    assert draft(seen_only(60, others=(comment,))).direction == "comments"


def test_people_expect_good_service():
    pairs = ("期望-排队等候", "感知-排队等候")
    for expected, proof in ((5, "expectation"), (1, "none")):
        rows = [[f"R{i}", "老城支行", "2026-07-05", expected, 3] for i in range(8)]
        found = draft(workbook([[*PLACE, *pairs], *rows]))
        assert found.direction == proof


def test_evidence_that_speaks_against_an_earlier_proof_is_asked_about():
    earlier = Decisions(values={"direction_proven": "high_is_best"})
    small, against = seen_only(8), ("推荐意愿(0-10)", lambda level: 10 - 2 * level)
    assert draft(small, decisions=earlier).direction == "earlier"
    found = draft(seen_only(60, others=(against,)), decisions=earlier)
    assert "direction_doubted" in codes(found)


def test_a_proof_is_remembered_for_a_file_that_is_too_small_to_prove_anything():
    nps = ("推荐意愿(0-10)", lambda level: 2 * level)
    first = draft(seen_only(60, others=(nps,)))
    again = draft(seen_only(5, others=(nps,), seed=3), recall={first.fingerprint: remember(first)}.get)
    assert again.direction == "earlier"
    assert again.ready


def test_the_votes_are_right_however_few_they_are():
    rng = np.random.default_rng(11)
    wrong = undecided = 0
    for _ in range(2000):
        people = int(rng.integers(4, 40))
        reversed_ = 6 - np.clip(
            rng.normal(4.2, 0.7, people), 1, 5
        )  # people who expect much, 1 being the best
        said = evidence.votes(reversed_, Scale(1, 5))
        wrong += said == 1
        undecided += said == 0
    assert wrong == 0
    assert undecided < 200


# --- items worded the other way round


def with_reverse(header, *, runs):
    """Forty people of whom the third item is answered the other way round, or not."""
    rng = np.random.default_rng(5)
    table = [[*PLACE, SEEN[0], SEEN[1], SEEN[2], header]]
    for number in range(60):
        level = int(rng.integers(1, 6))
        near = [int(np.clip(level + rng.integers(-1, 2), 1, 5)) for _ in range(4)]
        table.append(
            [f"R{number}", "老城支行", "2026-07-05", *near[:3], 6 - near[3] if runs < 0 else near[3]]
        )
    return workbook(table)


SURE = Decisions(values={"direction": "high_is_best"})


@pytest.mark.parametrize(
    ("header", "runs", "code", "chosen"),
    [
        ("感知-等待时间太长", -1, "reverse_item_turned", "reverse"),
        ("感知-等待时间", -1, "reverse_item", "keep"),
        ("感知-等待时间太长", 1, None, ""),
        ("感知-等待时间", 1, None, ""),
    ],
)
def test_an_item_is_turned_round_when_wording_and_answers_say_so(header, runs, code, chosen):
    found = draft(with_reverse(header, runs=runs), decisions=SURE)
    told = [i for i in found.issues if i.code.startswith("reverse")]
    assert [(i.code, i.chosen) for i in told] == ([(code, chosen)] if code else [])
    (new,) = [a for a in found.answers if not found.touchpoints[a.touchpoint].code]
    others = [a for a in found.answers if a is not new]
    r = np.corrcoef(new.perception, others[0].perception)[0, 1]
    assert bool(r > 0) is (runs > 0 or chosen == "reverse")


def test_the_person_has_the_last_word_on_an_item_and_it_is_remembered():
    content = with_reverse("感知-等待时间", runs=-1)
    asked = issue(draft(content, decisions=SURE), "reverse_item")
    now = Decisions(values={**SURE.values, asked.key: "reverse"})
    found = draft(content, decisions=now)
    assert issue(found, "reverse_item_turned").chosen == "reverse"
    again = draft(content, recall={found.fingerprint: remember(found)}.get)
    assert issue(again, "reverse_item_turned").chosen == "reverse"

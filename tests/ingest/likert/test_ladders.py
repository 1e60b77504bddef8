"""All words of a questionnaire together: how many points they make, and which step each word is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.survey import Scale
from mot.ingest.likert import ladder, on_scale, phrase, points

FIVE = [
    "从不 很少 有时 经常 总是",
    "从不 很少 偶尔 经常 总是",
    "从不 偶尔 有时 经常 总是",
    "远低于期望 低于期望 符合期望 超出期望 远超期望",
    "远低于 低于 符合 超出 远超",
    "完全不符合 不太符合 一般 比较符合 非常符合",
    "很差 较差 一般 较好 很好",
    "很差 较差 一般 良好 优秀",
    "差 一般 好 很好 非常好",
    "很慢 较慢 一般 较快 很快",
    "一定不会 可能不会 不确定 可能会 一定会",
    "不满意 不太满意 一般 比较满意 满意",
    "Never|Rarely|Sometimes|Usually|Always",
    "Never|Sometimes|About half the time|Most of the time|Always",
    "Not at all likely|Not so likely|Somewhat likely|Very likely|Extremely likely",
    "Not at all important|Slightly important|Moderately important|Very important|Extremely important",
    "Not important|Slightly important|Moderately important|Important|Very important",
    "Poor|Fair|Good|Very good|Excellent",
    "Very poor|Poor|Fair|Good|Very good",
    "Far below|Below|Met|Exceeded|Far exceeded",
    "Much worse than expected|Worse than expected|As expected|Better than expected|Much better than expected",
]
SEVEN = [
    "非常不满意 不满意 比较不满意 一般 比较满意 满意 非常满意",
    "Never|Rarely|Occasionally|Sometimes|Often|Usually|Always",
    "Extremely dissatisfied|Moderately dissatisfied|Slightly dissatisfied|Neither satisfied nor dissatisfied|"
    "Slightly satisfied|Moderately satisfied|Extremely satisfied",
]


def words_of(line):
    return line.split("|") if "|" in line else line.split()


@pytest.mark.parametrize("line", FIVE)
def test_five_words_are_the_five_points_in_order(line):
    high, steps = points(words_of(line))
    assert high == 5
    assert [steps[word] for word in words_of(line)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("line", SEVEN)
def test_seven_words_are_the_seven_points_in_order(line):
    high, steps = points(words_of(line))
    assert high == 7
    assert [steps[word] for word in words_of(line)] == [1, 2, 3, 4, 5, 6, 7]


def test_six_words_without_a_middle_are_six_points_and_said_to_be_unsure():
    line = "Strongly disagree|Disagree|Slightly disagree|Slightly agree|Agree|Strongly agree"
    found = ladder(line.split("|"))
    assert (found.points, list(found.steps.values())) == (6, [1, 2, 3, 4, 5, 6])
    assert not found.sure
    assert found.others == (7,)


def test_three_plain_words_stay_within_five_points_and_three_are_offered():
    found = ladder(["不满意", "一般", "满意"])
    assert (found.points, found.sure, found.others) == (5, False, (3,))
    assert list(found.steps.values()) == [2, 3, 4]
    assert on_scale(["不满意", "一般", "满意"], Scale(1, 3)) == {"不满意": 1, "一般": 2, "满意": 3}


def test_five_words_with_one_bad_one_are_seven_points_or_five_as_a_person_says():
    words = ["不满意", "一般", "比较满意", "满意", "非常满意"]
    found = ladder(words)
    assert (found.points, found.sure, found.others) == (7, False, (5,))
    assert list(on_scale(words, Scale(1, 5)).values()) == [1, 2, 3, 4, 5]


def test_words_of_different_topics_do_not_lengthen_each_others_scale():
    words = ["非常重要", "比较重要", "一般", "不太重要", "不重要", "非常满意", "满意", "不满意", "非常不满意"]
    assert points(words)[0] == 5


def test_words_beside_numbers_of_a_long_scale_are_its_ends():
    assert on_scale(["非常不满意", "一般", "非常满意", "满意"], Scale(0, 10)) == {
        "非常不满意": 0, "一般": 5, "非常满意": 10,
    }  # fmt: skip


DEGREES = [
    "非常不",
    "很不",
    "不太",
    "比较不",
    "有点不",
    "不",
    "有点",
    "比较",
    "基本",
    "",
    "很",
    "非常",
    "极其",
]
SATISFIED = [degree + "满意" for degree in DEGREES] + ["一般"]


@given(st.sets(st.sampled_from(SATISFIED), min_size=1))
def test_a_stronger_word_is_never_lower(words):
    high, steps = points(words)
    ordered = sorted(words, key=lambda word: phrase(word).strength)
    met = [steps[word] for word in ordered if "基本" not in word]
    assert met == sorted(met)
    assert all(1 <= step <= high for step in steps.values())


PAIRS = [("非常满意", "非常不满意"), ("满意", "不满意"), ("比较满意", "比较不满意")]


@given(st.sets(st.sampled_from(PAIRS), min_size=1))
def test_a_scale_with_a_middle_mirrors_itself(pairs):
    high, steps = points([*(word for pair in pairs for word in pair), "一般"])
    assert all(steps[good] + steps[bad] == high + 1 for good, bad in pairs)
    assert steps["一般"] * 2 == high + 1

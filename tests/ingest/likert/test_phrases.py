"""Single answers in words: their family and strength, the longest word first, no negation overlooked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.ingest.likert import Family, family, level, phrase
from mot.ingest.likert.vocabulary import ADVERBS, DENIALS, STEMS

# word, level (-3 strongly against to 3 strongly for), family
SWEEP = """
非常满意 3 satisfaction|很满意 3 satisfaction|十分满意 3 satisfaction|极其满意 3 satisfaction|特别满意 3 satisfaction
满意 2 satisfaction|比较满意 1 satisfaction|较满意 1 satisfaction|基本满意 1 satisfaction|还算满意 1 satisfaction
不太满意 -1 satisfaction|不大满意 -1 satisfaction|不怎么满意 -1 satisfaction|不是很满意 -1 satisfaction
没那么满意 -1 satisfaction|比较不满意 -1 satisfaction|有点不满意 -1 satisfaction|不满意 -2 satisfaction
不满 -2 satisfaction|并不满意 -2 satisfaction|非常不满意 -3 satisfaction|很不满意 -3 satisfaction|极不满意 -3 satisfaction
一点也不满意 -3 satisfaction|完全不满意 -3 satisfaction|毫不满意 -3 satisfaction|根本不满意 -3 satisfaction
非常同意 3 agreement|完全同意 3 agreement|同意 2 agreement|比较同意 1 agreement|不太同意 -1 agreement
不同意 -2 agreement|非常不同意 -3 agreement|完全不同意 -3 agreement|反对 -2 agreement|强烈 None None
非常赞同 3 agreement|不赞同 -2 agreement|比较认可 1 agreement|不认可 -2 agreement|非常符合 3 agreement
完全符合 3 agreement|不太符合 -1 agreement|不符合 -2 agreement|完全不符合 -3 agreement
非常重要 3 importance|重要 2 importance|比较重要 1 importance|不太重要 -1 importance|不重要 -2 importance
完全不重要 -3 importance|一点都不重要 -3 importance|很不重要 -3 importance|至关重要 3 importance|可有可无 -1 importance
很好 3 quality|好 2 quality|较好 1 quality|不好 -2 quality|差 -2 quality|较差 -1 quality|很差 -3 quality|非常差 -3 quality
极差 -3 quality|优秀 3 quality|优 3 quality|良好 2 quality|良 2 quality|不错 2 quality|很不错 3 quality|不差 1 quality
不太好 -1 quality|糟糕 -2 quality|欠佳 -2 quality|不及格 -2 quality|满分 3 quality
非常愿意 3 likelihood|愿意 2 likelihood|不太愿意 -1 likelihood|不愿意 -2 likelihood|不愿 -2 likelihood
一定会 3 likelihood|可能会 1 likelihood|可能不会 -1 likelihood|一定不会 -3 likelihood|非常可能 3 likelihood|不太可能 -1 likelihood
很高 3 amount|高 2 amount|低 -2 amount|很低 -3 amount|不高 -2 amount
从不 -3 frequency|从来没有 -3 frequency|很少 -2 frequency|偶尔 -1 frequency|有时 0 frequency|经常 2 frequency
通常 2 frequency|总是 3 frequency|每次都 3 frequency|几乎不 -2 frequency
远低于期望 -3 expectation|低于期望 -2 expectation|略低于预期 -1 expectation|符合期望 0 expectation|达到预期 0 expectation
略高于期望 1 expectation|超出期望 2 expectation|超出预期 2 expectation|远超期望 3 expectation|远远超出预期 3 expectation
未达到期望 -2 expectation|没有达到预期 -2 expectation|与期望一致 0 expectation|远低于 -3 expectation|超出 2 expectation
一般 0 neutral|中立 0 neutral|普通 0 neutral|说不上 0 neutral|尚可 0 neutral|无所谓 0 neutral
很方便 3 attribute|不方便 -2 attribute|比较快 1 attribute|慢 -2 attribute|非常清楚 3 attribute|不太热情 -1 attribute
滿意 2 satisfaction|非常滿意 3 satisfaction|ＶＥＲＹ　ＧＯＯＤ 3 quality|A.非常满意 3 satisfaction|B、满意 2 satisfaction
感到非常满意 3 satisfaction|满意。 2 satisfaction|非常满意！ 3 satisfaction|非 常 满 意 3 satisfaction
very satisfied 3 satisfaction|Extremely satisfied 3 satisfaction|satisfied 2 satisfaction|Somewhat satisfied 1 satisfaction
Slightly satisfied 1 satisfaction|not very satisfied -1 satisfaction|not satisfied -2 satisfaction|dissatisfied -2 satisfaction
Not at all satisfied -3 satisfaction|not satisfied at all -3 satisfaction|very dissatisfied -3 satisfaction
Somewhat dissatisfied -1 satisfaction|unhappy -2 satisfaction|I am very satisfied 3 satisfaction
strongly agree 3 agreement|agree 2 agreement|I agree 2 agreement|disagree -2 agreement|Strongly disagree -3 agreement
slightly disagree -1 agreement|neither agree nor disagree 0 neutral|Undecided 0 neutral|neutral 0 neutral
not at all important -3 importance|Very important 3 importance|important 2 importance|not important -2 importance
unimportant -2 importance|moderately important 1 importance|of little importance -1 importance|critical 3 importance
excellent 3 quality|very good 3 quality|good 2 quality|fair 0 neutral|poor -2 quality|very poor -3 quality|not good -2 quality
not bad 1 quality|terrible -3 quality|average 0 neutral
extremely likely 3 likelihood|likely 2 likelihood|Very unlikely -3 likelihood|not likely -2 likelihood|definitely not -3 likelihood
probably not -1 likelihood|probably 1 likelihood|might or might not 0 neutral
never -3 frequency|rarely -2 frequency|Seldom -2 frequency|occasionally -1 frequency|sometimes 0 frequency|often 2 frequency
usually 2 frequency|always 3 frequency|most of the time 2 frequency
far below expectations -3 expectation|below expectations -2 expectation|met expectations 0 expectation
exceeded expectations 2 expectation|far exceeded expectations 3 expectation|far below -3 expectation|exceeded 2 expectation
much worse than expected -3 expectation|better than expected 2 expectation|as expected 0 expectation|did not meet expectations -2 expectation
非常满意 Very satisfied 3 satisfaction|Dissatisfied 不满意 -2 satisfaction
"""
KNOWN = [cell.rsplit(" ", 2) for line in SWEEP.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize(("word", "strength", "about"), KNOWN, ids=[word for word, _, _ in KNOWN])
def test_a_word_is_read_with_its_strength_and_family(word, strength, about):
    assert str(level(word)) == strength
    found = family(word)
    assert str(found.value if found else None) == about


def test_the_sweep_is_long_and_speaks_two_languages():
    assert len(KNOWN) >= 120
    assert sum(word.isascii() for word, _, _ in KNOWN) >= 40
    assert {about for _, _, about in KNOWN} >= {one.value for one in Family}


@pytest.mark.parametrize(
    "text",
    [
        "排队太久了", "满意的服务", "very", "", "不太不满意", "非常", "不", "5", "服务非常满意但是排队久", "not", "满意度", "完全符合期望",
        "非常满意 Very dissatisfied", "看情况", "important documents", "高新支行", "好的建议是多开窗口", "从不知道怎么办",
    ],
)  # fmt: skip
def test_prose_and_contradictions_are_no_answers(text):
    assert level(text) is None


GOOD = [stem for good, _ in STEMS.values() for stem in good.split()]
CHINESE = [stem for stem in GOOD if not stem.isascii()]


@given(st.sampled_from(CHINESE), st.sampled_from([a for a in ADVERBS if not a.isascii()]))
def test_a_denial_is_never_on_the_side_of_what_it_denies(stem, adverb):
    for denial in DENIALS:
        joined = phrase(denial + (" " if denial.isascii() else "") + stem)
        assert joined is None or joined.strength < 0
    said = phrase(adverb + stem)
    assert said is None or said.strength > 0


@given(
    st.sampled_from(CHINESE),
    st.sampled_from(["非常", "很", "特别", "相当", "十分", "比较", "有点", "稍微", "完全"]),
)
def test_the_negative_mirrors_the_positive(stem, adverb):
    good, bad = phrase(adverb + stem), phrase(f"{adverb}不{stem}")
    assert (good, bad) != (None, None)
    assert bad.topic == good.topic
    assert bad.strength == -good.strength


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    found = phrase(text)
    assert found is None or -36 <= found.strength <= 36

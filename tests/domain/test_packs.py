import re
import unicodedata
from dataclasses import replace

import pytest

from mot.domain.packs import PACKS, known_figures, load_pack, load_step_presets
from mot.domain.survey import Dimension, Institution, Label, Name, Step

HAN = re.compile(r"[一-鿿]")


def names(pack):
    yield pack.name
    yield from pack.stages
    for thing in (*pack.touchpoints, *pack.channels, *pack.segments, *pack.figures):
        yield thing.name
    for question in pack.questions:
        yield from (question.expectation, question.perception)
    for idea in pack.ideas:
        yield idea.text
    for preset in pack.step_presets:
        yield preset.name
        yield from (name for _, name in preset.steps)


@pytest.fixture(params=PACKS)
def pack(request):
    return load_pack(request.param)


def test_every_text_is_there_in_chinese_and_in_english(pack):
    for name in names(pack):
        assert HAN.search(name.zh), name
        assert name.en.isascii(), name
        assert re.search("[A-Za-z]", name.en), name


def test_touchpoints_come_stage_by_stage(pack):
    stages = [touchpoint.stage for touchpoint in pack.touchpoints]
    assert list(dict.fromkeys(stages)) == list(pack.stages)
    assert stages == sorted(stages, key=pack.stages.index)


def test_codes_are_short_ascii_and_unlike(pack):
    for group in (pack.touchpoints, pack.channels, pack.segments, pack.figures):
        codes = [thing.code for thing in group]
        assert len(set(codes)) == len(codes)
        assert all(re.fullmatch("[a-z][a-z_]{2,20}", code) for code in codes)


def test_no_spelling_stands_for_two_things(pack):
    for group in (pack.touchpoints, pack.channels, pack.segments, pack.figures):
        owner = {}
        for thing in group:
            for text in {thing.code, thing.name.zh, thing.name.en, *thing.aliases}:
                spelling = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
                assert owner.setdefault(spelling, thing.code) == thing.code, text


def test_every_touchpoint_has_spellings_a_question_and_ideas(pack):
    for touchpoint in pack.touchpoints:
        question = pack.question(touchpoint.code)
        assert question is not None
        assert "期望" in question.expectation.zh
        assert "expect" in question.expectation.en
        assert "expect" not in question.perception.en
        assert len(pack.ideas_for(touchpoint.code)) >= 2
        assert any(alias.isascii() for alias in touchpoint.aliases)
        assert any(HAN.search(alias) for alias in touchpoint.aliases)


def test_every_service_dimension_and_every_step_is_met_somewhere(pack):
    assert {t.dimension for t in pack.touchpoints} == set(Dimension) - {Dimension.NONE}
    assert {t.step for t in pack.touchpoints} >= set(Step) - {Step.NONE}


def test_an_institution_starts_with_the_journey_and_without_branches(pack):
    name = Name("示例", "Example")
    institution = pack.institution(name)
    assert institution.name == name
    assert institution.industry == pack.industry
    assert institution.touchpoints == pack.touchpoints
    assert (institution.regions, institution.branches) == ((), ())
    for group in (institution.touchpoints, institution.channels, institution.segments, institution.figures):
        assert [thing.id for thing in group] == list(range(1, len(group) + 1))  # 0 would be "not stated"
    assert dict(institution.step_names)[Step.EXPLORE] == Name("探询需求", "Explore needs")
    assert not institution.demonstration


def test_the_bank_walks_from_the_door_to_the_complaint():
    assert [t.name.zh for t in load_pack("bank").touchpoints] == [
        "网点环境", "取号排队", "需求询问", "方案建议", "风险说明",
        "柜台办理", "手机银行", "办结确认", "回访跟进", "投诉处理",
    ]  # fmt: skip


def test_every_industry_counts_complaints_and_how_much_was_done(pack):
    codes = [figure.code for figure in pack.figures]
    assert "complaints" in codes
    assert any("业务量" in figure.aliases for figure in pack.figures)


def test_the_usual_figures_are_known_before_they_are_stored(pack):
    nothing_stored = Institution(name=Name("示例"), industry=pack.industry)
    known = known_figures(nothing_stored)
    assert [figure.code for figure in known] == [figure.code for figure in pack.figures]
    assert {figure.id for figure in known} == {0}


def test_a_figure_of_ones_own_takes_the_place_of_the_usual_one_of_that_name():
    own = Label(7, "f001", Name("客诉", "complaint RATE"))
    renamed = replace(load_pack("bank").figures[3], id=8, name=Name("业务笔数"))
    known = known_figures(Institution(name=Name("示例"), industry="bank", figures=(own, renamed)))
    assert [figure.code for figure in known] == ["f001", "transactions", "proposals", "applications"]
    assert known[1].name == Name("业务笔数")


def test_an_institution_of_no_known_industry_has_its_own_figures_only():
    own = (Label(7, "f001", Name("投诉率")),)
    assert known_figures(Institution(name=Name("示例"), industry="", figures=own)) == own


def test_both_sets_of_step_names_name_all_four_steps():
    assert [preset.code for preset in load_step_presets()] == ["standard", "short"]
    for preset in load_step_presets():
        assert [step for step, _ in preset.steps] == [
            Step.EXPLORE,
            Step.PROPOSE,
            Step.CONFIRM,
            Step.FOLLOW_UP,
        ]


def test_an_unknown_touchpoint_has_neither_question_nor_ideas():
    assert load_pack("bank").question("moon") is None
    assert load_pack("bank").ideas_for("moon") == ()


def test_an_unknown_industry_is_a_programmers_slip():
    with pytest.raises(ValueError, match="bank, restaurant, hospital"):
        load_pack("circus")

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.survey import RATINGS, SCALES, Dimension, Field, FieldKind, Group, Name, Scale

LIMITS = st.tuples(st.integers(0, 100), st.integers(0, 100)).filter(lambda pair: pair[0] < pair[1])


@given(LIMITS)
def test_a_scale_is_read_back_from_its_key_and_from_its_code(limits):
    scale = Scale(*limits)
    assert Scale.from_key(scale.key) == scale
    assert Scale.parse(scale.code) == scale
    assert scale.width == scale.high - scale.low > 0


@given(LIMITS, LIMITS)
def test_two_scales_never_share_a_key(one, other):
    assert (Scale(*one).key == Scale(*other).key) == (one == other)


@pytest.mark.parametrize(("low", "high"), [(5, 1), (3, 3), (-1, 5), (1, 101)])
def test_a_scale_runs_upwards_within_0_to_100(low, high):
    with pytest.raises(ValueError, match="runs upwards"):
        Scale(low, high)


def test_the_customary_scales_are_all_different():
    assert len({scale.key for scale in SCALES}) == len(SCALES)


@given(st.sampled_from(FieldKind), st.text("abcdefgh_+老城:", max_size=12))
def test_a_field_is_read_back_from_its_code(kind, touchpoint):
    field = Field(kind, touchpoint)
    assert Field.parse(field.code) == field


def test_an_unknown_field_is_a_programmers_slip():
    with pytest.raises(ValueError, match="smell"):
        Field.parse("smell:queue")


def test_ratings_are_the_four_kinds_of_answer_about_a_touchpoint():
    assert [kind.value for kind in RATINGS] == ["expectation", "perception", "minimum", "importance"]


def test_a_missing_language_is_stood_in_for_by_the_other():
    assert Name("老城").in_language("en") == "老城"
    assert Name("", "Old Town").in_language("zh_CN") == "Old Town"
    assert Name("老城", "Old Town").in_language("zh_CN") == "老城"
    assert Name("老城", "Old Town").in_language("en_GB") == "Old Town"


def test_every_service_dimension_has_its_group():
    wanted = {dimension.name for dimension in Dimension if dimension is not Dimension.NONE}
    assert {group.name for group in Group if group is not Group.ALL} == wanted

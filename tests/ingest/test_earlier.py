"""Equal forms are found however the columns lie, and a correction is told from an extension and a new wave."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from mot.ingest.digests import digests, shared
from mot.ingest.draft import MISSING
from mot.ingest.earlier import Correction, Past, by_chance, correction, owners
from mot.ingest.said import Said


def said(forms: list[tuple[str, int, int, int]], answered: int = 8) -> Said:
    """Forms of who, branch, day and one answer."""
    who, branch, day, answer = (list(column) for column in zip(*forms, strict=True))
    people = pa.array(who, pa.string())
    none = pa.array([""] * len(who))
    places = {"branch": np.array(branch), "day": np.array(day)}
    digest = digests({"p_1": np.array(answer)}, **places, who=people, comment=none)
    return Said(people, places["branch"], places["day"], np.full(len(who), answered), digest)


NAMELESS = [("", 1, 100 + i % 5, 1 + i % 4) for i in range(20)]
NAMED = [(f"{i:032x}", 1, 100, 3) for i in range(20)]


@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
def test_as_many_are_shared_as_both_have(ours: list[int], theirs: list[int]) -> None:
    found = shared(np.array(ours, dtype=np.uint64), np.array(theirs, dtype=np.uint64))
    for value in range(6):
        both = min(ours.count(value), theirs.count(value))
        assert sum(hit for hit, mine in zip(found, ours, strict=True) if mine == value) == both


def test_a_missing_answer_is_a_question_not_asked() -> None:
    place = {"branch": np.array([1, 1]), "day": np.array([5, 5])}
    place |= {"who": pa.array(["", ""]), "comment": pa.array(["", "慢"])}
    one = digests({"p_1": np.array([4, 4]), "p_2": np.array([MISSING, 2])}, **place)
    other = digests(
        {"p_2": np.array([MISSING, 2]), "p_1": np.array([4, 4]), "i_3": np.array([MISSING] * 2)}, **place
    )
    assert (one == other).all()
    assert one[0] != one[1]


def test_answers_to_different_questions_are_different() -> None:
    place = {"branch": np.array([1]), "day": np.array([5]), "who": pa.array([""]), "comment": pa.array([""])}
    found = {int(digests({name: np.array([4])}, **place)[0]) for name in ("p_1", "p_2", "e_1", "nps")}
    assert len(found) == 4


def test_each_form_has_one_owner() -> None:
    past = [Past(3, said(NAMELESS[:5])), Past(8, said(NAMELESS[3:9]))]
    assert owners(said(NAMELESS[:10]), past).tolist() == [3] * 5 + [8] * 4 + [0]
    assert owners(said(NAMED), [Past(3, said(NAMELESS))]).tolist() == [0] * 20, (
        "people are known by their number"
    )


def test_short_forms_may_be_equal_by_chance_and_long_ones_may_not() -> None:
    for answered, chance in ((2, True), (8, False)):
        past = [Past(3, said(NAMELESS[:4], answered))]
        one = said([NAMELESS[0], *((who, 1, day, 9) for who, _, day, _ in NAMELESS[1:])], answered)
        assert owners(one, past).tolist() == [3] + [0] * 19
        assert by_chance(one, owners(one, past), past) is chance
        everything = said(NAMELESS, answered)
        assert not by_chance(everything, owners(everything, past), past), "all that the import has"


def test_a_changed_answer_is_a_correction() -> None:
    for forms in (NAMED, NAMELESS):
        changed = [(*forms[0][:3], 5), *forms[1:]]
        found = correction(said(changed), Past(7, said(forms)))
        alike = 20 if forms is NAMED else 19
        assert found == Correction(7, changed=1, alike=alike, whole=True)


def test_more_of_the_same_or_another_wave_is_none() -> None:
    for forms in (NAMED, NAMELESS):
        old = Past(7, said(forms[:12]))
        assert correction(said(forms), old) is None
        assert correction(said(list(reversed(forms[:12]))), old) is None
        assert correction(said([(w, b, d + 90, 5) for w, b, d, _ in forms]), old) is None
        assert correction(said([(*forms[0][:3], 5), *forms[1:4]]), old) is None, "a small part"


def test_a_correction_that_lacks_somebody_is_not_whole() -> None:
    for forms in (NAMED, NAMELESS):
        found = correction(said([(*forms[0][:3], 5), *forms[1:15]]), Past(7, said(forms)))
        assert found is not None
        assert not found.whole

"""Too much for one slide goes on several, as few and as equal as may be."""

from hypothesis import given
from hypothesis import strategies as st

from mot.reports.slides.splitting import key_of, shares


@given(st.integers(0, 500), st.integers(1, 30))
def test_parts_follow_each_other_and_are_equal(size: int, most: int) -> None:
    parts = shares(size, most)
    assert [first for first, _ in parts] == [0, *(last for _, last in parts[:-1])]
    assert parts[-1][1] == size
    sizes = [last - first for first, last in parts]
    assert max(sizes) <= most
    assert max(sizes) - min(sizes) <= 1
    assert len(parts) == max(1, -(-size // most))


def test_the_first_slide_has_the_key_of_its_section() -> None:
    assert [key_of("gaps", part) for part in range(3)] == ["gaps", "gaps-2", "gaps-3"]

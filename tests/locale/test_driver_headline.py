"""Whatever the numbers are, the headline of the priorities names only what is certain."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mot.analysis.priorities import PriorityState
from mot.domain.thresholds import Thresholds
from mot.locale.sentences import drivers
from mot.locale.words import Locale
from mot.stats.importance import DriverState
from mot.stats.quadrants import Quadrant
from tests.conftest import examples
from tests.locale.driver_findings import NAMES, NAN, finding, point

RULES = Thresholds()
EN = Locale("en")


@st.composite
def points(draw):
    """A touchpoint anywhere, with a gap of any size."""
    quadrant = draw(st.sampled_from([*map(str, Quadrant), None]))
    gap = draw(st.floats(-2, 1) | st.just(NAN))
    known = quadrant is not None
    return point(
        quadrant=quadrant,
        importance=draw(st.floats(0.01, 1)) if known else NAN,
        sure=0.9 if known else NAN,
        fix_first=0.5 if known else NAN,
        gap=gap,
        half=draw(st.floats(0.01, 0.5)),
        priority=max(0.0, -gap) * 10 if gap == gap else NAN,
        rank=draw(st.sampled_from([1.0, NAN])),
    )


@given(
    made=st.lists(points(), min_size=4, max_size=4),
    state=st.sampled_from([DriverState.FINE, DriverState.EARLY, DriverState.NOT_ENOUGH]),
    priorities=st.sampled_from(PriorityState),
)
@settings(max_examples=examples(300), deadline=None)
def test_whatever_is_named_first_is_surely_there(made, state, priorities):
    found = finding(made, state=state, priorities=priorities)
    said = drivers.headline(EN, found, NAMES, RULES)
    named = found.frame[[EN.name(NAMES[i]) in said for i in found.frame["touchpoint"]]]
    if said.startswith("Begin with") or "high importance" in said:
        assert (named["quadrant"] == Quadrant.CONCENTRATE_HERE).all()
        assert state.known
        assert said.startswith("Begin with") == (state is DriverState.FINE)
    if "below expectations" in said and not said.startswith("Nothing"):
        assert (named["gap_hi"] < 0).all()
    if "wide gap" in said:
        assert (named["gap_hi"] <= -found.unit.shown(RULES.delta)).all()
    if "furthest short" in said or "highest priority" in said:
        assert (named["gap_hi"] < 0).all()
        assert (named["rank"] == 1).all()

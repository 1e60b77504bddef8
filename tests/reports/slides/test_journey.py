"""The journey strip: every touchpoint in order, in equal parts where there are many."""

import sqlalchemy as sa

from mot.reports.slides import journey
from mot.services import comparison
from mot.stats.multiplicity import Status
from tests.reports.slides.surveys import ADA, ask, both


def test_it_holds_the_numbers_of_the_service_in_the_order_of_the_journey(demo: sa.Engine) -> None:
    (slide,) = both(journey.compose, asked := ask(demo))
    frame = comparison.comparison(demo, ADA, asked.view, asked.earlier).now.frame
    assert slide.chart is not None
    for name in ("expectation", "perception", "gap"):
        assert list(slide.chart.columns[name]) == frame[name].tolist()
    assert list(slide.chart.columns["lo"]) == (frame["expectation"] + frame["lo"]).tolist()
    assert [row[5] for row in slide.data[0].rows] == frame["gap"].tolist()


def test_the_three_that_stand_out_are_findings_with_interval_and_people(demo: sa.Engine) -> None:
    (slide,) = journey.compose(asked := ask(demo))
    frame = comparison.comparison(demo, ADA, asked.view, asked.earlier).now.frame
    loud = frame[frame["status"].isin([str(Status.WEAK), str(Status.DELIGHT)])]
    loud = loud.reindex(loud["gap"].abs().sort_values(ascending=False).index)[:3]
    names = asked.touchpoints
    assert [one.label for one in slide.takeaways] == [names[int(i)].en for i in loud["touchpoint"]]
    assert [one.text.rsplit(" · ", 1)[1] for one in slide.takeaways] == [f"{n:,} people" for n in loud["n"]]


def test_thirty_touchpoints_go_on_two_slides_which_say_so(many_touchpoints: sa.Engine) -> None:
    one, two = both(journey.compose, ask(many_touchpoints))
    assert (one.key, two.key) == ("journey", "journey-2")
    assert (one.kicker, two.kicker) == ("The journey · 1 of 2", "The journey · 2 of 2")
    assert one.chart is not None
    assert two.chart is not None
    assert one.chart.columns["label"] == tuple(f"Touchpoint {i}" for i in range(1, 16))
    assert two.chart.columns["label"] == tuple(f"Touchpoint {i}" for i in range(16, 31))
    assert {t.label for t in two.takeaways} <= set(two.chart.columns["label"])
    assert len(one.data[0].rows) == 30
    assert two.data == ()


def test_perceptions_alone_have_no_weak_moments(perceptions: sa.Engine) -> None:
    (slide,) = both(journey.compose, ask(perceptions))
    assert slide.takeaways == ()
    assert slide.chart is not None
    assert set(slide.chart.columns["expectation"]) == {None}
    assert "weak" not in slide.chart.caption


def test_three_people_are_not_shown(three_people: sa.Engine) -> None:
    assert journey.compose(ask(three_people)) == ()

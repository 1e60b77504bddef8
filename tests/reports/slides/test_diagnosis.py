"""Steps as the answers tell them, causes as colleagues tagged them."""

import sqlalchemy as sa

from mot.reports.slides import diagnosis
from mot.services import diagnosis as service
from tests.reports.slides.surveys import ADA, ask, both
from tests.reports.slides.work_samples import LIN, MEI


def test_steps_are_those_of_the_service(worked: sa.Engine) -> None:
    (slide,) = both(diagnosis.compose, asked := ask(worked))
    found = service.diagnosis(worked, ADA, asked.view).steps
    assert slide.chart is not None
    shown = found["gap"].notna()
    assert [v for v in slide.chart.columns["change"] if v is not None] == found.loc[shown, "gap"].tolist()
    steps = next(d for d in slide.data if d.key == "steps")
    assert [row[1] for row in steps.rows] == [
        int(n) if s else None for n, s in zip(found["n"], shown, strict=True)
    ]
    assert [row[-1] for row in steps.rows] == found["tags"].tolist()


def test_causes_are_counted_from_the_tags_of_ones_own_branches(worked: sa.Engine) -> None:
    told = {}
    for actor in (ADA, LIN, MEI):
        (slide,) = diagnosis.compose(ask(worked, actor=actor))
        assert slide.table is not None
        told[actor.login] = {row[1]: row[2] for row in slide.table.rows if row[0] == "Cause"}
    assert told["lin"] == {"Process": 1}
    assert told["mei"] == {"Staffing and resources": 2}
    assert told["ada"] == {"Process": 2, "Staffing and resources": 2, "Product": 1}


def test_a_principle_is_counted_once_per_tag(worked: sa.Engine) -> None:
    (slide,) = diagnosis.compose(ask(worked))
    assert [row for row in slide.table.rows if row[0] == "5C principle"] == [
        ("5C principle", "Communication", 4)
    ]


def test_without_tags_the_answers_speak_alone(demo: sa.Engine) -> None:
    (slide,) = both(diagnosis.compose, ask(demo))
    assert slide.table is None
    assert slide.lines[0].startswith("No weak moment was tagged")


def test_where_nothing_is_known_there_is_no_slide(three_people: sa.Engine, perceptions: sa.Engine) -> None:
    assert diagnosis.compose(ask(three_people)) == ()
    assert diagnosis.compose(ask(perceptions)) == ()

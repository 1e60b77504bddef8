"""What is missing to say something of every branch and touchpoint."""

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from mot.charts.frames import planner as rows
from mot.reports.slides import plan
from mot.services import planner as service
from tests.reports.slides.surveys import ADA, EN, TODAY, ask, both, manager, values
from tests.reports.slides.work_samples import MEI, NORTHERN


def test_needs_are_those_of_the_sample_plan(two_quarters: sa.Engine) -> None:
    (slide,) = both(plan.compose, asked := ask(two_quarters))
    found = service.plan(two_quarters, ADA, asked.view, None, TODAY)
    page = rows.branches_table(found, asked.books.institution.touchpoints, asked.branches, EN)
    assert slide.table is not None
    filled = [name for name in page.columns if (page[name] != "").any()]
    assert [c.title for c in slide.table.columns] == filled
    assert [list(row) for row in slide.table.rows] == page[filled].to_numpy().tolist()
    assert [row[4] for row in slide.data[0].rows] == found.cells.sort_values("branch", kind="stable")[
        "still"
    ].tolist()


def test_the_plan_is_of_the_day_of_the_review(two_quarters: sa.Engine) -> None:
    during = replace(ask(two_quarters), today=dt.date(2026, 9, 15))
    (slide,) = plan.compose(during)
    assert slide.table is not None
    assert "Per week, 3 weeks left" in [c.title for c in slide.table.columns]
    assert not slide.title.startswith("The quarter is over")


def test_hidden_answers_are_empty(uneven: sa.Engine) -> None:
    (slide,) = plan.compose(asked := ask(uneven))
    found = service.plan(uneven, ADA, asked.view, None, TODAY).cells
    assert found["so_far"].isna().any()
    so_far = [row[3] for row in slide.data[0].rows]
    assert so_far.count(None) == found["so_far"].isna().sum()


def test_two_hundred_branches_are_summarised(many_branches: sa.Engine) -> None:
    (slide,) = both(plan.compose, ask(many_branches))
    assert slide.table is not None
    assert len(slide.table.rows) == plan.MOST
    assert slide.table.note == "The 12 branches that need most of 200; the appendix has all."
    assert len(slide.data[0].rows) == 200 * 3


def test_one_branch_is_told_by_touchpoint(one_branch: sa.Engine) -> None:
    (slide,) = both(plan.compose, asked := ask(one_branch))
    found = service.plan(one_branch, ADA, asked.view, None, TODAY).cells
    assert slide.table is not None
    assert slide.table.columns[0].key == "touchpoint"
    assert sorted(row[1] for row in slide.table.rows) == sorted(found["required"])


def test_three_people_are_hidden_in_the_plan_too(three_people: sa.Engine) -> None:
    (slide,) = both(plan.compose, ask(three_people))
    assert {row[2] for row in slide.table.rows} == {"under 10"}
    assert {row[3] for row in slide.data[0].rows} == {None}


def test_mei_plans_for_the_south_alone(worked: sa.Engine) -> None:
    (slide,) = plan.compose(ask(worked, actor=MEI))
    assert len(slide.table.rows) == 3
    assert not any(name in str(v) for v in values((slide,)) for name in NORTHERN)
    assert plan.compose(ask(worked, actor=manager(4)))[0].table.columns[0].key == "touchpoint"

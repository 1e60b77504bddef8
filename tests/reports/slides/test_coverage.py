"""Who answered: counts under the rule that hides small ones, and what the files and flags say."""

import dataclasses

import pandas as pd
import sqlalchemy as sa

from mot.analysis.heat import SHOWN
from mot.locale.sentences.flagged import flagged
from mot.reports.slides import coverage
from mot.services import branches, gaps, overview, reliability
from tests.reports.slides.surveys import ADA, EN, ask, both, manager, values


def test_answers_per_branch_are_those_of_the_branch_page(demo: sa.Engine) -> None:
    (slide,) = both(coverage.compose, asked := ask(demo))
    found = branches.branches(demo, ADA, asked.view).frame
    told = {asked.branches[int(b)].en: int(n) for b, n in zip(found["branch"], found["n"], strict=True)}
    assert slide.chart is not None
    assert dict(zip(slide.chart.columns["label"], slide.chart.columns["tags"], strict=True)) == told
    assert list(slide.chart.columns["tags"]) == sorted(told.values(), reverse=True)
    assert slide.chart.columns["tags_text"] == tuple(f"{n:,}" for n in sorted(told.values(), reverse=True))
    assert {row[0]: row[1] for row in slide.data[0].rows} == told
    assert [row[2:5] for row in slide.data[0].rows] == [
        tuple(row) for row in found[["responses", "transactions", "coverage"]].itertuples(index=False)
    ]


def test_takeaways_and_sentences_are_those_of_the_pages(demo: sa.Engine) -> None:
    (slide,) = coverage.compose(asked := ask(demo))
    told = overview.overview(demo, ADA, asked.view)
    assert slide.title == (
        f"{told.coverage.enough} of {told.coverage.branches} branches have 30 answers or more"
    )
    assert slide.takeaways[0].value == f"{told.responses[-1]:,}"
    frame = branches.branches(demo, ADA, asked.view).frame
    assert slide.takeaways[1].value == f"{frame['responses'].sum() / frame['transactions'].sum() * 100:.1f}%"
    assert slide.lines[0] == flagged(EN, gaps.flagged(demo, ADA, asked.view), asked.touchpoints)
    assert slide.lines[1] == "The answers came by 1 import; none of its 4,026 rows was set aside."


def test_reliability_is_the_one_of_the_method_page(demo: sa.Engine) -> None:
    (slide,) = coverage.compose(asked := ask(demo))
    alphas = reliability.reliability(demo, ADA, asked.view)
    known = alphas["perception"].dropna()
    assert f"of the {len(known)} dimensions" in slide.lines[2]
    assert f"{known.min():.2f} to {known.max():.2f}" in slide.lines[2]
    told = pd.DataFrame([row[1:] for row in slide.data[1].rows], columns=list(alphas.columns[1:]))
    pd.testing.assert_frame_equal(told.astype(float), alphas.iloc[:, 1:].astype(float), check_exact=True)


def test_rows_set_aside_are_counted_over_the_files(two_quarters: sa.Engine) -> None:
    (slide,) = both(coverage.compose, ask(two_quarters))
    assert "The answers came by 1 import; 7 of its 1,200 rows were set aside." in slide.lines


def test_hidden_branches_have_no_number_anywhere(uneven: sa.Engine) -> None:
    (slide,) = both(coverage.compose, asked := ask(uneven))
    frame = branches.branches(uneven, ADA, asked.view).frame
    hidden = {f"Branch {b}" for b in frame.loc[frame["why_hidden"] != SHOWN, "branch"]}
    assert "Branch 1" in hidden
    assert slide.chart is not None
    assert not hidden & set(slide.chart.columns["label"])
    assert f"not shown: {len(hidden)} branches with too few answers" in slide.chart.caption
    for row in slide.data[0].rows:
        assert (row[1] is None) == (row[0] in hidden)


def test_many_branches_are_put_together_by_region(many_branches: sa.Engine) -> None:
    (slide,) = both(coverage.compose, asked := ask(many_branches))
    frame = branches.branches(many_branches, ADA, asked.view).frame
    assert slide.chart is not None
    assert slide.chart.size == 5
    assert sum(n for n in slide.chart.columns["tags"] if isinstance(n, int)) == frame["n"].sum()
    assert slide.chart.caption == "Answers of 200 branches, put together by region"
    assert len(slide.data[0].rows) == 200


def test_many_branches_of_one_region_show_those_with_the_fewest(many_branches: sa.Engine) -> None:
    one_region = tuple(range(1, 201, 5))
    (slide,) = coverage.compose(ask(many_branches, branches=one_region))
    assert slide.chart is not None
    assert slide.chart.size == 15
    assert slide.chart.caption == "The 15 branches with the fewest answers, of 40"
    assert len(slide.data[0].rows) == 40


def test_one_branch_tells_how_many_answered(one_branch: sa.Engine) -> None:
    (slide,) = both(coverage.compose, ask(one_branch))
    assert slide.title == "60 people answered"


def test_three_people_have_no_chart(three_people: sa.Engine) -> None:
    (slide,) = both(coverage.compose, ask(three_people))
    assert slide.chart is None
    assert {row[1] for row in slide.data[0].rows} == {None}


def test_a_review_of_the_south_holds_nothing_of_the_north(two_quarters: sa.Engine) -> None:
    south = (2, 4, 6, 8)
    by_her, by_all = (
        coverage.compose(ask(two_quarters, branches=south, actor=actor)) for actor in (manager(*south), ADA)
    )
    assert [dataclasses.replace(s, notes="") for s in by_her] == [
        dataclasses.replace(s, notes="") for s in by_all
    ]
    assert not [v for v in values(by_all) if v in {"Branch 1", "Branch 3", "Branch 5", "Branch 7"}]

"""Branches of a review among themselves: never an order that cannot be defended, never a branch outside of it."""

from dataclasses import replace

import pandas as pd
import pytest
import sqlalchemy as sa

from mot.analysis.heat import SHOWN
from mot.domain.slides import Drawing, Form
from mot.locale.sentences import branches as sentences
from mot.reports.slides import branches as slides_of
from mot.services import branches
from tests.reports.slides.surveys import ADA, EN, ask, both, manager, values

SOUTH = (2, 4, 6, 8)


def test_funnel_and_intervals_hold_the_numbers_of_the_service(demo: sa.Engine) -> None:
    funnel, ranked = both(slides_of.compose, asked := ask(demo))
    found = branches.branches(demo, ADA, asked.view)
    names = {number: name.en for number, name in asked.branches.items()}
    told = {names[int(row.branch)]: row for row in found.frame.itertuples()}
    assert funnel.chart is not None
    assert ranked.chart is not None
    dots = _rows(funnel, kind="branch")
    assert {row["label"]: (row["value"], row["n"]) for row in dots} == {
        name: (row.value, float(row.n)) for name, row in told.items()
    }
    for name in ("value", "lo", "hi", "fair"):
        assert {row["label"]: row[name] for row in _rows(ranked)} == {
            label: getattr(row, name) for label, row in told.items()
        }
    assert [row[2] for row in sorted(funnel.data[0].rows)] == [told[name].value for name in sorted(told)]
    assert ranked.data == ()


def test_the_sentences_are_those_of_the_page(demo: sa.Engine) -> None:
    funnel, ranked = slides_of.compose(asked := ask(demo))
    found = branches.branches(demo, ADA, asked.view)
    assert f"{funnel.title}." == sentences.outside(EN, found, asked.branches)
    assert funnel.lines == ()
    assert ranked.title == sentences.headline(EN, found)
    assert ranked.lines == (sentences.standing(EN, found, asked.branches), sentences.mix(EN, found))


def test_of_branches_outside_the_limits_the_funnel_counts_and_names_them(demo: sa.Engine) -> None:
    found = branches.branches(demo, ADA, (asked := ask(demo)).view)
    frame = found.frame.assign(signal=["below", "above", *[""] * (len(found.frame) - 2)])
    told = replace(found, frame=frame)
    assert sentences.beyond(EN, told) == f"2 of {found.judged} branches lie outside the outer limits"
    assert "Look there first" in sentences.outside(EN, told, asked.branches)


def test_hidden_branches_stay_empty(uneven: sa.Engine) -> None:
    found = both(slides_of.compose, asked := ask(uneven))
    frame = branches.branches(uneven, ADA, asked.view).frame
    hidden = {f"Branch {b}" for b in frame.loc[frame["why_hidden"] != SHOWN, "branch"]}
    assert "Branch 1" in hidden
    for slide in found:
        assert slide.chart is not None
        for row in _rows(slide):
            if row["label"] in hidden:
                assert {row[name] for name in ("value", "lo", "hi", "fair")} == {None}
                assert {row[name] for name in ("n_text", "value_text", "interval_text", "fair_text")} == {""}
    for row in found[0].data[0].rows:
        assert (set(row[1:8]) == {None}) == (row[0] in hidden)


def test_a_review_of_the_south_compares_the_south_alone(two_quarters: sa.Engine) -> None:
    by_her, by_all = (
        slides_of.compose(ask(two_quarters, branches=SOUTH, actor=actor)) for actor in (manager(*SOUTH), ADA)
    )
    assert by_her == by_all
    names = {f"Branch {n}" for n in (1, 3, 5, 7)}
    assert not [v for v in values(by_all) if isinstance(v, str) and v in names]
    assert len(_rows(by_all[0], kind="branch")) == 4
    her = branches.branches(two_quarters, manager(*SOUTH), ask(two_quarters).view)
    assert {row["centre"] for row in _rows(by_all[1])} == {her.centre}


def test_of_two_hundred_branches_a_slide_shows_some_and_the_appendix_all(many_branches: sa.Engine) -> None:
    funnel, ranked = both(slides_of.compose, ask(many_branches))
    assert len(_rows(funnel, kind="branch")) == 200
    rows = _rows(ranked)
    assert len(rows) <= slides_of.MOST + slides_of.MOST_HIDDEN + 2
    assert [row["fold"] for row in rows if row["fold"]] == ["… 184 more branches"]
    assert len(funnel.data[0].rows) == 200
    assert max(len(str(row["label"])) for row in rows) <= 10


def test_two_branches_are_shown_and_not_compared(two_quarters: sa.Engine) -> None:
    (slide,) = both(slides_of.compose, ask(two_quarters, branches=(2, 4)))
    assert slide.chart is not None
    assert slide.chart.drawing is Drawing.RANKED
    assert slide.key == "branches"
    assert slide.title == "Only two branches can be shown, too few for a fair comparison"
    assert slide.lines[0].startswith("A fair comparison needs at least three branches")
    assert len(slide.data) == 1


@pytest.mark.parametrize("shape", ["one_branch", "three_people"])
def test_one_branch_has_no_such_slide(shape: str, request: pytest.FixtureRequest) -> None:
    assert slides_of.compose(ask(request.getfixturevalue(shape))) == ()


def test_scores_without_expectations_have_no_sign(perceptions: sa.Engine) -> None:
    funnel, ranked = both(slides_of.compose, ask(perceptions))
    for slide in (funnel, ranked):
        assert slide.chart is not None
        assert slide.chart.options["signed"] is False
        assert slide.chart.options["value"] == "Perceived"
    forms = {c.title: c.form for c in funnel.data[0].columns}
    assert forms["Perceived"] is Form.SCORE
    assert forms["Moved by"] is Form.SIGNED


def test_gaps_and_their_intervals_are_written_with_a_sign(demo: sa.Engine) -> None:
    funnel, _ = slides_of.compose(ask(demo))
    signed = {c.title for c in funnel.data[0].columns if c.form is Form.SIGNED}
    assert signed == {
        "Gap", "Interval from", "Interval to", "Fair gap", "Fair gap, interval from", "Fair gap, interval to",
        "Adjusted gap", "Adjusted gap, interval from", "Adjusted gap, interval to", "Moved by",
    }  # fmt: skip


def _rows(slide, **wanted: str) -> list[dict[str, object]]:
    frame = pd.DataFrame({name: list(values) for name, values in slide.chart.columns.items()}).astype(object)
    frame = frame.where(frame.notna(), None)
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    return frame.to_dict("records")

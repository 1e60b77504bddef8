"""The slide of the gaps holds what the services say of them, and no more than a slide has room for."""

import pytest
import sqlalchemy as sa

from mot.domain.slides import Tone
from mot.reports.slides import gaps
from mot.services import comparison
from mot.stats.multiplicity import Status
from tests.reports.slides.surveys import ADA, BEFORE, NOW, ask, both, values


def test_every_number_is_the_one_of_the_service(demo: sa.Engine) -> None:
    (slide,) = both(gaps.compose, asked := ask(demo))
    found = comparison.comparison(demo, ADA, asked.view, asked.earlier)
    told = {t.name.en: row for t in asked.books.institution.touchpoints
            for _, row in found.now.frame[found.now.frame["touchpoint"] == t.id].iterrows()}  # fmt: skip
    assert slide.table is not None
    keys = [c.key for c in slide.table.columns]
    assert keys == ["touchpoint", "n", "gap", "interval", "change", "finding"]
    for row in slide.table.rows:
        one = told[row[0]]
        assert (row[1], row[2]) == (one["n"], one["gap"])
        assert row[3] == f"{one['lo']:+.2f} to {one['hi']:+.2f}".replace("-", "−")
    assert slide.chart is not None
    drawn = dict(zip(slide.chart.columns["label"], slide.chart.columns["perception"], strict=True))
    assert drawn == {name: one["perception"] for name, one in told.items()}
    data = {row[1]: row for row in slide.data[0].rows}
    assert {name: row[2] for name, row in data.items()} == {name: one["n"] for name, one in told.items()}
    assert {name: row[5] for name, row in data.items()} == {name: one["gap"] for name, one in told.items()}
    assert [row[3] for row in slide.data[1].rows] == found.moves["change"].tolist()


def test_the_furthest_short_stands_on_top_of_chart_and_table(demo: sa.Engine) -> None:
    (slide,) = gaps.compose(ask(demo))
    assert slide.chart is not None
    assert slide.table is not None
    assert list(slide.chart.columns["label"]) == [row[0] for row in slide.table.rows]
    assert [row[2] for row in slide.table.rows] == sorted(row[2] for row in slide.table.rows)


def test_a_change_is_told_only_where_it_is_certain(two_quarters: sa.Engine, demo: sa.Engine) -> None:
    (slide,) = gaps.compose(asked := ask(two_quarters))
    moves = comparison.comparison(two_quarters, ADA, asked.view, asked.earlier).moves
    assert moves["clear"].all()
    assert slide.table is not None
    changes = {row[0]: row[4] for row in slide.table.rows}
    assert changes == {
        f"Touchpoint {int(row['touchpoint'])}": f"{row['change']:+.2f}".replace("-", "−")
        for _, row in moves.iterrows()
    }
    assert {tones[4] for tones in slide.table.tones} == {Tone.WEAK}
    (slide,) = gaps.compose(asked := ask(demo))
    assert slide.table is not None
    clear = comparison.comparison(demo, ADA, asked.view, asked.earlier).moves["clear"]
    assert [row[4] for row in slide.table.rows].count("no clear change") == (~clear).sum()


def test_thirty_touchpoints_go_on_three_slides_in_equal_parts(many_touchpoints: sa.Engine) -> None:
    slides = both(gaps.compose, ask(many_touchpoints))
    assert [s.key for s in slides] == ["gaps", "gaps-2", "gaps-3"]
    assert [s.kicker for s in slides] == [f"Gaps by touchpoint · {i} of 3" for i in (1, 2, 3)]
    assert [s.chart.size for s in slides if s.chart] == [10, 10, 10]
    assert [len(s.table.rows) for s in slides if s.table] == [10, 10, 10]
    assert len({s.table.key for s in slides if s.table}) == 3
    assert [len(s.data) for s in slides] == [1, 0, 0]
    assert len(slides[0].data[0].rows) == 30
    assert len({row[0] for s in slides if s.table for row in s.table.rows}) == 30


def test_an_empty_quarter_to_compare_with_leaves_the_column_out(many_touchpoints: sa.Engine) -> None:
    slides = gaps.compose(ask(many_touchpoints))
    assert slides[0].table is not None
    assert [c.key for c in slides[0].table.columns] == ["touchpoint", "n", "gap", "interval", "finding"]
    assert "changes" not in {table.key for table in slides[0].data}


def test_perceptions_alone_are_called_scores(perceptions: sa.Engine) -> None:
    (slide,) = both(gaps.compose, asked := ask(perceptions))
    frame = comparison.comparison(perceptions, ADA, asked.view, asked.earlier).now.frame
    assert slide.kicker == "Scores by touchpoint"
    assert slide.table is not None
    assert slide.chart is not None
    assert sorted(row[2] for row in slide.table.rows) == sorted(frame["perception"])
    assert sorted(row[1] for row in slide.table.rows) == sorted(frame["n_p"])
    assert slide.chart.words["gap"] == "Perceived"
    assert "gap =" not in slide.footnote
    assert "Expectations were not asked" in slide.notes
    assert {row[5] for row in slide.data[0].rows} == {None}


def test_three_people_are_not_shown(three_people: sa.Engine) -> None:
    assert gaps.compose(ask(three_people)) == ()


def test_a_hidden_touchpoint_is_there_without_numbers(hidden_touchpoint: sa.Engine) -> None:
    (slide,) = both(gaps.compose, asked := ask(hidden_touchpoint))
    frame = comparison.comparison(hidden_touchpoint, ADA, asked.view, asked.earlier).now.frame
    hidden = {f"Touchpoint {n}" for n in frame.loc[frame["status"] == str(Status.SUPPRESSED), "touchpoint"]}
    assert "Touchpoint 3" in hidden
    assert len(hidden) < len(frame)
    assert slide.table is not None
    assert slide.chart is not None
    for row, tones in zip(slide.table.rows, slide.table.tones, strict=True):
        if row[0] in hidden:
            assert row[1:] == (None, None, "", "Hidden")
            assert tones[-1] == Tone.HIDDEN
    for place, label in enumerate(slide.chart.columns["label"]):
        if label in hidden:
            told = {name: column[place] for name, column in slide.chart.columns.items()}
            assert {told[name] for name in ("expectation", "perception", "lo", "hi", "gap")} == {None}
            assert told["n_text"] == told["gap_text"] == told["interval_text"] == ""
    for row in slide.data[0].rows:
        assert (set(row[2:12]) == {None}) == (row[1] in hidden)


@pytest.mark.parametrize("earlier", [BEFORE, NOW.shifted(-4)])
def test_the_change_names_the_quarter_it_is_compared_with(demo: sa.Engine, earlier) -> None:
    (slide,) = gaps.compose(ask(demo, earlier=earlier))
    assert slide.table is not None
    named = [c.title for c in slide.table.columns if c.key == "change"]
    assert named == ([f"since {earlier.short}"] if earlier == BEFORE else [])


def test_no_text_has_a_hole(demo: sa.Engine) -> None:
    for value in values(gaps.compose(ask(demo))):
        assert not isinstance(value, str) or not {"nan", "None", "{"} & set(value.split())

"""A workbook with planted findings goes through the whole chain, and each of them comes out again.

Two files with the same answers: one with its own dates, and one in which all of them fall into one quarter, for a
page looks at a quarter. The reference run keeps the forms that the product flags and leaves out, 30 of 2,180; where
that is felt, the tolerance says so. All gaps and effects are in percent of the scale's width.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mot.domain.batches import BatchStatus, Counts
from mot.domain.cube import CLEAN, FLAGGED
from mot.domain.issues import Severity
from mot.domain.survey import Scale
from mot.domain.thresholds import Thresholds
from mot.ingest.draft import MISSING, SourceFile
from mot.services import books, branches, drivers, gaps, imports, trends
from mot.stats.effects import Effect, Verdict, effect
from mot.stats.importance import DriverState
from mot.stats.monitoring import Trend, TrendState, trend
from mot.stats.windows import Answers, BeforeAfter
from tests.scenario_book import (
    ADA,
    BRANCHES,
    MOMENTS,
    MONTHS,
    PLANTED,
    POMP,
    QUALITY,
    REFERENCE,
    TRUTH,
    VIEW,
    Imported,
    Sums,
    answers,
    as_dated,
    branches_of,
    imported,
    moments_of,
    repeated_rows,
    respondents,
    rows_of,
    sums,
    within_a_quarter,
)
from tests.services.service_samples import assert_same_numbers, numbers, stored_counts

ROUNDED = 0.051  # the reference prints one decimal


@pytest.fixture(scope="module")
def dated(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """The workbook with its own dates: eighteen months."""
    home = tmp_path_factory.mktemp("dated") / "mot.db"
    shutil.copyfile(sqlite_template, home)
    yield from imported(home, as_dated)


@pytest.fixture(scope="module")
def quarter(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """The same answers, all of them in the quarter of `VIEW`."""
    home = tmp_path_factory.mktemp("quarter") / "mot.db"
    shutil.copyfile(sqlite_template, home)
    yield from imported(home, within_a_quarter)


def by_moment(one: Imported, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(moment=frame["touchpoint"].map(moments_of(one.engine))).set_index("moment")


def noted(one: Imported, code: str):
    (found,) = [issue for issue in one.draft.issues if issue.code == code]
    return found


# the data


def test_the_file_is_understood_without_a_decision(dated):
    draft = dated.draft
    assert draft.layout == "wide"
    assert draft.scale == draft.overall_scale == Scale(1, 7)
    asked = {issue.code for issue in draft.issues if issue.severity is not Severity.NOTE}
    assert asked == {"missing_code"}  # proposed with the reason, and nothing waits for an answer
    assert draft.ready
    assert not [column.header for column in draft.columns if column.confidence < 1]
    assert [one.code for one in draft.touchpoints] == [f"t{i}" for i in range(1, 9)]
    known = {
        "branches": BRANCHES,
        "channels": ("branch", "online", "phone"),
        "segments": ("new", "regular", "vip"),
    }
    for name, codes in known.items():
        assert sorted(one.code for one in getattr(draft, name)) == sorted(codes)


def test_forms_handed_in_twice_are_set_aside(dated):
    twice = QUALITY["duplicate_respondents"]
    table = respondents()
    assert sorted(table["respondent_id"][table["row"].isin(repeated_rows())]) == twice
    kept = set(dated.draft.responses.row.tolist())
    assert set(table["row"]) - kept == repeated_rows()
    assert rows_of(twice) <= kept
    issue = noted(dated, "duplicate_respondent")
    assert issue.count == len(twice) == 12
    assert issue.place.rows == tuple(sorted(repeated_rows())[:8])


def test_the_answers_out_of_range_are_missing_and_all_others_are_there(dated):
    planted = {(who, moment): value for who, moment, value in QUALITY["out_of_range"]}
    draft = dated.draft
    who = respondents().set_index("row")["respondent_id"][draft.responses.row.tolist()].tolist()
    wrong = {}
    for one in draft.answers:
        moment = MOMENTS[one.touchpoint]
        for kind in ("expectation", "perception"):
            got = getattr(one, kind).tolist()
            came = [answers().get((person, moment, kind), MISSING) for person in who]
            wrong |= {(p, moment): c for p, c, g in zip(who, came, got, strict=True) if c != g}
            assert all(g == MISSING for c, g in zip(came, got, strict=True) if c != g)
    assert wrong == planted
    assert len(planted) == 23


def test_the_answers_out_of_range_are_reported_where_excel_shows_them(dated):
    """Each code that stands for no answer is proposed with its first eight rows and how many there are."""
    found = {issue.key: issue for issue in dated.draft.issues if issue.code == "missing_code"}
    planted = {f"missing:{value}": set() for value in (0, 8, 99)}
    for who, _, value in QUALITY["out_of_range"]:
        planted[f"missing:{value}"] |= rows_of([who])
    assert set(found) == set(planted)
    assert sum(issue.count for issue in found.values()) == 23
    for key, rows in planted.items():
        assert found[key].count == len(rows)
        assert (found[key].place.sheet, found[key].place.rows) == ("反馈", tuple(sorted(rows)[:8]))


def test_who_ticks_one_answer_without_reading_is_flagged_and_nobody_else(dated):
    told = dated.draft.responses
    flagged = rows_of(QUALITY["straight_line"])
    assert flagged == rows_of(QUALITY["too_fast"])
    assert set(told.row[told.quality & FLAGGED > 0].tolist()) == flagged
    straight = noted(dated, "flagged").count + noted(dated, "straight_lines").count
    assert noted(dated, "flagged").count == REFERENCE["quality"]["hit"] == 30
    assert straight == REFERENCE["quality"]["straight_line_found"] == 32


@pytest.mark.parametrize("file", ["dated", "quarter"])
def test_the_counts_add_up_from_the_file_to_the_cube(file, request):
    one: Imported = request.getfixturevalue(file)
    once = TRUTH["n_respondents"] - 12
    rated = 2 * len({key[:2] for key in answers()}) - 23
    assert one.batch.status is BatchStatus.COMMITTED
    assert one.batch.counts == one.draft.counts
    assert one.batch.counts == Counts(
        rows=TRUTH["n_respondents"], responses=once, ratings=rated, duplicates=12, values_missing=23
    )
    assert stored_counts(one.engine, one.batch.id) == {
        "responses": once,
        "responses_in_block": once,
        "responses_in_cube": once,
        "ratings_in_block": rated,
        "ratings_in_cube": rated,
    }
    outcomes = books.open_books(one.engine, ADA).cube.outcomes
    assert {q: int(outcomes.select(quality=q)["responses"].sum()) for q in (CLEAN, FLAGGED)} == {
        CLEAN: once - 30,
        FLAGGED: 30,
    }


def test_moving_the_dates_changes_no_answer(dated, quarter):
    cubes = [books.open_books(one.engine, ADA).cube.cells for one in (dated, quarter)]
    mine, moved = (cells.group("touchpoint", "branch", "channel", "segment", "quality") for cells in cubes)
    for name, column in (mine.keys | mine.sums).items():
        np.testing.assert_array_equal(column, moved[name], err_msg=name)


# touchpoints


def reference_gap(moment: str) -> tuple[str, float]:
    status, gap = REFERENCE["touchpoints"][moment].rsplit(" ", 1)
    return status, float(gap)


def test_the_planted_moments_are_weak_and_delightful_as_in_the_reference(quarter):
    table = gaps.gap_table(quarter.engine, ADA, VIEW)
    status = by_moment(quarter, table.frame)["status"].to_dict()
    assert all(status[moment] in ("weak", "likely_weak") for moment in PLANTED["weak_touchpoints"])
    assert [m for m in MOMENTS if status[m] == "delight"] == PLANTED["delight_touchpoints"]
    assert status == {moment: reference_gap(moment)[0] for moment in MOMENTS}
    assert table.tested == len(MOMENTS)


def test_the_gaps_are_those_of_the_reference(quarter):
    """Within 0.3; with the flagged forms, which the reference keeps, to its last digit."""
    table = by_moment(quarter, gaps.gap_table(quarter.engine, ADA, VIEW).frame)
    evidence = by_moment(quarter, gaps.integrity(quarter.engine, ADA, VIEW).frame)
    for moment in MOMENTS:
        _, wanted = reference_gap(moment)
        assert table.loc[moment, "gap"] * POMP == pytest.approx(wanted, abs=0.3)
        assert table.loc[moment, "lo"] * POMP < wanted < table.loc[moment, "hi"] * POMP
        assert evidence.loc[moment, "gap_flagged"] * POMP == pytest.approx(wanted, abs=ROUNDED)
    assert not evidence["flags_matter"].any()


# cells


def relative_cells(one: Imported) -> pd.DataFrame:
    """Cells of the heat map by their fair gap less the mean of it at the touchpoint, the worst first."""
    frame = gaps.heatmap(one.engine, ADA, VIEW).frame
    usual = frame.groupby("touchpoint")["fair"].transform("mean")
    frame = frame.assign(
        relative=(frame["fair"] - usual) * POMP,
        branch=frame["place"].map(branches_of(one.engine)),
        moment=frame["touchpoint"].map(moments_of(one.engine)),
    )
    return frame.sort_values("relative").reset_index(drop=True)


def test_the_bad_cell_is_the_worst_but_for_those_of_the_bad_branch(quarter):
    cells = relative_cells(quarter)
    assert len(cells) == len(BRANCHES) * len(MOMENTS)
    elsewhere = cells[cells["branch"] != PLANTED["bad_branch"]].iloc[0]
    assert [elsewhere["branch"], elsewhere["moment"]] == PLANTED["bad_cell"]
    assert elsewhere["status"] == "weak"
    assert cells.index[(cells["branch"] == PLANTED["bad_branch"])].max() < 8


def test_the_ten_worst_cells_are_those_of_the_reference(quarter):
    """Each within 0.3."""
    worst = relative_cells(quarter).head(10).set_index(["branch", "moment"])["relative"]
    wanted = {(branch, moment): value for branch, moment, value in REFERENCE["worst_cells_relative"]}
    assert set(worst.index) == set(wanted)
    for cell, value in wanted.items():
        assert worst[cell] == pytest.approx(value, abs=0.3)


# branches


def test_branches_stand_where_the_reference_has_them(quarter):
    """Fair scores from the network's mean, each within 0.6: the reference takes what is usual at each touchpoint out."""
    found = branches.branches(quarter.engine, ADA, VIEW)
    frame = found.frame.set_index(found.frame["branch"].map(branches_of(quarter.engine)))
    people = respondents()[~respondents()["row"].isin(repeated_rows() | rows_of(QUALITY["straight_line"]))]
    assert frame["n"].to_dict() == people["branch"].value_counts().to_dict()
    score = (frame["fair"] - found.centre) * POMP
    wanted = {branch: text.split() for branch, text in REFERENCE["branches"].items()}
    assert frame["status"].to_dict() == {branch: verdict for branch, (verdict, _) in wanted.items()}
    for branch, (_, value) in wanted.items():
        assert score[branch] == pytest.approx(float(value), abs=0.6)
    low = frame.index[frame["status"].str.endswith("below")]
    assert all(TRUTH["branch_effects_pomp"][branch] <= -3 for branch in low)


def test_the_bad_branch_is_last_whatever_chance_did(quarter):
    found = branches.branches(quarter.engine, ADA, VIEW)
    frame = found.frame.set_index(found.frame["branch"].map(branches_of(quarter.engine)))
    bad = frame.loc[PLANTED["bad_branch"]]
    assert (bad["status"], bad["why_hidden"]) == ("below", "no")
    assert found.league
    assert bad["rank_lo"] == len(BRANCHES) > frame["rank_hi"].drop(PLANTED["bad_branch"]).max()


# drivers


def test_the_planted_drivers_are_on_top_with_the_shares_of_the_reference(quarter):
    """Each within 0.01 of 1: the flagged forms move them by less than 0.001."""
    found = drivers.drivers(quarter.engine, ADA, VIEW)
    importance = by_moment(quarter, found.frame)["importance"]
    assert found.state is DriverState.FINE
    assert found.separable
    assert found.n == TRUTH["n_respondents"] - 12 - 30
    assert set(importance.nlargest(3).index) == set(PLANTED["top_drivers"])
    for moment, share in REFERENCE["drivers"].items():
        assert importance[moment] == pytest.approx(share, abs=0.01)


# the trend


def watched(told: Sums, baseline: int) -> Trend:
    return trend(*(column.sum(axis=1) for column in told), baseline=baseline)


def alarms(found: Trend) -> dict[str, list[list[object]]]:
    """Per touchpoint the months beyond their limits, by the value and by the drift, in the words of the reference."""
    rules = {"point": np.abs(found.z_adjusted) > 3, "drift": np.abs(found.ewma) > found.ewma_limit}
    months = range(found.mean.shape[-1])
    return {
        moment: [[m, name] for m in months for name, hit in rules.items() if hit[place, m]]
        for place, moment in enumerate(MOMENTS)
    }


def test_the_drop_of_the_network_is_seen_at_once_and_nothing_else(dated):
    """Monthly gaps without flagged forms, as the pages have them; the reference watches perceptions."""
    drop = PLANTED["network_drop"]
    found = watched(sums(dated.engine, "gap"), Thresholds().n_baseline)
    assert set(found.state) == {TrendState.OK}
    told = alarms(found)
    months = {month for month, _ in told[drop["touchpoint"]]}
    assert months == set(range(drop["from_month_index"], 18))
    assert {kind for _, kind in told[drop["touchpoint"]]} == {"point", "drift"}
    signals = found.signal[MOMENTS.index(drop["touchpoint"])]
    assert {str(s) for s in signals[drop["from_month_index"] :]} == {"low", "drifting_down"}
    for moment in MOMENTS:
        known = REFERENCE["trend_alarms_month_index"][moment]
        assert moment == drop["touchpoint"] or all(alarm in known for alarm in told[moment])


def test_the_trends_page_names_the_drop_and_the_action_and_no_third_moment(dated):
    """On a day after the last month is over."""
    day = dt.date(2025, 7, 15)
    dropped, acted = PLANTED["network_drop"]["touchpoint"], PLANTED["action"]
    board = trends.touchpoint_board(dated.engine, ADA, VIEW, day)
    assert board.months == MONTHS
    named = board.frame["key"].map(moments_of(dated.engine) | {0: "all"})
    standing = dict(zip(named, board.frame["standing"], strict=True))
    assert standing.pop(dropped) == standing.pop("all") == "drifting_down"
    assert set(standing.values()) == {"normal"}
    row = named.tolist().index(dropped)
    assert bool(board.frame["sure"][row])
    assert [str(s) != "none" for s in board.signal[row]] == [
        m >= PLANTED["network_drop"]["from_month_index"] for m in range(18)
    ]
    moments, places = moments_of(dated.engine), branches_of(dated.engine) | {None: None}
    found = trends.alarms(dated.engine, ADA, VIEW, day)
    told = {(moments[a.touchpoint], places[a.branch]): a.standing for a in (*found.points, *found.drifts)}
    assert told[dropped, None] == "drifting_down"
    assert told.pop((acted["touchpoint"], acted["branch"])) == "drifting_up"
    assert {moment for moment, _ in told} == {dropped}
    assert all(standing in ("low", "drifting_down") for standing in told.values())


@pytest.mark.parametrize("baseline", [10, 11])
def test_the_alarms_of_the_reference_come_out_one_by_one(dated, baseline):
    """Perceptions with the flagged forms; its baseline is not told, and either of these gives its list."""
    found = watched(sums(dated.engine, "perception", "all"), baseline)
    assert alarms(found) == REFERENCE["trend_alarms_month_index"]


# the action


def judged(told: Sums, branch: str, before: range, after: range) -> Effect:
    """The effect at the touchpoint of the action if `branch` had been the one that acted."""
    at = MOMENTS.index(PLANTED["action"]["touchpoint"])
    acted = np.array([b == branch for b in BRANCHES])

    def side(window: range, who: np.ndarray) -> Answers:
        columns = (column[at][who][:, list(window)].sum(axis=1) for column in told)
        return Answers.from_sums(*columns, *told.scale)

    treated, others = (BeforeAfter(side(before, who), side(after, who)) for who in (acted, ~acted))
    return effect(treated, others)


START = PLANTED["action"]["start_month_index"]
BEFORE, AFTER = range(START - 5, START), range(START + 1, 18)  # equal, without the month of the start


@pytest.mark.parametrize(("measure", "within"), [("perception", 0.5), ("gap", 2.5)])
def test_the_action_worked_by_about_as_much_as_was_planted(dated, measure, within):
    """The reference watched perceptions over other windows, with the flagged forms; the gap moves 1.7 more."""
    found = judged(sums(dated.engine, measure), PLANTED["action"]["branch"], BEFORE, AFTER)
    wanted = REFERENCE["action"]
    assert found.verdict is Verdict.IMPROVED
    assert found.controls == len(BRANCHES) - 1
    assert found.fair.effect == pytest.approx(wanted["effect"], abs=within)
    assert wanted["lo"] < found.fair.effect < wanted["hi"]
    assert found.fair.lo < wanted["true"] < found.fair.hi


@pytest.mark.parametrize("measure", ["perception", "gap"])
def test_where_nobody_acted_nothing_worked(dated, measure):
    told = sums(dated.engine, measure)
    others = [branch for branch in BRANCHES if branch != PLANTED["action"]["branch"]]
    verdicts = {branch: judged(told, branch, BEFORE, AFTER).verdict for branch in others}
    assert set(verdicts.values()) <= {Verdict.NO_EVIDENCE_YET, Verdict.TOO_FEW}


def test_the_windows_of_the_reference_give_its_effect_and_interval(dated):
    """Six months on both sides, the month of the start among those after; perceptions with the flagged forms."""
    told, wanted = sums(dated.engine, "perception", "all"), REFERENCE["action"]
    found = judged(told, PLANTED["action"]["branch"], range(START - 6, START), range(START, 18))
    assert [found.n_before, found.n_after] == wanted["n"]
    got = [found.fair.effect, found.fair.lo, found.fair.hi]
    assert got == pytest.approx([wanted["effect"], wanted["lo"], wanted["hi"]], abs=ROUNDED)


# and back


def test_undoing_the_import_brings_every_number_back_to_nothing(sqlite_template, tmp_path):
    home = tmp_path / "mot.db"
    shutil.copyfile(sqlite_template, home)
    for one in imported(home, within_a_quarter):
        full = numbers(one.engine, ADA)
        assert full["quarters"] == [VIEW.quarter.code]
        imports.undo(one.engine, ADA, one.batch.id)
        empty = numbers(one.engine, ADA)
        assert empty["quarters"] == []
        assert all(frame.empty for name, frame in empty.items() if name != "quarters")
        table = gaps.gap_table(one.engine, ADA, VIEW).frame
        assert not table[["n", "n_p"]].any(axis=None)
        assert table[["gap", "lo", "hi", "expectation", "perception"]].isna().all(axis=None)
        assert set(gaps.heatmap(one.engine, ADA, VIEW).frame["why_hidden"]) == {"none"}
        assert drivers.drivers(one.engine, ADA, VIEW).state is DriverState.NO_DATA
        assert not branches.branches(one.engine, ADA, VIEW).frame["n"].any()
        assert trends.touchpoint_board(one.engine, ADA, VIEW).months == ()
        again = imports.preview(one.engine, ADA, SourceFile(one.draft.file_name, one.draft.content))
        assert (again.counts, again.ready) == (one.draft.counts, True)
        imports.commit(one.engine, ADA, again)
        assert_same_numbers(numbers(one.engine, ADA), full)

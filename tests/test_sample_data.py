"""The sample data are what their maker makes, and hold what was planted in them."""

import functools
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import fastexcel
import numpy as np
import pandas as pd
import pytest

from mot.domain.demonstration import read_institution
from tests.messy_samples import EXPECTED

ROOT = Path(__file__).resolve().parents[1]
DEMO, MESSY = ROOT / "sample_data" / "demo", ROOT / "sample_data" / "messy"
TRUTH = json.loads((DEMO / "truth.json").read_text(encoding="utf-8"))
BANK = read_institution((DEMO / "institution.toml").read_text(encoding="utf-8"))
POINTS = [touchpoint.code for touchpoint in BANK.touchpoints]
CODES = {branch.name.zh: branch.code for branch in BANK.branches}
FORMS = [name for name, wanted in EXPECTED.items() if "responses" in wanted]
SHEETS = [name for name, wanted in EXPECTED.items() if wanted.get("layout") == "figures"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    maker = [sys.executable, str(ROOT / "sample_data" / "make.py"), "--out", str(folder)]
    subprocess.run([*maker, "--quarter", TRUTH["quarters"][-1]], check=True, capture_output=True)
    return folder


@functools.cache
def feedback():
    """All answers: branch code, quarter, overall, nps, comment, and E_, P_, G_ per touchpoint code."""
    parts = []
    for code in TRUTH["quarters"]:
        frame = fastexcel.read_excel(DEMO / f"demo_{code}.xlsx").load_sheet("反馈").to_pandas()
        part = {
            "quarter": code,
            "branch": frame["网点"].map(CODES),
            "day": frame["日期"],
            "key": frame["答卷编号"],
        }
        part |= {"overall": frame["总体满意度"], "nps": frame["推荐意愿(0-10)"], "comment": frame["意见"]}
        ratings = {}
        for touchpoint in BANK.touchpoints:
            ratings[f"E_{touchpoint.code}"] = frame[f"期望-{touchpoint.name.zh}"]
            ratings[f"P_{touchpoint.code}"] = frame[f"感知-{touchpoint.name.zh}"]
        answers = pd.DataFrame(ratings)
        careless = (
            (answers.nunique(axis=1) == 1) & (answers.count(axis=1) >= 8) & (frame["答题用时(秒)"] < 30)
        )
        part |= ratings | {f"G_{t}": ratings[f"P_{t}"] - ratings[f"E_{t}"] for t in POINTS}
        parts.append(pd.DataFrame(part)[~careless])
    return pd.concat(parts, ignore_index=True)


def latest():
    everything = feedback()
    return everything[everything["quarter"] == TRUTH["quarters"][-1]]


def mean_and_error(values):
    there = values.dropna()
    return there.mean(), there.std() / np.sqrt(len(there))


def branch_gaps(frame):
    """Mean gap over all ratings per branch."""
    gaps = frame[[f"G_{t}" for t in POINTS]]
    by = frame["branch"]
    return gaps.sum(axis=1).groupby(by).sum() / gaps.count(axis=1).groupby(by).sum()


# What is committed is what is made.


def content(path):
    """What a file holds; the packing of a workbook may differ between builds of zlib."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return {member.filename: package.read(member) for member in package.infolist()}


def test_the_maker_makes_the_committed_messy_files(made):
    names = {path.name for path in (made / "messy").iterdir()}
    assert len(names) >= 60
    for name in names - {"bad_cut_short.xlsx"}:  # where it is cut depends on the packing
        assert content(made / "messy" / name) == content(MESSY / name), name


def test_the_maker_makes_the_committed_demonstration(made):
    for name in (f"demo_{TRUTH['quarters'][-1]}.xlsx", "figures.xlsx", "truth.json"):
        assert content(made / "demo" / name) == content(DEMO / name), name


def test_the_demonstration_is_small_enough_to_keep():
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 4_000_000


# The messy files.


def test_every_messy_file_is_described_and_every_description_has_its_file():
    there = {path.name for path in MESSY.iterdir()}
    assert there == set(EXPECTED) | {f"{name}.json" for name in EXPECTED}


@pytest.mark.parametrize("name", FORMS)
def test_what_must_be_found_adds_up(name):
    wanted = EXPECTED[name]
    assert wanted["rows"] == wanted["responses"] + wanted["set_aside"] + wanted["duplicates"]
    assert sum(wanted["branches"].values()) == wanted["responses"]
    assert len(wanted["sums"]) == wanted["touchpoints"]
    assert {code for code in wanted["sums"] if not code.startswith("+")} <= set(POINTS)
    assert set(wanted["branches"]) <= set(CODES.values())
    assert sum(kind["n"] for point in wanted["sums"].values() for kind in point.values()) == wanted["ratings"]
    low, high = map(int, wanted["scale"].split("-"))
    for point in wanted["sums"].values():
        for kind in point.values():
            assert low * kind["n"] < kind["sum"] < high * kind["n"]


@pytest.mark.parametrize("name", SHEETS)
def test_what_must_be_found_in_a_sheet_of_figures_adds_up(name):
    wanted = EXPECTED[name]
    assert wanted["rows"] == wanted["figures"] + wanted["set_aside"]
    assert wanted["set_aside"] == sum(wanted["reasons"].values())
    assert wanted["figures"] == sum(wanted["branches"].values())
    assert wanted["figures"] == sum(part["n"] for part in wanted["figure_sums"].values())


def test_the_plain_workbook_holds_the_sums_that_are_promised():
    frame = fastexcel.read_excel(MESSY / "paired.xlsx").load_sheet("反馈").to_pandas()
    for touchpoint in BANK.touchpoints:
        if touchpoint.code in EXPECTED["paired.xlsx"]["sums"]:
            promised = EXPECTED["paired.xlsx"]["sums"][touchpoint.code]
            for word, kind in (("期望", "expectation"), ("感知", "perception")):
                column = frame[f"{word}-{touchpoint.name.zh}"]
                assert promised[kind] == {"n": column.count(), "sum": column.sum()}


# The demonstration.


def test_about_thirty_thousand_people_answered_over_eight_quarters_in_twelve_branches():
    assert 29_000 < len(feedback()) < 31_000
    assert feedback()["quarter"].nunique() == 8
    assert set(feedback()["branch"]) == {branch.code for branch in BANK.branches}
    assert len(BANK.regions) == 3
    assert feedback()["key"].is_unique


def test_every_answer_was_given_in_its_quarter():
    days = feedback()["day"].dt
    quarters = days.year.astype(str) + "Q" + ((days.month + 2) // 3).astype(str)
    assert (quarters == feedback()["quarter"]).all()


@pytest.mark.parametrize("touchpoint", POINTS)
def test_every_gap_comes_out_as_planted(touchpoint):
    for quarter, frame in feedback().groupby("quarter"):
        mean, error = mean_and_error(frame[f"G_{touchpoint}"])
        assert abs(mean - TRUTH["touchpoints"][touchpoint]["gap"][quarter]) < 4 * error


def test_the_overall_gap_is_near_a_quarter_of_a_point():
    gaps = latest()[[f"G_{t}" for t in POINTS]].to_numpy()
    assert -0.30 < np.nanmean(gaps) < -0.20


def test_complaints_and_the_queue_are_truly_weak_and_the_completion_check_delights():
    bounds = {t: mean_and_error(latest()[f"G_{t}"]) for t in POINTS}
    assert sorted(POINTS, key=lambda t: bounds[t][0])[:2] == TRUTH["weak_touchpoints"]
    for touchpoint in TRUTH["weak_touchpoints"]:
        assert bounds[touchpoint][0] + 2 * bounds[touchpoint][1] < -0.6
    for touchpoint in TRUTH["delight_touchpoints"]:
        assert bounds[touchpoint][0] - 2 * bounds[touchpoint][1] > 0


def test_complaints_are_rare_and_most_people_meet_only_some_touchpoints():
    met = latest()[[f"P_{t}" for t in POINTS]].notna()
    assert met["P_complaint"].mean() < 0.06
    assert met.all(axis=1).mean() < 0.01
    assert 4 < met.sum(axis=1).mean() < 8


def test_expectations_are_high_but_not_all_at_the_ceiling():
    shares = {t: (latest()[f"E_{t}"].dropna() == 5).mean() for t in POINTS}
    assert all(share < 0.60 for t, share in shares.items() if t != "complaint")
    assert all(share > 0.20 for share in shares.values())


def test_one_persons_answers_go_together():
    among = latest()[[f"P_{t}" for t in POINTS if t != "complaint"]].corr().to_numpy()
    assert (among[np.triu_indices_from(among, 1)] > 0.2).all()


def test_two_branches_are_truly_weak_in_every_quarter():
    for _, frame in feedback().groupby("quarter"):
        sound = branch_gaps(frame).drop(TRUTH["only_looks_bad"])
        assert set(sound.nsmallest(2).index) == set(TRUTH["weak_branches"])
        assert sound.nlargest(9).min() - sound.nsmallest(2).max() > 0.05


def test_one_small_branch_only_looks_bad():
    small = TRUTH["only_looks_bad"]
    assert TRUTH["branches"][small]["effect"] == 0
    now = branch_gaps(latest())
    assert small in now.nsmallest(3).index
    assert now[small] < now.mean() - 0.2
    assert 10 <= (latest()["branch"] == small).sum() < 30
    before = feedback()[feedback()["quarter"] != TRUTH["quarters"][-1]]
    own = before.loc[before["branch"] == small, [f"G_{t}" for t in POINTS]].mean(axis=1)
    everybody = before[[f"G_{t}" for t in POINTS]].mean(axis=1)
    mean, error = mean_and_error(own)
    assert abs(mean - everybody.mean()) < 2.5 * error


def test_the_action_worked_beyond_the_networks_own_drift():
    action = TRUTH["action"]
    column, since = f"G_{action['touchpoint']}", feedback()["quarter"] >= "2026Q1"
    here = feedback()["branch"] == action["branch"]
    parts = [mean_and_error(feedback().loc[a & b, column]) for a in (here, ~here) for b in (since, ~since)]
    effect = (parts[0][0] - parts[1][0]) - (parts[2][0] - parts[3][0])
    error = np.sqrt(sum(part[1] ** 2 for part in parts))
    assert abs(effect - action["effect"]) < 3 * error
    assert effect - 3 * error > 0


def test_mobile_banking_improves_slowly():
    means = feedback().groupby("quarter")["G_mobile"].mean()
    assert means.iloc[-2:].mean() - means.iloc[:2].mean() > 0.1


def test_three_touchpoints_drive_overall_satisfaction():
    linked = {t: feedback()[f"P_{t}"].corr(feedback()["overall"]) for t in POINTS}
    first = sorted(POINTS, key=lambda t: -linked[t])[:4]
    assert set(first[:3]) == set(TRUTH["drivers"])
    assert linked[first[2]] - linked[first[3]] > 0.05


def test_recommendation_follows_satisfaction():
    means = feedback().groupby("overall")["nps"].mean()
    assert means.is_monotonic_increasing
    assert feedback()["nps"].between(0, 10).sum() == feedback()["nps"].count()


def test_people_write_varied_remarks_in_chinese():
    remarks = feedback()["comment"].dropna()
    assert 0.11 < len(remarks) / len(feedback()) < 0.14
    cores = remarks.str.split("[，。：]").explode()
    assert cores[cores.str.len() > 5].nunique() >= 60
    assert remarks.str.contains("[一-鿿]").all()


# Outcome figures.


@functools.cache
def figures():
    """Branch code, month, figure code, numerator and denominator of every row."""
    frame = fastexcel.read_excel(DEMO / "figures.xlsx").load_sheet("结果指标").to_pandas()
    frame.columns = ["branch", "month", "figure", "n", "of"]
    frame["branch"] = frame["branch"].map(CODES)
    frame["figure"] = frame["figure"].map({label.name.zh: label.code for label in BANK.figures})
    return frame


def rate(frame):
    """The pooled rate and its standard error."""
    n, of = frame["n"].sum(), frame["of"].sum()
    return n / of, np.sqrt(n / of * (1 - n / of) / of)


def rows_of(figure):
    return figures()[figures()["figure"] == figure]


def test_every_branch_has_four_figures_in_each_of_24_months():
    assert len(figures()) == TRUTH["figures"]["rows"] == 24 * 12 * 4
    assert figures().groupby(["branch", "month", "figure"]).size().eq(1).all()
    assert [figures()["month"].min(), figures()["month"].max()] == TRUTH["figures"]["months"]
    rates = figures()[figures()["of"].notna()]
    assert (rates["n"] <= rates["of"]).all()
    assert set(figures().loc[figures()["of"].isna(), "figure"]) == {"transactions"}


def test_two_branches_get_clearly_more_complaints_and_the_network_slowly_more():
    planted, complaints = TRUTH["figures"]["complaints"], rows_of("complaints")
    others = complaints[~complaints["branch"].isin(planted["times_higher"])]
    usual, _ = rate(others)
    for code, times in planted["times_higher"].items():
        here, error = rate(complaints[complaints["branch"] == code])
        assert abs(here / usual - times) < 4 * error / usual
        assert here - 5 * error > usual
    for months, wanted in ((others["month"] <= "2025-03", "first"), (others["month"] >= "2026-04", "last")):
        found, error = rate(others[months])
        assert abs(found - planted[f"network_{wanted}"]) < 4 * error + 0.00008
    early, late = (rate(others[others["month"].str[:4].isin(years)])[0] for years in (["2024"], ["2026"]))
    assert 1.05 < late / early < 1.35


def test_applications_succeed_more_often_at_one_branch_since_january():
    planted, applications = TRUTH["figures"]["applications"], rows_of("applications")
    improved = planted["improved"]
    here = applications[applications["branch"] == improved["branch"]]
    since = here["month"] >= improved["start"]
    for part, wanted in ((here[~since], "before"), (here[since], "after")):
        found, error = rate(part)
        assert abs(found - improved[wanted]) < 3 * error
    elsewhere = applications[applications["branch"] != improved["branch"]]
    later = elsewhere["month"] >= improved["start"]
    found = [rate(part) for part in (elsewhere[later], elsewhere[~later])]
    assert abs(found[0][0] - found[1][0]) < 3 * np.hypot(found[0][1], found[1][1])
    found, error = rate(rows_of("proposals"))
    assert abs(found - TRUTH["figures"]["proposals"]["rate"]) < 3 * error


def test_some_fifty_transactions_stand_behind_each_answer():
    answers = feedback().groupby("branch").size()
    transactions = rows_of("transactions").groupby("branch")["n"].sum()
    for code, planted in TRUTH["figures"]["transactions_per_answer"].items():
        assert 40 <= planted <= 60
        assert transactions[code] / answers[code] == pytest.approx(planted, rel=0.08)
    complaints = rows_of("complaints").set_index(["branch", "month"])["of"]
    counted = rows_of("transactions").set_index(["branch", "month"])["n"]
    assert (complaints == counted).all(), "complaints are out of the transactions that are told beside them"


# Remarks.


def test_the_few_personal_data_are_planted_and_everything_else_is_free_of_them():
    remarks = feedback()["comment"].dropna()
    marked = remarks[remarks.str.contains(r"\d{5,}|\d{4}-\d{4}|@", regex=True)]
    assert len(marked) == 6
    assert all(re.search("0000|@example.com|110101190001010014", text) for text in marked)

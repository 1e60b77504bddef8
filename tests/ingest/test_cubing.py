"""The cube of a batch against a plain recount, person by person."""

import datetime as dt
from collections import defaultdict

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.domain.survey import UNKNOWN, Group, Measure, Scale
from mot.ingest import block, cubing
from mot.ingest.draft import MISSING, Answers, Responses
from tests.conftest import examples

FIVE, TEN = Scale(1, 5), Scale(0, 10)
EPOCH = dt.date(1970, 1, 1)
IDS = {
    "branch_ids": np.array([7, 3]),
    "touchpoint_ids": np.array([11, 12, 13]),
    "channel_ids": np.array([5]),
    "segment_ids": np.array([6, 9]),
}
DIMENSION_OF = {11: Group.TANGIBLES, 12: Group.EMPATHY}


@st.composite
def batches(draw, scale=FIVE, overall=TEN):
    n = draw(st.integers(0, 12))

    def some(low, high, kind=np.int16):
        values = st.one_of(st.just(MISSING), st.integers(low, high))
        return np.array(draw(st.lists(values, min_size=n, max_size=n)), dtype=kind)

    def places(low, high):
        return np.array(draw(st.lists(st.integers(low, high), min_size=n, max_size=n)), dtype=np.int32)

    responses = Responses(
        row=np.arange(2, n + 2, dtype=np.int32),
        day=places(20_600, 20_720),
        branch=places(0, 1),
        channel=places(-1, 0),
        segment=places(-1, 1),
        overall=some(overall.low, overall.high),
        nps=some(0, 10),
        duration=some(1, 900, np.int32),
        quality=places(0, 1).astype(np.int8),
        respondent=pa.array([""] * n, pa.string()),
        comment=pa.array(draw(st.lists(st.sampled_from(["", "好"]), min_size=n, max_size=n)), pa.string()),
    )
    answers = tuple(
        Answers(
            place,
            **{
                kind: some(scale.low, scale.high) if draw(st.booleans()) else None
                for kind in ("expectation", "perception", "minimum", "importance")
            },
        )
        for place in range(3)
    )
    return responses, answers


def keys_of(told, i):
    day = EPOCH + dt.timedelta(days=int(told.day[i]))
    channel, segment = int(told.channel[i]), int(told.segment[i])
    return (
        day.year * 100 + day.month,
        int(IDS["branch_ids"][told.branch[i]]),
        int(IDS["channel_ids"][channel]) if channel >= 0 else UNKNOWN,
        int(IDS["segment_ids"][segment]) if segment >= 0 else UNKNOWN,
        int(told.quality[i]),
    )


def recount(told, answers, scale, overall):
    cells = defaultdict(lambda: defaultdict(int))
    rollups = defaultdict(lambda: defaultdict(int))
    moments = defaultdict(lambda: defaultdict(int))
    outcomes = defaultdict(lambda: defaultdict(int))
    for i in range(len(told)):
        month, branch, channel, segment, quality = keys_of(told, i)
        person = defaultdict(lambda: [0, 0])
        for one in answers:
            touchpoint = int(IDS["touchpoint_ids"][one.touchpoint])
            p = MISSING if one.perception is None else int(one.perception[i])
            for against, other in ((1, one.expectation), (2, one.minimum), (3, one.importance)):
                e = MISSING if other is None else int(other[i])
                if e == MISSING and (p == MISSING or against != 1):
                    continue
                c = cells[month, branch, touchpoint, channel, segment, scale.key, against, quality]
                if e != MISSING:
                    c["n_e"] += 1
                    c["s_e_all"] += e
                    c["s_e2_all"] += e * e
                if p != MISSING and against == 1:
                    c["n_p"] += 1
                    c["s_p_all"] += p
                    c["s_p2_all"] += p * p
                if e != MISSING and p != MISSING:
                    for name, value in {
                        "n": 1, "s_e": e, "s_p": p, "s_e2": e * e, "s_p2": p * p, "s_ep": e * p,
                        "n_below": p < e, "n_equal": p == e, "n_above": p > e, "n_e_max": e == scale.high,
                    }.items():  # fmt: skip
                        c[name] += int(value)
                if against == 1:
                    groups = [Group.ALL, *([DIMENSION_OF[touchpoint]] if touchpoint in DIMENSION_OF else [])]
                    for group in groups:
                        found = [(Measure.PERCEPTION_ALL, p)] if p != MISSING else []
                        if p != MISSING and e != MISSING:
                            found += [(Measure.PERCEPTION, p), (Measure.GAP, p - e)]
                        for measure, value in found:
                            person[group, measure][0] += value
                            person[group, measure][1] += 1
        for (group, measure), (s, k) in person.items():
            r = rollups[month, branch, channel, segment, scale.key, quality, int(group), int(measure)]
            for name, value in {"n_resp": 1, "s": s, "k": k, "s2": s * s, "k2": k * k, "sk": s * k}.items():
                r[name] += value
        if (Group.ALL, Measure.GAP) in person:
            m = moments[month, branch, channel, segment, scale.key, quality]
            pairs = [person.get((Group(d), Measure.GAP), [0, 0]) for d in range(1, 6)]
            vector = [s for s, _ in pairs] + [k for _, k in pairs]
            m["n_resp"] += 1
            for a in range(10):
                for b in range(a, 10):
                    m[f"m{a}_{b}"] += vector[a] * vector[b]
        o = outcomes[month, branch, channel, segment, overall.key, quality]
        osat, nps = int(told.overall[i]), int(told.nps[i])
        o["responses"] += 1
        o["comments"] += bool(told.comment[i].as_py())
        if osat != MISSING:
            o["osat_n"] += 1
            o["osat_s"] += osat
            o["osat_s2"] += osat * osat
            o["osat_top"] += osat == overall.high
        if nps != MISSING:
            o["promoters"] += nps >= 9
            o["passives"] += nps in (7, 8)
            o["detractors"] += nps <= 6
    return cells, rollups, moments, outcomes


def rows_of(tallies):
    names, rows = list(tallies.keys), {}
    for i in range(len(tallies)):
        key = tuple(int(tallies.keys[name][i]) for name in names)
        assert key not in rows
        rows[key] = {name: int(v[i]) for name, v in tallies.sums.items() if v[i]}
    return rows


def plain(counted):
    return {key: {k: int(v) for k, v in sums.items() if v} for key, sums in counted.items()}


def same(batch, scale, overall):
    told, answers = batch
    cube = cubing.tally(told, answers, scale=scale, overall_scale=overall, dimension_of=DIMENSION_OF, **IDS)
    expected = recount(told, answers, scale, overall)
    for found, wanted in zip((cube.cells, cube.rollups, cube.moments, cube.outcomes), expected, strict=True):
        assert rows_of(found) == plain(wanted)


@given(batches())
@settings(max_examples=examples(60), deadline=None)
def test_the_cube_is_what_counting_person_by_person_gives(batch):
    same(batch, Scale(1, 5), Scale(0, 10))


@given(batches(scale=Scale(0, 100)))
@settings(max_examples=examples(25), deadline=None)
def test_a_wide_scale_is_counted_without_counting_every_slot(batch):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubing, "DENSE", 0)
        same(batch, Scale(0, 100), Scale(0, 10))


@given(batches())
@settings(max_examples=examples(20), deadline=None)
def test_two_names_that_become_one_touchpoint_make_one_row(batch):
    told, answers = batch
    ids = IDS | {"touchpoint_ids": np.array([11, 11, 13])}
    cube = cubing.tally(told, answers, scale=Scale(1, 5), overall_scale=Scale(0, 10), dimension_of={}, **ids)
    rows_of(cube.cells)


@given(batches())
@settings(max_examples=examples(20), deadline=None)
def test_the_block_gives_every_answer_back(batch):
    told, answers = batch
    table = block.from_parquet(block.to_parquet(told, answers, **IDS))
    assert table.num_rows == len(told)
    for one in answers:
        for mark, kind in (("e", "expectation"), ("p", "perception"), ("m", "minimum"), ("i", "importance")):
            values = getattr(one, kind)
            name = f"{mark}_{IDS['touchpoint_ids'][one.touchpoint]}"
            assert (values is not None) == (name in table.column_names)
            if values is not None:
                assert table[name].to_pylist() == [None if v == MISSING else v for v in values.tolist()]
    assert table["channel"].to_pylist() == [5 if c >= 0 else UNKNOWN for c in told.channel]

"""A network of 1,000 branches: about a million cells, written as one batch into a real database."""

import datetime as dt

import numpy as np
import sqlalchemy as sa

from mot.domain.batches import Counts
from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    CLEAN,
    FIGURE_KEYS,
    FIGURE_SUMS,
    MOMENT_KEYS,
    MOMENT_SUMS,
    OUTCOME_KEYS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
    Cube,
    Tallies,
)
from mot.domain.survey import (
    Against,
    Branch,
    Dimension,
    Group,
    Institution,
    Label,
    Measure,
    Name,
    Region,
    Scale,
    Touchpoint,
)
from mot.storage import batches, cells, database, institution, settings

BRANCHES, TOUCHPOINTS, MONTHS, CHANNELS, REGIONS = 1000, 20, 12, 4, 25
SCALE = Scale(1, 5)
FIVE = [d for d in Dimension if d is not Dimension.NONE]


def bank() -> Institution:
    """1,000 branches in 25 regions, 20 touchpoints in five dimensions, 4 channels."""
    return Institution(
        name=Name("千点银行", "Thousand Bank"),
        industry="bank",
        regions=tuple(
            Region(i + 1, f"r{i:02d}", Name(f"区域{i:02d}", f"Region {i:02d}")) for i in range(REGIONS)
        ),
        branches=tuple(
            Branch(i + 1, f"b{i:04d}", Name(f"第{i:04d}支行", f"Branch {i:04d}"), i % REGIONS + 1)
            for i in range(BRANCHES)
        ),
        touchpoints=tuple(
            Touchpoint(
                i + 1,
                f"t{i:02d}",
                Name(f"触点{i:02d}", f"Touchpoint {i:02d}"),
                Name(f"阶段{i // 5}"),
                FIVE[i % 5],
            )
            for i in range(TOUCHPOINTS)
        ),
        channels=tuple(Label(i + 1, f"c{i}", Name(f"渠道{i}", f"Channel {i}")) for i in range(CHANNELS)),
        figures=(Label(1, "complaints", Name("投诉率", "Complaint rate")),),
    )


def months() -> list[int]:
    """The year 2025, yyyymm."""
    return [202501 + i for i in range(MONTHS)]


def cube(seed: int = 1) -> Cube:
    """Every cell of the network filled: 1,000 × 20 × 12 × 4 cells of 3 to 20 answers."""
    rng = np.random.default_rng(seed)
    month, branch, touchpoint, channel = (
        a.ravel()
        for a in np.meshgrid(
            months(), np.arange(1, BRANCHES + 1), np.arange(1, TOUCHPOINTS + 1), np.arange(1, CHANNELS + 1),
            indexing="ij",
        )
    )  # fmt: skip
    size = len(month)
    n = rng.integers(3, 21, size)
    level = rng.normal(0, 0.15, BRANCHES)[branch - 1] + rng.normal(-0.3, 0.25, TOUCHPOINTS)[touchpoint - 1]
    s_e = np.rint(n * 4.3).astype(np.int64)
    s_g = np.rint(n * level + rng.normal(0, 1, size) * np.sqrt(n)).astype(np.int64)
    s_g2 = np.maximum(np.rint(n * 1.0 + s_g**2 / n).astype(np.int64), np.abs(s_g))
    s_p = np.clip(s_e + s_g, n, 5 * n)
    s_e2 = np.rint(s_e**2 / n + 0.4 * n).astype(np.int64)
    s_ep = np.rint(s_e * s_p / n + 0.1 * n).astype(np.int64)
    s_p2 = s_g2 + 2 * s_ep - s_e2
    below = np.clip(np.rint(n * 0.4), 0, n).astype(np.int64)
    sums = {
        "n": n, "s_e": s_e, "s_p": s_p, "s_e2": s_e2, "s_p2": s_p2, "s_ep": s_ep,
        "n_below": below, "n_equal": n - below, "n_above": np.zeros(size, dtype=np.int64),
        "n_e_max": np.rint(n * 0.4).astype(np.int64),
        "n_e": n, "s_e_all": s_e, "s_e2_all": s_e2, "n_p": n, "s_p_all": s_p, "s_p2_all": s_p2,
    }  # fmt: skip
    zero = np.zeros(size, dtype=np.int64)
    keys = {
        "month": month, "branch": branch, "touchpoint": touchpoint, "channel": channel, "segment": zero,
        "scale": zero + SCALE.key, "against": zero + int(Against.EXPECTATION), "quality": zero + CLEAN,
    }  # fmt: skip
    all_cells = Tallies({k: keys[k] for k in CELL_KEYS}, {k: sums[k] for k in CELL_SUMS})
    return Cube(all_cells, _rollups(all_cells), _moments(all_cells), _outcomes(all_cells, rng), _figures(rng))


def _places(rows: Tallies) -> dict[str, np.ndarray]:
    base = rows.group("month", "branch", "channel")
    zero = np.zeros(len(base), dtype=np.int64)
    return {**base.keys, "segment": zero, "scale": zero + SCALE.key, "quality": zero + CLEAN} | {
        "n": base["n"]
    }


def _rollups(rows: Tallies) -> Tallies:
    """About as many people as a tenth of the answers; sums that fit each other."""
    parts = []
    for group in Group:
        mine = rows if group is Group.ALL else rows.where((rows["touchpoint"] - 1) % 5 == int(group) - 1)
        base = mine.group("month", "branch", "channel")
        zero = np.zeros(len(base), dtype=np.int64)
        for measure in Measure:
            k = base["n"]
            people = np.maximum(k // (8 if group is Group.ALL else 3), 1)
            s = base["s_p"] - base["s_e"] if measure is Measure.GAP else base["s_p"]
            sums = {
                "n_resp": people, "s": s, "k": k,
                "s2": np.rint(s**2 / people + 6.0 * people).astype(np.int64),
                "k2": np.rint(k**2 / people + 0.5 * people).astype(np.int64),
                "sk": np.rint(s * k / people).astype(np.int64),
            }  # fmt: skip
            keys = {**base.keys, "segment": zero, "scale": zero + SCALE.key, "quality": zero + CLEAN}
            keys |= {"group": zero + int(group), "measure": zero + int(measure)}
            parts.append(Tallies({c: keys[c] for c in ROLLUP_KEYS}, {c: sums[c] for c in ROLLUP_SUMS}))
    return Tallies.join(parts)


def _moments(rows: Tallies) -> Tallies:
    places = _places(rows)
    people = np.maximum(places.pop("n") // 8, 1)
    sums = {name: np.zeros(len(people), dtype=np.int64) for name in MOMENT_SUMS}
    sums["n_resp"] = people
    for i in range(10):
        sums[f"m{i}_{i}"] = people * 4
    return Tallies({c: places[c] for c in MOMENT_KEYS}, sums)


def _outcomes(rows: Tallies, rng: np.random.Generator) -> Tallies:
    places = _places(rows)
    n = np.maximum(places.pop("n") // 8, 1)
    top, up = rng.binomial(n, 0.45), rng.binomial(n, 0.5)
    down = rng.binomial(n - up, 0.4)
    osat = np.rint(n * 4.1).astype(np.int64)
    sums = {
        "responses": n, "osat_n": n, "osat_s": osat, "osat_s2": np.rint(osat**2 / n + 0.6 * n).astype(np.int64),
        "osat_top": top, "promoters": up, "passives": n - up - down, "detractors": down, "comments": n // 5,
    }  # fmt: skip
    return Tallies({c: places[c] for c in OUTCOME_KEYS}, {c: sums[c].astype(np.int64) for c in OUTCOME_SUMS})


def _figures(rng: np.random.Generator) -> Tallies:
    """Complaints per branch and month; labels are numbered through, so the figure follows the channels."""
    month, branch = (a.ravel() for a in np.meshgrid(months(), np.arange(1, BRANCHES + 1), indexing="ij"))
    business = rng.integers(3000, 9000, len(month))
    keys = {"month": month, "branch": branch, "figure": np.full(len(month), CHANNELS + 1)}
    sums = {"numerator": rng.binomial(business, 0.004), "denominator": business}
    return Tallies({c: keys[c] for c in FIGURE_KEYS}, {c: sums[c].astype(np.int64) for c in FIGURE_SUMS})


def stored(url: str) -> tuple[sa.Engine, int]:
    """A database with the network's cube as one batch; how many cells it has."""
    engine = database.connect(url)
    database.migrate(engine)
    told = cube()
    with engine.begin() as tx:
        institution.save_pack(tx, bank())
        number = batches.insert(
            tx,
            file_name="network.xlsx",
            sha256="0" * 64,
            size=0,
            layout="wide",
            counts=Counts(),
            created_at=dt.datetime.now(dt.UTC),
            created_by="bench",
            branches=range(1, BRANCHES + 1),
            scale=SCALE,
            first_day=dt.date(2025, 1, 1),
            last_day=dt.date(2025, 12, 31),
        )
        cells.insert(tx, number, told)
        settings.bump_version(tx)
    return engine, len(told.cells)

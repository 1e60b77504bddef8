"""Whatever bytes or cells a file holds, it becomes a draft or a sentence: no other error, no hang, bounded memory.

`MOT_FUZZ_EXAMPLES=5000` tries that many of each kind.
"""

import datetime as dt
import io
import os
import random
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mot.domain.errors import MotError
from mot.ingest.containers.apart import read_apart
from mot.ingest.containers.kinds import Kind, kind_of
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.reading import Request, is_plain, read_here
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.workbook import read_workbook
from tests.conftest import examples
from tests.ingest.ingest_samples import BANK, HEADER, TODAY, row, workbook
from tests.messy_samples import FOLDER

MANY = int(os.environ.get("MOT_FUZZ_EXAMPLES", "0"))
NARROW = Limits(
    bytes=5_000_000, unpacked=50_000_000, cells=2_000_000, rows=200_000, seconds=20, memory=1_000_000_000
)
NOTHING = Decisions()
SEEDS = (
    "paired.xlsx", "two_row.xlsx", "filtered.xlsx", "uncached.xlsx", "with_macros.xlsm", "binary.xlsb", "open_document.ods",
    "old_excel.xls", "page.xls", "excel_2003.xls", "locked_old.xls", "locked.xlsx", "spss.sav", "gbk.csv", "tabs.tsv", "unicode_text.txt",
)  # fmt: skip
HERE = tuple(
    name for name in SEEDS if name.endswith(("xlsx", "xlsm", "csv", "tsv", "txt")) and "locked" not in name
)


def tries(usual: int) -> settings:
    return settings(
        max_examples=MANY or examples(usual),
        deadline=None,
        phases=[Phase.explicit, Phase.generate] if not MANY else list(Phase),
        suppress_health_check=list(HealthCheck),
        derandomize=not MANY,
    )


@cache
def sample(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def mutated(content: bytes, seed: int) -> bytes:
    """The bytes with some of them changed, cut, doubled, moved or put into each other."""
    dice = random.Random(seed)
    found = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        place, size = dice.randrange(len(found) + 1), dice.choice((1, 1, 2, 4, 16, 300))
        match dice.randrange(6):
            case 0:
                found[place : place + size] = dice.randbytes(size)
            case 1:
                del found[place : place + size]
            case 2:
                found[place:place] = found[dice.randrange(len(found) + 1) :][:size]
            case 3:
                found[place : place + size] = dice.choice((b"\xff", b"\x00", b"\x7f")) * size
            case 4 if place < len(found):
                found[place] ^= 1 << dice.randrange(8)
            case _:
                del found[max(place, 40) :]
    return bytes(found)


def mutated_inside(content: bytes, seed: int) -> bytes:
    """A package whose parts are changed and packed anew, so that the changes reach the readers of the parts."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name in dice.sample(sorted(parts), min(len(parts), dice.choice((1, 1, 2)))):
        parts[name] = mutated(parts[name], dice.randrange(2**32))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def draft_or_sentence(content: bytes, name: str, decisions: Decisions = NOTHING) -> Draft | str:
    """What a person gets."""
    source = SourceFile(name, content, "moments-2026")
    try:
        found = prepare(source, BANK, decisions=decisions, secret=b"s", today=TODAY, limits=NARROW)
    except MotError as error:
        sentence = str(error)
    else:
        assert len(found.responses) == found.counts.responses
        return found
    assert "{" not in sentence
    return sentence


@pytest.mark.parametrize("name", HERE)
@tries(12)
@given(seed=st.integers(0, 2**32))
def test_damaged_bytes_of_a_small_file_become_a_draft_or_a_sentence(name, seed):
    assert draft_or_sentence(mutated(sample(name), seed), name)


@pytest.mark.parametrize("name", [name for name in HERE if name.endswith(("xlsx", "xlsm"))])
@tries(12)
@given(seed=st.integers(0, 2**32))
def test_damaged_parts_of_a_small_workbook_become_a_draft_or_a_sentence(name, seed):
    assert draft_or_sentence(mutated_inside(sample(name), seed), name)


@pytest.mark.parametrize("name", [name for name in SEEDS if name not in HERE])
@tries(2)
@given(seed=st.integers(0, 2**32), inside=st.booleans())
def test_damaged_bytes_of_an_old_or_locked_file_become_a_draft_or_a_sentence(name, seed, inside):
    content = sample(name)
    deep = inside and content.startswith(b"PK")
    assert draft_or_sentence((mutated_inside if deep else mutated)(content, seed), name)


@tries(150)
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from((b"", b"PK\x03\x04", b"$FL2", b"\xff\xfe", b"a,b\n")),
)
def test_any_bytes_are_read_or_refused(content, start):
    if kind_of(start + content) is not Kind.SPSS:
        assert draft_or_sentence(start + content, "a.csv")


TEXTS = st.one_of(
    st.sampled_from((
        "", " ", "\0", "\ufeff", "#REF!", "非常满意", "很低", "5分", "★★★☆☆", "-", "N/A", "(跳过)", "┋", "1→2", "老城支行", "2026-07-01",
        "5/3/2024", "2026Q3", "1e999", "-1e5", "inf", "nan", "９", "99999999999999999999", "=1+1", "<b>", "13800000000", "12:30:61",
        "合计", "平均", "E1", "P1", "期望-排队等候", "感知-排队等候", "a@b.c", "第12题(子题)", "16、总题—行1", "[x]", "10%", "123秒",
    )),
    st.text(max_size=12),
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-5, 120),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1900, 1, 1), dt.date(9999, 12, 31)),
)


@tries(80)
@given(grid=st.lists(st.lists(CELLS, max_size=9), max_size=9))
def test_any_grid_of_cells_becomes_a_draft_or_a_sentence(grid):
    assert draft_or_sentence(written(grid), "a.xlsx")


@tries(80)
@given(
    changes=st.lists(st.tuples(st.integers(0, 14), st.integers(0, len(HEADER) - 1), CELLS), max_size=12),
    data=st.data(),
)
def test_a_good_table_with_any_cells_in_it_becomes_a_draft_or_a_sentence(changes, data):
    grid = [list(HEADER), *(row(n) for n in range(1, 15))]
    for r, c, value in changes:
        grid[r][c] = value
    found = draft_or_sentence(written(grid), "a.xlsx")
    assert found
    if isinstance(found, Draft) and found.issues:
        issue = data.draw(st.sampled_from(found.issues))
        if issue.choices and issue.key:
            answers = {issue.key: data.draw(st.sampled_from(issue.choices))}
            assert draft_or_sentence(written(grid), "a.xlsx", Decisions(answers=answers, values=answers))


def written(grid: list[list[object]]) -> bytes:
    """A workbook of the cells; texts as texts, whatever they look like."""
    clean = [[value[:200] if isinstance(value, str) else value for value in line] for line in grid]
    return workbook(clean)


@tries(60)
@given(text=st.text(max_size=300))
def test_any_text_is_a_table_or_none(text):
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert draft_or_sentence(text.encode(encoding, "ignore"), "a.csv")


def test_what_is_read_here_is_what_is_proven_to_be_plain():
    """A damaged file that is read in this process reads the same, or is refused the same, in another one."""
    for seed in range(MANY or 12):
        content = mutated_inside(sample("paired.xlsx"), seed)
        request = Request("a", content, "", "", 5_000_000, NARROW)
        try:
            if not is_plain(request, kind_of(content)):
                continue
            here = [sheet.grid for sheet in read_here(request, Kind.XLSX).sheets]
        except MotError:
            with pytest.raises(MotError):
                read_workbook(SourceFile("a", content), limits=NARROW)
            continue
        assert str(here) == str([sheet.grid for sheet in read_apart(request, Kind.XLSX).sheets])

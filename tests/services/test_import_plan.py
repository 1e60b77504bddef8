"""The preview is the plan: what it counts is what is stored, and undo takes exactly that away again."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mot.domain.access import Actor, Scope
from mot.domain.demonstration import read_institution
from mot.domain.errors import MotError
from mot.domain.issues import Severity
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services import books, imports
from mot.storage import figures, institution
from tests.conftest import THOROUGH, examples
from tests.messy_samples import EXPECTED
from tests.services.service_samples import (
    HEADER,
    PAIRS,
    assert_same_numbers,
    bring_in,
    feedback,
    numbers,
    people,
    stored_counts,
    sums,
    workbook,
)

SAMPLES = Path(__file__).parents[2] / "sample_data"
MESSY = list(EXPECTED.items())[:: 1 if THOROUGH else 4]
COUNTED = ("rows", "responses", "ratings", "set_aside", "duplicates", "values_missing")


def hold_to_plan(engine: sa.Engine, actor: Actor, draft: Draft) -> int:
    """Commit, and compare what is stored with the preview; the number of the batch."""
    planned = draft.counts
    assert planned.rows == planned.responses + planned.figures + planned.set_aside + planned.duplicates
    batch = imports.commit(engine, actor, draft)
    assert batch.counts == planned
    if planned.figures:
        with engine.connect() as tx:
            assert len(figures.of_batch(tx, Scope(), batch.id)) == planned.figures
    else:
        found = stored_counts(engine, batch.id)
        assert {found[k] for k in found if k.startswith("responses")} == {planned.responses}
        assert {found[k] for k in found if k.startswith("ratings")} == {planned.ratings}
    assert imports.rows_set_aside(engine, actor, batch.id) == draft.set_aside
    assert len(draft.set_aside) == planned.set_aside
    return batch.id


@pytest.fixture
def demonstration_bank(engine: sa.Engine) -> Institution:
    """The bank that the sample workbooks speak of, without any feedback."""
    wanted = read_institution((SAMPLES / "demo" / "institution.toml").read_text(encoding="utf-8"))
    with engine.begin() as tx:
        institution.save_pack(tx, wanted)
        return institution.load(tx)


def test_every_messy_sample_is_stored_as_previewed_and_undone_without_a_trace(
    engine: sa.Engine, demonstration_bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback(("老城支行", "滨江支行"), month=4))
    before = sums(engine, ada)
    for name, facts in MESSY:
        source = SourceFile(name, (SAMPLES / "messy" / name).read_bytes(), facts.get("password", ""))
        if "error" in facts:
            with pytest.raises(MotError):
                imports.preview(engine, ada, source)
            continue
        draft = imports.preview(engine, ada, source, Decisions(**facts.get("decisions", {})))
        told = {key: getattr(draft.counts, key) for key in COUNTED}
        assert told == {key: facts.get(key, 0) for key in COUNTED}, name
        number = hold_to_plan(engine, ada, draft)
        imports.undo(engine, ada, number)
    assert_same_numbers(sums(engine, ada), before)


# --- whatever stands in the cells

answers = st.sampled_from([1, 2, 3, 4, 5, 5, 4, 3, None, 9, 0, 2.5, "4", "满意", "5分", "不知道", "", -1])
branches = st.sampled_from(["北门支行", "n2", "北门", "南湖支行", "码头", "不存在的网点", "", None, "合计"])
days = st.sampled_from(
    [
        dt.date(2026, 7, 3),
        dt.date(2026, 9, 30),
        "2026/8/1",
        "2026年7月5日",
        46220,
        None,
        "",
        "昨天",
        dt.date(2099, 1, 1),
    ]
)
labels = st.sampled_from(["柜面", "手机银行", "微信", None, "-"])
whos = st.one_of(st.none(), st.integers(1, 6).map(lambda n: f"C{n}"))
outcomes = st.sampled_from([1, 5, 10, 11, None, "很好"])
comments = st.sampled_from([None, "无", "等得太久", "请拨13800138000"])
messy_rows = st.tuples(
    whos, branches, days, labels, labels, outcomes, outcomes, comments, *(answers for _ in PAIRS)
).map(list)
GOOD = people(("北门支行", "新区支行"), each=6, prefix="G")


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(first=st.lists(messy_rows, max_size=12), second=st.lists(messy_rows, max_size=12))
def test_the_counts_of_any_preview_are_those_after_its_commit(
    engine: sa.Engine, bank: Institution, ada: Actor, first: list[list[object]], second: list[list[object]]
) -> None:
    """Two files one after the other, so that the second may repeat people of the first."""
    before = sums(engine, ada)
    kept = []
    for position, rows in enumerate((first, second)):
        good = GOOD[:8] if position == 0 else GOOD[4:]
        source = SourceFile("反馈.xlsx", workbook([*good, *rows], HEADER))
        draft = _decided(engine, ada, source)
        if draft.ready:
            kept.append(hold_to_plan(engine, ada, draft))
    assume(kept)
    for number in reversed(kept):
        imports.undo(engine, ada, number)
    assert_same_numbers(sums(engine, ada), before)


def _decided(engine: sa.Engine, actor: Actor, source: SourceFile) -> Draft:
    """The draft, with the first choice taken wherever something blocks it."""
    decisions = Decisions()
    draft = imports.preview(engine, actor, source, decisions)
    blocked = [i for i in draft.issues if i.severity is Severity.BLOCKING and i.key and i.choices]
    for issue in blocked:
        chosen = next(choice for choice in issue.choices if choice)
        if issue.key in ("branch", "quarter", "scale"):
            decisions = Decisions(**{issue.key: chosen}, answers=decisions.answers)
        else:
            decisions = Decisions(answers={**decisions.answers, issue.key: chosen})
    return imports.preview(engine, actor, source, decisions) if blocked else draft


# --- undo


def test_undo_restores_every_number_for_everybody(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    files = [feedback(seed=1), feedback(seed=2, month=4, each=25), feedback(seed=3, each=4)]
    everybody = (ada, lin, mei)
    for position, file in enumerate(files):
        if position != 1:
            bring_in(engine, ada, file)
    expected = {actor.login: numbers(engine, actor) for actor in everybody}
    version = books.version_of(engine)
    batch = bring_in(engine, ada, files[1])
    assert int(sums(engine, mei)["outcomes"]["responses"].sum()) == (12 + 25 + 4) * 3  # type: ignore[index]
    imports.undo(engine, ada, batch.id)
    assert books.version_of(engine) == version + 2
    for actor in everybody:
        assert_same_numbers(numbers(engine, actor), expected[actor.login])

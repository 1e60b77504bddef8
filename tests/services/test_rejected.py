"""What was not imported is kept with the batch, without personal data, and comes back mended with no click."""

import io
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.batches import Batch, BatchNotFoundError
from mot.domain.issues import Severity
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.rejects import Rejects, from_bytes, to_bytes
from mot.locale.words import Locale
from mot.reports.rejected import marked_copy, rejected_rows
from mot.services import imports
from tests.services.service_samples import (
    EVERYWHERE,
    FIGURE_HEADER,
    HEADER,
    NORTH_NAMES,
    bring_in,
    everything_stored,
    figure_rows,
    people,
    sums,
    workbook,
)

DATE, QUEUE, COMMENT = (HEADER.index(name) for name in ("日期", "感知-排队等候", "意见"))


def spoilt() -> list[list[object]]:
    """Sixty rows: one without a date that can be read, one of no branch, one with an answer off the scale."""
    rows = people(EVERYWHERE)
    rows[3][DATE], rows[3][COMMENT] = "昨天", "请回电 13812345678"
    rows[7][1] = None
    rows[11][QUEUE] = 9
    rows.append([None, "合计", *[None] * 6, *[240] * 8])
    return rows


@pytest.fixture
def batch(engine: sa.Engine, bank: Institution, ada: Actor) -> Batch:
    return bring_in(engine, ada, SourceFile("三季度.xlsx", workbook(spoilt())))


def cells(rejects: Rejects) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in rejects.cells.to_pylist()]


def mended(content: bytes, changes: dict[str, object]) -> bytes:
    """The first sheet of a workbook with some cells filled in."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in changes.items():
        book.worksheets[0][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_row_and_cell_that_was_not_imported_is_kept_with_its_reason(
    engine: sa.Engine, batch: Batch, ada: Actor
) -> None:
    found = imports.rejected(engine, ada, batch.id)
    assert cells(found) == [
        ("反馈", 5, "C", "日期", "昨天", "no_date", True),
        ("反馈", 9, "B", "网点", "", "no_branch", True),
        ("反馈", 62, "", "", "合计", "totals_row", True),
        ("反馈", 13, "L", "感知-排队等候", "9", "out_of_scale", False),
    ]
    assert found.rows["row"].to_pylist() == [5, 9], "totals are nothing to mend"
    assert found.rows["C"].to_pylist()[0] == "昨天"
    assert found.heads[0].rows == (HEADER,)
    assert from_bytes(to_bytes(found)).cells.equals(found.cells)


def test_nothing_is_stored_where_everything_was_imported(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    batch = bring_in(engine, ada, SourceFile("好.xlsx", workbook(people(EVERYWHERE))))
    assert everything_stored(engine)["reject_block"] == []
    assert len(imports.rejected(engine, ada, batch.id)) == 0


def test_no_personal_data_is_kept(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    header = (*HEADER, "您的手机号", "姓名", "备注")
    rows = [
        [*row, f"1391234{i:04d}", ("王小明", "李建国", "张丽华")[i % 3], "普通"]
        for i, row in enumerate(spoilt())
    ]
    batch = bring_in(engine, ada, SourceFile("三季度.xlsx", workbook(rows, header)))
    found = imports.rejected(engine, ada, batch.id)
    plain = repr(found.rows.to_pylist()) + repr(found.cells.to_pylist())
    for secret in ("1381234", "13912340003", "王小明", "R1-"):
        assert secret not in plain
    assert found.rows["H"].to_pylist()[0] == "请回电 ***"
    assert set(found.rows["U"].to_pylist() if "U" in found.rows.column_names else []) <= {"普通", None}


def test_the_mended_rows_come_in_as_the_same_questionnaire_without_a_click(
    engine: sa.Engine, batch: Batch, ada: Actor
) -> None:
    content = rejected_rows(imports.rejected(engine, ada, batch.id), Locale("zh"))
    again = SourceFile("三季度 待改.xlsx", mended(content, {"C2": "2026-07-09", "B3": "北门支行"}))
    draft = imports.preview(engine, ada, again)
    with engine.connect() as tx:
        first = tx.scalar(sa.text("SELECT fingerprint FROM batch"))
    assert draft.fingerprint == first
    assert (draft.counts.responses, draft.counts.duplicates, draft.counts.set_aside) == (2, 0, 0)
    assert [one.code for one in draft.issues if one.severity is Severity.BLOCKING] == []
    imports.commit(engine, ada, draft)
    assert int(sums(engine, ada)["outcomes"]["responses"].sum()) == 60  # type: ignore[index]
    rows = spoilt()
    rows[3][DATE], rows[7][1] = "2026-07-09", "北门支行"
    whole = imports.preview(
        engine, ada, SourceFile("改好.xlsx", workbook(rows)), Decisions(answers={"replaces": ""})
    )
    assert (whole.counts.responses, whole.counts.duplicates) == (0, 60), "the stand-ins are the same people"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rows_to_mend_are_marked_and_the_reasons_listed(
    engine: sa.Engine, batch: Batch, ada: Actor, language: Any
) -> None:
    locale = Locale(language)
    book = openpyxl.load_workbook(io.BytesIO(rejected_rows(imports.rejected(engine, ada, batch.id), locale)))
    rows, reasons = book.worksheets
    assert (rows.title, reasons.title) == ("反馈", locale.t("Reasons"))
    assert [cell.value for cell in rows[1]][:16] == list(HEADER)
    assert (rows.max_row, rows["C2"].value, rows["I2"].data_type) == (3, "昨天", "n")
    for place, reason in (("C2", "No date that can be read"), ("B3", "No branch")):
        assert rows[place].comment.text == locale.t(reason)
        assert rows[place].fill.start_color.rgb == "00FFE0B2"
    assert rows["D2"].comment is None
    listed = [[cell.value for cell in row] for row in reasons.iter_rows(min_row=2)]
    assert listed[0] == [
        "反馈", 5, "C", "日期", "昨天", locale.t("No date that can be read"), locale.t("The row is not imported"),
    ]  # fmt: skip
    assert listed[3][6] == locale.t("The row is imported without this answer")
    assert len(listed) == 4


def test_her_own_workbook_comes_back_with_marks(engine: sa.Engine, batch: Batch, ada: Actor) -> None:
    source = SourceFile("三季度.xlsx", workbook(spoilt()))
    draft = imports.preview(engine, ada, source, Decisions(answers={"same_file": "import_anyway"}))
    book = openpyxl.load_workbook(io.BytesIO(marked_copy(source, draft.rejects, Locale("en"))))
    (sheet,) = book.worksheets
    assert [c.value for c in sheet[5]][1:3] == [spoilt()[3][1], "昨天"]
    marked = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    assert marked == {
        "C5": "No date that can be read",
        "B9": "No branch",
        "B62": "Totals or averages",
        "L13": "Not on the scale",
    }


def test_a_text_file_comes_back_as_a_workbook_with_marks(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    lines = [HEADER, *([("" if v is None else v) for v in row] for row in spoilt())]
    text = "\n".join(",".join(str(v) for v in line) for line in lines)
    source = SourceFile("三季度.csv", text.encode("utf-8-sig"))
    draft = imports.preview(engine, ada, source)
    book = openpyxl.load_workbook(io.BytesIO(marked_copy(source, draft.rejects, Locale("zh"))))
    (sheet,) = book.worksheets
    assert sheet["C5"].value == "昨天"
    assert sheet["C5"].comment.text == Locale("zh").t("No date that can be read")
    assert sheet["I2"].data_type == "n"


def test_nothing_in_the_workbooks_runs(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    rows = spoilt()
    rows[3][DATE] = "=cmd|' /C calc'!A0"
    rows[3][COMMENT] = "+SUM(1,1)"
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for r, row in enumerate([list(HEADER), *rows], start=1):
        for c, value in enumerate(row, start=1):
            cell = book.active.cell(r, c)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.active["R1"], book.active["R2"] = "公式", '=HYPERLINK("http://evil")'
    book.save(out)
    source = SourceFile("反馈.xlsx", out.getvalue())
    draft = imports.preview(engine, ada, source)
    for content in (
        marked_copy(source, draft.rejects, Locale("zh")),
        rejected_rows(draft.rejects, Locale("zh")),
    ):
        kinds = {
            c.data_type for s in openpyxl.load_workbook(io.BytesIO(content)).worksheets for r in s for c in r
        }
        assert "f" not in kinds
        assert b"vbaProject" not in content


def test_figures_that_were_refused_come_back_mended(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    rows = figure_rows(NORTH_NAMES)
    rows[1][1] = "某月"
    batch = bring_in(engine, ada, SourceFile("指标.xlsx", workbook(rows, FIGURE_HEADER)))
    found = imports.rejected(engine, ada, batch.id)
    assert found.rows["row"].to_pylist() == [3], "rows that came in are not kept"
    content = mended(rejected_rows(found, Locale("zh")), {"B2": "2026-07"})
    draft = imports.preview(engine, ada, SourceFile("指标 待改.xlsx", content))
    assert (draft.counts.figures, draft.counts.set_aside, draft.ready) == (1, 0, True)


def test_mei_gets_nothing_of_the_north(
    engine: sa.Engine, bank: Institution, lin: Actor, mei: Actor, ada: Actor
) -> None:
    rows = people(NORTH_NAMES)
    rows[3][DATE] = "昨天"
    lins = bring_in(engine, lin, SourceFile("北.xlsx", workbook(rows)))
    both = bring_in(engine, ada, SourceFile("全.xlsx", workbook([*people(EVERYWHERE, seed=3), *rows[3:4]])))
    for number in (lins.id, both.id):
        with pytest.raises(BatchNotFoundError):
            imports.rejected(engine, mei, number)


def test_imports_from_before_tell_their_rows_without_cells(
    engine: sa.Engine, batch: Batch, ada: Actor
) -> None:
    with engine.begin() as tx:
        tx.execute(sa.text("DELETE FROM reject_block"))
    found = imports.rejected(engine, ada, batch.id)
    assert [one[:3] for one in cells(found)] == [("反馈", 5, "C"), ("反馈", 9, "B"), ("反馈", 62, "")]
    book = openpyxl.load_workbook(io.BytesIO(rejected_rows(found, Locale("zh"))))
    assert len(book.worksheets) == 1

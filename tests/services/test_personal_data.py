"""A workbook full of invented personal data leaves none of it behind: not in a table, a byte, an export or a log."""

import io
import json
import logging
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa
import xlsxwriter
from click.testing import CliRunner

from mot.cli import main
from mot.domain.access import Actor
from mot.domain.batches import Batch
from mot.domain.issues import Severity
from mot.domain.survey import Institution
from mot.ingest.block import from_parquet
from mot.ingest.choice_texts import REASON_TEXTS
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.locale.words import Locale
from mot.reports import tables
from mot.reports.rejected import rejected_rows
from mot.reports.template import template
from mot.services import drafts, imports
from mot.settings import load_settings
from mot.storage import answers, database, institution, rejects, responses
from mot.storage.schema import metadata
from mot.ui import import_texts
from tests.conftest import BANK
from tests.services.service_samples import HEADER, people

WHO = {
    "title": "韩梅梅", "title_phone": "13711110000", "file": "马冬梅", "file_phone": "13722220000",
    "sheet_phone": "13733330000", "comment": "欧阳雪晴", "comment_phone": "13644440000", "label": "仝小卓",
    "wechat": "wx_hidden_77", "qq": "987654321", "mail": "hidden.person@example.com", "card": "6222021234567890128",
    "identity": "11010519491231002X", "plate": "京A88T66", "openid": "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
    "passport": "E87654321", "ip": "203.0.113.77", "ip6": "2001:db8::ff00:42:8329", "abroad": "+44 20 7946 0958",
    "landline": "0755-26543210", "wide": "１３９５５５５６６６６", "unknown_branch": "诸葛清风",
    "branch_phone": "13866667777", "rating": "司马玉兰", "rating_phone": "15988889999", "aside": "15077778888",
    "aside_name": "慕容紫英", "decided": "上官婉秋", "branch_number": "17055556666", "rating_number": "19912340000",
    "rejected": "夏侯明月", "rejected_phone": "18512340007", "rejected_rating": "公孙大娘", "date": "15366660001", "header": "18900001111",
}  # fmt: skip
PERSONAL = {
    "姓名": ["李建国", "王秀英", "张桂兰", "刘玉珍", "陈志强", "杨丽华", "赵春梅", "黄国栋"],
    "联系电话": [f"1351234{i:04d}" for i in range(8)],
    "身份证号码": ["110105194912310" + f"{i:03d}" for i in range(8)],
    "银行卡号": [f"622848040256489{i:04d}" for i in range(8)],
    "电子邮箱": [f"guest{i}.secret@example.org" for i in range(8)],
    "来自IP": [f"198.51.100.{200 + i}" for i in range(8)],
    "openid": [f"oABCDEFGHIJKLMNOPQRSTUVWX1z{i}" for i in range(8)],
    "微信号": [f"weixin_guest_{i}" for i in range(8)],
    "QQ号": [f"55667788{i}" for i in range(8)],
    "车牌号": [f"沪B{i}7K9{i}" for i in range(8)],
    "护照号": [f"G1234567{i}" for i in range(8)],
    "家庭住址": [f"幸福里{i}号楼{i}0{i}室王府" for i in range(1, 9)],
    "出生日期": [f"195{i}年3月1{i}日" for i in range(8)],
    "备用一": ["周海燕", "吴晓东", "徐文静", "孙立军", "胡建华", "朱雪梅", "高志远", "林美玲"],
    "备用二": [f"1861234{i:04d}" for i in range(8)],
}
COMMENTS = [
    f"我叫{WHO['comment']}，电话{WHO['comment_phone']}，等了45分钟",
    f"联系人：{WHO['label']}，微信号：{WHO['wechat']}，QQ {WHO['qq']}",
    f"邮箱{WHO['mail']}，卡号{WHO['card']}，身份证{WHO['identity']}",
    f"车牌{WHO['plate']}，openid {WHO['openid']}，护照{WHO['passport']}",
    f"来自{WHO['ip']}和{WHO['ip6']}，国外{WHO['abroad']}，座机{WHO['landline']}，手机{WHO['wide']}",
]
FILE_NAME = f"回访_{WHO['file']}_{WHO['file_phone']}.xlsx"
SECRETS = [*WHO.values(), *(value for column in PERSONAL.values() for value in column)]
SECRETS += [WHO["wide"].translate({wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)})]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """Personal data in dedicated columns, comments, ratings, branches, dates, above the header and in names."""
    rows = people(("老城支行", "北门支行"), each=12)
    at = {name: column for column, name in enumerate(HEADER)}
    for row, comment in zip(rows, COMMENTS, strict=False):
        row[at["意见"]] = comment
    rows[6][at["网点"]] = WHO["unknown_branch"]
    rows[7][at["网点"]] = f"{WHO['branch_phone']}"
    rows[8][at["感知-柜台办理"]] = WHO["rating"]
    rows[9][at["感知-柜台办理"]] = f"请打{WHO['rating_phone']}谢谢"
    rows[10][at["日期"]] = f"待定 {WHO['date']}"
    rows[11][at["网点"]] = WHO["decided"]
    rows[12][at["日期"]] = WHO["aside_name"]
    rows[13][at["网点"]] = int(WHO["branch_number"])
    rows[14][at["期望-排队等候"]] = int(WHO["rating_number"])
    rows[15][at["日期"]], rows[15][at["意见"]] = "待定", f"我叫{WHO['rejected']}，{WHO['rejected_phone']}"
    rows[16][at["日期"]], rows[16][at["感知-排队等候"]] = "待定", WHO["rejected_rating"]
    extra = list(PERSONAL)
    rows = [[*row, *(PERSONAL[name][i % 8] for name in extra)] for i, row in enumerate(rows[:20])]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(f"反馈{WHO['sheet_phone']}")
    sheet.write(0, 0, f"客户回访 填表人：{WHO['title']} {WHO['title_phone']}")
    for r, values in enumerate([[*HEADER, *extra, f"备注{WHO['header']}"], *rows], start=2):
        for c, value in enumerate(values):
            if value is not None:
                sheet.write(r, c, value)
    sheet.write(len(rows) + 3, 0, "合计")
    sheet.write(len(rows) + 3, 2, f"{WHO['aside']}")
    book.close()
    return out.getvalue()


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of this test's own; the key of sealed files is made there."""
    monkeypatch.setenv("MOT_DATA_DIR", str(tmp_path / "data"))
    load_settings.cache_clear()
    yield tmp_path / "data"
    load_settings.cache_clear()


def decided(draft: Draft) -> Decisions:
    """Names that read like people are refused."""
    asked = [issue for issue in draft.issues if issue.severity is Severity.BLOCKING]
    assert {issue.code for issue in asked} == {"unknown_branch"}
    return Decisions(values={issue.key: "-" for issue in asked})


def bring_in(engine: sa.Engine, actor: Actor, content: bytes) -> tuple[Draft, Batch]:
    """Upload, keep, decide, commit."""
    source = SourceFile(FILE_NAME, content)
    kept = drafts.keep(engine, actor, source, Decisions())
    decisions = decided(imports.preview(engine, actor, source))
    drafts.decide(engine, actor, kept.id, decisions)
    draft = imports.preview(engine, actor, source, decisions)
    return draft, imports.commit(engine, actor, draft)


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def everything_written(engine: sa.Engine) -> Iterator[tuple[str, str]]:
    """Every value of every table as text, bytes as far as they read as text."""
    with engine.connect() as tx:
        for table in metadata.sorted_tables:
            for row in tx.execute(sa.select(table)).mappings():
                for column, value in row.items():
                    place = f"{table.name}.{column}"
                    if isinstance(value, bytes):
                        yield place, value.decode("utf-8", "ignore")
                        yield place, value.decode("gb18030", "ignore")
                        yield place, value.decode("utf-16-le", "ignore")
                    else:
                        yield place, json.dumps(value, ensure_ascii=False, default=str)


def test_no_table_holds_any_of_it(
    engine: sa.Engine, bank: Institution, ada: Actor, workbook: bytes, data_folder: Path
):
    _, batch = bring_in(engine, ada, workbook)
    assert batch.counts.responses > 0
    for place, text in everything_written(engine):
        assert not found_in(text), place
    with engine.connect() as tx:
        block = from_parquet(answers.read_block(tx, ada.scope, batch.id))
        names = institution.load(tx)
        comments = [one.text for one in responses.comments(tx, ada.scope)]
        kept = rejects.read(tx, ada.scope, batch.id)
    assert not found_in(json.dumps(block.to_pylist(), ensure_ascii=False, default=str))
    assert kept.rows.num_rows > 5
    assert not found_in(repr(kept.heads) + repr(kept.rows.to_pylist()) + repr(kept.cells.to_pylist()))
    assert "老城支行" in repr(kept.rows.to_pylist())
    assert {b.name.zh for b in names.branches} == {b.name.zh for b in bank.branches}
    assert any("等了45分钟" in text for text in comments)
    assert any("第19条意见" in text for text in comments)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_no_byte_of_the_database_and_its_journal_holds_any_of_it(
    engine: sa.Engine, bank: Institution, ada: Actor, workbook: bytes, data_folder: Path, tmp_path: Path
):
    bring_in(engine, ada, workbook)
    database = Path(str(engine.url.database))
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert database.with_name(database.name + "-wal") in written
    for file in written:
        content = file.read_bytes()
        for secret in SECRETS:
            forms = {secret.encode(kind) for kind in ("utf-8", "utf-16-le", "gb18030")}
            forms.add(secret.encode("unicode_escape"))
            assert not [form for form in forms if form in content], (file.name, secret)


@pytest.mark.parametrize("kept", ["no", "encrypted"])
def test_the_file_itself_is_not_kept_or_kept_sealed(
    engine: sa.Engine, bank: Institution, ada: Actor, workbook: bytes, data_folder: Path,
    monkeypatch: pytest.MonkeyPatch, kept: str,
):  # fmt: skip
    monkeypatch.setenv("MOT_KEEP_FILES", kept)
    load_settings.cache_clear()
    _, batch = bring_in(engine, ada, workbook)
    with engine.connect() as tx:
        for table in metadata.sorted_tables:
            for row in tx.execute(sa.select(table)):
                for value in row:
                    if isinstance(value, bytes):
                        assert workbook[:64] not in value, table.name
                        assert not zipfile.is_zipfile(io.BytesIO(value)), table.name
    if kept == "encrypted":
        assert imports.original(engine, ada, batch.id).content == workbook


def test_no_export_and_no_log_holds_any_of_it(
    engine: sa.Engine, bank: Institution, ada: Actor, workbook: bytes, data_folder: Path,
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
):  # fmt: skip
    caplog.set_level(logging.DEBUG)
    draft, batch = bring_in(engine, ada, workbook)
    assert not found_in(caplog.text)
    printed = capfd.readouterr()
    assert not found_in(printed.out + printed.err)
    assert not found_in(repr(imports.history(engine, ada)))
    rows = imports.rows_set_aside(engine, ada, batch.id)
    assert len(rows) == draft.counts.set_aside > 3
    assert all(row.reason in REASON_TEXTS for row in rows)
    table = tables.Table(
        "rows",
        pd.DataFrame([[r.sheet, r.row, r.reason, r.column, r.value] for r in rows], columns=list("abcde")),
    )
    texts = [tables.to_csv(table).decode("utf-8-sig"), repr(rows)]
    exports = [
        tables.to_xlsx(table, sheet="a", about="b"),
        template(institution_of(engine), "zh"),
        rejected_rows(imports.rejected(engine, ada, batch.id), Locale("zh")),
    ]
    for content in exports:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts += [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
    assert not found_in("\n".join(texts))


def institution_of(engine: sa.Engine) -> Institution:
    with engine.connect() as tx:
        return institution.load(tx)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_it_is_told_by_column_what_was_removed(
    engine: sa.Engine, bank: Institution, ada: Actor, workbook: bytes, data_folder: Path
):
    draft, _ = bring_in(engine, ada, workbook)
    (told,) = [issue for issue in draft.issues if issue.code == "personal_data"]
    kinds = {(kind, way) for _, way, kind, _ in told.params["removed"]}
    assert ("name", "left_out") in kinds
    assert ("phone", "masked") in kinds
    assert {kind for kind, way in kinds if way == "left_out"} >= {
        "name", "phone", "id_number", "card", "email", "ip", "account", "plate", "passport", "address", "birthday",
    }  # fmt: skip
    columns = {column.letter: column for column in draft.columns}
    for letter, way, _, count in told.params["removed"]:
        header = columns[letter].header
        assert (way == "left_out") == (header in PERSONAL), header
        assert count == 20 or way == "masked"
    for language, said in (("zh", "整列不保存"), ("en", "Not stored at all")):
        sentence = import_texts.words(Locale(language), told)
        assert said in sentence
        assert "{" not in sentence
    assert told.severity is Severity.NOTE


def test_a_phone_number_that_tells_who_answered_is_kept_as_a_hash_only(
    engine: sa.Engine, bank: Institution, ada: Actor, data_folder: Path
):
    rows = people(("老城支行",), each=12)
    for i, row in enumerate(rows):
        row[0] = f"1371234{i:04d}"
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for r, values in enumerate([["手机号", *HEADER[1:]], *rows]):
            for c, value in enumerate(values):
                if value is not None:
                    sheet.write(r, c, value)
    draft = imports.preview(engine, ada, SourceFile("a.xlsx", out.getvalue()))
    (told,) = [issue for issue in draft.issues if issue.code == "personal_data"]
    assert told.params["removed"] == [("A", "hashed", "phone", 12)]
    assert len(np.unique(draft.responses.respondent.to_pylist())) == 12
    imports.commit(engine, ada, draft)
    assert not [place for place, text in everything_written(engine) if "1371234" in text]


def test_the_command_line_prints_none_of_it(
    sqlite_template: Path, workbook: bytes, data_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MOT_DEMO", "false")
    monkeypatch.setenv("MOT_DATABASE_URL", "")
    data_folder.mkdir()
    shutil.copyfile(sqlite_template, data_folder / "moments.db")
    engine = database.connect(f"sqlite:///{data_folder / 'moments.db'}")
    with engine.begin() as tx:
        institution.save_pack(tx, BANK)
    engine.dispose()
    file = data_folder / FILE_NAME
    file.write_bytes(workbook)
    said = CliRunner().invoke(main, ["import", str(file)])
    assert said.exit_code == 1
    assert "***" in said.output
    assert not found_in(said.output)

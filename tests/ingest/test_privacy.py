"""Personal data is recognised in texts and columns; ordinary words and numbers are left alone."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells
from mot.ingest.draft import Decisions
from mot.ingest.privacy import MASK, Personal, find, mask, mask_all, mask_cell, mask_file_name
from mot.ingest.privacy.columns import personal_kind, said_by_header, seen_in_cells
from mot.ingest.privacy.gate import cleansed
from mot.ingest.privacy.numbers import luhn, right_check_digit
from mot.ingest.privacy.people import is_name, may_be_name
from tests.ingest.ingest_samples import BANK, HEADER, draft, row, workbook

# Invented people and numbers; check digits are right where there are any.
WIDE = "１３８１２３４５６７８"
HIDDEN = (
    ("我叫王小明，请回电", "王小明"),
    ("我叫王明请联系我", "王明"),
    ("姓张的柜员不耐烦", "张"),
    ("免贵姓欧阳", "欧阳"),
    ("联系人：李四", "李四"),
    ("联系人:仝卓 在家", "仝卓"),
    ("姓名 王五", "王五"),
    ("本人王小明，投诉", "王小明"),
    ("柜员李娜态度差", "李娜"),
    ("客户经理张伟帮我办的", "张伟"),
    ("王小明 13812345678", "王小明"),
    ("13812345678（李四）", "李四"),
    ("请找李建国经理", "李建国"),
    ("小王很热情", "王"),
    ("欧阳雪晴", "欧阳雪晴"),
    ("My name is John Smith", "John Smith"),
    ("Mr. Brown was rude", "Brown"),
    ("微信号 abc_12345", "abc_12345"),
    ("微信：wxid_k9x8", "wxid_k9x8"),
    ("加微信wang88888吧", "wang88888"),
    ("QQ 123456789", "123456789"),
    ("qq号：87654321", "87654321"),
    (f"电话{WIDE}", WIDE),
    ("138-1234-5678", "138-1234-5678"),
    ("138 1234 5678", "138 1234 5678"),
    ("138·1234·5678", "138·1234·5678"),
    ("+86 13812345678", "13812345678"),
    ("（010）87654321", "87654321"),
    ("０１０－８７６５４３２１", "８７６５４３２１"),
    ("0755 2345 6789转801", "2345 6789"),
    ("400-820-8820", "820-8820"),
    ("+44 20 7946 0958", "7946 0958"),
    ("+1 (415) 555-2671", "555-2671"),
    ("我的电话是87654321", "87654321"),
    ("一三八一二三四五六七八", "一三八一二三四五六七八"),
    ("身份证11010519491231002X。", "11010519491231002X"),
    ("11010519491231002x", "11010519491231002x"),
    ("130503670401001", "130503670401001"),
    ("卡号6222021234567890128", "6222021234567890128"),
    ("4111 1111 1111 1111", "1111 1111"),
    ("5500-0000-0000-0004", "0000-0004"),
    ("zhang.san@example.com", "zhang.san"),
    ("ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ｅｘａｍｐｌｅ"),
    ("来自192.168.1.10", "192.168.1.10"),
    ("2001:db8::ff00:42:8329", "2001:db8"),
    ("oGZUI0egBJY1zhBYw2KhdUfwVJJE", "oGZUI0egBJY1zhBYw2KhdUfwVJJE"),
    ("京A12345", "京A12345"),
    ("粤B·D12345", "D12345"),
    ("护照E12345678", "E12345678"),
    ("我家3栋2单元502室", "502"),
)
LEFT = (
    "等了45分钟", "2026年7月3日", "12000元", "095号柜台", "订单金额199.00元", "2026-07-03 14:02:33", "20260703140233",
    "订单号2026070312345678", "谢谢经理", "感谢工作人员", "由于经理不在", "高效的经理", "方便", "满意", "马上办",
    "程序太复杂", "小程序不好用", "小区门口", "老城支行", "高新区", "陆家嘴", "王府井", "排队30-45分钟", "12:30到13:45",
    "从10:20:30开始等", "95588打不通", "转账10000000元", "卡里少了1,234,567.89元", "版本v8.0.1.23", "尾号1234",
    "微信支付很方便", "微信银行好用", "任何时候", "老百姓都说好", "支行行长不在", "对方经理", "服务员态度好", "柜员高效",
    "经理任务重", "保安白天不在", "客户经理万分耐心", "A4纸用完了", "5 4 3 4 5 4 3 2 1 5 4 3 4", "手机银行APP",
    "电话客服等了20分钟", "第095号", "我叫了三次号", "叫号系统坏了", "我是高级客户", "其余医生都好", "许多人", "我是老客户",
    "金卡客户", "周末人多", "QQ音乐", "wechat pay is good", "The name is too long", "This is great", "顾客先生",
)  # fmt: skip


@pytest.mark.parametrize(("text", "secret"), HIDDEN)
def test_personal_data_in_a_comment_is_blotted_out(text: str, secret: str):
    assert secret not in mask(text)
    assert MASK in mask(text)
    assert mask_all([text])[0] == [mask(text)]


@pytest.mark.parametrize("text", LEFT)
def test_ordinary_words_and_numbers_stay(text: str):
    assert mask(text) == text
    assert mask_all([text])[0] == [text]


def test_what_stands_around_personal_data_stays():
    assert (
        mask("柜员很好，我叫王小明，电话138-1234-5678，等了45分钟")
        == "柜员很好，我叫***，电话***，等了45分钟"
    )


def test_the_kinds_are_counted_in_each_text():
    masked, told = mask_all(["好", "打13812345678或13912345678", "a@b.cn，我叫王小明", "好"])
    assert masked == ["好", "打***或***", "***，我叫***", "好"]
    assert {kind: often.tolist() for kind, often in told.items()} == {
        Personal.PHONE: [0, 2, 0, 0],
        Personal.EMAIL: [0, 0, 1, 0],
        Personal.NAME: [0, 0, 1, 0],
    }
    assert mask_all([]) == ([], {})


@given(st.text(max_size=60))
def test_the_quick_look_over_all_texts_misses_nothing(text: str):
    text = text.replace("\x00", "")
    assert mask_all([text])[0] == [mask(text)]


@given(
    st.lists(
        st.sampled_from(
            ["我叫", "王", "小", "明", "138", "1234", "5678", "-", "，", "经理", "@", "微信", "a", "9"]
        )
    )
)
def test_what_was_masked_needs_no_second_masking_of_numbers(parts: list[str]):
    masked = mask("".join(parts))
    assert not [span for span in find(masked) if span.kind is not Personal.NAME]


def test_check_digits_are_those_of_the_standards():
    assert right_check_digit("11010519491231002X")
    assert not right_check_digit("110105194912310029")
    assert luhn("79927398713")  # the example of ISO/IEC 7812-1
    assert not luhn("79927398710")


def test_names_are_told_from_words_and_places():
    assert all(may_be_name(text) for text in ("王伟", "李建国", "欧阳雪", "王先生", "张 伟"))
    assert not any(may_be_name(text) for text in ("方便", "高效", "谢谢", "满意", "排队等候", "王", ""))
    assert is_name("李建国")
    assert not is_name("李村")


def test_cells_where_no_name_belongs_hide_short_names_too():
    assert mask_cell("张三") == MASK
    assert mask_cell("看情况") == "看情况"
    assert mask_cell("高新") == "高新"
    assert mask_cell("7") == "7"


def test_the_name_of_a_file_loses_people_and_keeps_branches_and_quarters():
    assert mask_file_name("回访_王伟_13812345678.xlsx") == "回访_***_***.xlsx"
    assert mask_file_name("老城支行2026Q3 满意度.csv") == "老城支行2026Q3 满意度.csv"
    assert mask_file_name("高桥-2026.csv", {"高桥"}.__contains__) == "高桥-2026.csv"
    assert mask_file_name("王小明") == MASK


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("姓名", Personal.NAME),
        ("3、您的姓名：", Personal.NAME),
        ("请留下姓名和手机号码", Personal.NAME),
        ("客户手机号", Personal.PHONE),
        ("联系电话", Personal.PHONE),
        ("Phone number", Personal.PHONE),
        ("身份证号码", Personal.ID_NUMBER),
        ("银行卡号", Personal.CARD),
        ("E-mail", Personal.EMAIL),
        ("来自IP", Personal.IP),
        ("openid", Personal.ACCOUNT),
        ("微信号", Personal.ACCOUNT),
        ("车牌号", Personal.PLATE),
        ("家庭住址", Personal.ADDRESS),
        ("出生日期", Personal.BIRTHDAY),
    ],
)
def test_a_header_says_what_kind_it_is(header: str, kind: Personal):
    found = said_by_header(header)
    assert found is not None
    assert found[0] is kind


@pytest.mark.parametrize(
    "header", ["排队等候", "手机银行", "网点", "意见", "总体满意度", "ATM 机", "Comment", ""]
)
def test_other_headers_say_nothing_of_the_kind(header: str):
    assert said_by_header(header) is None


PHONES = [f"13{i}0000{i:04d}" for i in range(10)]
NAMES = ["王伟", "李娜", "张建国", "刘洋", "陈静", "杨帆", "赵雪", "黄磊", "周涛", "吴敏"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (PHONES, Personal.PHONE),
        ([float(p) for p in PHONES], Personal.PHONE),
        (NAMES, Personal.NAME),
        ([f"{name[0]}先生" + " " * 0 for name in NAMES], Personal.NAME),
        ([f"u{i}@example.com" for i in range(8)], Personal.EMAIL),
        ([f"10.0.0.{i}" for i in range(8)], Personal.IP),
        ([*PHONES, "无", "没有", "13", "不便透露"], Personal.PHONE),
    ],
)
def test_cells_say_what_kind_they_are_without_a_header(values: list[object], kind: Personal):
    assert seen_in_cells(Cells.of(values), BANK) is kind


@pytest.mark.parametrize(
    "values",
    [
        [5.0, 4.0, 3.0] * 5,
        ["老城支行", "高新支行", "火车站支行"] * 4,
        ["高桥", "石门", "江北", "方庄"] * 10,  # branches come again and again
        ["高桥镇", "石门村", "江北区", "方庄路", "马家堡", "白云山", "金水河", "万寿路"],
        ["满意", "一般", "不满意", "很满意", "方便", "高效"],
        [f"第{i}条意见，柜台办理速度快" for i in range(9)],
        ["2026-07-03", "2026-07-04", "2026-07-05", "2026-07-06", "2026-07-07"],
        [f"R{i:05d}" for i in range(9)],
        ["13800000000", None, None],
    ],
)
def test_other_cells_are_no_personal_data(values: list[object]):
    assert seen_in_cells(Cells.of(values), BANK) is None


def test_a_header_that_names_a_rated_touchpoint_is_none():
    cells = Cells.of([5.0, 4.0, 3.0, 5.0])
    options = {"field": FieldKind.PERCEPTION, "sure": 0.9}
    assert personal_kind("微信", cells, BANK, rates=True, **options) is None
    assert (
        personal_kind("微信", Cells.of(["wx_1234567"] * 2), BANK, rates=False, **options) is Personal.ACCOUNT
    )


def test_a_question_for_remarks_stays_a_comment_even_if_it_asks_for_a_phone():
    prose = Cells.of([f"第{i}条意见" for i in range(9)])
    options = {"field": FieldKind.COMMENT, "sure": 0.9, "rates": False}
    assert personal_kind("意见（如需回访请留下联系电话）", prose, BANK, **options) is None
    assert personal_kind("备注", Cells.of(PHONES), BANK, **options) is Personal.PHONE


def test_a_branch_column_is_trusted_whatever_its_names_look_like():
    cells = Cells.of(NAMES)
    assert personal_kind("网点", cells, BANK, field=FieldKind.BRANCH, sure=1.0, rates=False) is None
    assert personal_kind("甲", cells, BANK, field=FieldKind.IGNORE, sure=0.0, rates=False) is Personal.NAME


def test_every_text_of_a_draft_goes_through_the_gate():
    phone = "13812345678"
    rows = [list(HEADER), *(row(i, 网点="李建国" if i == 3 else "老城支行") for i in range(1, 13))]
    rows[0][HEADER.index("意见")] = f"意见 {phone}"
    found = draft(workbook(rows, names=(f"反馈{phone}",)), name=f"王小明{phone}.xlsx")
    (asked,) = [one for one in found.issues if one.code == "unknown_branch"]
    assert "李建国" in repr(asked)  # the person is asked about it
    assert "李建国" not in asked.key
    stored = cleansed(replace(found, content=b"", wordings=(f"问题 {phone}",)))
    for field in fields(stored):
        assert phone not in repr(getattr(stored, field.name)), field.name
        if field.name not in ("branches", "rejects"):
            assert "李建国" not in repr(getattr(stored, field.name)), field.name
    assert stored.responses is found.responses
    assert stored.answers is found.answers


def test_a_refused_name_is_remembered_without_the_name():
    rows = [list(HEADER), *(row(i, 网点="李建国" if i == 3 else "老城支行") for i in range(1, 13))]
    content = workbook(rows)
    (asked,) = [one for one in draft(content).issues if one.code == "unknown_branch"]
    decided = draft(content, decisions=Decisions(values={asked.key: "-"}))
    assert [one.reason for one in decided.set_aside] == ["branch_refused"]
    stored = cleansed(decided)
    assert stored.set_aside[0].value == MASK
    assert stored.decisions.values == {asked.key: "-"}


@pytest.mark.parametrize("value", ["13812345678", 13812345678, "张三 13812345678", "a@b.cn"])
def test_a_number_in_the_branch_column_never_becomes_a_branch(value: object):
    rows = [list(HEADER), *(row(i, 网点=value if i == 3 else "老城支行") for i in range(1, 13))]
    found = draft(workbook(rows))
    assert [one.name for one in found.branches] == ["老城支行"]
    assert [one.reason for one in found.set_aside] == ["no_branch"]


def test_a_date_of_birth_is_not_the_day_of_the_feedback():
    rows = [[*HEADER, "出生日期"], *([*row(i), f"19{50 + i}-03-04"] for i in range(1, 13))]
    found = draft(workbook(rows))
    assert found.columns[-1].field.kind is FieldKind.IGNORE
    assert found.columns[HEADER.index("日期")].field.kind is FieldKind.DATE
    alone = draft(
        workbook([["出生日期", *HEADER[3:]], *([f"19{50 + i}-03-04", *row(i)[3:]] for i in range(1, 13))])
    )
    assert FieldKind.DATE not in {column.field.kind for column in alone.columns}

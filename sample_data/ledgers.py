"""Ledgers of actions (台账) as institutions keep them, and what must be found in each.

The facts beside a file: `actions` lists per row that is ready its number in Excel, what becomes of it, and the title,
touchpoint, branches, owner, start, due day and stage it tells; `left_out` the rows and cells that are left out, with
the reason; `asked` how often each issue comes; `open` how many points wait for a person; `stored` what is there
before, by number; `decisions` what a person decided.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.sheets import Row, write_csv, write_xlsx

Facts = dict[str, Any]
Writer = Callable[[Path, Institution], Facts]
TODAY = dt.date(2026, 10, 15)


def plain_chinese(path: Path, bank: Institution) -> Facts:
    """A ledger without tricks."""
    del bank
    header = ["序号", "触点", "整改措施", "责任网点", "责任人", "开始时间", "完成时限", "类型", "状态"]
    rows: list[Row] = [
        header,
        [
            1,
            "取号排队",
            "午间增设弹性窗口",
            "老城支行",
            "王芳",
            _day(7, 6),
            _day(9, 30),
            "资源支持",
            "已完成",
        ],
        [2, "投诉处理", "投诉首问负责", "火车站支行", "李雷", _day(8, 3), _day(12, 31), "授权", "进行中"],
        [
            3,
            "方案建议",
            "话术演练",
            "滨江支行、湖滨支行",
            "赵敏",
            _day(11, 2),
            _day(12, 31),
            "培训",
            "未开始",
        ],
    ]
    write_xlsx(path, [("台账", rows)])
    return _facts(
        [
            (
                2,
                "new",
                "午间增设弹性窗口",
                "queue",
                ["JC01"],
                "王芳",
                "2026-07-06",
                "2026-09-30",
                "remeasure",
            ),
            (
                3,
                "new",
                "投诉首问负责",
                "complaint",
                ["JC02"],
                "李雷",
                "2026-08-03",
                "2026-12-31",
                "under_way",
            ),
            (
                4,
                "new",
                "话术演练",
                "advice",
                ["JC08", "JC12"],
                "赵敏",
                "2026-11-02",
                "2026-12-31",
                "planned",
            ),
        ],
        asked={"ledger_evaluate": 1},
    )


def plain_english(path: Path, bank: Institution) -> Facts:
    """The same kind of ledger in English, with days and months in words."""
    del bank
    rows: list[Row] = [
        ["No.", "Touchpoint", "Action", "Branch", "Owner", "Start date", "Deadline", "Status", "Remarks"],
        [
            1,
            "Queueing",
            "Second counter at noon",
            "Old Town",
            "Wang",
            "6 July 2026",
            "30 Sep 2026",
            "Done",
            None,
        ],
        [
            2,
            "Mobile banking",
            "Lobby helpers",
            "Harbour; Lakeside",
            "Li",
            "3 Aug 2026",
            "Dec 2026",
            "In progress",
            "x",
        ],
        [
            3,
            "Complaints",
            "One owner per complaint",
            "All branches",
            "Zhao",
            "2 Nov 2026",
            "ongoing",
            "Not started",
            None,
        ],
    ]
    write_xlsx(path, [("Action log", rows)])
    everywhere = [f"JC{n:02d}" for n in range(1, 13)]
    return _facts(
        [
            (
                2,
                "new",
                "Second counter at noon",
                "queue",
                ["JC01"],
                "Wang",
                "2026-07-06",
                "2026-09-30",
                "remeasure",
            ),
            (
                3,
                "new",
                "Lobby helpers",
                "mobile",
                ["JC06", "JC12"],
                "Li",
                "2026-08-03",
                "2026-12-31",
                "under_way",
            ),
            (
                4,
                "new",
                "One owner per complaint",
                "complaint",
                everywhere,
                "Zhao",
                "2026-11-02",
                None,
                "planned",
            ),
        ],
        asked={"ledger_evaluate": 1},
    )


def titled_merged(path: Path, bank: Institution) -> Facts:
    """Titles above, a header of two rows, problems merged over their measures, headings between, remarks below."""
    del bank
    blank: Row = [None] * 9
    rows: list[Row] = [
        ["江城商业银行2026年服务提升整改台账", *blank[1:]],
        ["填报部门：客户体验部", *blank[1:7], "填报日期：2026年10月8日", None],
        ["序号", "存在的问题", "整改措施", "责任单位", "责任人", "整改时间", None, "整改情况", "备注"],
        [None, None, None, None, None, "开始时间", "完成时限", None, None],
        ["一、厅堂服务", *blank[1:]],
        [1, "取号排队时间过长", "增开弹性窗口", "老城支行", "王芳", _day(7, 6), _day(9, 30), "已完成", None],
        [2, None, "线上预约取号", "老城支行", "王芳", _day(8, 3), _day(11, 30), "推进中", "与科技部联动"],
        ["二、线上服务", *blank[1:]],
        [3, "手机银行老人不会用", "大堂辅导", "湖滨支行", "赵敏", _day(9, 1), _day(12, 31), "推进中", None],
        blank,
        ["填表人：周洁", *blank[1:7], "审核：吴刚", None],
    ]
    area = "整改台账"
    merges = [
        (area, 0, 0, 0, 8), (area, 2, 0, 3, 0), (area, 2, 1, 3, 1), (area, 2, 2, 3, 2), (area, 2, 3, 3, 3),
        (area, 2, 4, 3, 4), (area, 2, 5, 2, 6), (area, 2, 7, 3, 7), (area, 2, 8, 3, 8), (area, 4, 0, 4, 8),
        (area, 5, 1, 6, 1), (area, 7, 0, 7, 8),
    ]  # fmt: skip
    write_xlsx(path, [(area, rows)], merges=merges)
    return _facts(
        [
            (6, "new", "增开弹性窗口", "queue", ["JC01"], "王芳", "2026-07-06", "2026-09-30", "remeasure"),
            (7, "new", "线上预约取号", "queue", ["JC01"], "王芳", "2026-08-03", "2026-11-30", "under_way"),
            (9, "new", "大堂辅导", "mobile", ["JC12"], "赵敏", "2026-09-01", "2026-12-31", "under_way"),
        ],
        asked={"ledger_touchpoint": 2, "ledger_evaluate": 1},
    )


def dates(path: Path, bank: Institution) -> Facts:
    """Days, months, quarters, half sentences and no days at all."""
    del bank
    written: list[tuple[Any, Any, str, str | None]] = [
        (_day(7, 6), _day(9, 30), "2026-07-06", "2026-09-30"),
        ("2026.7.6", "2026年9月底前", "2026-07-06", "2026-09-30"),
        ("2026年7月", "2026年三季度", "2026-07-01", "2026-09-30"),
        (46209, "20261231", "2026-07-06", "2026-12-31"),
        ("7月6日", "年底前", "2026-07-06", "2026-12-31"),
        ("2026/7/6", "长期坚持", "2026-07-06", None),
        ("立行立改", "2026-11", "2026-10-15", "2026-11-30"),
        (None, "2026年11月30日之前", "2026-10-15", "2026-11-30"),
        ("6 Jul 2026", "2026年7月6日至9月30日", "2026-07-06", "2026-09-30"),
    ]
    rows: list[Row] = [["2026年整改台账"], ["措施", "触点", "网点", "负责人", "开始时间", "完成时限", "状态"]]
    actions = []
    for place, (start, due, first, last) in enumerate(written, start=1):
        rows.append([f"措施{place}", "柜台办理", "新城支行", "孙悦", start, due, "进行中"])
        title = f"措施{place}"
        actions.append((place + 2, "new", title, "counter", ["JC07"], "孙悦", first, last, "under_way"))
    rows.append(["措施10", "柜台办理", "新城支行", "孙悦", "2026-07-06", "视情况而定", "进行中"])
    actions.append((12, "new", "措施10", "counter", ["JC07"], "孙悦", "2026-07-06", None, "under_way"))
    rows.append(["措施11", "柜台办理", "新城支行", "孙悦", "2026-07-06", "2026-06-30", "进行中"])
    write_xlsx(path, [("台账", rows)])
    asked = {"ledger_evaluate": 1, "ledger_start": 1}
    return _facts(actions, left_out=[(12, "F", "no_day"), (13, "F", "due_before_start")], asked=asked)


def unknown_branch(path: Path, bank: Institution) -> Facts:
    """A department, a branch that nobody knows, other spellings, and words for stages of their own."""
    del bank
    rows: list[Row] = [
        ["序号", "触点", "措施", "责任单位", "责任人", "开始日期", "完成时限", "状态"],
        [1, "取号排队", "增开窗口", "老城", "王芳", "2026-07-06", "2026-09-30", "搞定"],
        [2, "取号排队", "叫号短信", "运营管理部", "陈晨", "2026-07-06", "2026-09-30", "进行中"],
        [3, "取号排队", "引导分流", "西郊支行", "何平", "2026-07-06", "2026-09-30", "进行中"],
        [4, "取号排队", "错峰提示", "高新支行和科技园支行", "何平", "2026-07-06", "2026-09-30", "进行中"],
    ]
    write_xlsx(path, [("台账", rows)])
    decided = {"branch:运营管理部": "JC03", "branch:西郊支行": "-", "stage:搞定": "stage.remeasure"}
    return _facts(
        [
            (2, "new", "增开窗口", "queue", ["JC01"], "王芳", "2026-07-06", "2026-09-30", "remeasure"),
            (3, "new", "叫号短信", "queue", ["JC03"], "陈晨", "2026-07-06", "2026-09-30", "under_way"),
            (
                5,
                "new",
                "错峰提示",
                "queue",
                ["JC10", "JC11"],
                "何平",
                "2026-07-06",
                "2026-09-30",
                "under_way",
            ),
        ],
        left_out=[(4, "D", "branches_refused")],
        asked={"ledger_branch": 2, "ledger_stage": 1, "ledger_evaluate": 1},
        open_before=3,
        decisions={"values": decided},
    )


def again(path: Path, bank: Institution) -> Facts:
    """A ledger that was taken over before: one row is new, two go on, one is as it was, one is there twice."""
    del bank
    rows: list[Row] = [
        ["序号", "触点", "措施", "网点", "责任人", "开始时间", "完成时限", "状态"],
        [1, "取号排队", "增开窗口", "老城支行", "王芳", "2026-07-06", "2026-09-30", "已完成"],
        [2, "投诉处理", "首问负责", "火车站支行", "李雷", "2026-08-03", "2026-12-31", "进行中"],
        [3, "手机银行", "大堂辅导", "湖滨支行", "周洁", "2026-09-01", "2027-01-31", "进行中"],
        [4, "柜台办理", "一次告知", "新城支行", "孙悦", "2026-10-08", "2026-12-31", "未开始"],
        [5, "柜台办理", "一次告知", "新城支行", "孙悦", "2026-10-08", "2026-12-31", "未开始"],
    ]
    write_xlsx(path, [("2026年台账", rows)])
    stored = {
        1: ("增开窗口", "queue", ["JC01"], "王芳", "2026-07-06", "2026-09-30", "under_way"),
        2: ("首问负责", "complaint", ["JC02"], "李雷", "2026-08-03", "2026-12-31", "under_way"),
        3: ("大堂辅导", "mobile", ["JC12"], "赵敏", "2026-09-01", "2026-12-31", "under_way"),
        4: ("一次告知", "counter", ["JC01"], "孙悦", "2026-10-08", "2026-12-31", "planned"),
    }
    return _facts(
        [
            (2, "changed", "增开窗口", "queue", ["JC01"], "王芳", "2026-07-06", "2026-09-30", "remeasure"),
            (
                3,
                "unchanged",
                "首问负责",
                "complaint",
                ["JC02"],
                "李雷",
                "2026-08-03",
                "2026-12-31",
                "under_way",
            ),
            (4, "changed", "大堂辅导", "mobile", ["JC12"], "周洁", "2026-09-01", "2027-01-31", "under_way"),
            (5, "new", "一次告知", "counter", ["JC07"], "孙悦", "2026-10-08", "2026-12-31", "planned"),
        ],
        left_out=[(6, "C", "repeated")],
        asked={"ledger_evaluate": 1},
        stored=stored,
    )


def without_touchpoint(path: Path, bank: Institution) -> Facts:
    """GBK, no column for the touchpoint, and the branch only in the title."""
    del bank
    rows: list[Row] = [
        ["火车站支行服务整改台账", "", "", "", "", ""],
        ["问题", "整改内容", "责任人", "完成日期", "完成情况", "电话"],
        ["柜台办理速度慢", "柜台办理一次告知", "孙悦", "2026-11-30", "60%", "0000-1234"],
        ["服务态度差", "晨会情景演练", "孙悦", "2026-12-31", "0%", ""],
    ]
    write_csv(path, rows, encoding="gbk")
    return _facts(
        [
            (3, "new", "柜台办理一次告知", "counter", ["JC02"], "孙悦", "2026-10-15", "2026-11-30", "under_way"),
            (4, "new", "晨会情景演练", "environment", ["JC02"], "孙悦", "2026-10-15", "2026-12-31", "planned"),
        ],
        asked={
            "ledger_touchpoint": 2, "ledger_branch_needed": 1, "ledger_start": 1, "ledger_evaluate": 1,
            "ledger_left_columns": 1,
        },
        open_before=1,
        decisions={"values": {"touchpoint:服务态度差": "environment"}},
    )  # fmt: skip


def beside_feedback(path: Path, bank: Institution) -> Facts:
    """One workbook with the feedback of a quarter and the ledger that followed from it."""
    feedback: list[Row] = [["网点", "日期", "期望-取号排队", "感知-取号排队"]]
    for place, branch in enumerate(bank.branches * 2):
        feedback.append([branch.name.zh, _day(7, 1 + place), 3 + place % 3, 2 + place % 3])
    listed: list[Row] = [
        ["序号", "关键时刻", "改进措施", "网点", "负责人", "启动日期", "截止日期", "进度"],
        [1, "取号排队", "增开窗口", "老城支行", "王芳", "2026-07-06", "2026-09-30", "进行中"],
    ]
    write_xlsx(path, [("反馈", feedback), ("行动台账", listed)])
    return _facts(
        [(2, "new", "增开窗口", "queue", ["JC01"], "王芳", "2026-07-06", "2026-09-30", "under_way")],
        asked={"ledger_evaluate": 1},
        feedback=24,
    )


FILES: tuple[tuple[str, Writer], ...] = (
    ("plain_zh.xlsx", plain_chinese),
    ("plain_en.xlsx", plain_english),
    ("titled_merged.xlsx", titled_merged),
    ("dates.xlsx", dates),
    ("unknown_branch.xlsx", unknown_branch),
    ("again.xlsx", again),
    ("without_touchpoint.csv", without_touchpoint),
    ("beside_feedback.xlsx", beside_feedback),
)


def write(institution: Institution, folder: Path) -> list[Path]:
    """Write every ledger, and beside it what must be found in it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, writer in FILES:
        facts = writer(folder / name, institution)
        lines = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in facts.items()]
        beside = folder / f"{name}.json"
        beside.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        written += [folder / name, beside]
    return written


def _facts(
    actions: Sequence[Sequence[object]],
    *,
    left_out: Sequence[Sequence[object]] = (),
    asked: dict[str, int],
    open_before: int = 0,
    **more: object,
) -> Facts:
    told = {"today": TODAY.isoformat(), "actions": list(actions), "left_out": list(left_out)}
    return told | {"asked": dict(sorted(asked.items())), "open": open_before} | more


def _day(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)

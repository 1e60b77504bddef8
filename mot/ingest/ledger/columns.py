"""What the columns of a ledger hold, told by their names in Chinese and English."""

import re
from enum import StrEnum
from functools import lru_cache

from mot.ingest.characters import plain
from mot.ingest.names import normal

LONGEST = 30  # characters of a column name


class Part(StrEnum):
    """What one column of a ledger holds."""

    NUMBER = "number"  # of the action, in the product's own ledger alone
    TITLE = "title"
    DESCRIPTION = "description"
    TOUCHPOINT = "touchpoint"
    BRANCHES = "branches"
    LEVER = "lever"
    OWNER = "owner"
    START = "start"
    DUE = "due"
    EVALUATE = "evaluate"
    WINDOW = "window"
    TARGET = "target"
    STAGE = "stage"
    AUDIENCE = "audience"
    TRAINED = "trained"
    WORKED = "worked"
    AGAIN = "again"
    VERSION = "version"  # of the action when the product wrote the ledger
    VERDICT = "verdict"  # written by the product, never read
    PROBLEM = "problem"
    MORE = "more"  # told beside the description
    PLACE = "place"  # of the row in the ledger
    IGNORE = "ignore"


HEADINGS: dict[str, dict[Part, str]] = {
    "zh": {
        Part.NUMBER: "行动编号",
        Part.TITLE: "行动",
        Part.DESCRIPTION: "说明",
        Part.TOUCHPOINT: "触点",
        Part.BRANCHES: "网点",
        Part.LEVER: "改进手段",
        Part.OWNER: "负责人",
        Part.START: "开始日期",
        Part.DUE: "截止日期",
        Part.EVALUATE: "评估日期",
        Part.WINDOW: "对比月数",
        Part.TARGET: "目标差距（百分制）",
        Part.STAGE: "进度",
        Part.AUDIENCE: "培训对象",
        Part.TRAINED: "培训日期",
        Part.WORKED: "经验",
        Part.AGAIN: "是否再做",
        Part.VERDICT: "效果",
        Part.VERSION: "版本（请勿修改）",
    },
    "en": {
        Part.NUMBER: "Action number",
        Part.TITLE: "Action",
        Part.DESCRIPTION: "Description",
        Part.TOUCHPOINT: "Touchpoint",
        Part.BRANCHES: "Branches",
        Part.LEVER: "Lever",
        Part.OWNER: "Owner",
        Part.START: "Start",
        Part.DUE: "Due",
        Part.EVALUATE: "Evaluation date",
        Part.WINDOW: "Months compared",
        Part.TARGET: "Target gap (of 100)",
        Part.STAGE: "Stage",
        Part.AUDIENCE: "Audience",
        Part.TRAINED: "Trained on",
        Part.WORKED: "What worked",
        Part.AGAIN: "Do it again",
        Part.VERDICT: "Effect",
        Part.VERSION: "Version (do not change)",
    },
}
_USUAL: dict[Part, str] = {
    Part.TITLE: (
        "标题 行动名称 行动标题 改进行动 行动项 行动计划 措施 整改措施 改进措施 提升措施 具体措施 整改内容 整改事项 "
        "整改任务 工作任务 任务 任务名称 事项 工作事项 重点工作 工作内容 改进事项 提升举措 举措 |"
        "title;action;action item;action plan;action title;measure;measures;corrective action;improvement action;task;"
        "improvement;initiative"
    ),
    Part.DESCRIPTION: (
        "描述 详细说明 行动说明 措施说明 具体内容 内容 实施内容 实施步骤 工作要求 整改要求 |"
        "description;details;detail;steps;how"
    ),
    Part.TOUCHPOINT: (
        "接触点 关键时刻 服务环节 环节 涉及环节 所属环节 触点名称 问题环节 薄弱环节 薄弱时刻 涉及触点 所属触点 |"
        "touch point;moment;moment of truth;journey step;weak moment"
    ),
    Part.PROBLEM: (
        "问题 存在问题 存在的问题 问题描述 主要问题 发现问题 问题点 问题内容 问题清单 薄弱点 短板 整改问题 |"
        "problem;issue;finding;weakness;gap"
    ),
    Part.BRANCHES: (
        "实施网点 责任网点 涉及网点 所属网点 网点名称 支行 支行名称 责任支行 门店 门店名称 责任门店 科室 责任科室 机构 "
        "机构名称 责任机构 责任单位 实施单位 整改单位 单位 责任部门 牵头部门 部门|"
        "branch;store;outlet;site;location;unit;responsible unit;department"
    ),
    Part.LEVER: "类型 类别 措施类型 行动类型 措施类别 杠杆 改进类型 手段 改进方式|type;category;kind;lever type",
    Part.OWNER: (
        "责任人 负责人姓名 整改责任人 第一责任人 直接责任人 牵头人 经办人 跟进人 执行人 主责人 责任领导 |"
        "responsible;responsible person;person responsible;assignee;assigned to;lead;accountable;who"
    ),
    Part.START: (
        "开始时间 启动时间 启动日期 起始日期 起始时间 计划开始时间 计划开始日期 实施日期 实施时间 |"
        "start date;begin;begins;started;from;start on"
    ),
    Part.DUE: (
        "完成时限 截止时间 完成时间 完成日期 计划完成时间 计划完成日期 整改时限 整改期限 期限 时限 完成期限 "
        "办结时限 要求完成时间 预计完成时间 预计完成日期|"
        "due date;deadline;target date;complete by;completion date;finish;end date;by when;until"
    ),
    Part.EVALUATE: (
        "评价日期 复测日期 复测时间 评估时间 效果评估日期 验收日期 验收时间 |"
        "evaluate;evaluate on;evaluation;review date;judged on"
    ),
    Part.WINDOW: "对比窗口 窗口月数 观察月数|window;window months;months",
    Part.TARGET: "目标差距|target gap",
    Part.STAGE: (
        "状态 阶段 进展 进展情况 进展状态 完成情况 完成状态 整改状态 整改进度 整改情况 落实情况 推进情况 "
        "执行情况 当前状态 完成进度 完成率 是否完成|status;progress;state;completion;done"
    ),
    Part.AUDIENCE: "参训人员 参训对象 受训对象 受众|trainees;participants;training audience",
    Part.TRAINED: "培训时间 实训日期|training date;training day",
    Part.WORKED: (
        "经验教训 心得 收获 复盘 复盘总结 总结 有效做法 经验总结 learning;learnings;lessons;lessons learned;lesson"
    ),
    Part.AGAIN: "是否推广 再做一次 会再做吗|again;would do again;repeat",
    Part.MORE: (
        "备注 原因 原因分析 问题原因 根因 成因 目标 整改目标 预期目标 预期效果 工作目标 整改成效 成效 整改结果 "
        "效果说明 进展说明 最新进展 实际完成时间 实际完成日期 实际完成|"
        "remark;remarks;note;notes;comment;comments;cause;root cause;reason;target;goal;expected result;result;"
        "results;outcome;update"
    ),
    Part.PLACE: "序号 编号 行号 序|no;no.;nr;#;id;number;item no;row;s/n",
}


def _known() -> dict[str, tuple[Part, int]]:
    found: dict[str, tuple[Part, int]] = {}
    for headings in HEADINGS.values():
        found.update({normal(text): (part, 0) for part, text in headings.items()})
    for part, text in _USUAL.items():
        chinese, _, english = text.partition("|")
        for rank, word in enumerate((*chinese.split(), *english.split(";")), start=1):
            found.setdefault(normal(word) or word, (part, rank))
    return found


_KNOWN = _known()


def part_of(header: str) -> Part | None:
    """What a column of this name holds; None when the name is none of a ledger's.

    >>> [str(part_of(text)) for text in ("责任人", "计划完成时间（年月日）", "Due date *", "期望-排队等候")]
    ['owner', 'due', 'due', 'None']
    """
    found = told_by(header)
    return found[0] if found else None


@lru_cache(maxsize=8192)
def told_by(header: str) -> tuple[Part, int] | None:
    """The part that a header names, and how far down the list of its usual names it stands."""
    text = plain(header)
    if not text or len(text) > LONGEST:
        return None
    found = _KNOWN.get(normal(text) or text)
    if found is None:
        bare = re.split(r"[(\[/、]", text)[0]
        found = _KNOWN.get(normal(bare) or bare)
    return found


def is_own(header: str, part: Part) -> bool:
    """Whether a header is the very one that the product writes for a part."""
    return normal(header) in {normal(headings[part]) for headings in HEADINGS.values() if part in headings}

"""The words of a ledger for stages, levers and whether one would do it again; the first of each is written."""

import re
from enum import StrEnum
from typing import TypeVar

from mot.domain.improvements import Again, Lever, Stage
from mot.ingest.names import normal

Word = TypeVar("Word", bound=StrEnum)
STAGES: dict[Stage, dict[str, str]] = {
    Stage.PLANNED: {
        "zh": "待启动 已计划 计划中 未开始 未启动 待开始 未实施 待实施 未整改 待整改 拟启动 筹备中 准备中 待办",
        "en": "planned;not started;to do;todo;open;new;pending;not begun;draft",
    },
    Stage.UNDER_WAY: {
        "zh": "进行中 整改中 推进中 实施中 执行中 处理中 落实中 办理中 持续推进 长期坚持 持续整改 已启动 已开始 "
        "部分完成 基本完成 未完成 延期 逾期 滞后 正常推进 跟进中",
        "en": "under way;in progress;ongoing;started;doing;delayed;late;overdue;partly done;on track;active",
    },
    Stage.REMEASURE: {
        "zh": "待复测 已完成 完成 完成整改 整改完成 已整改 已实施 已落实 已办结 办结 待验收 待评估 观察中",
        "en": "to be re-measured;done;completed;complete;finished;implemented;to be measured;to be judged",
    },
    Stage.CLOSED: {
        "zh": "已结案 结案 已关闭 关闭 已销号 销号 已验收 验收通过 已闭环 闭环 已归档 已结项",
        "en": "closed;verified;archived;resolved",
    },
    Stage.DROPPED: {
        "zh": "已取消 取消 作废 已作废 终止 已终止 不再实施 已放弃 放弃 暂停 搁置",
        "en": "dropped;cancelled;canceled;abandoned;on hold;stopped",
    },
}
LEVERS: dict[Lever, dict[str, str]] = {
    Lever.TRAINING: {
        "zh": "培训 培训辅导 员工培训 技能培训 训练 辅导 学习",
        "en": "training;coaching;train",
    },
    Lever.EMPOWERMENT: {"zh": "授权 授权赋能 赋能 权限", "en": "empowerment;authority;empower"},
    Lever.PROCESS: {
        "zh": "流程优化 流程 流程改造 制度流程 制度 流程类 机制 系统 系统优化 流程改进",
        "en": "process change;process;procedure;workflow;system",
    },
    Lever.RESOURCES: {
        "zh": "资源支持 资源 资源投入 支持 人员 人员配置 设备 设施 环境 硬件 硬件改造 排班 费用",
        "en": "resources and support;resources;support;staffing;equipment;facilities;resource",
    },
    Lever.COMMUNICATION: {
        "zh": "沟通 沟通告知 客户沟通 宣传 告知 话术 公示",
        "en": "communication;information;signage",
    },
}
AGAINS: dict[Again, dict[str, str]] = {
    Again.YES: {
        "zh": "会，照样再做 会再做 是 会 推广 可推广 建议推广 值得",
        "en": "yes, in the same way;yes;again;would do it again",
    },
    Again.CHANGED: {
        "zh": "会，但要改进做法 改进后再做 调整后再做 调整后推广 改进后推广 部分推广",
        "en": "yes, but differently;with changes;changed;yes, with changes;adapted",
    },
    Again.NO: {"zh": "不会 不再做 否 不推广 不建议", "en": "no;not again;would not"},
}
_PERCENT = re.compile(r"(\d{1,3})(?:\.\d+)?%?")


def written(words: dict[str, str], language: str) -> str:
    """The word that the product itself writes."""
    return words["zh"].split()[0] if language == "zh" else words["en"].split(";")[0].capitalize()


def _spelled(table: dict[Word, dict[str, str]]) -> dict[str, Word]:
    return {
        normal(word): key
        for key, words in table.items()
        for word in (*words["zh"].split(), *words["en"].split(";"))
    }


_STAGES, _LEVERS, _AGAINS = _spelled(STAGES), _spelled(LEVERS), _spelled(AGAINS)


def stage_of(value: object) -> Stage | None:
    """The stage behind a word or a share of what is done; None when it tells none.

    >>> [str(stage_of(v)) for v in ("已完成", "进行中（60%）", 0.4, "100%", "见附件")]
    ['remeasure', 'under_way', 'under_way', 'remeasure', 'None']
    """
    if isinstance(value, float):
        return _of_share(value * 100 if value <= 1 else value)
    text = str(value).strip()
    if found := _PERCENT.fullmatch(text):
        return _of_share(float(found[1]))
    bare = normal(re.split(r"[（(，,；;：:。]", text)[0])
    return _STAGES.get(normal(text)) or _STAGES.get(bare)


def _of_share(percent: float) -> Stage | None:
    if not 0 <= percent <= 100:
        return None
    return Stage.PLANNED if percent == 0 else Stage.REMEASURE if percent == 100 else Stage.UNDER_WAY


def lever_of(text: str) -> Lever | None:
    """The lever behind a word; None when none or several could be meant.

    >>> lever_of("培训类"), lever_of("Process"), lever_of("服务")
    (<Lever.TRAINING: 'training'>, <Lever.PROCESS: 'process'>, None)
    """
    word = normal(text)
    if word in _LEVERS:
        return _LEVERS[word]
    inside = {lever for known, lever in _LEVERS.items() if len(known) > 1 and known in word}
    return inside.pop() if len(inside) == 1 else None


def again_of(text: str) -> Again | None:
    """Whether one would do it again."""
    return _AGAINS.get(normal(text))

"""What a digest says."""

import datetime as dt
from dataclasses import replace

from mot.analysis.digests import AlarmItem, Digest, MissingItem, OverdueItem, PlanItem, ReadyItem
from mot.analysis.family import Alarm
from mot.analysis.judging import Standing
from mot.analysis.units import of_one_scale
from mot.domain.access import Actor, Role
from mot.domain.improvements import Action, Content, Plan
from mot.domain.periods import Quarter
from mot.domain.survey import Name, Scale
from mot.locale.sentences import digest
from tests.locale.situations_planner import plan

POINTS = {1: Name("取号排队", "Ticket & queue"), 2: Name("投诉处理", "Complaint handling")}
PLACES = {3: Name("南湖支行", "South Lake")}
MEI = Actor("mei", "梅", Role.MANAGER)
NOW = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
DUE, JUDGED = dt.date(2026, 9, 1), dt.date(2026, 12, 31)


def action(title="弹性窗口", owner="", number=1):
    asked = Content(title, Plan(1, frozenset({3}), dt.date(2026, 7, 1), JUDGED), due=DUE, owner_name=owner)
    return Action(number, asked, (), NOW, "mei", NOW, "mei", 1)


def overdue(*, mine=False, number=1, **options):
    return OverdueItem(f"overdue:{number}", action(number=number, **options), mine)


def alarm(branch=3, standing=Standing.LOW):
    return AlarmItem("alarm", Alarm(1, branch, standing, 202609, 42, -1.5, -0.9, 0.1, True))


def found(*items):
    return Digest(MEI, items, of_one_scale(Scale(1, 5)), POINTS, PLACES)


def body(*items, address=""):
    return lambda locale: digest.body(locale, found(*items), address)


def title(count):
    return lambda locale: digest.title(locale, found(*[overdue()] * count))


def line(item):
    return lambda locale: digest.sentence(locale, found(item), item)


def wide(locale):
    """Of very many actions with very long titles, as much as fits; then how large the whole message is."""
    items = [overdue(number=n, title="改" * 200) for n in range(90)]
    told = found(*items, *[alarm()] * 90)
    whole = f"{digest.title(locale, told)}\n{digest.body(locale, told)}"
    if len(whole.encode()) > 2048:
        return "too large"
    return whole.split("\n")[-1]


def wider(locale):
    """Where not even one line of each fits, things are counted."""
    names = {1: Name("触" * 500, "t" * 5000)}
    some = Digest(MEI, (alarm(), overdue(title="a" * 9000)), of_one_scale(Scale(1, 5)), names, PLACES)
    lines = digest.body(locale, replace(some, items=some.items * 30), "https://x.example/" + "y" * 850)
    return "\n".join(one for one in lines.split("\n") if not one.startswith("https"))


SITUATIONS = [
    ("one thing", title(1), "关键时刻：1 条新消息", "Moments of Truth: 1 thing is new"),
    ("several things", title(12), "关键时刻：12 条新消息", "Moments of Truth: 12 things are new"),
    ("nobody runs it", line(overdue()), "“弹性窗口”应于 2026-09-01 完成，已逾期；还没有负责人。",
     "“弹性窗口” was due on 1 Sept 2026; nobody runs it yet."),
    ("a colleague runs it", line(overdue(owner="王芳")), "“弹性窗口”应于 2026-09-01 完成，已逾期；负责人：王芳。",
     "“弹性窗口” was due on 1 Sept 2026; 王芳 runs it."),
    ("the reader runs it", line(overdue(mine=True, owner="梅")), "由您负责的“弹性窗口”应于 2026-09-01 完成，已逾期。",
     "“弹性窗口”, which you run, was due on 1 Sept 2026."),
    ("a title that is long, and looks like a command", line(overdue(title='<at user_id="all">\n' + "长" * 99)),
     '“＜at user_id="all"> ' + "长" * 20 + "…”应于 2026-09-01 完成，已逾期；还没有负责人。",
     '“＜at user_id="all"> ' + "长" * 20 + "…” was due on 1 Sept 2026; nobody runs it yet."),
    ("ready", line(ReadyItem("r", action(), False)), "“弹性窗口”自 2026-12-31 起可以评估。",
     "“弹性窗口” can be judged since 31 Dec 2026."),
    ("one answer is missing", line(MissingItem("m", action(), 1, False)),
     "“弹性窗口”计划于 2026-12-31 评估，至少还差 1 份答卷。",
     "“弹性窗口” needs at least 1 more answer for a verdict, which is planned for 31 Dec 2026."),
    ("answers are missing", line(MissingItem("m", action(), 14, False)),
     "“弹性窗口”计划于 2026-12-31 评估，至少还差 14 份答卷。",
     "“弹性窗口” needs at least 14 more answers for a verdict, which is planned for 31 Dec 2026."),
    ("how many are missing may not be told", line(MissingItem("m", action(), None, False)),
     "“弹性窗口”计划于 2026-12-31 评估，答卷还不够。",
     "“弹性窗口” has too few answers for a verdict, which is planned for 31 Dec 2026."),
    ("answers of the quarter", line(PlanItem("p", Quarter(2026, 3), plan((0, 62)))),
     "2026 年第三季度：2 个网点触点组合中 1 个样本已够，投诉处理缺得最多，还需 62 份。",
     "Q3 2026: 1 of 2 cells (branch × touchpoint) have enough answers; Complaint handling needs most, 62 more."),
    ("an alarm", line(alarm()), "南湖支行的取号排队：2026 年 9 月异常偏低，−1.50（平时 −0.90 至 +0.10，n = 42）",
     "Ticket & queue at South Lake: unusually low in Sept 2026, −1.50 (usual −0.90 to +0.10, n = 42)"),
    ("kinds after each other, with the way to them", body(alarm(), overdue(), address="https://moments.example/"),
     "异常信号\n• 南湖支行的取号排队：2026 年 9 月异常偏低，−1.50（平时 −0.90 至 +0.10，n = 42）\n"
     "https://moments.example/trends\n\n"
     "已逾期的行动\n• “弹性窗口”应于 2026-09-01 完成，已逾期；还没有负责人。\nhttps://moments.example/actions",
     "Out of the ordinary\n• Ticket & queue at South Lake: unusually low in Sept 2026, −1.50 (usual −0.90 to +0.10, "
     "n = 42)\nhttps://moments.example/trends\n\n"
     "Overdue actions\n• “弹性窗口” was due on 1 Sept 2026; nobody runs it yet.\nhttps://moments.example/actions"),
    ("more than fits", wide, "• 另有 84 条", "• and 84 more"),
    ("hardly anything fits", wider, "异常信号\n• 共 30 条\n\n已逾期的行动\n• 共 30 条",
     "Out of the ordinary\n• 30 things\n\nOverdue actions\n• 30 things"),
]  # fmt: skip

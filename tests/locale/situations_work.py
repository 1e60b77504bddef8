"""What the overview says of improvement actions."""

from mot.analysis.work import Work
from mot.domain.periods import Quarter
from mot.locale.sentences import work as sentences

QUARTER = Quarter(2026, 2)
NOTHING = {"ready": (), "overdue": (), "stalled": (), "ageing": (), "promised": ()}
COUNTS = {"done": 0, "dropped": 0, "improved": 0, "worse": 0}


def found(**changes) -> Work:
    """Four actions of which only the number matters."""
    return Work(total=4, **{**NOTHING, **COUNTS, **changes})


def attention(told: Work):
    return lambda locale: sentences.attention(locale, told)


def promised(told: Work):
    return lambda locale: sentences.promised(locale, told, QUARTER)


SITUATIONS = [
    (
        "nothing to do",
        attention(found()),
        "没有逾期或等待判断的行动。",
        "No open action is overdue or waits for a verdict.",
    ),
    (
        "something of each",
        attention(found(ready=(1,), overdue=(2, 3), stalled=(4,), ageing=(5, 6))),
        "进行中的行动里，1 项可以判断、2 项逾期、1 项停滞、2 项久未完成。",
        "Of the open actions 1 can be judged, 2 are overdue, 1 stands still, 2 are open for long.",
    ),
    (
        "nothing promised",
        promised(found()),
        "2026 年第二季度没有承诺的行动。",
        "Nothing was promised for Q2 2026.",
    ),
    (
        "promised and done",
        promised(found(promised=(1, 2, 3), done=2, improved=1)),
        "2026 年第二季度承诺了 3 项行动：2 项已完成、1 项证实有效。",
        "3 actions were promised for Q2 2026: 2 are done, 1 is shown to work.",
    ),
    (
        "promised and dropped",
        promised(found(promised=(1,), dropped=1)),
        "2026 年第二季度承诺了 1 项行动：1 项已取消。",
        "1 action was promised for Q2 2026: 1 was dropped.",
    ),
    (
        "promised and not done",
        promised(found(promised=(1, 2))),
        "2026 年第二季度承诺的 2 项行动都还没有完成。",
        "2 actions were promised for Q2 2026; none is done yet.",
    ),
]

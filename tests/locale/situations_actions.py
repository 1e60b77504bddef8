"""What the actions page says first."""

from mot.locale.sentences import actions
from mot.locale.sentences.actions import Standing


def headline(total, **counts):
    return lambda locale: actions.headline(locale, Standing(total, **counts))


SITUATIONS = [
    ("nothing", headline(0), "还没有改进行动", "No improvement actions yet"),
    ("judged", headline(7, improved=1, worse=1, unclear=3), "7 项行动：1 项证实有效，1 项变差，3 项证据不足",
     "7 actions: 1 shown to work, 1 made worse, 3 without enough evidence"),
    ("half way", headline(3, better_so_far=1, worse_so_far=1), "3 项行动：1 项中期好转，1 项中期变差",
     "3 actions: 1 better so far, 1 worse so far"),
    ("without a change", headline(1, unchanged=1), "1 项行动：1 项无明显变化",
     "1 action: 1 without a change that matters"),
    ("one overdue", headline(4, overdue=1), "4 项行动尚未到评价时间，其中 1 项逾期",
     "4 actions, none to be judged yet, 1 overdue"),
    ("one alone, overdue", headline(1, overdue=1), "1 项行动尚未到评价时间，其中 1 项逾期",
     "1 action, none to be judged yet, 1 overdue"),
    ("too early", headline(4), "4 项行动尚未到评价时间", "4 actions, none to be judged yet"),
    ("one alone, too early", headline(1), "1 项行动尚未到评价时间", "1 action, to be judged later"),
]  # fmt: skip

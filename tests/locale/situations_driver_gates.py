"""What is said where the answers do not carry importance, or carry it with a reservation."""

from mot.locale.sentences import driver_gates
from mot.stats.correlations import DropReason
from mot.stats.importance import DriverState, Likeness
from tests.locale.driver_findings import MIXED, NAMES, NAN, finding, first, point

FEW, SAME, SATISFIED = ((str(reason),) for reason in DropReason)
ALIKE, MERGE = ((str(likeness),) for likeness in Likeness)


def why(*points, **facts):
    found = finding(points or [point()] * 4, **facts)
    return lambda locale: " / ".join(driver_gates.why_unknown(locale, found))


def noted(*points, **facts):
    found = finding(points or [first()], **facts)
    return lambda locale: " / ".join(driver_gates.notes(locale, found, NAMES))


def left(notes, n_pairs=300.0):
    row = finding([point(notes=notes, n_pairs=n_pairs)]).frame.iloc[0]
    return lambda locale: driver_gates.left_out(locale, row)


SITUATIONS = [
    ("not enough people", why(state=DriverState.NOT_ENOUGH, n=45),
     "样本不足，影响大小尚不能判断 / 45 人回答了总体满意度，至少需要 50 人。请多选网点，或换一个季度。",
     "Not enough answers to tell what matters / 45 people answered overall satisfaction; at least 50 are needed. "
     "Choose more branches or another quarter."),
    ("not enough people for so many touchpoints", why(*[point()] * 12, state=DriverState.NOT_ENOUGH, n=80),
     "样本不足，影响大小尚不能判断 / 80 人回答了总体满意度，至少需要 120 人。请多选网点，或换一个季度。",
     "Not enough answers to tell what matters / 80 people answered overall satisfaction; at least 120 are needed. "
     "Choose more branches or another quarter."),
    ("a touchpoint that is left out needs nobody",
     why(*[point()] * 8, *[point(notes=FEW)] * 4, point(n_pairs=NAN), state=DriverState.NOT_ENOUGH, n=70),
     "样本不足，影响大小尚不能判断 / 70 人回答了总体满意度，至少需要 80 人。请多选网点，或换一个季度。",
     "Not enough answers to tell what matters / 70 people answered overall satisfaction; at least 80 are needed. "
     "Choose more branches or another quarter."),
    ("too few of them met the same touchpoints", why(*[point(notes=FEW)] * 4, state=DriverState.NOT_ENOUGH, n=200),
     "样本不足，影响大小尚不能判断 / "
     "200 人回答了总体满意度，但评过相同触点的人太少：每两个触点约需 50 人。请多选网点，或换一个季度。",
     "Not enough answers to tell what matters / 200 people answered overall satisfaction, but too few of them rated "
     "the same touchpoints: each two touchpoints need about 50 people. Choose more branches or another quarter."),
    ("so few that their number is hidden", why(state=DriverState.NOT_ENOUGH, n=NAN),
     "样本不足，影响大小尚不能判断 / 回答总体满意度的人很少，至少需要 50 人。请多选网点，或换一个季度。",
     "Not enough answers to tell what matters / Very few people answered overall satisfaction; at least 50 are needed. "
     "Choose more branches or another quarter."),
    ("overall satisfaction was not asked", why(state=DriverState.NO_DATA, n=0),
     "没有总体满意度的回答 / 重要性要由总体满意度算出。请在问卷中加上这一题，模板里已有这一列。",
     "Overall satisfaction was not answered / Importance is worked out from overall satisfaction. Ask for it as well; "
     "the template has a column for it."),
    ("ratings explain nothing", why(state=DriverState.EXPLAINED_NOTHING),
     "这里的触点评分解释不了总体满意度 / "
     "触点评分高的客户，总体满意度并没有明显更高，因此不给出重要性。可以多选网点或换一个季度再看。",
     "Ratings of the moments do not explain overall satisfaction here / Those who rate a touchpoint higher are not "
     "clearly more satisfied overall. Importance is left out; choose more branches or another quarter to look again."),
    ("nothing varies", why(point(notes=SAME), point(notes=SATISFIED), state=DriverState.EXPLAINED_NOTHING),
     "这里的触点评分解释不了总体满意度 / 大家的总体满意度或触点评分都相同，没有差异可以解释。",
     "Ratings of the moments do not explain overall satisfaction here / Everybody gave the same overall satisfaction "
     "or the same ratings; no difference can be explained."),
    ("known", why(), " / ", " / "),

    ("no reservation", noted(), "", ""),
    ("an early picture", noted(state=DriverState.EARLY, n=70),
     "初步结果：70 人回答了总体满意度，满 100 人才排先后。",
     "Early picture: 70 people answered overall satisfaction. An order is claimed from 100 on."),
    ("an early picture, for not everybody meets everything", noted(state=DriverState.EARLY, n=300),
     "初步结果：客户并非都经过每个触点，同时评过两个触点的不足 100 人，暂不排先后。",
     "Early picture: not everybody meets every touchpoint, and fewer than 100 people rated the same ones. "
     "No order is claimed."),
    ("two rated alike", noted(first(alike_with=2, notes=ALIKE), first(), first()),
     "取号排队、柜台办理的评分高度相似，请合并解读。",
     "Ticket & queue, Counter service are rated almost alike: read them together."),
    ("three rated alike in a chain",
     noted(first(alike_with=3, notes=ALIKE), first(alike_with=3, notes=ALIKE), first(alike_with=1, notes=ALIKE)),
     "取号排队、柜台办理、投诉处理的评分高度相似，请合并解读。",
     "Ticket & queue, Counter service, Complaint handling are rated almost alike: read them together."),
    ("two that cannot be told apart",
     noted(first(), first(alike_with=3, notes=MERGE), first(alike_with=2, notes=MERGE), separable=False),
     "柜台办理、投诉处理的评分几乎重合，无法分开，请当作一个触点来看。",
     "Counter service, Complaint handling are rated so alike that they cannot be told apart: treat them as one."),
    ("two pairs", noted(first(alike_with=2, notes=ALIKE), first(), first(), first(alike_with=3, notes=MERGE)),
     "取号排队、柜台办理的评分高度相似，请合并解读。 / 投诉处理、网点环境的评分几乎重合，无法分开，请当作一个触点来看。",
     "Ticket & queue, Counter service are rated almost alike: read them together. / "
     "Complaint handling, Branch environment are rated so alike that they cannot be told apart: treat them as one."),
    ("some cannot be told apart, nobody knows which", noted(separable=False),
     "有些触点无法分开，它们之间的重要性如何分配并不确定。",
     "Some touchpoints cannot be told apart; how importance is shared among them is uncertain."),
    ("several scales", noted(first(performance=60.0), unit=MIXED),
     "含多种量表：得分与差距均以量表宽度的百分比计。",
     "Several scales are mixed: scores and gaps are in percent of the scale."),

    ("dropped, too few", left(FEW, 42.0),
     "既评过它又答了总体满意度的有 42 人，需要 50 人。",
     "42 people rated it and answered overall satisfaction; 50 are needed."),
    ("dropped, so few that their number is hidden", left(FEW, NAN),
     "既评过它又答了总体满意度的人很少，需要 50 人。",
     "Hardly anybody rated it and answered overall satisfaction; 50 are needed."),
    ("dropped, too few beside another", left(FEW, 133.0),
     "同时评过它和另一触点的不足 50 人，影响大小算不出来。",
     "Fewer than 50 people rated it together with some other touchpoint."),
    ("dropped, all rated it the same", left(SAME),
     "所有人评分相同，看不出影响。", "Everybody rated it the same, so it cannot be told what goes along with it."),
    ("dropped, all satisfied the same", left(SATISFIED),
     "评过它的客户总体满意度都相同，看不出影响。",
     "Those who rated it were all equally satisfied overall, so it explains nothing."),
    ("not dropped", left(()), "", ""),
    ("rated alike is no reason to be left out", left(ALIKE), "", ""),
]  # fmt: skip

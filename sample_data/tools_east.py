"""Feedback as 问卷星 and 腾讯问卷 export it: the shape of their files, with invented people."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import IMPORTANCE, E, P, Person, Survey, survey
from sample_data.sheets import Cell, Row, write_csv, write_xlsx

Expected = dict[str, Any]
ANSWERS = {
    E: ("很低", "低", "一般", "高", "很高"),
    P: ("非常不满意", "不满意", "一般", "满意", "非常满意"),
}
SERVICES = ("存款", "转账", "理财", "贷款")
META = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")
TENCENT = (
    "答题序号", "开始答题时间", "结束答题时间", "答题时长", "自定义字段", "地理位置国家和地区", "地理位置省",
    "地理位置市", "IP",
)  # fmt: skip


def outcomes(asked: Survey) -> Expected:
    """What else must be found: overall satisfaction, recommendation, seconds and comments."""
    people = asked.people
    return {
        "overall": {"n": len(people), "sum": sum(p.overall for p in people)},
        "nps": {"n": len(people), "sum": sum(p.nps for p in people)},
        "seconds": sum(p.seconds for p in people),
        "comments": sum(bool(p.comment) for p in people),
    }


def _lapse(seconds: int) -> str:
    return f"{seconds}秒" if seconds < 100 else f"{seconds // 60}分{seconds % 60}秒"


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _meta(person: Person, place: int, lapse: Callable[[int], str]) -> list[Cell]:
    """The columns before the questions."""
    day = person.day
    submitted = f"{day.year}/{day.month}/{day.day} {9 + place % 9}:{place % 60:02d}:{place * 7 % 60:02d}"
    return [place, submitted, lapse(person.seconds), "微信", "N/A", f"203.0.113.{place % 250}(湖北-武汉)"]


def _matrix(asked: Survey, number: int, question: str, points: Sequence[str]) -> list[Cell]:
    """The headers of a matrix: the question stands before the first row only."""
    names = [asked.name(point).zh for point in points]
    return [f"{number}、{question}—{names[0]}", *(f"{number}、{name}" for name in names[1:])]


def _wishes(person: Person, asked: Survey) -> tuple[list[bool], list[str]]:
    """The services that a person used, and the three touchpoints that come first for the person."""
    rng = random.Random(f"wishes/{person.key}")
    used = [rng.random() < 0.5 for _ in SERVICES]
    return used, rng.sample(list(asked.points), 3)


def _first_questions(asked: Survey, kinds: dict[str, str]) -> tuple[list[Cell], list[Cell]]:
    """The headers of questions 1 to 3, and of the matrices, overall satisfaction and recommendation."""
    first: list[Cell] = [
        "1、您办理业务的网点是：", "2、您的客户类型是：【单选题】", "3、您本次办理业务的渠道是：【单选题】",
    ]  # fmt: skip
    rest: list[Cell] = []
    for number, question in enumerate(kinds.values(), start=5):
        rest += _matrix(asked, number, question, asked.points)
    return first, [*rest, "7、您对我行的总体满意度", "8、您有多大可能把我行推荐给亲友？"]


QUESTIONS = {E: "请评价您对以下服务的期望程度", P: "请评价您对以下服务的实际感受"}
SEVERAL = "4、您今天办理了哪些业务？【多选题】"
RANKING = "9、请为最看重的三项服务排序【排序题】"
WISH = "10、您的意见和建议：【填空题】"


def wenjuanxing_text(path: Path, bank: Institution) -> Expected:
    """By the text of the options: words, ┋ between choices, → in rankings, (跳过) and (空)."""
    asked = survey(bank, "wenjuanxing", 150)
    first, rest = _first_questions(asked, QUESTIONS)
    rows: list[Row] = []
    for place, person in enumerate(asked.people, start=1):
        used, wanted = _wishes(person, asked)
        services = "┋".join(name for name, one in zip(SERVICES, used, strict=True) if one)
        answers: list[Cell] = []
        for kind in QUESTIONS:
            given = [person.ratings.get((point, kind)) for point in asked.points]
            answers += ["(跳过)" if one is None else ANSWERS[kind][one - 1] for one in given]
        labels = [asked.name(code).zh for code in (person.branch, person.segment, person.channel)]
        rows.append([
            *_meta(person, place, _lapse), *labels, services or "(跳过)", *answers,
            ANSWERS[P][person.overall - 1], person.nps, "→".join(asked.name(point).zh for point in wanted),
            person.comment or "(空)", sum(person.ratings.values()),
        ])  # fmt: skip
    header = [*META, *first, SEVERAL, *rest, RANKING, WISH, "总分"]
    write_xlsx(path, [("Sheet1", [header, *rows])])
    return asked.expected("wenjuanxing") | outcomes(asked)


def wenjuanxing_number(path: Path, bank: Institution) -> Expected:
    """The same people by the number of the options: branches as numbers, 1 to 11 for 0 to 10, -2 and -3."""
    asked = survey(bank, "wenjuanxing", 150)
    first, rest = _first_questions(asked, QUESTIONS)
    several = [SEVERAL + f"({SERVICES[0]})", *(f"4、({name})" for name in SERVICES[1:])]
    names = [asked.name(point).zh for point in asked.points]
    ranking = [RANKING + f"({names[0]})", *(f"9、({name})" for name in names[1:])]
    options = {
        "branch": [branch.code for branch in bank.branches],
        "segment": [label.code for label in bank.segments],
        "channel": [label.code for label in bank.channels],
    }
    rows: list[Row] = []
    for place, person in enumerate(asked.people, start=1):
        used, wanted = _wishes(person, asked)
        labels = [options[kind].index(getattr(person, kind)) + 1 for kind in options]
        rows.append([
            *_meta(person, place, _lapse), *labels, *(map(int, used) if any(used) else [-3] * len(SERVICES)),
            *(person.ratings.get((point, kind), -3) for kind in QUESTIONS for point in asked.points),
            person.overall, person.nps + 1,
            *(wanted.index(point) + 1 if point in wanted else -2 for point in asked.points),
            person.comment or "(空)", sum(person.ratings.values()),
        ])  # fmt: skip
    header = [*META, *first, *several, *rest, *ranking, WISH, "总分"]
    write_xlsx(path, [("Sheet1", [header, *rows])])
    decided = {
        f"{kind}:{n}": code for kind, codes in options.items() for n, code in enumerate(codes, start=1)
    }
    return asked.expected("wenjuanxing", decisions={"values": decided}) | outcomes(asked)


def wenjuanxing_stacked(path: Path, bank: Institution) -> Expected:
    """One question per rating; two exports one below the other in one sheet, numbered from 1 again."""
    asked = survey(bank, path.stem, 110)
    asks = {E: "您对{}的期望程度", P: "您对{}的满意度"}
    header: list[Cell] = [*META, "1.您办理业务的网点"]
    for number, (point, kind) in enumerate(asked.pairs(), start=2):
        header.append(f"{number}.{asks[kind].format(asked.name(point).zh)}")
    header += ["14.总体来说，您对我行的服务满意吗", "15.您有多愿意向朋友推荐我行(0-10)", "16.您的建议"]
    rows: list[Row] = []
    for place, person in enumerate(asked.people):
        answers = [person.ratings.get(pair, "(空)") for pair in asked.pairs()]
        rows.append([
            *_meta(person, place % 60 + 1, _clock), asked.name(person.branch).zh, *answers, person.overall,
            person.nps, person.comment or "(空)",
        ])  # fmt: skip
    write_xlsx(path, [("Sheet1", [header, *rows[:60], header, *rows[60:]])])
    return asked.expected("wenjuanxing", set_aside=1) | outcomes(asked)


def wenjuanxing_weeks(path: Path, bank: Institution) -> Expected:
    """Importance and satisfaction in two matrices; one sheet per week, without the tool's own columns at the end."""
    asked = survey(bank, path.stem, 90, kinds=(IMPORTANCE, P))
    questions = {IMPORTANCE: "以下服务对您有多重要", P: "您对以下服务的满意程度"}
    header: list[Cell] = [*META, "1、您办理业务的网点", "2、您的意见"]
    for number, question in enumerate(questions.values(), start=3):
        header += _matrix(asked, number, question, asked.points)
    rows: list[Row] = [
        [
            *_meta(person, place, _lapse), asked.name(person.branch).zh, person.comment or None,
            *(person.ratings.get((point, kind)) for kind in questions for point in asked.points),
        ]
        for place, person in enumerate(asked.people, start=1)
    ]  # fmt: skip
    write_xlsx(path, [("第一周", [header, *rows[:50]]), ("第二周", [header, *rows[50:]])])
    return asked.expected("wenjuanxing")


def wenjuanxing_untitled(path: Path, bank: Institution) -> Expected:
    """Matrices whose question the headers do not tell: the first is expectation, the second perception."""
    asked = survey(bank, path.stem, 100)
    header: list[Cell] = [*META, "第1题(您办理业务的网点)"]
    for number in (2, 3):
        header += [f"第{number}题({asked.name(point).zh})" for point in asked.points]
    header += ["第4题(总体满意度)"]
    rows: list[Row] = [
        [
            *_meta(person, place, _lapse), asked.name(person.branch).zh,
            *(person.ratings.get((point, kind), "-3") for kind in (E, P) for point in asked.points),
            person.overall,
        ]
        for place, person in enumerate(asked.people, start=1)
    ]  # fmt: skip
    write_csv(path, [header, *rows], encoding="gb18030")
    return asked.expected("wenjuanxing")


def _tencent_meta(person: Person, place: int) -> list[Cell]:
    begun, ended = (f"{person.day:%Y-%m-%d} {9 + place % 9:02d}:{minute:02d}:30" for minute in (10, 14))
    return [
        place,
        begun,
        ended,
        _lapse(person.seconds),
        None,
        "中国",
        "湖北省",
        "武汉市",
        f"198.51.100.{place % 250}",
    ]


def tencent(path: Path, bank: Institution) -> Expected:
    """Matrices as 3.question-row, with the question before each row."""
    asked = survey(bank, path.stem, 120)
    questions = {E: "您对以下服务的期望有多高", P: "您实际感受到的服务如何"}
    header: list[Cell] = [*TENCENT, "1.您办理业务的网点", "2.您属于哪类客群"]
    for number, question in enumerate(questions.values(), start=3):
        header += [f"{number}.{question}-{asked.name(point).zh}" for point in asked.points]
    header += ["5.您有多大可能向亲友推荐我行", "6.您对我行的整体评价", "7.您还有什么意见或建议"]
    rows: list[Row] = [
        [
            *_tencent_meta(person, place), asked.name(person.branch).zh, asked.name(person.segment).zh,
            *(person.ratings.get((point, kind)) for kind in questions for point in asked.points),
            person.nps, person.overall, person.comment or None,
        ]
        for place, person in enumerate(asked.people, start=1)
    ]  # fmt: skip
    write_xlsx(path, [("Sheet1", [header, *rows])])
    return asked.expected("tencent") | outcomes(asked)


def tencent_text(path: Path, bank: Institution) -> Expected:
    """As text, matrices as 2.question:row, words instead of numbers."""
    asked = survey(bank, path.stem, 100, kinds=(P,))
    header: list[Cell] = [*("编号", *TENCENT[1:]), "1.办理业务的网点"]
    header += [f"2.请为以下服务的满意度打分:{asked.name(point).zh}" for point in asked.points]
    rows: list[Row] = []
    for place, person in enumerate(asked.people, start=1):
        given = [person.ratings.get((point, P)) for point in asked.points]
        words = [None if one is None else ANSWERS[P][one - 1] for one in given]
        rows.append([*_tencent_meta(person, place), asked.name(person.branch).zh, *words])
    write_csv(path, [header, *rows], encoding="utf-8-sig")
    return asked.expected("tencent")

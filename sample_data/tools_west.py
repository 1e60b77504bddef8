"""Feedback as survey tools from abroad export it: the shape of their files, with invented people."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import E, P, Person, survey
from sample_data.sheets import Cell, Row, write_csv, write_xlsx

Expected = dict[str, Any]
SATISFIED = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
META = (
    ("StartDate", "Start Date", "开始日期", "startDate"),
    ("EndDate", "End Date", "结束日期", "endDate"),
    ("Status", "Response Type", "回复类型", "status"),
    ("IPAddress", "IP Address", "IP 地址", "ipAddress"),
    ("Progress", "Progress", "进度", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "持续时间（秒）", "duration"),
    ("Finished", "Finished", "已完成", "finished"),
    ("RecordedDate", "Recorded Date", "记录日期", "recordedDate"),
    ("ResponseId", "Response ID", "回复 ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "收件人姓氏", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "收件人名字", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "收件人电子邮件", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "外部数据引用", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "位置纬度", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "位置经度", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "分发渠道", "distributionChannel"),
    ("UserLanguage", "User Language", "用户语言", "userLanguage"),
)


def moment(person: Person, minutes: int = 0) -> dt.datetime:
    """When a person began to answer, by the clock; some minutes later."""
    start = dt.datetime.combine(person.day, dt.time(9 + person.seconds % 9, person.seconds % 50, 5))
    return start + dt.timedelta(minutes=minutes)


def _meta(person: Person, status: str, finished: str, language: str) -> list[Cell]:
    """The columns that Qualtrics puts before the questions."""
    begun, ended = (f"{moment(person, minutes):%Y-%m-%d %H:%M:%S}" for minutes in (0, 4))
    progress = 100 if finished in ("True", "1") else 43
    return [
        begun, ended, status, "192.0.2.7", progress, person.seconds, finished, ended,
        "R_" + person.key.replace("-", ""), None, None, None, None, "30.59", "114.30", "anonymous", language,
    ]  # fmt: skip


def _promoter(score: int) -> str:
    return "Promoter" if score >= 9 else "Passive" if score >= 7 else "Detractor"


def _import_ids(codes: list[str]) -> list[Cell]:
    return [json.dumps({"ImportId": code}, separators=(",", ":")) for code in codes]


def qualtrics(path: Path, bank: Institution) -> Expected:
    """Three header rows, a side-by-side grid of expectation and perception, previews, unfinished answers."""
    asked = survey(bank, path.stem, 120)
    question = "How was your visit? For each step, what did you expect and what did you get?"
    cells = [(column, place) for column in (1, 2) for place in range(1, len(asked.points) + 1)]
    pairs = [(asked.points[place - 1], (E, P)[column - 1]) for column, place in cells]
    titles = [
        f"{question} - {('Expectation', 'Perception')[column - 1]} - {asked.name(asked.points[place - 1]).en}"
        for column, place in cells
    ]
    names = [m[0] for m in META] + ["Q2", "Q2_13_TEXT", *(f"Q7#{c}_{r}" for c, r in cells)]
    names += ["Q8", "Q9_NPS_GROUP", "Q9", "Q10", "Q11_1", "Q11_2"]
    texts = [m[1] for m in META] + [
        "Which branch did you visit? - Selected Choice", "Which branch did you visit? - Other: - Text", *titles,
        "Overall satisfaction (1-5)", "How likely are you to recommend us? (0-10) - Group",
        "How likely are you to recommend us? (0-10)", "Any comments?",
        "What did you come for? - Selected Choice - Cash", "What did you come for? - Selected Choice - A loan",
    ]  # fmt: skip
    ids = [m[3] for m in META] + ["QID2", "QID2_13_TEXT", *(f"QID7#{c}_{r}" for c, r in cells)]
    ids += ["QID8", "QID9_NPS_GROUP", "QID9", "QID10_TEXT", "QID11_1", "QID11_2"]
    rows: list[Row] = [names, texts, _import_ids(ids)]
    for number, person in enumerate(asked.people):
        done = "False" if number % 30 == 7 else "True"
        answers = [person.ratings.get(pair) for pair in pairs]
        row = [*_meta(person, "IP Address", done, "EN"), asked.name(person.branch).en, None, *answers]
        row += [person.overall, _promoter(person.nps), person.nps, person.comment or None]
        rows.append([*row, "Cash" if number % 3 else None, "A loan" if number % 4 == 0 else None])
    previews = survey(bank, path.stem + "/preview", 3).people
    for person in previews:
        answers = [person.ratings.get(pair) for pair in pairs]
        row = [*_meta(person, "Survey Preview", "True", "EN"), asked.name(person.branch).en, None, *answers]
        rows.insert(3, [*row, 5, "Promoter", 10, "test", "Cash", None])
    write_csv(path, rows, encoding="utf-8-sig")
    return asked.expected("qualtrics", set_aside=len(previews))


def qualtrics_matrix(path: Path, bank: Institution) -> Expected:
    """Chinese wording, one matrix of expectations and one of perceptions, -99 for seen and not answered."""
    asked = survey(bank, path.stem, 110)
    questions = {
        E: ("Q5", "请问您对以下环节的期望有多高（1-5分）"),
        P: ("Q6", "请问您在以下环节的实际感受如何（1-5分）"),
    }
    cells = [(kind, place) for kind in (E, P) for place in range(1, len(asked.points) + 1)]
    names = [m[0] for m in META] + ["branch", *(f"{questions[kind][0]}_{place}" for kind, place in cells)]
    texts = [m[2] for m in META] + ["网点"]
    texts += [f"{questions[kind][1]} - {asked.name(asked.points[place - 1]).zh}" for kind, place in cells]
    ids = [m[3] for m in META] + ["branch", *(f"QID{questions[kind][0][1]}_{place}" for kind, place in cells)]
    rows: list[Row] = [[*names, "Q8", "Q10"], [*texts, "总体满意度", "您还有什么建议？"]]
    rows.append(_import_ids([*ids, "QID8", "QID10_TEXT"]))
    for person in asked.people:
        answers = [person.ratings.get((asked.points[place - 1], kind), -99) for kind, place in cells]
        row = [*_meta(person, "0", "1", "ZH-S"), asked.name(person.branch).zh, *answers]
        rows.append([*row, person.overall, person.comment or -99])
    write_xlsx(path, [("Sheet0", rows)])
    return asked.expected("qualtrics")


def qualtrics_legacy(path: Path, bank: Institution) -> Expected:
    """The older export: two header rows, answers in words, satisfaction alone."""
    asked = survey(bank, path.stem, 90, kinds=(P,))
    question = "Please rate your satisfaction with each of the following:"
    names: list[Cell] = ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10"]
    texts: list[Cell] = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress",
                         "IPAddress", "Status", "StartDate", "EndDate", "Finished"]  # fmt: skip
    names += ["branch", *(f"Q3_{place}" for place in range(1, len(asked.points) + 1)), "Q4"]
    texts += ["branch", *(f"{question}-{asked.name(point).en}" for point in asked.points), "Comments"]
    rows: list[Row] = [names, texts]
    for person in asked.people:
        answers = [person.ratings.get((point, P)) for point in asked.points]
        rows.append([
            "R_" + person.key.replace("-", ""), "Default Response Set", "Anonymous", None, None, "192.0.2.7", 0,
            f"{moment(person):%Y-%m-%d %H:%M:%S}", f"{moment(person, 3):%Y-%m-%d %H:%M:%S}", 1,
            asked.name(person.branch).en, *(None if a is None else SATISFIED[a - 1] for a in answers),
            person.comment or None,
        ])  # fmt: skip
    write_csv(path, rows, encoding="utf-8")
    return asked.expected("qualtrics")


def _monkey(person: Person, place: int) -> list[Cell]:
    """The columns that SurveyMonkey puts before the questions."""
    begun, ended = (f"{moment(person, minutes):%m/%d/%Y %I:%M:%S %p}" for minutes in (0, 5))
    return [118_000_000_000 + place * 7919, 446_000_111, begun, ended, "192.0.2.9", None, None, None, None]


MONKEY: tuple[Cell, ...] = (
    "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
    "Last Name", "Custom Data 1",
)  # fmt: skip


def surveymonkey(path: Path, bank: Institution) -> Expected:
    """All answers, expanded: every option of a question has a column, and so has every row of a grid."""
    asked = survey(bank, path.stem, 100)
    branches = [b.name.en for b in bank.branches]
    upper: list[Cell] = [*MONKEY, "Which branch did you visit?", *[None] * len(branches)]
    lower: list[Cell] = [*[None] * len(MONKEY), *branches, "Other (please specify)"]
    questions = {
        E: "What level of service did you expect?",
        P: "How satisfied are you with what you experienced?",
    }
    for kind in (E, P):
        upper += [questions[kind], *[None] * (len(asked.points) - 1)]
        lower += [asked.name(point).en for point in asked.points]
    upper += ["What did you come for? (tick all that apply)", None, None, "How likely is it that you would recommend us?",
              "Overall satisfaction", "Do you have any other comments?"]  # fmt: skip
    lower += ["Cash", "A loan", "An account", "Response", "Response", "Open-Ended Response"]
    rows: list[Row] = [upper, lower]
    for place, person in enumerate(asked.people):
        row = _monkey(person, place)
        row += [name if name == asked.name(person.branch).en else None for name in branches]
        row += [None, *(person.ratings.get((point, kind)) for kind in (E, P) for point in asked.points)]
        row += [
            "Cash" if place % 2 else None,
            "A loan" if place % 3 else None,
            "An account" if place % 5 == 0 else None,
        ]
        rows.append([*row, person.nps, person.overall, person.comment or None])
    write_csv(path, rows, encoding="utf-8")
    return asked.expected("surveymonkey")


def surveymonkey_condensed(path: Path, bank: Institution) -> Expected:
    """Condensed: one column per question; a grid of words whose columns are expectation and experience."""
    asked = survey(bank, path.stem, 100)
    levels = {
        E: ("很低", "较低", "一般", "较高", "很高"),
        P: ("非常不满意", "不满意", "一般", "满意", "非常满意"),
    }
    upper: list[Cell] = [*MONKEY[:4], "IP 地址", "自定义数据 1", "您办理业务的网点"]
    upper += [
        "请评价您在本行办理业务的每个环节",
        *[None] * (len(asked.pairs()) - 1),
        "总体满意度",
        "您的意见和建议",
    ]
    lower: list[Cell] = [*[None] * 6, "Response"]
    lower += [
        f"{asked.name(point).zh} - {({E: '期望', P: '实际感受'})[kind]}" for point, kind in asked.pairs()
    ]
    rows: list[Row] = [upper, [*lower, "Response", "Open-Ended Response"]]
    for place, person in enumerate(asked.people):
        answers = [(kind, person.ratings.get((point, kind))) for point, kind in asked.pairs()]
        words = [None if answer is None else levels[kind][answer - 1] for kind, answer in answers]
        row = [*_monkey(person, place)[:5], "秋季", asked.name(person.branch).zh, *words]
        rows.append([*row, levels[P][person.overall - 1], person.comment or None])
    write_xlsx(path, [("Sheet", rows)])
    return asked.expected("surveymonkey")

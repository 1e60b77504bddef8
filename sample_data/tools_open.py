"""Feedback as survey tools with open code export it: LimeSurvey, SoSci Survey, KoboToolbox."""

from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import E, P, survey
from sample_data.sheets import Cell, Row, write_csv, write_xlsx
from sample_data.tools_west import SATISFIED, moment

Expected = dict[str, Any]
EXPECTED = ("Very low", "Low", "Neutral", "High", "Very high")


def limesurvey(path: Path, bank: Institution) -> Expected:
    """Wordings as headers, full answers, semicolons; some did not finish, and one branch was written in."""
    asked = survey(bank, path.stem, 110)
    ask = {E: "您对以下环节的期望有多高？（1-5分）", P: "您在以下环节的实际感受如何？（1-5分）"}
    header: list[Cell] = ["答复 ID", "提交日期", "最后一页", "起始语言", "种子", "开始日期", "最后操作日期"]
    header += ["您办理业务的网点是？", "您办理业务的网点是？ [其他]"]
    header += [f"{ask[kind]} [{asked.name(point).zh}]" for kind in (E, P) for point in asked.points]
    header += [
        "您通过哪些渠道办理业务？ [柜台]",
        "您通过哪些渠道办理业务？ [手机]",
        "总体满意度",
        "您的意见和建议",
        "总时间",
        "题组用时：到店",
    ]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people):
        begun, ended = (f"{moment(person, minutes):%Y-%m-%d %H:%M:%S}" for minutes in (0, 6))
        done = place % 25 != 11
        written = place % 40 == 5
        branch = asked.name(person.branch).zh
        row: list[Cell] = [
            place + 31,
            ended if done else None,
            4 if done else 2,
            "zh-Hans",
            1_204_884_011 + place,
            begun,
            ended,
        ]
        row += ["-oth-" if written else branch, branch if written else None]
        row += [person.ratings.get((point, kind)) for kind in (E, P) for point in asked.points]
        row += [
            "是",
            "否" if place % 2 else "是",
            person.overall,
            person.comment or None,
            f"{person.seconds}.37",
            "21.4",
        ]
        rows.append(row)
    write_csv(path, rows, encoding="utf-8-sig", delimiter=";")
    return asked.expected("limesurvey")


def limesurvey_codes(path: Path, bank: Institution) -> Expected:
    """Codes and wordings as headers, options as codes A1 to A5, a dual scale of expectation and perception."""
    asked = survey(bank, path.stem, 100)
    header: list[Cell] = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page"]
    header += ["startlanguage. Start language", "seed. Seed", "G01Q01. Which branch did you visit?"]
    for place, point in enumerate(asked.points, start=1):
        for scale, title in ((1, "Expectation"), (2, "Perception")):
            header.append(
                f"G02Q02[SQ{place:03d}][{scale}]. Please rate each step [{asked.name(point).en}][{title}]"
            )
    header += [
        "G03Q03. Any suggestions?",
        "interviewtime. Total time",
        "groupTime12. Group time: Visit",
        "G01Q01Time. Question time: Branch",
    ]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people):
        answers = [person.ratings.get(pair) for pair in asked.pairs()]
        row: list[Cell] = [
            place + 1,
            f"{moment(person, 6):%Y-%m-%d %H:%M:%S}",
            3,
            "en",
            77_120_041 + place,
            asked.name(person.branch).en,
        ]
        row += [None if answer is None else f"A{answer}" for answer in answers]
        rows.append([*row, person.comment or None, f"{person.seconds}.08", "33.5", "4.1"])
    write_csv(path, rows, encoding="utf-8", delimiter=";")
    return asked.expected("limesurvey")


SOSCI = (
    ("CASE", "Interview number (ongoing)"),
    ("SERIAL", "Serial number (if provided)"),
    ("REF", "Reference (if provided in link)"),
    ("QUESTNNR", "Questionnaire that has been used in the interview"),
    ("MODE", "Interview mode"),
    ("STARTED", "Time the interview has started (Asia/Shanghai)"),
)
SOSCI_END = (
    ("TIME001", "Time spent on page 1"),
    ("TIME002", "Time spent on page 2"),
    ("TIME_SUM", "Time spent overall (except outliers)"),
    ("LASTDATA", "Time when the data was most recently updated"),
    ("FINISHED", "Has the interview been finished (reached last page)?"),
    ("Q_VIEWER", "Did the respondent only view the questionnaire, omitting mandatory questions?"),
    ("LASTPAGE", "Last page that the participant has handled in the questionnaire"),
    ("MAXPAGE", "Hindmost page handled by the participant"),
)


def sosci(path: Path, bank: Institution) -> Expected:
    """Tabs and UTF-16; labels in the second row; -9 not answered, -1 cannot judge; pretests and unfinished ones."""
    asked = survey(bank, path.stem, 105)
    titles = {E: ("A101", "Expectation"), P: ("A102", "Perception")}
    items = [(kind, place) for kind in (E, P) for place in range(1, len(asked.points) + 1)]
    names = [name for name, _ in SOSCI] + [
        "B001",
        *(f"{titles[kind][0]}_{place:02d}" for kind, place in items),
    ]
    names += ["C101_01", "C101_02", "D001_01", "D002", *(name for name, _ in SOSCI_END)]
    labels = [label for _, label in SOSCI] + ["Branch visited"]
    labels += [f"{titles[kind][1]}: {asked.name(asked.points[place - 1]).en}" for kind, place in items]
    labels += [
        "Purpose: Cash",
        "Purpose: A loan",
        "Comment: [01]",
        "Overall satisfaction",
        *(label for _, label in SOSCI_END),
    ]
    rows: list[Row] = [names, labels]
    people = [(person, "interview") for person in asked.people]
    people[40:40] = [(person, "pretest") for person in survey(bank, path.stem + "/pretest", 4).people]
    for place, (person, mode) in enumerate(people):
        row: list[Cell] = [
            240 + 3 * place,
            None,
            None,
            "base",
            mode,
            f"{moment(person):%Y-%m-%d %H:%M:%S}",
            asked.name(person.branch).en,
        ]
        row += [
            person.ratings.get((asked.points[at - 1], kind), -1 if place % 3 else -9) for kind, at in items
        ]
        row += [
            1 + place % 2,
            2 - place % 2,
            person.comment or None,
            person.overall,
            12,
            person.seconds - 12,
            person.seconds,
        ]
        done = place % 33 != 8
        rows.append([*row, f"{moment(person, 5):%Y-%m-%d %H:%M:%S}", int(done), 0, 3 if done else 2, 3])
    write_csv(path, rows, encoding="utf-16", delimiter="\t")
    return asked.expected("sosci", set_aside=4)


def kobo(path: Path, bank: Institution) -> Expected:
    """Names as headers, with groups; a question of several choices in columns of 0 and 1."""
    asked = survey(bank, path.stem, 90)
    words = {E: "exp", P: "perc"}
    header: list[Cell] = ["start", "end", "today", "deviceid", "group_info/branch", "group_info/purpose"]
    header += ["group_info/purpose/cash", "group_info/purpose/loan"]
    header += [f"group_visit/{point}_{words[kind]}" for point, kind in asked.pairs()]
    header += ["group_end/overall", "group_end/comment", "__version__", "_id", "_uuid", "_submission_time"]
    header += ["_validation_status", "_notes", "_status", "_submitted_by", "_tags", "_index"]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people, start=1):
        begun, ended = (f"{moment(person, minutes):%Y-%m-%dT%H:%M:%S}.000+08:00" for minutes in (0, 7))
        picked = ("cash loan", 1, 1) if place % 3 else ("cash", 1, 0)
        row: list[Cell] = [
            begun,
            ended,
            f"{person.day:%Y-%m-%d}",
            "collect:n6ZYgQX2",
            asked.name(person.branch).en,
            *picked,
        ]
        row += [person.ratings.get(pair) for pair in asked.pairs()]
        row += [
            person.overall,
            person.comment or None,
            "vN3kq2",
            90_120_000 + place,
            f"uuid-{person.key}",
            f"{moment(person, 9):%Y-%m-%dT%H:%M:%S}",
        ]
        rows.append([*row, None, None, "submitted_via_web", None, None, place])
    write_csv(path, rows, encoding="utf-8", delimiter=";")
    return asked.expected("kobo")


def kobo_labels(path: Path, bank: Institution) -> Expected:
    """Wordings as headers below groups, answers in words."""
    asked = survey(bank, path.stem, 90)
    groups, levels = {E: "来之前的期望", P: "实际感受"}, {E: EXPECTED, P: SATISFIED}
    header: list[Cell] = [
        "start",
        "end",
        "您办理业务的网点",
        "办理了哪些业务",
        "办理了哪些业务/现金",
        "办理了哪些业务/贷款/按揭",
    ]
    header += [f"{groups[kind]}/{asked.name(point).zh}" for kind in (E, P) for point in asked.points]
    header += ["您的意见", "_id", "_uuid", "_submission_time", "_validation_status", "_index"]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people, start=1):
        begun, ended = (f"{moment(person, minutes):%Y-%m-%dT%H:%M:%S}.000+08:00" for minutes in (0, 7))
        row: list[Cell] = [begun, ended, asked.name(person.branch).zh, "现金 贷款/按揭", 1, place % 2]
        answers = [(kind, person.ratings.get((point, kind))) for kind in (E, P) for point in asked.points]
        row += [None if answer is None else levels[kind][answer - 1] for kind, answer in answers]
        rows.append([*row, person.comment or None, 4100 + place, f"uuid-{person.key}", ended, None, place])
    write_xlsx(path, [("客户体验", rows)])
    return asked.expected("kobo")


def limesurvey_short(path: Path, bank: Institution) -> Expected:
    """Nothing but codes as headers, which were chosen to speak: exp[queue] and perc[queue]."""
    asked = survey(bank, path.stem, 95)
    header: list[Cell] = ["id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "branch"]
    header += [f"{word}[{point}]" for word in ("exp", "perc") for point in asked.points]
    header += ["channels[SQ001]", "channels[SQ002]", "channels[other]", "overall", "comment"]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people):
        begun, ended = (f"{moment(person, minutes):%Y-%m-%d %H:%M:%S}" for minutes in (0, 6))
        row: list[Cell] = [place + 7, ended, 5, "zh-Hans", begun, ended, asked.name(person.branch).zh]
        row += [person.ratings.get((point, kind)) for kind in (E, P) for point in asked.points]
        rows.append([*row, "Y", "Y" if place % 2 else None, None, person.overall, person.comment or None])
    write_xlsx(path, [("survey_421733", rows)])
    return asked.expected("limesurvey")

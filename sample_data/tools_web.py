"""Feedback as form services and statistical programs export it."""

from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import E, P, survey
from sample_data.sheets import Cell, Row, write_csv, write_xlsx
from sample_data.tools_west import moment

Expected = dict[str, Any]


def typeform(path: Path, bank: Institution) -> Expected:
    """One question per column; a sign in place of a number, dates of Greenwich at the end."""
    asked = survey(bank, path.stem, 95)
    words = {E: "What did you expect of", P: "How satisfied are you with"}
    header: list[Cell] = ["#", "Which branch did you visit?"]
    header += [f"{words[kind]} {asked.name(point).en.lower()}?" for point, kind in asked.pairs()]
    header += ["How likely are you to recommend us to a friend?", "Anything else?", "Response Type", "Start Date (UTC)",
               "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"]  # fmt: skip
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people):
        row: list[Cell] = [f"{place:03d}odwdp4nzj{person.key}", asked.name(person.branch).en]
        row += [person.ratings.get(pair) for pair in asked.pairs()]
        begun, ended = (f"{moment(person, minutes):%Y-%m-%d %H:%M:%S}" for minutes in (0, 3))
        rows.append(
            [
                *row,
                person.nps,
                person.comment or None,
                "completed",
                begun,
                None,
                ended,
                f"{place * 7919:010x}",
                None,
            ]
        )
    write_csv(path, rows, encoding="utf-8")
    return asked.expected("webforms")


def jotform(path: Path, bank: Institution) -> Expected:
    """Grids as "Question >> Row"; days as English months; ticks of several choices."""
    asked = survey(bank, path.stem, 95)
    questions = {E: "What did you expect?", P: "How satisfied were you?"}
    header: list[Cell] = [
        "Submission Date",
        "Branch",
        *(f"{questions[kind]} >> {asked.name(point).en}" for kind in (E, P) for point in asked.points),
    ]
    header += [
        "Purpose >> Cash",
        "Purpose >> A loan",
        "Overall satisfaction",
        "Comments",
        "Submission IP",
        "Submission ID",
    ]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people):
        row: list[Cell] = [f"{moment(person):%b %d, %Y}", asked.name(person.branch).en]
        row += [person.ratings.get((point, kind)) for kind in (E, P) for point in asked.points]
        row += [
            "Cash" if place % 2 else None,
            "A loan" if place % 3 else None,
            person.overall,
            person.comment or None,
        ]
        rows.append([*row, "192.0.2.14", f"52001{place:014d}"])
    write_xlsx(path, [("Form Responses", rows)])
    return asked.expected("webforms")


def labelled(path: Path, bank: Institution) -> Expected:
    """Names of variables, their labels below, and a title above both; the label of each pair is the same."""
    asked = survey(bank, path.stem, 100, scale=(1, 7))
    names: list[Cell] = [
        "caseid",
        "branch",
        "intdate",
        *(f"q{n}_{k}" for n in range(1, len(asked.points) + 1) for k in ("e", "p")),
    ]
    labels: list[Cell] = [
        "答卷编号",
        "办理网点",
        "调查日期",
        *(asked.name(point).zh for point, _ in asked.pairs()),
    ]
    rows: list[Row] = [
        ["客户体验调查数据（含变量标签）"],
        [*names, "osat", "rem"],
        [*labels, "总体满意度（1-7分）", "意见和建议"],
    ]
    for person in asked.people:
        row: list[Cell] = [person.key, asked.name(person.branch).zh, person.day]
        rows.append(
            [
                *row,
                *(person.ratings.get(pair) for pair in asked.pairs()),
                person.overall,
                person.comment or None,
            ]
        )
    write_xlsx(path, [("data", rows)])
    return asked.expected("labelled")


def jotform_table(path: Path, bank: Institution) -> Expected:
    """A grid of two columns, "Question >> Row >> Column", in Chinese."""
    asked = survey(bank, path.stem, 95)
    words = {E: "期望", P: "实际感受"}
    header: list[Cell] = ["Submission Date", "您办理业务的网点"]
    header += [
        f"请为每个环节打分 >> {asked.name(point).zh} >> {words[kind]}" for point, kind in asked.pairs()
    ]
    header += ["总体满意度", "意见与建议", "Submission IP", "Submission ID", "Last Update Date"]
    rows: list[Row] = [header]
    for place, person in enumerate(asked.people):
        row: list[Cell] = [f"{moment(person):%Y-%m-%d %H:%M:%S}", asked.name(person.branch).zh]
        row += [*(person.ratings.get(pair) for pair in asked.pairs()), person.overall, person.comment or None]
        rows.append([*row, "192.0.2.15", f"53001{place:014d}", None])
    write_csv(path, rows, encoding="utf-8-sig")
    return asked.expected("webforms")

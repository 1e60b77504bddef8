"""The jobs of the command line, on a real database, said in the language asked for."""

import shutil
import signal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from mot.cli import main
from mot.services import imports, startup
from mot.settings import load_settings
from sample_data.locks import lock
from tests.messy_samples import EXPECTED
from tests.services.service_samples import (
    EVERYWHERE,
    HEADER,
    everything_stored,
    feedback,
    figures,
    people,
    workbook,
)


class Terminal:
    """A terminal in a folder with a small bank and no feedback."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def type(self, *words: object) -> Result:
        """Run ``python -m mot`` with these words."""
        load_settings.cache_clear()
        return CliRunner().invoke(main, [str(word) for word in words])

    def file(self, name: str, content: bytes) -> Path:
        """Put a file into the folder."""
        path = self.home / name
        path.write_bytes(content)
        return path

    def stored(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables."""
        engine = startup.prepare(load_settings())
        found = everything_stored(engine)
        engine.dispose()
        return found


@pytest.fixture
def terminal(tmp_path: Path, sqlite_bank: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_bank, data / "moments.db")
    monkeypatch.setenv("MOT_DATA_DIR", str(data))
    monkeypatch.setenv("MOT_DATABASE_URL", "")
    monkeypatch.setenv("MOT_DEMO", "false")
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    return Terminal(tmp_path)


@pytest.fixture
def good(terminal: Terminal) -> Path:
    return terminal.file("三季度.xlsx", feedback().content)


# --- import


def test_a_good_file_is_stored(terminal: Terminal, good: Path) -> None:
    said = terminal.type("import", good)
    assert said.exit_code == 0, said.output
    assert said.stdout.splitlines()[0].startswith("三季度.xlsx：60 行")
    assert "1" in said.stdout.splitlines()[-1]
    assert len(terminal.stored()["response"]) == 60


def test_it_speaks_english_when_asked(terminal: Terminal, good: Path) -> None:
    said = terminal.type("--language", "en", "import", good)
    assert said.stdout.splitlines() == [
        "三季度.xlsx: 60 rows, 60 responses, 0 duplicates, 0 set aside",
        "  Stored as import number 1.",
    ]


def test_a_preview_stores_nothing(terminal: Terminal, good: Path) -> None:
    before = terminal.stored()
    said = terminal.type("--language", "en", "import", "--preview", good)
    assert said.exit_code == 0
    assert said.stdout == "三季度.xlsx: 60 rows, 60 responses, 0 duplicates, 0 set aside\n"
    assert terminal.stored() == before


@pytest.mark.parametrize(("language", "sentence"), [("zh", "不是"), ("en", "not")])
def test_a_broken_file_does_not_keep_a_good_one_out(
    terminal: Terminal, good: Path, language: str, sentence: str
) -> None:
    bad = terminal.file("坏.xlsx", b"no workbook at all")
    said = terminal.type("--language", language, "import", bad, good)
    assert said.exit_code == 1
    assert said.stderr.startswith("坏.xlsx: ")
    assert sentence in said.stderr
    assert "Traceback" not in said.output
    assert len(terminal.stored()["batch"]) == 1


def test_a_file_that_needs_a_decision_is_left_out_until_it_is_made(terminal: Terminal) -> None:
    rows = [[row[0], *row[2:]] for row in people(EVERYWHERE)]
    file = terminal.file("无网点.xlsx", workbook(rows, (HEADER[0], *HEADER[2:])))
    said = terminal.type("--language", "en", "import", file)
    assert said.exit_code == 1
    assert "Choose the branch" in said.stdout
    assert "decision" in said.stderr
    assert not terminal.stored()["batch"]
    decided = terminal.type("import", "--branch", "s1", file)
    assert decided.exit_code == 0
    assert {row[0] for row in terminal.stored()["batch_branch"]} == {1}


def test_rows_without_dates_take_the_quarter_that_is_given(terminal: Terminal) -> None:
    rows = [[*row[:2], *row[3:]] for row in people(EVERYWHERE)]
    file = terminal.file("无日期.xlsx", workbook(rows, (*HEADER[:2], *HEADER[3:])))
    assert terminal.type("import", file).exit_code == 1
    assert terminal.type("import", "--quarter", "2026q2", file).exit_code == 0
    months = {row[1] for row in terminal.stored()["outcome"]}
    assert months <= {202604, 202605, 202606}


@pytest.mark.parametrize(
    ("option", "value"), [("--branch", "nowhere"), ("--quarter", "2026Q9"), ("--scale", "five")]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_option_that_makes_no_sense_is_said_before_anything_is_read(
    terminal: Terminal, good: Path, option: str, value: str, language: str
) -> None:
    before = terminal.stored()
    said = terminal.type("--language", language, "import", option, value, good)
    assert said.exit_code == 1
    assert value in said.stderr
    assert option in said.stderr
    assert said.stdout == ""
    assert terminal.stored() == before


def test_a_sheet_that_is_not_there_is_named(terminal: Terminal, good: Path) -> None:
    said = terminal.type("--language", "en", "import", "--sheet", "Sheet9", good)
    assert said.exit_code == 1
    assert "Sheet9" in said.stderr


def test_the_same_file_again_is_refused_with_a_sentence(terminal: Terminal, good: Path) -> None:
    terminal.type("import", good)
    said = terminal.type("--language", "en", "import", good)
    assert said.exit_code == 1
    assert "This very file was imported already, as number 1" in said.stdout
    assert "60 responses came in before, with import number 1" in said.stdout
    assert len(terminal.stored()["batch"]) == 1


def test_a_file_that_does_not_exist_is_the_callers_mistake(terminal: Terminal) -> None:
    assert terminal.type("import", "nothing.xlsx").exit_code == 2
    assert terminal.type("import").exit_code == 2


def test_outcome_figures_come_in_by_the_same_command(terminal: Terminal) -> None:
    file = terminal.file("指标.xlsx", figures().content)
    told = "指标.xlsx: 10 rows, 10 outcome figures, 0 set aside"
    assert terminal.type("--language", "en", "import", "--preview", file).stdout == told + "\n"
    assert not terminal.stored()["figure"]
    said = terminal.type("--language", "en", "import", file)
    assert said.stdout.splitlines() == [told, "  Stored as import number 1."]
    assert len(terminal.stored()["figure"]) == 10
    assert terminal.type("import", file).stdout.startswith("指标.xlsx：10 行，10 条结果指标，0 行暂不计入")
    listed = terminal.type("--language", "en", "history").stdout.split("\t")
    assert listed[2:] == ["committed", "10 outcome figures", "指标.xlsx\n"]
    undone = terminal.type("--language", "en", "undo", 1)
    assert undone.stdout == "Import number 1 is undone; 10 outcome figures stop counting.\n"


# --- undo and history


def test_undo_takes_an_import_out_once(terminal: Terminal, good: Path) -> None:
    terminal.type("import", good)
    said = terminal.type("--language", "en", "undo", 1)
    assert (said.exit_code, said.stdout) == (0, "Import number 1 is undone; 60 responses stop counting.\n")
    again = terminal.type("--language", "en", "undo", 1)
    assert again.exit_code == 1
    assert again.stderr == "Import number 1 has been undone already. Nothing was changed.\n"
    missing = terminal.type("undo", 7)
    assert missing.exit_code == 1
    assert "7" in missing.stderr
    assert not missing.stderr.isascii(), "Chinese unless asked otherwise"


def test_the_history_lists_the_newest_first(terminal: Terminal, good: Path) -> None:
    assert terminal.type("history").stdout == ""
    terminal.type("import", good)
    terminal.type("import", terminal.file("二.xlsx", feedback(seed=2).content))
    terminal.type("undo", 1)
    lines = [line.split("\t") for line in terminal.type("history").stdout.splitlines()]
    assert [(line[0], line[2], line[3], line[4]) for line in lines] == [
        ("2", "committed", "60", "二.xlsx"),
        ("1", "undone", "60", "三季度.xlsx"),
    ]


# --- template, prepare


@pytest.mark.parametrize(("language", "name"), [("zh", "排队等候"), ("en", "Queueing")])
def test_the_template_speaks_of_this_institution(terminal: Terminal, language: str, name: str) -> None:
    said = terminal.type("--language", language, "template", "--out", "form.xlsx")
    assert (said.exit_code, said.stdout) == (0, "form.xlsx\n")
    sheet = openpyxl.load_workbook(terminal.home / "form.xlsx").active
    assert name in " ".join(str(cell.value) for cell in sheet[1])


@pytest.mark.parametrize(("language", "name"), [("zh", "投诉率"), ("en", "Complaint rate")])
def test_there_is_a_template_for_figures_too(terminal: Terminal, language: str, name: str) -> None:
    said = terminal.type("--language", language, "template", "--figures")
    assert (said.exit_code, said.stdout) == (0, "figures-template.xlsx\n")
    book = openpyxl.load_workbook(terminal.home / "figures-template.xlsx")
    assert name in [cell.value for cell in book["_lists"]["B"]]
    assert terminal.type("template").stdout == "feedback-template.xlsx\n"


def test_prepare_is_safe_to_repeat(terminal: Terminal) -> None:
    first, second = terminal.type("prepare"), terminal.type("prepare")
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout


def test_a_password_is_not_printed(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOT_DATABASE_URL", "postgresql://mot:geheim@localhost:1/none")
    said = terminal.type("prepare")
    assert said.exit_code == 1
    assert "geheim" not in said.output


def test_the_version_and_the_help_are_there(terminal: Terminal) -> None:
    assert terminal.type("--version").exit_code == 0
    listed = terminal.type("--help").stdout
    for command in ("import", "undo", "history", "template", "prepare"):
        assert command in listed


def test_every_messy_sample_ends_with_a_sentence_and_never_with_a_trace(terminal: Terminal) -> None:
    folder = Path(__file__).parents[1] / "sample_data" / "messy"
    broken = [folder / name for name in EXPECTED if "error" in EXPECTED[name]]
    said = terminal.type("import", *broken)
    assert said.exit_code == 1
    assert len(said.stderr.splitlines()) == len(broken)
    assert not terminal.stored()["batch"]


def test_people_are_let_in_listed_and_shut_out(terminal: Terminal) -> None:
    assert (
        terminal.type("user", "add", "wang@bank.example", "--name", "王", "--role", "leader").exit_code == 0
    )
    listed = terminal.type("user", "list").output
    assert "wang@bank.example" in listed
    assert "leader" in listed
    assert terminal.type("user", "remove", "wang@bank.example").exit_code == 0
    assert "wang@bank.example" not in terminal.type("user", "list").output


def test_a_branch_that_does_not_exist_lets_nobody_in(terminal: Terminal) -> None:
    refused = terminal.type("user", "add", "x@bank.example", "--branch", "nowhere")
    assert refused.exit_code == 1
    assert "nowhere" in refused.output
    assert "x@bank.example" not in terminal.type("user", "list").output


# --- a folder


@pytest.fixture
def folder(terminal: Terminal) -> Path:
    made = terminal.home / "files"
    (made / "south").mkdir(parents=True)
    for name, seed in (("a.xlsx", 1), ("b.xlsx", 2), ("south/c.xlsx", 3)):
        (made / name).write_bytes(feedback(seed=seed).content)
    (made / "~$a.xlsx").write_bytes(b"the lock of a workbook that is open")
    return made


def test_a_folder_is_told_file_by_file_and_added_up(terminal: Terminal, folder: Path) -> None:
    said = terminal.type("--language", "en", "import", folder)
    assert said.exit_code == 0, said.output
    assert said.stderr.splitlines() == [
        f"{n}/3 {name}: 60 rows, 60 responses, 0 duplicates, 0 set aside · Stored as import number {n}."
        for n, name in enumerate(("a.xlsx", "b.xlsx", "south/c.xlsx"), start=1)
    ]
    assert said.stdout == "3 imported, 0 left out, 0 there already\n"
    again = terminal.type("--language", "en", "import", "--jobs", "2", folder)
    assert (again.exit_code, again.stdout) == (0, "0 imported, 0 left out, 3 there already\n")
    assert again.stderr.splitlines()[2] == "3/3 south/c.xlsx: there already"


def test_a_file_of_a_folder_that_needs_a_decision_is_left_out(terminal: Terminal, folder: Path) -> None:
    rows = [[row[0], *row[2:]] for row in people(EVERYWHERE)]
    (folder / "b.xlsx").write_bytes(workbook(rows, (HEADER[0], *HEADER[2:])))
    (folder / "a.xlsx").write_bytes(b"no workbook")
    said = terminal.type("--language", "en", "import", folder)
    assert said.exit_code == 1
    assert said.stdout == "1 imported, 2 left out, 0 there already\n"
    first, second, third = said.stderr.splitlines()
    assert first.startswith("1/3 a.xlsx: left out. a.xlsx is not a workbook.")
    assert second.startswith("2/3 b.xlsx: left out. ")
    assert "Choose the branch" in second
    assert third.endswith("Stored as import number 1.")


def test_a_preview_of_a_folder_stores_nothing(terminal: Terminal, folder: Path) -> None:
    before = terminal.stored()
    said = terminal.type("import", "--preview", folder)
    assert (said.exit_code, said.stdout) == (0, "可导入 3 个，未导入 0 个，已导入过 0 个\n")
    assert terminal.stored() == before


def test_ctrl_c_lets_the_file_in_hand_be_finished(
    terminal: Terminal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = imports.compare

    def interrupted(*given: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return compare(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(imports, "compare", interrupted)
    said = terminal.type("--language", "en", "import", folder)
    assert said.exit_code == 130
    assert said.stdout.splitlines() == [
        "Stopped after 1 of 3 files. What was imported stays.",
        "1 imported, 0 left out, 0 there already",
    ]
    assert [len(terminal.stored()[table]) for table in ("batch", "response", "answer_block")] == [1, 60, 1]


def test_an_empty_folder_is_said(terminal: Terminal) -> None:
    (terminal.home / "empty").mkdir()
    said = terminal.type("--language", "en", "import", "empty")
    assert said.exit_code == 1
    assert said.stderr.startswith("There is no file to import in empty. ")


def test_the_password_is_asked_for_and_not_shown(terminal: Terminal, good: Path) -> None:
    lock(good, "geheim")
    assert "密码" in terminal.type("import", good).stderr
    said = CliRunner().invoke(main, ["import", "--password", str(good)], input="geheim\n")
    assert said.exit_code == 0, said.output
    assert "geheim" not in said.output
    assert "geheim" not in repr(terminal.stored())

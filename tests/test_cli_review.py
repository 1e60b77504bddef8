"""`python -m mot review`: files for cron, what stops it, and what it uses again."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from mot.cli import main, review
from mot.domain.reviews import State
from mot.services import review_writing, reviews, startup
from mot.services.people import local_actor
from mot.settings import load_settings
from tests.reports import sheet_samples
from tests.services.service_samples import bring_in, feedback


class Desk:
    """A folder with a small bank, its feedback of two quarters, and a terminal."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def type(self, *words: object) -> Result:
        """Run ``python -m mot --language en review`` with these words."""
        load_settings.cache_clear()
        return CliRunner().invoke(main, ["--language", "en", "review", *(str(word) for word in words)])

    @property
    def engine(self) -> startup.Engine:
        """Its database."""
        return startup.prepare(load_settings())


@pytest.fixture(scope="module")
def desk(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("desk")
    sheet_samples.stored(sqlite_template, home).dispose()
    (home / "sheets.db").rename(home / "moments.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOT_DATA_DIR", str(home))
        patch.setenv("MOT_DATABASE_URL", "")
        patch.setenv("MOT_DEMO", "false")
        load_settings.cache_clear()
        yield Desk(home)
    load_settings.cache_clear()


@pytest.fixture(scope="module")
def made(desk: Desk) -> Result:
    """The South, as a workbook and as pages."""
    return desk.type("--scope", "region:south", "--out", desk.home / "a.xlsx", "--out", desk.home / "b.zip")


def test_it_writes_files_and_says_where_and_from_which_snapshot(desk: Desk, made: Result) -> None:
    assert made.exit_code == 0, made.output
    first, second = made.stdout.splitlines()
    (one,) = [r for r in reviews.reviews(desk.engine, local_actor()) if len(r.branches) == 3]
    assert first == f"{desk.home / 'a.xlsx'}\t{one.stamp}"
    assert second == f"{desk.home / 'b.zip'}\t{one.stamp}"
    assert (one.quarter.code, one.comparison.code, one.everything) == ("2026Q3", "2026Q2", False)
    assert one.stamp in [row[1].value for row in openpyxl.load_workbook(desk.home / "a.xlsx").worksheets[0]]
    with zipfile.ZipFile(desk.home / "b.zip") as packed:
        assert sorted(packed.namelist()) == ["Harbour.pdf", "New District.pdf", "South Lake.pdf"]


def test_progress_goes_to_the_standard_error(made: Result) -> None:
    assert "0%" in made.stderr
    assert "b.zip" in made.stderr
    assert "%" not in made.stdout


def test_no_half_written_file_stays(desk: Desk, made: Result) -> None:
    assert sorted(path.name for path in desk.home.iterdir() if path.suffix in (".xlsx", ".zip")) == [
        "a.xlsx",
        "b.zip",
    ]
    assert not list(desk.home.glob(".*"))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    before = os.umask(0o027)
    try:
        review.write_whole(path, b"new")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(review.CannotWriteError):
        review.write_whole(path, b"newer")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["deck.pptx"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--scope", "region:west"), "--scope cannot be region:west. It may be region:north region:south."),
        (("--scope", "branch:n1,zz"), "--scope cannot be branch:zz. It may be n1 n2 s1 s2 s3."),
        (("--scope", "north"), "--scope cannot be north. It may be all region:CODE branch:CODE,CODE."),
        (("--period", "2026"), "--period cannot be 2026. It may be 2026Q2 2026Q3."),
        (("--compare", "2026Q3"), "--compare cannot be 2026Q3. It may be 2026Q2."),
        (("--period", "2020Q1"), "Nobody answered in this quarter and selection."),
        (("--out", "deck.doc"), "--out cannot be deck.doc. It may be .pptx .pdf .html .xlsx .zip."),
        (("--sections", "gaps,nothing"), "--sections cannot be nothing. It may be title "),
        (("--number", "999", "--out", "x.xlsx"), "There is no review number 999"),
    ],
)
def test_what_stops_it_is_one_clear_sentence(desk: Desk, words: tuple[str, ...], sentence: str) -> None:
    said = desk.type(*words)
    assert said.exit_code == 1
    assert said.stderr.splitlines()[-1].startswith(sentence)
    assert said.stdout == ""
    assert "Traceback" not in said.output


def test_a_folder_that_is_not_there_is_said(desk: Desk, made: Result) -> None:
    said = desk.type("--scope", "region:south", "--out", desk.home / "nowhere" / "x.xlsx")
    assert said.exit_code == 1
    assert "cannot be written: No such file or directory." in said.stderr


def test_it_is_used_again_until_something_new_comes_in(desk: Desk, made: Result) -> None:
    before = reviews.reviews(desk.engine, local_actor())
    said = desk.type("--scope", "branch:s1,s2,s3")
    (old,) = [r for r in before if len(r.branches) == 3]
    assert said.stdout == f"{old.id}\t{old.stamp}\n"
    assert f"since review number {old.id} was made" in said.stderr
    assert len(reviews.reviews(desk.engine, local_actor())) == len(before)

    first = reviews.document(desk.engine, local_actor(), old.id, "zh").deck.slides[0]
    review_writing.write(
        desk.engine, local_actor(), old.id, "zh", first.key, "title", "我的标题", version=old.version
    )
    bring_in(desk.engine, sheet_samples.ADA, feedback(("南湖支行",), seed=9, month=9, name="迟到.xlsx"))
    said = desk.type("--scope", "region:south", "--out", desk.home / "late.xlsx", "--present")
    assert said.exit_code == 0, said.output
    new = reviews.reviews(desk.engine, local_actor())[0]
    assert said.stdout == f"{desk.home / 'late.xlsx'}\t{new.stamp}\n"
    assert (new.previous, new.state, new.digest == old.digest) == (old.id, State.PRESENTED, False)
    assert reviews.document(desk.engine, local_actor(), new.id, "zh").deck.slides[0].title == "我的标题"
    again = desk.type("--number", old.id, "--out", desk.home / "again.xlsx")
    assert again.stdout.endswith(f"\t{old.stamp}\n")


def test_reviews_are_listed_with_what_they_are_about(desk: Desk, made: Result) -> None:
    said = desk.type("--list")
    assert said.exit_code == 0
    rows = [line.split("\t") for line in said.stdout.splitlines()]
    found = reviews.reviews(desk.engine, local_actor())
    assert [(row[0], row[1]) for row in rows] == [(str(one.id), one.stamp) for one in found]
    assert {row[2] for row in rows} == {"2026Q3"}

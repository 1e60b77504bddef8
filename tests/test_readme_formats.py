"""The README's tables of formats are those of the layouts, in both languages."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mot.cli import main
from mot.ingest.containers.kinds import Kind
from mot.ingest.layouts import LAYOUTS
from mot.locale.words import LANGUAGES, Locale
from mot.reports.formats import BEGIN, END, FILES, NoPlaceError, format_table, with_formats

README = Path(__file__).parents[1] / "README.md"
EMPTY = "\n".join(f"{BEGIN}\n{END}".format(language=language) for language in LANGUAGES)


def test_the_readme_tells_of_the_formats_as_they_are():
    text = README.read_text(encoding="utf-8")
    assert with_formats(text) == text, "run: make formats"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_layout_has_its_line(language):
    lines = format_table(Locale(language)).splitlines()
    assert sum(line.startswith("|") for line in lines) == len(LAYOUTS) + 2
    assert all(line.count("|") == 3 for line in lines if line.startswith("|"))
    for layout in LAYOUTS:
        assert any(line.startswith(f"| {Locale(language).t(layout.title)} |") for line in lines)


def test_no_line_is_left_in_the_other_language():
    chinese = format_table(Locale("zh"))
    assert not [layout.about for layout in LAYOUTS if layout.about in chinese]


def test_every_kind_of_file_is_named():
    assert set(FILES) == set(Kind) - {Kind.LOCKED, Kind.EMPTY, Kind.UNKNOWN}
    told = format_table(Locale("en"))
    assert all(f"`{ending}`" in told for endings in FILES.values() for ending in endings.split(", "))


def test_only_what_stands_between_the_marks_is_written_anew():
    stale = EMPTY.replace("-->\n<!-- /", "-->\nold table\n<!-- /")
    fresh = with_formats(f"before\n{stale}\nafter")
    assert fresh.startswith("before\n")
    assert fresh.endswith("\nafter")
    assert "old table" not in fresh
    assert with_formats(fresh) == fresh


def test_a_text_without_the_marks_is_told_what_to_add():
    with pytest.raises(NoPlaceError, match="formats:zh"):
        with_formats("nothing")


def test_the_command_lists_the_formats_or_writes_them_into_a_readme(tmp_path):
    listed = CliRunner().invoke(main, ["--language", "en", "formats"])
    assert listed.exit_code == 0
    assert "| Qualtrics export |" in listed.output
    file = tmp_path / "README.md"
    file.write_text(EMPTY, encoding="utf-8")
    assert CliRunner().invoke(main, ["formats", "--into", str(file)]).exit_code == 0
    assert file.read_text(encoding="utf-8") == with_formats(EMPTY)

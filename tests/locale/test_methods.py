"""Every chart that says how it is worked out has a section to go to, and every section is complete."""

import ast
import string
from pathlib import Path

import pytest

from mot.domain.thresholds import Thresholds
from mot.locale.catalogue import messages
from mot.locale.methods import SECTIONS, section

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "mot" / "ui").rglob("*.py"))
KEYS = {found.key for found in SECTIONS}


def asked_for(file: Path) -> set[str]:
    """The sections that a file's figures name; what is not a plain word cannot be checked and counts as wrong."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name != "Figure":
            continue
        given = [k.value for k in node.keywords if k.arg == "about"] + node.args[4:5]
        found |= {v.value if isinstance(v, ast.Constant) else ast.unparse(v) for v in given}
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sentences(found) -> list[str]:
    return [
        found.title,
        found.what,
        found.never,
        *found.where,
        *(cell for row in found.table for cell in row),
    ]


def test_every_chart_that_says_how_it_is_worked_out_has_its_section():
    used = {name: file.name for file in FILES for name in asked_for(file)}
    assert {"gaps", "heatmap", "planner"} <= set(used)
    missing = {name: file for name, file in used.items() if name and name not in KEYS}
    assert not missing, f"these charts ask for sections that mot/locale/methods lacks: {missing}"


def test_each_section_has_one_name():
    assert len(KEYS) == len(SECTIONS)
    assert [section(found.key) for found in SECTIONS] == list(SECTIONS)
    assert section("nowhere") is SECTIONS[0]


@pytest.mark.parametrize("found", SECTIONS, ids=lambda s: s.key)
def test_a_section_says_what_it_is_what_it_is_not_for_and_where_it_comes_from(found):
    assert found.what
    assert found.never
    assert found.references
    assert found.formulas or found.where
    for reference in found.references:
        assert any(part.strip("(),").isdigit() for part in reference.split()), f"no year: {reference}"
    for name in found.settings:
        assert hasattr(Thresholds(), name)
    assert len({len(row) for row in found.table}) <= 1


@pytest.mark.parametrize("found", SECTIONS, ids=lambda s: s.key)
def test_both_languages_tell_the_same_numbers(found):
    chinese = messages("zh")
    for text in sentences(found):
        assert chinese.get(text), text
        assert placeholders(chinese[text]) == placeholders(text), text

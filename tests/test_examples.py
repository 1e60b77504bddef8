"""The examples in the docstrings hold."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = [p for p in sorted((ROOT / "mot").rglob("*.py")) if ">>> " in p.read_text("utf-8")]


@pytest.mark.parametrize("file", SHOWN, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_examples_of_a_module_hold(file: Path) -> None:
    module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


def test_there_are_examples() -> None:
    assert SHOWN

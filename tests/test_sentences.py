"""What pages say in each situation, in both languages, and what they can never say.

The situations lie beside each other in `tests/locale/situations_*.py`: (name, what is said, Chinese, English).
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from mot.locale.words import Locale

FOLDER = Path(__file__).parent / "locale"
ZH, EN = Locale("zh"), Locale("en")
SYMBOLS = re.compile(r"\bp ?[<=]|\btau\b|\bLMG\b|\bFDR\b|显著|p 值|p值", re.IGNORECASE)
HOLES = re.compile(r"[{}]|\bnan\b|\bNone\b")

Situation = tuple[str, Callable[[Locale], str], str, str]


def situations() -> Iterator[Situation]:
    for file in sorted(FOLDER.glob("situations_*.py")):
        subject = file.stem.removeprefix("situations_")
        for name, said, chinese, english in import_module(f"tests.locale.{file.stem}").SITUATIONS:
            yield f"{subject}: {name}", said, chinese, english


SITUATIONS = list(situations())


def test_there_are_situations_of_every_page_that_speaks() -> None:
    spoken = {f.stem for f in (Path(__file__).parents[1] / "mot/locale/sentences").glob("*.py")} - {
        "__init__"
    }
    told = {f.stem.removeprefix("situations_") for f in FOLDER.glob("situations_*.py")}
    assert spoken <= told


@pytest.mark.parametrize(
    ("said", "chinese", "english"), [s[1:] for s in SITUATIONS], ids=[s[0] for s in SITUATIONS]
)
def test_the_sentence_of_a_situation(said: Callable[[Locale], str], chinese: str, english: str) -> None:
    assert said(ZH) == chinese
    assert said(EN) == english


def test_no_sentence_speaks_of_the_machinery_or_has_a_hole() -> None:
    said = {(name, locale.language): say(locale) for name, say, _, _ in SITUATIONS for locale in (ZH, EN)}
    assert not {where: text for where, text in said.items() if SYMBOLS.search(text) or HOLES.search(text)}

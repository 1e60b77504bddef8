"""Collect every sentence of the program into the catalogues: `python -m mot.locale.extract`.

Translations that exist are kept, sentences that are gone are dropped, new ones come in empty.
"""

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from mot.locale.catalogue import CATALOGUES
from mot.settings import ROOT

SOURCES = ("app.py", "pages", "mot")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "N_": None, "tn": (1, 2)}
HEADER = """\
# Chinese sentences of Moments of Truth. The English sentence is the key.
msgid ""
msgstr ""
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

Message = str | tuple[str, ...]


def literal_calls(
    source: BinaryIO, keywords: Iterable[str], *_: Any, **__: Any
) -> Iterator[tuple[int, str, Message, list[str]]]:
    """Calls of the keywords with their leading string literals, as Babel asks an extraction method for them.

    Reads the syntax tree, so that calls inside f-strings are found too.
    """
    wanted = set(keywords)
    for node in ast.walk(ast.parse(source.read())):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name not in wanted:
            continue
        literals = []
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                break
            literals.append(argument.value)
        if literals:
            yield node.lineno, name, literals[0] if len(literals) == 1 else tuple(literals), []


def python_files(root: Path = ROOT) -> list[Path]:
    """The files that may hold sentences, in a fixed order."""
    found: list[Path] = []
    for source in SOURCES:
        place = root / source
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return found


def collect(root: Path = ROOT) -> list[Message]:
    """Every English sentence once, sorted; a sentence that counts things is a pair (one, many)."""
    found: set[Message] = set()
    for file in python_files(root):
        for _, message, _, _ in extract(literal_calls, io.BytesIO(file.read_bytes()), keywords=KEYWORDS):
            found.add(message)
    paired = {message[0] for message in found if isinstance(message, tuple)}
    return sorted(found - paired, key=lambda m: m if isinstance(m, tuple) else (m,))


def update(path: Path, messages: Iterable[Message]) -> int:
    """Write the catalogue at `path` anew with exactly these messages; how many have no translation yet.

    The order is that of the sentences, and no place or date is written, so that changes stay small.
    """
    locale = path.parts[-3]
    there = Catalog(locale=locale)
    if path.exists():
        with path.open("rb") as file:
            there = read_po(file, locale=locale)
    fresh = Catalog(locale=locale)
    missing = 0
    for message in messages:
        known = there.get(message if isinstance(message, str) else message[0])
        translation = "" if known is None or known.fuzzy else known.string
        if isinstance(translation, tuple) and isinstance(message, str):
            translation = translation[0]
        elif isinstance(translation, str) and isinstance(message, tuple):
            translation = (translation,)
        missing += not (translation[0] if isinstance(translation, tuple) else translation)
        fresh.add(message, translation).flags.clear()
    out = io.BytesIO()
    write_po(out, fresh, omit_header=True, no_location=True, sort_output=True, width=100)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.format(locale=locale).encode() + out.getvalue().rstrip(b"\n") + b"\n")
    return missing


def main() -> None:
    """Update every catalogue and say how many sentences wait for a translation."""
    messages = collect()
    for language, path in CATALOGUES.items():
        missing = update(path, messages)
        sys.stdout.write(f"{language}: {len(messages)} sentences, {missing} without a translation\n")


if __name__ == "__main__":
    main()

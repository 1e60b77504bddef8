"""The decks that are drawn and looked at: the demonstration bank and a hard one, in both languages.

Run as a script it draws them all into a folder, for a person to look at.
"""

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.reviews import Document
from mot.locale.words import LANGUAGES
from mot.reports import composing, outputs
from mot.services import reviews, startup
from mot.services.people import local_actor
from mot.settings import ROOT, Settings
from tests.rendered import nasty, office, pages

QUARTER = Quarter(2026, 3)
TODAY = dt.date(2026, 10, 20)
FOLDER = ROOT / "build" / "slides"


@dataclass(frozen=True)
class Deck:
    """A deck in one language: the slides as values, and the file."""

    document: Document
    file: Path


@dataclass(frozen=True)
class Bank:
    """A bank with a review of everything, and its decks by language."""

    name: str
    engine: sa.Engine
    number: int
    folder: Path
    decks: dict[str, Deck]


def reviewed(name: str, engine: sa.Engine, folder: Path) -> Bank:
    """Make a review and write it as .pptx in both languages."""
    actor = local_actor()
    review = composing.make(engine, actor, View(QUARTER), today=TODAY)
    for language in LANGUAGES:
        file = folder / f"{name}_{language}.pptx"
        file.write_bytes(outputs.write(".pptx", engine, actor, review.id, language))
    return opened(name, engine, folder, review.id)


def opened(name: str, engine: sa.Engine, folder: Path, number: int) -> Bank:
    """A bank whose review was made and written before."""
    found = {
        language: Deck(
            reviews.document(engine, local_actor(), number, language), folder / f"{name}_{language}.pptx"
        )
        for language in LANGUAGES
    }
    return Bank(name, engine, number, folder, found)


def demonstration(home: Path) -> sa.Engine:
    """The demonstration bank with its eight quarters, tags and actions."""
    settled = Settings(data_dir=home, database_url="", demo=True)  # type: ignore[call-arg]
    return startup.prepare(settled)


def main(folder: Path) -> None:
    """Draw every deck by LibreOffice and by the product, and keep the pictures."""
    if office.get() is None:
        sys.exit(office.MISSING)
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("demonstration", demonstration), ("hard", nasty.stored)):
        bank = reviewed(name, make(folder / f"data_{name}"), folder)
        for language, deck in bank.decks.items():
            drawn = office.to_pdf(deck.file, folder)
            shown = pages.pictures(drawn, folder / f"{name}_{language}_pptx")
            own = folder / f"{name}_{language}_own.pdf"
            own.write_bytes(outputs.write(".pdf", bank.engine, local_actor(), bank.number, language))
            pages.pictures(own, folder / f"{name}_{language}_pdf")
            print(f"{name} {language}: {len(shown)} slides in {folder}")
        bank.engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

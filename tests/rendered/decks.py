"""The decks that are drawn and looked at: the demonstration bank and a hard one, in both languages.

Run as a script it draws them all into a folder, for a person to look at.
"""

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
FOLDER = ROOT / "build" / "slides"


@dataclass(frozen=True)
class Deck:
    """A deck in one language: the slides as values, and the file."""

    document: Document
    file: Path


def made(name: str, engine: sa.Engine, folder: Path) -> dict[str, Deck]:
    """A review of everything in both languages, as .pptx; by language."""
    actor = local_actor()
    review = composing.make(engine, actor, View(QUARTER))
    found = {}
    for language in LANGUAGES:
        file = folder / f"{name}_{language}.pptx"
        file.write_bytes(outputs.write(".pptx", engine, actor, review.id, language))
        found[language] = Deck(reviews.document(engine, actor, review.id, language), file)
    return found


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
        engine = make(folder / f"data_{name}")
        actor = local_actor()
        for language, deck in made(name, engine, folder).items():
            drawn = office.to_pdf(deck.file, folder)
            shown = pages.pictures(drawn, folder / f"{name}_{language}_pptx")
            own = folder / f"{name}_{language}_own.pdf"
            own.write_bytes(outputs.write(".pdf", engine, actor, deck.document.review.id, language))
            pages.pictures(own, folder / f"{name}_{language}_pdf")
            print(f"{name} {language}: {len(shown)} slides in {folder}")
        engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

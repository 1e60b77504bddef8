"""What a drawn page shows: its letters with their places, and its picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

EDGE = 0.75  # points that a letter may stand over the edge, for rounding


@dataclass(frozen=True)
class Letter:
    """One letter and its box, in points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Drawn:
    """A page: its size in points, its letters in the order of drawing, blanks left out."""

    width: float
    height: float
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """All letters in a row."""
        return "".join(letter.text for letter in self.letters)

    def outside(self) -> tuple[Letter, ...]:
        """The letters that stand over the edge of the page."""
        return tuple(
            one
            for one in self.letters
            if one.left < -EDGE
            or one.top < -EDGE
            or one.right > self.width + EDGE
            or one.bottom > self.height + EDGE
        )

    def box_of(self, text: str) -> Letter | None:
        """The box around a text, None where it is not drawn in one piece; blanks do not count."""
        wanted = "".join(text.split())
        start = self.text.find(wanted)
        if not wanted or start < 0:
            return None
        found = self.letters[start : start + len(wanted)]
        return Letter(
            text,
            min(one.left for one in found),
            min(one.top for one in found),
            max(one.right for one in found),
            max(one.bottom for one in found),
        )


def read(file: Path) -> list[Drawn]:
    """The pages of a .pdf."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Drawn:
    width, height = page.get_size()
    text = page.get_textpage()
    found = tuple(_letters(text, height))
    text.close()
    page.close()
    return Drawn(width, height, found)


def _letters(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Letter]:
    for number in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, number))
        if letter.isspace() or ord(letter) < 0x20:
            continue
        left, bottom, right, top = text.get_charbox(number)
        yield Letter(letter, left, height - top, right, height - bottom)


def pictures(file: Path, folder: Path, *, wide: int = 1280) -> list[Path]:
    """Each page of a .pdf as .png of so many pixels width, for a person to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(file)
    made = []
    for number, page in enumerate(document, start=1):
        target = folder / f"{file.stem}-{number:02d}.png"
        page.render(scale=wide / page.get_width()).to_pil().save(target)
        made.append(target)
        page.close()
    document.close()
    return made

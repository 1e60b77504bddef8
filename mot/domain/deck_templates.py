"""An institution's own template for decks: its layouts, and which of them slides are made on."""

import datetime as dt
from dataclasses import dataclass

from mot.domain.errors import N_, MotError

LARGEST = 30_000_000  # bytes of a template


class TemplateNotFoundError(MotError):
    """No such template."""

    message = N_("There is no template number {number}. Open the list of templates again.")


class TemplateNameMissingError(MotError):
    """A template has to be called something."""

    message = N_("Give the template a name.")


class TemplateTooLargeError(MotError):
    """More bytes than a template needs."""

    message = N_(
        "{name} is larger than {size} MB. Delete its slides and pictures in PowerPoint or WPS, save it and "
        "upload it again."
    )


class NoSuchLayoutError(MotError):
    """The layout chosen for slides is not among those of the template, or has no title."""

    message = N_("The layout “{layout}” has no placeholder for a title. Choose another one.")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a layout. Places and sizes are in EMU.

    kind: ``title``, ``subtitle``, ``body``, ``footer``, ``number``, ``date``, ``picture`` or ``other``.
    """

    idx: int
    kind: str
    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout by its number among all layouts of the template, from 0."""

    number: int
    name: str
    placeholders: tuple[Placeholder, ...]

    def holder(self, kind: str) -> Placeholder | None:
        """The largest placeholder of a kind."""
        found = [one for one in self.placeholders if one.kind == kind]
        return max(found, key=lambda one: one.width * one.height, default=None)


@dataclass(frozen=True, slots=True)
class Layouts:
    """What a template offers, and what of it is used.

    width, height: of its slides, in EMU · title, content: numbers of the layouts for the first slide and for all
    others · slides: its own slides, which are left out · left_out: what else is, as keys of
    `reports.pptx.templates.LEFT_OUT`.
    """

    width: int
    height: int
    layouts: tuple[Layout, ...]
    title: int
    content: int
    slides: int = 0
    left_out: tuple[str, ...] = ()

    def layout(self, number: int) -> Layout:
        """A layout that slides can be made on.

        Raises
        ------
        NoSuchLayoutError
        """
        found = next((one for one in self.layouts if one.number == number), None)
        if found is None or found.holder("title") is None:
            raise NoSuchLayoutError(layout=found.name if found else number)
        return found


@dataclass(frozen=True, slots=True)
class Template:
    """A template as decks are made on it: the file, and the layouts that were chosen."""

    content: bytes
    layouts: Layouts


@dataclass(frozen=True, slots=True)
class DeckTemplate:
    """A template that was stored. `digest`: SHA-256 of its file; at most one is active."""

    id: int
    name: str
    digest: str
    size: int
    layouts: Layouts
    active: bool
    created_at: dt.datetime
    created_by: str

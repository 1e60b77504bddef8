"""A slide as values: its sentences, its table, its chart and the data behind them; no file format, no layout.

Screen, .pptx, .pdf, .html and .xlsx are all made from these values, so that none can show another number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Value = str | int | float | None
Option = str | int | float | bool | tuple[str, ...]
TITLE = "title"  # section of the first slide, which is always there and always first


class Form(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    COUNT = "count"  # whole number with separators
    SCORE = "score"  # a mean on its scale
    SIGNED = "signed"  # a gap or a change, with its sign
    SHARE = "share"  # between 0 and 1, written in percent
    DATE = "date"  # ISO 8601 text
    MARK = "mark"  # a text coloured by the tone of its cell, such as a finding


class Tone(StrEnum):
    """What a value says, as a colour says it; every tone is also said in words."""

    PLAIN = ""
    WEAK = "weak"
    BELOW = "below"
    ABOVE = "above"
    UNCLEAR = "unclear"
    HIDDEN = "hidden"


class Drawing(StrEnum):
    """The kinds of chart that slides have."""

    JOURNEY = "journey"
    GAPS = "gaps"
    HEAT = "heat"
    PRIORITIES = "priorities"
    RANKED = "ranked"
    FUNNEL = "funnel"
    TREND = "trend"
    MOVEMENTS = "movements"
    STEPS = "steps"
    CAUSES = "causes"
    EFFECTS = "effects"
    COVERAGE = "coverage"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading in the reader's language and how its values are written."""

    key: str
    title: str
    form: Form = Form.TEXT
    decimals: int = 0
    weight: float = 1.0  # width beside the other columns


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under headings. `key` is the same in every language; `tones` has a tone per cell or nothing.

    A missing or hidden value is None, never 0. `note` says what was left out or summarised.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    tones: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's rows by column, as its author on the pages (`mot.charts`) takes them; missing values are None.

    words: those that stand in the chart itself, by the names of the author's words · options: the author's ·
    caption: what its marks mean, one sentence · description: what a screen reader says in its place.
    """

    drawing: Drawing
    columns: Mapping[str, tuple[Value, ...]]
    words: Mapping[str, str]
    caption: str
    description: str
    options: Mapping[str, Option] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(next(iter(self.columns.values()), ()))


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A number to remember, whose it is, and what it says."""

    value: str
    label: str
    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    key: unique in the deck, such as ``gaps`` or ``gaps-2`` · section: what the author chooses and orders ·
    kicker: small, above · title: the finding · lines: sentences · data: tables behind the chart, which the
    appendix carries beside `table` · footnote: period, n and what else the numbers rest on · notes: what the
    speaker has to know, method and source · about: section of the method page.
    """

    key: str
    section: str
    kicker: str
    title: str
    lines: tuple[str, ...] = ()
    takeaways: tuple[Takeaway, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    data: tuple[Table, ...] = ()
    footnote: str = ""
    notes: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides in one language, in the order of the sections."""

    language: str
    slides: tuple[Slide, ...]


Texts = Mapping[tuple[str, str], str]
"""What an author wrote in place of a sentence: by key of the slide and field, see `fields_of`."""


def fields_of(slide: Slide) -> dict[str, str]:
    """The sentences of a slide that may be edited, by the name of their field.

    >>> slide = Slide("gaps", "gaps", "", "Title", ("One.",), (Takeaway("1", "Queue", "worst"),))
    >>> fields_of(slide)
    {'title': 'Title', 'line.0': 'One.', 'takeaway.0': 'worst'}
    """
    told = {"title": slide.title}
    told |= {f"line.{i}": line for i, line in enumerate(slide.lines)}
    return told | {f"takeaway.{i}": one.text for i, one in enumerate(slide.takeaways)}


def edited(slide: Slide, texts: Texts) -> Slide:
    """The slide with the author's sentences in place of its own; an empty line is left out."""

    def text(name: str, own: str) -> str:
        return texts.get((slide.key, name), own)

    lines = (text(f"line.{i}", line) for i, line in enumerate(slide.lines))
    return replace(
        slide,
        title=text("title", slide.title) or slide.title,
        lines=tuple(line for line in lines if line),
        takeaways=tuple(
            replace(one, text=text(f"takeaway.{i}", one.text)) for i, one in enumerate(slide.takeaways)
        ),
    )


def arranged(deck: Deck, sections: tuple[str, ...], texts: Texts) -> Deck:
    """The chosen sections in the chosen order, edited; the title is always the first slide."""
    order = (TITLE, *(s for s in sections if s != TITLE))
    chosen = [edited(one, texts) for section in order for one in deck.slides if one.section == section]
    return replace(deck, slides=tuple(chosen))

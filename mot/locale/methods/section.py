"""What a section of the method page consists of."""

from dataclasses import dataclass

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One subject of the method page; sentences are messages to translate, with the placeholders of the facts.

    key: the name by which charts ask for it · title · what: in one or two plain sentences · never: what it must
    not be used for · formulas: LaTeX, with symbols only · where: what the symbols mean, and further rules ·
    table: rows of cells, the first one with the headings · settings: names of `Thresholds` whose present values
    are told · references: author, year, work.
    """

    key: str
    title: str
    what: str
    never: str
    formulas: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    table: Table = ()
    settings: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

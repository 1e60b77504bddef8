"""Files whose numbers mean something else than they seem to: which end is best, and what pairs with what."""

from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import KEYS, SIX, E, P, Survey, survey
from sample_data.sheets import Cell, Row, write_xlsx

Expected = dict[str, Any]
OPTIONS = ("非常满意", "满意", "一般", "不满意", "非常不满意")


def _turned(value: int | None) -> int | None:
    """An answer by the number of its option, the best one first."""
    return None if value is None else 6 - value


def _people(asked: Survey) -> list[Row]:
    """The columns before the ratings."""
    return [asked.row(person)[: len(KEYS)] for person in asked.people]


def option_numbers(path: Path, bank: Institution) -> Expected:
    """Numbers of options alone, the best one first: nothing in the file tells, so somebody is asked."""
    asked = survey(bank, path.stem, 150, kinds=(P,))
    header: list[Cell] = [*KEYS, *(asked.name(point).zh for point in SIX), "总体满意度", "意见"]
    rows = [
        [
            *keys,
            *(_turned(person.ratings.get((point, P))) for point in SIX),
            _turned(person.overall),
            person.comment or None,
        ]
        for keys, person in zip(_people(asked), asked.people, strict=True)
    ]
    write_xlsx(path, [("数据", [header, *rows])])
    return asked.expected("wide", decisions={"answers": {"direction": "low_is_best"}})


def option_words(path: Path, bank: Institution) -> Expected:
    """Numbers of options with their words: the words tell that the first is the best."""
    asked = survey(bank, path.stem, 150, kinds=(P,))

    def written(value: int | None) -> Cell:
        turned = _turned(value)
        return None if turned is None else f"{turned} - {OPTIONS[turned - 1]}"

    header: list[Cell] = [*KEYS, *(f"{asked.name(point).zh}满意度" for point in SIX)]
    rows = [
        [*keys, *(written(person.ratings.get((point, P))) for point in SIX)]
        for keys, person in zip(_people(asked), asked.people, strict=True)
    ]
    write_xlsx(path, [("数据", [header, *rows])])
    return asked.expected("wide")


def legend(path: Path, bank: Institution) -> Expected:
    """Bare numbers below a title with a legend that calls the first option the best."""
    asked = survey(bank, path.stem, 120)
    title: Row = ["江城商业银行客户体验调查（1=最好，5=最差）"]
    ratings = slice(len(KEYS), len(KEYS) + len(asked.pairs()))
    rows = []
    for row in asked.rows():
        row[ratings] = [_turned(value) if isinstance(value, int) else None for value in row[ratings]]
        rows.append(row[: ratings.stop])
    write_xlsx(path, [("数据", [title, [], asked.header()[: ratings.stop], *rows])])
    return asked.expected("wide")


def reverse_item(path: Path, bank: Institution) -> Expected:
    """One item that is worded the other way round; its answers run against all others."""
    asked = survey(bank, path.stem, 400)
    header = asked.header(
        lambda point, kind: (
            "感知-排队等候时间太长" if (point, kind) == ("queue", P) else _plain(asked, point, kind)
        )
    )
    place = len(KEYS) + asked.pairs().index(("queue", P))
    rows = asked.rows()
    for row in rows:
        value = row[place]
        row[place] = _turned(value) if isinstance(value, int) else None
    write_xlsx(path, [("数据", [header, *rows])])
    return asked.expected("wide", decisions={"values": {"touchpoint:排队等候时间太长": "queue"}})


def _plain(asked: Survey, point: str, kind: str) -> str:
    return f"{'期望' if kind == E else '感知'}-{asked.name(point).zh}"


def pairs_refused(path: Path, bank: Institution) -> Expected:
    """Six expectations by number and five perceptions: which of them pair is anybody's guess."""
    five = SIX[:5]
    asked = survey(bank, path.stem, 90, points=five, kinds=(P,))
    header: list[Cell] = [*KEYS, *(f"E{n}" for n in range(1, 7)), *(f"P{n}" for n in range(1, 6))]
    rows = [
        [*keys, *(5 - number % 2 for number in range(6)), *(person.ratings.get((point, P)) for point in five)]
        for keys, person in zip(_people(asked), asked.people, strict=True)
    ]
    write_xlsx(path, [("数据", [header, *rows])])
    names = {f"touchpoint:P{number}": code for number, code in enumerate(five, start=1)}
    return asked.expected("servqual", decisions={"values": {"direction": "high_is_best", **names}})


FILES = (
    ("option_numbers.xlsx", option_numbers),
    ("option_words.xlsx", option_words),
    ("legend.xlsx", legend),
    ("reverse_item.xlsx", reverse_item),
    ("pairs_refused.xlsx", pairs_refused),
)

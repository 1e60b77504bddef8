"""What the columns of a survey tool's export hold: the tool's own by name, questions by their wording."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mot.domain.survey import FieldKind
from mot.ingest.cells import as_text, is_blank_word
from mot.ingest.header_words import KEPT, RATING_WORDS, pure_kind, rating_of, role_of
from mot.ingest.layouts.table import Told
from mot.ingest.likert import level
from mot.ingest.names import normal
from mot.ingest.values import number

Words = Mapping[FieldKind, tuple[str, ...]]
Line = list[object | None]
ONE_EACH = (FieldKind.DATE, FieldKind.RESPONDENT, FieldKind.DURATION)
WHOLE = frozenset(
    map(normal, ("总体", "整体", "综合", "总的来说", "overall", "in general", "general", "total"))
)
OPTION = re.compile(r"A(?:O|NS)?0*([1-9]\d?)", re.I)  # codes of answer options: A1, AO01
UNLIKELY = 0.6  # how sure a grid of answers without any word for its kind holds perceptions
LONGEST = 2000  # characters of a header that is taken apart


def own_columns(names: Sequence[str], words: Words, below: Sequence[Line]) -> list[Told | None]:
    """What the tool's own columns hold, None for all others.

    `words` lists names by role, the preferred one first; only one column tells the day, one who answered and one
    how long it took: of those that are filled most often, the preferred one.
    """
    known = {key(word): (kind, place) for kind, all_ in words.items() for place, word in enumerate(all_)}
    found = [known.get(key(name)) if name else None for name in names]
    told: list[Told | None] = [Told(one[0]) if one else None for one in found]
    for kind in ONE_EACH:
        mine = [column for column, one in enumerate(found) if one and one[0] is kind]
        ranks = {column: _rank(column, found[column], below) for column in mine}
        for column in mine:
            if ranks[column] != min(ranks.values()):
                told[column] = Told(FieldKind.IGNORE)
    return told


def key(name: str) -> str:
    """The form in which names of columns are compared; a sign without letters, such as #, stays as it is."""
    return normal(name) or name.strip()


def _rank(column: int, one: tuple[FieldKind, int] | None, below: Sequence[Line]) -> tuple[int, int, int]:
    blank = sum(line[column] is None for line in below)
    return blank, one[1] if one else 0, column


def grid(question: str, row: str, column: str, values: Sequence[object | None]) -> Told | None:
    """What a cell of a grid asks: `row` names the touchpoint; `column`, else `row`, else `question` the kind.

    None where the answers are no ratings. Where nothing names a kind, perceptions are likely, and not sure.
    """
    if not row or not rates(values):
        return None
    kind, topic, sure = _kind(question, row, column)
    whole = normal(topic) in WHOLE or role_of(topic) == (FieldKind.OVERALL, 1.0)
    if whole and kind is FieldKind.PERCEPTION:
        return Told(FieldKind.OVERALL, "", 0.95)
    return Told(FieldKind.IGNORE, "", 0.7) if whole else Told(kind, topic, sure)


def _kind(question: str, row: str, column: str) -> tuple[FieldKind, str, float]:
    """Kind of rating, touchpoint, and how sure."""
    if column and (kind := kind_of(column)):
        return kind, row, 1.0
    told = rating_of(row)
    if told and told[1] and told[2] >= 0.95 and role_of(row) != (FieldKind.OVERALL, 1.0):
        return told[0], told[1], 0.95
    if len(kinds_in(question)) <= 1 and (asked := rating_of(question)):
        return asked[0], row, min(asked[2], 0.95)
    return FieldKind.PERCEPTION, row, UNLIKELY


def kind_of(text: str) -> FieldKind | None:
    """The kind of rating that a column's title names; words that are answers, such as 满意, name none."""
    if level(text) is not None:
        return None
    told = rating_of(text)
    return pure_kind(text) or (told[0] if told and told[2] == 1.0 else None)


def kinds_in(text: str) -> list[FieldKind]:
    """The kinds of rating that a question names, in the order in which it does."""
    return list(_kinds_in(text) if len(text) <= KEPT else _kinds_in.__wrapped__(text))


@lru_cache(maxsize=8192)
def _kinds_in(text: str) -> tuple[FieldKind, ...]:
    places = {
        kind: min((hit.start() for word in words if (hit := _word(word).search(text))), default=-1)
        for kind, words in RATING_WORDS.items()
    }
    return tuple(
        sorted((kind for kind, place in places.items() if place >= 0), key=lambda kind: places[kind])
    )


@lru_cache(maxsize=256)
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word), re.I)


def rates(values: Sequence[object | None]) -> bool:
    """Whether most answers read as ratings: numbers up to 100, words of a scale, or codes of options."""
    there = given(values)
    return len(there) > 0 and sum(_rating(value) for value in there) * 5 >= len(there) * 3


def _rating(value: object) -> bool:
    found = number(value)
    if found is not None:
        return 0 <= found <= 100
    return isinstance(value, str) and (level(value) is not None or OPTION.fullmatch(value) is not None)


def given(values: Sequence[object | None]) -> list[object]:
    """The values that are there and no words for "not answered"."""
    return [value for value in values if value is not None and not is_blank_word(as_text(value))]


def column_of(below: Sequence[Line], column: int) -> Line:
    """The values of one column."""
    return [line[column] for line in below]


def ticked(columns: Sequence[Sequence[object | None]], marks: frozenset[str] = frozenset()) -> bool:
    """Whether columns, two at least, are the options of one question: each holds `marks` alone, or its own text.

    Ratings are no such text, and where all hold the same mark some must be blank, so that people who agree are
    not taken for people who ticked.
    """
    texts = [{as_text(value).lower() for value in given(values)} for values in columns]
    every = set().union(*texts) if texts else set()
    if len(columns) < 2 or not every:
        return False
    if marks and every <= marks:
        return len(every) > 1 or any(value is None for values in columns for value in values)
    own = [values for values in texts if values]
    single = all(len(values) == 1 for values in own) and len(every) == len(own) > 1
    return single and not any(_rating(text) for text in every)


def shared_start(texts: Sequence[str], joint: str) -> str:
    """The question that all texts begin with, up to and without the last `joint`; "" without one."""
    low, high = min(texts), max(texts)
    pairs = enumerate(zip(low, high, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), min(len(low), len(high)))
    return low[:at].rpartition(joint)[0]


def matched(pattern: re.Pattern[str], text: str, *, longest: int = LONGEST) -> re.Match[str] | None:
    """The match of a whole header; none where it is longer than any question, for the time it would take."""
    return pattern.fullmatch(text) if len(text) <= longest else None

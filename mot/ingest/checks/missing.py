"""Answers that may be none: numbers that stand for "no answer", and texts whose meaning nobody has told yet."""

from collections.abc import Iterator

import numpy as np

from mot.domain.issues import Issue, Severity
from mot.domain.survey import SCALES, FieldKind, Scale
from mot.ingest.answers import MOST_WORDS, Group, answer_groups, asked_whole, proposed, word_key
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.contents import SHORT
from mot.ingest.fates import KEPT
from mot.ingest.header_words import rating_of
from mot.ingest.missing_codes import (
    ANSWER,
    COLUMN,
    DROP,
    MISSING_CHOICE,
    Code,
    Decided,
    Reason,
    key_of,
)
from mot.ingest.privacy import mask_cell
from mot.ingest.reading import Reading
from mot.ingest.scales import Reader, evidence, read_answers
from mot.ingest.values import number

CODES = {
    Reason.LABEL: "missing_code_label",
    Reason.PEOPLE: "missing_code_people",
    Reason.APART: "missing_code",
}
EXAMPLES = 3
SHOWN = 40  # letters of a text that are shown
MOST_STEPS = 12  # steps of a scale that are offered one by one


def check_codes(reading: Reading) -> Iterator[Issue]:
    """Numbers that are held to stand for no answer, with what leaving them in would do to the mean."""
    decided = Decided.of(reading.decisions)
    if not decided.answers and not any("code" in one.fate for one in reading.answered.values()):
        return
    told: set[float] = set()
    for group in _groups(reading):
        for value, code in proposed(group, decided, evidence(list(group.cells.values()))).items():
            if value not in told:
                told.add(value)
                yield from _of_code(reading, group, code, decided)


def _groups(reading: Reading) -> tuple[Group, ...]:
    return answer_groups(reading.table, reading.columns, reading.scale.scale, reading.overall_scale)


def _of_code(reading: Reading, group: Group, code: Code, decided: Decided) -> Iterator[Issue]:
    """One number: how often and where it was given, and the means of those columns with and without it."""
    kept = (reading.fate == KEPT)[reading.forms.of_row]
    rows, holders, total, given = [], [], 0, 0
    for position, cells in group.cells.items():
        hit = [i for i, value in enumerate(cells.values) if _is(value, code.value)]
        here = np.flatnonzero(np.isin(cells.codes, hit) & kept) if hit else np.zeros(0, dtype=np.int64)
        if len(here):
            rows.append(here)
            holders.append(position)
            answers = read_answers(cells, Reader(group.scale, codes={code.value})).values[kept]
            total, given = total + int(answers[answers >= 0].sum()), given + int((answers >= 0).sum())
    if not rows:
        return
    every = np.concatenate(rows)
    count = len(every)
    without = total / given if given else float(code.value)
    left_in = (total + code.value * count) / (given + count)
    params: dict[str, object] = {
        "value": as_text(code.value),
        "label": code.label[:SHOWN],
        "count": count,
        "columns": len(holders),
        "without": f"{without:.2f}",
        "left_in": f"{left_in:.2f}",
        "scale": group.scale.code,
    }
    can_be_answer = group.kind is not FieldKind.NPS and any(_holds(scale, code.value) for scale in SCALES)
    chosen = ANSWER if code.value in decided.answers else MISSING_CHOICE
    yield Issue(
        CODES[code.reason],
        Severity.DECIDE if can_be_answer else Severity.NOTE,
        reading.place(np.unique(every), reading.columns[holders[0]]),
        params,
        count,
        key_of(code.value) if can_be_answer else "",
        (MISSING_CHOICE, ANSWER) if can_be_answer else (),
        chosen if can_be_answer else "",
    )


def _is(value: object, number: float) -> bool:
    """Whether a cell holds just this number."""
    return value == number or (isinstance(value, str) and as_text(value).strip() == as_text(number))


def _holds(scale: Scale, value: float) -> bool:
    return scale.low <= value <= scale.high


def check_words(reading: Reading) -> Iterator[Issue]:
    """Texts among the ratings that nobody has told the meaning of: each blocks until it is decided."""
    kept = (reading.fate == KEPT)[reading.forms.of_row]
    words: dict[str, tuple[str, Scale, list[tuple[int, np.ndarray]]]] = {}
    for group in _groups(reading):
        for position, cells in group.cells.items():
            unknown = _unknown(reading, position, cells, kept)
            if not unknown:
                continue
            if asked_whole(list(unknown)):
                yield _of_column(reading, position, unknown)
                continue
            for text, rows in unknown.items():
                key = word_key(text, group.scale, reading.scale.scale)
                words.setdefault(key, (text, group.scale, []))[2].append((position, rows))
    for key, (text, scale, places) in words.items():
        rows = np.unique(np.concatenate([rows for _, rows in places]))
        count = sum(len(rows) for _, rows in places)
        yield Issue(
            "unmapped_text",
            Severity.BLOCKING,
            reading.place(rows, reading.columns[places[0][0]]),
            {"text": text[:SHOWN], "count": count, "columns": len(places), "scale": scale.code},
            count,
            key,
            (*_steps(scale), MISSING_CHOICE),
        )


def _unknown(reading: Reading, position: int, cells: Cells, kept: np.ndarray) -> dict[str, np.ndarray]:
    """The texts of a column that are to be asked about, with the rows (indices) of kept forms."""
    fate = reading.answered[position].fate
    found = {}
    for code, (value, what) in enumerate(zip(cells.values, fate, strict=True)):
        if what == "unmapped":
            rows = np.flatnonzero((cells.codes == code) & kept)
            if len(rows):
                found[as_text(value)] = rows
    return found


def _of_column(reading: Reading, position: int, unknown: dict[str, np.ndarray]) -> Issue:
    """One question for a column of many texts."""
    column = reading.columns[position]
    rows = np.unique(np.concatenate(list(unknown.values())))
    examples = [mask_cell(text)[:20] for text in list(unknown)[:EXAMPLES]]
    return Issue(
        "text_column",
        Severity.BLOCKING,
        reading.place(rows, column),
        {
            "header": column.header or column.letter,
            "count": len(rows),
            "texts": len(unknown),
            "examples": ", ".join(examples),
        },
        len(rows),
        COLUMN + column.header,
        (DROP, MISSING_CHOICE),
    )


def _steps(scale: Scale) -> tuple[str, ...]:
    """The steps of a scale that are offered, the lowest first; of a long scale every tenth."""
    stride = 1 if scale.width < MOST_STEPS else max(1, scale.width // 10)
    return tuple(str(step) for step in range(scale.low, scale.high + 1, stride))


def check_no_answer_words(reading: Reading) -> Iterator[Issue]:
    """Words that say that nothing was answered, such as 不适用."""
    kept = (reading.fate == KEPT)[reading.forms.of_row]
    count, examples, rows, first = 0, dict[str, None](), [], -1
    for position, answered in reading.answered.items():
        cells = reading.table.columns[position]
        for code, (value, what) in enumerate(zip(cells.values, answered.fate, strict=True)):
            text = as_text(value)
            if what != "blank" or not isinstance(value, str):
                continue
            here = np.flatnonzero((cells.codes == code) & kept)
            if len(here):
                first = position if first < 0 else first
                count += len(here)
                examples[text[:20]] = None
                rows.append(here)
    if count:
        yield Issue(
            "no_answer_words",
            Severity.NOTE,
            reading.place(np.unique(np.concatenate(rows)), reading.columns[first]),
            {"count": count, "examples": ", ".join(list(examples)[:EXAMPLES])},
            count,
        )


def check_left_out(reading: Reading) -> Iterator[Issue]:
    """Columns named like ratings that hold only words nobody knows: left out, and said."""
    for column in reading.columns:
        told = rating_of(column.header) if column.header else None
        if column.field.kind is not FieldKind.IGNORE or column.position in reading.decisions.fields:
            continue
        if told is None or told[2] < 1.0 or not told[1] or reading.table.told[column.position]:
            continue
        cells = reading.table.columns[column.position]
        counts = cells.counts()
        texts = [as_text(value) for value, n in zip(cells.values, counts.tolist(), strict=True) if n]
        words = [text for text in texts if not is_blank_word(text)]
        few = 1 < len(words) <= MOST_WORDS and int(counts.sum()) >= 2 * len(texts)
        if few and all(number(text) is None and len(text) <= SHORT for text in words):
            examples = ", ".join(mask_cell(text) for text in words[:EXAMPLES])
            params: dict[str, object] = {"header": column.header, "examples": examples}
            yield Issue("column_words", Severity.NOTE, reading.place(column=column), params)

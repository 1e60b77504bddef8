"""How wide a text is and where its lines break, measured in the font that the project carries."""

from collections.abc import Sequence
from functools import lru_cache

from fontTools.ttLib import TTFont

from mot.reports.fonts import FACES, SERIF_FACE
from mot.settings import ROOT

UNKNOWN = 1.0  # ems of a letter the font does not have; no Chinese letter is wider
NO_START = set("，。、；：？！）》」』”’…％%,.;:?!)]}°·")  # letters that no line begins with
TAILS = (0.45, 0.7, 0.85)  # of the room of a name without its middle, for its end
NO_END = set("（《「『“‘([{")  # and those that no line ends with


@lru_cache(maxsize=3)
def _advances(name: str) -> dict[int, float]:
    """Width of each letter in ems, by code point."""
    with TTFont(ROOT / "static" / name, lazy=True) as font:
        ems, widths = font["head"].unitsPerEm, font["hmtx"]
        return {code: widths[glyph][0] / ems for code, glyph in font.getBestCmap().items()}


def _face(*, bold: bool, serif: bool) -> dict[int, float]:
    return _advances(SERIF_FACE if serif else FACES[700 if bold else 400])


def covers(text: str, *, bold: bool = False, serif: bool = False) -> bool:
    """Whether the font has every letter of the text; the face of headings (`serif`) has one weight."""
    known = _face(bold=bold, serif=serif)
    return all(ord(letter) in known for letter in text if letter not in "\n\t")


def width(text: str, size: float, *, bold: bool = False, serif: bool = False) -> float:
    """The width of one line, in the unit of `size`.

    >>> width("网点", 10)
    20.0
    """
    known = _face(bold=bold, serif=serif)
    return size * sum(known.get(ord(letter), UNKNOWN) for letter in text)


def wrap(text: str, size: float, room: float, *, bold: bool = False, serif: bool = False) -> tuple[str, ...]:
    """The text in lines that fit into `room`: Latin words stay whole, Chinese breaks between letters.

    A line neither begins with a closing mark nor ends with an opening one; a word wider than the room is cut.

    >>> wrap("取号排队等候", 10, 40)
    ('取号排队', '等候')
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for piece in _pieces(part):
            if not line or width((line + piece).rstrip(), size, bold=bold, serif=serif) <= room:
                line += piece
            else:
                lines.append(line.rstrip())
                line = piece.lstrip()
            while width(line.rstrip(), size, bold=bold, serif=serif) > room and len(line) > 1:
                cut = _fitting(line, size, room, bold=bold, serif=serif)
                lines.append(line[:cut].rstrip())
                line = line[cut:]
        lines.append(line.rstrip())
    return tuple(lines)


def cut_short(text: str, size: float, room: float, *, bold: bool = False, serif: bool = False) -> str:
    """The text in one line, its end replaced by an ellipsis where it does not fit."""
    if width(text, size, bold=bold, serif=serif) <= room:
        return text
    cut = _fitting(text, size, room - width("…", size, bold=bold, serif=serif), bold=bold, serif=serif)
    return f"{text[:cut].rstrip()}…"


def told_apart(names: Sequence[str], size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Names in one line each; where cut ends would make two of them the same, their middles are left out instead.

    >>> told_apart(["存单到期提醒服务一", "存单到期提醒服务二"], 10, 70)
    ('存单到期…务一', '存单到期…务二')
    """
    cut = [cut_short(name, size, room, bold=bold) for name in names]
    different = len(set(names))
    for share in TAILS:
        if len(set(cut)) >= different:
            break
        cut = [_without_middle(name, size, room, share, bold=bold) for name in names]
    return tuple(cut)


def _without_middle(text: str, size: float, room: float, share: float, *, bold: bool) -> str:
    """The text with an ellipsis in its middle where it does not fit; its end takes a share of the room."""
    if width(text, size, bold=bold) <= room:
        return text
    left = room - width("…", size, bold=bold)
    end = _fitting(text[::-1], size, left * share, bold=bold, serif=False)
    tail = text[len(text) - end :]
    if _latin(text[-end - 1]) and _latin(tail[0]) and " " in tail:  # not in the middle of a word
        tail = tail[tail.index(" ") + 1 :]
    start = _fitting(text, size, left - width(tail, size, bold=bold), bold=bold, serif=False)
    return f"{text[:start].rstrip()}…{tail.lstrip()}"


def largest(
    text: str,
    sizes: tuple[float, ...],
    room: float,
    height: float,
    *,
    bold: bool = False,
    serif: bool = False,
    leading: float = 1.3,
) -> tuple[float, tuple[str, ...]]:
    """The largest of some sizes, given from large to small, at which the text fits, and its lines there.

    At the smallest one it may be taller than `height`: whoever draws it has to say so or to cut it.
    """
    for size in sizes:
        lines = wrap(text, size, room, bold=bold, serif=serif)
        if len(lines) * size * leading <= height:
            return size, lines
    return sizes[-1], wrap(text, sizes[-1], room, bold=bold, serif=serif)


def _fitting(text: str, size: float, room: float, *, bold: bool, serif: bool) -> int:
    """How many letters fit, at least one."""
    used = 0.0
    for number, letter in enumerate(text):
        used += width(letter, size, bold=bold, serif=serif)
        if used > room:
            return max(1, number)
    return len(text)


def _pieces(text: str) -> list[str]:
    """What stays together on a line: a Latin word with its blank, a number with the Chinese letter that counts it.

    Otherwise one Chinese letter with the marks beside it.
    """
    pieces: list[str] = []
    for letter in text:
        before = pieces[-1] if pieces else ""
        joins = (
            letter in NO_START
            or (before and before[-1] in NO_END)
            or (letter == " " and before)
            or (before and _latin(letter) and _latin(before[-1]))
            or (before[-1:] == " " and before[-2:-1].isdigit() and not _latin(letter) and letter != " ")
        )
        if joins and pieces:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _latin(letter: str) -> bool:
    return letter != " " and ord(letter) < 0x2E80

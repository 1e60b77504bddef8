"""The funnel of the branches in a reader's language, with names placed beside their dots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.heat import SHOWN
from mot.charts.frames.branches import COLOURS, SURE, centre_text, texts
from mot.charts.frames.names import distinct_part
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.funnels import ACTION, WARNING

FEW = 16  # branches that can all be named
MOST_NAMED = 14
CROWD = 80  # branches from which dots are drawn small
WIDTH, HEIGHT, LETTER, LINE = 540.0, 330.0, 11.5, 15.0  # pixels, about as the page draws it
ROOM = 0.12  # of the height of the dots, left above and below them
SIDES = ("right", "left", "over", "under")
BOUNDS = ("lo95", "hi95", "lo998", "hi998", "lo_chance", "hi_chance")


def funnel(found: Branches, names: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """The limits as a curve and one row per branch that is shown, in view or not."""
    seen = found.frame[found.frame["why_hidden"] == SHOWN].reset_index(drop=True)
    low, high = _reach(found, seen)
    dots = texts(found, seen, names, locale).assign(
        kind="branch",
        n=seen["n"].astype(float),
        chosen=seen["selected"],
        last=False,
        left=False,
        crowd=len(seen) >= CROWD,
    )
    where = _pixels(found, seen, (low, high))
    words = centre_text(found, locale)
    middle = (high - found.centre) / (high - low) * HEIGHT
    left = _quiet_end(where, middle, _width(words))
    board = _Board(where, [_end(middle, _width(words), left=left)])
    dots["name"], dots["side"] = _named(found, seen, dots["label"].tolist(), board)
    curve = found.limits.copy()
    curve[list(BOUNDS)] = curve[list(BOUNDS)].clip(low, high)
    if not found.overdispersed:
        curve[["lo_chance", "hi_chance"]] = np.nan
    t, last = locale.t, np.arange(len(curve)) == len(curve) - 1
    curve = curve.assign(
        kind="curve",
        centre=found.centre,
        last=last,
        centre_text=words,
        left=left,
        bottom=low,
        top=high,
        inner_text=locale.share(WARNING),
        outer_text=f"{ACTION * 100:.1f}%",
        chance_text=t("chance alone"),
        state="unclear",
        sure=False,
        chosen=False,
        crowd=False,
    )
    both = pd.concat([curve, dots], ignore_index=True)
    written = [c for c in both.columns if c.endswith("_text") or c in ("label", "name", "side")]
    return both.assign(**both[written].fillna(""))


def _reach(found: Branches, seen: pd.DataFrame) -> tuple[float, float]:
    """The part of the scale that is drawn: all dots and the limits at usual sizes, not those of the smallest."""
    usual = found.limits[found.limits["n"] >= seen["n"].median()]
    ends = [*seen["value"], usual["lo998"].min(), usual["hi998"].max()]
    spare = (max(ends) - min(ends)) * ROOM
    return min(ends) - spare, max(ends) + spare


def _named(
    found: Branches, seen: pd.DataFrame, labels: Sequence[str], board: "_Board"
) -> tuple[list[str], list[str]]:
    """Which dots carry their name, and on which side; names that would cover each other are left out."""
    loud = seen["signal"].isin(COLOURS).to_numpy()
    sure = seen["status"].isin(SURE).to_numpy()
    chosen = seen["selected"].to_numpy()
    picked = chosen & ~chosen.all()
    far = (seen["fair"] - found.centre).abs().to_numpy()
    wanted = chosen if len(seen) <= FEW else (loud | sure | picked) & chosen
    order = [int(i) for i in np.lexsort((-far, ~sure, ~picked, ~loud)) if wanted[i]]
    short = distinct_part(labels)
    names, sides = [""] * len(seen), ["right"] * len(seen)
    for i in order[: FEW if len(seen) <= FEW else MOST_NAMED]:
        side = board.place(i, _width(short[i]))
        if side:
            names[i], sides[i] = short[i], side
    return names, sides


def _pixels(found: Branches, seen: pd.DataFrame, reach: tuple[float, float]) -> list[tuple[float, float]]:
    """About where each dot is drawn."""
    root = np.sqrt(seen["n"].to_numpy(float))
    first, last = np.sqrt(found.limits["n"].to_numpy(float))[[0, -1]]
    low, high = reach
    x = (root - first) / (last - first) * WIDTH
    y = (high - seen["value"].to_numpy()) / (high - low) * HEIGHT
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _end(y: float, width: float, *, left: bool) -> tuple[float, float, float, float]:
    """The box of a text above a line, at one end of it."""
    x = 4.0 if left else WIDTH - 4 - width
    return x, y - 4 - LINE, x + width, y - 4


def _quiet_end(dots: Sequence[tuple[float, float]], y: float, width: float) -> bool:
    """Whether the text on a line covers fewer dots at its left end than at its right."""
    ends = [_end(y, width, left=left) for left in (True, False)]
    covered = [sum(a - 6 < x < c + 6 and b - 6 < y < d + 6 for x, y in dots) for a, b, c, d in ends]
    return covered[0] < covered[1]


def _width(text: str) -> float:
    return LETTER * sum(1.0 if ord(letter) > 0x2E7F else 0.55 for letter in text)


@dataclass(frozen=True, slots=True)
class _Board:
    """Dots, and the boxes (left, top, right, bottom) of the names placed so far."""

    dots: list[tuple[float, float]]
    boxes: list[tuple[float, float, float, float]]

    def place(self, dot: int, width: float) -> str:
        """The first side on which a name covers nothing and stays inside; "" when there is none."""
        x, y = self.dots[dot]
        half = LINE / 2
        boxes = {
            "right": (x + 8, y - half, x + 8 + width, y + half),
            "left": (x - 8 - width, y - half, x - 8, y + half),
            "over": (x - width / 2, y - 8 - LINE, x + width / 2, y - 8),
            "under": (x - width / 2, y + 8, x + width / 2, y + 8 + LINE),
        }
        for side in SIDES:
            if self._free(dot, boxes[side]):
                self.boxes.append(boxes[side])
                return side
        return ""

    def _free(self, dot: int, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        inside = left >= -4 and right <= WIDTH and top >= 0 and bottom <= HEIGHT
        clear = all(
            not (left - 5 < x < right + 5 and top - 4 < y < bottom + 4)
            for i, (x, y) in enumerate(self.dots)
            if i != dot
        )
        return (
            inside
            and clear
            and all(r <= left or right <= a or b <= top or bottom <= c for a, c, r, b in self.boxes)
        )

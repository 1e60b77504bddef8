"""Names beside the points of a scatter: each where it covers no other, or nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIZE = 12.5  # of the letters, pixels
LINE = 15.0  # height of a name
LIMIT = 150.0  # width at which a name is cut
DOT = 6.0  # half the room of a point
NEAR = ((8, -10), (8, 11), (-8, -10), (-8, 11), (0, -16), (0, 17), (11, 0), (-11, 0))
FAR = ((6, -24), (6, 25), (-6, -24), (-6, 25), (0, -29), (0, 30))
SIDES = (*NEAR, *FAR)
"""Where a name may stand, in pixels from its point, the best first; it runs away from the point."""
ASIDE = 12.0  # what standing further off costs, in pixels of an interval crossed


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each name stands: dx, dy in pixels from its point; NaN where there is no room for it."""

    dx: Floats
    dy: Floats


def width_of(text: str) -> float:
    """About how wide a name is drawn, in pixels.

    >>> width_of("取号排队"), round(width_of("Queue"), 1)
    (50.0, 33.1)
    """
    wide = sum(1.0 if ord(letter) >= 0x2E80 else 0.53 for letter in text)
    return min(LIMIT, SIZE * wide)


def beside(
    x: Floats,
    y: Floats,
    widths: Sequence[float],
    *,
    size: tuple[float, float],
    first: Sequence[int],
    reach: tuple[Floats, Floats, Floats, Floats] | None = None,
    taken: Sequence[tuple[float, float, float, float]] = (),
) -> Placed:
    """Put the names one after the other on the side that is free and crosses the fewest intervals.

    Parameters
    ----------
    x, y : array (points,)
        The points, in pixels from the left and from the top of the plot.
    widths : sequence of float
        Of the names, in pixels.
    size : (float, float)
        Width and height of the plot; no name leaves it.
    first : sequence of int
        The points in the order in which they are served.
    reach : four arrays (points,), optional
        Left and right end of each point's horizontal interval, top and bottom of its vertical one.
    taken : sequence of (left, top, right, bottom)
        Rectangles that stay free of names.
    """
    points = np.column_stack([x - DOT, y - DOT, x + DOT, y + DOT])
    lines = _lines(x, y, reach) if reach is not None else np.empty((0, 4))
    blocked = np.vstack([points, np.asarray(taken, dtype=np.float64).reshape(-1, 4)])
    dx, dy = np.full(len(x), np.nan), np.full(len(x), np.nan)
    sides = np.asarray(SIDES, dtype=np.float64)
    cost = 0.5 * np.arange(len(sides)) + ASIDE * (np.arange(len(sides)) >= len(NEAR))
    for point in first:
        boxes = _boxes(x[point], y[point], widths[point], sides)
        inside = (boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= size).all(axis=1)
        free = inside & ~(_overlap(boxes, blocked) > 0).any(axis=1)
        if not free.any():
            continue
        crossed = _overlap(boxes, lines).sum(axis=1) + cost
        best = int(np.where(free, crossed, np.inf).argmin())
        dx[point], dy[point] = sides[best]
        blocked = np.vstack([blocked, boxes[best]])
    return Placed(dx, dy)


def _boxes(x: float, y: float, width: float, sides: Floats) -> Floats:
    """The rectangle of a name on each side of its point."""
    across, down = sides[:, 0], sides[:, 1]
    left = x + across - np.select([across < 0, across == 0], [width, width / 2], 0.0)
    top = y + down - LINE / 2
    return np.column_stack([left, top, left + width, top + LINE])


def _lines(x: Floats, y: Floats, reach: tuple[Floats, Floats, Floats, Floats]) -> Floats:
    """Both intervals of each point as thin rectangles."""
    left, right, top, bottom = reach
    return np.vstack(
        [np.column_stack([left, y - 1, right, y + 1]), np.column_stack([x - 1, top, x + 1, bottom])]
    )


def _overlap(boxes: Floats, others: Floats) -> Floats:
    """How far each rectangle is covered by each other one: the longer side of what they share, in pixels."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    shared = high - low
    return np.where((shared > 0).all(axis=2), shared.max(axis=2), 0.0)

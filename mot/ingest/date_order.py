"""Does the day or the month come first in dates such as 5/3/2026? The whole column tells, or a person."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mot.ingest.cells import Cells
from mot.ingest.dates import FIRST, Order, plain_text, triple
from mot.ingest.name_periods import Period

MANY = 5.0  # times as often must one order fit as the other, where both are met with
STEPS = 5  # different days from which their order in the file counts
STEADY, WILD = 0.98, 0.9  # share of steps forward (or back) in a column that was filled in order, or not
EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How dates of three plain numbers are read.

    `orders` are those between which nothing decides, empty when it is known; `texts` are values of the column
    that each of them reads as another day.
    """

    order: Order = Order.MONTH_FIRST
    orders: tuple[Order, ...] = ()
    texts: tuple[str, ...] = ()


def order_of(cells: Cells, last: dt.date, period: Period | None = None) -> DateOrder:
    """The order that fits: no part is a thirteenth month, no day lies in the future or outside the period that the
    names of the file speak of, and the rows run through time."""
    texts = {
        code: plain_text(value)
        for code, value in enumerate(cells.values)
        if isinstance(value, str) and any(triple(plain_text(value), order) for order in Order)
    }
    counts = cells.counts()
    texts = {code: text for code, text in texts.items() if counts[code]}
    if not texts:
        return DateOrder()
    weights = np.array([counts[code] for code in texts], dtype=np.float64)
    read = {order: [triple(text, order) for text in texts.values()] for order in Order}
    orders = [order for order in Order if any(read[order])]
    spoken = (period.first, period.last) if period else None
    tests: tuple[Callable[[dt.date | None], bool], ...] = (
        lambda d: d is not None,
        lambda d: d is not None and FIRST <= d <= last,
        lambda d: d is not None and (spoken is None or spoken[0] <= d <= spoken[1]),
    )
    for number, holds in enumerate(tests):
        share = {o: float(weights[[holds(d) for d in read[o]]].sum()) for o in orders}
        best = max(share.values())
        missed = weights.sum() - best
        orders = [
            o
            for o in orders
            if share[o] == best or (number == 0 and (weights.sum() - share[o]) < MANY * missed)
        ]
    if len(orders) > 1:
        orders = _in_turn(cells, texts, read, orders)
    differing = [text for i, text in enumerate(texts.values()) if len({read[o][i] for o in orders}) > 1]
    if len(orders) == 1 or not differing:
        return DateOrder(orders[0])
    preferred = Order.MONTH_FIRST if Order.MONTH_FIRST in orders else orders[0]
    return DateOrder(preferred, tuple(orders), tuple(differing[:EXAMPLES]))


def _in_turn(
    cells: Cells, texts: dict[int, str], read: dict[Order, list[dt.date | None]], orders: Sequence[Order]
) -> list[Order]:
    """The orders in which the rows run through time; all where none does, or several do."""
    shares = {}
    for order in orders:
        lookup = np.full(len(cells.values), -1, dtype=np.int64)
        for code, told in zip(texts, read[order], strict=True):
            lookup[code] = told.toordinal() if told else -1
        days = cells.spread(lookup, -1)
        days = days[days >= 0]
        steps = np.diff(days)
        steps = steps[steps != 0]
        if len(steps) < STEPS:
            return list(orders)
        forward = float((steps > 0).mean())
        shares[order] = max(forward, 1 - forward)
    best = max(shares.values())
    limit = best if best == 1 else WILD
    rest = [order for order in orders if shares[order] >= limit]
    return rest if len(rest) == 1 and best >= STEADY else list(orders)


def exchanged(cells: Cells, order: Order) -> bool:
    """Whether Excel took day and month of the real dates for each other: it could not do so after the twelfth.

    Then no real date is later than the twelfth of a month, and all dates left as text are.
    """
    real = {value for value in cells.values if isinstance(value, dt.datetime)}
    texts = [plain_text(value) for value in cells.values if isinstance(value, str)]
    told = [found for text in texts if (found := triple(text, Order.DAY_FIRST))]
    return (
        order is Order.DAY_FIRST
        and len(real) >= STEPS
        and len(told) >= STEPS
        and all(value.day <= 12 for value in real)
        and all(found.day > 12 for found in told)
    )

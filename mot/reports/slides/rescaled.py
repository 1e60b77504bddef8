"""Whether a quarter was asked on other scales than the one it is compared with."""

from mot.domain.periods import Quarter
from mot.domain.survey import Scale
from mot.reports.slides.asked import Asked


def rescaled(asked: Asked) -> str:
    """That part of every change may come from another scale; "" where both quarters have the same, or one has none."""
    then, now = (_scales(asked, quarter) for quarter in (asked.earlier, asked.view.quarter))
    if not then or not now or then == now:
        return ""
    return asked.t(
        "{quarter} was asked on another scale ({then}, now {now}): part of a change may come from that.",
        quarter=asked.earlier,
        then=_named(asked, then),
        now=_named(asked, now),
    )


def _scales(asked: Asked, quarter: Quarter) -> frozenset[int]:
    cells = asked.books.cells(quarter).select(branch=[*asked.branches])
    return frozenset(int(key) for key in cells.keys["scale"].tolist())


def _named(asked: Asked, keys: frozenset[int]) -> str:
    return asked.t(", ").join(Scale.from_key(key).code.replace("-", "–") for key in sorted(keys))

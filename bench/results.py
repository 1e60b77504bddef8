"""A measured line and how it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: what, how much, what is wanted (empty when only reported), and whether it is so."""

    what: str
    measured: str
    target: str = ""
    met: bool | None = None


def ratio(what: str, value: float, *, at_most: float | None = None, at_least: float | None = None) -> Line:
    """A ratio with its target."""
    if at_most is not None:
        return Line(what, f"{value:.2f} ×", f"≤ {at_most:g} ×", value <= at_most)
    if at_least is not None:
        return Line(what, f"{value:.1f} ×", f"≥ {at_least:g} ×", value >= at_least)
    return Line(what, f"{value:.2f} ×")


def show(title: str, lines: Iterable[Line]) -> None:
    """Print a table as soon as it is measured."""
    rows = [(x.what, x.measured, x.target, {None: "", True: "met", False: "MISSED"}[x.met]) for x in lines]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    print(f"\n{title}")
    for what, measured, target, met in rows:
        print(
            f"  {what:<{widths[0]}}  {measured:>{widths[1]}}  {target:>{widths[2]}}  {met}".rstrip(),
            flush=True,
        )

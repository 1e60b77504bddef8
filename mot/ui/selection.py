"""What is looked at, in words."""

from collections.abc import Collection, Sequence

from mot.domain.cube import View
from mot.domain.survey import Name
from mot.ui.frame import Page


def selection_text(page: Page, view: View) -> str:
    """Branches, channels and segments of a view in one line; long lists are cut.

    For example ``老城支行、火车站支行 · 全部渠道 · 全部客群``.
    """
    there = page.books.institution
    branches = [(b.id, b.name) for b in there.branches]
    channels = [(x.id, x.name) for x in there.channels]
    segments = [(x.id, x.name) for x in there.segments]
    parts = (
        (view.branches, branches, page.t("All branches")),
        (view.channels, channels, page.t("all channels")),
        (view.segments, segments, page.t("all segments")),
    )
    return " · ".join(_names(page, ids, known, everything) for ids, known, everything in parts)


def _names(page: Page, ids: Collection[int], known: Sequence[tuple[int, Name]], everything: str) -> str:
    if not ids:
        return everything
    return names_text(page, [page.locale.name(name) for number, name in known if number in ids], most=6)


def names_text(page: Page, names: Sequence[str], *, most: int = 2) -> str:
    """Names in a row; of more than `most`, the first and how many there are besides."""
    if len(names) <= most:
        return page.t(", ").join(names)
    return page.t("{first} and {n} more", first=names[0], n=len(names) - 1)

"""What a review looks at, in words."""

from collections.abc import Collection, Sequence

from mot.domain.survey import Name
from mot.reports.slides.asked import Asked
from mot.services.review_basis import whole_regions

MOST = 4  # names written one by one


def selection_text(asked: Asked) -> str:
    """Region or branches, channels and segments of the view in one line; long lists are counted."""
    there, view, t = asked.books.institution, asked.view, asked.t
    whole = asked.ask(whole_regions)
    for region in there.regions:
        if whole.get(region.id) == frozenset(view.branches):
            places = asked.locale.name(region.name)
            break
    else:
        known = [(b.id, b.name) for b in there.branches]
        places = _names(asked, view.branches, known, t("All branches"))
    parts = [places]
    if view.channels:
        parts.append(_names(asked, view.channels, [(x.id, x.name) for x in there.channels], ""))
    if view.segments:
        parts.append(_names(asked, view.segments, [(x.id, x.name) for x in there.segments], ""))
    return " · ".join(parts)


def _names(asked: Asked, ids: Collection[int], known: Sequence[tuple[int, Name]], everything: str) -> str:
    if not ids:
        return everything
    names = [asked.locale.name(name) for number, name in known if number in ids]
    if len(names) <= MOST:
        return asked.t(", ").join(names)
    return asked.t("{first} and {n} more", first=names[0], n=len(names) - 1)

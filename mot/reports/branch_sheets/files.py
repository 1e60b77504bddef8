"""The sheets of branches as files: an A4 page for one manager, or all of them in a .zip."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

import vl_convert

from mot.domain.branch_sheets import all_of, sheet_of
from mot.domain.errors import N_, MotError
from mot.domain.reviews import Content, Review
from mot.locale.words import Locale
from mot.reports.branch_sheets import page as branch_sheet_page
from mot.reports.fonts import register

Told = Callable[[float, str], None]
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')
LONGEST = 60  # letters of a file's name
DATE = (1980, 1, 1, 0, 0, 0)  # of every file in the .zip, whose time nobody needs


class NoSheetError(MotError):
    """The review is not about this branch, or was frozen without sheets."""

    message = N_("Review {stamp} has no sheet of this branch. Make a new snapshot that includes it.")


def to_pdf(review: Review, content: Content, branch_id: int, language: str) -> bytes:
    """One A4 page about a branch, upright; letters can be selected, fonts are within.

    Raises
    ------
    NoSheetError
    """
    sheet = sheet_of(content.sheets, branch_id)
    if sheet is None:
        raise NoSheetError(stamp=review.stamp)
    register()
    return bytes(
        vl_convert.svg_to_pdf(branch_sheet_page.svg(review, content.basis, sheet, _locale(language)))
    )


def to_zip(review: Review, content: Content, language: str, *, told: Told | None = None) -> bytes:
    """The pages of all branches of a review; `told` hears of the share done (0 to 1) and the branch at work.

    Raises
    ------
    NoSheetError
    """
    if not content.sheets:
        raise NoSheetError(stamp=review.stamp)
    register()
    locale, basis, out = _locale(language), content.basis, io.BytesIO()
    branches = {place.id: locale.name(place.name) for place in basis.branches}
    names = file_names(branches)
    with zipfile.ZipFile(out, "w") as packed:
        for number, sheet in enumerate(all_of(content.sheets)):
            if told:
                told(number / len(content.sheets), branches[sheet.branch])
            page = vl_convert.svg_to_pdf(branch_sheet_page.svg(review, basis, sheet, locale))
            entry = zipfile.ZipInfo(names[sheet.branch], DATE)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, page, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def file_names(branches: Mapping[int, str]) -> dict[int, str]:
    """A name for each branch's page: safe on every system, and unique whatever the case.

    >>> file_names({1: "A/B", 2: "a:b", 3: "..", 4: "老城支行"})
    {1: 'A B.pdf', 2: 'a b 2.pdf', 3: '3.pdf', 4: '老城支行.pdf'}
    """
    taken: set[str] = set()
    found: dict[int, str] = {}
    for branch, name in branches.items():
        clean = " ".join(UNSAFE.sub(" ", name).split()).strip(". ")[:LONGEST].rstrip(". ") or str(branch)
        free = next(one for one in _tries(clean) if one.lower() not in taken)
        taken.add(free.lower())
        found[branch] = f"{free}.pdf"
    return found


def _tries(name: str) -> Iterator[str]:
    """The name, and the name with a number behind it."""
    yield f"{name} 1" if name.split(".")[0].upper() in RESERVED else name
    number = 2
    while True:
        yield f"{name} {number}"
        number += 1


RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{kind}{n}" for kind in ("COM", "LPT") for n in range(1, 10))}


def _locale(language: str) -> Locale:
    return Locale("en" if language == "en" else "zh")

"""The sheets of branches: the numbers of the pages, nothing hidden, nothing of others, one A4 page each."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import sqlalchemy as sa

from mot.domain import review_content
from mot.domain.branch_sheets import BranchSheet, Fair, all_of, sheet_of, to_plain
from mot.domain.cube import View
from mot.domain.reviews import Content
from mot.locale.words import Locale
from mot.reports import composing
from mot.reports.branch_sheets import files as branch_sheets
from mot.reports.branch_sheets import page as branch_sheet_page
from mot.reports.branch_sheets.composing import sheets
from mot.reports.slides.asked import Asked
from mot.services import branches, comparison, overview, reviews
from mot.services.books import open_books
from tests.reports import sheet_samples as samples
from tests.reports.sheet_samples import ADA, EARLIER, FEW, LONG, MEI, QUARTER, THIN, TODAY


@pytest.fixture(scope="module")
def there(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> sa.Engine:
    """The small bank, shared by these tests."""
    return samples.stored(sqlite_template, tmp_path_factory.mktemp("sheets"))


@pytest.fixture(scope="module")
def network(there: sa.Engine) -> Content:
    """A review of the whole network."""
    return composing.compose(there, ADA, View(QUARTER), today=TODAY)


@pytest.fixture(scope="module")
def south(there: sa.Engine) -> Content:
    """Mei's review of her South."""
    return composing.compose(there, MEI, View(QUARTER), today=TODAY)


def of(content: Content, branch: int) -> BranchSheet:
    found = sheet_of(content.sheets, branch)
    assert found is not None
    return found


def plain(value: float) -> float | None:
    return None if np.isnan(value) else value


@pytest.mark.parametrize("branch", [1, 2, 3, 4, 5])
def test_a_sheet_has_the_numbers_of_a_view_of_its_branch(
    there: sa.Engine, network: Content, branch: int
) -> None:
    sheet, view = of(network, branch), View(QUARTER, (branch,))
    pages = comparison.comparison(there, ADA, view, EARLIER)
    moves = {int(one.touchpoint): one for one in pages.moves.itertuples()}
    assert [row.touchpoint for row in sheet.rows] == pages.now.frame["touchpoint"].tolist()
    for row, page in zip(sheet.rows, pages.now.frame.itertuples(), strict=True):
        shown = (row.expected, row.perceived, row.gap, row.lo, row.hi)
        told = (page.expectation, page.perception, page.gap, page.lo, page.hi)
        assert shown == pytest.approx(tuple(map(plain, told)), nan_ok=False)
        assert row.status == page.status
        assert row.n == (None if page.hidden or np.isnan(page.gap) else page.n)
        move = moves.get(row.touchpoint)
        assert row.clear == bool(move and move.clear)
        assert row.change == (pytest.approx(move.change) if move else None)
    told = overview.overview(there, ADA, view)
    now, then = told.gaps.iloc[-1], told.gaps.iloc[-2]
    seen = sheet.overall
    assert (seen.value, seen.lo, seen.hi) == pytest.approx(
        tuple(plain(now[name]) for name in ("mean", "lo", "hi"))
    )
    if seen.value is not None:
        assert seen.before == pytest.approx(then["mean"])
        assert seen.change == pytest.approx(told.gap_moved.change)
        assert (seen.clear, seen.n) == (told.gap_moved.clear, now["n"])
        assert sheet.responses == told.responses[-1]


def test_it_stands_where_the_branch_page_has_it(there: sa.Engine, network: Content) -> None:
    page = branches.branches(there, ADA, View(QUARTER))
    assert page.compared >= 3
    told = {int(one.branch): (one.status, one.signal) for one in page.frame.itertuples()}
    assert {s.branch: (s.fair.standing, s.fair.signal) for s in all_of(network.sheets)} == told


def test_of_three_people_nothing_is_told(network: Content) -> None:
    sheet = of(network, FEW)
    assert sheet.responses is None
    assert sheet.hidden == 4
    told = json.dumps({"rows": to_plain(sheet)["rows"], "overall": to_plain(sheet)["overall"]})
    assert all(row.n is row.gap is row.lo is row.perceived is row.before is None for row in sheet.rows)
    assert '"n": 3' not in told
    assert sheet.overall.value is sheet.overall.n is sheet.overall.change is None


def test_a_cell_of_four_is_hidden_and_what_would_give_it_away(network: Content) -> None:
    thin = of(network, THIN).rows[3]
    assert (thin.status, thin.n, thin.gap) == ("suppressed", None, None)
    page = {(s.branch, r.touchpoint) for s in all_of(network.sheets) for r in s.rows if r.hidden}
    assert len({branch for branch, touchpoint in page if touchpoint == 4}) > 1


def test_mei_gets_no_sheet_of_the_north(there: sa.Engine, network: Content, south: Content) -> None:
    assert [sheet.branch for sheet in all_of(network.sheets)] == [1, 2, 3, 4, 5]
    assert [sheet.branch for sheet in all_of(south.sheets)] == [3, 4, 5]
    written = json.dumps([dict(one) for one in south.sheets], ensure_ascii=False)
    for secret in ("北门", "老城", "北区晨会"):
        assert secret not in written
    with pytest.raises(branch_sheets.NoSheetError):
        branch_sheets.to_pdf(samples.review(), south, 1, "zh")


def test_a_review_of_one_branch_has_its_sheet_alone_with_the_same_numbers(
    there: sa.Engine, network: Content
) -> None:
    asked = Asked(there, ADA, View(QUARTER, (3,)), EARLIER, open_books(there, ADA), Locale(), TODAY)
    assert list(all_of(sheets(asked))) == [replace(of(network, 3), fair=Fair("", "", 0))]


def test_open_actions_of_the_branch_stand_on_it(network: Content) -> None:
    (task,) = of(network, 4).tasks
    assert (task.title, task.stage, task.owner, task.overdue) == ("叫号分流", "planned", "周宁", True)
    assert [one.title for one in of(network, 1).tasks] == ["北区晨会"]
    assert of(network, 2).tasks == ()


def test_sheets_are_frozen_with_the_review(there: sa.Engine, network: Content) -> None:
    made = reviews.store(there, ADA, network, title="回顾", sections=composing.SECTIONS)
    reviews._CONTENTS.clear()
    assert reviews.content(there, ADA, made.id).sheets == network.sheets
    assert review_content.from_bytes(review_content.to_bytes(network)).sheets == network.sheets


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_is_one_upright_page_that_says_what_it_rests_on(network: Content, language: str) -> None:
    page = branch_sheets.to_pdf(samples.review(), network, 3, language)
    with pypdfium2.PdfDocument(page) as opened:
        assert len(opened) == 1
        assert opened[0].get_size() == pytest.approx((595.5, 842.25))
        text = opened[0].get_textpage().get_text_range()
    sheet, locale = of(network, 3), Locale(language)  # type: ignore[arg-type]
    assert "R12-3f9a1c2b" in text
    assert {"zh": "南湖支行", "en": "South Lake"}[language] in text
    assert "叫号分流" in text
    for row in sheet.shown:
        assert locale.signed(row.gap) in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("touchpoints", "tasks", "signed"), [(4, 0, True), (30, 9, True), (60, 3, True), (9, 2, False)]
)
def test_everything_stands_on_the_page_however_long(
    language: str, touchpoints: int, tasks: int, signed: bool
) -> None:
    sheet = samples.sheet(touchpoints=touchpoints, tasks=tasks, signed=signed)
    marks = branch_sheet_page.marks(
        samples.review(), samples.basis(touchpoints=touchpoints), sheet, Locale(language)  # type: ignore[arg-type]
    )  # fmt: skip
    for mark in marks:
        assert mark.box.x >= 40, mark
        assert mark.box.right <= branch_sheet_page.WIDTH - 40, mark
        assert mark.box.y >= 30, mark
        assert mark.box.bottom <= branch_sheet_page.HEIGHT - 30, mark
    texts = [mark for mark in marks if isinstance(mark, branch_sheet_page.Text)]
    for one in texts:  # no line lies on another one
        for other in texts:
            if one is not other and abs(one.y - other.y) < 5:
                assert one.box.right <= other.box.x + 1 or other.box.right <= one.box.x + 1, (one, other)
    if touchpoints == 60:
        left = [
            one.text
            for one in texts
            if Locale(language).t("{n} more touchpoints stand in the appendix.", n=13)[-6:] in one.text
        ]  # type: ignore[arg-type]
        assert left


def test_the_page_is_drawn_where_nothing_can_be_told() -> None:
    sheet = samples.sheet(touchpoints=9)
    nothing = BranchSheet(7, None, True, type(sheet.overall)(*[None] * 8, False), type(sheet.fair)("", "", 0),
                          tuple(row for row in sheet.rows if row.perceived is None), ())  # fmt: skip
    marks = branch_sheet_page.marks(samples.review(), samples.basis(touchpoints=9), nothing, Locale("en"))
    told = [mark.text for mark in marks if isinstance(mark, branch_sheet_page.Text)]
    assert "Too few answers here this quarter to show any" in " ".join(told)
    assert not [text for text in told if text[:1] in "+−" and text[1:2].isdigit()]


def test_all_pages_come_in_one_file_with_safe_names() -> None:
    names = {1: "a/b", 2: "A:B", 3: "..", 4: "CON", 5: LONG * 6, 6: "\u202egnp.exe"}
    content = Content(
        samples.basis(names=names), (), {}, tuple(to_plain(samples.sheet(number)) for number in names)
    )
    heard: list[tuple[float, str]] = []
    packed = branch_sheets.to_zip(
        samples.review(), content, "zh", told=lambda share, name: heard.append((share, name))
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        found = opened.namelist()
        assert opened.read(found[0])[:5] == b"%PDF-"
    assert found[:4] == ["a b.pdf", "A B 2.pdf", "3.pdf", "CON 1.pdf"]
    assert len({name.lower() for name in found}) == len(names)
    assert all(len(name) <= 70 and not branch_sheets.UNSAFE.search(name) for name in found)
    assert [share for share, _ in heard] == [number / 6 for number in range(6)]


def test_two_hundred_branches_of_one_name_get_a_file_each() -> None:
    found = branch_sheets.file_names(dict.fromkeys(range(200), LONG))
    assert len(set(found.values())) == 200

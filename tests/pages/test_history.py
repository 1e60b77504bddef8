"""The import history leads back and forth, and hands out what was not imported."""

import pytest

from mot.ingest.draft import SourceFile
from mot.services import imports
from mot.services.people import local_actor
from mot.ui import session
from tests.pages.conftest import Visit
from tests.services.service_samples import EVERYWHERE, HEADER, people, workbook


def texts(app) -> list[str]:
    return [element.value for element in (*app.markdown, *app.caption)]


def bring_in(rows: list[list[object]], name: str, **options: int) -> int:
    engine, actor = session.engine(), local_actor()
    draft = imports.preview(engine, actor, SourceFile(name, workbook(rows)), **options)
    return imports.commit(engine, actor, draft).id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_undone_import_is_restored_with_one_click(visit: Visit, language: str) -> None:
    app = visit("imports", data="small_branch", language=language)
    number = bring_in(people(EVERYWHERE, seed=5), "三季度.xlsx")
    imports.undo(session.engine(), local_actor(), number)
    app.run()
    assert any(text.startswith("~~") for text in texts(app))
    app.button(key=f"redo_{number}").click().run()
    assert not app.exception
    assert f"undo_{number}" in [button.key for button in app.button]
    assert not any(text.startswith("~~") for text in texts(app))


def test_an_import_that_was_replaced_says_so_and_why_it_stays(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    first = bring_in(people(EVERYWHERE, seed=5), "三季度.xlsx")
    second = bring_in(people(EVERYWHERE, seed=6), "更正.xlsx", replacing=first)
    app.run()
    assert any(f"replaced by No. {second}" in text for text in texts(app))
    app.button(key=f"redo_{first}").click().run()
    assert [error.value for error in app.error] == [
        f"Import number {first} cannot count again: import number {second} took its place. Undo that one first."
    ]


def test_what_was_not_imported_can_be_taken_away(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    rows = people(EVERYWHERE, seed=5)
    rows[3][HEADER.index("日期")] = "昨天"
    odd, fine = bring_in(rows, "三季度.xlsx"), bring_in(people(EVERYWHERE, seed=6), "好.xlsx")
    app.run()
    keys = [button.key for button in app.get("download_button")]
    assert f"rejected_{odd}" in keys
    assert f"rejected_{fine}" not in keys

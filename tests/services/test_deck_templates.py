"""Templates for decks: an administrator adds and chooses them, authors use the active one, readers change nothing."""

import hashlib
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError
from mot.domain.deck_templates import (
    LARGEST,
    Layout,
    Layouts,
    NoSuchLayoutError,
    Placeholder,
    TemplateNameMissingError,
    TemplateNotFoundError,
    TemplateTooLargeError,
)
from mot.services import deck_templates
from mot.storage import audit

HEADED = (Placeholder(0, "title", "标题 1", 1, 2, 3, 4), Placeholder(1, "body", "正文", 5, 6, 7, 8))
LAYOUTS = Layouts(
    9144000, 6858000, (Layout(0, "标题幻灯片", HEADED[:1]), Layout(1, "标题和内容", HEADED), Layout(2, "空白", ())),
    title=0, content=1, slides=3, left_out=("slides", "links"),
)  # fmt: skip
CONTENT = b"PK\x03\x04 a template"


def test_a_template_comes_back_as_it_was_added_with_its_mapping(engine, ada):
    added = deck_templates.add(engine, ada, "  总行模板 ", CONTENT, LAYOUTS)
    assert (added.name, added.size, added.created_by) == ("总行模板", len(CONTENT), "ada")
    assert added.digest == hashlib.sha256(CONTENT).hexdigest()
    assert added.layouts == LAYOUTS
    assert added.active
    assert deck_templates.content(engine, ada, added.id) == CONTENT
    assert deck_templates.templates(engine, ada) == (added,)


def test_only_one_template_is_active_at_a_time(engine, ada):
    first = deck_templates.add(engine, ada, "一", CONTENT, LAYOUTS)
    second = deck_templates.add(engine, ada, "二", CONTENT + b"!", LAYOUTS)
    assert active(engine, ada) == second.id
    deck_templates.use(engine, ada, first.id)
    assert active(engine, ada) == first.id
    assert [one.active for one in deck_templates.templates(engine, ada)] == [False, True]
    deck_templates.use(engine, ada, None)
    assert active(engine, ada) is None
    assert deck_templates.chosen(engine, ada) is None


def test_without_the_active_one_decks_are_made_on_the_products_own(engine, ada):
    first = deck_templates.add(engine, ada, "一", CONTENT, LAYOUTS)
    deck_templates.remove(engine, ada, first.id)
    assert active(engine, ada) is None
    assert deck_templates.templates(engine, ada) == ()
    with pytest.raises(TemplateNotFoundError):
        deck_templates.content(engine, ada, first.id)


def test_mei_makes_decks_on_the_active_template_and_changes_nothing(engine, ada, mei):
    added = deck_templates.add(engine, ada, "总行模板", CONTENT, LAYOUTS)
    found = deck_templates.active(engine, mei)
    assert found == added
    assert deck_templates.content(engine, mei, added.id) == CONTENT
    refuses(engine, mei, added.id)


def test_chen_may_not_change_templates_but_takes_decks_away_on_the_active_one(engine, ada, chen):
    added = deck_templates.add(engine, ada, "总行模板", CONTENT, LAYOUTS)
    refuses(engine, chen, added.id)
    for read in (
        lambda: deck_templates.active(engine, chen),
        lambda: deck_templates.content(engine, chen, added.id),
    ):
        with pytest.raises(NotAllowedError):
            read()
    found = deck_templates.chosen(engine, chen)
    assert found is not None
    assert (found.content, found.layouts) == (CONTENT, LAYOUTS)


def test_each_change_leaves_a_line_in_the_audit(engine, ada):
    added = deck_templates.add(engine, ada, "总行模板", CONTENT, LAYOUTS)
    deck_templates.use(engine, ada, None)
    deck_templates.remove(engine, ada, added.id)
    with engine.connect() as tx:
        lines = [(line.event, line.login, line.subject) for line in audit.read(tx)]
    subject = f"deck_template:{added.id}"
    assert lines == [
        ("deck_template_removed", "ada", subject),
        ("deck_template_used", "ada", "deck_template:own"),
        ("deck_template_added", "ada", subject),
    ]


def test_what_cannot_be_used_is_refused_and_nothing_is_stored(engine, ada):
    with pytest.raises(TemplateNameMissingError):
        deck_templates.add(engine, ada, " ", CONTENT, LAYOUTS)
    with pytest.raises(TemplateTooLargeError):
        deck_templates.add(engine, ada, "一", b"\0" * (LARGEST + 1), LAYOUTS)
    for wrong in (2, 9):
        with pytest.raises(NoSuchLayoutError):
            deck_templates.add(
                engine, ada, "一", CONTENT, Layouts(1, 1, LAYOUTS.layouts, title=0, content=wrong)
            )
    with pytest.raises(TemplateNotFoundError):
        deck_templates.use(engine, ada, 77)
    with pytest.raises(TemplateNotFoundError):
        deck_templates.remove(engine, ada, 77)
    assert deck_templates.templates(engine, ada) == ()


def active(engine: sa.Engine, actor: Actor) -> int | None:
    found = deck_templates.active(engine, actor)
    return found.id if found else None


def refuses(engine: sa.Engine, actor: Actor, number: int) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: deck_templates.templates(engine, actor),
        lambda: deck_templates.add(engine, actor, "x", CONTENT, LAYOUTS),
        lambda: deck_templates.use(engine, actor, None),
        lambda: deck_templates.remove(engine, actor, number),
    )
    for change in changes:
        with pytest.raises(NotAllowedError):
            change()

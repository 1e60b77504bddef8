"""What the institution asks at each touchpoint, and what it has found to help: its pack's, as edited."""

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.packs import PACKS, Idea, Lever, Pack, Question, load_pack
from mot.domain.survey import Name
from mot.services.books import open_books
from mot.storage import audit, settings

_QUESTIONS, _IDEAS = "questions", "ideas"


def questions(engine: sa.Engine, actor: Actor) -> tuple[Question, ...]:
    """One question per touchpoint in use, in journey order; empty where nothing is written yet."""
    there = open_books(engine, actor).institution
    with engine.connect() as tx:
        edited = settings.get(tx, _QUESTIONS, {})
    pack = _pack(there.industry)
    found = []
    for point in (p for p in there.touchpoints if p.active):
        row = edited.get(point.code)
        own = pack.question(point.code) if pack else None
        if row is not None:
            own = Question(point.code, Name(**row["expectation"]), Name(**row["perception"]))
        found.append(own or Question(point.code, Name(""), Name("")))
    return tuple(found)


def save_questions(engine: sa.Engine, actor: Actor, rows: Sequence[Question]) -> None:
    """Keep the questions as edited."""
    actor.require(Permission.EDIT_INSTITUTION)
    kept = {
        row.touchpoint: {"expectation": asdict(row.expectation), "perception": asdict(row.perception)}
        for row in rows
    }
    with engine.begin() as tx:
        settings.put(tx, _QUESTIONS, settings.get(tx, _QUESTIONS, {}) | kept)
        audit.write(tx, actor.login, "questions_saved", str(len(rows)))


def ideas(engine: sa.Engine, actor: Actor) -> tuple[Idea, ...]:
    """Ideas for action, in journey order."""
    there = open_books(engine, actor).institution
    with engine.connect() as tx:
        edited = settings.get(tx, _IDEAS, None)
    codes = [p.code for p in there.touchpoints if p.active]
    pack = _pack(there.industry)
    if edited is not None:
        found = [Idea(row["touchpoint"], Lever(row["lever"]), Name(**row["text"])) for row in edited]
    else:
        found = list(pack.ideas) if pack else []
    return tuple(sorted((i for i in found if i.touchpoint in codes), key=lambda i: codes.index(i.touchpoint)))


def save_ideas(engine: sa.Engine, actor: Actor, rows: Sequence[Idea]) -> None:
    """Keep the ideas as edited; rows without words are left out."""
    actor.require(Permission.EDIT_INSTITUTION)
    kept = [
        {"touchpoint": row.touchpoint, "lever": row.lever.value, "text": asdict(row.text)}
        for row in rows
        if row.text.zh or row.text.en
    ]
    with engine.begin() as tx:
        settings.put(tx, _IDEAS, kept)
        audit.write(tx, actor.login, "ideas_saved", str(len(kept)))


def _pack(industry: str) -> Pack | None:
    return load_pack(industry) if industry in PACKS else None

"""Answers in words: how strongly they speak, of what, and which step of a scale each one is."""

from mot.ingest.likert.ladders import Ladder, ladder, on_scale, points
from mot.ingest.likert.phrases import Phrase, family, level, phrase
from mot.ingest.likert.vocabulary import Family

__all__ = ["Family", "Ladder", "Phrase", "family", "ladder", "level", "on_scale", "phrase", "points"]

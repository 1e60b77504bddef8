"""Names met in files and names of the institution: normal form, exact and fuzzy match."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from mot.domain.survey import Branch, Label, Touchpoint
from mot.ingest.characters import plain

SURE = 1.0
KEPT = 100  # characters of a name up to which its normal form is worked out once
FUZZY = 0.8  # below this likeness two names are held to be different


def normal(text: str) -> str:
    """The form in which names are compared: NFKC, lower case, no spaces and no punctuation.

    >>> normal("（老城）支行 Ａ"), normal("Old-Town branch")
    ('老城支行a', 'oldtownbranch')
    """
    return _normal(text) if len(text) <= KEPT else _normal.__wrapped__(text)


@lru_cache(maxsize=16384)
def _normal(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text).lower())


@dataclass(frozen=True, slots=True)
class Match:
    """The code of a name found in the institution, and how sure (0 to 1)."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Directory:
    """All spellings of a set of named things: normal form to code; the first owner keeps a spelling."""

    spellings: dict[str, str]

    @classmethod
    def of(cls, things: "Iterable[Branch | Touchpoint | Label]") -> "Directory":
        """The directory of branches, touchpoints, channels or segments, inactive ones last."""
        spellings: dict[str, str] = {}
        ordered = sorted(things, key=lambda thing: not getattr(thing, "active", True))
        for pick in (lambda t: (t.name.zh, t.name.en, t.code), lambda t: t.aliases):
            for thing in ordered:
                for text in pick(thing):
                    if normal(text):
                        spellings.setdefault(normal(text), thing.code)
        return cls(spellings)

    def exact(self, text: str) -> str:
        """The code of exactly this name or alias, or ""."""
        return self.spellings.get(normal(text), "")

    def find(self, text: str, *, endings: Sequence[str] = ()) -> Match | None:
        """The best match of a name: exact, without a customary ending, contained, or alike."""
        wanted = normal(text)
        if not wanted:
            return None
        if wanted in self.spellings:
            return Match(self.spellings[wanted], SURE)
        bare = {_without(key, endings): code for key, code in self.spellings.items()}
        if endings and _without(wanted, endings) in bare:
            return Match(bare[_without(wanted, endings)], 0.95)
        inside = {code for key, code in self.spellings.items() if len(key) > 1 and key in wanted}
        if len(inside) == 1:
            return Match(inside.pop(), 0.9)
        around = {code for key, code in self.spellings.items() if len(wanted) > 1 and wanted in key}
        if len(around) == 1:
            return Match(around.pop(), 0.85)
        best = process.extractOne(wanted, self.spellings.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY * 100)
        return Match(self.spellings[best[0]], min(best[1] / 100, 0.9)) if best else None


def _without(text: str, endings: Sequence[str]) -> str:
    """The text without the first of the endings that it has, unless nothing would be left."""
    for ending in endings:
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending)
    return text

"""What a slide is composed from: who asks, of what, in which language, and every answer asked for once."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.shelf import Shelf
from mot.charts.frames.names import words as chart_words
from mot.charts.words import Words
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.slides import Chart, Drawing, Option, Value
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.services.startup import Engine


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the services about one view, against an earlier quarter, as of one day."""

    engine: Engine
    actor: Actor
    view: View
    earlier: Quarter
    books: Books
    locale: Locale
    today: dt.date
    answers: Shelf = field(default_factory=lambda: Shelf(256), compare=False, repr=False)

    def ask(self, service: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """The service's answer to `(engine, actor, *args)`, asked once for all slides and both languages."""
        key = (service.__module__, service.__qualname__, args, tuple(sorted(options.items())))
        return self.answers.get(key, lambda: service(self.engine, self.actor, *args, **options))

    def in_language(self, locale: Locale) -> "Asked":
        """The same question, told in another language."""
        return replace(self, locale=locale)

    def t(self, message: str, **params: object) -> str:
        """Translate a sentence."""
        return self.locale.t(message, **params)

    @property
    def words(self) -> Words:
        """The words that stand in charts themselves."""
        return chart_words(self.locale, self.books.thresholds.confidence)

    @property
    def touchpoints(self) -> Mapping[int, Name]:
        """Names of the touchpoints by id, in journey order."""
        return {t.id: t.name for t in self.books.institution.touchpoints}

    @property
    def branches(self) -> Mapping[int, Name]:
        """Names of the branches in view by id, in the institution's order."""
        wanted = self.view.branches
        return {b.id: b.name for b in self.books.institution.branches if not wanted or b.id in wanted}

    def footnote(self, *facts: str) -> str:
        """The quarter and what else a slide's numbers rest on, parted by middle dots."""
        told = (self.locale.quarter(self.view.quarter), self.unfinished, *facts)
        return " · ".join(fact for fact in told if fact)

    @property
    def unfinished(self) -> str:
        """That the quarter goes on and its numbers are not final; "" once it is over."""
        if self.today > self.view.quarter.last_day:
            return ""
        return self.t("the quarter is not over yet")


def chart(
    drawing: Drawing,
    rows: pd.DataFrame,
    words: Words,
    *,
    caption: str,
    description: str,
    **options: Option,
) -> Chart:
    """A chart's rows as plain values; a missing number is None."""
    columns = {str(name): plain(rows[name]) for name in rows.columns}
    return Chart(drawing, columns, asdict(words), caption, description, options)


def plain(values: "pd.Series[Any] | Sequence[Any]") -> tuple[Value, ...]:
    """Values that JSON holds to the last bit; NaN, NaT and NA become None."""
    if not isinstance(values, pd.Series):
        return tuple(_plain(value) for value in values)
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "f":
        numbers = values.to_numpy()
        told = numbers.tolist()
        if np.isfinite(numbers).all():
            return tuple(told)
        return tuple(
            x if known else None for x, known in zip(told, np.isfinite(numbers).tolist(), strict=True)
        )
    return tuple(value if type(value) is str else _plain(value) for value in values.tolist())


def _plain(value: Any) -> Value:
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if isinstance(value, (str, bool, int, float)):
        return value
    raise TypeError(f"a slide holds texts and numbers, not {type(value).__name__}")

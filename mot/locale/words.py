"""A locale: sentences, numbers and dates of one language."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel import Locale as BabelLocale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from mot.domain.errors import MotError
from mot.domain.periods import Quarter
from mot.domain.survey import Name
from mot.locale.catalogue import messages

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
MINUS = "\u2212"
NO_VALUE = "–"
SIGNS = ("+", MINUS)
MORE_DECIMALS = 3  # of an end of an interval that rounding would make 0


@dataclass(frozen=True, slots=True)
class Locale:
    """What one reader reads: `t` translates, the other methods write numbers and dates."""

    language: Language = "zh"

    @property
    def babel(self) -> BabelLocale:
        """The Babel locale behind this language."""
        return _babel("zh_CN" if self.language == "zh" else "en_GB")

    def t(self, message: str, **params: object) -> str:
        """The sentence in this language, with its named placeholders filled."""
        sentence = messages(self.language).get(message, message) if message else ""
        return sentence.format(**{k: self._word(v) for k, v in params.items()}) if params else sentence

    def tn(self, one: str, many: str, n: int, **params: object) -> str:
        """The sentence for `n` things; `{n}` is filled in with separators."""
        return self.t(one if n == 1 and self.language == "en" else many, n=self.count(n), **params)

    def paragraph(self, sentences: Iterable[str]) -> str:
        """Whole sentences one after the other; Chinese leaves no space between them.

        >>> Locale("en").paragraph(["One.", "Two."]), Locale("zh").paragraph(["一。", "二。"])
        ('One. Two.', '一。二。')
        """
        return ("" if self.language == "zh" else " ").join(sentences)

    def error(self, error: MotError) -> str:
        """What stops the person, in this language."""
        return self.t(error.message, **error.params) if error.params else self.t(error.message)

    def name(self, name: Name) -> str:
        """A name that is data."""
        return name.in_language(self.language)

    def _word(self, value: object) -> object:
        if isinstance(value, Name):
            return self.name(value)
        if isinstance(value, Quarter):
            return self.quarter(value)
        if isinstance(value, dt.datetime):
            return self.time(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return value
        return self.count(value)

    def signed(self, value: float | None, digits: int = 2) -> str:
        """A gap or a change, with its sign; a true zero has none.

        >>> Locale("en").signed(-0.847), Locale("en").signed(0.001), Locale("en").signed(None)
        ('−0.85', '0.00', '–')
        """
        if value is None or math.isnan(value):
            return NO_VALUE
        text = f"{abs(value):.{digits}f}"
        if float(text) == 0:
            return text
        return f"{MINUS if value < 0 else '+'}{text}"

    def score(self, value: float | None, digits: int = 2) -> str:
        """A mean on its scale, without a sign unless negative."""
        if value is None or math.isnan(value):
            return NO_VALUE
        return f"{value:.{digits}f}".replace("-", MINUS)

    def count(self, value: int) -> str:
        """A whole number with separators.

        >>> Locale("zh").count(3758), Locale("zh").count(123456), Locale("en").count(123456)
        ('3,758', '12.3 万', '123,456')
        """
        if self.language == "zh" and abs(value) >= 100_000:
            return f"{format_decimal(value / 10_000, format='#,##0.0', locale=self.babel)} 万"
        return _grouped(int(value), self.babel)

    def exact(self, value: int) -> str:
        """A whole number to the last digit, for imports and downloads."""
        return _grouped(int(value), self.babel)

    def share(self, value: float | None) -> str:
        """A share between 0 and 1 as whole percent."""
        return NO_VALUE if value is None or math.isnan(value) else f"{value * 100:.0f}%"

    def interval(self, low: float | None, high: float | None, digits: int = 2) -> str:
        """Two ends of an interval of gaps; one that excludes 0 is not written as if it touched it.

        >>> Locale("en").interval(0.0041, 0.05), Locale("en").interval(-0.0003, 0.05)
        ('+0.004 to +0.05', '0.00 to +0.05')
        """
        excluded = low is not None and high is not None and low * high > 0
        write = self.end if excluded else self.signed
        return self.t("{low} to {high}", low=write(low, digits), high=write(high, digits))

    def end(self, value: float | None, digits: int = 2) -> str:
        """An end of an interval of gaps, with as many more decimals as tell it from 0.

        >>> Locale("en").end(0.0041), Locale("en").end(-0.0004), Locale("en").end(0.0), Locale("en").end(0.1)
        ('+0.004', '−0.0004', '0.00', '+0.10')
        """
        text = self.signed(value, digits)
        for more in range(1, MORE_DECIMALS + 1):
            if not value or text[:1] in SIGNS or text == NO_VALUE:
                break
            text = self.signed(value, digits + more)
        return text

    def quarter(self, quarter: Quarter) -> str:
        """For example 2026 年第三季度, or Q3 2026."""
        if self.language == "en":
            return f"Q{quarter.number} {quarter.year}"
        return f"{quarter.year} 年第{'一二三四'[quarter.number - 1]}季度"

    def date(self, day: dt.date) -> str:
        """For example 2026-09-30, or 30 Sep 2026."""
        pattern = "yyyy-MM-dd" if self.language == "zh" else "d MMM y"
        return str(format_date(day, format=pattern, locale=self.babel))

    def time(self, moment: dt.datetime) -> str:
        """Day and minute in this machine's time zone."""
        pattern = "MM-dd HH:mm" if self.language == "zh" else "d MMM HH:mm"
        return str(format_datetime(moment.astimezone(), format=pattern, locale=self.babel))


@lru_cache(maxsize=4096)
def _grouped(value: int, babel: BabelLocale) -> str:
    """Long tables write the same counts again and again, and Babel reads its pattern each time."""
    return str(format_decimal(value, format="#,##0", locale=babel))


@lru_cache(maxsize=4)
def _babel(tag: str) -> BabelLocale:
    """Babel looks for its files each time a locale is parsed."""
    return BabelLocale.parse(tag)

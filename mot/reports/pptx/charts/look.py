"""The look of native charts as DrawingML: colours, lines, fonts and axes; sizes in units of the slide."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from mot.charts.theme import State
from mot.locale.words import MINUS, Locale
from mot.reports.pptx.charts.ranges import Range
from mot.reports.pptx.theme import EAST_ASIAN, LATIN, POINTS, UNIT, colour, tag

SIZE = 15.0  # of the letters: 12.5 on a page, 1.2 times as large on a slide
AXIS = 13.0  # of the numbers along an axis
SMALLEST = 8.0
NOTHING = "1E-9"  # of an axis, that is written as 0
RIBBON_ALPHA, BAND_ALPHA = 0.3, 0.07
MARKS: Mapping[str, str] = {
    State.WEAK: "weak",
    State.BELOW: "below",
    State.UNCLEAR: "unclear",
    State.ABOVE: "above",
    State.HIDDEN: "faint",
}
INKS: Mapping[str, str] = {State.WEAK: "weak", State.ABOVE: "above"}
"""Colour of a number by its state: only conclusions that ask for attention are coloured, and bold."""
ILLEGAL = dict.fromkeys(i for i in range(32) if i not in (9, 10, 13))


def escaped(text: str) -> str:
    """Text as XML holds it, also in an attribute.

    >>> escaped('a<b & "c"')
    'a&lt;b &amp; &quot;c&quot;'
    """
    return escape(text.translate(ILLEGAL))


def signed(digits: int) -> str:
    """Number format of a gap or a change: with its sign, a true minus, no sign at zero.

    >>> signed(1)
    '+0.0;"−"0.0;0.0'
    """
    shape = "0." + "0" * digits if digits else "0"
    return f'+{shape};"{MINUS}"{shape};{shape}'


def level(digits: int) -> str:
    """Number format of a score, with a true minus where it is negative."""
    shape = "0." + "0" * digits if digits else "0"
    return f'{shape};"{MINUS}"{shape}'


def along_axis(form: str) -> str:
    """The number format of an axis: a signed one writes a plain 0 also where its step leaves a trace of rounding.

    >>> along_axis(signed(1)), along_axis(level(0))
    ('[>1E-9]+0.0;[<-1E-9]"−"0.0;0', '0;"−"0')
    """
    if not form.startswith("+"):
        return form
    above, below, _ = form.split(";")
    return f"[>{NOTHING}]{above};[<-{NOTHING}]{below};0"


def solid(token: str, alpha: float = 1.0) -> str:
    """A fill in a colour of the palette."""
    see = "" if alpha >= 1 else f'<a:alpha val="{round(alpha * 100_000)}"/>'
    return f'<a:solidFill><a:srgbClr val="{colour(token)}">{see}</a:srgbClr></a:solidFill>'


NO_FILL, NO_LINE = "<a:noFill/>", "<a:ln><a:noFill/></a:ln>"


def line(token: str, width: float, *, alpha: float = 1.0, cap: str = "flat", dash: str = "solid") -> str:
    """A line: width in units, cap flat or rnd, dash as DrawingML names it."""
    return (
        f'<a:ln w="{round(width * UNIT)}" cap="{cap}">{solid(token, alpha)}<a:prstDash val="{dash}"/>'
        "<a:round/></a:ln>"
    )


def shape(*parts: str) -> str:
    """Properties of a mark: its fill, if any, and its line."""
    return f"<c:spPr>{''.join(parts)}</c:spPr>"


def font(size: float, token: str, *, bold: bool = False, locale: Locale, name: str = "a:defRPr") -> str:
    """Properties of a run of text, with a Latin and an East-Asian typeface."""
    language = "" if name == "a:defRPr" else f'lang="{tag(locale.language)}" '
    return (
        f'<{name} {language}sz="{round(size * POINTS * 100)}" b="{int(bold)}">{solid(token)}'
        f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/></{name}>'
    )


def text(size: float, token: str, *, bold: bool = False, locale: Locale, turned: int = 0) -> str:
    """Text properties of an axis, of labels or of a whole chart; turned in degrees."""
    turn = f' rot="{turned * 60_000}" vert="horz"' if turned else ""
    return (
        f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{font(size, token, bold=bold, locale=locale)}</a:pPr>"
        f'<a:endParaRPr lang="{tag(locale.language)}"/></a:p></c:txPr>'
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its ends and step, where it stands, and what of it is seen.

    side: b, t, l or r · turned: from high to low · cut_at_end: whether it crosses the other axis at its greatest
    value (below when that one is turned).
    """

    range: Range
    side: str
    format: str = "General"
    shown: bool = True
    grid: bool = False
    turned: bool = False
    cut_at_end: bool = False


def value_axis(axis: Axis, own: int, other: int, locale: Locale) -> str:
    """XML of an axis of numbers."""
    ends = axis.range
    way = "maxMin" if axis.turned else "minMax"
    grid = f"<c:majorGridlines>{shape(line('hair', 1))}</c:majorGridlines>" if axis.grid else ""
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="{way}"/><c:max val="{ends.high!r}"/>'
        f'<c:min val="{ends.low!r}"/></c:scaling><c:delete val="{int(not axis.shown)}"/>'
        f'<c:axPos val="{axis.side}"/>{grid}'
        f'<c:numFmt formatCode="{escaped(along_axis(axis.format))}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{shape(NO_LINE)}'
        f"{text(AXIS, 'sub', locale=locale)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{"max" if axis.cut_at_end else "min"}"/>'
        f'<c:crossBetween val="midCat"/><c:majorUnit val="{ends.step!r}"/></c:valAx>'
    )

"""The page of one branch as SVG: finding, three things to know, touchpoints, actions, and what it rests on."""

from collections.abc import Sequence

from mot.domain.branch_sheets import BranchSheet
from mot.domain.improvements import Stage
from mot.domain.reviews import Basis, Review
from mot.domain.slides import Takeaway, Tone
from mot.locale.action_words import STAGES
from mot.locale.sentences import branch_sheets as words
from mot.locale.words import Locale
from mot.reports.branch_sheets import rows as branch_sheet_rows
from mot.reports.drawn.marks import TONES, Area, Mark, Pen, Text, cropped, page, stacked
from mot.reports.layout import Box

WIDTH, HEIGHT = 794, 1123  # A4 upright in units of 1/96 inch
LEFT, RIGHT, TOP, FOOT = 56, 738, 50, 1078
ACTIONS = 5  # written one by one
ORPHAN, BALANCED = 0.2, 0.75  # of the width: a last line too short, and where lines then break
LINE = 30  # from one line to write on to the next
SCORES = ("above", "slightly_above"), ("below", "slightly_below")


def svg(review: Review, basis: Basis, sheet: BranchSheet, locale: Locale) -> str:
    """The whole page."""
    return page(marks(review, basis, sheet, locale), WIDTH, HEIGHT, scale=0.75)  # in points


def marks(review: Review, basis: Basis, sheet: BranchSheet, locale: Locale) -> list[Mark]:
    """Everything that is drawn on the page."""
    names = {place.id: place.name for place in basis.touchpoints}
    drawn, top = _head(basis, sheet, locale)
    three, top = _three(basis, sheet, locale, top + 16)
    section, top = _section(basis, sheet, locale, top + 22)
    work, height = _actions(sheet, locale)
    body = Box(LEFT, top, RIGHT - LEFT, FOOT - 26 - height - top)
    rows, end = branch_sheet_rows.drawn(sheet, body, locale, basis, names)
    notes = _notes(sheet, locale, end + 8, body.height)
    under = end + 8 + 15 * len(notes) + 14
    below = [_moved(mark, under) for mark in work]
    lines = _lines(locale, under + height)
    return [*drawn, *three, *section, *rows, *notes, *below, *lines, *_foot(review, basis, sheet, locale)]


def _head(basis: Basis, sheet: BranchSheet, locale: Locale) -> tuple[list[Mark], float]:
    """Branch and quarter, and the finding under them."""
    place = next(place for place in basis.branches if place.id == sheet.branch)
    small, name = Pen(12, "sub"), Pen(17, "brand", bold=True)
    quarter = locale.quarter(basis.quarter)
    if sheet.responses:
        told = locale.tn("{n} person answered", "{n} people answered", sheet.responses)
        quarter = f"{quarter} · {told}"
    room = RIGHT - LEFT - small.width(quarter) - 20
    marks: list[Mark] = [
        Text(LEFT, TOP + 14, name.cut(locale.name(place.name), room), name),
        Text(RIGHT, TOP + 14, quarter, small, right=True),
        Area(Box(LEFT, TOP + 26, RIGHT - LEFT, 1), "ink"),
    ]
    text = words.headline(locale, sheet, {p.id: p.name for p in basis.touchpoints})
    for size in (25.0, 22.0, 19.0):
        pen = Pen(size, serif=True)
        lines = pen.wrap(text, RIGHT - LEFT)
        if len(lines) <= 2:
            break
    if len(lines) > 1 and pen.width(lines[-1]) < ORPHAN * (RIGHT - LEFT):
        closer = pen.wrap(text, BALANCED * (RIGHT - LEFT))
        lines = closer if len(closer) == len(lines) else lines
    lines = cropped(lines, 3, RIGHT - LEFT, pen)
    return [*marks, *stacked(lines, LEFT, TOP + 40, pen)], TOP + 40 + pen.height(len(lines))


def _three(basis: Basis, sheet: BranchSheet, locale: Locale, top: float) -> tuple[list[Mark], float]:
    """Three things to know beside one another."""
    t = locale.t
    fair, sentence = words.standing(locale, sheet)
    moved, changes = words.moved(locale, sheet, {p.id: p.name for p in basis.touchpoints}, basis)
    told = (
        Takeaway(
            words.value(locale, sheet, sheet.overall.value, basis),
            t("Overall gap") if sheet.signed else t("Overall perception"),
            words.overall(locale, sheet, basis),
            _tone(sheet),
        ),
        Takeaway(fair, t("Among the branches"), sentence, _side(sheet)),
        Takeaway(moved, t("Since {quarter}", quarter=basis.comparison), changes),
    )
    room, marks, ends = (RIGHT - LEFT - 48) / 3, list[Mark](), [top]
    for number, one in enumerate(told):
        block, end = _thing(one, LEFT + number * (room + 24), top, room)
        marks += block
        ends.append(end)
    return marks, max(ends)


def _thing(one: Takeaway, x: float, top: float, room: float) -> tuple[list[Mark], float]:
    size = next((s for s in (22.0, 19.0, 16.5, 14.5) if Pen(s, serif=True).width(one.value) <= room), 13.0)
    marks: list[Mark] = []
    value = Pen(size, TONES[one.tone], serif=True)
    marks.append(Text(x, top + 24, value.cut(one.value, room), value))
    top += 34
    for text, pen, most in ((one.label, Pen(12, bold=True), 1), (one.text, Pen(11.5, "sub"), 6)):
        lines = cropped(pen.wrap(text, room), most, room, pen)
        marks += stacked(lines, x, top, pen)
        top += pen.height(len(lines))
    return marks, top


def _tone(sheet: BranchSheet) -> Tone:
    """Colour only where the interval leaves no doubt."""
    told = sheet.overall
    if not sheet.signed or told.lo is None or told.hi is None:
        return Tone.PLAIN
    return Tone.BELOW if told.hi < 0 else Tone.ABOVE if told.lo > 0 else Tone.UNCLEAR


def _side(sheet: BranchSheet) -> Tone:
    above, below = SCORES
    standing = sheet.fair.standing
    return Tone.ABOVE if standing in above else Tone.BELOW if standing in below else Tone.PLAIN


def _section(basis: Basis, sheet: BranchSheet, locale: Locale, top: float) -> tuple[list[Mark], float]:
    t = locale.t
    title, small = Pen(15, bold=True), Pen(10.5, "sub")
    confidence = locale.share(basis.settings["confidence"])
    told = (
        t(
            "Tick = expected, dot = perceived (hollow: not clear yet), ribbon = {confidence} interval of the gap, "
            "tinted = weak moment.",
            confidence=confidence,
        )
        if sheet.signed
        else t("Dot = perceived, ribbon = {confidence} interval.", confidence=confidence)
    )
    lines = cropped(small.wrap(told, RIGHT - LEFT), 2, RIGHT - LEFT, small)
    heading = t("Touchpoint by touchpoint")
    marks: list[Mark] = [*stacked([heading], LEFT, top, title), *stacked(lines, LEFT, top + 22, small)]
    return marks, top + 22 + small.height(len(lines)) + 2


def _notes(sheet: BranchSheet, locale: Locale, top: float, height: float) -> list[Mark]:
    """What is hidden and what is left out."""
    pen = Pen(10.5, "sub")
    left = len(sheet.rows) - branch_sheet_rows.fitting(sheet.rows, height)
    said = [words.hidden(locale, sheet)]
    if left:
        said.append(locale.tn("{n} more touchpoint stands in the appendix.",
                              "{n} more touchpoints stand in the appendix.", left))  # fmt: skip
    return [
        Text(LEFT, top + 12 + 15 * i, pen.cut(line, RIGHT - LEFT), pen)
        for i, line in enumerate(line for line in said if line)
    ]


def _actions(sheet: BranchSheet, locale: Locale) -> tuple[list[Text], float]:
    """Open actions from the top of the page, and the height they take."""
    t, title, pen, small = locale.t, Pen(15, bold=True), Pen(11.5), Pen(10.5, "sub")
    marks = stacked([t("Open actions at this branch")], LEFT, 0, title)
    top = 24.0
    if not sheet.tasks:
        return [*marks, *stacked([t("None is open.")], LEFT, top, pen)], top + 40
    for task in sheet.tasks[:ACTIONS]:
        due = task.due and locale.date(task.due)
        parts = [
            t(STAGES[Stage(task.stage)]),
            (t("overdue since {day}", day=due) if task.overdue else t("due {day}", day=due))
            if due
            else t("no due date"),
            task.owner,
        ]
        said = " · ".join(part for part in parts if part)
        room = RIGHT - LEFT - small.width(said) - 16
        marks += [
            *stacked([pen.cut(task.title, max(room, 200))], LEFT, top, pen),
            Text(RIGHT, top + 12.2, small.cut(said, RIGHT - LEFT - 216), small, right=True),
        ]
        top += 18
    more = len(sheet.tasks) - ACTIONS
    if more > 0:
        marks += stacked([locale.tn("and {n} more action", "and {n} more actions", more)], LEFT, top, small)
        top += 18
    return marks, top + 34


def _lines(locale: Locale, top: float) -> list[Mark]:
    """Lines to write on by hand, as far as the page has room."""
    room = int((FOOT - 30 - top - 24) / LINE)
    if room < 2:
        return []
    title = stacked([locale.t("What we take on")], LEFT, top, Pen(15, bold=True))
    rules = [
        Area(Box(LEFT, top + 24 + LINE * (i + 1), RIGHT - LEFT, 0.6), "faint") for i in range(min(room, 5))
    ]
    return [*title, *rules]


def _moved(mark: Text, down: float) -> Text:
    return Text(mark.x, mark.y + down, mark.text, mark.pen, mark.right)


def _foot(review: Review, basis: Basis, sheet: BranchSheet, locale: Locale) -> Sequence[Mark]:
    """What the numbers rest on, and the snapshot."""
    t, pen = locale.t, Pen(9.5, "sub")
    parts = [
        locale.name(basis.institution) or t("Moments of Truth"),
        t("as of {day}", day=locale.date(basis.today)),
        t("gap = perceived − expected") if sheet.signed else "",
        t("Demonstration data") if basis.demonstration else "",
    ]
    told = " · ".join(part for part in parts if part)
    return [
        Area(Box(LEFT, FOOT - 16, RIGHT - LEFT, 0.8), "hair"),
        Text(LEFT, FOOT, pen.cut(told, RIGHT - LEFT - pen.width(review.stamp) - 20), pen),
        Text(RIGHT, FOOT, review.stamp, pen, right=True),
    ]

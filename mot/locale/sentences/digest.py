"""What a digest says: a title, and as many whole sentences as fit into a message."""

from collections.abc import Sequence

from mot.analysis.digests import AlarmItem, Digest, Item, MissingItem, OverdueItem, PlanItem, ReadyItem
from mot.domain.survey import Name
from mot.locale.sentences import planner, trends
from mot.locale.words import Locale

FITS = 2_000  # bytes of title and body; a robot of WeCom takes 2,048
MOST_LINES = 8  # of one kind
LONGEST_NAME = 40  # characters of a title or name that are written
_PAGES = {AlarmItem: "trends", PlanItem: "planner"}  # all others are about actions


def title(locale: Locale, found: Digest) -> str:
    """How many news there are."""
    return locale.tn(
        "Moments of Truth: {n} thing is new", "Moments of Truth: {n} things are new", len(found.items)
    )


def body(locale: Locale, found: Digest, address: str = "") -> str:
    """The items by kind, each in a sentence; `address` is that of the pages, "" when it is not known.

    What does not fit is counted, and found on the pages.
    """
    room = FITS - _bytes(title(locale, found)) - 1
    for most in range(MOST_LINES, -1, -1):
        told = _written(locale, found, address, most)
        if _bytes(told) <= room:
            break
    return told


def trial_title(locale: Locale) -> str:
    """The title of a message that only shows that messages arrive."""
    return locale.t("Moments of Truth: test message")


def trial_body(locale: Locale) -> str:
    """What such a message says."""
    return locale.t("Messages arrive here. News about moments and actions will be sent to this address.")


def _written(locale: Locale, found: Digest, address: str, most: int) -> str:
    parts = []
    for heading, kinds in _groups(locale):
        items = [item for item in found.items if isinstance(item, kinds)]
        if not items:
            continue
        lines = [f"• {sentence(locale, found, item)}" for item in items[:most]]
        rest = len(items) - len(lines)
        if rest:
            lines.append(
                locale.tn("• and {n} more", "• and {n} more", rest)
                if lines
                else locale.tn("• {n} thing", "• {n} things", rest)
            )
        if address:
            lines.append(f"{address.rstrip('/')}/{_PAGES.get(type(items[0]), 'actions')}")
        parts.append("\n".join([heading, *lines]))
    return "\n\n".join(parts)


def _groups(locale: Locale) -> Sequence[tuple[str, tuple[type[Item], ...]]]:
    t = locale.t
    return (
        (t("Out of the ordinary"), (AlarmItem,)),
        (t("Overdue actions"), (OverdueItem,)),
        (t("Actions ready to be judged"), (ReadyItem,)),
        (t("Actions that lack answers"), (MissingItem,)),
        (t("Answers still needed"), (PlanItem,)),
    )


def sentence(locale: Locale, found: Digest, item: Item) -> str:
    """One item."""
    t = locale.t
    if isinstance(item, AlarmItem):
        points, places = (
            {key: Name(_short(name.zh), _short(name.en)) for key, name in names.items()}
            for names in (found.touchpoints, found.branches)
        )
        return trends.alarm(locale, item.alarm, found.unit, points, places)
    if isinstance(item, PlanItem):
        said = planner.headline(locale, item.plan, found.touchpoints)
        return t("{quarter}: {said}.", quarter=item.quarter, said=said)
    if isinstance(item, OverdueItem):
        return _overdue(locale, item)
    told = {
        "title": _short(item.action.content.title),
        "day": locale.date(item.action.content.plan.evaluate),
    }
    if isinstance(item, ReadyItem):
        return t("“{title}” can be judged since {day}.", **told)
    if item.missing is None:
        return t("“{title}” has too few answers for a verdict, which is planned for {day}.", **told)
    return locale.tn(
        "“{title}” needs at least {n} more answer for a verdict, which is planned for {day}.",
        "“{title}” needs at least {n} more answers for a verdict, which is planned for {day}.",
        item.missing,
        **told,
    )


def _overdue(locale: Locale, item: OverdueItem) -> str:
    t, content = locale.t, item.action.content
    told = {
        "title": _short(content.title),
        "owner": _short(content.owner_name),
        "day": locale.date(content.due) if content.due else "",
    }
    if item.mine:
        return t("“{title}”, which you run, was due on {day}.", **told)
    if content.owner_name:
        return t("“{title}” was due on {day}; {owner} runs it.", **told)
    return t("“{title}” was due on {day}; nobody runs it yet.", **told)


def _short(text: str) -> str:
    """A name in one short line; "<" could be read as a command by a messenger.

    >>> _short("Two  lines\\nof <b>")
    'Two lines of ＜b>'
    """
    line = " ".join(text.split()).replace("<", "＜")
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def _bytes(text: str) -> int:
    return len(text.encode())

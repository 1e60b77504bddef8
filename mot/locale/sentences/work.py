"""What the overview says of improvement actions."""

from mot.analysis.work import Work
from mot.domain.periods import Quarter
from mot.locale.words import Locale


def attention(locale: Locale, found: Work) -> str:
    """How many actions need somebody's eye, and why."""
    t, tn = locale.t, locale.tn
    said = [
        (found.ready, tn("{n} can be judged", "{n} can be judged", len(found.ready))),
        (found.overdue, tn("{n} is overdue", "{n} are overdue", len(found.overdue))),
        (found.stalled, tn("{n} stands still", "{n} stand still", len(found.stalled))),
        (found.ageing, tn("{n} is open for long", "{n} are open for long", len(found.ageing))),
    ]
    told = [words for actions, words in said if actions]
    if not told:
        return t("No open action is overdue or waits for a verdict.")
    return t("Of the open actions {told}.", told=t(", ").join(told))


def promised(locale: Locale, found: Work, quarter: Quarter) -> str:
    """What was promised in the quarter before and what became of it, with counts; `quarter` is that one."""
    t = locale.t
    if not found.promised:
        return t("Nothing was promised for {quarter}.", quarter=quarter)
    tn = locale.tn
    parts = [
        (found.done, tn("{n} is done", "{n} are done", found.done)),
        (found.improved, tn("{n} is shown to work", "{n} are shown to work", found.improved)),
        (found.worse, tn("{n} went with a decline", "{n} went with a decline", found.worse)),
        (found.dropped, tn("{n} was dropped", "{n} were dropped", found.dropped)),
    ]
    told = [words for count, words in parts if count]
    n = len(found.promised)
    if not told:
        return tn(
            "{n} action was promised for {quarter}; it is not done yet.",
            "{n} actions were promised for {quarter}; none is done yet.",
            n,
            quarter=quarter,
        )
    return tn(
        "{n} action was promised for {quarter}: {told}.",
        "{n} actions were promised for {quarter}: {told}.",
        n,
        quarter=quarter,
        told=t(", ").join(told),
    )

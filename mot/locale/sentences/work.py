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
    told = {"quarter": quarter, "done": found.done, "improved": found.improved, "worse": found.worse}
    first = locale.tn(
        "{n} action was promised for {quarter}: {done} done, {improved} shown to work, {worse} made worse.",
        "{n} actions were promised for {quarter}: {done} done, {improved} shown to work, {worse} made worse.",
        len(found.promised),
        **told,
    )
    if not found.dropped:
        return first
    dropped = locale.tn("{n} was dropped.", "{n} were dropped.", found.dropped)
    return locale.paragraph([first, dropped])

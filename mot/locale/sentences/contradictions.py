"""The gentle note beside words that the frozen numbers do not support."""

from mot.analysis.claims import Kind
from mot.analysis.contradictions import Objection, Reason
from mot.domain.errors import N_
from mot.domain.reviews import Content, Fact
from mot.locale.sentences.effects import SHORT
from mot.locale.sentences.review_subjects import subject
from mot.locale.statuses import STATUS_SHORT
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

_SAID: dict[Reason, str] = {
    Reason.CHANGE_UNCLEAR: N_(
        "The data do not support this yet: {subject} changed by {value} since {quarter}, interval {low} to {high}, "
        "which cannot be told from no change."
    ),
    Reason.CHANGE_OPPOSITE: N_(
        "The data do not support this: {subject} changed by {value} since {quarter}, interval {low} to {high}, which "
        "is the other way."
    ),
    Reason.CHANGE_CLEAR: N_(
        "The data do not support this: {subject} changed by {value} since {quarter}, interval {low} to {high}, which "
        "is a clear change."
    ),
    Reason.LEVEL_UNCLEAR: N_(
        "The data do not support this yet: the gap of {subject} is {value}, interval {low} to {high}; whether "
        "expectations are met cannot be told."
    ),
    Reason.LEVEL_OTHER: N_(
        "The data do not support this: the gap of {subject} is {value}, interval {low} to {high} ({finding})."
    ),
    Reason.NUMBER: N_("The data say otherwise: the gap of {subject} is {value} ({n} people)."),
    Reason.AMOUNT: N_(
        "The data say otherwise: {subject} changed by {value} since {quarter}, interval {low} to {high}."
    ),
    Reason.EFFECT_UNCLEAR: N_("The data do not support this yet: the verdict on “{subject}” is “{finding}”."),
}
_TOO_FEW = N_("The data do not support this yet: {subject} has {n} answers, too few to judge.")
_WIDER = N_(
    "The data do not support this: the gap of {other} is wider, {outer} against {value} of {subject}."
)
_HIGHER = N_(
    "The data do not support this: the gap of {other} is better, {outer} against {value} of {subject}."
)


def objection(locale: Locale, one: Objection, content: Content) -> str:
    """Why the data do not support what was written, in one sentence."""
    basis, fact = content.basis, one.fact
    told: dict[str, object] = {
        "subject": subject(locale, fact.subject, basis),
        "value": locale.signed(fact.value, basis.decimals),
        "low": locale.signed(fact.lo, basis.decimals),
        "high": locale.signed(fact.hi, basis.decimals),
        "n": fact.n or 0,
        "quarter": basis.comparison,
        "finding": _finding(locale, fact),
    }
    if one.other is not None:
        told |= {
            "other": subject(locale, one.other.subject, basis),
            "outer": locale.signed(one.other.value, basis.decimals),
        }
        return locale.t(_WIDER if one.claim.kind is Kind.WORST else _HIGHER, **told)
    if one.reason is Reason.LEVEL_UNCLEAR and fact.status == Status.TOO_FEW:
        return locale.t(_TOO_FEW, **told)
    return locale.t(_SAID[one.reason], **told)


def _finding(locale: Locale, fact: Fact) -> str:
    for words in (STATUS_SHORT, {str(verdict): word for verdict, word in SHORT.items()}):
        if fact.status in words:
            return locale.t(words[fact.status])
    return locale.t("Below expectations") if (fact.value or 0) < 0 else locale.t("Above expectations")

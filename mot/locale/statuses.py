"""The words of the verdicts, as the method defines them."""

from mot.domain.errors import N_
from mot.stats.multiplicity import Status

STATUS_WORDS: dict[str, str] = {
    Status.NO_RESPONSES: N_("No responses"),
    Status.PERCEPTION_ONLY: N_("Perception only, no gap"),
    Status.SUPPRESSED: N_("Too few answers, hidden to protect privacy"),
    Status.TOO_FEW: N_("Too few answers to judge"),
    Status.WEAK: N_("Weak moment: clearly below expectations"),
    Status.LIKELY_WEAK: N_("Probably weak: below expectations, size not certain"),
    Status.DELIGHT: N_("Delight: above expectations"),
    Status.MEETS: N_("Meets expectations"),
    Status.SLIGHTLY_BELOW: N_("Slightly below expectations"),
    Status.UNCLEAR: N_("Not clear yet, more answers needed"),
}
STATUS_SHORT: dict[str, str] = {
    Status.NO_RESPONSES: N_("No responses"),
    Status.PERCEPTION_ONLY: N_("Perception only"),
    Status.SUPPRESSED: N_("Hidden"),
    Status.TOO_FEW: N_("Too few answers"),
    Status.WEAK: N_("Weak moment"),
    Status.LIKELY_WEAK: N_("Probably weak"),
    Status.DELIGHT: N_("Delight"),
    Status.MEETS: N_("Meets expectations"),
    Status.SLIGHTLY_BELOW: N_("Slightly below"),
    Status.UNCLEAR: N_("Not clear yet"),
}

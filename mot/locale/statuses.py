"""The words of the verdicts, as the method defines them."""

from mot.domain.errors import N_
from mot.stats.multiplicity import RelativeStatus, Status

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
WHY_HIDDEN: dict[str, str] = {
    "no": "",
    "none": N_("No responses"),
    "few": N_("Too few answers, hidden to protect privacy"),
    "protected": N_("Hidden so that a small neighbour cannot be worked out"),
}
COMPARED_WORDS: dict[str, str] = {
    RelativeStatus.WEAKER: N_("Weaker than your other moments."),
    RelativeStatus.STRONGER: N_("Stronger than your other moments."),
}

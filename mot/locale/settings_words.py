"""The thresholds on the settings page: what each is called, and what it does."""

from mot.domain.errors import N_
from mot.locale.threshold_words import THRESHOLD_WORDS

POINTS = N_("Importance points of a service dimension, usually 100 in all. They weigh the overall score.")
EXPLAINED = {
    "confidence": N_("Share of intervals that hold the true value, 0.95 as a rule."),
    "alpha": N_("Among all flags of a page, the share that may be luck."),
    "delta": N_("In percent of the scale's width; 5 is 0.2 on a 1–5 scale."),
    "delta_up": N_("In percent of the scale's width."),
    "n_suppress": N_("Protects those who answered; never below 5."),
    "n_status": N_("With fewer there is a number but no finding."),
    "n_plain": N_("With fewer the interval is made wider."),
    "prior_level": N_(
        "In percent of the scale. Scores of small branches are drawn towards the average accordingly."
    ),
    "prior_change": N_(
        "In percent of the scale. Used when an action's effect is judged against other branches."
    ),
    "n_baseline": N_("The first months of a chart set its limits; later months are compared with them."),
    "n_effect": N_("Before and after the action each. With fewer there is no verdict."),
    "weight_tangibles": POINTS,
    "weight_reliability": POINTS,
    "weight_responsiveness": POINTS,
    "weight_assurance": POINTS,
    "weight_empathy": POINTS,
}
THRESHOLDS = {name: (THRESHOLD_WORDS[name], told) for name, told in EXPLAINED.items()}

"""The words of the thresholds: what each is called, and what it does."""

from mot.domain.errors import N_

POINTS = N_("Importance points of a service dimension, usually 100 in all. They weigh the overall score.")
THRESHOLDS = {
    "confidence": (
        N_("Confidence of intervals"),
        N_("Share of intervals that hold the true value, 0.95 as a rule."),
    ),
    "alpha": (N_("Error rate of findings"), N_("Among all flags of a page, the share that may be luck.")),
    "delta": (N_("A gap that matters"), N_("In percent of the scale's width; 5 is 0.2 on a 1–5 scale.")),
    "delta_up": (N_("A delight that matters"), N_("In percent of the scale's width.")),
    "n_suppress": (N_("Hide below this many answers"), N_("Protects those who answered; never below 5.")),
    "n_status": (N_("Verdict from this many answers"), N_("With fewer there is a number but no finding.")),
    "n_plain": (N_("Large sample from this many answers"), N_("With fewer the interval is made wider.")),
    "prior_level": (
        N_("How far branches usually lie apart"),
        N_("In percent of the scale. Scores of small branches are drawn towards the average accordingly."),
    ),
    "prior_change": (
        N_("How differently branches usually change"),
        N_("In percent of the scale. Used when an action's effect is judged against other branches."),
    ),
    "n_baseline": (
        N_("Months a control chart learns from"),
        N_("The first months of a chart set its limits; later months are compared with them."),
    ),
    "n_effect": (
        N_("Answers a verdict on an action needs"),
        N_("Before and after the action each. With fewer there is no verdict."),
    ),
    "weight_tangibles": (N_("Importance of tangibles"), POINTS),
    "weight_reliability": (N_("Importance of reliability"), POINTS),
    "weight_responsiveness": (N_("Importance of responsiveness"), POINTS),
    "weight_assurance": (N_("Importance of assurance"), POINTS),
    "weight_empathy": (N_("Importance of empathy"), POINTS),
}

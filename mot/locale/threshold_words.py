"""The names of the thresholds and their units, as the settings page and the appendix write them."""

from mot.domain.errors import N_

THRESHOLD_WORDS: dict[str, str] = {
    "confidence": N_("Confidence of intervals"),
    "alpha": N_("Error rate of findings"),
    "delta": N_("A gap that matters"),
    "delta_up": N_("A delight that matters"),
    "n_suppress": N_("Hide below this many answers"),
    "n_status": N_("Verdict from this many answers"),
    "n_plain": N_("Large sample from this many answers"),
    "prior_df": N_("Weight of the usual spread in small samples"),
    "floor_pomp": N_("Least spread assumed in small samples"),
    "prior_level": N_("How far branches usually lie apart"),
    "prior_change": N_("How differently branches usually change"),
    "n_baseline": N_("Months a control chart learns from"),
    "n_effect": N_("Answers a verdict on an action needs"),
    "weight_tangibles": N_("Importance of tangibles"),
    "weight_reliability": N_("Importance of reliability"),
    "weight_responsiveness": N_("Importance of responsiveness"),
    "weight_assurance": N_("Importance of assurance"),
    "weight_empathy": N_("Importance of empathy"),
}
POMP, ANSWERS, SHARE = N_("percent of the scale's width"), N_("answers"), N_("share")
THRESHOLD_UNITS: dict[str, str] = {
    "confidence": SHARE,
    "alpha": SHARE,
    "delta": POMP,
    "delta_up": POMP,
    "n_suppress": ANSWERS,
    "n_status": ANSWERS,
    "n_plain": ANSWERS,
    "prior_df": ANSWERS,
    "floor_pomp": POMP,
    "prior_level": POMP,
    "prior_change": POMP,
    "n_baseline": N_("months"),
    "n_effect": ANSWERS,
    **dict.fromkeys(
        (
            "weight_tangibles",
            "weight_reliability",
            "weight_responsiveness",
            "weight_assurance",
            "weight_empathy",
        ),
        N_("points"),
    ),
}

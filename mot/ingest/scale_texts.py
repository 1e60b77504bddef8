"""What issues of the scale of one kind of rating say."""

from mot.domain.errors import N_

SCALE_TEXTS: dict[str, str] = {
    "shorter_expectation": N_(
        "No expectation is above {top}, while other ratings go up to {highest}. If expectations were asked on a "
        "shorter scale, no gap can be computed from them: leave them out. Otherwise say that they are on {scale}."
    ),
    "shorter_perception": N_(
        "No perception is above {top}, while other ratings go up to {highest}. If perceptions were asked on a "
        "shorter scale, no gap can be computed from them: leave them out. Otherwise say that they are on {scale}."
    ),
    "shorter_minimum": N_(
        "No minimum level is above {top}, while other ratings go up to {highest}. If it was asked on a shorter "
        "scale, it cannot be compared: leave it out. Otherwise say that it is on {scale}."
    ),
    "shorter_importance": N_(
        "No importance is above {top}, while other ratings go up to {highest}. If importance was asked on a "
        "shorter scale, it cannot be compared: leave it out. Otherwise say that it is on {scale}."
    ),
    "shorter_expectation_left_out": N_("Expectations are left out: they were asked on a shorter scale."),
    "shorter_perception_left_out": N_("Perceptions are left out: they were asked on a shorter scale."),
    "shorter_minimum_left_out": N_("Minimum levels are left out: they were asked on a shorter scale."),
    "shorter_importance_left_out": N_("Importance is left out: it was asked on a shorter scale."),
}

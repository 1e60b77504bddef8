"""The words of tagged moments: what is said of one, why, and who reads it."""

from mot.domain.errors import N_
from mot.domain.moments import Cause, Kind, Need, Origin, Principle, Visibility

KINDS: dict[str, str] = {Kind.WEAK: N_("Weak moment"), Kind.DELIGHT: N_("Delight"), Kind.WATCH: N_("Watch")}
CAUSES: dict[str, str] = {
    Cause.COMMUNICATION: N_("Poor communication"),
    Cause.EMPOWERMENT: N_("Staff not empowered"),
    Cause.TRAINING: N_("Lack of training"),
    Cause.PROCESS: N_("Process"),
    Cause.RESOURCES: N_("Staffing and resources"),
    Cause.ENVIRONMENT: N_("Environment"),
    Cause.PRODUCT: N_("Product"),
    Cause.OTHER: N_("Other cause"),
}
STRENGTHS: dict[str, str] = {  # what lies behind a delight
    Cause.COMMUNICATION: N_("Good communication"),
    Cause.EMPOWERMENT: N_("Staff could decide"),
    Cause.TRAINING: N_("Good training"),
    Cause.PROCESS: N_("Process"),
    Cause.RESOURCES: N_("Staffing and resources"),
    Cause.ENVIRONMENT: N_("Environment"),
    Cause.PRODUCT: N_("Product"),
    Cause.OTHER: N_("Other cause"),
}
PRINCIPLES: dict[str, str] = {
    Principle.COMMITMENT: N_("Commitment"),
    Principle.COMMUNICATION: N_("Communication"),
    Principle.CONFIRMATION: N_("Confirmation"),
    Principle.COLLABORATION: N_("Collaboration"),
    Principle.SATISFACTION: N_("Customer satisfaction"),
}
NEEDS: dict[str, str] = {Need.EXPLICIT: N_("Explicit need"), Need.IMPLICIT: N_("Implicit need")}
VISIBILITIES: dict[str, str] = {
    Visibility.BRANCH: N_("These branches"),
    Visibility.REGION: N_("The region"),
    Visibility.NETWORK: N_("The network"),
}
READERS: dict[str, str] = {
    Visibility.BRANCH: N_("read by these branches"),
    Visibility.REGION: N_("read by the region"),
    Visibility.NETWORK: N_("read by the network"),
}
ORIGINS: dict[str, str] = {
    Origin.TOUCHPOINT: N_("from the touchpoint's gap"),
    Origin.CELL: N_("from one branch's gap"),
    Origin.ALARM: N_("from a signal in the trend"),
    Origin.COMMENT: N_("from a comment"),
}

"""The words of improvement actions: how far one is, whether one would do it again, and what it is called."""

from mot.domain.errors import N_
from mot.domain.improvements import Action, Again, Stage

STAGES: dict[Stage, str] = {
    Stage.PLANNED: N_("Planned"),
    Stage.UNDER_WAY: N_("Under way"),
    Stage.REMEASURE: N_("To be re-measured"),
    Stage.CLOSED: N_("Closed"),
    Stage.DROPPED: N_("Dropped"),
}
AGAIN: dict[Again, str] = {
    Again.YES: N_("Yes, in the same way"),
    Again.CHANGED: N_("Yes, but differently"),
    Again.NO: N_("No"),
}


def number(one: Action) -> str:
    """How an action is called for short, for example ``A-033``."""
    return f"A-{one.id:03d}"

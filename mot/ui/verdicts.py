"""What the answers say of an action: a badge, a small chart for its card, and the whole of it."""

from mot.analysis.effects import Judged
from mot.domain.improvements import Action
from mot.ui.frame import Page


def badge(page: Page, judged: Judged) -> str:
    """The verdict as a coloured word for a line of markdown, with the effect where there is one."""
    raise NotImplementedError


def mini(page: Page, action: Action, judged: Judged) -> None:
    """The small chart of a card: before in grey, the start, the means, the target."""
    raise NotImplementedError


def detail(page: Page, action: Action, judged: Judged) -> None:
    """The verdict in sentences, with the chart before and after and what it rests on."""
    raise NotImplementedError

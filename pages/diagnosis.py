"""Which behaviour step fails where, what a team says of itself, and what to do about it."""

from mot.ui import coaching, self_check
from mot.ui import diagnosis as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("diagnosis")
view = pick(page)
if view is None:
    parts.nothing_yet(page)
    coaching.cards(page)
else:
    found = parts.find(page, view)
    parts.headline(page, view, found)
    parts.steps_and_causes(page, view, found)
    parts.where(page, view, found)
    self_check.team(page, view)
    coaching.cards(page, parts.first_step(found))
    parts.footnote(page)

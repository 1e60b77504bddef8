"""The quarter at a glance: what falls short, what moved, how sure that is."""

from mot.services import overview as service
from mot.ui import alarms, flagged, outcomes, tagging, work
from mot.ui import overview as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("overview")
view = pick(page)
tagging.told()
if view is None:
    page.nothing_here(
        page.t("No feedback yet"),
        page.t("Import the first file and this page shows where expectations are not met."),
    )
else:
    found = page.ask(service.overview, view)
    parts.headline(page, view, found)
    parts.figures(page, found)
    parts.journey(page, view, found)
    alarms.show(page, view)
    outcomes.strip(page, view)
    parts.trend_and_movements(page, view, found)
    work.show(page, view)
    flagged.compare(page, view)
    parts.footnote(page, found.now, found.responses[-1])

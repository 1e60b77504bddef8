"""Month by month: what is usual, what is not, and since when."""

from mot.services import trends as service
from mot.ui import tagging
from mot.ui import trend_choice as choices
from mot.ui import trends as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("trends")
view = pick(page)
tagging.told()
if view is None:
    page.nothing_here(
        page.t("No feedback yet"),
        page.t("Import the first file and this page watches each touchpoint month by month."),
    )
else:
    found = page.ask(service.alarms, view, *choices.asked())
    parts.headline(page, view, found)
    parts.months(page, view, found)
    parts.footnote(page, found)

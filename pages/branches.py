"""How branches compare: fairly, with what chance allows, and without a league table of noise."""

from mot.services import branches as service
from mot.ui import branch_charts, branch_table
from mot.ui import branches as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("branches")
view = pick(page)
if view is None:
    page.nothing_here(
        page.t("No feedback yet"), page.t("Import the first file and this page compares the branches fairly.")
    )
else:
    found = page.ask(service.branches, view, parts.touchpoint(page))
    parts.headline(page, view, found)
    parts.choose(page, found)
    parts.figures(page, found)
    branch_charts.ranked_and_funnel(page, view, found)
    branch_table.table(page, view, found)
    parts.footnote(page, found)

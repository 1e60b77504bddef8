"""Where to begin: what matters to overall satisfaction and falls short, and how sure that is."""

from mot.ui import drivers as parts
from mot.ui import what_if
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("priorities")
view = pick(page)
if view is None:
    page.nothing_here(
        page.t("No feedback yet"), page.t("Import the first file and this page shows where to begin.")
    )
else:
    found = parts.ask(page, view)
    parts.headline(page, view, found)
    parts.map_and_ranking(page, view, found)
    what_if.panel(page, view, found)
    parts.footnote(page, found)

"""Which touchpoints fall short, where, and how sure we are."""

from mot.services import gaps as service
from mot.ui import flagged, heat, overview, tagging
from mot.ui import gaps as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("gaps")
view = pick(page)
tagging.told()
if view is None:
    page.nothing_here(
        page.t("No feedback yet"), page.t("Import the first file and this page shows each touchpoint's gap.")
    )
else:
    table = page.ask(service.gap_table, view)
    parts.headline(page, view, table)
    parts.perception_only(page, table)
    parts.dumbbell_with_detail(page, view, table)
    heat.dimensions_and_zones(page, view)
    heat.heatmap(page, view)
    flagged.compare(page, view)
    overview.footnote(page, table)

"""How many answers are still needed, where, and a sheet to print for each branch."""

import datetime as dt

from mot.services import planner as service
from mot.ui import effect_plan
from mot.ui import planner as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("planner")
view = pick(page)
today = dt.date.today()
if view is None:
    page.nothing_here(
        page.t("No feedback yet"),
        page.t("Import the first file and this page shows how many answers are still needed."),
    )
else:
    plan = page.ask(service.plan, view, parts.wish(), today)
    parts.headline(page, view, plan)
    parts.controls(page, plan)
    if not plan.cells.empty:
        parts.heatmap(page, view, plan)
        parts.branches(page, view, plan, today)
        effect_plan.effect(page, view, plan)
    parts.footnote(page)

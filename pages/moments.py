"""Tagged moments: what was known then, what is known now, and what is worth tagging."""

from mot.ui import moment_edit, tagging
from mot.ui import moments as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("moments")
view = pick(page)
tagging.told()
if view is None:
    page.nothing_here(
        page.t("No feedback yet"),
        page.t("Import the first file; then weak moments and delights can be tagged with their evidence."),
    )
else:
    known = parts.find(page)
    suggested = parts.suggested(page, view, known)
    parts.headline(page, known, suggested)
    parts.suggest(page, view, suggested)
    parts.tags(page, known)
    parts.practices(page, known)
    parts.footnote(page)
    moment_edit.drawer(page)

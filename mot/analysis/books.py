"""The books: everything a page's questions are answered from, for one scope at one data version."""

from dataclasses import dataclass, field

from mot.analysis.shelf import Shelf
from mot.domain.cube import CLEAN, WORDING_KEYS, WORDING_SUMS, Cube, Tallies
from mot.domain.periods import Quarter
from mot.domain.survey import Against, Institution, Measure
from mot.domain.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Books:
    """The committed feedback within a scope, and what it is read against.

    `institution` has the branches within the scope only. What several questions need is worked out once and
    kept on `shelf`; books are never changed, so nothing there grows old. `wordings` counts perceptions by the
    wording of the question, for touchpoints that were asked about in several. `wider` are the books of the whole
    network where what those hide is hidden too; nothing else of them is told.
    """

    version: int
    institution: Institution
    thresholds: Thresholds
    cube: Cube
    wordings: Tallies = field(default_factory=lambda: Tallies.empty(WORDING_KEYS, WORDING_SUMS))
    wider: "Books | None" = field(default=None, compare=False, repr=False)
    shelf: Shelf = field(default_factory=lambda: Shelf(96), compare=False, repr=False)

    def cells(
        self, quarter: Quarter, against: Against = Against.EXPECTATION, quality: int = CLEAN
    ) -> Tallies:
        """The cells of one quarter, of one kind of pair and quality."""
        found: Tallies = self.shelf.get(
            ("cells", quarter, against, quality),
            lambda: self.cube.cells.select(month=quarter.months, against=int(against), quality=quality),
        )
        return found

    def rollups(self, measure: Measure, quality: int = CLEAN) -> Tallies:
        """The person roll-ups of one measure and quality, of all times."""
        found: Tallies = self.shelf.get(
            ("rollups", measure, quality),
            lambda: self.cube.rollups.select(measure=int(measure), quality=quality),
        )
        return found

"""In which words each import asked about each touchpoint, and how many answered in which words."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.cube import CLEAN, WORDING_KEYS, WORDING_SUMS, Tallies
from mot.domain.survey import Against, Institution
from mot.ingest.names import Directory
from mot.storage.bulk import fetch_ints, insert_rows
from mot.storage.schema import batch_question, cell
from mot.storage.visibility import counts, in_scope, touches


def insert(tx: sa.Connection, batch_id: int, wordings: Mapping[int, str]) -> None:
    """Keep the wording by touchpoint of a batch; one that no header tells is not kept."""
    rows = [(batch_id, touchpoint, words) for touchpoint, words in sorted(wordings.items()) if words]
    insert_rows(tx, batch_question, ("batch_id", "touchpoint_id", "wording"), rows)


def load(tx: sa.Connection, scope: Scope, there: Institution) -> Tallies:
    """Perceptions by month, branch, touchpoint and wording, of touchpoints that were asked in several wordings.

    Wordings are numbered by touchpoint in the order in which they came. A name or alias of the touchpoint is
    one wording (0), whichever it is. Imports of unknown wording are left out.
    """
    names = {t.id: Directory.of([t]) for t in there.touchpoints}
    q = batch_question.c
    rows = tx.execute(
        sa.select(q.batch_id, q.touchpoint_id, q.wording)
        .where(counts(q.batch_id), touches(q.batch_id, scope))
        .order_by(q.batch_id)
    )
    numbers: dict[int, dict[str, int]] = defaultdict(lambda: {"": 0})
    met: dict[int, set[int]] = defaultdict(set)
    of_batch: dict[tuple[int, int], int] = {}
    for batch, touchpoint, words in rows:
        known = numbers[touchpoint]
        own = touchpoint in names and names[touchpoint].exact(words)
        number = known.setdefault("" if own else words, len(known))
        met[touchpoint].add(number)
        of_batch[batch, touchpoint] = number
    several = sorted(touchpoint for touchpoint, all_ in met.items() if len(all_) > 1)
    if not several:
        return Tallies.empty(WORDING_KEYS, WORDING_SUMS)
    c = cell.c
    wanted = (
        counts(c.batch_id)
        & in_scope(c.branch, scope)
        & c.touchpoint.in_(several)
        & (c.against == int(Against.EXPECTATION))
        & (c.quality == CLEAN)
    )
    told = fetch_ints(tx, sa.select(c.batch_id, c.month, c.branch, c.touchpoint, c.n_p).where(wanted))
    pairs = zip(told["batch_id"].tolist(), told["touchpoint"].tolist(), strict=True)
    numbered = np.array([of_batch.get(pair, -1) for pair in pairs], dtype=np.int64)
    keys = {"month": told["month"], "branch": told["branch"], "touchpoint": told["touchpoint"]}
    found = Tallies({**keys, "wording": numbered}, {"n": told["n_p"]})
    return found.where(numbered >= 0).group(*WORDING_KEYS)

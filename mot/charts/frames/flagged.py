"""Numbers with and without the flagged responses, in a reader's language."""

from collections.abc import Sequence

import pandas as pd

from mot.analysis.flagged import NUMBERS, WHOLE, Compared
from mot.domain.survey import Touchpoint
from mot.locale.words import Locale


def flagged(
    found: Compared, touchpoints: Sequence[Touchpoint], locale: Locale, *, digits: int | None = None
) -> pd.DataFrame:
    """One row for all touchpoints together and one per touchpoint; what is hidden is empty.

    With `digits` the numbers are rounded, so that a difference of nothing has no sign.
    """
    t, frame = locale.t, found.frame
    if digits is not None:
        frame = frame.assign(**{name: frame[name].round(digits) + 0.0 for name in NUMBERS})
    names = {p.id: locale.name(p.name) for p in touchpoints} | {WHOLE: t("All touchpoints")}
    columns: dict[str, object] = {
        t("Touchpoint"): [names[int(i)] for i in frame["touchpoint"]],
        "n": frame["n"].astype("Int64"),
        t("Flagged"): frame["n_flagged"].astype("Int64"),
    }
    if found.paired:
        columns |= {
            t("Gap"): frame["gap"],
            t("Interval from"): frame["gap_lo"],
            t("Interval to"): frame["gap_hi"],
            t("Gap with flagged"): frame["gap_with"],
            t("Moved by"): frame["gap_moved"],
        }
    columns |= {
        t("Perceived"): frame["score"],
        t("Perceived with flagged"): frame["score_with"],
        t("Perceived moved by"): frame["score_moved"],
    }
    return pd.DataFrame(columns)

"""The history that was frozen with a tag, as rows of a chart."""

import numpy as np
import pandas as pd

from mot.charts.frames import overview
from mot.domain.moments import Evidence
from mot.locale.words import Locale


def frozen_history(evidence: Evidence, digits: int, locale: Locale) -> pd.DataFrame:
    """The quarters as they were when the moment was tagged, as `overview.history`."""
    columns = {
        name: np.array([np.nan if x is None else x for x in evidence.chart[name]], dtype=float)
        for name in ("n", "expectation", "perception", "gap", "lo", "hi")
    }
    found = pd.DataFrame({"quarter": list(evidence.chart["quarter"]), **columns})
    found["hidden"] = found["n"].isna()
    return overview.history(found.rename(columns={"n": "n_p"}), digits, locale)

"""What is said of flagged responses."""

import numpy as np
import pandas as pd

from mot.analysis.flagged import NUMBERS, WHOLE, Compared
from mot.analysis.units import of_one_scale
from mot.domain.survey import Name, Scale
from mot.locale.sentences.flagged import flagged

FIVE = of_one_scale(Scale(1, 5))
NAMES = {
    1: Name("取号排队", "Ticket & queue"),
    2: Name("柜台办理", "Counter service"),
    3: Name("网点环境", "Lobby"),
    4: Name("理财咨询", "Advice"),
}


def compared(moved, *, n=24.0, paired=True, matters=(), hidden=()):
    """The overall gap −0.62, and what the flagged responses move at all touchpoints together and at each."""
    frame = pd.DataFrame({"touchpoint": [WHOLE, *NAMES], "n": 800.0, "n_flagged": n})
    for name in NUMBERS:
        frame[name] = np.nan
    if paired:
        frame["gap"], frame["gap_moved"] = -0.62, moved
        frame["gap_with"] = frame["gap"] + moved
    frame["score"], frame["score_moved"] = 3.71, moved
    frame["score_with"] = frame["score"] + moved
    for place in hidden:
        frame.loc[place, [c for c in NUMBERS if c.endswith(("_with", "_moved"))]] = np.nan
    frame["matters"] = frame["touchpoint"].isin(matters)
    found = Compared(frame, FIVE, paired, n)
    return lambda locale: flagged(locale, found, NAMES)


EVERYWHERE = range(5)
SITUATIONS = [
    ("none", compared(0.0, n=0.0), "", ""),
    (
        "too few to tell",
        compared(0.0, n=np.nan, hidden=EVERYWHERE),
        "当前范围内有答卷因质量存疑被标记。不显示计入它们后的数值，以免相减透露少数客户的回答。",
        "Some responses of this selection are flagged for their quality. Numbers with them are not shown, so that no "
        "difference tells what a few people said.",
    ),
    (
        "too small to matter",
        compared(0.01),
        "有 24 份答卷因质量存疑被标记，未计入。若计入，各项数值变动都不超过量表的 1%。",
        "24 responses are flagged for their quality and left out. With them no number shown would move by more than 1% "
        "of the scale.",
    ),
    (
        "it matters overall",
        compared(0.06, matters=(WHOLE,)),
        "有 24 份答卷因质量存疑被标记，未计入。若计入，总体差距为 −0.56，而不是 −0.62。变动超过量表的 1%，请先核对这些答卷再行动。",
        "24 responses are flagged for their quality and left out. With them the overall gap would be −0.56 instead of "
        "−0.62. That is more than 1% of the scale: look at these responses before you act.",
    ),
    (
        "it matters at two touchpoints",
        compared(0.06, matters=(WHOLE, 1, 2)),
        "有 24 份答卷因质量存疑被标记，未计入。若计入，总体差距为 −0.56，而不是 −0.62。取号排队、柜台办理的变动超过量表的 1%，请先核对这些答卷再行动。",
        "24 responses are flagged for their quality and left out. With them the overall gap would be −0.56 instead of "
        "−0.62. The difference is more than 1% of the scale at Ticket & queue, Counter service: look at these "
        "responses before you act.",
    ),
    (
        "it matters at many touchpoints",
        compared(-0.06, matters=(1, 2, 3, 4)),
        "有 24 份答卷因质量存疑被标记，未计入。若计入，总体差距为 −0.68，而不是 −0.62。有 4 个触点的变动超过量表的 1%，包括取号排队、柜台办理、网点环境，请先核对这些答卷再行动。",
        "24 responses are flagged for their quality and left out. With them the overall gap would be −0.68 instead of "
        "−0.62. The difference is more than 1% of the scale at 4 touchpoints, among them Ticket & queue, Counter "
        "service, Lobby: look at these responses before you act.",
    ),
    (
        "perceptions only",
        compared(0.05, paired=False, matters=(WHOLE,)),
        "有 24 份答卷因质量存疑被标记，未计入。若计入，感知得分为 3.76，而不是 3.71。变动超过量表的 1%，请先核对这些答卷再行动。",
        "24 responses are flagged for their quality and left out. With them the perceived score would be 3.76 instead of "
        "3.71. That is more than 1% of the scale: look at these responses before you act.",
    ),
    (
        "the number of people is hidden",
        compared(0.06, n=np.nan, matters=(1,), hidden=(0,)),
        "有答卷因质量存疑被标记，未计入。取号排队的变动超过量表的 1%，请先核对这些答卷再行动。",
        "Some responses are flagged for their quality and left out. The difference is more than 1% of the scale at "
        "Ticket & queue: look at these responses before you act.",
    ),
]

"""Method of what is answered besides ratings: outcomes, response quality, and how many answers are needed."""

from mot.domain.errors import N_
from mot.locale.methods.section import Section

OUTCOMES = Section(
    key="outcomes",
    title=N_("Recommendation, satisfaction, outcome figures"),
    what=N_(
        "NPS is the share of those who answer 9–10 less that of those who answer 0–6. Fully satisfied is "
        "the share of the highest answer. Outcome figures, such as the complaint rate, are counts of the "
        "institution and no opinions."
    ),
    formulas=(
        r"\mathrm{NPS} = 100\,(p - d), \qquad 100\left((\tilde p - \tilde d) \pm z\,\sqrt{\tfrac{\tilde p + \tilde d - "
        r"(\tilde p - \tilde d)^2}{n + 3}}\right)",
        r"\frac{\hat p + z^2/2n \pm z\sqrt{\hat p(1-\hat p)/n + z^2/4n^2}}{1 + z^2/n} \qquad \text{(Wilson)}",
    ),
    where=(
        N_(
            "p̃ and d̃: shares after adding three answers, ¾ promoters and ¾ detractors; this keeps small "
            "samples honest."
        ),
        N_(
            "Shares have Wilson's interval. A change is clear when its interval excludes 0; counts have no "
            "interval, so their change is never coloured."
        ),
        N_(
            "Outcome figures follow the choice of branches, not of channels or segments. The newest import "
            "of a month counts."
        ),
    ),
    settings=("confidence", "n_suppress"),
    never=N_(
        "Do not compare NPS across scales, countries or ways of asking. Outcome figures that move along "
        "with a gap do not prove that the gap caused them."
    ),
    references=(
        "Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70",
        "Wilson (1927), Probable inference, Journal of the American Statistical Association 22",
        "Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17",
    ),
)

QUALITY = Section(
    key="quality",
    title=N_("Response quality"),
    what=N_(
        "Answers outside the scale become missing and are listed at import. Forms that gave one answer "
        "throughout and were filled in faster than anybody reads are flagged, kept, and left out of every "
        "number."
    ),
    where=(
        N_(
            "One answer throughout: all expectations and perceptions equal, at least {enough_ratings} "
            "ratings. Too fast: under {pace} seconds per rating. Only both together flag a form; a happy "
            "customer may give the top answer everywhere. The same answers about one branch within {within} "
            "minutes are told at import, and kept."
        ),
        N_(
            "Exact duplicates count once. The evidence of each touchpoint shows what the flagged forms "
            "would change."
        ),
    ),
    never=N_(
        "Flags are about forms, not people: do not use them to judge staff or customers, nor to remove "
        "answers one does not like."
    ),
    references=(
        "Meade & Craig (2012), Identifying careless responses in survey data, Psychological Methods 17",
    ),
)

PLANNER = Section(
    key="planner",
    title=N_("Sample planning"),
    what=N_(
        "The plan says how many answers it takes for an interval that reaches at most so far to either "
        "side, and how many of them are still missing. Answers of hidden cells count as none, or as far as "
        "is certain."
    ),
    formulas=(
        r"n = \min\left\{n : t_{n-1}\,\frac{s}{\sqrt n} \le h\right\}, \qquad n' = \frac{n}{1 + (n-1)/N}",
        r"n_{\mathrm{effect}} = \frac{2\,s^2\left(\tfrac1k + \tfrac1B\right)}"
        r"{(\delta/2.8)^2 - \omega^2\left(\tfrac1k + \tfrac1B\right)}",
    ),
    where=(
        N_(
            "s: spread of a branch's gaps over eight quarters, of cells that are shown; {usual_sd} POMP "
            "where there are fewer than {n_plain} answers. N: transactions of the latest whole quarter, "
            "where imported. Never fewer answers than a verdict needs."
        ),
        N_(
            "One questionnaire covers several touchpoints, so the largest need counts, divided by the "
            "share of people who rate the touchpoint. Touchpoints rated by under {rare} have to be asked "
            "for directly."
        ),
        N_(
            "Effect: k pilot branches, B others, ω = {wobble} POMP for how far a branch moves by itself. "
            "The numbers are minimums; in simulations an effect of that size shows in 65–80% of the cases. "
            "Where the denominator is not positive, no sample is large enough; only more pilot branches "
            "help."
        ),
    ),
    settings=("confidence", "delta", "n_effect"),
    never=N_(
        "The error margin covers chance only, not people who do not answer: a larger sample of the wrong "
        "people stays wrong. Do not stop collecting the moment the result pleases."
    ),
    references=(
        "Cochran (1977), Sampling Techniques, 3rd ed., chapter 4",
        "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.",
        "Donald & Lang (2007), Inference with difference-in-differences and other panel data, Review of Economics and "
        "Statistics 89",
    ),
)

"""Method of the diagnosis: gaps of behaviour steps, what tags may say, and a team's check of itself."""

from mot.domain.errors import N_
from mot.locale.methods.section import Section

DIAGNOSIS = Section(
    key="diagnosis",
    title=N_("Behaviour steps, tags and self-checks"),
    what=N_(
        "The gap of a behaviour step is the mean over all ratings of the touchpoints that ask about it. A step is "
        "called the one that fails most often only when its tags lead those of every other step by more than chance."
    ),
    formulas=(
        r"\bar G = \sum_j w_j\,\bar G_j, \qquad \mathrm{SE} = \sum_j w_j\,\mathrm{SE}_j, \qquad w_j = n_j / \sum n_j",
        r"p = 2\,P\left(X \ge a\right), \qquad X \sim \mathrm{Bin}\left(a + b,\ \tfrac12\right)",
    ),
    where=(
        N_(
            "The same people rate several touchpoints, so standard errors are added up: the interval is never too "
            "narrow, however alike the answers are."
        ),
        N_("Only touchpoints that are shown are averaged; a hidden one is left out, and the page says so."),
        N_(
            "a and b: tags that name the leading step and not the other, and the other way round. Fewer than five tags "
            "say nothing."
        ),
        N_(
            "Counted are weak moments tagged in the four quarters that end with the one shown, about branches of the "
            "selection and no others."
        ),
        N_("A self-check is a team's own opinion: it has no interval and is compared with itself only."),
    ),
    settings=("alpha", "n_suppress"),
    never=N_(
        "Tags are what colleagues noticed, not a sample of what happened: do not compare branches by their number of "
        "tags, and do not judge a team by its self-check."
    ),
    references=(
        "Hung & Fithian (2019), Rank verification for exponential families, Annals of Statistics 47",
        "McNemar (1947), Note on the sampling error of the difference between correlated proportions, "
        "Psychometrika 12",
    ),
)

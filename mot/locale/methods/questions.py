"""Method of what the questionnaire holds: dimensions, zone of tolerance, spread of answers, what matters."""

from mot.domain.errors import N_
from mot.locale.methods.section import Section

DIMENSIONS = Section(
    key="dimensions",
    title=N_("Service dimensions"),
    what=N_(
        "Each touchpoint belongs to one of the five service dimensions. A dimension's gap counts people; "
        "the overall gap is the mean of the five, once with equal weights and once with the importance "
        "points of the settings."
    ),
    formulas=(
        r"R_d = \frac{\sum_i S_{id}}{\sum_i K_{id}}, \qquad R_w = \sum_d w_d\,R_d, \qquad \sum_d w_d = 1",
        r"\alpha = \frac{k}{k-1}\left(1 - \frac{\sum_j s_j^2}{s_{\mathrm{sum}}^2}\right)",
    ),
    where=(
        N_(
            "S: sum of a person's gaps in a dimension, K: how many of them. The error of the overall gap "
            "comes from the sums of products over people (delta method)."
        ),
        N_(
            "An overall gap needs all five dimensions; a missing one is named, the others are not "
            "re-weighted. α (Cronbach) says how far the k touchpoints of a dimension are rated alike by "
            "the people who rated all of them."
        ),
    ),
    settings=(
        "weight_tangibles",
        "weight_reliability",
        "weight_responsiveness",
        "weight_assurance",
        "weight_empathy",
    ),
    never=N_(
        "Where α is low (under about 0.7), do not speak of the dimension as one thing; look at its "
        "touchpoints. With two touchpoints α says little. A high α does not prove that the dimension "
        "measures what its name says."
    ),
    references=(
        "Parasuraman, Zeithaml & Berry (1988), SERVQUAL, Journal of Retailing 64",
        "Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16",
    ),
)

ZONES = Section(
    key="zones",
    title=N_("Zone of tolerance"),
    what=N_(
        "Between the least that a customer accepts (A) and what is expected (E) lies the zone of "
        "tolerance. Where the perception (P) lies is told only when it is certain."
    ),
    formulas=(
        r"\overline{P - A} \pm t_{n-1}\,\frac{s}{\sqrt n}, \qquad \overline{P - E} \pm t_{n-1}\,\frac{s}{\sqrt n}",
    ),
    where=(N_("Only people who gave all three answers."),),
    table=(
        (N_("Finding"), N_("Rule")),
        (N_("Below what is acceptable"), N_("the interval of P − A lies below 0")),
        (N_("Inside the zone"), N_("the interval of P − A lies above 0 and that of P − E below 0")),
        (N_("Above what is expected"), N_("the interval of P − E lies above 0")),
        (N_("Borderline"), N_("otherwise")),
    ),
    settings=("confidence",),
    never=N_(
        "People whose A lies above their E may have mixed up the questions; where they are many, do not "
        "use the zone."
    ),
    references=(
        "Parasuraman, Zeithaml & Berry (1994), Alternative scales for measuring service quality, Journal of Retailing 70",
    ),
)

SPREAD = Section(
    key="spread",
    title=N_("Spread of answers, and evidence for a gap"),
    what=N_(
        "The spread shows how many gave each answer, expected beside perceived. The evidence puts the gap "
        "beside other ways of working it out; where these disagree, an alarm is shown."
    ),
    formulas=(r"\bar P_{\mathrm{all}} - \bar E_{\mathrm{all}} \quad\text{vs.}\quad \bar G",),
    where=(
        N_(
            "The means of the two columns count everybody, the gap those who gave both. They disagree when "
            "the column means lie outside the gap's interval and more than 1 POMP away: then those who "
            "answered only one half differ."
        ),
        N_("Flagged answers are named when they would move the gap by more than {flag_matters} POMP."),
        N_("Where more than 60% expect the maximum, the gap can hardly be positive, and the page says so."),
    ),
    never=N_(
        "Evidence does not replace the interval. The spread of a single branch with few answers is luck "
        "for the larger part."
    ),
    references=("Little & Rubin (2019), Statistical Analysis with Missing Data, 3rd ed., Wiley",),
)

DRIVERS = Section(
    key="drivers",
    title=N_("Importance and priorities"),
    what=N_(
        "Importance is the share of the differences in overall satisfaction that goes along with a "
        "touchpoint's ratings (perceptions, not gaps), divided fairly where touchpoints go together. "
        "Priority is importance × shortfall, in percent of the sum."
    ),
    formulas=(
        r"\mathrm{LMG}_j = \sum_{S \not\ni j} \frac{|S|!\,(p-1-|S|)!}{p!}\left(R^2_{S \cup \{j\}} - R^2_S\right), \qquad "
        r"w_j = \frac{\mathrm{LMG}_j}{R^2}",
        r"\mathrm{priority}_j = 100\,\frac{w_j\,\max(0, -\bar G_j)}{\sum_k w_k\,\max(0, -\bar G_k)}",
        r"\Delta Y = d^{\top} b, \qquad b = C_{xx}^{-1}\,c_{xy}",
    ),
    where=(
        N_(
            "Up to {most_drivers} touchpoints by LMG (Shapley), beyond that by Johnson's relative weights. "
            "Correlations are pairwise, for not everybody meets every touchpoint; a touchpoint that fewer "
            "than {min_pairs} people rated together with another one is left out."
        ),
        N_(
            "Gates: at least {least_people} people and {per_driver} per touchpoint; the ratings must "
            "explain something (F test, {alpha}); under {firm_people} people it is an early picture and no "
            "order is claimed. An order is claimed where intervals separate (people drawn again in "
            "{groups} groups, {resamples} times)."
        ),
        N_(
            "Variance inflation above {alike}: read those touchpoints together; above {merge}: they cannot "
            "be told apart. A quadrant of the map is named from a probability of {quadrant} on, else it is "
            "borderline."
        ),
        N_(
            "What-if: d is how much higher touchpoints are rated, b the slopes; within the range of "
            "answers met, and not beyond the top of the scale. Ridge regression where touchpoints are "
            "rated almost alike."
        ),
    ),
    settings=("alpha", "confidence"),
    never=N_(
        "This is a link, not proof of cause: a better rating need not raise satisfaction by that much. "
        "Importance is not what customers call important, and a small share is not “unimportant”: what "
        "everybody finds good explains no differences."
    ),
    references=(
        "Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis",
        "Grömping (2006), Relative importance for linear regression in R: relaimpo, Journal of Statistical Software 17",
        "Johnson (2000), A heuristic method for estimating the relative weight, Multivariate Behavioral Research 35",
        "Martilla & James (1977), Importance-performance analysis, Journal of Marketing 41",
    ),
)

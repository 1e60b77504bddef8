"""Method of places and time: heat map, branches, trends, effects of actions."""

from mot.domain.errors import N_
from mot.locale.methods.section import Section

HEATMAP = Section(
    key="heatmap",
    title=N_("Heat map and fair gaps"),
    what=N_(
        "Cells with few answers go up and down by luck. The fair gap draws each cell towards the average "
        "of the other places at this touchpoint, the more the fewer answers it has. The colour shows the "
        "fair gap, the number the measured one."
    ),
    formulas=(
        r"y_b \sim N(\theta_b, v_b), \quad \theta_b \sim N(\mu, \tau^2), \quad \tau \sim \mathrm{half\text{-}normal}(A)",
        r"\hat\theta_b = B_b\,\mu + (1 - B_b)\,y_b, \qquad B_b = \frac{v_b}{v_b + \tau^2}",
    ),
    where=(
        N_(
            "y: measured gap, v: pooled variance of the answers divided by n, τ: how far places lie apart, "
            "A = {prior_level} POMP. Averaged over τ on a grid instead of taking one estimate of it, whose "
            "intervals would be too short."
        ),
        N_(
            "Weak: probability of at least {sure} that the true gap is −{delta} POMP or less; probably "
            "weak: {likely}; delight: {sure} that it is {delta_up} POMP or more; meets expectations: "
            "{likely} that it is within {delta} POMP of 0."
        ),
        N_(
            "With fewer than three places nothing is drawn together, and the cells are judged as "
            "touchpoints are."
        ),
    ),
    settings=("prior_level", "delta", "delta_up", "n_status"),
    never=N_(
        "The fair gap is not what the customers of that cell said: quote the measured gap with its n. A "
        "grey cell is not a good one."
    ),
    references=(
        "Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1",
        "Gelman, Hill & Yajima (2012), Why we (usually) don't have to worry about multiple comparisons, Journal of "
        "Research on Educational Effectiveness 5",
        "Röver (2020), Bayesian random-effects meta-analysis using the bayesmeta R package, Journal of Statistical "
        "Software 93",
    ),
)

BRANCHES = Section(
    key="branches",
    title=N_("Branch comparison"),
    what=N_(
        "The fair score draws each branch towards the network, the more the fewer answers it has. A branch "
        "is called above or below the network when that is at least {apart} probable, “slightly” when the "
        "difference is under {slight} POMP. Ranks are told with their range, and only where the ranges "
        "leave an order."
    ),
    formulas=(
        r"\hat\theta_b = B_b\,\mu + (1 - B_b)\,y_b, \qquad B_b = \frac{v_b}{v_b + \tau^2}",
        r"\bar y \pm z\,\sqrt{\frac{s^2}{n} + \tau^2_{\mathrm{DL}}}, \qquad z = 1.96,\; 3.09",
        r"y_b^{\mathrm{adj}} = y_b - \frac{\sum_s n_{bs}\,\bar y_s}{n_b} + \bar y",
    ),
    where=(
        N_(
            "Funnel: limits within which {warning} and {action} of branches lie by chance and by the usual "
            "differences between branches; only those outside the outer limits stand out."
        ),
        N_(
            "Ranks: {draws} draws of all true scores, range of {rank_confidence}. No order when more than "
            "half of the branches have a range that covers more than half of the places."
        ),
        N_(
            "Mix of customers: what each branch would reach if its segments and channels were those of all "
            "branches (indirect standardisation). Raw and adjusted stand beside each other."
        ),
        N_("Coverage: responses of the quarter divided by the transactions imported for the same months."),
    ),
    settings=("confidence", "prior_level", "n_status"),
    never=N_(
        "No bonus and no blame by rank: most differences in rank are luck. The adjustment knows segment "
        "and channel only; what else differs between branches stays in the score."
    ),
    references=(
        "Goldstein & Spiegelhalter (1996), League tables and their limitations, Journal of the Royal Statistical Society "
        "A 159",
        "Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24",
        "Keiding & Clayton (2014), Standardization and control for confounding, Statistical Science 29",
    ),
)

TRENDS = Section(
    key="trends",
    title=N_("Trends and alarms"),
    what=N_(
        "The first {n_baseline} months with enough answers say what is usual. Later months are an alarm "
        "when they lie outside the limits, or when the smoothed level slowly drifts away; a month that is "
        "still running is drawn and not judged."
    ),
    formulas=(
        r"z_t = \frac{\bar x_t - c}{\sqrt{s_w^2/n_t}}, \qquad \sigma_z = \frac{\overline{|z_t - z_{t-1}|}}{1.128}, \qquad "
        r"\sigma = \max(1, \sigma_z)",
        r"c \pm 3\,\sigma\,\kappa\,\sqrt{s_w^2/n_t}, \qquad z'_t = \frac{z_t}{\sigma\,\kappa}",
        r"e_t = w\,z'_t + (1-w)\,e_{t-1}, \qquad |e_t| > L\,\sqrt{\tfrac{w}{2-w}\left(1-(1-w)^{2i}\right)}",
    ),
    where=(
        N_(
            "c: mean and s_w²: variance within months of the baseline; σ allows for the usual ups and "
            "downs of the level, κ for a short baseline. w = {ewma_weight}, L = {ewma_limit}. At least "
            "{min_baseline} months, else there are no limits. Months under {n_suppress} answers are left "
            "out."
        ),
        N_(
            "No further rules (so many in a row and the like): they raise false alarms in stable years "
            "from 3–8% to 18–24%. Alarms of many charts are judged together (false discovery rate "
            "{alpha}), after the ups and downs of charts that are alike have been drawn towards each other."
        ),
        N_("A series is cut where the scale, the questions or the channels change."),
    ),
    settings=("n_baseline", "alpha", "n_suppress"),
    never=N_(
        "An alarm says “look here”, not why. Do not explain single months within the limits, and do not "
        "start a new baseline because the old one alarms, only after a change that is confirmed."
    ),
    references=(
        "Laney (2002), Improved control charts for attributes, Quality Engineering 14",
        "Roberts (1959), Control chart tests based on geometric moving averages, Technometrics 1",
        "Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57",
    ),
)

EFFECTS = Section(
    key="effects",
    title=N_("Effects of actions"),
    what=N_(
        "The change at the branch that acted, less the usual change of branches that did not. Its start is "
        "taken as the fair score: a branch that was chosen because it was low would partly come back by "
        "itself. Branches, touchpoint, comparison, windows and day of judgement are fixed beforehand."
    ),
    formulas=(
        r"\mathrm{effect} \mid \tau \sim N\!\left(\bar y_{\mathrm{after}} - \hat\theta_{\mathrm{before}} - \mu,\; "
        r"\frac{s^2}{n_{\mathrm{after}}} + \mathrm{sd}^2_{\mathrm{before}} + \tau^2 + V_\mu\right), \qquad "
        r"\tau \sim \mathrm{half\text{-}normal}(A)",
    ),
    where=(
        N_(
            "μ: usual change of the comparison branches, V its variance, τ: how differently branches "
            "change by themselves, A = {prior_change} POMP; averaged over τ. s² is not below {floor_pomp} "
            "POMP squared."
        ),
        N_(
            "Windows before and after have the same number of months, without the month of the start; a seasonal "
            "plan looks at the same months of the year before. All answers of the branches that act count together, "
            "in POMP; only scales that were in use before and after; perceptions where expectations were not asked "
            "in both windows."
        ),
        N_(
            "Interval of {confidence}; before the day of judgement, and before the months compared are over, a result "
            "is called interim."
        ),
        N_(
            "What would have come back by itself is told when it is more than {bounce} POMP. When enough answers can "
            "be expected is reckoned from those per day so far."
        ),
        N_(
            "Comparison branches outside what a reader may see count when {least_outside} or more of them have answers "
            "in both windows; of them only effect, interval and number are shown. Windows that would tell fewer than "
            "{n_suppress} answers together with the quarters and months of the pages keep their numbers to "
            "themselves."
        ),
        N_(
            "Library: mean effect per lever and touchpoint from {few_effects} effects on, allowing for actions of one "
            "kind that differ (half-normal, A as above); means of {few_effects} kinds or more are pulled towards each "
            "other."
        ),
    ),
    table=(
        (N_("Verdict"), N_("Rule, the first that holds")),
        (N_("Too few responses to judge"), N_("fewer than {n_effect} answers before or after")),
        (N_("Improved more than comparison branches"), N_("the whole interval lies above 0")),
        (N_("Got worse compared with other branches"), N_("the whole interval lies below 0")),
        (N_("No change that matters"), N_("the whole interval lies within {delta} POMP of 0")),
        (N_("No evidence yet"), N_("otherwise")),
        (
            N_("Went up, or down, but we cannot tell why"),
            N_("no comparison branch: by the interval of the change itself"),
        ),
    ),
    settings=("n_effect", "n_suppress", "delta", "prior_change", "prior_level", "confidence"),
    never=N_(
        "“No evidence yet” is not “no effect”. Do not move windows or branches after looking at the "
        "result; and one branch cannot prove a small effect, whatever the sample (see sample plan)."
    ),
    references=(
        "Barnett, van der Pols & Dobson (2005), Regression to the mean, International Journal of Epidemiology 34",
        "Donald & Lang (2007), Inference with difference-in-differences and other panel data, Review of Economics and "
        "Statistics 89",
    ),
)

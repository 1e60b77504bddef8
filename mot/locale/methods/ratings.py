"""Method of the ratings themselves: gaps, intervals, averages, changes, findings, and what is hidden."""

from mot.domain.errors import N_
from mot.locale.methods.section import Section
from mot.locale.statuses import STATUS_WORDS
from mot.stats.multiplicity import Status

GAPS = Section(
    key="gaps",
    title=N_("Score and gap"),
    what=N_(
        "Each customer rates a touchpoint twice: what was expected (E) and what was experienced (P). The "
        "gap is P − E, averaged over those who gave both; below 0 means worse than expected."
    ),
    formulas=(
        r"\bar G = \frac{1}{n}\sum_{i=1}^{n}\left(P_i - E_i\right)",
        r"\mathrm{POMP} = 100\,\frac{x - L}{U - L}",
    ),
    where=(
        N_("n: people with both answers. L and U: lowest and highest answer of the scale."),
        N_(
            "POMP is the percent of the scale's width (0 to 100). Scores of mixed scales are shown in it, "
            "and all thresholds are set in it; on a 1–5 scale 5 POMP are 0.20 points."
        ),
        N_("Touchpoints rated without an expectation have a score and no gap, and get no finding."),
    ),
    settings=("delta", "delta_up"),
    never=N_(
        "The gap depends on expectations as much as on the service: a small gap may only mean that little "
        "was expected. Do not compare gaps of different questionnaires, and set no target on the gap "
        "alone; look at both means."
    ),
    references=(
        "Parasuraman, Zeithaml & Berry (1988), SERVQUAL, Journal of Retailing 64",
        "Cohen, Cohen, Aiken & West (1999), The problem of units and the circumstance for POMP, Multivariate "
        "Behavioral Research 34",
        "Peter, Churchill & Brown (1993), Caution in the use of difference scores in consumer research, Journal of "
        "Consumer Research 19",
    ),
)

INTERVALS = Section(
    key="intervals",
    title=N_("Intervals and small samples"),
    what=N_(
        "If the survey were repeated in the same way, about {confidence} of such intervals would contain "
        "the average of all customers like those who answer. From {n_plain} answers on it is the usual t "
        "interval; with fewer, or when everybody gave the same answer, the spread is first drawn towards "
        "what is usual for the touchpoint."
    ),
    formulas=(
        r"\bar G \pm t_{n-1}\,\frac{s}{\sqrt{n}}",
        r"\tilde s^2 = \frac{(n-1)\,s^2 + d_0\,s_0^2}{n - 1 + d_0}, \qquad \mathrm{df} = n - 1 + d_0",
    ),
    where=(
        N_(
            "s: standard deviation of the gaps. s₀: the one usual at this touchpoint, pooled over the "
            "branches and not below {floor_pomp} POMP; d₀ = {prior_df}."
        ),
        N_(
            "Why: with 5 to 10 answers, a few of them very unhappy, the plain interval covers 85% instead "
            "of 95%. Ends are cut at what the scale allows."
        ),
        N_("A number is shown from {n_suppress} answers on, a finding is given from {n_status} on."),
    ),
    settings=("confidence", "n_suppress", "n_status", "n_plain"),
    never=N_(
        "The interval covers chance only: not people who do not answer, not the wording of a question. Two "
        "intervals that overlap do not mean “no difference”; see changes between quarters for that."
    ),
    references=(
        "Student (1908), The probable error of a mean, Biometrika 6",
        "Smyth (2004), Linear models and empirical Bayes methods, Statistical Applications in Genetics and "
        "Molecular Biology 3",
    ),
)

ROLLUPS = Section(
    key="rollups",
    title=N_("Several touchpoints together"),
    what=N_(
        "Averages over several touchpoints count people, not ratings. One person's ratings go together; "
        "counted singly, a “95%” interval would hold in about 70% of the cases."
    ),
    formulas=(
        r"R = \frac{\sum_i S_i}{\sum_i K_i}",
        r"\mathrm{se}^2 = \frac{n}{n-1}\,\frac{\sum_i \left(S_i - R\,K_i\right)^2}{\left(\sum_i K_i\right)^2}, "
        r"\qquad \mathrm{df} = n - 1",
    ),
    where=(N_("S: sum of a person's gaps. K: how many touchpoints this person rated. n: people."),),
    settings=("confidence",),
    never=N_(
        "Touchpoints that more people rate weigh more. Do not compare averages of places whose customers "
        "meet different touchpoints; compare touchpoint by touchpoint."
    ),
    references=("Cochran (1977), Sampling Techniques, 3rd ed., section 6 (ratio estimator)",),
)

CHANGES = Section(
    key="changes",
    title=N_("Changes between quarters"),
    what=N_(
        "A change is this quarter's gap less last quarter's, with an interval for two different groups of "
        "people. It is called clear when the interval excludes no change, the change stands among all that "
        "were looked at (false discovery rate at most {alpha}), and both quarters have {n_status} answers."
    ),
    formulas=(
        r"D = \bar G_2 - \bar G_1, \qquad \mathrm{se}^2 = \mathrm{se}_1^2 + \mathrm{se}_2^2",
        r"\mathrm{df} = \frac{\mathrm{se}^4}{\mathrm{se}_1^4/\mathrm{df}_1 + \mathrm{se}_2^4/\mathrm{df}_2}",
    ),
    settings=("confidence", "alpha", "n_status"),
    never=N_(
        "A change does not say why. After an action, see effects of actions; for single months, see trends "
        "and alarms. Colour is missing when nothing is certain: that is not “no change”."
    ),
    references=(
        "Welch (1947), The generalization of Student's problem, Biometrika 34",
        "Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical "
        "Society B 57",
    ),
)

COMPARISONS = Section(
    key="comparisons",
    title=N_("Many comparisons, and the words of findings"),
    what=N_(
        "The touchpoints of a page are judged together and more strictly than one alone: among the gaps "
        "found below or above expectations at most {alpha_share} are expected to be luck. The first rule "
        "of the table that holds names the finding."
    ),
    formulas=(
        r"q_{(i)} = \min_{j \ge i} \frac{m}{j}\,p_{(j)} \qquad \text{(Benjamini--Hochberg)}",
        r"p_{\mathrm{w}} = P\!\left(T_{\mathrm{df}} \le \frac{\bar G + \delta}{\mathrm{se}}\right), \qquad "
        r"p_0 = 2\,P\!\left(T_{\mathrm{df}} \ge \frac{|\bar G|}{\mathrm{se}}\right)",
    ),
    where=(
        N_(
            "m: touchpoints with at least {n_status} answers. δ = {delta} POMP, a gap that matters. p_w "
            "tests “the gap is −δ or better”, p₀ “there is no gap”, p_e the two one-sided tests of “within "
            "δ of 0”; p_e is not adjusted."
        ),
        N_(
            "“Weaker than your other moments”: the gap less the mean gap, at least {delta} POMP away, q ≤ "
            "{alpha}, from three touchpoints on."
        ),
    ),
    table=(
        (N_("Finding"), N_("Rule")),
        (STATUS_WORDS[Status.NO_RESPONSES], N_("n = 0")),
        (STATUS_WORDS[Status.SUPPRESSED], N_("n < {n_suppress}, or hidden to protect another cell")),
        (STATUS_WORDS[Status.TOO_FEW], N_("n < {n_status}")),
        (STATUS_WORDS[Status.WEAK], N_("q_w ≤ {alpha}: certainly more than {delta} POMP below")),
        (STATUS_WORDS[Status.LIKELY_WEAK], N_("q₀ ≤ {alpha} and gap ≤ −{delta} POMP")),
        (STATUS_WORDS[Status.DELIGHT], N_("q₀ ≤ {alpha} and gap ≥ {delta_up} POMP")),
        (STATUS_WORDS[Status.MEETS], N_("p_e ≤ {alpha}: certainly within {delta} POMP of 0")),
        (STATUS_WORDS[Status.SLIGHTLY_BELOW], N_("q₀ ≤ {alpha} and gap < 0")),
        (STATUS_WORDS[Status.UNCLEAR], N_("otherwise")),
        (STATUS_WORDS[Status.PERCEPTION_ONLY], N_("no expectation was asked")),
    ),
    settings=("alpha", "delta", "delta_up", "n_status"),
    never=N_(
        "“Not clear yet” is no proof that expectations are met. Do not search through filters until "
        "something shows: the strictness counts the touchpoints of one page, not the pages that were "
        "looked at."
    ),
    references=(
        "Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical "
        "Society B 57",
        "Schuirmann (1987), A comparison of the two one-sided tests procedure, Journal of Pharmacokinetics and "
        "Biopharmaceutics 15",
    ),
)

HIDING = Section(
    key="hiding",
    title=N_("What is hidden, and why"),
    what=N_(
        "Cells with fewer than {n_suppress} answers are hidden, so that nobody can be recognised; and as "
        "many others as it takes that no hidden number can be worked out from sums. Hidden means: in no "
        "chart, table, sentence, tooltip or file."
    ),
    where=(
        N_(
            "It is worked out over all branches that a person may see: choosing one branch, or all but "
            "one, shows nothing that the whole table hides. The three months of a quarter hide alike."
        ),
        N_(
            "A sum is shown only when it cuts through no group of hidden cells. “Hidden so that a small "
            "neighbour cannot be worked out” says that a cell itself has enough answers."
        ),
        N_(
            "A channel is all channels less the others. Channels of like size, and segments, hide alike two by "
            "two, so that a small one cannot be worked out by leaving it out; nor can a month from its quarter."
        ),
    ),
    settings=("n_suppress",),
    never=N_(
        "This protects what is shown here. It does not make single answers or comments safe to pass on, "
        "nor a file that is put together with other sources."
    ),
    references=("Hundepool et al. (2012), Statistical Disclosure Control, Wiley",),
)

"""How many answers a survey needs for an error margin, and how many people to invite."""

import math
from dataclasses import dataclass

from scipy.stats import norm
from scipy.stats import t as student

SLACK = 1e-9  # what rounding may add to a whole number before it is rounded up


@dataclass(frozen=True, slots=True)
class SampleSize:
    """Whole numbers of people, each from the one before; see `n_for_mean`.

    `simple`: answers when everybody answers independently and the population is unlimited; `clustered`: with
    the design effect; `answers`: with the population as it is; `invitations`: with the response rate.
    `reachable`: whether there are as many people as invitations.
    """

    simple: int
    clustered: int
    answers: int
    invitations: int
    reachable: bool


def n_for_mean(
    sd: float,
    half_width: float,
    *,
    conf: float = 0.95,
    design: float = 1.0,
    population: int | None = None,
    response_rate: float = 1.0,
) -> SampleSize:
    """Answers for a mean (or mean gap) within an error margin.

    Parameters
    ----------
    sd : float
        Standard deviation of the answers, best from earlier ones.
    half_width : float
        Error margin in the unit of `sd`.
    conf : float
        Confidence of the interval.
    design : float
        Design effect, e.g. from `design_effect`.
    population : int, optional
        People there are; None when they are many.
    response_rate : float
        Share of the invited who answer, above 0.

    Returns
    -------
    SampleSize
        `simple` is the smallest n with ``t(n-1) sd / sqrt(n) <= half_width``; times `design`; divided by
        ``1 + (n-1)/population``; divided by the rate; rounded up at every step. The margin covers chance
        only, not people who do not answer.

    References
    ----------
    Cochran (1977), Sampling techniques, chapter 4. Kish (1965), Survey sampling.

    Examples
    --------
    >>> n_for_mean(1.3, 0.2, population=4000, response_rate=0.2)
    SampleSize(simple=165, clustered=165, answers=159, invitations=795, reachable=True)
    """
    require_positive(sd=sd, half_width=half_width)
    z = _z(conf)

    def margin(n: float) -> float:
        return float(student.ppf(0.5 + conf / 2, n - 1)) * sd / math.sqrt(n)

    n = max(2, round_up((z * sd / half_width) ** 2))
    while margin(n) > half_width * (1 + SLACK):
        n += 1
    return _in_the_field(n, design, population, response_rate)


def n_for_share(
    share: float,
    half_width: float,
    *,
    conf: float = 0.95,
    design: float = 1.0,
    population: int | None = None,
    response_rate: float = 1.0,
) -> SampleSize:
    """Answers for a share of people within an error margin: ``z^2 p (1-p) / h^2``.

    Parameters
    ----------
    share, half_width : float
        Expected share p and error margin h, both as fractions; 0.5 is the most demanding share.
    conf, design, population, response_rate
        As in `n_for_mean`.

    Examples
    --------
    >>> n_for_share(0.8, 0.05).answers
    246
    """
    require_positive(half_width=half_width)
    if not 0 < share < 1:
        raise ValueError(f"the expected share must lie between 0 and 1, not {share}")
    simple = round_up((_z(conf) / half_width) ** 2 * share * (1 - share))
    return _in_the_field(simple, design, population, response_rate)


def n_for_nps(
    promoters: float,
    detractors: float,
    half_width: float,
    *,
    conf: float = 0.95,
    design: float = 1.0,
    population: int | None = None,
    response_rate: float = 1.0,
) -> SampleSize:
    """Answers for a net promoter score within an error margin: ``z^2 (p + d - (p-d)^2) / h^2``.

    Parameters
    ----------
    promoters, detractors : float
        Expected shares p and d, as fractions.
    half_width : float
        Error margin h as a fraction: 0.05 is 5 NPS points.
    conf, design, population, response_rate
        As in `n_for_mean`.

    Examples
    --------
    >>> n_for_nps(0.5, 0.15, 0.05).answers
    811
    """
    require_positive(half_width=half_width)
    if not (promoters >= 0 and detractors >= 0 and 0 < promoters + detractors <= 1):
        raise ValueError(f"the shares must add up to at most 1, not {promoters} and {detractors}")
    spread = promoters + detractors - (promoters - detractors) ** 2
    simple = round_up((_z(conf) / half_width) ** 2 * spread)
    return _in_the_field(max(1, simple), design, population, response_rate)


def design_effect(cluster_size: float, correlation: float) -> float:
    """Factor by which people of one cluster, who answer alike, are worth less: ``1 + (m-1) rho``.

    Parameters
    ----------
    cluster_size : float
        Answers m per cluster (branch, day, family), at least 1.
    correlation : float
        Intraclass correlation rho of the answers.

    References
    ----------
    Kish (1965), Survey sampling.

    Examples
    --------
    >>> design_effect(11, 0.05)
    1.5
    """
    if cluster_size < 1 or not 0 <= correlation <= 1:
        raise ValueError(
            f"clusters hold one answer or more and correlate between 0 and 1, not {cluster_size}, {correlation}"
        )
    return 1 + (cluster_size - 1) * correlation


def _in_the_field(simple: int, design: float, population: int | None, response_rate: float) -> SampleSize:
    """From independent answers of an unlimited population to people to invite."""
    require_positive(design=design)
    if population is not None:
        require_positive(population=population)
    if not 0 < response_rate <= 1:
        raise ValueError(f"the response rate must lie above 0 and at most at 1, not {response_rate}")
    clustered = round_up(simple * design)
    answers = clustered if population is None else round_up(clustered / (1 + (clustered - 1) / population))
    invitations = round_up(answers / response_rate)
    return SampleSize(
        simple, clustered, answers, invitations, population is None or invitations <= population
    )


def round_up(number: float) -> int:
    """The next whole number, where rounding errors do not count.

    Examples
    --------
    >>> round_up(0.3 / 0.1), round_up(3.01)
    (3, 4)
    """
    return math.ceil(number * (1 - SLACK))


def _z(conf: float) -> float:
    if not 0 < conf < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {conf}")
    return float(norm.ppf(0.5 + conf / 2))


def require_positive(**numbers: float) -> None:
    """Refuse what is not a finite number above 0, by its name.

    Raises
    ------
    ValueError
        With the name and the number.
    """
    for name, number in numbers.items():
        if not 0 < number < math.inf:
            raise ValueError(f"{name} must be a number above 0, not {number}")

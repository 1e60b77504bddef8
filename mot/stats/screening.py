"""Signs of inattention in how people fill in a form."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.sums import Floats, Ints, quotient

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ResponseQuality:
    """Signs per form; see `response_quality`.

    `ratings`: answers given. `longest_run`: most equal answers in a row. `variability`: standard deviation of
    the form's answers, in scale points; NaN for fewer than two. `straight_line`, `too_fast`: the flags.
    """

    ratings: Ints
    longest_run: Ints
    variability: Floats
    straight_line: Flags
    too_fast: Flags

    @property
    def inattentive(self) -> Flags:
        """Both signs together; one alone has honest reasons."""
        return self.straight_line & self.too_fast


def response_quality(
    answers: ArrayLike,
    seconds: ArrayLike | None = None,
    *,
    min_ratings: int = 8,
    seconds_per_rating: float = 2.0,
) -> ResponseQuality:
    """Look for forms with one answer throughout, and for forms filled in faster than they can be read.

    Parameters
    ----------
    answers : array_like, forms x questions
        All ratings of a form in the order of the questionnaire, in scale points; NaN where none was given.
    seconds : array_like, optional
        Time each form took; NaN or None where unknown, which is no sign of anything.
    min_ratings : int
        A form with fewer ratings is never a straight line: somebody content may tick the top throughout.
    seconds_per_rating : float
        Time below which a rating cannot have been read, on average over the form.

    Returns
    -------
    ResponseQuality
        Missing answers are passed over: a run goes on behind them.

    References
    ----------
    Meade & Craig (2012), Identifying careless responses in survey data, Psychological Methods 17. Dunn,
    Heggestad, Shanock & Theilgard (2018), Intra-individual response variability as an indicator of
    insufficient effort responding, J Business and Psychology 33. Same numbers as R's ``careless::longstring``
    and ``careless::irv``.

    Examples
    --------
    >>> found = response_quality([[6] * 8, [6, 7] * 4], [9, 60])
    >>> found.longest_run, found.straight_line, found.inattentive
    (array([8, 1]), array([ True, False]), array([ True, False]))
    """
    if min_ratings < 2 or seconds_per_rating <= 0:
        raise ValueError(
            f"a line needs two ratings or more and a rating some time, not {min_ratings}, {seconds_per_rating}"
        )
    forms = np.asarray(answers, dtype=np.float64)
    if forms.ndim != 2:
        raise ValueError("answers must be a table of forms by questions")
    time = np.full(len(forms), np.nan) if seconds is None else np.asarray(seconds, dtype=np.float64)
    if time.shape != (len(forms),):
        raise ValueError(f"{len(forms)} forms need as many times, not {time.shape}")
    given = ~np.isnan(forms)
    ratings = given.sum(axis=1)
    run, longest = np.zeros(len(forms), dtype=np.int64), np.zeros(len(forms), dtype=np.int64)
    before = np.full(len(forms), np.nan)
    for question, there in zip(forms.T, given.T, strict=True):
        run = np.where(there, np.where(question == before, run + 1, 1), run)
        before = np.where(there, question, before)
        longest = np.maximum(longest, run)
    away = np.where(given, forms - quotient(np.where(given, forms, 0.0).sum(axis=1), ratings)[:, None], 0.0)
    return ResponseQuality(
        ratings=ratings,
        longest_run=longest,
        variability=np.sqrt(quotient((away**2).sum(axis=1), ratings - 1)),
        straight_line=(ratings >= min_ratings) & (longest == ratings),
        too_fast=(ratings > 0) & (time < seconds_per_rating * ratings),
    )

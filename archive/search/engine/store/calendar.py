"""The years of the days that rows have: a column of their own would be two bytes a row."""

import numpy as np

from .loading import DAY_ZERO, NO_DATE


class Calendar:
    """Gives the year of days since DAY_ZERO that lie between the first and the last of those it is made from; NO_DATE
    has the year 0."""

    def __init__(self, days: np.ndarray) -> None:
        dated = days[days != NO_DATE]
        self.before = int(dated.min(initial=0)) - 1  # no day of these, and NO_DATE is brought to it
        self.last = int(dated.max(initial=0))
        years = np.arange(self.before, self.last + 1).astype("datetime64[D]").astype("datetime64[Y]")
        self.year = years.astype(np.int64) + DAY_ZERO.year
        self.year[0] = 0

    def covers(self, days: np.ndarray) -> bool:
        """Whether each of the days, if it is one, lies between its first and its last."""
        dated = days[days != NO_DATE]
        return bool(((dated > self.before) & (dated <= self.last)).all())

    def years(self, days: np.ndarray) -> np.ndarray:
        """The year of each day, int64."""
        return np.take(self.year, self.places(days))

    def count(self, days: np.ndarray, size: int) -> np.ndarray:
        """Returns for each year below ``size`` how many of the days are in it, at 0 those without a date."""
        counts = np.bincount(self.places(days), minlength=len(self.year))
        return np.bincount(self.year, counts, size).astype(np.int64)

    def places(self, days: np.ndarray) -> np.ndarray:
        return np.clip(days, self.before, self.last) - self.before

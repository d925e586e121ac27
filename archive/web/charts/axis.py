"""A time axis of whole days, months or years, from the first date to the last."""

import datetime as dt
from collections.abc import Iterator

from django.utils import formats

from archive.models.base.dates import Precision, display_date, first_day, last_day

from .drawing import WIDTH

MAX_LABELS = 8
MAX_DAYS, MAX_MONTHS = 62, 730  # days that an axis of days, or of months, is long at most


class Axis:
    def __init__(self, days: list[dt.date], step: str = Precision.YEAR) -> None:
        """``step`` is the precision of the labels: day, month or year."""
        self.step = step
        self.start, self.end = first_day(min(days), step), last_day(max(days), step)
        self.length = (self.end - self.start).days + 1

    @classmethod
    def of_days(cls, days: list[dt.date]) -> "Axis":
        """An axis labelled by days where they are few, else by months or years."""
        length = (max(days) - min(days)).days + 1
        step = (
            Precision.DAY
            if length <= MAX_DAYS
            else Precision.MONTH
            if length <= MAX_MONTHS
            else Precision.YEAR
        )
        return cls(days, step)

    def place(self, first: dt.date, last: dt.date) -> tuple[float, float]:
        """(x, width) in SVG units, never narrower than can be seen."""
        x = (first - self.start).days * WIDTH / self.length
        width = ((last - first).days + 1) * WIDTH / self.length
        return round(x, 2), max(2.0, round(width, 2))

    @property
    def labels(self) -> list[str]:
        """One for each step of the axis, at equal distances; empty where there is no place for all."""
        steps = list(self.steps())
        interval = -(-len(steps) // MAX_LABELS)
        return [self.label(day) if not place % interval else "" for place, day in enumerate(steps)]

    def label(self, day: dt.date) -> str:
        """A day is written without its year, for which there is no room."""
        if self.step == Precision.DAY:
            return formats.date_format(day, "MONTH_DAY_FORMAT")
        return display_date(day, self.step)

    def steps(self) -> Iterator[dt.date]:
        day = self.start
        while day <= self.end:
            yield day
            day = last_day(day, self.step) + dt.timedelta(days=1)

import datetime as dt
import random

import numpy as np

from archive.search.engine.store.calendar import Calendar
from archive.search.engine.store.loading import DAY_ZERO, NO_DATE

SIZE = 10_000


def days_of(dates: list[dt.date | None]) -> np.ndarray:
    return np.array([NO_DATE if date is None else (date - DAY_ZERO).days for date in dates], np.int32)


def test_each_day_is_of_the_year_that_the_calendar_says():
    dice = random.Random(3)
    dates = [dt.date.min, dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date(2024, 2, 29), dt.date.max, None]
    dates += [dt.date.fromordinal(dice.randrange(1, dt.date.max.toordinal())) for _ in range(500)]
    days = days_of(dates)

    years = [date.year if date else 0 for date in dates]
    assert Calendar(days).years(days).tolist() == years
    counts = Calendar(days).count(days, SIZE)
    assert {year: counts[year] for year in np.flatnonzero(counts).tolist()} == {
        year: years.count(year) for year in years
    }


def test_without_a_date_there_is_the_year_nought():
    days = days_of([None, None])

    assert Calendar(days).years(days).tolist() == [0, 0]
    assert Calendar(days).count(days, SIZE)[0] == 2
    assert not Calendar(days_of([])).count(days_of([]), SIZE).any()


def test_a_calendar_covers_the_days_from_its_first_to_its_last_and_none_without_a_date():
    calendar = Calendar(days_of([dt.date(1970, 1, 10), None, dt.date(1969, 5, 1)]))

    assert calendar.covers(days_of([dt.date(1969, 5, 1), dt.date(1970, 1, 10), dt.date(1969, 12, 31), None]))
    assert calendar.covers(days_of([]))
    assert not calendar.covers(days_of([dt.date(1969, 4, 30)]))
    assert not calendar.covers(days_of([dt.date(1970, 1, 1), dt.date(1970, 1, 11)]))

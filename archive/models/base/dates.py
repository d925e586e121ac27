"""Dates of history: a first day, how precise it is, and whether it is certain."""

import calendar
import datetime as dt
from functools import lru_cache

from django.db import models
from django.db.models.lookups import Exact
from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _


class Precision(models.TextChoices):
    DAY = "day", gettext_lazy("Day")
    MONTH = "month", gettext_lazy("Month")
    YEAR = "year", gettext_lazy("Year")


ISO_LENGTHS: dict[str, int] = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def precision_field() -> models.CharField:
    return models.CharField(
        gettext_lazy("precision"),
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        db_default=Precision.DAY,
    )


def period_start_constraint(name: str, field: str = "date", precision: str = "date_precision"):
    """Check constraint: a date known to the month or year is stored as that period's first day."""
    day_free = models.Q(**{precision: Precision.DAY})
    month = models.Q(**{precision: Precision.MONTH, f"{field}__day": 1})
    year = models.Q(**{precision: Precision.YEAR, f"{field}__day": 1, f"{field}__month": 1})
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True}) | day_free | month | year,
        name=name,
        violation_error_message=gettext_lazy(
            "A date known only to the month or year must be entered as the first day of that month or year."
        ),
    )


def first_day(date: dt.date, precision: str) -> dt.date:
    if precision == Precision.YEAR:
        return date.replace(month=1, day=1)
    return date.replace(day=1) if precision == Precision.MONTH else date


def last_day(date: dt.date, precision: str) -> dt.date:
    if precision == Precision.YEAR:
        return date.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return date.replace(day=calendar.monthrange(date.year, date.month)[1])
    return date


def last_day_expression(date, precision) -> models.Case:
    """``last_day`` as a query expression; ``date`` and ``precision`` are names of fields or expressions."""
    whole = "(%(expressions)s + interval '1 {0}' - interval '1 day')::date"

    def of(period):
        return models.Func(date, template=whole.format(period), output_field=models.DateField())

    precision_field = models.F(precision) if isinstance(precision, str) else precision
    return models.Case(
        *(
            models.When(Exact(precision_field, models.Value(period)), then=of(period))
            for period in ("year", "month")
        ),
        default=date,
        output_field=models.DateField(),
    )


FORMATS = {Precision.DAY: "DATE_FORMAT", Precision.MONTH: "YEAR_MONTH_FORMAT"}  # names of Django's own


@lru_cache(10_000)
def _format(date: dt.date, form: str, _language: str | None) -> str:
    return formats.date_format(date, form or pgettext("date format of a year", "Y"))


def iso_date(date: dt.date | None, precision: str = Precision.DAY) -> str:
    """``2024-03-05``, ``2024-03`` or ``2024``; empty for none."""
    return date.isoformat()[: ISO_LENGTHS[precision]] if date else ""


def display_date(date: dt.date | None, precision: str = Precision.DAY, uncertain: bool = False) -> str:
    """The date as readers see it: ``25 April 2025``, ``April 2025``, ``c. 2025``; empty without a date."""
    if date is None:
        return ""
    text = _format(date, FORMATS.get(Precision(precision), ""), get_language())
    return _("c. %(date)s") % {"date": text} if uncertain else text


def display_period(
    start: dt.date | None,
    start_precision: str,
    end: dt.date | None,
    end_precision: str,
    uncertain: bool = False,
) -> str:
    """A span as readers see it: ``14–16 October 2023``, ``30 May – 2 June 2024``, ``2018 –``."""
    if end is None or end == start:
        return display_date(start, start_precision, uncertain)
    if start is None:
        return _("until %(date)s") % {"date": display_date(end, end_precision, uncertain)}
    same_month = (start.year, start.month) == (end.year, end.month)
    if same_month and start_precision == end_precision == Precision.DAY:
        month = {"first": start.day, "last": end.day, "month": display_date(end, Precision.MONTH)}
        span = pgettext("days of one month", "%(first)d–%(last)d %(month)s") % month
    elif start.year == end.year and start_precision == end_precision == Precision.DAY:
        first, last = (formats.date_format(day, "MONTH_DAY_FORMAT") for day in (start, end))
        days = {"first": first, "last": last, "year": end.year}
        span = pgettext("days of one year", "%(first)s – %(last)s %(year)d") % days
    else:
        span = f"{display_date(start, start_precision)} – {display_date(end, end_precision)}"
    return _("c. %(date)s") % {"date": span} if uncertain else span

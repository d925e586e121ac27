"""What a speaker was, and when: minister of something from a day to another."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.dates import (
    Precision,
    display_period,
    last_day,
    last_day_expression,
    period_start_constraint,
    precision_field,
)
from archive.models.base.history import track_history


class RoleQuerySet(models.QuerySet):
    def held_on(self, date, precision):
        """Roles held at some time in the day, month or year; ``date`` and ``precision`` are query expressions.

        The same as ``Role.was_held_between`` for one row.
        """
        return self.annotate(last=last_day_expression("end", "end_precision")).filter(
            models.Q(start=None) | models.Q(start__lte=last_day_expression(date, precision)),
            models.Q(end=None) | models.Q(last__gte=date),
        )


@track_history()
class Role(models.Model):
    speaker = models.ForeignKey(
        "archive.Speaker", models.CASCADE, related_name="roles", verbose_name=_("speaker")
    )
    title = models.CharField(_("title"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    start = models.DateField(_("from"), null=True, blank=True)
    start_precision = precision_field()
    end = models.DateField(_("to"), null=True, blank=True)
    end_precision = precision_field()

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = [models.F("start").asc(nulls_first=True), "id"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            period_start_constraint("role_start_is_period_start", "start", "start_precision"),
            period_start_constraint("role_end_is_period_start", "end", "end_precision"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(start__lte=models.F("end"))
                | ~models.Q(end_precision=Precision.DAY),
                name="role_ends_after_it_starts",
                violation_error_message=_("A role cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.organisation}" if self.organisation else self.title

    @property
    def period(self) -> str:
        if self.start and not self.end:
            return str(_("since %s")) % display_period(self.start, self.start_precision, None, "")
        return display_period(self.start, self.start_precision, self.end, self.end_precision)

    @property
    def last_day(self) -> dt.date | None:
        """The last day of the role; None while no end is recorded."""
        return last_day(self.end, self.end_precision) if self.end else None

    def was_held_between(self, first: dt.date, last: dt.date) -> bool:
        has_begun = self.start is None or self.start <= last
        return has_begun and (self.last_day is None or self.last_day >= first)

"""One act of speaking of which several statements are reports, and pairs of statements that may be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.models.base.states import choice_constraint
from archive.models.base.urls import cached_reverse
from archive.models.base.users import user_field


class UtteranceQuerySet(models.QuerySet):
    def published(self):
        """Returns the utterances with a public report."""
        return self.filter(models.Exists(Report.objects.public().filter(utterance=models.OuterRef("pk"))))

    def most_reported(self):
        """Returns the one of these utterances with public reports in the most documents, the newest of equals; None
        where none is reported in at least two."""
        public = Report.objects.public().filter(utterance=models.OuterRef("pk")).order_by()
        count = public.values("utterance").annotate(n=models.Count("statement__document", distinct=True))
        return (
            self.annotate(document_count=models.Subquery(count.values("n")))
            .filter(document_count__gte=2)
            .order_by("-document_count", "-id")
            .first()
        )


@track_history()
class Utterance(models.Model):
    summary = models.CharField(_("summary"), max_length=300, help_text=_("What was said, in a few words."))
    speaker = models.ForeignKey(
        "archive.Speaker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="utterances",
        verbose_name=_("speaker"),
    )
    event = models.ForeignKey(
        "archive.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="utterances",
        verbose_name=_("event"),
    )

    objects = UtteranceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("utterance")
        verbose_name_plural = _("utterances")

    def __str__(self):
        return self.summary

    def get_absolute_url(self):
        return cached_reverse("utterance", self.pk)


class ReportQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=Report.Status.CONFIRMED)

    def public(self):
        """Confirmed reports whose statement and document are published."""
        return self.confirmed().filter(statement__state="published", statement__document__state="published")

    def by_utterance(self, ids) -> dict[int, list]:
        """{utterance id: the statements that report it in public, in the order of publication}; one query."""
        rows = (
            self.public()
            .filter(utterance__in=ids)
            .select_related("statement__document__source")
            .defer("statement__document__text")
            .order_by("statement__document__date", "statement_id")
        )
        statements: dict[int, list] = {}
        for report in rows:
            statements.setdefault(report.utterance_id, []).append(report.statement)
        return statements


@track_history()
class Report(models.Model):
    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    utterance = models.ForeignKey(
        Utterance, models.CASCADE, related_name="reports", verbose_name=_("utterance")
    )
    statement = models.ForeignKey(
        "archive.Statement", models.CASCADE, related_name="reports", verbose_name=_("statement")
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.SUGGESTED)
    rule = models.CharField(_("rule"), max_length=60, blank=True, help_text=_("What suggested it."))
    score = models.FloatField(_("score"), null=True, blank=True)
    decided_by = user_field(_("decided by"), editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            choice_constraint("status", ("suggested", "confirmed", "rejected"), "report_status_is_a_status"),
            models.UniqueConstraint(
                fields=["utterance", "statement"],
                name="report_is_unique",
                violation_error_message=_("This statement is already listed as a report of that utterance."),
            ),
            models.UniqueConstraint(
                fields=["statement"],
                condition=models.Q(status="confirmed"),
                name="statement_reports_one_confirmed_utterance",
                violation_error_message=_(
                    "This statement is already a confirmed report of another utterance."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.statement} ({self.get_status_display()})"


class ReportPairQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(status=ReportPair.Status.UNDECIDED)

    def confirmed(self):
        return self.filter(status=ReportPair.Status.CONFIRMED)

    def rejected(self):
        return self.filter(status=ReportPair.Status.REJECTED)

    def among(self, statements):
        """Returns the pairs both of whose statements are among these."""
        ids = list(statements)
        return self.filter(first__in=ids, second__in=ids)

    def of_statement(self, pk: int):
        return self.filter(models.Q(first=pk) | models.Q(second=pk))


@track_history()
class ReportPair(models.Model):
    """``first`` is the statement with the lower id, so that each pair has one row.

    A decision is about words: ``words_hash`` says which. A confirmed pair is linked by the reports of an utterance,
    too, which are what readers see.
    """

    class Status(models.TextChoices):
        UNDECIDED = "undecided", _("Undecided")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    first = models.ForeignKey(
        "archive.Statement", models.CASCADE, related_name="+", verbose_name=_("statement")
    )
    second = models.ForeignKey(
        "archive.Statement", models.CASCADE, related_name="+", verbose_name=_("other statement")
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.UNDECIDED)
    rule = models.CharField(_("rule"), max_length=60, blank=True, help_text=_("What suggested it."))
    score = models.FloatField(_("score"), null=True, blank=True)
    threshold = models.FloatField(_("threshold"), null=True, blank=True)
    evidence = models.JSONField(_("reason"), default=dict, blank=True)
    words_hash = models.CharField(max_length=32, editable=False)
    decided_by = user_field(_("decided by"), editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    suggested_at = models.DateTimeField(_("suggested"), null=True, blank=True, editable=False)

    objects = ReportPairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = _("pair of reports")
        verbose_name_plural = _("pairs of reports")
        constraints = [
            choice_constraint(
                "status", ("undecided", "confirmed", "rejected"), "report_pair_status_is_a_status"
            ),
            models.UniqueConstraint(fields=["first", "second"], name="report_pair_is_unique"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="report_pair_is_of_two_statements"
            ),
            models.CheckConstraint(
                condition=models.Q(status="undecided", decided_at=None)
                | (~models.Q(status="undecided") & models.Q(decided_at__isnull=False)),
                name="report_pair_decision_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                models.F("score").desc(),
                models.F("id"),
                condition=models.Q(status="undecided"),
                name="report_pair_undecided",
            )
        ]

    def __str__(self):
        return f"{self.first_id} – {self.second_id} ({self.get_status_display()})"

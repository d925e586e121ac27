"""What editors decided about proposals (docs/proposing.md)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.models.base.states import choice_constraint
from archive.models.base.users import user_field

MAX_CONTEXT = 40  # characters of the text on each side by which a place is known again


class ProposalDecisionQuerySet(models.QuerySet):
    def in_force(self):
        """Rejections, and acceptances whose statement exists: deleting the statement takes its acceptance back."""
        statement = models.OuterRef("statement_id")
        statements = ProposalDecision._meta.get_field("statement").related_model._default_manager
        return self.filter(models.Q(statement=None) | models.Exists(statements.filter(pk=statement)))

    def rejected(self):
        return self.filter(verdict=ProposalDecision.Verdict.REJECTED)

    def at_place(self, document, words: str, before: str, after: str):
        """Rejections of these words in this context."""
        return self.rejected().filter(document=document, words=words, before=before, after=after)

    def verdict_counts(self, newest: int) -> list[tuple[str, str, str, int]]:
        """(rule, cue, verdict, count) of the newest decisions in force; one query."""
        latest = self.in_force().order_by("-pk").values("pk")[:newest]
        rows = self.filter(pk__in=latest).order_by().values_list("rule", "cue", "verdict")
        return list(rows.annotate(count=models.Count("pk")))


@track_history()
class ProposalDecision(models.Model):
    """One editor's verdict on one proposal, with the words and what stood around them then.

    A statement made from a proposal may be deleted and restored; the decision stays and counts while it exists, which
    is why the database keeps no foreign key.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        EDITED = "edited", _("Accepted with changes")
        REJECTED = "rejected", _("Rejected")

    document = models.ForeignKey(
        "archive.Document", models.CASCADE, related_name="decisions", verbose_name=_("document")
    )
    text_version = models.PositiveIntegerField(_("version of the text"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    words = models.TextField(_("words"))
    before = models.CharField(_("words before"), max_length=MAX_CONTEXT, blank=True)
    after = models.CharField(_("words after"), max_length=MAX_CONTEXT, blank=True)
    speaker = models.CharField(_("speaker proposed"), max_length=250, blank=True)
    rule = models.CharField(_("rule"), max_length=100)
    rules_version = models.PositiveIntegerField(_("version of the rules"))
    cue = models.CharField(_("cue"), max_length=200, blank=True)
    score = models.FloatField(_("score"), validators=[MinValueValidator(0), MaxValueValidator(1)])
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    statement = models.ForeignKey(
        "archive.Statement",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("statement"),
    )
    decided_by = user_field(_("decided by"))
    decided_at = models.DateTimeField(_("decided"), db_default=models.functions.Now(), editable=False)

    objects = ProposalDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("decision about a proposal")
        verbose_name_plural = _("decisions about proposals")
        constraints = [
            choice_constraint("verdict", ("accepted", "edited", "rejected"), "decision_verdict_is_a_verdict"),
            models.CheckConstraint(
                condition=models.Q(verdict="rejected", statement__isnull=True)
                | (~models.Q(verdict="rejected") & models.Q(statement__isnull=False)),
                name="decision_statement_matches_verdict",
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end"))
                & models.Q(end=models.F("start") + models.functions.Length("words")),
                name="decision_span_length_is_words_length",
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1), name="decision_score_is_a_share"
            ),
            models.UniqueConstraint(fields=["statement"], name="decision_of_statement_is_unique"),
            models.UniqueConstraint(
                "document",
                models.functions.MD5("words"),
                "before",
                "after",
                condition=models.Q(verdict="rejected"),
                name="decision_rejects_a_place_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.words[:80]}"

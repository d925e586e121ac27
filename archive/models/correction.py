"""Earlier texts of a document, and the statements that a correction left without a place."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .history import tracked


class CorrectionQuerySet(models.QuerySet):
    def with_public_note(self):
        """Those that readers see a note on; the caller has made sure that the document is public."""
        return self.exclude(public_note="").defer("text")


class Correction(models.Model):
    """The text as it was before it was corrected; ``version`` is the one that ended.

    The row is written by the trigger ``archive_keep_text``, whichever way the document's text was changed; who, why and
    what readers are told are added by ``annotating.correcting``.
    """

    document = models.ForeignKey(
        "archive.Document", models.CASCADE, related_name="corrections", verbose_name=_("document")
    )
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("corrected"), db_default=models.functions.Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("corrected by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="", db_default="")
    public_note = models.TextField(_("note for readers"), blank=True, default="", db_default="")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-version"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="correction_ends_a_version_once")
        ]

    def __str__(self):
        return f"{self.document} ({self.version})"


class OrphanQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(detached=False)

    def for_queue(self):
        """With what the queue's page shows of each, document by document in reading order."""
        return (
            self.select_related("statement__document__source", "statement__speaker")
            .defer("statement__document__text")
            .order_by("statement__document_id", "statement__start", "statement_id")
        )


@tracked()
class Orphan(models.Model):
    """A statement that a correction left without a place: its words and offsets are those of an earlier version.

    It is not public until an editor gives it a place (the row goes, by the trigger ``archive_found_a_place``) or finds
    that there is none (``detached``: it leaves the queue and is kept).
    """

    class Why(models.TextChoices):
        TOUCHED = "touched", _("The correction changes its words.")
        UNSURE = "unsure", _("Its words stand in several places, and nothing tells which is meant.")
        STRANDED = "stranded", _("Its words are there, but what stood around them is gone.")
        GONE = "gone", _("The passage with its words was taken out.")

    statement = models.OneToOneField(
        "archive.Statement",
        models.CASCADE,
        primary_key=True,
        related_name="orphan",
        verbose_name=_("statement"),
    )
    version = models.PositiveIntegerField(_("version of the text"))
    why = models.CharField(_("reason"), max_length=8, choices=Why)
    state_before = models.CharField(_("state before"), max_length=10)
    detached = models.BooleanField(_("detached"), default=False, db_default=False)
    made_at = models.DateTimeField(_("since"), db_default=models.functions.Now(), editable=False)

    objects = OrphanQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement without a place")
        verbose_name_plural = _("statements without a place")

    def __str__(self):
        return str(self.statement)

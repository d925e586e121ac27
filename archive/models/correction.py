"""Earlier texts of a document, and the statements that a correction orphaned."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history


class Correction(models.Model):
    """The text as it was before it was corrected; ``version`` is the one that ended.

    The trigger ``archive_record_correction`` writes the row, however the text of the document was changed. Who did it,
    why, and the note for readers are added by ``archive.editing.corrections``. The row outlives its document and the
    account of who corrected. ``chain_hash`` is by the function ``archive_correction_hash``.
    """

    document = models.ForeignKey(
        "archive.Document",
        models.DO_NOTHING,
        db_constraint=False,
        related_name="corrections",
        verbose_name=_("document"),
    )
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    corrected_at = models.DateTimeField(_("corrected"), db_default=models.functions.Now(), editable=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        verbose_name=_("corrected by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="", db_default="")
    public_note = models.TextField(_("note for readers"), blank=True, default="", db_default="")

    text_digest = models.CharField(max_length=64, editable=False, default="", db_default="")
    chain_hash = models.CharField(max_length=64, editable=False, default="", db_default="")

    class Meta:
        ordering = ["document_id", "-version"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="correction_version_is_unique")
        ]
        indexes = [models.Index(models.functions.MD5("text"), name="correction_text_hash")]

    def __str__(self):
        return f"{self.document_id} ({self.version})"


class OrphanQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(detached=False)

    def for_queue(self):
        """Loads with each row all that the queue's page shows, by document and in reading order."""
        return (
            self.select_related("statement__document__source", "statement__speaker")
            .defer("statement__document__text")
            .order_by("statement__document_id", "statement__start", "statement_id")
        )


@track_history(level=pgtrigger.Statement)
class Orphan(models.Model):
    """A statement whose anchor a correction removed: its text and offsets are those of an earlier ``version``.

    It is not public. An editor anchors it again (the trigger ``archive_delete_orphan`` deletes this row) or finds that
    its words are gone for good (``detached``: it leaves the queue and is kept).
    """

    class Reason(models.TextChoices):
        WORDS_CHANGED = "words_changed", _("The correction changed its words.")
        AMBIGUOUS = (
            "ambiguous",
            _("Its words occur several times, and it is not clear which occurrence is meant."),
        )
        CONTEXT_LOST = "context_lost", _("Its words are still in the text, but their context has changed.")
        REMOVED = "removed", _("The passage that contained it was removed.")

    statement = models.OneToOneField(
        "archive.Statement",
        models.CASCADE,
        primary_key=True,
        related_name="orphan",
        verbose_name=_("statement"),
    )
    version = models.PositiveIntegerField(_("version of the text"))
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    state_before = models.CharField(_("state before"), max_length=10)
    detached = models.BooleanField(_("detached"), default=False, db_default=False)
    orphaned_at = models.DateTimeField(_("since"), db_default=models.functions.Now(), editable=False)

    objects = OrphanQuerySet.as_manager()

    class Meta:
        verbose_name = _("orphaned statement")
        verbose_name_plural = _("orphaned statements")

    def __str__(self):
        return str(self.statement)

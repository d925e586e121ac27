"""Former words that readers are not shown, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.models.base.states import choice_constraint


class WithholdingQuerySet(models.QuerySet):
    def covering(self, statement_id: int, document_id: int | None):
        """The withholdings of a statement and of its document."""
        return self.filter(
            models.Q(model_name="statement", object_id=statement_id)
            | models.Q(model_name="document", object_id=document_id)
        ).order_by("id")


@track_history()
class Withholding(models.Model):
    """Hides the former words and names of something once public; its page says so and gives the reason.

    Withholding a document covers its earlier versions and its statements. What is public now is not affected.
    """

    class Reason(models.TextChoices):
        LAW = "law", _("Required by law or a court")
        RIGHTS = "rights", _("Requested by the holder of the rights")
        PRIVACY = "privacy", _("Protection of a person")
        ERROR = "error", _("Published by mistake")

    class ModelName(models.TextChoices):
        STATEMENT = "statement", _("Statement")
        DOCUMENT = "document", _("Document")
        SPEAKER = "speaker", _("Speaker")
        EVENT = "event", _("Event")
        THEME = "theme", _("Theme")
        TERM = "term", _("Term")
        UTTERANCE = "utterance", _("Utterance")

    model_name = models.CharField(_("kind of entity"), max_length=9, choices=ModelName)
    object_id = models.BigIntegerField(_("its number"), help_text=_("As in the address of its page here."))
    reason = models.CharField(_("reason"), max_length=7, choices=Reason, help_text=_("Shown to readers."))
    note = models.TextField(_("note for readers"), blank=True)
    created_at = models.DateTimeField(_("since"), editable=False, db_default=models.functions.Now())

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        constraints = [
            choice_constraint("reason", ("law", "rights", "privacy", "error"), "withholding_has_a_reason"),
            models.UniqueConstraint(
                fields=["model_name", "object_id"],
                name="withholding_is_unique",
                violation_error_message=_("Its former words are already withheld."),
            ),
        ]

    def __str__(self):
        return f"{self.get_model_name_display()} {self.object_id}"

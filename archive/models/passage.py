"""One paragraph of a document, derived from its text by the database."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.states import State
from archive.models.base.urls import document_url_at


class PassageQuerySet(models.QuerySet):
    def published(self):
        return self.filter(document__state=State.PUBLISHED)

    def for_export(self):
        return self.select_related("document__source", "document__event").defer("document__text")

    def around(self, statement):
        """The paragraphs of the statement, with the one before and the one after; two queries."""
        in_document = self.filter(document=statement.document_id)
        numbers = in_document.filter(start__lt=statement.end, end__gt=statement.start).aggregate(
            first=models.Min("number"), last=models.Max("number")
        )
        if numbers["first"] is None:
            return in_document.none()
        return in_document.filter(number__range=(numbers["first"] - 1, numbers["last"] + 1)).order_by(
            "number"
        )


@pghistory.track(
    pghistory.UpdateEvent(condition=pghistory.AnyChange("kind", "speaker_label", "time")),
    obj_field=pghistory.ObjForeignKey(related_name="history"),
    append_only=True,
)
class Passage(models.Model):
    """Rows are written by the trigger ``archive_derive_passages`` and never by code; the database refuses others, and
    deletes them with their document.

    The id is the document's id times a million plus the paragraph's number, so a paragraph keeps its id
    when the rows are derived again, and a fixture can name it. Only ``kind``, ``speaker_label``
    and ``time`` are written by the importer and by editors; they survive a correction while the paragraph's words stay.
    """

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", _("Paragraph")
        HEADING = "heading", _("Heading")
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        REMARK = "remark", _("Remark")

    id = models.BigIntegerField(primary_key=True, editable=False)
    document = models.ForeignKey(
        "archive.Document",
        models.DO_NOTHING,
        db_index=False,  # passage_number_is_unique begins with it
        related_name="passages",
        verbose_name=_("document"),
    )
    number = models.PositiveIntegerField(_("number"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    text = models.TextField(_("text"))
    kind = models.CharField(
        _("kind"), max_length=9, choices=Kind, default=Kind.PARAGRAPH, db_default=Kind.PARAGRAPH
    )
    speaker_label = models.CharField(
        _("speaker as printed"), max_length=200, blank=True, default="", db_default=""
    )
    time = models.CharField(
        _("time in the recording"),
        max_length=12,
        blank=True,
        default="",
        db_default="",
        help_text=_("Hours, minutes and seconds, such as 00:01:12."),
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="passage_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(id=models.F("document_id") * 1_000_000 + models.F("number")),
                name="passage_id_is_document_and_number",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gt=0, number__lt=1_000_000), name="passage_number_fits_id"
            ),
        ]

    def __str__(self):
        return f"{self.document} ¶{self.number}"

    def get_absolute_url(self):
        return document_url_at(self.document.get_absolute_url(), self.html_id, self.start or 0)

    @property
    def html_id(self) -> str:
        return f"p{self.number}"

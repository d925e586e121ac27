"""When something was public: what was once public is always answered (docs/architecture.md, rule 6)."""

from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.correction import Correction
from archive.models.permanence.redirect import Redirect

from .withholding import Withholding


class PublicationQuerySet(models.QuerySet):
    def for_object(self, model_name: str, object_id: int):
        """The periods of one object, the latest first."""
        return self.filter(model_name=model_name, object_id=object_id).order_by("-since", "-id")

    def last_of(self, model_name: str, object_id: int):
        """The last period of an object that is not public any more; None for what is public now or never was."""
        last = self.for_object(model_name, object_id).first()
        return last if last and last.until else None

    def last_at(self, model_name: str, slug: str):
        """The last period in which that address was public, or None."""
        return (
            self.filter(model_name=model_name, slug=slug).exclude(slug="").order_by("-since", "-id").first()
        )

    def with_words(self):
        """Annotates publications of statements with their ``words``, their ``document_id`` and the ``public_note`` of
        the correction that ended them. Leaves out those whose words nobody recorded.

        Where a document is no longer public, notes on later corrections of it are left empty.
        """
        history = history_model("statement").objects.filter(pgh_id=models.OuterRef("history_id"))
        ended_by = Correction.objects.filter(
            models.Q(corrected_at__lte=models.OuterRef("until")) | models.Q(document__state="published"),
            document=models.OuterRef("document_id"),
            version=models.OuterRef("last_version"),
        )
        return (
            self.annotate(
                words=models.Subquery(history.values("text")[:1]),
                document_id=models.Subquery(history.values("document_id")[:1]),
            )
            .annotate(public_note=models.Subquery(ended_by.values("public_note")[:1]))
            .exclude(words=None)
        )

    def earlier_words(self, statement):
        """The words that readers saw as a statement's and that are others now, the last first; nothing while they are
        withheld. One query."""
        periods = self.for_object("statement", statement.pk).exclude(until=None)
        return (
            periods.exclude(models.Exists(Withholding.objects.covering(statement.pk, statement.document_id)))
            .exclude(wording=models.functions.MD5(models.Value(statement.text)))
            .with_words()
        )

    def public_in(self, document_id: int):
        """The last period of each statement that was ever public in that document."""
        statement_ids = (
            history_model("statement").objects.filter(document_id=document_id).values("pgh_obj_id")
        )
        withheld = Withholding.objects.filter(model_name="statement", object_id=models.OuterRef("object_id"))
        rows = self.filter(
            ~models.Exists(withheld), model_name="statement", object_id__in=statement_ids
        ).order_by("object_id", "-since", "-id")
        return rows.distinct("object_id").with_words()


def taken_slugs(model: type[models.Model], start: str = "", except_id: int | None = None) -> set[str]:
    """Slugs beginning with ``start`` that are in use, redirect, or were once public, without those of the row
    ``except_id``. Three queries."""
    name = model._meta.model_name
    rows = (
        model._default_manager.exclude(pk=except_id),
        Redirect.objects.filter(model_name=name).exclude(target=except_id),
        Publication.objects.filter(model_name=name).exclude(object_id=except_id),
    )
    return {
        slug
        for queryset in rows
        for slug in queryset.filter(slug__startswith=start).values_list("slug", flat=True)
    }


def history_model(model: str | type[models.Model]) -> Any:
    """The model of the history rows; ``model`` may be given by its name, as in a foreign key."""
    model_class = apps.get_model("archive", model) if isinstance(model, str) else model
    return model_class._meta.get_field("history").related_model


def public_corrections(document_id: int):
    """The corrections that ended a version which readers saw, the last first; one query, without the texts.

    A version that ended in the transaction it began in was never seen. Of a withheld document the ``shown_note`` is
    empty: a note on a correction may quote what was corrected.
    """
    withheld = Withholding.objects.filter(model_name="document", object_id=document_id)
    was_public = Publication.objects.for_object("document", document_id).filter(
        models.Q(last_version=None) | models.Q(last_version__gte=models.OuterRef("version")),
        first_version__lte=models.OuterRef("version"),
    )
    at_once = Correction.objects.filter(
        document=document_id,
        version=models.OuterRef("version") - 1,
        corrected_at=models.OuterRef("corrected_at"),
    )
    rows = Correction.objects.filter(models.Exists(was_public), ~models.Exists(at_once), document=document_id)
    public_note = models.Case(
        models.When(models.Exists(withheld), then=models.Value("")),
        default=models.F("public_note"),
        output_field=models.TextField(),
    )
    return rows.annotate(shown_note=public_note).defer("text").order_by("-version")


class Publication(models.Model):
    """A period in which something had a public page, with one wording.

    The trigger ``archive_record_publications`` writes the rows from the view ``archive_publication_definition``,
    whoever publishes, takes back, corrects or deletes. ``until`` is empty while the period lasts. A statement whose
    words are corrected begins another period. ``history_id`` is the row of the object's history with its last public
    state; ``first_version`` and ``last_version`` are those of the document's text.
    """

    model_name = models.CharField(_("kind of entity"), max_length=9, choices=Withholding.ModelName)
    object_id = models.BigIntegerField(_("its id"))
    slug = models.SlugField(_("slug"), max_length=120, blank=True, db_index=False)
    wording = models.CharField(_("hash of the words"), max_length=32, blank=True)
    history_id = models.BigIntegerField(_("its last public state"), null=True)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True)
    first_version = models.PositiveIntegerField(_("first version of the text"), null=True)
    last_version = models.PositiveIntegerField(_("last version of the text"), null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["model_name", "object_id", "since", "id"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [
            models.Index(fields=["model_name", "object_id"], name="publication_object"),
            models.Index(
                fields=["model_name", "slug"], name="publication_slug", condition=~models.Q(slug="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["model_name", "object_id"],
                condition=models.Q(until=None),
                name="publication_is_open_once",
            )
        ]

    def __str__(self):
        return f"{self.model_name} {self.object_id}"

    def last_state(self):
        """The row of history with what was public last; None where the database recorded none."""
        return history_model(self.model_name).objects.filter(pgh_id=self.history_id).first()

"""Where a former slug leads now."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history


class RedirectQuerySet(models.QuerySet):
    def resolve(self, model_name: str, slug: str):
        """The object of that model that the former slug leads to, or None; two queries."""
        redirect = self.filter(model_name=model_name, slug=slug).first()
        if redirect is None:
            return None
        return apps.get_model("archive", model_name).objects.filter(pk=redirect.target).first()

    def resolve_public(self, model_name: str, slug: str):
        """Returns what ``resolve`` does, or None where readers may not see it."""
        target = self.resolve(model_name, slug)
        public = target and type(target).objects.published().filter(pk=target.pk).exists()
        return target if public else None

    def redirect_slug(self, model_name: str, slug: str, target: int):
        """Makes the slug lead to the object with the id ``target``; returns the redirect."""
        return self.update_or_create(model_name=model_name, slug=slug, defaults={"target": target})[0]


@track_history()
class Redirect(models.Model):
    """Written by the trigger ``archive_keep_redirect`` when a slug changes, and by merging."""

    class ModelName(models.TextChoices):
        SOURCE = "source", _("Source")
        DOCUMENT = "document", _("Document")
        SPEAKER = "speaker", _("Speaker")
        EVENT = "event", _("Event")
        THEME = "theme", _("Theme")
        TERM = "term", _("Term")

    model_name = models.CharField(_("kind of entity"), max_length=8, choices=ModelName)
    slug = models.SlugField(_("former slug"), max_length=120)
    target = models.BigIntegerField(_("id of the target"))
    created_at = models.DateTimeField(_("created"), editable=False, db_default=models.functions.Now())

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["model_name", "slug"]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        indexes = [models.Index(fields=["model_name", "target"], name="redirect_target")]
        constraints = [
            models.UniqueConstraint(fields=["model_name", "slug"], name="redirect_slug_is_unique"),
        ]

    def __str__(self):
        return f"{self.model_name}/{self.slug}"

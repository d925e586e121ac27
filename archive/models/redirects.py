"""Where a changed address leads now."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from .history import tracked


class RedirectQuerySet(models.QuerySet):
    def resolve(self, noun: str, slug: str):
        """The live object that the old slug of ``noun`` leads to, or None."""
        redirect = self.filter(noun=noun, slug=slug).first()
        if redirect is None:
            return None
        return apps.get_model("archive", noun).objects.filter(pk=redirect.target).first()

    def resolve_public(self, noun: str, slug: str):
        """The same, unless readers may not see it."""
        target = self.resolve(noun, slug)
        public = target and type(target).objects.published().filter(pk=target.pk).exists()
        return target if public else None

    def point(self, noun: str, slug: str, target: int):
        """Lead the slug (and all that led to ``target``'s predecessor) to the object with id ``target``."""
        return self.update_or_create(noun=noun, slug=slug, defaults={"target": target})[0]


@tracked()
class Redirect(models.Model):
    """Written by the trigger ``archive_keep_address`` when a slug changes, and by merging."""

    class Noun(models.TextChoices):
        SOURCE = "source", _("Source")
        DOCUMENT = "document", _("Document")
        SPEAKER = "speaker", _("Speaker")
        EVENT = "event", _("Event")
        THEME = "theme", _("Theme")

    noun = models.CharField(_("noun"), max_length=8, choices=Noun)
    slug = models.SlugField(_("former slug"), max_length=120)
    target = models.BigIntegerField(_("id of what it leads to"))
    created_at = models.DateTimeField(_("created"), editable=False, db_default=models.functions.Now())

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["noun", "slug"]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        indexes = [models.Index(fields=["noun", "target"], name="redirect_target")]
        constraints = [
            models.UniqueConstraint(fields=["noun", "slug"], name="redirect_leads_to_one_place"),
        ]

    def __str__(self):
        return f"{self.noun}/{self.slug}"

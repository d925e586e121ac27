"""Who published a document."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.base.choices import LabelledChoices
from archive.models.base.history import track_history
from archive.models.base.sorting import sort_key
from archive.models.base.states import State
from archive.models.base.web_address import WebAddressField, web_address_constraint

from .document import Document


class SourceQuerySet(models.QuerySet):
    def published(self):
        """Sources of at least one published document."""
        return self.filter(models.Exists(Document.objects.published().filter(source=models.OuterRef("pk"))))

    def with_coverage(self):
        """Returns a list of the sources with published documents, those with the most first, each with
        ``document_count`` and ``annotated_count``, the number of fully annotated ones. One query."""
        public = models.Q(documents__state=State.PUBLISHED)
        rows = self.annotate(
            document_count=models.Count("documents", filter=public),
            annotated_count=models.Count("documents", filter=public & ~models.Q(documents__coverage="")),
        )
        return list(rows.filter(document_count__gt=0).order_by("-document_count", "sort_key", "id"))


@track_history(exclude=("sort_key",))
class Source(LabelledChoices):
    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        GOVERNMENT = "government", _("Government")
        PARTY = "party", _("Party")
        PARLIAMENT = "parliament", _("Parliament")
        NEWS_AGENCY = "news_agency", _("News agency")
        NEWSPAPER = "newspaper", _("Newspaper")
        BROADCASTER = "broadcaster", _("Broadcaster")
        NEWSLETTER = "newsletter", _("Newsletter")
        UNIVERSITY = "university", _("University")
        THINK_TANK = "think_tank", _("Think tank")
        COMPANY = "company", _("Company")
        ORGANISATION = "organisation", _("Organisation")
        ARCHIVE = "archive", _("Archive")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as CN or FR.")
    )
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("A language code such as en, zh-Hans or fr.")
    )
    url = WebAddressField(_("web address"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    sort_key = sort_key("name")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            web_address_constraint("source_url_is_web_address"),
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"), name="source_country_is_two_letters"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('search')}?source={self.slug}"

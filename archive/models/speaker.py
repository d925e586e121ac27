"""A person or body that speaks, under several names and in changing roles."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.base.choices import LabelledChoices
from archive.models.base.dates import Precision, last_day
from archive.models.base.history import track_history
from archive.models.base.prefetching import related_rows
from archive.models.base.sorting import sort_key
from archive.models.base.urls import cached_reverse

from .role import Role
from .statement import Statement


class SpeakerQuerySet(models.QuerySet):
    def published(self):
        """Speakers of at least one public statement."""
        return self.filter(models.Exists(Statement.objects.published().filter(speaker=models.OuterRef("pk"))))

    def alphabetical(self):
        return self.order_by("sort_key", "id")

    def for_list(self):
        """Loads names and roles. Three queries, whatever the number of rows."""
        return self.prefetch_related("names", "roles")


@track_history(exclude=("sort_key",))
class Speaker(LabelledChoices):
    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        BODY = "body", _("Body")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=200, help_text=_("As the archive writes it in English."))
    sort_name = models.CharField(
        _("name for sorting"),
        max_length=200,
        blank=True,
        help_text=_("Only if it differs from the name: Macron, Emmanuel."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as CN or FR.")
    )
    note = models.TextField(_("note"), blank=True)
    sort_key = sort_key("name", preferred="sort_name")

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"), name="speaker_country_is_two_letters"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_reverse("speaker", self.slug)

    def roles_on(self, date: dt.date | None, precision: str = Precision.DAY) -> list["Role"]:
        """The roles held on that day (or at some time in that month or year); one query unless prefetched."""
        if date is None:
            return []
        last = last_day(date, precision)
        return [role for role in related_rows(self, "roles") if role.was_held_between(date, last)]

    def roles_now(self) -> list["Role"]:
        """The roles held today, but none of unknown beginning."""
        return [role for role in self.roles_on(timezone.localdate()) if role.start]

    @property
    def letter(self) -> str:
        """The heading under which the speaker is listed in the alphabetical list."""
        first = self.sort_key[:1].upper()
        return first if first.isalpha() else "#"

    @property
    def index_name(self) -> str:
        """``Macron, Emmanuel`` where the sort name is written so; the name itself where it is only a key."""
        return self.sort_name if {",", "("} & set(self.sort_name) else self.name

    @property
    def native_names(self) -> list["SpeakerName"]:
        return [name for name in self.names.all() if name.kind == SpeakerName.Kind.NATIVE]

    @property
    def other_names(self) -> list["SpeakerName"]:
        return [name for name in self.names.all() if name.kind != SpeakerName.Kind.NATIVE]


@track_history()
class SpeakerName(models.Model):
    class Kind(models.TextChoices):
        NATIVE = "native", _("Native script")
        TRANSLITERATION = "transliteration", _("Transliteration")
        FORMER = "former", _("Former name")
        SHORT = "short", _("Short form")
        ALIAS = "alias", _("Other spelling")

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names", verbose_name=_("speaker"))
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.ALIAS)

    class Meta:
        ordering = ["id"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "name", "language"],
                name="speaker_name_is_unique",
                violation_error_message=_("This speaker already has that name in that language."),
            )
        ]

    def __str__(self):
        return self.name

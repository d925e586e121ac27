"""An occasion on which something was said or adopted."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive.models.base.choices import LabelledChoices
from archive.models.base.dates import Precision, display_period, period_start_constraint, precision_field
from archive.models.base.history import track_history
from archive.models.base.sorting import sort_key
from archive.models.base.urls import cached_reverse

from .document import Document
from .speaker import Speaker
from .statement import Statement


class EventQuerySet(models.QuerySet):
    def published(self):
        """Events with a published document, a public statement, or a part that has one."""
        parts = self.model.objects.filter(part_of=models.OuterRef("pk"))
        return self.filter(self.has_public_rows() | models.Exists(parts.filter(self.has_public_rows())))

    @staticmethod
    def has_public_rows():
        """A condition of two parts, each of which an index answers; one condition with a union would use none."""
        of_event = {"event": models.OuterRef("pk")}
        documents, statements = Document.objects.published(), Statement.objects.published()
        return models.Exists(documents.filter(**of_event)) | models.Exists(statements.filter(**of_event))

    def with_rows_in(self, ids):
        """The events with these ids, and the events they are part of."""
        wholes = self.model.objects.filter(pk__any=ids, part_of__isnull=False)
        return self.filter(models.Q(pk__any=ids) | models.Q(pk__in=wholes.values("part_of")))

    def latest_first(self):
        return self.order_by(models.F("start").desc(nulls_last=True), "sort_key", "id")

    def oldest_first(self):
        return self.order_by(models.F("start").asc(nulls_last=True), "sort_key", "id")

    def alphabetical(self):
        return self.order_by("sort_key", "id")

    def for_list(self):
        """Annotates ``parent_name``, the name of the event that this one is part of, and ``document_count``; both count
        only what is public."""
        documents = (
            Document.objects.published().filter(event=models.OuterRef("pk")).order_by().values("event")
        )
        count = models.Subquery(documents.annotate(n=models.Count("pk")).values("n"))
        whole = self.model.objects.published().filter(pk=models.OuterRef("part_of"))
        return self.annotate(
            parent_name=models.Subquery(whole.values("name")), document_count=Coalesce(count, 0)
        )


@track_history(exclude=("sort_key",))
class Event(LabelledChoices):
    class Kind(models.TextChoices):
        SUMMIT = "summit", _("Summit")
        VISIT = "visit", _("Visit")
        SESSION = "session", _("Session")
        BRIEFING = "briefing", _("Briefing")
        WORKSHOP = "workshop", _("Workshop")
        CONFERENCE = "conference", _("Conference")
        MEETING = "meeting", _("Meeting")
        PUBLICATION = "publication", _("Publication")
        SPEECH = "speech", _("Speech")
        ADOPTION = "adoption", _("Adoption")
        OTHER = "other", _("Other")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    start = models.DateField(_("from"), null=True, blank=True)
    start_precision = precision_field()
    end = models.DateField(_("to"), null=True, blank=True)
    end_precision = precision_field()
    date_uncertain = models.BooleanField(_("approximate"), default=False, db_default=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as CN or FR.")
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    description = models.TextField(_("description"), blank=True)
    participants = models.ManyToManyField(
        "archive.Speaker",
        through="archive.Participation",
        related_name="events",
        verbose_name=_("participants"),
    )
    sort_key = sort_key("name")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = [models.F("start").desc(nulls_last=True), "sort_key"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            period_start_constraint("event_start_is_period_start", "start", "start_precision"),
            period_start_constraint("event_end_is_period_start", "end", "end_precision"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True)
                | models.Q(start__isnull=False, start__lte=models.F("end"))
                | models.Q(start__isnull=False) & ~models.Q(end_precision=Precision.DAY),
                name="event_ends_after_it_starts",
                violation_error_message=_("An event cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"), name="event_country_is_two_letters"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_reverse("event", self.slug)

    @property
    def parent_in_list(self) -> "Event | None":
        """Returns, for a row of ``for_list``, the event that it is part of, with key and name only; None where that has
        no public page."""
        return Event(pk=self.part_of_id, name=self.parent_name) if self.parent_name else None

    @property
    def public_parent(self) -> "Event | None":
        """The event it is part of, if that has a public page; one query."""
        return Event.objects.published().filter(pk=self.part_of_id).first() if self.part_of_id else None

    @property
    def dates(self) -> str:
        return display_period(
            self.start, self.start_precision, self.end, self.end_precision, self.date_uncertain
        )


@track_history()
class EventName(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="names", verbose_name=_("event"))
    name = models.CharField(_("name"), max_length=250)
    language = models.CharField(_("language"), max_length=20, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name", "language"],
                name="event_name_is_unique",
                violation_error_message=_("This event already has that name in that language."),
            )
        ]

    def __str__(self):
        return self.name


class ParticipationQuerySet(models.QuerySet):
    def for_page(self):
        """Annotates ``speaker_is_public``: whether the speaker has a page to link to. Other speakers are included only
        if SHOW_ALL_PARTICIPANTS is set, since a name that occurs only in drafts would tell readers about these."""
        public = Speaker.objects.published().filter(pk=models.OuterRef("speaker"))
        rows = self.select_related("speaker").annotate(speaker_is_public=models.Exists(public))
        return rows if settings.SHOW_ALL_PARTICIPANTS else rows.filter(speaker_is_public=True)


@track_history()
class Participation(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="participations", verbose_name=_("event"))
    speaker = models.ForeignKey(
        "archive.Speaker", models.PROTECT, related_name="participations", verbose_name=_("speaker")
    )
    capacity = models.CharField(
        _("capacity"), max_length=150, blank=True, help_text=_("For example host, lecturer, special envoy.")
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "speaker"],
                name="event_participant_is_unique",
                violation_error_message=_("This speaker is already listed as a participant."),
            )
        ]

    def __str__(self):
        return f"{self.speaker} ({self.capacity})" if self.capacity else str(self.speaker)

"""A span of a document's text that says something."""

import datetime as dt

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.dates import Precision, display_date, period_start_constraint, precision_field
from archive.models.base.history import track_history
from archive.models.base.states import Publishable, State, choice_constraint, statement_indexes
from archive.models.base.urls import cached_reverse, document_url_at

from .passage import Passage
from .relay import Relay
from .role import Role
from .utterance import Report

# What no list shows of the rows around a statement; fetching it would cost as much as all the rest.
DEFERRED_IN_LISTS = (
    *(f"document__{name}" for name in ("text", "text_hash", "sort_key", "url", "rights_note", "public_note")),
    *(f"document__{name}" for name in ("editor_note", "original_title", "translator_name", "published_at")),
    *(f"speaker__{name}" for name in ("note", "sort_key", "sort_name", "country")),
    *("event__sort_key", "document__source__sort_key", "document__source__note", "note", "prefix", "suffix"),
    "editor_note",
)
# When it was said: its own date, else that of the event, else that of the document (``Statement.effective_date``).
EFFECTIVE_DATE = models.functions.Coalesce("date", "event__start", "document__date")
EFFECTIVE_DATE_PRECISION = models.Case(
    models.When(date__isnull=False, then="date_precision"),
    models.When(event__start__isnull=False, then="event__start_precision"),
    default="document__date_precision",
)


def first_paragraph() -> models.Subquery:
    """The number of the paragraph a statement begins in."""
    passages = Passage.objects.filter(document=models.OuterRef("document"), end__gt=models.OuterRef("start"))
    return models.Subquery(passages.order_by("number").values("number")[:1])


class StatementQuerySet(models.QuerySet):
    def published(self):
        """The gate for everything readers see: the statement and its document are both published."""
        return self.filter(state=State.PUBLISHED, document__state=State.PUBLISHED)

    def anchored(self):
        """Returns the statements with words in the document's text; the others are orphans (correction.py)."""
        return self.exclude(state=State.ORPHANED)

    def in_reading_order(self):
        return self.order_by("document_id", "start", "-end", "id")

    def newest(self):
        """The latest first; those of one day in the order of their documents."""
        latest = models.F("when").desc(nulls_last=True)
        return self.annotate(when=EFFECTIVE_DATE).order_by(latest, "-document_id", "start", "-end", "id")

    def one_per_document(self):
        """The first statement by a named speaker in each document, so that no list is one long speech."""
        first = self.filter(voice="speaker").order_by("document_id", "start", "-end").distinct("document_id")
        return self.filter(pk__in=first.values("pk"))

    def one_per_source(self):
        """The first statement of each source; a machine translation only where the source has nothing else."""
        by_machine = models.ExpressionWrapper(models.Q(document__translator="machine"), models.BooleanField())
        first = self.order_by("document__source_id", by_machine, "pk").distinct("document__source_id")
        return self.filter(pk__in=first.values("pk"))

    def for_list(self):
        """Loads what pages show of a statement. Three queries, whatever the number of rows."""
        return (
            self.select_related("speaker", "event", "role", "document__source")
            .defer(*DEFERRED_IN_LISTS)
            .prefetch_related("themes", "speaker__roles")
        )

    def for_matrix(self):
        """Loads what a cell of a matrix shows. One query."""
        return self.select_related("speaker", "document__source").defer(*DEFERRED_IN_LISTS)

    def has_several_sources(self) -> bool:
        return len(self.order_by().values("document__source").distinct()[:2]) > 1

    def paragraph_numbers(self) -> dict[int, int]:
        """{statement id: number of the paragraph it begins in}; one query."""
        return dict(self.order_by().values_list("pk", first_paragraph()))

    def for_page(self):
        """Loads what ``for_export`` does, and the text of the document."""
        return self.for_export().defer(None)

    def for_export(self):
        """Loads all that an export contains, and annotates ``paragraph``, the first one's number. Always six
        queries."""

        reports = models.Prefetch("reports", Report.objects.confirmed(), to_attr="confirmed_reports")
        relays = models.Prefetch("relays", Relay.objects.select_related("speaker"))
        return (
            self.select_related("speaker", "event", "role", "document__source")
            .defer("document__text")
            .annotate(paragraph=first_paragraph())
            .prefetch_related("themes", "speaker__roles", "speaker__names", relays, reports)
        )

    def without_role(self):
        """Statements whose speaker has no known role on the day; ``roles_held`` is the rule for one statement."""

        roles = Role.objects.held_on(models.OuterRef("spoken_on"), models.OuterRef("spoken_precision"))
        roles = roles.filter(speaker=models.OuterRef("speaker"))
        rows = self.filter(speaker__isnull=False, role=None)
        return rows.annotate(spoken_on=EFFECTIVE_DATE, spoken_precision=EFFECTIVE_DATE_PRECISION).filter(
            ~models.Exists(roles)
        )

    def reporting_utterance(self, utterance):
        """The confirmed reports of an utterance, in the order in which their documents appeared."""

        reports = Report.objects.confirmed().filter(utterance=utterance).values("statement")
        return self.filter(pk__in=reports).order_by("document__date", "pk")

    def reporting_same_utterance_as(self, statement):
        """Other confirmed reports of the utterance this one is a confirmed report of."""

        confirmed_reports = Report.objects.confirmed()
        utterance = confirmed_reports.filter(statement=statement).values("utterance")
        reported_ids = confirmed_reports.filter(utterance__in=utterance).values("statement")
        return self.filter(pk__in=reported_ids).exclude(pk=statement.pk)


@track_history(level=pgtrigger.Statement)
class Statement(Publishable):
    class Voice(models.TextChoices):
        SPEAKER = "speaker", _("A speaker")
        UNNAMED = "unnamed", _("An unnamed source")
        NARRATOR = "narrator", _("The narrator")
        EDITOR = "editor", _("The document’s editor")

    class Attribution(models.TextChoices):
        VERBATIM = "verbatim", _("Verbatim quotation")
        TRANSLATED = "translated", _("Quotation in translation")
        PARAPHRASE = "paraphrase", _("Paraphrase")
        SUMMARY = "summary", _("Summary")
        QUESTION = "question", _("Question")

    document = models.ForeignKey(
        # The index statement_document_start begins with it.
        "archive.Document", models.PROTECT, related_name="statements", verbose_name=_("document"), db_index=False
    )  # fmt: skip
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    text = models.TextField(_("words"))
    prefix = models.CharField(_("words before"), max_length=40, blank=True, editable=False)
    suffix = models.CharField(_("words after"), max_length=40, blank=True, editable=False)
    voice = models.CharField(_("voice"), max_length=8, choices=Voice, default=Voice.SPEAKER)
    speaker = models.ForeignKey(
        "archive.Speaker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker"),
    )
    voice_label = models.CharField(
        _("voice as printed"),
        max_length=200,
        blank=True,
        help_text=_("For an unnamed source, such as “a senior official”."),
    )
    attribution = models.CharField(_("attribution"), max_length=10, choices=Attribution)
    role_as_printed = models.CharField(_("role as printed"), max_length=300, blank=True)
    role = models.ForeignKey(
        "archive.Role",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("role"),
        help_text=_("Only needed if the speaker held several roles on that day."),
    )
    event = models.ForeignKey(
        "archive.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("event"),
    )
    date = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("Only if it differs from the date of the event or document."),
    )
    date_precision = precision_field()
    date_uncertain = models.BooleanField(_("approximate"), default=False, db_default=False)
    themes = models.ManyToManyField(
        "archive.Theme",
        through="archive.StatementTheme",
        related_name="statements",
        blank=True,
        verbose_name=_("themes"),
    )
    note = models.TextField(_("editor's note"), blank=True, help_text=_("Shown to readers."))
    editor_note = models.TextField(
        _("note for editors"),
        blank=True,
        default="",
        db_default="",
        help_text=_("For the next editor; never shown to readers."),
    )
    certain = models.BooleanField(
        _("certain"), default=True, db_default=True, help_text=_("Untick if the attribution is in doubt.")
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["document", "start", "-end", "id"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        permissions = [("publish_statement", _("Can publish and unpublish statements"))]
        indexes = [
            models.Index(fields=["document", "start"], name="statement_document_start"),
            *statement_indexes(),
        ]
        constraints = [
            choice_constraint("state", State.values, "statement_state_is_a_state"),
            period_start_constraint("statement_date_is_period_start"),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")),
                name="statement_end_is_after_start",
                violation_error_message=_("A statement must end after it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(end=models.F("start") + models.functions.Length("text")),
                name="statement_span_length_is_text_length",
            ),
            models.CheckConstraint(
                condition=models.Q(voice="speaker", speaker__isnull=False)
                | (~models.Q(voice="speaker") & models.Q(speaker__isnull=True)),
                name="statement_speaker_matches_voice",
                violation_error_message=_(
                    "Choose a speaker, or select another voice; other voices have no speaker."
                ),
            ),
        ]

    def __str__(self):
        words = self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
        return f"{self.speaker or self.get_voice_display()}: {words}"

    def get_absolute_url(self):
        return cached_reverse("statement", self.pk)

    @property
    def html_id(self) -> str:
        return f"s{self.pk}"

    @property
    def url_in_document(self) -> str:
        return document_url_at(self.document.get_absolute_url(), self.html_id, self.start)

    @property
    def is_public(self) -> bool:
        return self.is_published and self.document.is_published

    @property
    def effective_date(self) -> tuple[dt.date | None, str, bool]:
        """(date, precision, uncertain) of the speaking: its own, else the event's, else the document's."""
        if self.date:
            return self.date, self.date_precision, self.date_uncertain
        if self.event and self.event.start:
            return self.event.start, self.event.start_precision, self.event.date_uncertain
        return self.document.date, self.document.date_precision, self.document.date_uncertain

    @property
    def attribution_label(self) -> str:
        """The label, which ``get_attribution_display`` takes longer to find among the choices."""
        return str(self.Attribution(self.attribution).label)

    @property
    def speaker_display(self) -> str:
        """Names who speaks where no speaker is recorded."""
        if self.voice == self.Voice.UNNAMED:
            return self.voice_label or str(_("Unnamed source"))
        return str(self.get_voice_display())

    @property
    def date_display(self) -> str:
        return display_date(*self.effective_date)

    def roles_held(self) -> list:
        """The roles the speaker held that day: none, one, or several (then an editor may choose by ``role``)."""
        if self.role:
            return [self.role]
        if not self.speaker:
            return []
        date, precision, _uncertain = self.effective_date
        return self.speaker.roles_on(date, precision or Precision.DAY)

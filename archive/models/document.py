"""One text from one source."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive.models.base.dates import display_date, period_start_constraint, precision_field
from archive.models.base.history import track_history
from archive.models.base.sorting import sort_key
from archive.models.base.states import Publishable, State, choice_constraint, list_indexes
from archive.models.base.urls import cached_reverse
from archive.models.base.users import user_field
from archive.models.base.web_address import WebAddressField, web_address_constraint
from archive.text.languages import text_direction
from archive.text.paragraphs import join_paragraphs

from .statement import Statement
from .utterance import Report


class DocumentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    def incomplete(self):
        """Documents of unknown kind, language or date."""
        return self.filter(Document.INCOMPLETE)

    def without_statements(self):
        return self.exclude(models.Exists(Statement.objects.filter(document=models.OuterRef("pk"))))

    def newest(self):
        return self.order_by(models.F("date").desc(nulls_last=True), "-id")

    def recently_published(self):
        return self.order_by(models.F("published_at").desc(nulls_last=True), "-id")

    def by_source(self):
        return self.order_by("source__sort_key", "date", "id")

    def for_list(self):
        """Loads the source and ``statement_count``, the number of public statements; defers the text."""
        public = Statement.objects.published().filter(document=models.OuterRef("pk")).order_by()
        count = models.Subquery(public.values("document").annotate(n=models.Count("pk")).values("n"))
        return self.select_related("source").defer("text").annotate(statement_count=Coalesce(count, 0))

    def for_page(self):
        return self.select_related("source", "event", "part_of__source", "translation_of__source")

    def alternatives_to(self, document):
        """Returns the documents to read instead of a machine translation: its original, then those with reports of the
        same utterances, then those of the same event. All are public and none is translated by a machine."""
        # The few keys first: in one statement a planner without statistics has tried every pair of reports.
        public = Report.objects.public()
        utterances = list(public.filter(statement__document=document).values_list("utterance", flat=True))
        document_ids = public.filter(utterance__in=utterances).values_list("statement__document", flat=True)
        rank = models.Case(
            models.When(pk=document.translation_of_id or 0, then=0),
            models.When(pk__in=set(document_ids), then=1),
            models.When(event=document.event_id or 0, then=2),
            default=None,
            output_field=models.IntegerField(),
        )
        return (
            self.published()
            .exclude(pk=document.pk)
            .exclude(translator=document.Translator.MACHINE)
            .annotate(rank=rank)
            .exclude(rank=None)
            .select_related("source")
            .defer("text")
            .order_by("rank", "source__sort_key", "id")
        )


@track_history(exclude=("sort_key", "text_hash", "file_hash"))
class Document(Publishable):
    class Kind(models.TextChoices):
        SPEECH = "speech", _("Speech")
        READOUT = "readout", _("Official readout")
        PRESS_CONFERENCE = "press_conference", _("Press conference")
        NEWS_REPORT = "news_report", _("News report")
        COMMENTARY = "commentary", _("Commentary")
        JOINT_STATEMENT = "joint_statement", _("Joint statement")
        PRESS_RELEASE = "press_release", _("Press release")
        POLICY = "policy", _("Policy")
        TRANSCRIPT = "transcript", _("Transcript")
        REPORT = "report", _("Report")
        UNKNOWN = "unknown", _("Unknown kind")

    UNKNOWN_LANGUAGE = "und"  # the code of ISO 639-2 for a language that is not determined
    INCOMPLETE = models.Q(kind=Kind.UNKNOWN) | models.Q(language=UNKNOWN_LANGUAGE) | models.Q(date=None)

    class Translator(models.TextChoices):
        OFFICIAL = "official", _("Official translation")
        OUTLET = "outlet", _("Translated by the outlet")
        ARCHIVE = "archive", _("Translated by this archive")
        MACHINE = "machine", _("Machine translation")

    class Coverage(models.TextChoices):
        """How far the annotation has come, as an editor declares it; empty until then, whatever statements there
        are."""

        FULL = "full", _("Fully annotated")
        CHECKED = "checked", _("Fully annotated, checked by a second editor")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=400)
    original_title = models.CharField(_("title in the original language"), max_length=400, blank=True)
    source = models.ForeignKey(
        "archive.Source", models.PROTECT, related_name="documents", verbose_name=_("source")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    language = models.CharField(
        _("language"),
        max_length=20,
        default=UNKNOWN_LANGUAGE,
        help_text=_("A language code such as en, zh-Hans or fr; und if unknown."),
    )
    text = models.TextField(_("text"), help_text=_("Separate paragraphs with a blank line."))
    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = precision_field()
    date_uncertain = models.BooleanField(_("approximate"), default=False, db_default=False)
    event = models.ForeignKey(
        "archive.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("event"),
    )
    url = WebAddressField(_("web address"), max_length=1000, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    part_first = models.PositiveIntegerField(
        _("first paragraph there"),
        null=True,
        blank=True,
        help_text=_("Its position in the document it is part of; leave empty if unknown."),
    )
    part_last = models.PositiveIntegerField(_("last paragraph there"), null=True, blank=True)
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    translator = models.CharField(
        _("translation"),
        max_length=8,
        choices=Translator,
        blank=True,
        help_text=_("Who translated it. Leave empty for an original text."),
    )
    translator_name = models.CharField(_("translator's name"), max_length=200, blank=True)
    translation_checked = models.BooleanField(_("translation checked"), default=False, db_default=False)
    rights_note = models.TextField(_("rights note"), blank=True)
    public_note = models.TextField(_("note for readers"), blank=True)
    editor_note = models.TextField(_("note for editors"), blank=True, help_text=_("Never shown to readers."))
    coverage = models.CharField(
        _("annotated"),
        max_length=7,
        choices=Coverage,
        blank=True,
        default="",
        db_default="",
        help_text=_("Whether everything relevant is marked. Shown to readers."),
    )
    annotated_by = user_field(_("annotated by"), editable=False)
    checked_by = user_field(_("checked by"), editable=False)
    text_version = models.PositiveIntegerField(
        _("version of the text"), default=1, db_default=1, editable=False
    )
    text_hash = models.GeneratedField(
        expression=models.functions.MD5("text"), output_field=models.CharField(max_length=32), db_persist=True
    )
    file_hash = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    sort_key = sort_key("title")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = [models.F("date").desc(nulls_last=True), "-id"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("publish_document", _("Can publish and unpublish documents"))]
        indexes = [
            models.Index(fields=["text_hash"], name="document_text_hash"),
            models.Index(fields=["file_hash"], name="document_file_hash", condition=~models.Q(file_hash="")),
            *list_indexes("document"),
        ]
        constraints = [
            choice_constraint("state", State.values, "document_state_is_a_state"),
            period_start_constraint("document_date_is_period_start"),
            web_address_constraint("document_url_is_web_address"),
            models.CheckConstraint(
                condition=~models.Q(state=State.ORPHANED), name="document_is_not_orphaned"
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("annotated_by")),
                name="document_checker_is_not_annotator",
                violation_error_message=_(
                    "A document must be checked by an editor other than the one who annotated it."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="document_has_text",
                violation_error_message=_("A document must have a text."),
            ),
            models.CheckConstraint(
                condition=~models.Q(part_of=models.F("id")), name="document_is_not_part_of_itself"
            ),
            models.CheckConstraint(
                condition=~models.Q(translation_of=models.F("id")),
                name="document_is_not_translation_of_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(part_first__isnull=True, part_last__isnull=True)
                | models.Q(
                    part_of__isnull=False,
                    part_first__isnull=False,
                    part_last__isnull=False,
                    part_first__gte=1,
                    part_last__gte=models.F("part_first"),
                ),
                name="document_part_has_range",
                violation_error_message=_(
                    "Give both paragraphs, the first before the last, and the document it is part of; or neither."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(translation_of__isnull=True) | ~models.Q(translator=""),
                name="document_translation_has_translator",
                violation_error_message=_(
                    "Choose who translated it: officials, the outlet, this archive or a machine."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return cached_reverse("document", self.slug)

    def clean(self):
        if self.part_of_id and self.part_of_id == self.pk:
            raise ValidationError({"part_of": _("A document cannot be part of itself.")})

    def text_around(self, start: int, end: int) -> tuple[str, int, int]:
        """The paragraphs at the place, their offset, and the length of the text; empty for a place outside of the text.
        One query that is quick however long the text is: fetching 100,000 words takes 3 ms."""
        longest = models.Subquery(self.passages.order_by("-number").values("end")[:1])
        rows = self.passages.filter(end__gte=start - 2, start__lte=end + 2).order_by("number")
        rows = list(rows.annotate(longest=longest).values_list("start", "longest", "text"))
        if not rows:
            return "", 0, 0
        return join_paragraphs(text for *_place, text in rows), *rows[0][:2]

    @property
    def date_display(self) -> str:
        return display_date(self.date, self.date_precision, self.date_uncertain)

    def annotation_progress(self, has_statements: bool) -> str:
        """Returns a sentence on how far the document is annotated; ``has_statements``: whether it has public
        statements."""
        if self.coverage:
            return str(self.get_coverage_display())
        return str(_("Partly annotated") if has_statements else _("Not annotated yet"))

    def text_at_version(self, version: int) -> str | None:
        """The text of that version; None where there is none. One query for an earlier version."""
        if version == self.text_version:
            return self.text
        return self.corrections.filter(version=version).values_list("text", flat=True).first()

    @property
    def public_parent(self):
        return self.part_of if self.part_of and self.part_of.is_published else None

    @property
    def public_original(self):
        return self.translation_of if self.translation_of and self.translation_of.is_published else None

    @property
    def direction(self) -> str:
        return text_direction(self.language)

    @property
    def is_machine_translation(self) -> bool:
        return self.translator == self.Translator.MACHINE

    @property
    def better_sources(self):
        return Document.objects.alternatives_to(self)[:3]

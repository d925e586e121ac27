"""Set phrases that speakers repeat (提法, tifa): one record for each, in all languages, and where its words occur."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.models.base.sorting import SortKey, sort_key
from archive.models.base.states import Publishable, State, choice_constraint
from archive.models.base.urls import cached_reverse
from archive.models.base.users import user_field
from archive.text.terms import MIN_CHARACTERS, count_letters_and_digits

MAX_LENGTH = 200  # characters of a wording
MAX_CONTEXT = 40  # characters of the statement on each side by which an occurrence is known again


def validate_wording(text: str) -> None:
    """Raises ValidationError for what is too little to be looked for in texts."""
    if count_letters_and_digits(text) < MIN_CHARACTERS:
        raise ValidationError(
            _("“%(text)s” is too short: a term has at least two letters or digits."), params={"text": text}
        )


class TermQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    def alphabetical(self):
        return self.order_by("sort_key", "id")


@track_history(exclude=("sort_key",))
class Term(Publishable):
    """A published one has a page; of its occurrences readers see the confirmed ones in public statements."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    original = models.CharField(_("original"), max_length=MAX_LENGTH, validators=[validate_wording])
    language = models.CharField(
        _("language"), max_length=20, help_text=_("Of the original: a code such as zh-Hans, en or fr.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For readers: what it means, where it comes from, how it is used.")
    )
    sort_key = sort_key("original")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        permissions = [("publish_term", "Can publish and unpublish terms")]
        constraints = [
            choice_constraint("state", ("draft", "review", "published"), "term_state_is_a_state"),
            models.UniqueConstraint(
                SortKey("original"),
                "language",
                name="term_original_is_unique",
                violation_error_message=_("A term with this original in this language already exists."),
            ),
        ]

    def __str__(self):
        return self.original

    def get_absolute_url(self):
        return cached_reverse("term", self.slug)

    @property
    def renderings(self) -> list["TermWording"]:
        return [wording for wording in self.wordings.all() if wording.kind == TermWording.Kind.RENDERING]

    @property
    def variants(self) -> list["TermWording"]:
        return [wording for wording in self.wordings.all() if wording.kind == TermWording.Kind.VARIANT]


@track_history()
class TermWording(models.Model):
    class Kind(models.TextChoices):
        RENDERING = "rendering", _("Rendering in another language")
        VARIANT = "variant", _("Variant")

    term = models.ForeignKey(Term, models.CASCADE, related_name="wordings", verbose_name=_("term"))
    text = models.CharField(_("wording"), max_length=MAX_LENGTH, validators=[validate_wording])
    language = models.CharField(_("language"), max_length=20)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.RENDERING)

    class Meta:
        ordering = ["id"]
        verbose_name = _("wording of a term")
        verbose_name_plural = _("wordings of terms")
        constraints = [
            choice_constraint("kind", ("rendering", "variant"), "term_wording_kind_is_a_kind"),
            models.UniqueConstraint(
                fields=["term", "text", "language"],
                name="term_wording_is_unique",
                violation_error_message=_("This term already has that wording in that language."),
            ),
        ]

    def __str__(self):
        return self.text


class TermOccurrenceQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(status=TermOccurrence.Status.UNDECIDED)

    def confirmed(self):
        return self.filter(status=TermOccurrence.Status.CONFIRMED)

    def with_current_words(self):
        """Occurrences whose words are still at their place: the statement may have been corrected since."""
        current_words = Substr("statement__text", models.F("start") + 1, models.F("end") - models.F("start"))
        return self.annotate(words_here=current_words).filter(words_here=models.F("words"))

    def statements_by_wording(self) -> dict[str, list[int]]:
        """The ids of the statements with each wording, as often as they have it. One query, with one row a wording:
        made one by one, twenty thousand rows take ten times as long."""
        return dict(self.order_by().values_list("wording").annotate(ids=ArrayAgg("statement")))

    def public(self):
        """Returns the occurrences that readers see: confirmed, with current words, of a published term in a published
        statement."""
        return (
            self.confirmed()
            .with_current_words()
            .filter(
                term__state=State.PUBLISHED,
                statement__state=State.PUBLISHED,
                statement__document__state=State.PUBLISHED,
            )
        )


@track_history()
class TermOccurrence(models.Model):
    """An occurrence of a term's wording in a statement: ``statement.text[start:end] == words`` as long as it stands.

    ``wording`` is the wording of the term's record that was found. An editor's decision is kept while the statement has
    these words; ``before`` and ``after`` tell one place of them from another.
    """

    class Status(models.TextChoices):
        UNDECIDED = "undecided", _("Undecided")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    term = models.ForeignKey(Term, models.CASCADE, related_name="occurrences", verbose_name=_("term"))
    statement = models.ForeignKey(
        "archive.Statement", models.CASCADE, related_name="term_occurrences", verbose_name=_("statement")
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    words = models.TextField(_("words"))
    before = models.CharField(_("words before"), max_length=MAX_CONTEXT, blank=True)
    after = models.CharField(_("words after"), max_length=MAX_CONTEXT, blank=True)
    wording = models.CharField(_("wording"), max_length=MAX_LENGTH)
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.UNDECIDED, db_default=Status.UNDECIDED
    )
    decided_by = user_field(_("decided by"), editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = TermOccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("occurrence of a term")
        verbose_name_plural = _("occurrences of terms")
        constraints = [
            choice_constraint(
                "status", ("undecided", "confirmed", "rejected"), "term_occurrence_status_is_a_status"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end"))
                & models.Q(end=models.F("start") + models.functions.Length("words")),
                name="term_occurrence_span_is_of_its_words",
            ),
            models.CheckConstraint(
                condition=models.Q(status="undecided", decided_at=None)
                | (~models.Q(status="undecided") & models.Q(decided_at__isnull=False)),
                name="term_occurrence_decision_has_a_time",
            ),
            models.UniqueConstraint(fields=["statement", "term", "start"], name="term_occurrence_is_unique"),
        ]
        indexes = [
            models.Index(
                fields=["term", "statement"],
                condition=models.Q(status="undecided"),
                name="term_occurrence_undecided",
            )
        ]

    def __str__(self):
        return f"{self.words} ({self.get_status_display()})"

"""The editorial states that documents and statements pass through."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import LabelledChoices

ADDRESSES_PER_SITEMAP = 20_000  # of one file; the protocol takes 50,000 addresses


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    ORPHANED = "orphaned", _("Orphaned")  # of statements: a correction removed its text (correction.py)

    @classmethod
    def editable_choices(cls) -> list[tuple[str, str]]:
        """Returns the choices that an editor may set; ``orphaned`` is set by a correction and ended by a new anchor."""
        return [choice for choice in cls.choices if choice[0] != cls.ORPHANED]


def choice_constraint(field: str, choices: Iterable[str], name: str) -> models.CheckConstraint:
    """Check constraint: the column holds one of the choices, whoever writes it."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": list(choices)}), name=name)


class Publishable(LabelledChoices):
    """Something that is written, reviewed and published.

    ``published_at`` is stamped by the database at the first publication and kept ever after.
    """

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, db_default=State.DRAFT
    )
    published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False, db_default=models.functions.Now())
    updated_at = models.DateTimeField(
        _("changed"), editable=False, auto_now=True, db_default=models.functions.Now()
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


def list_indexes(model: str) -> list[models.Index]:
    """All rows and the published ones, the latest first; those published last; those by title; those that are fully
    annotated, which search reads after each change of the archive."""
    by_date, by_publication = (
        (models.F(column).desc(nulls_last=True), models.F("id").desc()) for column in ("date", "published_at")
    )
    published = models.Q(state=State.PUBLISHED)
    return [
        models.Index(*by_date, name=f"{model}_latest"),
        models.Index(*by_date, name=f"{model}_newest", condition=published),
        models.Index(*by_publication, name=f"{model}_recently_published", condition=published),
        models.Index(fields=["sort_key", "id"], name=f"{model}_alphabetical", condition=published),
        models.Index(fields=["id"], name=f"{model}_annotated", condition=published & ~models.Q(coverage="")),
        *publication_indexes(model),
    ]


def publication_indexes(model: str) -> list[models.Index]:
    """Indexes for counting the rows that wait for an editor (few among many published ones) and for the latest public
    change among a block of keys, which the sitemap lists in one file."""
    published = models.Q(state=State.PUBLISHED)
    block, latest = models.F("id") / ADDRESSES_PER_SITEMAP, models.F("updated_at").desc()
    return [
        models.Index(fields=["state"], name=f"{model}_unpublished", condition=~published),
        models.Index(block, latest, name=f"{model}_changes", condition=published),
    ]


def statement_indexes() -> list[models.Index]:
    """Returns the indexes of every publication, and one for feeds: by the latest publication or change."""
    latest = models.functions.Greatest("updated_at", "published_at").desc(), models.F("document").desc()
    published = models.Q(state=State.PUBLISHED)
    return [
        *publication_indexes("statement"),
        models.Index(*latest, models.F("id").desc(), name="statement_recently_changed", condition=published),
    ]

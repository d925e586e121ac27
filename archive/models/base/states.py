"""The editorial states that documents and statements pass through."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    ORPHANED = "orphaned", _("Orphaned")  # of statements: a correction removed its text (correction.py)

    @classmethod
    def editable_choices(cls) -> list[tuple[str, str]]:
        """Those that an editor may set; a correction sets ``orphaned``, and a new anchor ends it."""
        return [choice for choice in cls.choices if choice[0] != cls.ORPHANED]


def choice_constraint(field: str, choices: Iterable[str], name: str) -> models.CheckConstraint:
    """Check constraint: the column holds one of the choices, whoever writes it."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": list(choices)}), name=name)


class Publishable(models.Model):
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


def published_index(name: str, column: str) -> models.Index:
    """Of the published rows, the latest first, as lists have them."""
    latest = models.F(column).desc(nulls_last=True), models.F("id").desc()
    return models.Index(*latest, name=name, condition=models.Q(state=State.PUBLISHED))

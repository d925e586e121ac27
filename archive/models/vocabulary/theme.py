"""A tree of subjects."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.models.base.sorting import sort_key
from archive.models.base.urls import cached_reverse

# Read from the search table: its rows hold the ancestors too, and its index answers for one theme in one step.
HAS_PUBLIC_STATEMENT = (
    "EXISTS (SELECT FROM archive_search s WHERE s.unit = 1 AND s.public"
    " AND s.theme_ids @> ARRAY[archive_theme.id])"
)


class ThemeQuerySet(models.QuerySet):
    def published(self):
        """Themes that a public statement carries, themselves or below them."""
        return self.filter(models.expressions.RawSQL(HAS_PUBLIC_STATEMENT, [], models.BooleanField()))

    def roots(self):
        return self.filter(parent__isnull=True)

    def with_counts(self, counts: dict[int, int]) -> list["Theme"]:
        """Returns the themes in ``counts`` in alphabetical order, each with its ``statement_count``. ``counts`` are the
        public statements by id of the theme, with those of the themes below it."""
        themes = list(self.filter(pk__in=counts).order_by("sort_key", "id"))
        for theme in themes:
            theme.statement_count = counts[theme.pk]
        return themes

    def tree(self, counts: dict[int, int], roots: set[int] | None = None) -> list["Theme"]:
        """Returns the themes in ``counts`` that have no parent, each with its children as ``branches`` and with its
        ``statement_count``. With ``roots`` (ids) returns those of them whose parent is not one of them."""
        themes = self.with_counts(counts)
        below: dict[int | None, list[Theme]] = {}
        for theme in themes:
            below.setdefault(theme.parent_id, []).append(theme)
        for theme in themes:
            theme.branches = below.get(theme.pk, [])
        if roots is None:
            return [theme for theme in themes if theme.parent_id is None]
        return [theme for theme in themes if theme.pk in roots and theme.parent_id not in roots]


@track_history(exclude=("sort_key",))
class Theme(models.Model):
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    label = models.CharField(_("label"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    scope_note = models.TextField(
        _("scope note"), blank=True, help_text=_("What belongs here and what does not.")
    )
    sort_key = sort_key("label")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return cached_reverse("theme", self.slug)


@track_history()
class ThemeLabel(models.Model):
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="labels", verbose_name=_("theme"))
    text = models.CharField(_("alternative label"), max_length=120)
    language = models.CharField(_("language"), max_length=20, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("alternative label")
        verbose_name_plural = _("alternative labels")
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "text", "language"],
                name="theme_label_is_unique",
                violation_error_message=_("This theme already has that label in that language."),
            )
        ]

    def __str__(self):
        return self.text


@track_history()
class StatementTheme(models.Model):
    statement = models.ForeignKey("archive.Statement", models.CASCADE, verbose_name=_("statement"))
    theme = models.ForeignKey(Theme, models.PROTECT, verbose_name=_("theme"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("theme of a statement")
        verbose_name_plural = _("themes of statements")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "theme"],
                name="statement_theme_is_unique",
                violation_error_message=_("The statement already has this theme."),
            )
        ]

    def __str__(self):
        return str(self.theme)

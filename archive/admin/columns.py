"""Columns and filters of the lists."""

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.models import State, display_date


def count_of(model, field):
    """Returns an expression for the number of rows of ``model`` whose ``field`` refers to this row. A subquery, because
    joins would multiply each other's counts."""
    rows = model.objects.filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Coalesce(Subquery(rows.annotate(n=Count("*")).values("n")), 0, output_field=IntegerField())


def count_column(model_name, field, label):
    """A column that shows the count annotated as ``<model_name>_count`` and leads to those rows."""
    name = f"{model_name}_count"

    @admin.display(description=label, ordering=name)
    def column(self, obj):
        count = getattr(obj, name)
        if not count:
            return 0
        url = reverse(f"admin:archive_{model_name}_changelist")
        return format_html('<a href="{}?{}={}">{}</a>', url, f"{field}__id__exact", obj.pk, count)

    return column


@admin.display(description=_("date"), ordering="date")
def date_column(obj):
    return display_date(obj.date, obj.date_precision, obj.date_uncertain) or "–"


@admin.display(description=_("state"), ordering="state")
def state(obj):
    return format_html('<span class="state state-{}">{}</span>', obj.state, obj.get_state_display())


def two_lines(first, second, tone="quiet"):
    """HTML of two lines, the second one small; ``tone`` is ``quiet`` or ``warning-text``. Each has the direction of its
    own first letter, so that the stop of a Hebrew title is at its end."""
    first = format_html("<bdi>{}</bdi>", first)
    if not second:
        return first
    return format_html('{} <span class="second-line {}"><bdi>{}</bdi></span>', first, tone, second)


class StateFilter(admin.ChoicesFieldListFilter):
    """Filters documents and terms by state, without offering “orphaned”, which only statements can be."""

    def choices(self, changelist):
        return (choice for choice in super().choices(changelist) if choice["display"] != State.ORPHANED.label)


def choice_filter(parameter, label, choices):
    """A filter class for a list; ``choices``: value -> (label, function of the queryset)."""

    class ChoiceFilter(admin.SimpleListFilter):
        title, parameter_name = label, parameter

        def lookups(self, request, model_admin):
            return [(value, label) for value, (label, _narrow) in choices.items()]

        def queryset(self, request, queryset):
            return choices[self.value()][1](queryset) if self.value() in choices else queryset

    return ChoiceFilter


StatementsFilter = choice_filter(
    "statements",
    _("statements"),
    {
        "some": (_("With statements"), lambda rows: rows.filter(statement_count__gt=0)),
        "none": (_("Without statements"), lambda rows: rows.filter(statement_count=0)),
    },
)

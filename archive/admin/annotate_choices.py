"""Choosing a speaker, an event or themes: by type-ahead, or from plain lists where no scripts run."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from .forms import is_key

GONE = gettext_lazy("What was chosen here is not in the archive any more; choose again.")


class Many(forms.ModelMultipleChoiceField):
    """Themes under the name of their parent, one below the other."""

    def label_from_instance(self, theme):
        return f"{theme.parent} › {theme}" if theme.parent else str(theme)


class Known:
    """Django's type-ahead asks the database for whatever was sent, and fails when that is no number."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [pk for pk in value if is_key(pk)], attr)


class One(Known, AutocompleteSelect):
    pass


class Several(Known, AutocompleteSelectMultiple):
    """Each theme has its own cross; one for all of them would lie over the first."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


class WithNew(RelatedFieldWidgetWrapper):
    """A type-ahead with a plus beside it: what the archive has not got yet is made in a window, and chosen."""

    def __init__(self, widget, field):
        super().__init__(widget, field.remote_field, admin.site, can_add_related=True)

    @property
    def media(self):
        return super().media + forms.Media(
            js=["admin/js/jquery.init.js", "admin/js/admin/RelatedObjectLookups.js"]
        )


def chooser(model, field, plain: bool, many: bool = False, may_add: bool = False, **options):
    """A choice by type-ahead; `plain` lists everything at once, for browsers that run no scripts."""
    rows = model.objects.all()
    if plain:
        widget = forms.CheckboxSelectMultiple() if many else forms.Select()
    else:
        widget = (Several if many else One)(field, admin.site)
        widget = WithNew(widget, field) if may_add else widget
    if plain and many:
        above = Coalesce("parent__sort_key", "sort_key")
        rows = rows.select_related("parent").order_by(above, F("parent").asc(nulls_first=True), "sort_key")
    chosen = (Many if many else forms.ModelChoiceField)(rows, required=False, widget=widget, **options)
    chosen.error_messages |= {"invalid_choice": GONE, "invalid_pk_value": GONE}
    return chosen

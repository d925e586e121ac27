"""Choosing a speaker, an event or themes from plain lists, where no scripts run."""

from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

GONE = gettext_lazy("What was chosen here is not in the archive any more; choose again.")


class Many(forms.ModelMultipleChoiceField):
    """Themes under the name of their parent, one below the other."""

    def label_from_instance(self, theme):
        return f"{theme.parent} › {theme}" if theme.parent else str(theme)


def chooser(model, many: bool = False, **options):
    """Everything at once."""
    rows = model.objects.all()
    if many:
        above = Coalesce("parent__sort_key", "sort_key")
        rows = rows.select_related("parent").order_by(above, F("parent").asc(nulls_first=True), "sort_key")
        chosen = Many(rows, required=False, widget=forms.CheckboxSelectMultiple(), **options)
    else:
        chosen = forms.ModelChoiceField(rows, required=False, **options)
    chosen.error_messages |= {"invalid_choice": GONE, "invalid_pk_value": GONE}
    return chosen

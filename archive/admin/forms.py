"""Fields and forms that all models share."""

import datetime as dt
import re

from django import forms
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from archive.editing.errors import CONSTRAINT_MESSAGES
from archive.editing.keys import is_primary_key
from archive.models import Precision
from archive.models.base.dates import ISO_LENGTHS, first_day, iso_date
from archive.text.names import clean_name

DATE_FIELDS = (("date", "date_precision"), ("start", "start_precision"), ("end", "end_precision"))
SHORT_DATES = ((re.compile(r"\d{4}"), Precision.YEAR), (re.compile(r"\d{4}-\d{1,2}"), Precision.MONTH))


class LinesField(forms.CharField):
    """Browsers send CRLF; without this every saved note would count as changed."""

    def to_python(self, value):
        return re.sub(r"\r\n?", "\n", super().to_python(value))


class NameField(forms.CharField):
    """One line in canonical form: an invisible character pasted along would make two names of one."""

    def to_python(self, value):
        return clean_name(super().to_python(value))


class PeriodDateField(forms.DateField):
    """A date field that also accepts a month (2025-04) or a year (2025); ``ArchiveForm`` then sets the date's
    precision."""

    default_error_messages = {"invalid": _("Write a date as 2025-04-25, 2025-04 or 2025.")}

    def __init__(self, **kwargs):
        formats = [*get_format("DATE_INPUT_FORMATS"), "%Y-%m", "%Y"]
        super().__init__(input_formats=formats, **kwargs)


FORMFIELD_OVERRIDES = {
    models.CharField: {"form_class": NameField, "widget": AdminTextInputWidget},
    models.SlugField: {"form_class": forms.SlugField, "widget": AdminTextInputWidget},
    models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget({"rows": 4})},
    models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    models.DateField: {"form_class": PeriodDateField, "widget": AdminDateWidget},
}


class PrimaryKeysOnlyMixin:
    """A hand-made value that cannot be a key is an invalid choice; Django's type-ahead would break on showing it."""

    def optgroups(self, name, value, attrs=None):
        keys = [key for key in value if is_primary_key(key)]
        return super().optgroups(name, keys, attrs)


class ArchiveAutocomplete(PrimaryKeysOnlyMixin, AutocompleteSelect):
    pass


class ArchiveAutocompleteMultiple(PrimaryKeysOnlyMixin, AutocompleteSelectMultiple):
    pass


class AutocompleteMixin:
    """Makes ``autocomplete_fields`` of admins and inlines use the widget above; with ``?lists`` they are plain
    lists."""

    def get_autocomplete_fields(self, request):
        return () if "lists" in request.GET else super().get_autocomplete_fields(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ArchiveAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class LabelledRows(forms.BaseInlineFormSet):
    """Django heads the columns of such a table and labels no field in it; screen readers read these labels."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # within buttons to add and change
            widget.attrs["aria-label"] = field.label


class ArchiveForm(forms.ModelForm):
    def clean_country(self):
        return self.cleaned_data["country"].upper()

    def get_initial_for_field(self, field, field_name):
        """A date is shown as precisely as it is known: 2025-04 for a month."""
        value = super().get_initial_for_field(field, field_name)
        precision = self.initial.get(f"{field_name}_precision")
        is_short = isinstance(value, dt.date) and precision in (Precision.MONTH, Precision.YEAR)
        return iso_date(value, precision) if is_short else value

    def clean(self):
        cleaned = super().clean()
        for date, precision in DATE_FIELDS:
            if cleaned.get(date) and precision in cleaned:
                cleaned[precision] = self.precision_of(date, cleaned[precision])
            if cleaned.get(date) and precision in cleaned:  # no error was added
                cleaned[date] = first_day(cleaned[date], cleaned[precision])
        return cleaned

    def precision_of(self, name, default):
        """Returns the precision of the typed date; for a date that was not changed, the one chosen beside it."""
        date = str(self.data.get(self.add_prefix(name), "")).strip()
        precision = next((value for form, value in SHORT_DATES if form.fullmatch(date)), default)
        if date != str(self.get_initial_for_field(self.fields[name], name)) or precision == default:
            return precision
        if ISO_LENGTHS[default] > ISO_LENGTHS[precision]:
            self.add_error(name, PeriodDateField.default_error_messages["invalid"])
        return default

    def _update_errors(self, errors):
        """A broken constraint is shown beside its field; Django would put it above the form."""
        if hasattr(errors, "error_dict"):
            names = {str(c.get_violation_error_message()): c.name for c in self._meta.model._meta.constraints}
            for error in errors.error_dict.pop(NON_FIELD_ERRORS, []):
                field, message = CONSTRAINT_MESSAGES.get(names.get(str(error.message)), (None, error))
                self.add_error_beside(field, message)
        super()._update_errors(errors)

    def add_error_beside(self, field, message):
        self.add_error(field if field in self.fields else NON_FIELD_ERRORS, message)

"""Forms of what has a name: one that others have, or nearly, is saved only by who says that this is another one."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from archive.admin.forms import ArchiveForm
from archive.editing.creation.namesakes import describe_speaker, find_namesakes
from archive.editing.creation.near_names import NAME_FIELDS, find_near_names
from archive.models import Speaker


class NamesakesForm(ArchiveForm):
    is_another = forms.BooleanField(
        label=_("Another one with the same, or nearly the same, name"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self):
        cleaned = super().clean()
        field = NAME_FIELDS.get(self._meta.model, "name")
        name = cleaned.get(field, "")
        if name and name.casefold() != str(self.initial.get(field, "")).casefold():
            error = self.namesakes_error(name)
            if error:
                self.fields["is_another"].widget = forms.CheckboxInput()
                if not cleaned.get("is_another"):
                    self.add_error(field, error)
        return cleaned

    def namesakes_error(self, name):
        """Returns a sentence with a link to each entry of the same or a similar name, so that the editor can choose
        one; None where there is no such entry."""
        model = self._meta.model
        namesakes = find_namesakes([name]).get(name.casefold(), []) if model is Speaker else []
        namesakes = [candidate for candidate in namesakes if candidate.pk != self.instance.pk]
        near_names = namesakes or find_near_names(model, name, self.instance.pk)
        if not near_names:
            return None
        url = f"admin:archive_{model._meta.model_name}_change"
        links = format_html_join(
            "; ",
            '<a href="{}">{}</a>{}',
            (
                (reverse(url, args=[candidate.pk]), str(candidate), description(candidate))
                for candidate in near_names
            ),
        )
        if namesakes:
            sentence = _(
                "This name already exists: {}. Open that one, or tick that this is another one with "
                "the same name."
            )
        else:
            sentence = _(
                "A very similar name already exists: {}. Open that one, or tick that this is another one."
            )
        return format_html(sentence, links)


def description(row) -> str:
    return f" – {describe_speaker(row)}" if isinstance(row, Speaker) else ""

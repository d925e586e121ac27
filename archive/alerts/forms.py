from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Alert


class AlertForm(forms.Form):
    """Asks for the address to which the alerts of a search are sent, and how often."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter the address that alerts should be sent to.")},
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Alert.Frequency,
        initial=Alert.Frequency.DAILY,
        widget=forms.RadioSelect,
    )


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(label=_("How often"), choices=Alert.Frequency, widget=forms.RadioSelect)

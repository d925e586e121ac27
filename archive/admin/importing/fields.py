"""The fields in which an editor sees and changes what is known about a text to import.

Every value is shown as text and read as text: an empty one is unknown.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.importing.errors import ImportDocumentError
from archive.importing.header import KEYS, header_from_values
from archive.importing.lookup.names import find_event, find_source, unknown_event_error
from archive.importing.parsed_document import Header
from archive.models import Document, Event, Source

MORE_FIELDS = (
    "part_of",
    "original_title",
    "translation_of",
    "translator",
    "translator_name",
    "rights_note",
    "public_note",
)
# What readers most often need to tell apart; any other code can be typed.
LANGUAGES = (
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("zh-Hans", _("Chinese, simplified")),
    ("zh-Hant", _("Chinese, traditional")),
    ("en", _("English")),
    ("fr", _("French")),
    ("de", _("German")),
    ("he", _("Hebrew")),
    ("hi", _("Hindi")),
    ("id", _("Indonesian")),
    ("it", _("Italian")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("fa", _("Persian")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("vi", _("Vietnamese")),
)
MAX_LENGTH = 2000  # characters of a value; the archive's own limits are lower and have their own sentences


class DatalistInput(forms.TextInput):
    """Offers what the archive has, without JavaScript, and takes anything. The page holds each list once."""

    def __init__(self, datalist, **attrs):
        super().__init__({"class": "vTextField", "autocomplete": "off", "list": f"known-{datalist}", **attrs})


def datalists():
    """Name of a list -> (value, label) of what it offers."""
    return {
        "sources": [(name, "") for name in Source.objects.values_list("name", flat=True)[:1000]],
        "events": [(name, "") for name in Event.objects.values_list("name", flat=True)[:500]],
        "documents": list(Document.objects.order_by("-id").values_list("slug", "title")[:300]),
        "languages": LANGUAGES,
    }


def text_field(label, help_text="", widget=None):
    widget = widget or forms.TextInput({"class": "vTextField", "autocomplete": "off"})
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=widget, max_length=MAX_LENGTH
    )


def title_input():
    """Two lines high: a title is read whole before it is stored."""
    return forms.Textarea({"class": "vTextField", "rows": 2})


def choice_field(label, choices):
    return forms.ChoiceField(label=label, choices=choices, required=False)


class HeaderForm(forms.Form):
    """Reads its fields into ``header``. A subclass names the fields it leaves out in ``excluded_fields``."""

    title = text_field(_("Title"), widget=title_input())
    source = text_field(_("Source"), widget=DatalistInput("sources"))
    kind = choice_field(_("Kind"), Document.Kind.choices)
    date = text_field(_("Date"), _("2025, 2025-04, 2025-04-25 or c. 2024."))
    language = text_field(_("Language"), _("A code such as en, fr or zh-Hans."), DatalistInput("languages"))
    event = text_field(_("Event"), widget=DatalistInput("events"))
    create_event = forms.BooleanField(label=_("Create this event if it is new"), required=False)
    event_date = text_field(_("Date of the new event"))
    event_place = text_field(_("Place of the new event"))
    url = text_field(_("Web address"))
    part_of = text_field(_("Part of"), _("Slug or title of a document."), DatalistInput("documents"))
    original_title = text_field(_("Title in the original language"), widget=title_input())
    translation_of = text_field(
        _("Translation of"), _("Slug or title of the original."), DatalistInput("documents")
    )
    translator = choice_field(_("Translated by"), [("", "—"), *Document.Translator.choices])
    translator_name = text_field(_("Translator's name"))
    rights_note = text_field(_("Rights note"))
    public_note = text_field(_("Note for readers"))

    excluded_fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        for name in self.excluded_fields:
            del self.fields[name]
        self.header = Header()

    def clean(self):
        """Returns each value in the form that the header of a file has."""
        values = super().clean()
        for name in [name for name in values if name in KEYS]:
            self.read(name)
        self.check_names(values)
        return values

    def read(self, name):
        try:
            self.header = self.header.overridden_by(header_from_values({name: self.cleaned_data[name]}))
        except ImportDocumentError as error:
            self.add_error(name, error.message)

    def check_names(self, values):
        """A name that stands for nothing in the archive yet."""
        try:
            if values.get("source"):
                find_source(values["source"])
            if values.get("event") and not find_event(values["event"]) and not values.get("create_event"):
                raise unknown_event_error(values["event"])
        except ImportDocumentError as error:
            self.add_error(error.field if error.field in self.fields else None, error.message)


class CommonForm(HeaderForm):
    """The form for values that all documents of one upload share."""

    excluded_fields = (
        "title",
        "url",
        "original_title",
        "translation_of",
        "event_date",
        "event_place",
        "translator_name",
        "translator",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "—"), *Document.Kind.choices]


class PartForm(HeaderForm):
    """``first`` and ``last`` are numbers of paragraphs."""

    chosen = forms.BooleanField(label=_("Import as a separate document"), required=False)
    first = forms.IntegerField(label=_("First paragraph"), min_value=1, required=False)
    last = forms.IntegerField(label=_("Last paragraph"), min_value=1, required=False)

    excluded_fields = MORE_FIELDS

"""The import page's form: its fields are laid over the text's own header; empty ones leave that alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.importing.decoding import decode, refuse_longer
from archive.importing.header import KEYS, header_from
from archive.importing.parsed import Header, ImportRefused
from archive.models import Document, Event, Source


class Suggesting(forms.TextInput):
    """A text field that proposes what the archive has, without JavaScript, and still takes anything."""

    template_name = "admin/archive/document/import_datalist.html"

    def __init__(self, proposals):
        super().__init__(attrs={"class": "vTextField", "autocomplete": "off"})
        self.proposals = proposals

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"known_{name}"
        context["widget"]["proposals"] = self.proposals()
        return context


def _sources():
    return [(name, "") for name in Source.objects.values_list("name", flat=True)]


def _events():
    return [(name, "") for name in Event.objects.values_list("name", flat=True)[:500]]


def _documents():
    return list(Document.objects.order_by("-id").values_list("slug", "title")[:300])


def _line(label, help_text="", widget=None):
    widget = widget or forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def _choice(label, choices, help_text=""):
    return forms.ChoiceField(label=label, choices=[("", "—"), *choices], required=False, help_text=help_text)


class ImportForm(forms.Form):
    upload = forms.FileField(
        label=_("File"), required=False, help_text=_("Plain text or Markdown, up to 5 MB.")
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 16, "spellcheck": "false"}),
        help_text=_(
            "Paste a text here, or choose a file above. It may begin with a header between two lines of ---."
        ),
    )
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("As it looks")), ("plain", _("Plain text")), ("markdown", _("Markdown"))],
    )
    title = _line(_("Title"))
    original_title = _line(_("Title in the original language"))
    source = _line(
        _("Source"), _("Who published it. A name that is new here is added."), Suggesting(_sources)
    )
    kind = _choice(_("Kind"), Document.Kind.choices)
    date = _line(_("Date"), _("2025, 2025-04, 2025-04-25 or c. 2024."))
    language = _line(_("Language"), _("A code such as en, fr or zh-Hans."))
    url = _line(_("Web address"))
    event = _line(_("Event"), widget=Suggesting(_events))
    create_event = forms.BooleanField(label=_("Make this event if it is new"), required=False)
    part_of = _line(
        _("Part of"), _("Slug or title of the document that contains it."), Suggesting(_documents)
    )
    translation_of = _line(_("Translation of"), _("Slug or title of the original."), Suggesting(_documents))
    translator = _choice(_("Translated by"), Document.Translator.choices)
    translator_name = _line(_("Translator's name"))
    rights_note = _line(_("Rights note"))
    public_note = _line(_("Note for readers"))

    fieldsets = (
        ("", ("upload", "text", "format")),
        (_("What it is"), ("title", "source", "kind", "date", "language", "event", "create_event", "url")),
        (
            _("Where it belongs, translation, notes"),
            (
                "part_of",
                "original_title",
                "translation_of",
                "translator",
                "translator_name",
                "rights_note",
                "public_note",
            ),
        ),
    )

    def __init__(self, *args, **options):
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.overrides = Header()

    def sections(self):
        """(heading, bound fields, whether it has to be open) for the template."""
        for heading, names in self.fieldsets:
            fields = [self[name] for name in names]
            yield heading, fields, any(field.errors or field.value() for field in fields)

    def clean(self):
        values = super().clean()
        self._take_upload(values)
        if not (values.get("text") or "").strip() and "upload" not in self.errors:
            self.add_error("text", _("Paste a text or choose a file."))
        self.overrides = self._header(values)
        return values

    def _take_upload(self, values):
        """A file takes the place of what stood in the text field: choosing it was the later wish."""
        upload = values.get("upload")
        if not upload:
            return
        try:
            refuse_longer(upload.size, upload.name)
            text, _encoding = decode(upload.read(), upload.name)
        except ImportRefused as refused:
            self.add_error("upload", refused.reason)
            return
        self._carry(text, upload.name)
        values |= {"text": text, "name": upload.name}

    def _carry(self, text, name):
        """Browsers do not send a file twice, so its words go into the form, whatever else is wrong there."""
        self.data = self.data.copy()
        self.data["text"], self.data["name"] = text, name

    def _header(self, values):
        header = Header()
        for key in KEYS:
            if value := str(values.get(key) or "").strip():
                try:
                    header = header.under(header_from({key: value}))
                except ImportRefused as refused:
                    self.add_error(key, refused.reason)
        return header

    def taken(self, parsed):
        """Numbers of the found parts that were ticked."""
        ticked = self.data.getlist("take")
        return [number for number in range(len(parsed.parts)) if str(number) in ticked]

    def propose(self, rows):
        """What an empty field stands for is shown inside it."""
        for row in rows:
            if row.name in self.fields and not self[row.name].value():
                self.fields[row.name].widget.attrs["placeholder"] = row.value

    def refuse(self, outcome):
        self.add_error(outcome.field if outcome.field in self.fields else None, outcome.reason)

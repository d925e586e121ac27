"""The import page's form. Its fields override the text's own header; empty ones leave that as it is."""

import base64
import binascii

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.importing.decoding import decode
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import available_formats
from archive.importing.header import KEYS, header_from
from archive.importing.limits import MAX_SIZE, MEGABYTE, check_size
from archive.importing.parse import parse_file, parse_text
from archive.importing.parsed_document import Header
from archive.importing.unsupported import refuse_unsupported
from archive.models import Document, Event, Source


class DatalistInput(forms.TextInput):
    """A text field that offers what the archive has, without JavaScript, and still takes anything."""

    template_name = "admin/archive/document/import_datalist.html"

    def __init__(self, options):
        super().__init__(attrs={"class": "vTextField", "autocomplete": "off"})
        self.options = options

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"known_{name}"
        context["widget"]["options"] = self.options()
        return context


def _source_options():
    return [(name, "") for name in Source.objects.values_list("name", flat=True)]


def _event_options():
    return [(name, "") for name in Event.objects.values_list("name", flat=True)[:500]]


def _document_options():
    return list(Document.objects.order_by("-id").values_list("slug", "title")[:300])


def _format_choices():
    return [("", _("Detect")), *((each.name, gettext(each.label)) for each in available_formats())]


def _text_field(label, help_text="", widget=None):
    widget = widget or forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def _choice_field(label, choices):
    return forms.ChoiceField(label=label, choices=[("", "—"), *choices], required=False)


class ImportForm(forms.Form):
    """When it is valid, `parsed` is the document. A file travels on in the form, since browsers do not send it twice:
    as text that can be edited, or in `file_content` where it is not text."""

    upload = forms.FileField(label=_("File"), required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 16, "spellcheck": "false"}),
        help_text=_(
            "Paste a text here, or choose a file above. It may start with a header between two lines of ---."
        ),
    )
    file_name = forms.CharField(required=False, widget=forms.HiddenInput)
    file_content = forms.CharField(required=False, widget=forms.HiddenInput)
    format = forms.ChoiceField(label=_("Format"), required=False, choices=_format_choices)
    title = _text_field(_("Title"))
    original_title = _text_field(_("Title in the original language"))
    source = _text_field(
        _("Source"),
        _("Who published it. A new name is added as a new source."),
        DatalistInput(_source_options),
    )
    kind = _choice_field(_("Kind"), Document.Kind.choices)
    date = _text_field(_("Date"), _("2025, 2025-04, 2025-04-25 or c. 2024."))
    language = _text_field(_("Language"), _("A code such as en, fr or zh-Hans."))
    url = _text_field(_("Web address"))
    event = _text_field(_("Event"), widget=DatalistInput(_event_options))
    create_event = forms.BooleanField(label=_("Create this event if it is new"), required=False)
    part_of = _text_field(
        _("Part of"),
        _("Slug or title of the document that contains it."),
        DatalistInput(_document_options),
    )
    translation_of = _text_field(
        _("Translation of"), _("Slug or title of the original."), DatalistInput(_document_options)
    )
    translator = _choice_field(_("Translated by"), Document.Translator.choices)
    translator_name = _text_field(_("Translator's name"))
    rights_note = _text_field(_("Rights note"))
    public_note = _text_field(_("Note for readers"))

    fieldsets = (
        ("", ("upload", "text", "format")),
        (
            _("About the text"),
            ("title", "source", "kind", "date", "language", "event", "create_event", "url"),
        ),
        (
            _("Related documents, translation, notes"),
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
        self.overrides, self.file, self.parsed = Header(), None, None
        labels = ", ".join(gettext(each.label) for each in available_formats())
        self.fields["upload"].help_text = _("%(formats)s; up to %(size)d MB.") % {
            "formats": labels,
            "size": MAX_SIZE // MEGABYTE,
        }

    def sections(self):
        """(heading, bound fields) for the template."""
        return [(heading, [self[name] for name in names]) for heading, names in self.fieldsets]

    def clean(self):
        values = super().clean()
        self._carry_upload(values)
        self.overrides = self._read_overrides(values)
        if (values.get("text") or "").strip() or values.get("file_content"):
            self._parse(values)
        elif "upload" not in self.errors:
            self.add_error("text", _("Paste a text or choose a file."))
        return values

    def _carry_upload(self, values):
        """A file replaces the text and the file before it: it was chosen later."""
        upload = values.get("upload")
        if not upload:
            return
        try:
            check_size(upload.size, upload.name)
        except ImportDocumentError as error:
            self.add_error("upload", error.message)
            return
        carried = {"file_name": upload.name, **_carried_content(upload.read(), upload.name)}
        self.data = self.data.copy()
        self.data.update(carried)
        values |= carried

    def _read_overrides(self, values):
        header = Header()
        for key in KEYS:
            if value := str(values.get(key) or "").strip():
                try:
                    header = header.overridden_by(header_from({key: value}))
                except ImportDocumentError as error:
                    self.add_error(key, error.message)
        return header

    def _parse(self, values):
        """An error of a file that is not text is shown at the file, every other one at the text."""
        text, encoded = values.get("text") or "", values.get("file_content")
        options = (values.get("file_name", ""), self.overrides, values.get("format", ""))
        try:
            if text.strip():
                self.file = parse_text(text, *options)
            else:
                self.file = parse_file(base64.b64decode(encoded), *options)
            if not self.file.documents:
                raise ImportDocumentError(self.file.refusals[0].reason)
            if len(self.file.documents) > 1:
                raise ImportDocumentError(_("This file holds several documents; import it by the command."))
            self.parsed = self.file.document
        except ImportDocumentError as error:
            self.add_error("text" if text.strip() else "upload", error.message)
        except binascii.Error:
            self.add_error("upload", _("The file was not uploaded completely. Choose it again."))

    def selected_parts(self):
        """Positions of the part candidates that were ticked."""
        ticked = self.data.getlist("parts")
        return [number for number in range(len(self.parsed.parts)) if str(number) in ticked]

    def show_suggestions(self, rows):
        """Show in an empty field, as its placeholder, the value that will be used."""
        for row in rows:
            if row.name in self.fields and not self[row.name].value():
                self.fields[row.name].widget.attrs["placeholder"] = row.value

    def add_refusal(self, outcome):
        self.add_error(outcome.field if outcome.field in self.fields else None, outcome.reason)


def _carried_content(content, name):
    """The form fields that carry a file to the next step."""
    try:
        refuse_unsupported(content, name)
        return {"text": decode(content, name).text, "file_content": ""}
    except ImportDocumentError:
        return {"text": "", "file_content": base64.b64encode(content).decode("ascii")}

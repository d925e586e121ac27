"""A document to import as its editor sees it: every value with where it was taken from, what was changed, the parts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editing.creation.documents import check_may_add
from archive.editing.errors import NotAllowedError
from archive.editing.states import Actor
from archive.importing.completion import event_suggestions
from archive.importing.errors import ImportDocumentError
from archive.importing.lookup.duplicates import find_duplicate
from archive.importing.lookup.names import find_event, find_source
from archive.importing.parsed_document import Header, ParsedDocument
from archive.importing.structure.dates import read_date
from archive.models import Document, Event, Source

from .fields import HeaderForm

CHECKBOXES = ("create_event", "chosen")


@dataclass(frozen=True)
class Value:
    """``origin`` completes “taken from …”; empty where nothing is known."""

    text: str = ""
    origin: str = ""


class Draft:
    """The values of one document before it is imported. ``edited_values`` holds what its editor wrote in place of
    derived values: field -> text."""

    form_class = HeaderForm
    header_origin = gettext_lazy("the file")

    def __init__(
        self, parsed: ParsedDocument, prefix: str, edited_values: dict, common: dict, actor: Actor = None
    ):
        self.actor = actor
        self.parsed, self.prefix, self.edited = parsed, prefix, edited_values
        self.derived = {name: self.derive(name, common) for name in self.form_class.base_fields}
        self.filled_names = {
            *edited_values,
            *common,
            *(name for name in self.derived if getattr(parsed.header, name, "")),
        }
        self.derive_event()
        values = {name: self.text_of(name) for name in self.derived}
        data = {f"{prefix}-{name}": text for name, text in values.items() if text}
        self.form = self.form_class(data, prefix=prefix)

    def derive(self, name: str, common: dict) -> Value:
        if common.get(name):
            return Value(common[name], _("the values given for all documents"))
        if value := getattr(self.parsed.header, name, ""):
            return Value(display_value(name, value), self.header_origin)
        if suggestion := self.parsed.suggestion_for(name):
            return Value(display_value(name, suggestion.value), suggestion.reason)
        return Value("unknown" if name == "kind" else "")

    def derive_event(self) -> None:
        """Date and place of a new event, where the text or the values of this document show them."""
        header = replace(self.parsed.header, kind=self.text_of("kind"), date=_read_date(self.text_of("date")))
        for suggestion in event_suggestions(self.parsed, header):
            if not self.derived[suggestion.field].text:
                self.derived[suggestion.field] = Value(str(suggestion.value), suggestion.reason)

    def text_of(self, name: str) -> str:
        return self.edited.get(name, self.derived[name].text)

    def origin_of(self, name: str) -> str:
        """Returns a sentence that says where the value was taken from; empty where nothing is known."""
        if name in self.edited and self.edited[name] != self.derived[name].text:
            return _("Entered by you") if self.edited[name] else ""
        origin = self.derived[name].origin
        return _("Taken from %s") % origin if origin else ""

    def rows(self, names) -> Iterator[dict]:
        """Fields for the template, each with where its value was taken from."""
        for name in names:
            if name in self.form.fields:
                yield {"field": self.form[name], "origin": self.origin_of(name), "name": name}

    def changes(self, data) -> dict:
        """Returns the posted values that differ from the derived ones: field -> text. A form that is still blank posts
        only the range; fields that it does not post count as unchanged."""
        posted = self.form_class(data, prefix=self.prefix)
        posted_names = [
            name for name in posted.fields if name in CHECKBOXES or posted.add_prefix(name) in data
        ]
        texts = {name: posted_text(posted, name) for name in posted_names}
        return {name: text for name, text in texts.items() if text != self.derived[name].text}

    @property
    def values(self) -> dict:
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def duplicate(self) -> Document | None:
        """The document of the archive with exactly this text."""
        return find_duplicate(self.parsed.text)

    @cached_property
    def is_complete(self) -> bool:
        """Whether the form holds everything that a document needs; else its errors say what is missing."""
        if self.form.is_valid() and not self.duplicate:
            for name, reason in self.missing_fields():
                self.form.add_error(name, reason)
        return not self.form.errors

    def missing_fields(self) -> Iterator[tuple[str, str]]:
        header = self.form.header
        if not header.title:
            yield "title", _("Give it a title.")
        if not header.source:
            yield "source", _("Who published this text? Give its source.")
        elif not find_source(header.source):
            yield from self.refusal_to_add(Source)
        if header.event and not find_event(header.event):
            yield from self.refusal_to_add(Event)
        if header.translation_of and not header.translator:
            yield "translator", _("Who translated this text?")

    def refusal_to_add(self, model) -> Iterator[tuple[str, str]]:
        """Yields (field, reason) where this editor may not add the object that the field names."""
        try:
            check_may_add(self.actor, model)
        except NotAllowedError as error:
            yield model._meta.model_name, error.message

    def document(self) -> ParsedDocument:
        """The parsed document with these values and no others. Of a text that is in the archive already it only has
        those that the file or the editor gave: what is merely suggested differs from nothing."""
        self.form.is_valid()
        header = self.form.header
        if header.kind == Document.Kind.UNKNOWN:
            header = replace(header, kind="")
        if self.duplicate:
            header = Header(
                **{name: getattr(header, name) for name in self.filled_names if hasattr(header, name)}
            )
        bare = replace(self.parsed, header=header, parts=(), children=())
        return bare.decline_suggestions(self.derived)


def display_value(name: str, value) -> str:
    """The value as the field shows it; empty for an unknown language."""
    return "" if name == "language" and value == Document.UNKNOWN_LANGUAGE else str(value)


def _read_date(text: str):
    try:
        return read_date(text) if text else None
    except ImportDocumentError:
        return None


def posted_text(form, name: str) -> str:
    """The posted value on one line, without characters that cannot be stored."""
    value = form.data.get(form.add_prefix(name), "")
    if name in CHECKBOXES:
        return "on" if value else ""
    return " ".join(value.replace("\0", "").encode("utf-8", "ignore").decode().split())

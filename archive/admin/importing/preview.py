"""What the import page shows of a parsed text before anything is stored."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from archive.importing.importer import CREATED, DUPLICATE, REFUSED, TEXT_DIFFERS
from archive.models import Document, Passage

MAX_PARAGRAPHS = 400
FIELDS = (
    "title",
    "source",
    "kind",
    "date",
    "language",
    "event",
    "url",
    "part_of",
    "translation_of",
    "translator",
)


@dataclass(frozen=True)
class Row:
    """A field of the document to be; `origin` says where its value was taken from."""

    name: str
    label: str
    value: str
    origin: str


class Preview:
    def __init__(self, form, outcome):
        self.form, self.outcome, self.parsed = form, outcome, form.parsed
        self.is_refused = outcome.status in (REFUSED, TEXT_DIFFERS)
        self.is_duplicate = outcome.status == DUPLICATE

    @property
    def findings(self):
        return (*self.form.file.findings, *self.parsed.findings)

    @property
    def is_importable(self):
        """Something would be created: the text itself, or a part of a text that is here already."""
        return not self.is_refused and any(each.status == CREATED for each in self.outcome.with_parts)

    @property
    def rows(self):
        suggestions = self._suggestions()
        for name in FIELDS:
            if value := getattr(self.parsed.header, name):
                origin = _("this form") if getattr(self.form.overrides, name) else _("the header")
                yield self._row(name, value, origin)
            elif name in suggestions:
                yield self._row(name, suggestions[name].value, suggestions[name].reason)
        if place := self.parsed.suggestion_for("place"):
            yield Row("place", _("Place"), place.value, place.reason)

    def _suggestions(self):
        """By field, those that are used; of a refused text every one, so that they stay visible beside the error."""
        if self.is_refused:
            return {name: found for name in FIELDS if (found := self.parsed.suggestion_for(name))}
        return {each.field: each for each in self.outcome.suggestions}

    def _row(self, name, value, origin):
        choices = {"kind": Document.Kind, "translator": Document.Translator}.get(name)
        shown = choices(value).label if choices else str(value)
        return Row(name, self.form.fields[name].label, shown, origin)

    @property
    def language(self):
        suggestion = self.parsed.suggestion_for("language")
        return self.parsed.header.language or (suggestion.value if suggestion else "")

    @property
    def parts(self):
        selected = self.form.selected_parts()
        for number, part in enumerate(self.parsed.parts):
            yield {"number": number, "part": part, "is_selected": number in selected}

    @property
    def paragraphs(self):
        """The first of them, each with its kind and the part that starts there."""
        starts = {part.first: part for part in self.parsed.parts}
        inside = {n for part in self.parsed.parts for n in range(part.first, part.last + 1)}
        for passage in self.parsed.passages[:MAX_PARAGRAPHS]:
            kind = Passage.Kind(passage.kind)
            label = passage.speaker_label
            yield {
                "number": passage.number,
                "kind": passage.kind,
                "kind_label": "" if kind == Passage.Kind.PARAGRAPH else kind.label,
                "label": label,
                "text": self.parsed.passage_text(passage)[len(label) :],
                "part": starts.get(passage.number),
                "is_in_part": passage.number in inside,
            }

    @property
    def hidden_paragraphs(self):
        return max(0, len(self.parsed.passages) - MAX_PARAGRAPHS)

    @property
    def statements(self):
        """Those of a text that is already in the archive, each with its page in the admin where there is one."""
        return [(each, _admin_page(each)) for each in self.outcome.statements]

    @property
    def document_page(self):
        return _admin_page(self.outcome.document) if self.is_duplicate else ""


def _admin_page(row):
    try:
        return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""

"""What the import page shows of a parsed text before anything is kept."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from archive.importing.importer import ALREADY_HERE, REFUSED
from archive.models import Document, Passage

SHOWN = 400
_FIELDS = (
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
    name: str
    label: str
    value: str
    origin: str


class Preview:
    def __init__(self, parsed, outcome, form):
        self.parsed, self.outcome, self.form = parsed, outcome, form
        self.taken = form.taken(parsed)
        self.refused = outcome.status == REFUSED
        self.already_here = outcome.status == ALREADY_HERE

    @property
    def importable(self):
        """Something would be created: the text itself, or a part of a text that is here already."""
        return not self.refused and any(one.status == "created" for one in self.outcome.all)

    @property
    def rows(self):
        """What the document's fields will hold, and who says so."""
        used = {one.field: one for one in self.outcome.used}
        if self.refused:  # what could be read stays visible beside what is missing
            used = {name: found for name in _FIELDS if (found := self.parsed.suggested(name))}
        for name in _FIELDS:
            given = getattr(self.parsed.header, name)
            if given:
                origin = _("you") if getattr(self.form.overrides, name) else _("the header")
                yield Row(name, self._label(name), self._shown(name, given), origin)
            elif name in used:
                yield Row(name, self._label(name), self._shown(name, used[name].value), used[name].reason)
        if place := self.parsed.suggested("place"):
            yield Row("place", _("Place"), place.value, place.reason)

    def _label(self, name):
        return self.form.fields[name].label

    def _shown(self, name, value):
        labels = {"kind": Document.Kind, "translator": Document.Translator}.get(name)
        return labels(value).label if labels else str(value)

    @property
    def language(self):
        suggested = self.parsed.suggested("language")
        return self.parsed.header.language or (suggested.value if suggested else "")

    @property
    def parts(self):
        for number, part in enumerate(self.parsed.parts):
            yield {"number": number, "part": part, "taken": number in self.taken}

    @property
    def paragraphs(self):
        """The first of them, each with what was made of it and the part it falls into."""
        starts = {part.first: part for part in self.parsed.parts}
        inside = {n for part in self.parsed.parts for n in range(part.first, part.last + 1)}
        for passage in self.parsed.passages[:SHOWN]:
            text = self.parsed.passage_text(passage)
            label = passage.speaker_label
            yield {
                "number": passage.number,
                "kind": passage.kind,
                "kind_label": "" if passage.kind == "paragraph" else Passage.Kind(passage.kind).label,
                "label": label,
                "words": text[len(label) :] if label else text,
                "begins": starts.get(passage.number),
                "in_part": passage.number in inside,
            }

    @property
    def more(self):
        return max(0, len(self.parsed.passages) - SHOWN)

    @property
    def statements(self):
        """Those already taken from the same text, each with its page in the admin where there is one."""
        return [(one, _admin_page(one)) for one in self.outcome.statements]

    @property
    def document_page(self):
        return _admin_page(self.outcome.document) if self.already_here else ""


def _admin_page(row):
    try:
        return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""

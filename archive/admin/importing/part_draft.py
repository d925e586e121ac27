"""Parts of a document to import: suggested by its text, or chosen by hand."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from archive.editing.states import Actor
from archive.importing.errors import ImportDocumentError
from archive.importing.parsed_document import Header, ParsedDocument, PartCandidate
from archive.importing.parser_process import pool
from archive.text.paragraphs import split_paragraphs

from .draft import Draft, Value, posted_text
from .fields import PartForm


class PartDraft(Draft):
    """A range of paragraphs of a document that becomes a document of its own."""

    form_class = PartForm
    reading_error = ""

    def __init__(
        self,
        whole: ParsedDocument,
        prefix: str,
        edited_values: dict,
        candidate: PartCandidate | None,
        inherited_values: dict[str, Value],
        actor: Actor = None,
    ):
        self.candidate, self.inherited_values = candidate, inherited_values
        self.count = len(whole.passages)
        self.header_origin = candidate.reason if candidate else ""
        self.range = range_of(edited_values, self.count)
        header = candidate.header if candidate else Header()
        super().__init__(self.parsed_part(whole, header), prefix, edited_values, {}, actor)

    def parsed_part(self, whole: ParsedDocument, header: Header) -> ParsedDocument:
        """Read in the parser's process; empty without a range."""
        if not self.range:
            return ParsedDocument("")
        try:
            with pool.acquire() as parser:
                return parser.parse_part(whole, *self.range, header)
        except ImportDocumentError as error:
            self.reading_error = error.message
            return ParsedDocument("")

    def derive(self, name: str, common: dict) -> Value:
        if self.candidate and name == "title" and not self.candidate.header.title:
            return Value(self.candidate.title, self.candidate.reason)
        derived = super().derive(name, common)
        if (
            name == "date"
            and self.candidate
            and self.candidate.date_reason
            and derived.origin == self.header_origin
        ):
            derived = Value(derived.text, self.candidate.date_reason)
        return self.inherited_values.get(name, derived) if self.range and not derived.text else derived

    def changes(self, data) -> dict:
        """Returns the changed values with the range, which identifies a part even where nothing else was written."""
        posted = self.form_class(data, prefix=self.prefix)
        names = ("first", "last", "chosen")
        return super().changes(data) | {name: posted_text(posted, name) for name in names}

    @property
    def is_chosen(self) -> bool:
        return bool(self.edited.get("chosen"))

    @property
    def is_blank(self) -> bool:
        return not self.edited

    @property
    def title(self) -> str:
        return self.text_of("title")

    @cached_property
    def is_complete(self) -> bool:
        if self.reading_error:
            self.form.add_error("first", self.reading_error)
        if not self.range:
            reason = _("Give the numbers of the first and the last paragraph; this text has %(count)d.")
            self.form.add_error("last", reason % {"count": self.count})
        return super().is_complete


def range_of(edited_values: dict, count: int) -> tuple[int, int] | None:
    numbers = [edited_values.get("first", ""), edited_values.get("last", "")]
    if not all(number.isascii() and number.isdigit() and len(number) < 8 for number in numbers):
        return None
    first, last = map(int, numbers)
    return (first, last) if 1 <= first <= last <= count else None


def part_candidates(parsed: ParsedDocument) -> Iterator[PartCandidate]:
    """Yields the parts that begin with a header of their own, then those that look like documents."""
    paragraphs = split_paragraphs(parsed.text)
    start = 0
    for child in parsed.children:
        child_paragraphs = split_paragraphs(child.text)
        index = _find(paragraphs, child_paragraphs, start)
        if index is not None:
            start = index + len(child_paragraphs)
            header = replace(child.header, title=child.header.title or child_paragraphs[0][:400])
            yield PartCandidate(index + 1, start, header.title, _("its own header"), header)
    yield from parsed.parts


def _find(paragraphs: list[str], child_paragraphs: list[str], start: int) -> int | None:
    for index in range(start, len(paragraphs) - len(child_paragraphs) + 1):
        if paragraphs[index : index + len(child_paragraphs)] == child_paragraphs:
            return index
    return None

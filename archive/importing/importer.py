"""A ParsedDocument into the archive, all of it with its parts or nothing; safe to repeat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import DatabaseError
from django.utils.translation import gettext as _

from archive.database.error_notices import error_notice
from archive.editing.creation.documents import DocumentBatch, PassageLabel, document_batch
from archive.editing.errors import EditError
from archive.editing.states import Actor
from archive.importing.completion import CompletedHeader, complete_header
from archive.importing.errors import ImportDocumentError
from archive.importing.lookup.duplicates import (
    Difference,
    describe_correction,
    describe_duplicate,
    describe_other_text,
    find_at_address,
    find_correction_of,
    find_differences,
    find_duplicate,
    find_imported_file,
)
from archive.importing.lookup.names import check_web_address
from archive.importing.lookup.related import find_related, plain_values
from archive.importing.parsed_document import Header, ParsedDocument, PartCandidate, Suggestion
from archive.importing.parser_process import pool
from archive.models import Document, Passage, Statement

CREATED = "created"
DUPLICATE = "already imported"  # the same text is there; `differences` are what its header says otherwise
UPDATED = "updated"  # the same text is there and took differences that were accepted
# `document` comes from the same web address or file and has another text: correct that, or say that it is another.
TEXT_DIFFERS = "text differs"
REFUSED = "refused"


@dataclass(frozen=True)
class ImportResult:
    """What became of a text: `status` is one of the constants above; only CREATED and UPDATED wrote anything.

    `document` is the new one, or the one that is there. `suggestions` filled in what the header left open, `notes` are
    sentences on rows that were created and on what stays unknown. `statements` are those of a text already in the
    archive. `parts` are the results of the documents inside the text: first those that later headers of the file
    begin, then the chosen parts. `reason` is a sentence for every status but CREATED; `field` is the key of the header
    that a refusal concerns.
    """

    status: str
    name: str = ""
    document: Document | None = None
    reason: str = ""
    field: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    differences: tuple[Difference, ...] = ()
    parts: tuple["ImportResult", ...] = ()

    @property
    def with_parts(self) -> tuple["ImportResult", ...]:
        return (self, *self.parts)


def accept_none(difference: Difference) -> bool:
    return False


def accept_all(difference: Difference) -> bool:
    return True


def import_document(
    parsed: ParsedDocument,
    *,
    actor: Actor = None,
    parts: Sequence[PartCandidate] = (),
    create_event: bool = False,
    accept: Callable[[Difference], bool] = accept_none,
    is_another: bool = False,
    file_hash: str = "",
    dry_run: bool = False,
) -> ImportResult:
    """Import a text, the documents that its later headers start, and the given parts of it.

    `parts` are of `parsed.parts`, as they are or changed (`replace(part, first=…, header=…)`), or made by hand:
    `PartCandidate(first, last, title, reason, Header(…))`. A part takes from its `header` what an editor gave, and from
    its own words the rest; of the whole it only has the place, and source and language as suggestions. To set values of
    the whole, give `parsed.replace_header(Header(…))`; to leave a field unknown that has a suggestion, give
    `parsed.decline_suggestions({"date"})`, and for a part, `PartCandidate.declined_fields`.

    `accept` says which differences of a text that is here already are taken; `is_another` imports a text although
    another one has its web address or came from its file. `file_hash` is that of a file that holds nothing but this
    text, for `find_imported_file`. Nothing is raised: what cannot be imported comes back as refused, with nothing
    of it written. A dry run does everything and undoes it, so it promises what the import then does. Only a database
    that is lost, full, locked or read-only raises its DatabaseError.
    """
    task = _Import(actor, create_event, accept, is_another, file_hash)
    try:
        if not (parts or parsed.passages) and (result := task.result_without_writing(parsed)):
            return result
        inside = [*parsed.children, *(extract_part(parsed, part) for part in parts)]
        check_ranges(part.paragraph_range for part in inside if part.paragraph_range)
        with document_batch(actor, dry_run=dry_run) as batch:
            return task.import_whole(batch, parsed, inside)
    except ImportDocumentError as error:
        return ImportResult(REFUSED, parsed.name, reason=error.message, field=error.field)
    except EditError as error:
        return ImportResult(REFUSED, parsed.name, reason=error.message, field=next(iter(error.errors), ""))
    except DatabaseError as error:
        if error_notice(error):
            raise  # it is no fault of this text
        first_line = str(error).strip().partition("\n")[0].rstrip(".")
        reason = _("The database refused this text: %(reason)s.") % {"reason": first_line}
        return ImportResult(REFUSED, parsed.name, reason=reason)


def extract_part(parsed: ParsedDocument, part: PartCandidate) -> ParsedDocument:
    """The part as a document of its own, read in the parser's process.

    Raises ImportDocumentError, also for a range that the text does not have.
    """
    if not 1 <= part.first <= part.last <= len(parsed.passages):
        message = _("There are no paragraphs %(first)d to %(last)d: the text has %(count)d paragraphs.")
        values = {"first": part.first, "last": part.last, "count": len(parsed.passages)}
        raise ImportDocumentError(message % values, "parts")
    header = Header(title=part.title).overridden_by(part.header)
    with pool.acquire() as parser:
        document = parser.parse_part(parsed, part.first, part.last, header)
    return document.decline_suggestions(part.declined_fields)


def parts_beside_children(parsed: ParsedDocument) -> tuple[PartCandidate, ...]:
    """The suggested parts but for those of paragraphs that a header of the file has made a document already."""
    ranges = [child.paragraph_range for child in parsed.children if child.paragraph_range]
    return tuple(
        part for part in parsed.parts if all(part.last < first or last < part.first for first, last in ranges)
    )


def check_ranges(ranges: Iterable[tuple[int, int]]) -> None:
    """Raises ImportDocumentError where a paragraph is in two parts: a search counts its words once."""
    end = 0
    for first, last in sorted(ranges):
        if first <= end:
            message = _("Paragraphs %(first)d to %(last)d are in two parts; parts cannot overlap.")
            raise ImportDocumentError(message % {"first": first, "last": min(end, last)}, "parts")
        end = max(end, last)


@dataclass(frozen=True)
class _Import:
    """One call of `import_document`."""

    actor: Actor
    create_event: bool
    accept: Callable[[Difference], bool]
    is_another: bool
    file_hash: str

    def result_without_writing(self, parsed: ParsedDocument) -> ImportResult | None:
        """The result for a text that is known to be in the archive and takes no value from the new one, found
        without a transaction or a lock; None for any other text."""
        if parsed.children:
            return None
        existing = find_duplicate(parsed.text)
        if existing is None or any(map(self.accept, find_differences(parsed.header, existing))):
            return None
        return self._existing(None, parsed, existing)

    def import_whole(
        self, batch: DocumentBatch, parsed: ParsedDocument, inside: Sequence[ParsedDocument]
    ) -> ImportResult:
        result = self._import_single(batch, parsed)
        if result.status == TEXT_DIFFERS:
            return result
        parts = tuple(self._import_single(batch, part, result.document) for part in inside)
        return replace(result, parts=parts)

    def _import_single(
        self, batch: DocumentBatch, parsed: ParsedDocument, parent: Document | None = None
    ) -> ImportResult:
        if existing := find_duplicate(parsed.text):
            return self._existing(batch, parsed, existing)
        if correction := find_correction_of(parsed.text):
            reason = describe_correction(correction)
            return ImportResult(DUPLICATE, _label(parsed, correction.document), correction.document, reason)
        if not parsed.passages:
            raise ImportDocumentError(
                _("This text has been deleted from the archive in the meantime. Import it again.")
            )
        completed = complete_header(parsed, parent)
        check_web_address(completed.header.url)
        if not self.is_another and (other := self._other_text(completed.header.url, parent)):
            return ImportResult(TEXT_DIFFERS, _label(parsed, other), other, describe_other_text(other))
        return self._create(batch, parsed, completed, parent)

    def _other_text(self, url: str, parent: Document | None) -> Document | None:
        """Returns what was read earlier from the same address, or from the same file in another way."""
        document = find_at_address(url, inside=parent)
        is_whole_file = self.file_hash and parent is None
        return document or (find_imported_file(self.file_hash) if is_whole_file else None)

    def _create(
        self,
        batch: DocumentBatch,
        parsed: ParsedDocument,
        completed: CompletedHeader,
        parent: Document | None,
    ) -> ImportResult:
        related = find_related(batch, parsed, completed.header, self.create_event)
        values = {
            "text": parsed.text,
            "file_hash": "" if parent else self.file_hash,
            **plain_values(completed.header),
            **related.values,
        }
        if parent:
            first, last = parsed.paragraph_range or (None, None)
            values |= {"part_of": parent, "part_first": first, "part_last": last}
        document = batch.add_document(values, _passage_labels(parsed))
        return ImportResult(
            CREATED,
            _label(parsed, document),
            document,
            suggestions=(*completed.suggestions, *related.suggestions),
            notes=(*completed.notes, *related.notes),
        )

    def _existing(
        self, batch: DocumentBatch | None, parsed: ParsedDocument, document: Document
    ) -> ImportResult:
        """The document as it is, or, in a batch, with the differences that are accepted."""
        differences = find_differences(parsed.header, document)
        accepted = [difference for difference in differences if self.accept(difference)]
        notes: tuple[str, ...] = ()
        if batch and accepted:
            header = Header(**{each.field: getattr(parsed.header, each.field) for each in accepted})
            check_web_address(header.url)
            related = find_related(batch, parsed, header, self.create_event)
            batch.change_document(document, {**plain_values(header, only_given=True), **related.values})
            notes = related.notes
        return ImportResult(
            UPDATED if accepted else DUPLICATE,
            _label(parsed, document),
            document,
            describe_duplicate(document),
            notes=notes,
            statements=statements_of(document),
            differences=tuple(replace(each, is_accepted=each in accepted) for each in differences),
        )


def statements_of(document: Document) -> tuple[Statement, ...]:
    return tuple(document.statements.select_related("speaker").order_by("start"))


def _label(parsed: ParsedDocument, document: Document) -> str:
    return parsed.name or document.title


def _passage_labels(parsed: ParsedDocument) -> list[PassageLabel]:
    limit = Passage._meta.get_field("speaker_label").max_length
    return [
        PassageLabel(passage.number, passage.kind, passage.speaker_label[:limit], passage.time)
        for passage in parsed.passages
        if passage.kind != Passage.Kind.PARAGRAPH or passage.time
    ]

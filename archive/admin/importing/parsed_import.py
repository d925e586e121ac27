"""A pending import as it is read now: its documents, and what the page shows about the file as a whole."""

from threading import Lock

from cachetools import TTLCache, cached
from django.utils.functional import cached_property
from django.utils.text import Truncator

from archive.editing.keys import is_primary_key
from archive.importing.decoding import DamagedTextError, decode, encoding_candidates
from archive.importing.encodings.candidates import EncodingCandidate
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import available_formats
from archive.importing.importer import CREATED, REFUSED
from archive.importing.parsed_document import ParsedFile, file_hash
from archive.importing.parser_process import pool
from archive.importing.readers.records.columns import Columns
from archive.models import ColumnMapping, Document, PendingImport

from .document_draft import DocumentDraft

UNREADABLE = "not read"
SAMPLE_LINES, SAMPLE_LENGTH = 3, 160
SUMMARISED_DOCUMENTS = 20
NEARLY_AS_GOOD = 5.0  # of the score of an encoding: 150 times likelier
KEPT_SIZE, KEPT_SECONDS = 20_000_000, 600  # characters of the files that this process keeps as it read them


class ParsedImport:
    """``error`` says why the file cannot be read; it then has no documents."""

    def __init__(self, pending: PendingImport):
        self.pending = pending
        self.error = ""
        self.columns = find_columns(pending)
        try:
            self.file = read(pending, self.columns)
        except ImportDocumentError as error:
            self.error = error.message
            self.file = ParsedFile(())

    @property
    def documents(self):
        return self.file.documents

    @property
    def is_doubtful(self) -> bool:
        """Whether an editor should look at how it was read before anything else."""
        return bool(self.error or self.columns or self.candidates)

    @property
    def is_single(self) -> bool:
        return len(self.documents) == 1 and not self.file.refusals

    def draft(self, number: int) -> DocumentDraft:
        """``number`` counts from 1."""
        is_alone = self.is_single and not self.pending.is_pasted
        content_hash = file_hash(bytes(self.pending.content)) if is_alone else ""
        document = self.documents[number - 1]
        return DocumentDraft(document, number, self.pending.choices, self.pending.user, content_hash)

    @property
    def format_label(self) -> str:
        return next(
            (
                file_format.label
                for file_format in available_formats()
                if file_format.name == self.file.format
            ),
            "",
        )

    @cached_property
    def has_encoding(self) -> bool:
        """Whether it is a file of text, or may be one that could not be read as such."""
        return not self.pending.is_pasted and bool(self.file.encoding or self.error)

    @cached_property
    def damage(self) -> int:
        """Returns at how many places the bytes do not fit the encoding, if that is why the file cannot be read; else
        0."""
        if not (self.error and self.has_encoding):
            return 0
        try:
            decode(bytes(self.pending.content), self.pending.name, self.pending.encoding)
        except DamagedTextError as error:
            return error.damage
        except ImportDocumentError:
            pass
        return 0

    @cached_property
    def candidates(self) -> list[EncodingCandidate]:
        """Other encodings with the lines as they would read; none where the text is UTF-8 without a fault."""
        if not self.has_encoding or self.file.encoding.startswith("UTF") or (self.error and not self.damage):
            return []
        return encoding_candidates(bytes(self.pending.content))

    @property
    def is_encoding_uncertain(self) -> bool:
        """Whether two encodings read nearly as well, so that an editor compares them."""
        scores = [candidate.score for candidate in self.candidates[:2]]
        return len(scores) == 2 and scores[0] - scores[1] < NEARLY_AS_GOOD

    @cached_property
    def sample(self) -> list[str]:
        """Lines as they were read, those first that show the encoding: with characters other than ASCII."""
        if not self.has_encoding or not self.documents:
            return []
        text = self.documents[0].text
        lines = [Truncator(line).chars(SAMPLE_LENGTH) for line in text.split("\n") if line.strip()]
        telling = [line for line in lines if not line.isascii()]
        return (telling + [line for line in lines if line.isascii()])[:SAMPLE_LINES]

    def summary(self) -> dict:
        """Returns what the list of pending files shows of this one."""
        if self.error:
            return {"status": UNREADABLE, "reason": self.error}
        if not self.is_single:
            return self.summary_of_many()
        return draft_summary(self.draft(1))

    def summary_of_many(self) -> dict:
        """The summary of the first SUMMARISED_DOCUMENTS: usually all documents of a file lack the same values."""
        numbers = range(1, min(len(self.documents), SUMMARISED_DOCUMENTS) + 1)
        summaries = [draft_summary(self.draft(number), is_quick=True) for number in numbers]
        problem = next((summary for summary in summaries if summary["status"] == REFUSED), None)
        first = summaries[0] if summaries else {"title": "", "source": ""}
        return {
            "status": REFUSED if problem or not summaries else CREATED,
            "reason": problem["reason"] if problem else "",
            "documents": len(self.documents),
            "refusals": len(self.file.refusals),
            "title": first["title"],
            "source": (problem or first)["source"],
        }


def read(pending: PendingImport, columns: Columns | None) -> ParsedFile:
    """Parses the file in a process with limits on time and memory, and caches the result for the following pages.
    Raises ImportDocumentError."""
    mapping = column_mapping(pending, columns) if columns else {}
    has_damage = bool(pending.choices.get("damage"))
    return parse_pending(pending, pending.format, encoding_of(pending), mapping, has_damage)


def _key(pending, format_name, encoding, mapping, has_damage):
    return pending.pk, pending.created_at, format_name, encoding, tuple(sorted(mapping.items())), has_damage


@cached(
    TTLCache(
        KEPT_SIZE,
        KEPT_SECONDS,
        getsizeof=lambda file: 1 + sum(len(document.text) for document in file.documents),
    ),
    key=_key,
    lock=Lock(),
)
def parse_pending(pending, format_name, encoding, mapping, has_damage) -> ParsedFile:
    content = bytes(pending.content)
    with pool.acquire() as parser:
        if pending.is_pasted and not mapping:
            return parser.parse_text(content.decode(), pending.name, format_name=format_name)
        options = {"columns": mapping, "allow_damage": has_damage}
        return parser.parse_file(content, pending.name, format_name=format_name, encoding=encoding, **options)


def encoding_of(pending: PendingImport) -> str:
    return "utf-8" if pending.is_pasted else pending.encoding


def find_columns(pending: PendingImport) -> Columns | None:
    """The columns of a table; None for other files and for unreadable tables."""
    try:
        with pool.acquire() as parser:
            content = bytes(pending.content)
            return parser.find_columns(content, pending.name, pending.format, encoding_of(pending))
    except ImportDocumentError:
        return None


def column_mapping(pending: PendingImport, columns: Columns) -> dict:
    """Returns the mapping that the editor chose, else the one remembered for a table with these columns, else a guess
    from their names."""
    return (
        pending.choices.get("columns")
        or ColumnMapping.objects.for_columns(columns.names)
        or dict(columns.guesses)
    )


def draft_summary(draft: DocumentDraft, is_quick: bool = False) -> dict:
    """A line about one document; a quick one is made without trying to import it."""
    kind = draft.text_of("kind")
    status, reason = draft.quick_status() if is_quick else (draft.status, draft.reason)
    return {
        "status": status,
        "reason": "" if status == CREATED else reason,
        "title": draft.text_of("title"),
        "source": draft.text_of("source"),
        "date": draft.text_of("date"),
        "kind": str(dict(Document.Kind.choices).get(kind, kind)),
        "language": draft.text_of("language"),
        "parts": len(draft.chosen_parts),
    }


def text_to_import(request) -> str:
    """The text that `?import=…&number=…` names, of those that wait for this editor; empty where there is none."""
    pk, number = request.GET.get("import", ""), request.GET.get("number", "1")
    if not (is_primary_key(pk) and number.isascii() and number.isdigit() and len(number) < 8):
        return ""
    pending = PendingImport.objects.filter(pk=pk, user=request.user).first()
    documents = ParsedImport(pending).documents if pending else ()
    return documents[int(number) - 1].text if 0 < int(number) <= len(documents) else ""

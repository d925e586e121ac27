"""A ParsedDocument into the archive: one transaction, safe to repeat; an Outcome says what happened."""

from dataclasses import dataclass, replace

from django.db import DatabaseError, connection, transaction

from archive.editing.slugs import slug_for
from archive.importing import filling
from archive.importing.parse import parse_text
from archive.importing.parsed import ImportRefused, ParsedDocument, Suggestion
from archive.importing.resolving import find_document, find_event, find_source, refuse_strange_address
from archive.models import Document, Passage, Statement
from archive.text.paragraphs import SEPARATOR

CREATED, ALREADY_HERE, REFUSED = "created", "already here", "refused"
# Any number, the same for every import: they queue, so that two never make one slug or one text twice.
_QUEUE = 7_284_416


@dataclass(frozen=True)
class Outcome:
    """`used` are the suggestions that filled what the header left open; `parts` the outcomes of its parts."""

    status: str
    name: str = ""
    document: Document | None = None
    reason: str = ""
    field: str = ""
    used: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    parts: tuple["Outcome", ...] = ()

    @property
    def all(self):
        """This outcome and those of its parts."""
        return (self, *self.parts)


class _Undo(Exception):
    """Rolls a dry run back with its outcome."""


def import_document(parsed: ParsedDocument, *, take=(), create_event=False, dry_run=False) -> Outcome:
    """Import a text, the documents its later headers begin, and the found parts whose numbers `take` holds.

    `take` counts parsed.parts from 0. Nothing is raised: what cannot be imported comes back as refused, with
    nothing of it written. A dry run does it all and rolls it back, so it promises what the import then does.
    """
    outcome = None
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_QUEUE])
            outcome = _whole(parsed, take, create_event)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    except ImportRefused as error:
        return Outcome(REFUSED, parsed.name, reason=error.reason, field=error.field)
    except DatabaseError as error:
        return Outcome(REFUSED, parsed.name, reason=f"The database refused this text: {_first_line(error)}.")
    return outcome


def _whole(parsed, take, create_event):
    parent = _one(parsed, create_event)
    parts = [*parsed.children, *(taken_out(parsed, parsed.parts[number]) for number in sorted(set(take)))]
    outcomes = tuple(_one(part, create_event, parent.document) for part in parts)
    return replace(parent, parts=outcomes)


def taken_out(parsed, part):
    """The found part as a ParsedDocument of its own."""
    paragraphs = parsed.text.split(SEPARATOR)[part.first - 1 : part.last]
    fresh = parse_text(SEPARATOR.join(paragraphs), format="plain")
    return replace(fresh, header=part.header, children=(), parts=(), findings=())


def _one(parsed, create_event, parent=None):
    existing = duplicates(parsed.text)
    if existing:
        return _already_here(parsed, existing)
    values, used, notes = filling.fill(parsed, parent)
    fields = _rows(values, create_event, notes, parent)
    notes += _same_address(fields["url"])
    slug = slug_for(Document, fields["title"], fields["source"].slug, fields["kind"], values.date)
    document = Document.objects.create(slug=slug, text=parsed.text, **fields)
    _keep_structure(document, parsed.passages)
    return Outcome(CREATED, parsed.name or document.title, document, used=used, notes=tuple(notes))


def _rows(values, create_event, notes, parent):
    """Field values of the new document; what had to be made on the way is noted."""
    refuse_strange_address(values.url)
    source, source_is_new = find_source(values.source)
    if source_is_new:
        kind = source.get_kind_display().lower()
        notes.append(f"The source “{source.name}” is new here, entered as: {kind}.")
    event = parent.event if parent else None
    if values.event:
        event, event_is_new = find_event(values.event, create_event, **filling.event_fields(values))
        if event_is_new:
            notes.append(f"The event “{event.name}” is new here; its kind still has to be chosen.")
    return {
        **filling.plain_fields(values),
        "source": source,
        "event": event,
        "part_of": parent or (find_document(values.part_of, "part_of") if values.part_of else None),
        "translation_of": find_document(values.translation_of, "translation_of")
        if values.translation_of
        else None,
    }


def duplicates(text):
    """Documents with exactly this text, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT md5(%s)", [text])
        (digest,) = cursor.fetchone()
    return list(Document.objects.filter(text_hash=digest, text=text).select_related("source").order_by("id"))


def _already_here(parsed, existing):
    document = existing[0]
    statements = tuple(document.statements.select_related("speaker").order_by("start"))
    reason = f"The same text is here as “{document.title}” ({document.source.name})."
    return Outcome(ALREADY_HERE, parsed.name or document.title, document, reason, statements=statements)


def _same_address(url):
    others = Document.objects.filter(url=url).order_by("id") if url else ()
    return [f"Another text from the same address is here: “{other.title}”." for other in others]


def _keep_structure(document, passages):
    """The database has made the passages; one update for each kind and label, not for each passage."""
    groups = {}
    for passage in passages:
        if passage.kind != "paragraph":
            groups.setdefault((passage.kind, passage.speaker_label[:200]), []).append(passage.number)
    for (kind, label), numbers in groups.items():
        rows = Passage.objects.filter(document=document, number__in=numbers)
        rows.update(kind=kind, speaker_label=label)


def _first_line(error):
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__

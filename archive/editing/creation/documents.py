"""Creates documents as drafts with the sources and events they need: all of one import, or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from archive.editing.creation.slugs import slug_for
from archive.editing.errors import NotAllowedError, edit_error_from
from archive.editing.history.log import log_changes
from archive.editing.locks import check_deferred_constraints, edit_transaction
from archive.editing.states import Actor, check_transition, has_permissions
from archive.models import Document, Event, Source, State, iso_date

_LABEL_PASSAGES = """
    UPDATE archive_passage SET kind = label.kind, speaker_label = label.speaker_label, "time" = label.time
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[]) AS label(number, kind, speaker_label, time)
    WHERE document_id = %s AND archive_passage.number = label.number
"""


class PassageLabel(NamedTuple):
    """The label of a paragraph: ``number`` counts from 1, ``kind`` is a Passage.Kind."""

    number: int
    kind: str
    speaker_label: str = ""
    time: str = ""


class _DryRun(Exception):
    """Ends the transaction of a dry run."""


@contextmanager
def document_batch(actor: Actor, *, dry_run: bool = False) -> Iterator["DocumentBatch"]:
    """One transaction under the write lock for all rows added inside the block, including the look-ups that decide what
    to add.

    Raises EditError and writes nothing; an error raised inside the block rolls everything back too. A dry run executes
    everything, checks every constraint and rolls back at the end.
    """
    check_transition(actor, Document(), State.DRAFT)
    try:
        with edit_transaction(actor):
            yield DocumentBatch(actor)
            if dry_run:
                check_deferred_constraints()
                raise _DryRun
    except _DryRun:
        pass


class DocumentBatch:
    """Creates documents and what they refer to. Each new row gets a slug made of its name or title."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def add_source(self, name: str, kind: str) -> Source:
        """Raises NotAllowedError, as `add_event` does."""
        check_may_add(self.actor, Source)
        return Source.objects.create(slug=slug_for(Source, name, "source"), name=name, kind=kind)

    def add_event(self, name: str, **values: Any) -> Event:
        """The event's kind is left for an editor to choose. Raises NotAllowedError."""
        check_may_add(self.actor, Event)
        slug = slug_for(Event, name, "event", values.get("start"))
        return Event.objects.create(slug=slug, name=name, kind=Event.Kind.OTHER, **values)

    def add_document(self, values: Mapping[str, Any], labels: Iterable[PassageLabel]) -> Document:
        """Creates a draft with these field values. ``labels`` describe the paragraphs that are not plain text."""
        title, source, kind = values["title"], values["source"].slug, values["kind"]
        date = iso_date(values.get("date"), values.get("date_precision", "day"))
        document = Document.objects.create(slug=slug_for(Document, title, source, kind, date), **values)
        _label_passages(document, labels)
        return document

    def change_document(self, document: Document, values: Mapping[str, Any]) -> None:
        """Sets these columns, the text excepted. Raises EditError."""
        check_transition(self.actor, document, document.state)
        columns = Document._meta.fields
        for name, value in values.items():
            setattr(document, name, value)
        try:
            document.clean_fields(exclude={field.name for field in columns} - set(values))
        except ValidationError as error:
            raise edit_error_from(error) from error
        document.save(update_fields=list(values))
        log_changes(
            self.actor, [document], [str(field.verbose_name) for field in columns if field.name in values]
        )


def check_may_add(actor: Actor, model: type[Source] | type[Event]) -> None:
    """Raises NotAllowedError where the actor may add documents, but no sources, or no events."""
    field = str(model._meta.model_name)
    if not has_permissions(actor, f"archive.add_{field}"):
        message = _("You may not add a new %(model)s: choose an existing one, or ask for permission.")
        sentence = message % {"model": model._meta.verbose_name}
        raise NotAllowedError(sentence, {field: [sentence]})


def _label_passages(document: Document, labels: Iterable[PassageLabel]) -> None:
    """The database has made the passages; one update for all of them."""
    rows = [(label.number, label.kind, label.speaker_label, label.time) for label in labels]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_LABEL_PASSAGES, [*map(list, zip(*rows, strict=True)), document.pk])

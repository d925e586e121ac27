"""The workbench's page: the text, and for its scripts the choices and every word they show."""

from django.urls import reverse

from archive.models import State, Statement

from .messages import words


def bench_context(document, statement) -> dict:
    return {
        "document": document,
        "passages": document.passages.all(),
        "bench": bench_data(document, statement),
    }


def bench_data(document, statement) -> dict:
    return {
        "api": f"{reverse('admin:archive_document_annotate', args=[document.pk])}api/",
        "document": document.pk,
        "text_version": document.text_version,
        "language": document.language,
        "kind": document.kind,
        "translated": document.translator,
        "event": {"id": document.event.pk, "label": str(document.event)} if document.event else None,
        "open": statement.pk if statement else None,
        "voices": Statement.Voice.choices,
        "attributions": Statement.Attribution.choices,
        "states": State.editable_choices(),
        "words": words(),
    }

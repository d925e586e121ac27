"""The workbench's page: the text, and the data its scripts start from."""

from django.urls import reverse

from archive.editing.fields import panel_fields
from archive.models import State


def workbench_context(document, statement) -> dict:
    """The context of ``workbench.html``; ``statement`` is the one to open, or None."""
    return {
        "document": document,
        "passages": document.passages.all(),
        "workbench": workbench_data(document, statement),
    }


def day_of(document) -> str:
    """ISO day from which a role that the text prints is known: of the event, else of the document; else empty."""
    day = document.event.start if document.event and document.event.start else document.date
    return day.isoformat() if day else ""


def workbench_data(document, statement) -> dict:
    """Returns the data that ``annotator/page.mjs`` reads as JSON; its words come from the JavaScript catalogue."""
    return {
        "api": f"{reverse('admin:archive_document_annotate', args=[document.pk])}api/",
        "document": document.pk,
        "text_version": document.text_version,
        "language": document.language,
        "direction": document.direction,
        "kind": document.kind,
        "day": day_of(document),
        "is_translated": bool(document.translator),
        "event": {"id": document.event.pk, "label": str(document.event)} if document.event else None,
        "statement": statement.pk if statement else None,
        "fields": list(panel_fields()),
        "states": State.editable_choices(),
    }

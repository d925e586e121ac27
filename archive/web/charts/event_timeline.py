"""When each document about an event was published, beside the days of the event."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from archive.models import Document, Event
from archive.models.base.dates import Precision, iso_date, last_day
from archive.models.base.urls import permanent_path
from archive.web.addresses import redirect_former_slugs
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file
from archive.web.metadata.page import describe_list
from archive.web.serving.display_names import display_name

from .axis import Axis
from .drawing import WIDTH

MAX_DOCUMENTS = 120
CSV_COLUMNS = [
    "date",
    "date_precision",
    "date_uncertain",
    "source",
    "kind",
    "language",
    "title",
    "days_after_start",
    "url",
]


@dataclass(frozen=True)
class DocumentBar:
    """``delay``: days from the first day of the event; None where either is not known to the day."""

    document: Document
    delay: int | None
    x: float
    width: float

    @property
    def delay_display(self) -> str:
        if self.delay is None:
            return ""
        if self.delay == 0:
            return _("on the first day")
        text = (
            ngettext("%(n)s day later", "%(n)s days later", self.delay)
            if self.delay > 0
            else ngettext("%(n)s day earlier", "%(n)s days earlier", -self.delay)
        )
        return text % {"n": abs(self.delay)}


@dataclass(frozen=True)
class EventTimeline:
    """``event``: (x, width) of its days, None without a date. ``omitted_count``: later documents that are too many."""

    bars: list[DocumentBar]
    event: tuple[float, float] | None
    labels: list[str]
    undated_count: int
    omitted_count: int
    width: int = WIDTH


def dated_documents(event: Event) -> QuerySet[Document]:
    rows = event.documents.published().filter(date__isnull=False).select_related("source")
    return rows.order_by("date", "date_precision", "source__sort_key", "id")


def make_event_timeline(event: Event) -> EventTimeline | None:
    """Returns the timeline of the event's documents, None where none of them has a date. At most three queries."""
    documents = list(dated_documents(event)[: MAX_DOCUMENTS + 1])
    if not documents:
        return None
    dated_count = len(documents)
    if dated_count > MAX_DOCUMENTS:
        dated_count = dated_documents(event).count()
    charted_documents = documents[:MAX_DOCUMENTS]
    span = event_days(event)
    days = [day for document in charted_documents for day in document_days(document)]
    axis = Axis.of_days([*days, *(span or ())])
    return EventTimeline(
        [
            DocumentBar(document, delay(event, document), *axis.place(*document_days(document)))
            for document in charted_documents
        ],
        axis.place(*span) if span else None,
        axis.labels,
        undated_count=event.documents.published().filter(date__isnull=True).count(),
        omitted_count=dated_count - len(charted_documents),
    )


def document_days(document: Document) -> tuple[dt.date, dt.date]:
    return document.date, last_day(document.date, document.date_precision)


def event_days(event: Event) -> tuple[dt.date, dt.date] | None:
    if event.start is None:
        return None
    if event.end is None:
        return event.start, last_day(event.start, event.start_precision)
    return event.start, max(event.start, last_day(event.end, event.end_precision))


def delay(event: Event, document: Document) -> int | None:
    exact = event.start and {event.start_precision, document.date_precision} == {Precision.DAY}
    if not exact or event.date_uncertain or document.date_uncertain:
        return None
    return (document.date - event.start).days


@require_safe
@redirect_former_slugs("event")
def event_timeline(request, slug):
    event = get_object_or_404(Event.objects.published(), slug=slug)
    name = display_name(event)
    description = _("Documents on “%s” by date of publication.") % name
    context = {
        "event": event,
        "timeline": make_event_timeline(event),
        "meta": describe_list(request, _("Timeline of %s") % name, description),
    }
    return render(request, "archive/charts/event_timeline.html", context)


@require_safe
@redirect_former_slugs("event")
def event_timeline_csv(request, slug):
    event = get_object_or_404(Event.objects.published(), slug=slug)
    lines = timeline_lines(event, base_url(request))
    return csv_file(request, f"events/{event.slug}/timeline.csv", lines)


def timeline_lines(event: Event, base: str) -> Iterator[list[str]]:
    """All dated documents, those too that the page leaves out."""
    yield CSV_COLUMNS
    for document in dated_documents(event):
        days = delay(event, document)
        yield [
            iso_date(document.date, document.date_precision),
            document.date_precision,
            "true" if document.date_uncertain else "false",
            document.source.name,
            document.kind,
            document.language,
            document.title,
            "" if days is None else str(days),
            base + permanent_path(document.get_absolute_url()),
        ]

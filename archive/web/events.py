from itertools import groupby

from django.shortcuts import get_object_or_404, render

from archive.models import Event

from .addresses import redirect_former_slugs
from .paging import paginate


def event_list(request):
    page = paginate(Event.objects.published().latest_first().for_list(), request, 100)
    years = groupby(page.rows, lambda event: event.start and event.start.year)
    return render(
        request,
        "archive/event_list.html",
        {"page": page, "years": [(year, list(rows)) for year, rows in years]},
    )


@redirect_former_slugs("event")
def event(request, slug):
    event = get_object_or_404(Event.objects.published(), slug=slug)
    return render(
        request,
        "archive/event.html",
        {
            "event": event,
            "whole": event.public_parent,
            "parts": event.parts.published().latest_first(),
            "participants": event.participations.for_page(),
            "documents": event.documents.published().by_source().for_list(),
            "page": paginate(event.statements.published().newest().for_list(), request, 20),
        },
    )

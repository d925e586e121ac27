from django.shortcuts import get_object_or_404, render

from archive.exporting.metadata.schema_org import event_node
from archive.models import Event

from .addresses import redirect_former_slugs
from .citations import base_url
from .matrix.loading import MAX_STATEMENTS, load_page_matrix
from .metadata.page import describe_page
from .paging import paginate, paginate_keys, paginate_statements
from .serving.display_names import display_name

PARTS = 50  # of an event, and documents, on one page


@redirect_former_slugs("event")
def event(request, slug):
    event = get_object_or_404(Event.objects.published(), slug=slug)
    documents = event.documents.published().by_source()
    keys = documents.values_list("pk", flat=True)
    page = paginate_statements(request, event=event.slug)
    parent_event = event.public_parent
    return render(
        request,
        "archive/event.html",
        {
            "event": event,
            "parent_event": parent_event,
            "parts": paginate(event.parts.published().latest_first(), request, PARTS, "parts"),
            "participants": event.participations.for_page(),
            "documents": paginate_keys(keys, documents.for_list(), request, PARTS, "documents"),
            "matrix": load_page_matrix(request, event, page.statements),
            "matrix_limit": MAX_STATEMENTS if page.statements > MAX_STATEMENTS else None,
            "page": page,
            "meta": describe_page(
                request,
                display_name(event),
                event.description
                or ", ".join(filter(None, [str(event.get_kind_display()), str(event.dates), event.place])),
                node=event_node(event, base_url(request), parent_event),
            ),
        },
    )

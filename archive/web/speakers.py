from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from archive.exporting.metadata.schema_org import speaker_node
from archive.models import Speaker

from .addresses import redirect_former_slugs
from .citations import base_url
from .metadata.page import describe_page
from .paging import paginate_statements
from .serving.display_names import display_name


@redirect_former_slugs("speaker")
def speaker(request, slug):
    speaker = get_object_or_404(Speaker.objects.published().prefetch_related("names", "roles"), slug=slug)
    name = display_name(speaker)
    return render(
        request,
        "archive/speaker.html",
        {
            "speaker": speaker,
            "page": paginate_statements(request, speaker=speaker.slug),
            "meta": describe_page(
                request,
                name,
                speaker.note or _("Statements by %s, with the office held on each day.") % name,
                node=speaker_node(speaker, base_url(request)),
            ),
        },
    )

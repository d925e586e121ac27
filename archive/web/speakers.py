from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from archive.exporting.embedding.schema_org import speaker_node
from archive.models import Speaker
from archive.search.listing import count_statements

from .addresses import redirect_former_slugs
from .citations import base_url
from .metadata.page import describe_list, describe_page
from .paging import paginate_keys, paginate_statements


def speaker_list(request):
    counts = count_statements("speaker")
    public = Speaker.objects.filter(pk__in=counts).alphabetical()
    keys = list(public.values_list("pk", flat=True))
    page = paginate_keys(keys, Speaker.objects.published().for_list(), request, 200)
    for speaker in page.rows:
        speaker.statement_count = counts.get(speaker.pk, 0)
    letters = [(letter, list(group)) for letter, group in groupby(page.rows, lambda speaker: speaker.letter)]
    meta = describe_list(request, _("Speakers"), _("People and bodies quoted in the archive."))
    return render(request, "archive/speaker_list.html", {"page": page, "letters": letters, "meta": meta})


@redirect_former_slugs("speaker")
def speaker(request, slug):
    speaker = get_object_or_404(Speaker.objects.published().prefetch_related("names", "roles"), slug=slug)
    return render(
        request,
        "archive/speaker.html",
        {
            "speaker": speaker,
            "page": paginate_statements(request, speaker=speaker.slug),
            "meta": describe_page(
                request,
                speaker.name,
                speaker.note or _("Statements by %s, with the office held on each day.") % speaker.name,
                node=speaker_node(speaker, base_url(request)),
            ),
        },
    )

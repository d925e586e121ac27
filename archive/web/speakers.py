from itertools import groupby

from django.shortcuts import get_object_or_404, render

from archive.models import Speaker
from archive.search.listing import count_statements

from .addresses import redirect_former_slugs
from .paging import paginate_keys, paginate_statements


def speaker_list(request):
    counts = count_statements("speaker")
    public = Speaker.objects.filter(pk__in=counts).alphabetical()
    keys = list(public.values_list("pk", flat=True))
    page = paginate_keys(keys, Speaker.objects.published().for_list(), request, 200)
    for speaker in page.rows:
        speaker.statement_count = counts.get(speaker.pk, 0)
    letters = [(letter, list(group)) for letter, group in groupby(page.rows, lambda speaker: speaker.letter)]
    return render(request, "archive/speaker_list.html", {"page": page, "letters": letters})


@redirect_former_slugs("speaker")
def speaker(request, slug):
    speaker = get_object_or_404(Speaker.objects.published().prefetch_related("names", "roles"), slug=slug)
    return render(
        request,
        "archive/speaker.html",
        {"speaker": speaker, "page": paginate_statements(request, speaker=speaker.slug)},
    )

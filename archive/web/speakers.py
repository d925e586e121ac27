from itertools import groupby

from django.shortcuts import get_object_or_404, render

from archive.models import Speaker

from .addresses import redirect_former_slugs
from .paging import paginate


def speaker_list(request):
    page = paginate(Speaker.objects.published().alphabetical().for_list(), request, 200)
    letters = [(letter, list(group)) for letter, group in groupby(page.rows, lambda speaker: speaker.letter)]
    return render(request, "archive/speaker_list.html", {"page": page, "letters": letters})


@redirect_former_slugs("speaker")
def speaker(request, slug):
    speaker = get_object_or_404(Speaker.objects.published().prefetch_related("names", "roles"), slug=slug)
    statements = speaker.statements.published()
    return render(
        request,
        "archive/speaker.html",
        {
            "speaker": speaker,
            "years": statements.count_by_year(),
            "page": paginate(statements.newest().for_list(), request, 20),
        },
    )

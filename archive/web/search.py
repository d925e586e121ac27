"""The public search: a page of answers, what is offered while one types, all values of a facet."""

from dataclasses import asdict

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.search.engine import engine
from archive.search.facets import FACET
from archive.search.page.page import SearchPage
from archive.search.query.examples import EXAMPLES
from archive.search.request.filters import read_params
from archive.search.request.links import url, values_url
from archive.search.suggest.suggestions import suggest
from archive.search.suggest.values import values_of

from .paging import page_of

MOST_OFFERED = 30
LONGEST_FIND = 100


@require_safe
@engine.refresh_once()
def search(request):
    params, form = read_params(request.GET)
    found = SearchPage(params)
    context = {name: getattr(found, name) for name in SHOWN}
    context |= {"form": form, "messages": [*form.notes, *found.notices], "examples": EXAMPLES}
    return render(request, "archive/search.html", context)


SHOWN = (
    "params",
    "hits",
    "total",
    "unit_label",
    "unit_link",
    "page",
    "facets",
    "histogram",
    "chips",
    "meant",
    "meant_url",
    "clear_url",
    "widened_url",
)


@require_safe
@cache_control(max_age=60)
@engine.refresh_once()
def suggestions(request):
    """``{"suggestions": [{"kind", "label", "url", "hint", "count"}]}`` for what was typed as ``q`` so far."""
    typed = request.GET.get("q", "").replace("\0", " ")  # PostgreSQL takes no NUL
    return JsonResponse({"suggestions": [asdict(each) for each in suggest(typed)]})


@require_safe
@engine.refresh_once()
def values(request, facet):
    """A page with all values of a facet under the same search, for those who do not choose from the list beside it."""
    facet, params, find = read_facet(request, facet)
    return render(
        request,
        "archive/search_values.html",
        {
            "facet": facet,
            "params": params,
            "find": find,
            "page": page_of(values_of(params, facet.name, find), request, 100),
            "search_url": url(params),
            "values_url": values_url(params, facet.name),
        },
    )


@require_safe
@engine.refresh_once()
def values_json(request, facet):
    """``{"total", "values": [{"value", "label", "count", "selected", "url", …}]}``: the commonest that fit ``find``."""
    facet, params, find = read_facet(request, facet)
    found = values_of(params, facet.name, find)
    return JsonResponse({"total": len(found), "values": [asdict(each) for each in found[:MOST_OFFERED]]})


def read_facet(request, name):
    if name not in FACET:
        raise Http404
    params, _form = read_params(request.GET)
    return FACET[name], params.change(), request.GET.get("find", "").strip()[:LONGEST_FIND]

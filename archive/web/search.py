"""The public search: a page of results, suggestions while typing, all values of a facet."""

from dataclasses import asdict

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.search.engine import engine
from archive.search.facets import FACETS_BY_NAME
from archive.search.page.search_page import SearchPage
from archive.search.request.filters import read_params
from archive.search.request.links import url, values_url
from archive.search.suggest.suggestions import suggest
from archive.search.suggest.values import find_values

from .charts.trends import trends_url
from .citations import citations, item_file, read_search_record, reference_files
from .crawlers import MAX_FACETS
from .metadata.page import describe_list, describe_page
from .paging import paginate

MAX_VALUES = 30
MAX_CHARACTERS = 100


@require_safe
@engine.refresh_once()
def search(request):
    params, form = read_params(request.GET)
    page = SearchPage(params)
    context = {name: getattr(page, name) for name in PAGE_FIELDS}
    context |= {"form": form, "messages": [*form.notes, *page.notices]}
    context["coverage"] = page.results.coverage
    context["trends_url"] = trends_url(page.params) if page.hits and page.query.positive_terms else ""
    record = read_search_record(request, page.params, page.total_label)
    title, path = record.document, url(page.params.change())
    context["meta"] = describe_page(request, title, title, path=path, record=record, kind="SearchResultsPage")
    if page.hits:
        query = page.params.change().querystring()
        context["citations"] = citations(record)
        context["citation_files"] = reference_files("/search/reference", f"?{query}")
    response = render(request, "archive/search.html", context)
    if sum(len(page.params.selected_values(name)) for name in FACETS_BY_NAME) > MAX_FACETS:
        response["X-Robots-Tag"] = "noindex"
    if page.results.is_partial or page.results.nearest_is_partial:  # asked again, it may say more
        add_never_cache_headers(response)
    return response


@require_safe
@engine.refresh_once()
def search_count(request):
    """``{"total", "label"}`` of a search that a reader puts together: the label of the button that shows it."""
    params, _form = read_params(request.GET)
    page = SearchPage(params)
    response = JsonResponse({"total": page.total, "label": gettext("Show %s") % page.total_label})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@engine.refresh_once()
def search_reference(request, ending):
    """The reference to the search itself, of which ``search_file`` has the rows."""
    params, _form = read_params(request.GET)
    page = SearchPage(params)
    return item_file([read_search_record(request, page.params, page.total_label)], ending, "verbatim-search")


PAGE_FIELDS = (
    "params",
    "hits",
    "nearest_hits",
    "total",
    "total_label",
    "unit_link",
    "page",
    "facets",
    "histogram",
    "chips",
    "chips_label",
    "suggested_query",
    "suggested_url",
    "typed_only_url",
    "clear_url",
    "unfiltered_url",
    "name_matches",
    "is_relaxed",
)


@require_safe
@cache_control(max_age=60)
@engine.refresh_once()
def suggestions(request):
    """``{"suggestions": [{"kind", "label", "url", "hint", "count"}], "message"}`` for the start of a query ``q``."""
    text = request.GET.get("q", "").replace("\0", " ")  # PostgreSQL takes no NUL
    values = suggest(text)
    message = (
        ngettext("%d suggestion", "%d suggestions", len(values)) % len(values)
        if values
        else _("No suggestions")
    )
    return JsonResponse({"suggestions": [asdict(suggestion) for suggestion in values], "message": message})


@require_safe
@engine.refresh_once()
def facet_values(request, facet):
    """A page with all values of a facet under the same search, beyond the list beside the results."""
    facet, params, find = read_facet(request, facet)
    return render(
        request,
        "archive/search_values.html",
        {
            "facet": facet,
            "params": params,
            "find": find,
            "page": paginate(find_values(params, facet.name, find), request, 100),
            "search_url": url(params),
            "values_url": values_url(params, facet.name),
            "meta": describe_list(request, str(facet.label), _("All values in the results of a search.")),
        },
    )


@require_safe
@engine.refresh_once()
def facet_values_json(request, facet):
    """``{"total", "values": [{"value", "label", "count", "selected", "url", …}], "message"}`` for ``find``."""
    facet, params, find = read_facet(request, facet)
    values = find_values(params, facet.name, find)
    first_values = values[:MAX_VALUES]
    number = len(first_values)
    message = ngettext("%d match", "%d matches", number) % number if number else _("No matches")
    return JsonResponse(
        {"total": len(values), "values": [asdict(value) for value in first_values], "message": message}
    )


def read_facet(request, name):
    if name not in FACETS_BY_NAME:
        raise Http404
    params, _form = read_params(request.GET)
    return FACETS_BY_NAME[name], params.change(), request.GET.get("find", "").strip()[:MAX_CHARACTERS]

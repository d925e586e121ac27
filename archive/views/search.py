"""The public search: a query string in, a page of answers out."""

from django.shortcuts import render

from archive.search.filters import read_params
from archive.search.page import SearchPage


def search(request):
    params, form = read_params(request.GET)
    found = SearchPage(params)
    context = {name: getattr(found, name) for name in SHOWN} | {"form": form, "messages": form.notes}
    return render(request, "archive/search.html", context)


SHOWN = (
    "params",
    "hits",
    "total",
    "unit_label",
    "page",
    "facets",
    "histogram",
    "chips",
    "clear_url",
    "widened_url",
)

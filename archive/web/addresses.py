"""Addresses are permanent: a former slug redirects (301) to the present address of its object, and what was public once
answers with what became of it (410)."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect

from archive.models import Redirect

from .former.pages import gone_page
from .former.tombstones import find_tombstone_by_slug


def redirect_former_slugs(model_name: str) -> Callable:
    """For views that take a slug. Never leads to what is not public."""

    def decorate(view):
        @wraps(view)
        def answer(request, slug, **more):
            try:
                return view(request, slug, **more)
            except Http404:
                return answer_former_slug(request, model_name, slug, bool(more))

        return answer

    return decorate


def answer_former_slug(request, model_name: str, slug: str, is_below: bool):
    """``is_below``: the address is of a page below that of the object, which is left out of the redirect."""
    target = Redirect.objects.resolve_public(model_name, slug)
    if target is None:
        return gone_page(request, find_tombstone_by_slug(model_name, slug))
    query = "" if is_below else request.META["QUERY_STRING"]
    url = target.get_absolute_url()
    return redirect(f"{url}?{query}" if query else url, permanent=True)

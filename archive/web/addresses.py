"""Addresses are permanent: a former slug redirects (301) to the same page of its object, and what was public once
answers with what became of it (410)."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from archive.models import Redirect

from .permanence.tombstones import find_tombstone_by_slug
from .permanence.views import gone_page


def redirect_former_slugs(model_name: str, argument: str = "slug") -> Callable:
    """Decorates a view that takes a slug: where it raises Http404, the reader is led to where that slug, or the
    ``argument`` of the address, leads today. What is not public is never led to."""

    def decorate(view):
        @wraps(view)
        def answer(request, slug, **more):
            try:
                return view(request, slug, **more)
            except Http404:
                return answer_former_slug(request, model_name, argument)

        return answer

    return decorate


def answer_former_slug(request, model_name: str, argument: str):
    """Raises Http404 for the slug of what was never public, or is so now."""
    match = request.resolver_match
    slug = match.kwargs[argument]
    target = Redirect.objects.resolve_public(model_name, slug)
    if target is None:
        return gone_page(request, find_tombstone_by_slug(model_name, slug))
    url = reverse(match.view_name, kwargs=match.kwargs | {argument: target.slug})
    query = request.META["QUERY_STRING"]
    return redirect(f"{url}?{query}" if query else url, permanent=True)

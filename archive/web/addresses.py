"""Addresses are permanent: a former slug redirects (301) to the present address of its object."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect

from archive.models import Redirect


def redirect_former_slugs(model_name: str) -> Callable:
    """For views that take a slug. Never leads to what is not public."""

    def decorate(view):
        @wraps(view)
        def answer(request, slug):
            try:
                return view(request, slug)
            except Http404:
                return redirect(_redirect_url(model_name, slug, request.META["QUERY_STRING"]), permanent=True)

        return answer

    return decorate


def _redirect_url(model_name: str, slug: str, query: str) -> str:
    target = Redirect.objects.resolve_public(model_name, slug)
    if target is None:
        raise Http404
    return f"{target.get_absolute_url()}?{query}" if query else target.get_absolute_url()

"""What search engines are told: which addresses are worth reading, and when they last changed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.models import Document, Event, Speaker, Statement, Term, Theme, Utterance

from .citations import base_url

XML = "application/xml; charset=utf-8"
KEYS = 20_000  # of one file; the protocol takes 50,000 addresses
# The model of each section and the field that its addresses have.
SECTIONS: dict[str, tuple[Any, str]] = {
    "document": (Document, "slug"),
    "statement": (Statement, "pk"),
    "utterance": (Utterance, "pk"),
    "speaker": (Speaker, "slug"),
    "event": (Event, "slug"),
    "theme": (Theme, "slug"),
    "term": (Term, "slug"),
}
MAX_FACETS = 2  # chosen values; searches with more are one of very many views of the same statements
# Files, suggestions and values, and every search beyond its first words: the pages they lead to are in the sitemap.
HIDDEN = (
    "/admin/",
    "/alerts/",
    "/saved/",
    "/search.",
    "/search/values/",
    "/search/suggestions.json",
    "/search/?*&",
    "/trends/?",
    "/*.csv",
    "/terms/*.json$",
    *(f"/{name}/?*&" for name in ("documents", "speakers", "events", "themes", "terms")),
    "/*.ris$",
    "/*.bib$",
)


@require_safe
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in HIDDEN), ""]
    lines.append(f"Sitemap: {base_url(request)}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """The index: a file for each block of keys that has something public."""
    site = base_url(request)
    entries = (
        _entry("sitemap", site + reverse("sitemap_file", args=[section, block]))
        for section in SECTIONS
        for block in _blocks(section)
    )
    return HttpResponse("".join(_lines("sitemapindex", entries)), content_type=XML)


@require_safe
def sitemap_file(request, section, block):
    if section not in SECTIONS:
        raise Http404
    site, (_model, field) = base_url(request), SECTIONS[section]
    rows = _public(section).filter(pk__gte=block * KEYS, pk__lt=(block + 1) * KEYS).order_by("pk")
    columns = (field, "updated_at") if _is_dated(section) else (field,)
    entries = (
        _entry("url", site + reverse(section, args=[key]), *changed)
        for key, *changed in rows.values_list(*columns).iterator(2_000)
    )
    return StreamingHttpResponse(_lines("urlset", entries), content_type=XML)


def _public(section: str) -> QuerySet:
    return SECTIONS[section][0].objects.published()


def _is_dated(section: str) -> bool:
    return any(field.name == "updated_at" for field in SECTIONS[section][0]._meta.fields)


def _blocks(section: str) -> Iterator[int]:
    """The number of each file. A query each, for the first public key behind the last block: counting or dating rows
    would read them all, a million statements for two seconds."""
    keys = _public(section).order_by("pk").values_list("pk", flat=True)
    block = -1
    while (key := keys.filter(pk__gte=(block + 1) * KEYS).first()) is not None:
        block = key // KEYS
        yield block


def _entry(name: str, address: str, changed: datetime | None = None) -> str:
    """Slugs and numbers need no escaping."""
    date = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{name}><loc>{address}</loc>{date}</{name}>\n"


def _lines(root: str, entries: Iterator[str]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield from entries
    yield f"</{root}>\n"

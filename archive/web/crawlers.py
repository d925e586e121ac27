"""What search engines are told: which addresses are worth reading, and when they last changed; and the icon."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import F, Max, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.models import Document, Event, Speaker, Statement, Term, Theme, Utterance
from archive.models.base.states import ADDRESSES_PER_SITEMAP

from .citations import base_url

ICON = Path(__file__).resolve().parent.parent / "static/archive/icon.svg"
XML_TYPE = "application/xml; charset=utf-8"
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
DISALLOWED = (
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
def favicon(_request):
    """Browsers and crawlers ask for it before they have read a page that names the icon."""
    return HttpResponse(ICON.read_bytes(), content_type="image/svg+xml")


@require_safe
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in DISALLOWED), ""]
    lines.append(f"Sitemap: {base_url(request)}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """The index: a file for each block of keys that has something public."""
    site = base_url(request)
    entries = (
        _entry("sitemap", site + reverse("sitemap_file", args=[section, block]), change_time)
        for section in SECTIONS
        for block, change_time in _blocks(section)
    )
    return HttpResponse("".join(_lines("sitemapindex", entries)), content_type=XML_TYPE)


@require_safe
def sitemap_file(request, section, block):
    if section not in SECTIONS:
        raise Http404
    site, (_model, field) = base_url(request), SECTIONS[section]
    rows = (
        _public(section)
        .filter(pk__gte=block * ADDRESSES_PER_SITEMAP, pk__lt=(block + 1) * ADDRESSES_PER_SITEMAP)
        .order_by("pk")
    )
    columns = (field, "updated_at") if _is_dated(section) else (field,)
    entries = (
        _entry("url", site + reverse(section, args=[key]), *change_times)
        for key, *change_times in rows.values_list(*columns).iterator(2_000)
    )
    return StreamingHttpResponse(_lines("urlset", entries), content_type=XML_TYPE)


def _public(section: str) -> QuerySet:
    return SECTIONS[section][0].objects.published()


def _is_dated(section: str) -> bool:
    return any(field.name == "updated_at" for field in SECTIONS[section][0]._meta.fields)


def _blocks(section: str) -> list[tuple[int, datetime | None]]:
    """The number of each sitemap file with the latest change in it, where changes have a time. One query, which reads
    one row for each block by an index: counting or dating all rows takes two seconds for a million."""
    rows = _public(section).order_by()
    if _is_dated(section):
        of_block = rows.annotate(block=F("pk") / ADDRESSES_PER_SITEMAP).filter(
            block=RawSQL("series.block", [])
        )
        newest = of_block.order_by(F("updated_at").desc()).values("updated_at")[:1]
    else:
        bounds = (
            RawSQL(f"series.block * {ADDRESSES_PER_SITEMAP:d}", []),
            RawSQL(f"(series.block + 1) * {ADDRESSES_PER_SITEMAP:d}", []),
        )
        newest = rows.filter(pk__gte=bounds[0], pk__lt=bounds[1]).values("pk")[:1]
    sql, values = newest.query.sql_with_params()
    last = SECTIONS[section][0].objects.aggregate(last=Max("pk"))["last"] or 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT block, ({sql}) FROM generate_series(0, %s) AS series(block) ORDER BY block",
            [*values, last // ADDRESSES_PER_SITEMAP],
        )
        blocks = [(block, change_time) for block, change_time in cursor.fetchall() if change_time is not None]
    return blocks if _is_dated(section) else [(block, None) for block, _key in blocks]


def _entry(name: str, address: str, changed_at: datetime | None = None) -> str:
    """The XML of one address; slugs and numbers need no escaping."""
    date = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<{name}><loc>{address}</loc>{date}</{name}>\n"


def _lines(root: str, entries: Iterator[str]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield from entries
    yield f"</{root}>\n"

"""A search as a file or a feed: the whole list as it is sent, or as JSON one page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.exporting import atom, bibtex, csl, jsonlines, ris, spreadsheet
from archive.exporting.description import Asked
from archive.exporting.records import Record, load
from archive.search.engine import engine
from archive.search.execution import matching_ids
from archive.search.page.histogram import unit_label
from archive.search.page.page import SearchPage
from archive.search.request.filters import read_params
from archive.search.request.links import url
from archive.search.request.params import SearchParams

from .search_json import answer

HEADER_LENGTH = (
    200  # signs; percent-encoded up to twelve bytes each, and proxies refuse headers of a few kilobytes
)


@dataclass(frozen=True)
class Format:
    write: Callable[[Iterable[Record], Asked], Iterator[str]]
    content_type: str
    attached: bool = True


FORMATS = {
    "atom": Format(atom.write, "application/atom+xml; charset=utf-8", attached=False),
    "csv": Format(spreadsheet.write, "text/csv; charset=utf-8; header=present"),
    "jsonl": Format(jsonlines.write, "application/jsonl; charset=utf-8"),
    "bib": Format(bibtex.write, "application/x-bibtex; charset=utf-8"),
    "ris": Format(ris.write, "application/x-research-info-systems; charset=utf-8"),
    "csl.json": Format(csl.write, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


@require_safe
@engine.refresh_once()
def whole(request, ending):
    """Every row of the list; rows are read from the database while they are sent."""
    params, form = read_params(request.GET)
    ids = matching_ids(params)
    asked = asked_of(request, params, len(ids), form.notes)
    chosen = FORMATS[ending]
    pieces = () if request.method == "HEAD" else chosen.write(load(params.unit, ids, base(request)), asked)
    response = StreamingHttpResponse(pieces, content_type=chosen.content_type)
    return labelled(response, asked, ending, attached=chosen.attached)


@require_safe
@engine.refresh_once()
def one_page(request):
    params, form = read_params(request.GET)
    page = SearchPage(params, every_value=True)
    asked = asked_of(request, page.params, page.total, form.notes)
    records = load(params.unit, [(hit.statement or hit.passage).pk for hit in page.hits], base(request))
    body = answer(page, list(records), asked, base(request))
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    return labelled(response, asked, "json", attached=False)


def base(request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def asked_of(request, params: SearchParams, total: int, notes: list[str]) -> Asked:
    """The whole list's search: whichever page was asked for, its address is the first's."""
    page = url(params.change())
    query = urlsplit(page).query
    return Asked(
        query=params.q,
        described=described(params.q, query),
        unit=params.unit,
        total=total,
        count=unit_label(params.unit, total),
        retrieved=timezone.now(),
        url=base(request) + page,
        export_url=base(request) + request.path + (f"?{query}" if query else ""),
        notes=tuple(notes),
    )


def described(words: str, query: str) -> str:
    """The words and all that narrows the search: ``“harbour”, source harbour-gazette``."""
    narrowing = [pair for pair in parse_qsl(query) if pair[0] not in {"q", "unit", "sort"}]
    parts = [f"“{words}”"] if words else []
    return ", ".join(parts + [f"{name} {value}" for name, value in narrowing]) or _("everything")


def labelled(response, asked: Asked, ending: str, *, attached: bool):
    """Says beside the file what was asked, since not every format has room for it. Values are percent-encoded."""
    name = "-".join(filter(None, ["verbatim", slug(asked.query), f"{asked.retrieved:%Y-%m-%d}"]))
    values = {
        "Query": asked.query,
        "Unit": asked.unit,
        "Total": str(asked.total),
        "Retrieved": asked.moment,
        "Notes": " ".join(asked.notes),
    }
    response["Content-Disposition"] = content_disposition_header(attached, f"{name}.{ending}")
    response["X-Robots-Tag"] = "noindex"
    for label, value in values.items():
        if value:
            response[f"X-Search-{label}"] = quote(value[:HEADER_LENGTH], safe=":+")
    return response


def slug(query: str) -> str:
    return slugify(query, allow_unicode=True)[:60].strip("-_")

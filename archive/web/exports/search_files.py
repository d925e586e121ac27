"""A search as a file or a feed: the whole list as it is sent, or as JSON one page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from archive.accounts.events import record_export
from archive.exporting import atom, bibtex, csl, jsonlines, ris, spreadsheet
from archive.exporting.description import SearchDescription, summarise
from archive.exporting.loading import load_records
from archive.exporting.records import Record
from archive.search.engine import engine
from archive.search.latest import LIMIT, latest_published
from archive.search.page.name_matches import NameMatches, find_name_matches
from archive.search.page.notices import link_notices, result_notices
from archive.search.page.search_page import SearchPage
from archive.search.page.units import count_label
from archive.search.request.filters import read_params
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.results import Results, whole_list
from archive.web.citations import base_url

from .responses import CSV_TYPE, plain_text_response, with_file_name
from .search_json import page_as_json

# Of a value, percent-encoded: proxies refuse headers of four kilobytes together.
HEADER_BYTES = 1_200
PIECE = 32_000


@dataclass(frozen=True)
class Format:
    write: Callable[[Iterable[Record], SearchDescription], Iterator[str]]
    content_type: str
    attached: bool = True
    is_feed: bool = False  # has what was published or changed last; a file has the list in its own order


FORMATS = {
    "atom": Format(atom.write, "application/atom+xml; charset=utf-8", attached=False, is_feed=True),
    "csv": Format(spreadsheet.write, CSV_TYPE),
    "jsonl": Format(jsonlines.write, "application/jsonl; charset=utf-8"),
    "bib": Format(bibtex.write, "application/x-bibtex; charset=utf-8"),
    "ris": Format(ris.write, "application/x-research-info-systems; charset=utf-8"),
    "csl.json": Format(csl.write, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


@require_safe
@engine.refresh_once()
def search_file(request, ending):
    """Every row of the list, whole or not at all; rows are read from the database while they are sent.

    Where no row has all the words the file is empty, unless the address asks for the nearest (``nearest=1``); where few
    have, these then follow them, as on the page.
    """
    params, form = read_params(request.GET)
    file_format = FORMATS[ending]
    query = params.change(sort="newest", page=params.page) if file_format.is_feed else params  # not ranked
    whole = whole_list(query, settings.EXPORT_BUDGET)
    wants_nearest = request.GET.get("nearest") == "1"
    if whole.results.is_partial or (wants_nearest and whole.results.nearest_is_partial):
        return incomplete_file()
    is_nearest = whole.results.is_relaxed and wants_nearest
    ids = whole.ids if is_nearest or not whole.results.is_relaxed else []
    nearest = whole.results.nearest if wants_nearest else []
    names = find_name_matches(params, whole.results, settings.EXPORT_BUDGET)
    notes = [*form.notes, *file_notices(whole.results, names, wants_nearest)]
    search = describe_search(request, params, len(ids), notes, is_nearest, len(nearest))
    search = with_other_searches(search, whole.results, names)
    listed_ids = latest_published(params.unit, ids)[: LIMIT - len(nearest)] if file_format.is_feed else ids
    records = load_records(params.unit, [*listed_ids, *nearest], base_url(request))
    if file_format.attached and request.method == "GET":
        record_export(request, f"search.{ending}")
    chunks = () if request.method == "HEAD" else join_pieces(file_format.write(records, search))
    response = StreamingHttpResponse(chunks, content_type=file_format.content_type)
    return with_search_headers(response, search, ending, attached=file_format.attached)


@require_safe
@engine.refresh_once()
def search_json(request):
    """One page of the list, with facets and histogram."""
    params, form = read_params(request.GET)
    page = SearchPage(params, all_values=True)
    is_nearest = page.results.is_relaxed
    links = link_notices(page.suggested_query, page.name_matches)
    search = describe_search(
        request, page.params, page.total, [*form.notes, *page.notices, *links], is_nearest
    )
    search = with_other_searches(search, page.results, page.name_matches)
    listed_ids = [hit.object_id for hit in (*page.hits, *page.nearest_hits)]
    records = load_records(params.unit, listed_ids, base_url(request))
    body = page_as_json(page, list(records), search, base_url(request))
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    if page.results.is_partial or page.results.nearest_is_partial:
        add_never_cache_headers(response)
    return with_search_headers(response, search, "json", attached=False)


def join_pieces(pieces: Iterable[str]) -> Iterator[str]:
    """Yields the same text in pieces of at least PIECE characters, except the last: each layer up to the socket then
    works once for about thirty rows."""
    buffer: list[str] = []
    size = 0
    for piece in pieces:
        buffer.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield "".join(buffer)
            buffer, size = [], 0
    if buffer:
        yield "".join(buffer)


def with_other_searches(
    search: SearchDescription, results: Results, names: NameMatches | None
) -> SearchDescription:
    return replace(search, more_by_names=names.count if names else 0, did_you_mean=results.suggested_query)


def file_notices(results: Results, names: NameMatches | None, wants_nearest: bool) -> list[str]:
    notices = result_notices(replace(results, is_relaxed=results.is_relaxed and wants_nearest))
    if results.is_relaxed and not wants_nearest:
        notices.append(
            _(
                "No result has all these words as they were typed."
                " Add nearest=1 to the address for the closest matches."
            )
        )
    if wants_nearest and results.nearest:
        notices.append(nearest_notice(len(results.nearest)))
    elif wants_nearest and not results.is_relaxed:
        notices.append(
            _("nearest=1 was ignored: there are no close matches, or enough results contain all words.")
        )
    return [*notices, *link_notices(results.suggested_query, names)]


def nearest_notice(rows: int) -> str:
    return ngettext(
        "The last row is only a close match: it does not have all words as they were typed.",
        "The last %(rows)s rows are only close matches: they do not have all words as they were typed.",
        rows,
    ) % {"rows": rows}


def incomplete_file():
    message = _("This search takes too long to export. Narrow it with more specific words, facets or dates.")
    return plain_text_response(message, status=503)


def describe_search(
    request, params: SearchParams, total: int, notes: list[str], is_nearest: bool, nearest_rows: int = 0
) -> SearchDescription:
    """The search of the whole list: its address is that of the first page, whichever page was requested."""
    page = url(params.change())
    query = urlsplit(page).query
    file_query = "&".join(filter(None, [query, "nearest=1" if is_nearest or nearest_rows else ""]))
    total_label = count_label(total, params.unit)
    if nearest_rows:
        total_label = _("%(count)s and %(nearest)s nearest") % {"count": total_label, "nearest": nearest_rows}
    return SearchDescription(
        query=params.q,
        summary=summarise(params.q, query, is_nearest),
        unit=params.unit,
        total=total,
        total_label=total_label,
        retrieved=timezone.now(),
        url=base_url(request) + page,
        export_url=base_url(request) + request.path + (f"?{file_query}" if file_query else ""),
        notes=tuple(notes),
        is_nearest=is_nearest,
        nearest_rows=nearest_rows,
    )


def with_search_headers(response, search: SearchDescription, ending: str, *, attached: bool):
    """Describes the search in headers, since not every format has room for it. Values are percent-encoded."""
    nearest = "nearest" if search.is_nearest or search.nearest_rows else ""
    rows = nearest or ("" if search.total else "no-results")
    name = "-".join(filter(None, ["verbatim", rows, file_slug(search.query), f"{search.retrieved:%Y-%m-%d}"]))
    values = {
        "Query": search.query,
        "Unit": search.unit,
        "Total": str(search.total),
        "Retrieved": search.timestamp,
        "Notes": " ".join(search.notes),
    }
    with_file_name(response, f"{name}.{ending}", attached)
    for label, value in values.items():
        if value:
            response[f"X-Search-{label}"] = header_value(value)
    return response


def header_value(value: str) -> str:
    """Percent-encoded; of a long value only whole characters at the beginning."""
    characters = [quote(character, safe=":+") for character in value[:HEADER_BYTES]]
    lengths = accumulate(map(len, characters))
    return "".join(char for char, end in zip(characters, lengths, strict=True) if end <= HEADER_BYTES)


def file_slug(query: str) -> str:
    return slugify(query, allow_unicode=True)[:60].strip("-_")

"""The search of an alert: how it is written, and what became of it in the archive."""

import zlib
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.models import Publication
from archive.search.buckets import known_values
from archive.search.facets import FACETS_BY_NAME
from archive.search.page.chips import build_chips
from archive.search.page.notices import link_notices, result_notices
from archive.search.query.parser import parse
from archive.search.request.filters import read_params
from archive.search.request.form import EXCLUDED_NAMES
from archive.search.request.params import EXCLUDE_PREFIX, FACET_NAMES, SearchParams
from archive.search.results import search, whole_list

MAX_LISTED = 20_000  # ids of statements of one search; see `pack_ids`
TOO_MANY = b""  # in place of their pack


class SlowSearchError(Exception):
    """The search took longer than an export may."""


@dataclass(frozen=True)
class News:
    """Ids of public statements of one search: those that are public for the first time and those whose words are others
    than before, in the order of publication; and those that were public before and are in the search only now, since
    an editor gave them another theme, speaker or date. ``listed``: for the next time, see ``pack_ids``."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    entered: tuple[int, ...] = ()
    listed: bytes | None = None

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.entered)


def statement_search(params: SearchParams) -> SearchParams:
    """Alerts are about statements, in no order."""
    return params.change(unit="statements", sort="")


def read_search(querystring: str) -> SearchParams:
    return read_params(QueryDict(querystring))[0]


class SearchSummary(NamedTuple):
    """A search for readers: ``name`` is like ``Speaker: Xi Jinping · Phrase: “global governance”``, ``notes`` are what
    the page says of it, except on its list: an alert counts nothing and sends no near matches."""

    name: str
    notes: tuple[str, ...]


def describe_search(querystring: str) -> SearchSummary:
    """Returns the search in words for readers (``Speaker: Xi Jinping · Phrase: “global governance”``) and notes on it.
    ``querystring`` is its query string, as an alert keeps it."""
    params, form = read_params(QueryDict(querystring))
    results = search(statement_search(params))
    chips = build_chips(params, parse(params.q), results)
    complete = replace(results, is_relaxed=False, is_partial=False, missing_page=0, coarse_dates=())
    notes = [*form.notes, *result_notices(complete), *link_notices(results.suggested_query, None)]
    name = " · ".join(f"{chip.kind}: {chip.label}" for chip in chips) or _("the whole archive")
    return SearchSummary(name, tuple(notes))


def missing_values(querystring: str) -> list[str]:
    """Returns the values of facets in the search that the archive no longer has, as readers call them. Without them the
    search would find more than was asked for."""
    data = QueryDict(querystring)
    requested_values: dict[str, list[str]] = {}
    for name in (*FACET_NAMES, *EXCLUDED_NAMES):
        requested_values.setdefault(name.removeprefix(EXCLUDE_PREFIX), []).extend(data.getlist(name))
    known = known_values({facet: values for facet, values in requested_values.items() if values})
    return [
        f"{FACETS_BY_NAME[facet].label}: {value}"
        for facet, values in requested_values.items()
        for value in values
        if value not in known.get(facet, {})
    ]


def newest_publication() -> int:
    """Publications are written under the write lock, so their ids are in the order in which they became visible."""
    newest: int = Publication.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return newest


def find_news(params: SearchParams, after: int, until: int, former_list: bytes | None) -> News:
    """Returns what was published or corrected between two publications and is in the search now, and what is in the
    search now but was not in ``former_list``, which the last news returned (None for the first time).

    Raises SlowSearchError. Makes the queries of the search and at most three more.
    """
    publications = Publication.objects.filter(model_name="statement", id__gt=after, id__lte=until, until=None)
    periods = dict(publications.order_by("id").values_list("object_id", "wording"))
    if former_list == TOO_MANY and not periods:
        return News(listed=TOO_MANY)
    whole = whole_list(statement_search(params), settings.EXPORT_BUDGET)
    if whole.results.is_partial:
        raise SlowSearchError(params.querystring())
    ids = set() if whole.results.is_relaxed else set(whole.ids)
    earlier = former_wordings([pk for pk in periods if pk in ids], after)
    former_ids = unpack_ids(former_list) if former_list else ids
    return News(
        tuple(pk for pk in periods if pk in ids and pk not in earlier),
        tuple(pk for pk in periods if pk in earlier and earlier[pk] != periods[pk]),
        published_until(ids - former_ids - periods.keys(), until),
        pack_ids(ids | former_ids) if former_list != TOO_MANY else TOO_MANY,
    )


def published_until(ids: set[int], until: int) -> tuple[int, ...]:
    """Ascending, without those that were published only after that publication: the next time tells of them."""
    if not ids:
        return ()
    later = Publication.objects.filter(model_name="statement", object_id__in=ids, id__gt=until)
    return tuple(sorted(ids - set(later.values_list("object_id", flat=True))))


def pack_ids(ids: set[int]) -> bytes:
    """All statements that a search ever had, as an alert keeps them: a few bytes each; TOO_MANY for a broad search, in
    which hardly anything is found that was not there before."""
    if len(ids) > MAX_LISTED:
        return TOO_MANY
    return zlib.compress(np.array(sorted(ids), "<i8").tobytes())


def unpack_ids(packed_ids: bytes) -> set[int]:
    return set(np.frombuffer(zlib.decompress(packed_ids), "<i8").tolist())


def former_wordings(ids: list[int], until: int) -> dict[int, str]:
    """Returns, for statements that were public before, the hash of their words then, by id."""
    rows = Publication.objects.filter(model_name="statement", object_id__in=ids, id__lte=until)
    return dict(rows.order_by("id").values_list("object_id", "wording"))

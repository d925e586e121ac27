"""Lists and type-ahead that ask the archive's own index, and lists that count no further than anybody reads."""

from django.contrib import messages
from django.contrib.admin.views.main import ORDER_VAR
from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive.search.query.parser import begin_last_word, parse

MAX_LISTED = (
    10_000  # rows of a list that can be reached, and are counted; filters and words narrow it further
)
CHUNK = 20_000  # ids of rows that are narrowed by one query
MILLISECONDS = 2_000  # for the database to find the words of a list
TYPE_AHEAD_MILLISECONDS = 80
PARTIAL = _(
    "There are more results: the search was stopped early. Add a word, or put fewer words in quotation marks."
)


class AnyOf(models.Lookup):
    """The column is one of the ids, of which there may be hundreds of thousands: one parameter for all of them."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY (%s::bigint[])", [*values, f"{{{','.join(map(str, self.rhs))}}}"]


class BoundedPaginator(Paginator):
    """Pages of the first MAX_LISTED rows. ``match_count``: how many rows there are in all, or None."""

    match_count = None

    @cached_property
    def total(self) -> int:
        """Exact, or one more than MAX_LISTED."""
        return (
            self.object_list.order_by()[: MAX_LISTED + 1].count()
            if self.match_count is None
            else self.match_count
        )

    @property
    def count(self):
        return min(self.total, MAX_LISTED)

    @property
    def counted_to(self) -> int | None:
        """Set where there are more."""
        return MAX_LISTED if self.match_count is None and self.total > MAX_LISTED else None


class IndexedSearchMixin:
    """Searches the list with the search engine: statements or documents in any state, by words and fields. ``find``
    calls the engine; filters and permissions remain queries of the database."""

    paginator = BoundedPaginator
    show_full_result_count = False

    def find(self, query, milliseconds):
        raise NotImplementedError

    def find_by_prefix(self, query, milliseconds):
        """Searches for type-ahead; by default as ``find`` does."""
        return self.find(query, milliseconds)

    def get_paginator(self, request, queryset, per_page, *args, **kwargs):
        paginator = super().get_paginator(request, queryset, per_page, *args, **kwargs)
        if not getattr(request, "is_narrowed", True):
            paginator.match_count = request.match_count
        return paginator

    def get_search_results(self, request, queryset, search_term):
        request.match_count = None
        query = parse(search_term)
        if not query:
            return queryset, False
        if is_type_ahead(request):
            matches = self.find_by_prefix(begin_last_word(query), TYPE_AHEAD_MILLISECONDS)
        else:
            matches = self.find(query, MILLISECONDS)
            if matches.is_partial:
                self.message_user(request, PARTIAL, messages.WARNING)
        request.match_count = len(matches.ids)
        return queryset.filter(AnyOf(models.F("pk"), self.listed_ids(request, queryset, matches.ids))), False

    def listed_ids(self, request, queryset, ids):
        """Returns the ids to look up. A list in its default order, newest id first, needs only those that its pages can
        reach; an action needs all."""
        is_unordered = tuple(self.get_ordering(request)) == ("-id",) and ORDER_VAR not in request.GET
        if not is_unordered or request.method != "GET" or len(ids) <= MAX_LISTED:
            return ids.tolist()
        if getattr(request, "is_narrowed", True):
            return newest_of(queryset, ids)
        return ids[-MAX_LISTED:].tolist()


def newest_of(queryset, ids) -> list[int]:
    """The last of the ascending ids that the list's filters leave: MAX_LISTED + 1 of them at most. Makes a query for
    each CHUNK of ids until there are enough."""
    keys: list[int] = []
    for end in range(len(ids), 0, -CHUNK):
        chunk = ids[max(0, end - CHUNK) : end].tolist()
        rows = queryset.filter(AnyOf(models.F("pk"), chunk)).order_by("-pk").values_list("pk", flat=True)
        keys += rows[: MAX_LISTED + 1 - len(keys)]
        if len(keys) > MAX_LISTED:
            break
    return keys


def is_type_ahead(request) -> bool:
    return getattr(request, "is_type_ahead", False)

"""Filters of lists whose rows are counted by their statements: speakers, events and themes."""

import datetime as dt
from array import array
from collections.abc import Sequence

from archive.search.cached_values import cache_until_change
from archive.search.facets import FACETS_BY_NAME
from archive.search.listing import StatementCounts, count_by_values

from .filters import ListFilters, language_options, year_options
from .places import Place


class EntityFilters(ListFilters):
    """``IN_COLUMNS`` are choices of the statements: ``counts`` are of those statements that satisfy them."""

    IN_COLUMNS: tuple[str, ...] = ("source", "language", "year")
    PLACE_FIELDS: tuple[str, ...] = ("sort_key",)  # of a row: what its place in the list is told by

    def __init__(self, request, queryset):
        super().__init__(request, queryset)
        self.counts: StatementCounts = count_by_values(self.facet, **self.search_params)

    @property
    def search_params(self) -> dict:
        """The choices as the search states them."""
        params = {
            name: (self.used_values[name],)
            for name in self.IN_COLUMNS
            if name in self.used_values and name in FACETS_BY_NAME
        }
        if "year" in self.IN_COLUMNS and "year" in self.used_values:
            year = self.used_values["year"]
            params |= {"since": dt.date(year, 1, 1), "until": dt.date(year, 12, 31)}
        return params

    def filter_queryset(self, queryset):
        """Applies only the choices that the search columns have not applied."""
        for name, value in self.form.cleaned_data.items():
            if name not in self.IN_COLUMNS:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def offer_values(self) -> None:
        """Adds the selects; makes no query."""
        self.add_select("source", self.counts.sources)
        self.add_select("language", language_options(self.counts.languages))
        if "year" in self.IN_COLUMNS:
            self.add_select("year", year_options(self.counts.years))

    def keys(self) -> Sequence[int]:
        """The keys in the order of the list; no query where nothing is chosen and nothing changed."""
        if self.is_narrowed:
            return self.read_keys()
        return cache_until_change(f"{self.facet} by {self.sort}", lambda: array("q", self.read_keys()))

    def read_keys(self) -> list[int]:
        raise NotImplementedError

    def place_of(self, row) -> Place:
        """The place of the row among the keys of ``read_keys``."""
        return Place(self.ranks_of(row), row.sort_key, row.pk)

    def ranks_of(self, row) -> tuple[int, ...]:
        return (-self.counts.by_key.get(row.pk, 0),) if self.sort == "statements" else ()

    def read_places(self, keys: Sequence[int]) -> list[Place]:
        """The places of the rows that still exist, in no order; one query."""
        rows = self.queryset.model.objects.filter(pk__any=keys).only(*self.PLACE_FIELDS)
        return [self.place_of(row) for row in rows]

    def with_counts(self, rows: list) -> list:
        """The rows, each with its ``statement_count``."""
        for row in rows:
            row.statement_count = self.counts.by_key.get(row.pk, 0)
        return rows

    def sort_by_count(self, keys: list) -> list:
        """The keys by falling count; equal ones stay in the given order."""
        return sorted(keys, key=lambda key: -self.counts.by_key.get(key, 0))

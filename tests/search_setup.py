"""Searches as tests run them, and what a process remembers of earlier ones."""

from archive.search.engine import stemming, tsquery
from archive.search.engine.store.columns import Columns
from archive.search.request.params import SearchParams
from archive.search.results import whole_list


def matching_ids(params: SearchParams) -> list[int]:
    """The whole list, the nearest rows where nothing has all the words."""
    return whole_list(params, milliseconds=30_000).ids


def clear_stem_caches():
    """So that a query costs what it costs with cold caches."""
    tsquery.tsquery_cache.clear()
    stemming.stem_cache.clear()
    stemming.stop_word_cache.clear()


def load_columns_once(monkeypatch) -> Columns:
    """Inside a transaction the columns are read for every question; here nothing changes from now on."""
    columns = Columns()
    columns.refresh()
    monkeypatch.setattr("archive.search.engine.store.shared.Columns", lambda database="": columns)
    return columns

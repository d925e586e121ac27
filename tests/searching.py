"""What tests need to know of what a process remembers of earlier searches."""

from archive.search.engine import stemming, tsquery
from archive.search.engine.store.columns import Columns


def forget_stems():
    """So that a question costs what it costs when nobody asked for its words before."""
    tsquery.tsquery_cache.clear()
    stemming.stem_cache.clear()


def read_once(monkeypatch) -> Columns:
    """Inside a transaction the columns are read for every question; here nothing changes from now on."""
    columns = Columns()
    columns.refresh()
    monkeypatch.setattr("archive.search.engine.store.shared.Columns", lambda database="": columns)
    return columns

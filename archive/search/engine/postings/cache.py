"""The rows of the words, phrases and queries that this process has looked up."""

from dataclasses import dataclass

from archive.search.cache import BoundedCache
from archive.search.engine.rows import PackedRows

CACHE_BYTES = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CachedRows:
    """Rows, and the version of the columns that they are of."""

    version: int
    rows: PackedRows


# By (key of the columns, unit, queries).
PostingCache = BoundedCache[tuple, CachedRows]
posting_cache: PostingCache = BoundedCache(CACHE_BYTES, size_of=lambda cached: cached.rows.nbytes)

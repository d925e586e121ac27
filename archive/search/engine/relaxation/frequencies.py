"""How common the commonest words are, as PostgreSQL's statistics estimate it."""

from django.db import connection

from archive.search.cache import BoundedCache

MAX_AGE = 600  # seconds

shares_cache: BoundedCache[str, dict[str, float]] = BoundedCache(8, max_age=MAX_AGE)  # by database


def word_shares(database: str) -> dict[str, float]:
    """The share of rows that each of the commonest words stands in."""
    shares = shares_cache.get(database)
    if shares is None:
        shares = read_word_shares()
        if shares:  # without statistics there is nothing to keep: they are looked for again
            shares_cache.put(database, shares)
    return shares


def read_word_shares() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'archive_search' AND attname = 'vector'"
        )
        words, shares = cursor.fetchone() or ([], [])
    return dict(zip(words or [], shares or [], strict=False))

"""The form in which the index knows a word: its stem in the language of the text."""

from collections.abc import Iterable

from django.db import connection

from archive.search.cache import BoundedCache

MAX_STEMS = 100_000
stem_cache: BoundedCache[tuple[str, str], str] = BoundedCache(MAX_STEMS)


def stem(words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The stem of each (language, folded word); one query for those not known yet. How a word is stemmed never
    changes, so stems are cached."""
    return stem_cache.get_or_make_all(words, read_stems)


def read_stems(words: list[tuple[str, str]]) -> list[str]:
    languages, folded = zip(*words, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT archive_search_stem(language, word)"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given(language, word, position)"
            " ORDER BY position",
            [list(languages), list(folded)],
        )
        return [found for (found,) in cursor.fetchall()]

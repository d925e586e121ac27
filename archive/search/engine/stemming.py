"""The form in which the index knows a word: its stem in the language of the text. Which words are of grammar."""

from collections.abc import Iterable

from django.db import connection

from archive.search.cache import BoundedCache

MAX_STEMS = 100_000
stem_cache: BoundedCache[tuple[str, str], str] = BoundedCache(MAX_STEMS)
stop_word_cache: BoundedCache[tuple[str, str], bool] = BoundedCache(MAX_STEMS)


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
        return [stem for (stem,) in cursor.fetchall()]


def find_stop_words(words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """Whether each (language, folded word) is a stop word of that language to PostgreSQL; where it has no list for the
    language, whether the word has three characters or fewer. One query for those not known yet."""
    return stop_word_cache.get_or_make_all(words, read_stop_words)


def read_stop_words(words: list[tuple[str, str]]) -> list[bool]:
    languages, folded = zip(*words, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN stemmer.oid IS NULL THEN length(word) <= 3"
            " ELSE ts_lexize(stemmer.oid::regdictionary, word) = '{}' END"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given(language, word, position)"
            " LEFT JOIN pg_ts_dict stemmer ON stemmer.dictinitoption LIKE '%%stopwords%%' AND stemmer.dictname"
            " = replace(archive_search_config(language)::text, 'archive_', '') || '_stem'"
            " ORDER BY position",
            [list(languages), list(folded)],
        )
        return [is_stop_word for (is_stop_word,) in cursor.fetchall()]

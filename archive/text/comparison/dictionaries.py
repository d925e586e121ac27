"""Which words a language has, to tell an error of spelling from another word.

The lists are those of pyspellchecker (MIT licence): the words of subtitles, cleaned by hand. They have the common forms
of words and many names, and lack compounds and rare forms. Of some languages the
list lacks too much to tell an error by that, and tells words alone.
"""

import gzip
import json
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from archive.text.languages import base_language

COMPLETE_LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})  # with 80,000 words or more
INCOMPLETE_LANGUAGES = frozenset({"ar", "ru"})  # a list without most forms with a prefix; one of 20,000 words
MAX_CACHED = 3  # lists in memory; one is 1 to 4 MB


class Dictionary:
    """The words of a language, in lower case and with its accents."""

    def __init__(self, words: list[str]):
        # One string is a tenth of the set of the words; only the part with the first two letters of a word is searched.
        words = sorted(words)
        self._words = "\n".join(["", *words, ""])
        self._parts: dict[str, tuple[int, int]] = {}
        start = 0
        for prefix, group in groupby(words, key=itemgetter(slice(2))):
            end = start + len("\n".join(group)) + 1
            self._parts[prefix] = start, end + 1
            start = end

    def __contains__(self, word: str) -> bool:
        """Whether it has the word. One with apostrophes counts as a word where the list has it (`don't`) or has each of
        its parts (`l'accord`)."""
        parts = word.removesuffix("'s").split("'")
        return self._has(word) or ("'" in word and all(len(part) == 1 or self._has(part) for part in parts))

    def _has(self, word: str) -> bool:
        start, end = self._parts.get(word[:2], (0, 0))
        return self._words.find(f"\n{word}\n", start, end) >= 0


def has_dictionary(language: str) -> bool:
    """Whether a complete dictionary exists for a language code such as `en` or `pt-BR`."""
    return base_language(language) in COMPLETE_LANGUAGES


def load_dictionary(language: str) -> Dictionary | None:
    """The dictionary of such a code, complete or not; None where there is none. Reading it from disk takes up to half a
    second; the last MAX_CACHED ones stay in memory."""
    return (
        _load(base_language(language))
        if base_language(language) in COMPLETE_LANGUAGES | INCOMPLETE_LANGUAGES
        else None
    )


@lru_cache(MAX_CACHED)
def _load(base: str) -> Dictionary:
    content = files("spellchecker").joinpath("resources", f"{base}.json.gz").read_bytes()
    return Dictionary(list(json.loads(gzip.decompress(content))))

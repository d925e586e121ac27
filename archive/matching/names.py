"""Finds the speakers, events and themes that a text names, in any language and spelling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.text.words import folded_words, is_unspaced, tokens

MIN_LETTERS = 3  # of a name of one word; shorter ones are words of another language too often


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; ``key``, such as "speaker:12", is the same for all its names."""

    text: str
    key: str


class NameFinder:
    """Finds the names in texts by their folded words, the longest at each place."""

    def __init__(self, names: Iterable[Name]):
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            words = folded_words(name.text)
            if words and (len(words) > 1 or len(words[0]) >= MIN_LETTERS):
                self._names.setdefault(words[0], []).append((words, name.key))
        for entries in self._names.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> frozenset[str]:
        """The keys of the entities that the text names."""
        return frozenset(self._find([token.word for token in tokens(text)])) if self._names else frozenset()

    def _find(self, words: Sequence[str]) -> Iterable[str]:
        place = 0
        while place < len(words):
            length = 1
            for name, key in self._names.get(words[place], ()):
                if tuple(words[place : place + len(name)]) == name:
                    yield key
                    length = len(name)
                    break
            place += length


def foreign_words(text: str) -> frozenset[str]:
    """The words in letters within a script without spaces, such as "DeepSeek" in Chinese; other languages often share
    them."""
    words = [] if text.isascii() else [token.word for token in tokens(text)]
    if not any(is_unspaced(word) for word in words):
        return frozenset()
    return frozenset(
        word for word in words if not is_unspaced(word) and len(word) >= MIN_LETTERS and not word.isdecimal()
    )

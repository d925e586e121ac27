"""Where set phrases occur in a text, by the words of the search index: case, accents, widths, kinds of digits and
simplified or traditional characters do not matter, other forms of a word are other words.

Of occurrences that overlap the longest one is taken, so that a term within a longer term is not found there; two terms
that have the same wording are both found.
"""

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.text.words import folded_words

from .languages import NON_LATIN_LANGUAGES
from .paragraphs import SEPARATOR
from .words import has_han, tokens

MIN_CHARACTERS = 2  # letters and digits of a wording


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which the term with the id ``term`` is worded; ``language`` is a code, empty where it is any."""

    term: int
    text: str
    language: str = ""

    def fits(self, language: str) -> bool:
        """Whether it could stand in a text in the language: English words are looked for in English texts, and in
        those in other letters; “Gift” in a German one is another word."""
        own, there = self.language.split("-")[0], language.split("-")[0]
        return own == there or not own or there in ("", "und", *NON_LATIN_LANGUAGES) or has_han(self.text)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """``text[start:end]`` in characters is the ``wording`` of the term."""

    start: int
    end: int
    term: int
    wording: str = field(compare=False)


def character_count(text: str) -> int:
    """Letters and digits, as the index has them."""
    return sum(len(token.word) for token in tokens(text))


class TermFinder:
    """Finds many terms at once: the time is that of reading the words of a text, however many terms there are."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self.by_first_word: dict[str, list[tuple[tuple[str, ...], Wording]]] = {}
        for wording in wordings:
            if character_count(wording.text) >= MIN_CHARACTERS:
                words = folded_words(wording.text)
                self.by_first_word.setdefault(words[0], []).append((words, wording))

    def find(self, text: str, language: str = "") -> list[Occurrence]:
        """In the order of the text; none crosses the border of two paragraphs."""
        line = tokens(text)
        words = [token.word for token in line]
        borders = [match.start() for match in re.finditer(SEPARATOR, text)]
        found: list[tuple[int, int, Occurrence]] = []
        for first, word in enumerate(words):
            for wanted, wording in self.by_first_word.get(word, ()):
                last = first + len(wanted) - 1
                if tuple(words[first : last + 1]) != wanted or not wording.fits(language):
                    continue
                start, end = line[first].start, line[last].end
                if bisect(borders, start) == bisect(borders, end - 1):
                    found.append((first, last, Occurrence(start, end, wording.term, wording.text)))
        return _longest(found)


def _longest(found: list[tuple[int, int, Occurrence]]) -> list[Occurrence]:
    """Without those that overlap a longer one, or an equally long one before them; once for each term and place."""
    taken: dict[tuple[int, int], dict[int, Occurrence]] = {}
    used: set[int] = set()
    for first, last, occurrence in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
        place = set(range(first, last + 1))
        if (first, last) in taken:
            taken[first, last].setdefault(occurrence.term, occurrence)
        elif used.isdisjoint(place):
            taken[first, last] = {occurrence.term: occurrence}
            used |= place
    return sorted(each for place in taken.values() for each in place.values())

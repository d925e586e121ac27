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

from .languages import NON_LATIN_LANGUAGES, base_language
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
        """Whether it could stand in a text in this language: English words are looked for in English texts and in texts
        in other scripts, but not in German ones, where “Gift” is another word."""
        base, text_base = base_language(self.language), base_language(language)
        return (
            base == text_base
            or not base
            or text_base in ("", "und", *NON_LATIN_LANGUAGES)
            or has_han(self.text)
        )


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """``text[start:end]`` in characters is the ``wording`` of the term."""

    start: int
    end: int
    term: int
    wording: str = field(compare=False)


def count_letters_and_digits(text: str) -> int:
    """The number of letters and digits of the text that the search index has."""
    return sum(len(token.word) for token in tokens(text))


class TermFinder:
    """Finds many terms at once: the time is that of reading the words of a text, however many terms there are."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self.by_first_word: dict[str, list[tuple[tuple[str, ...], Wording]]] = {}
        for wording in wordings:
            if count_letters_and_digits(wording.text) >= MIN_CHARACTERS:
                words = folded_words(wording.text)
                self.by_first_word.setdefault(words[0], []).append((words, wording))

    def find(self, text: str, language: str = "") -> list[Occurrence]:
        """The occurrences in the order of the text; none crosses the border of two paragraphs."""
        text_tokens = tokens(text)
        words = [token.word for token in text_tokens]
        borders = [match.start() for match in re.finditer(SEPARATOR, text)]
        matches: list[tuple[int, int, Occurrence]] = []
        for first, word in enumerate(words):
            for phrase, wording in self.by_first_word.get(word, ()):
                last = first + len(phrase) - 1
                if tuple(words[first : last + 1]) != phrase or not wording.fits(language):
                    continue
                start, end = text_tokens[first].start, text_tokens[last].end
                if bisect(borders, start) == bisect(borders, end - 1):
                    matches.append((first, last, Occurrence(start, end, wording.term, wording.text)))
        return _longest(matches)


def _longest(matches: list[tuple[int, int, Occurrence]]) -> list[Occurrence]:
    """The occurrences without those that overlap a longer one, or an equally long one before them; one for each term
    and place. ``matches`` are (index of the first word, index of the last word, occurrence)."""
    choices: dict[tuple[int, int], dict[int, Occurrence]] = {}
    covered_words: set[int] = set()
    for first, last, occurrence in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        place = set(range(first, last + 1))
        if (first, last) in choices:
            choices[first, last].setdefault(occurrence.term, occurrence)
        elif covered_words.isdisjoint(place):
            choices[first, last] = {occurrence.term: occurrence}
            covered_words |= place
    return sorted(match for place in choices.values() for match in place.values())

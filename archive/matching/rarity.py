"""The weight of a shared word: the rarer it is in the archive, the more it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from math import log

from archive.text.words import is_unspaced, tokens

FULL_LENGTH = 5  # letters; shorter words are mostly those of grammar, whatever a small archive says of them


@dataclass(frozen=True, slots=True)
class Rarity:
    """``counts``: how many of the ``total`` texts contain a folded word; 0 where it is missing."""

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def weight(self, word: str) -> float:
        """The inverse document frequency (Spärck Jones 1972), smoothed, less for short words."""
        occurrences = self.counts.get(word, 0) + 1
        weight = log(1 + max(self.total, occurrences) / occurrences)
        return weight if is_unspaced(word) or word.isdecimal() else weight * min(1.0, len(word) / FULL_LENGTH)


def matching_words(text: str) -> list[str]:
    """Folded words in order; in scripts without spaces, pairs of neighbouring characters."""
    text_tokens = tokens(text)
    words = []
    for token, after in zip_longest(text_tokens, text_tokens[1:]):
        if not is_unspaced(token.word):
            words.append(token.word)
        elif after and after.start == token.end and is_unspaced(after.word):
            words.append(token.word + after.word)
    return words

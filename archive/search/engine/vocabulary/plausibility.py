"""Whether a word is a misspelling of another, or one that the archive does not have: of another language, or a name.

Doubts are powers of ten, as of frequencies. They grow with the rarity of the other word and with what misspellings
seldom do: few change the first or the last letter, and two edits seldom meet in a short word. Neighbouring letters that
are swapped are hardly ever anything else. The weights are those of a logistic regression on 1,500 misspellings that
people made and 2,000 common words of eight languages, as multiples of its weight of the frequency.
"""

from collections.abc import Iterable
from math import log10

from archive.text.folding import fold

from .lexicon import NearWord

MAX_DOUBT = 5.0
SHORT_WORD_DOUBTS = {3: 2.6, 4: 2.6, 5: 1.7, 6: 1.1, 7: 0.7, 8: 0.7}  # by letters of the typed word
SHORT = 6  # letters
TWO_EDITS, TWO_EDITS_OF_SHORT = 0.8, 1.4
DIFFERENT_END = 1.6  # the first letter, or the last
SWAP = -2.1
KNOWN_CONTEXT = -0.5  # the archive has another word of the query
UNKNOWN_CONTEXT = 1.0  # another word of the query is rare or unknown, and no misspelling
FOREIGN_CONTEXT = 3.5  # and typed with accents or the like


def doubt(word: str, near: NearWord, most_rows: int) -> float:
    """That the folded ``word`` is a misspelling of ``near``. ``most_rows``: of the commonest word."""
    found = log10((1 + most_rows) / (1 + near.rows)) + SHORT_WORD_DOUBTS.get(len(word), 0.0)
    if near.distance > 1:
        found += TWO_EDITS_OF_SHORT if len(word) <= SHORT else TWO_EDITS
    elif len(word) == len(near.word) and sorted(word) == sorted(near.word):
        return found + SWAP
    return found + DIFFERENT_END * ((word[0] != near.word[0]) + (word[-1] != near.word[-1]))


def accented_letters(text: str) -> frozenset[str]:
    """Latin letters with accents and the like, small: whoever types them does not mean a word without."""
    return frozenset(letter for letter in text.lower() if not letter.isascii() and fold(letter).isascii())


def doubt_in_context(is_known: bool, unknown: Iterable[frozenset[str]]) -> float:
    """What the other words of a query add to the doubt: whether one ``is_known``, and the accented letters of each that
    is rare or unknown, and no misspelling."""
    if is_known:
        return KNOWN_CONTEXT
    return max((FOREIGN_CONTEXT if marks else UNKNOWN_CONTEXT for marks in unknown), default=0.0)

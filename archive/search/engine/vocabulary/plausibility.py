"""Whether a word is a misspelling of another, or one that the archive does not have: of another language, or a name.

Doubts are powers of ten, as of frequencies. They grow with the rarity of the other word and with what misspellings
seldom do: few change the first or the last letter, and two edits seldom meet in a short word. Who misspells a word
leaves letters out, swaps neighbours and writes one twice; a letter more, or another one, is more often that of a word
of another language: hafen for haven. The weights are those of a logistic regression on 1,500 misspellings that people
made and 2,000 common words of eight languages, as multiples of its weight of the frequency.
"""

from collections.abc import Iterable
from math import log10

from archive.text.folding import fold

from .lexicon import NearWord

MAX_DOUBT = 5.7
SHORT_WORD_DOUBTS = {3: 2.8, 4: 2.8, 5: 2.2, 6: 1.3, 7: 0.7, 8: 0.7}  # by letters of the typed word
SHORT = 6  # letters
TWO_EDITS_OF_SHORT = 1.2
DIFFERENT_END = 1.3  # the first letter, or the last
# Of one edit: neighbours that are swapped, a letter that is written twice, a vowel for a vowel, any other letter more
# or for another. A letter that is left out says nothing against a misspelling.
SWAP, DOUBLED, OTHER_VOWEL, OTHER_LETTER = -0.6, 0.7, 0.8, 1.2
IMPOSSIBLE = 99.0
VOWELS = frozenset("aeiouy")
KNOWN_CONTEXT = -0.5  # the archive has another word of the query
UNKNOWN_CONTEXT = 1.0  # another word of the query is rare or unknown, and no misspelling
FOREIGN_CONTEXT = 3.5  # and typed with accents or the like


def doubt(word: str, near_word: NearWord, most_rows: int) -> float:
    """Returns the doubt that the folded ``word`` is a misspelling of ``near_word``, in powers of ten; no less than that
    where it is more than MAX_DOUBT anyhow. ``most_rows`` is of the commonest word."""
    total = log10((1 + most_rows) / (1 + near_word.rows)) + SHORT_WORD_DOUBTS.get(len(word), 0.0)
    if near_word.distance > 1 or sorted(word) != sorted(
        near_word.word
    ):  # swapped at the end, nothing differs there
        total += DIFFERENT_END * ((word[0] != near_word.word[0]) + (word[-1] != near_word.word[-1]))
    if near_word.distance > 1 and len(word) <= SHORT:
        total += TWO_EDITS_OF_SHORT
    if total + near_word.distance * SWAP > MAX_DOUBT - KNOWN_CONTEXT:  # too much, whatever the edits are
        return total
    # With a letter between those that are swapped, two edits may be three.
    return total + min(
        edit_doubt(word, near_word.word, near_word.distance), near_word.distance * OTHER_LETTER
    )


def edit_doubt(typed: str, meant: str, edits: int, before: str = "") -> float:
    """Returns the least that so many edits cost which make one word of the other; IMPOSSIBLE where they are not enough.
    ``before`` is the letter before both."""
    same_letters, shorter = 0, min(len(typed), len(meant))
    while same_letters < shorter and typed[same_letters] == meant[same_letters]:
        same_letters += 1
    if same_letters:
        typed, meant, before = typed[same_letters:], meant[same_letters:], typed[same_letters - 1]
    if not typed and not meant:
        return 0.0
    surplus = len(typed) - len(meant)
    if abs(surplus) > edits or not edits:
        return IMPOSSIBLE
    left = edits - 1
    ways = [IMPOSSIBLE]
    if meant and (left or surplus < 0):  # a letter is left out
        ways.append(edit_doubt(typed, meant[1:], left, meant[0]))
    if typed and (left or surplus > 0):
        further = DOUBLED if typed[0] in (before, typed[1:2]) else OTHER_LETTER
        ways.append(further + edit_doubt(typed[1:], meant, left, typed[0]))
    if typed and meant and (left or not surplus):
        if left or typed[1:] == meant[1:]:
            other = OTHER_VOWEL if typed[0] in VOWELS and meant[0] in VOWELS else OTHER_LETTER
            ways.append(other + edit_doubt(typed[1:], meant[1:], left, typed[0]))
        if typed[:2] == meant[1::-1]:
            ways.append(SWAP + edit_doubt(typed[2:], meant[2:], left, typed[1:2]))
    return min(ways)


def accented_letters(text: str) -> frozenset[str]:
    """Returns the Latin letters with accents and the like, small: whoever types them does not mean a word without."""
    return frozenset(letter for letter in text.lower() if not letter.isascii() and fold(letter).isascii())


def doubt_in_context(is_known: bool, unknown: Iterable[frozenset[str]]) -> float:
    """Returns what the other words of a query add to the doubt. ``is_known`` tells whether texts have one of them;
    ``unknown`` has the accented letters of each that is rare or unknown, and no misspelling."""
    if is_known:
        return KNOWN_CONTEXT
    return max((FOREIGN_CONTEXT if marks else UNKNOWN_CONTEXT for marks in unknown), default=0.0)

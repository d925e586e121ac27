"""Texts as vectors of weighted words and letter n-grams, and the similarity of two vectors."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from archive.matching.rarity import Rarity
from archive.text.words import is_unspaced

GRAM = 4  # letters; the best length over eight European languages (McNamee and Mayfield 2004)
WORD_SHARE = 0.4  # of a word's weight for the word itself, the rest for its n-grams
CONTAINMENT = 0.35  # how far a short text inside of a long one counts as the whole: 0 not at all, 1 fully
LONE_WORD_WEIGHT = (
    3.0  # about the weight of one rare word, so that texts of a single word are never very similar
)


@dataclass(frozen=True, slots=True)
class TextVector:
    """The weight of each word and n-gram, and of the text as a whole."""

    weights: dict[str, float]
    total: float


def text_vector(words: Iterable[str], rarity: Rarity) -> TextVector:
    """``words`` as ``matching_words`` returns them; repetitions do not count."""
    weights: dict[str, float] = {}
    for word in dict.fromkeys(words):
        weight, grams = rarity.weight(word), word_grams(word)
        weights[word] = weights.get(word, 0.0) + (weight * WORD_SHARE if grams else weight)
        for gram in grams:
            weights[gram] = weights.get(gram, 0.0) + weight * (1 - WORD_SHARE) / len(grams)
    return TextVector(weights, sum(weights.values()))


@lru_cache(50_000)
def word_grams(word: str) -> tuple[str, ...]:
    """The letter n-grams of a word, with ``_`` at its ends so that no n-gram equals a word; none for short words."""
    if len(word) < GRAM or is_unspaced(word):
        return ()
    bounded_word = f"_{word}_"
    return tuple(bounded_word[place : place + GRAM] for place in range(len(bounded_word) - GRAM + 1))


def vector_similarity(left: TextVector, right: TextVector) -> float:
    """Returns a number from 0, nothing in common, to nearly 1, the same words in any order."""
    smaller, larger = sorted((left, right), key=lambda vector: vector.total)
    if not smaller.total:
        return 0.0
    shorter, longer = sorted((left.weights, right.weights), key=len)
    shared = sum(min(weight, longer[key]) for key, weight in shorter.items() if key in longer)
    return shared / (smaller.total**CONTAINMENT * larger.total ** (1 - CONTAINMENT) + LONE_WORD_WEIGHT)

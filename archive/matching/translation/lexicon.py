"""Which words translate which, learned from sentences that belong together: the first model of Brown et al., “The
mathematics of statistical machine translation” (1993)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[frozenset[str], frozenset[str]]
ROUNDS = 4
MAX_PAIRS = 4_000  # of sentences
MAX_WORDS = 40  # of a sentence, the rarest
MIN_CHANCE = 0.15


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each word of one language its translations and the chance of each."""

    translations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def translate(self, words: Sequence[str]) -> dict[str, float]:
        """The words of the other language that are to be expected, each with its best chance."""
        expected: dict[str, float] = {}
        for word in words:
            for other, chance in self.translations.get(word, {}).items():
                expected[other] = max(chance, expected.get(other, 0.0))
        return expected


def learn_lexicon(pairs: Sequence[Pair]) -> Lexicon:
    """Words that stand in one pair only prove nothing and are left out."""
    pairs = _seen_again(pairs[:MAX_PAIRS])
    chances: dict[str, dict[str, float]] = {}
    for _round in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for here, there in pairs:
            for other in there:
                shares = {word: chances[word].get(other, 0.0) if chances else 1.0 for word in here}
                total = sum(shares.values()) or 1.0
                for word, share in shares.items():
                    if share > 1e-4:
                        counts[word][other] += share / total
        chances = {word: _normalised(found) for word, found in counts.items()}
    return Lexicon(
        {
            word: {other: chance for other, chance in found.items() if chance >= MIN_CHANCE}
            for word, found in chances.items()
        }
    )


def _seen_again(pairs: Sequence[Pair]) -> list[Pair]:
    here = Counter(word for pair in pairs for word in pair[0])
    there = Counter(word for pair in pairs for word in pair[1])
    limit = max(len(pairs) // 5, 2)
    return [(_choose(pair[0], here, limit), _choose(pair[1], there, limit)) for pair in pairs]


def _choose(words: frozenset[str], counts: Counter[str], limit: int) -> frozenset[str]:
    usable = sorted(
        (word for word in words if 2 <= counts[word] <= limit), key=lambda word: (counts[word], word)
    )
    return frozenset(usable[:MAX_WORDS])


def _normalised(counts: Mapping[str, float]) -> dict[str, float]:
    """Of the chances that a word has among the other words, the total over its own is one."""
    total = sum(counts.values())
    return {other: count / total for other, count in counts.items()}

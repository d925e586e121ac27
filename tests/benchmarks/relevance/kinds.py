"""How readers remember a sentence: what each kind of memory leaves of its words."""

import random
import string
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

CONTENT_LENGTH = 5  # letters of a word that carries content
COMMON_WORDS = 200  # the commonest words of the corpus carry none
ENDINGS = ("s", "ed", "ing", "ly")


@dataclass
class Memory:
    """``pool``: the words of other sentences, as often as they occur; ``unspaced``: each word is a character."""

    rng: random.Random
    pool: Sequence[str]
    unspaced: bool

    def __post_init__(self) -> None:
        self.common = {word for word, _count in Counter(self.pool).most_common(COMMON_WORDS)}

    def wrong_word(self) -> str:
        return self.rng.choice(self.pool)

    def is_content(self, word: str) -> bool:
        return len(word) >= CONTENT_LENGTH and word not in self.common and word.isalpha()

    def content(self, words: Sequence[str]) -> list[int]:
        """The positions of the words that carry content, each word once."""
        first: dict[str, int] = {}
        for position, word in enumerate(words):
            if self.is_content(word):
                first.setdefault(word, position)
        return list(first.values())


def keep_words(memory: Memory, words: list[str]) -> list[str]:
    return words


def drop_words(memory: Memory, words: list[str]) -> list[str]:
    return [word for word in words if memory.rng.random() > 0.3] or words[:1]


def change_words(memory: Memory, words: list[str]) -> list[str]:
    return [memory.wrong_word() if memory.rng.random() < 0.2 else word for word in words]


def drop_and_change_words(memory: Memory, words: list[str]) -> list[str]:
    return change_words(memory, drop_words(memory, words))


def shuffle_words(memory: Memory, words: list[str]) -> list[str]:
    return memory.rng.sample(words, max(3, len(words) // 3))


def short_with_one_wrong(memory: Memory, words: list[str]) -> list[str]:
    size = min(len(words), memory.rng.randint(6, 9) * (2 if memory.unspaced else 1))
    first = memory.rng.randrange(len(words) - size + 1)
    run = words[first : first + size]
    run[memory.rng.randrange(size)] = memory.wrong_word()
    return run


def content_with_one_wrong(memory: Memory, words: list[str]) -> list[str]:
    """Returns four to six words that carry content, in their order, and one that stands somewhere else."""
    positions = memory.content(words)
    chosen = sorted(memory.rng.sample(positions, min(len(positions), memory.rng.randint(4, 6))))
    kept = [words[position] for position in chosen]
    wrong = next(word for word in iter(memory.wrong_word, None) if memory.is_content(word))
    return memory.rng.sample([*kept, wrong], len(kept) + 1)


def few_content_words(memory: Memory, words: list[str]) -> list[str]:
    """The three longest words that carry content, and one that stands nowhere."""
    positions = sorted(memory.content(words), key=lambda position: -len(words[position]))[:3]
    return [*(words[position] for position in sorted(positions)), "zzyzxq"]


def two_typos(memory: Memory, words: list[str]) -> list[str]:
    """Misspells two words, by one letter each."""
    return with_typos(memory, words, 2, 1)


def two_typos_in_a_word(memory: Memory, words: list[str]) -> list[str]:
    return with_typos(memory, words, 1, 2)


def content_with_typos(memory: Memory, words: list[str]) -> list[str]:
    """Three to five words that carry content, two of them misspelt."""
    positions = memory.content(words)
    chosen = sorted(memory.rng.sample(positions, min(len(positions), memory.rng.randint(3, 5))))
    return with_typos(memory, [words[position] for position in chosen], 2, 1)


def other_endings(memory: Memory, words: list[str]) -> list[str]:
    """A third of the words with another ending, two words dropped."""
    kept = [word for word in words if word not in memory.rng.sample(words, 2)]
    return [
        word + memory.rng.choice(ENDINGS)
        if len(word) > CONTENT_LENGTH and memory.rng.random() < 0.33
        else word
        for word in kept
    ]


def with_typos(memory: Memory, words: list[str], number: int, edits: int) -> list[str]:
    positions = [position for position, word in enumerate(words) if len(word) >= CONTENT_LENGTH]
    chosen = memory.rng.sample(positions, min(number, len(positions)))
    return [
        typo(memory.rng, word, edits) if position in chosen else word for position, word in enumerate(words)
    ]


def typo(rng: random.Random, word: str, edits: int) -> str:
    before = word
    while word == before:
        for _edit in range(edits):
            at = rng.randrange(len(word))
            letter = rng.choice(string.ascii_lowercase)
            word = rng.choice(
                (
                    word[:at] + word[at + 1 :],
                    word[:at] + letter + word[at:],
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                )
            )
    return word


EVERY_SCRIPT: dict[str, Callable[[Memory, list[str]], list[str]]] = {
    "as it stands": keep_words,
    "3 of 10 words dropped": drop_words,
    "a fifth changed": change_words,
    "dropped and changed": drop_and_change_words,
    "short, one word wrong": short_with_one_wrong,
}
WITH_SPACES = {
    "a third of the words, shuffled": shuffle_words,
    "content words, one wrong": content_with_one_wrong,
    "three words and nonsense": few_content_words,
    "two words misspelt": two_typos,
    "one word misspelt twice": two_typos_in_a_word,
    "content words, two misspelt": content_with_typos,
    "other endings, two dropped": other_endings,
}

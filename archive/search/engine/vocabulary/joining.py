"""Which words public texts have, asked for those that are also written apart or with a hyphen: postwar and post-war,
COVID19 and COVID-19."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from archive.search.query.compounds import JOINT

HASH = "blake2b, 8 bytes, signed"


def hash_of(word: str) -> int:
    """Returns a signed hash of 64 bits, so that a mistake is next to impossible. It is the same in every process, which
    Python's own is not."""
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), signed=True)


@dataclass(frozen=True)
class WordSet:
    """A set of words by their ``hashes``, ascending int64."""

    hashes: np.ndarray

    @classmethod
    def from_words(cls, words: Iterable[str]) -> "WordSet":
        return cls(np.unique(np.array([hash_of(word) for word in words], np.int64)))

    def __len__(self) -> int:
        return len(self.hashes)

    def __add__(self, other: "WordSet") -> "WordSet":
        """The union. Few words go into many after each edit: these are copied once and not sorted again."""
        new = other.hashes[~self._has_hashes(other.hashes)]
        return WordSet(np.insert(self.hashes, np.searchsorted(self.hashes, new), new)) if len(new) else self

    def has(self, words: Sequence[str]) -> np.ndarray:
        """Returns for each word whether it is in the set, as an array of bool."""
        return self._has_hashes(np.array([hash_of(word) for word in words], np.int64))

    def _has_hashes(self, hashes: np.ndarray) -> np.ndarray:
        if not len(self.hashes):
            return np.zeros(len(hashes), np.bool_)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.asarray(self.hashes[places] == hashes)


@dataclass(frozen=True)
class JoinedWords:
    """``words``: all folded words of the texts. ``joints``: pairs of them that a hyphen joins, with JOINT between;
    ``joined``: what each pair makes without it. Sets of hashes, which server processes share: as texts they take three
    megabytes in each."""

    words: WordSet
    joints: WordSet
    joined: WordSet

    @classmethod
    def from_words(cls, words: Sequence[str], further_words: Iterable[str]) -> "JoinedWords":
        """``further_words``: those with digits and JOINT."""
        mixed: list[str] = []
        joints: list[str] = []
        for word in further_words:
            (joints if JOINT in word else mixed).append(word)
        return cls(
            WordSet.from_words((*words, *mixed)),
            WordSet.from_words(joints),
            WordSet.from_words(joint.replace(JOINT, "") for joint in joints),
        )

    def __add__(self, other: "JoinedWords") -> "JoinedWords":
        return JoinedWords(self.words + other.words, self.joints + other.joints, self.joined + other.joined)

    def joints_of(self, joined_word: str) -> list[str]:
        """Returns the pairs that make this word, with JOINT between, the shortest first word first."""
        pairs = [f"{joined_word[:place]}{JOINT}{joined_word[place:]}" for place in range(1, len(joined_word))]
        return [pairs[place] for place in np.flatnonzero(self.joints.has(pairs)).tolist()]

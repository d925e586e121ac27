"""Which words public texts have, asked for those that are also written apart or with a hyphen: postwar and post-war,
COVID19 and COVID-19."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from archive.search.query.compounds import JOINT


@dataclass(frozen=True)
class JoinedWords:
    """``hashes``: of all words, ascending int64. ``joints``: for what two words make
    together that a hyphen joins the pair with JOINT between."""

    hashes: np.ndarray
    joints: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Sequence[str], others: Iterable[str]) -> "JoinedWords":
        """``others``: words with digits and JOINT."""
        mixed = []
        joints: dict[str, tuple[str, ...]] = {}
        for word in others:
            if JOINT in word:
                add_joint(joints, word)
            else:
                mixed.append(word)
        return cls(np.unique(np.array([hash(word) for word in (*words, *mixed)], np.int64)), joints)

    def __add__(self, other: "JoinedWords") -> "JoinedWords":
        joints = dict(self.joints)
        for words in other.joints.values():
            for word in words:
                add_joint(joints, word)
        return JoinedWords(np.union1d(self.hashes, other.hashes), joints)

    def has(self, words: Sequence[str]) -> np.ndarray:
        """For each folded word whether a text has it; one of 64-bit hashes, so that a mistake is next to impossible."""
        if not len(self.hashes):
            return np.zeros(len(words), np.bool_)
        wanted = np.array([hash(word) for word in words], np.int64)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.asarray(self.hashes[places] == wanted)


def add_joint(joints: dict[str, tuple[str, ...]], word: str) -> None:
    joined = word.replace(JOINT, "")
    if word not in joints.get(joined, ()):
        joints[joined] = (*joints.get(joined, ()), word)

"""Whom the words of a proposal are ascribed to."""

from dataclasses import dataclass
from typing import Any

from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.text.words import has_han


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    name: str | None
    speaker_id: Any
    mention: str
    role: str
    voice: str
    candidates: tuple[Any, ...] = ()
    certainty: float = 1.0
    is_body: bool = False

    @property
    def is_one_unnamed(self) -> bool:
        """“A spokesman for the union”, whom the next sentence calls he, or the spokesman."""
        if has_han(self.mention):
            return self.voice == UNNAMED and not self.mention.endswith(("们", "記者", "记者"))
        words = self.mention.lower().split()
        return self.voice == UNNAMED and bool(words) and words[0] in ("a", "an", "one", "the", "another")


UNKNOWN_SPEAKER = SpeakerMatch(None, None, "", "", SPEAKER, certainty=0.6)

"""Whom the words of a proposal are ascribed to, and what the sentences before leave of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.speech_reports import Reference, Subject
from archive.text.words import has_han

if TYPE_CHECKING:
    from archive.proposing.speakers import SpeakerFinder


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
    persons: tuple["SpeakerMatch", ...] = ()  # of “Ann Lee and Jo Sand said” both

    @property
    def is_one_unnamed(self) -> bool:
        """“A spokesman for the union”, whom the next sentence calls he, or the spokesman."""
        if has_han(self.mention):
            return self.voice == UNNAMED and not self.mention.endswith(("们", "記者", "记者"))
        words = self.mention.lower().split()
        return self.voice == UNNAMED and bool(words) and words[0] in ("a", "an", "one", "the", "another")


UNKNOWN_SPEAKER = SpeakerMatch(None, None, "", "", SPEAKER, certainty=0.6)


@dataclass(slots=True)
class LastSpeaker:
    """The state after the sentences before: who spoke last and where, and who was announced by a colon."""

    speaker: SpeakerMatch | None = None
    paragraph: int = -1
    lead_in: SpeakerMatch | None = None
    lead_in_paragraph: int = -9
    cue: str = ""
    described_in: int = -1  # the last paragraph that is about the speaker, with no words of anybody

    @property
    def last_paragraph(self) -> int:
        return max(self.paragraph, self.described_in)

    def is_before(self, number: int) -> bool:
        """Whether somebody with a name spoke in the paragraph before."""
        return self.speaker is not None and bool(self.speaker.name) and number - self.paragraph == 1

    def follow(self, number: int, subject: Subject | None, speakers: "SpeakerFinder") -> None:
        """A paragraph about the last speaker, with this subject: a quotation below it is still his or hers."""
        if subject is None or subject.reference is not Reference.NAME or self.speaker is None:
            return
        if speakers.is_same(subject, self.speaker):
            self.described_in = number

"""Who spoke in the sentences before."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.speech_reports import Reference, Subject

if TYPE_CHECKING:
    from archive.proposing.speakers import SpeakerFinder


@dataclass(slots=True)
class LastSpeaker:
    """What the sentences before leave: who spoke last and where, and who was announced by a colon."""

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

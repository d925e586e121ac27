"""Who spoke in the sentences before."""

from dataclasses import dataclass

from archive.proposing.people.speaker_match import SpeakerMatch


@dataclass(slots=True)
class LastSpeaker:
    """What the sentences before leave: who spoke last and where, and who was announced by a colon."""

    speaker: SpeakerMatch | None = None
    paragraph: int = -1
    lead_in: SpeakerMatch | None = None
    lead_in_paragraph: int = -9
    cue: str = ""

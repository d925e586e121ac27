"""What a proposal says. All positions count code points of the text that was read."""

from dataclasses import dataclass
from typing import Any

RULES_VERSION = 2  # counts up when the rules propose other spans for the same text

# Voices and attributions by the values that the model Statement has.
SPEAKER, UNNAMED = "speaker", "unnamed"
VERBATIM, TRANSLATED, PARAPHRASE, QUESTION = "verbatim", "translated", "paraphrase", "question"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that seems to say something, text[start:end], and who seems to say it.

    `speaker` is the name of the archive where `speaker_id` is given, else the name as printed, or None where nobody is
    named. `candidates` are the ids of all the speakers whom the mention fits, where they are several. `cue` are the
    words that led to the proposal, at `cue_start`; `relay` names who passes the words on. `score` lies in 0 to 1.
    """

    start: int
    end: int
    speaker: str | None = None
    speaker_id: Any = None
    mention: str = ""
    cue: str = ""
    voice: str = SPEAKER
    attribution: str = PARAPHRASE
    role_as_printed: str = ""
    relay: str = ""
    rule: str = ""
    score: float = 0.5
    form: str = "indirect"  # direct, mixed, indirect, turn, speech
    cue_start: int | None = None
    candidates: tuple[Any, ...] = ()

    @property
    def speaker_name(self) -> str | None:
        return self.speaker

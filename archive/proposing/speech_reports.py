"""What the grammar of one language finds in one sentence, before anybody knows who “he” is."""

from dataclasses import dataclass
from enum import StrEnum

from archive.text.paragraphs import Span


class Reference(StrEnum):
    """The kind of words that name the speaker."""

    NAME = "name"
    PRONOUN = "pronoun"
    UNNAMED = "unnamed"  # a senior official
    BODY = "body"  # the ministry, the report
    DESCRIPTION = "description"  # the minister


class Construction(StrEnum):
    """The place of the cue: before what is reported, after it or inside it; or a source without a verb."""

    LEAD = "lead"  # X said that …
    TRAIL = "trail"  # …, said X
    INSIDE = "inside"  # …, X said, …
    ACCORDING = "according"


@dataclass(frozen=True, slots=True)
class Subject:
    """text[start:end]; `name` is the name without titles, `role` the title or apposition as printed."""

    start: int
    end: int
    reference: Reference
    name: str
    role: str = ""


@dataclass(slots=True)
class SpeechReport:
    """One cue of a sentence. `content` is what is reported, None where only quoted words can say it."""

    cue: Span
    subject: Subject | None
    content: Span | None
    construction: Construction
    verb: str
    clause_start: int
    has_that: bool = False
    is_quote_only: bool = False
    is_weak: bool = False  # a noun follows a verb that reports by a clause as a rule
    relay: Subject | None = None  # who passes the report on: “X said so, a statement said”

    @property
    def leads(self) -> bool:
        """Whether the cue stands before its content."""
        return self.construction is Construction.LEAD

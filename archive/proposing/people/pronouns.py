"""Whom a pronoun means: somebody of the sentences before."""

from archive.proposing.language import Language
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.reports import Reference, Report, Subject
from archive.proposing.speakers import SpeakerFinder, SpeakerMatch

_MAX_BEFORE = 5  # sentences that are looked back at


class Pronouns:
    def __init__(self, masked: str, speakers: SpeakerFinder, language: Language):
        self.masked, self.speakers, self.language = masked, speakers, language
        self.before: list[
            tuple[int, int, SpeakerMatch | None]
        ] = []  # the sentences read so far, with whose words they hold

    def many_before(self, subject: Subject | None, start: int) -> SpeakerMatch | None:
        """Of “lawmakers disagree: they say …” the subject with which the sentence begins; None for one pronoun only."""
        if subject is None or subject.name.lower() not in ("they", "他们", "她们"):
            return None
        first = self.language.first_subject(self.masked, start, subject.start)
        if first is None or first.reference is Reference.PRONOUN or self.speakers.is_person(first):
            return None
        return self.speakers.resolve(first, lambda: None)

    def look_back(self, is_many: bool = False) -> SpeakerMatch | None:
        """SpeakerMatch the last sentences are about: for “they” the last one, else the nearest that has a person."""
        if not is_many and self.before and (last := self.before[-1][2]) and _is_one_unnamed(last):
            return last
        for start, end, speaker in reversed(self.before[-1:] if is_many else self.before[-_MAX_BEFORE:]):
            if is_many and speaker and speaker.voice == UNNAMED:
                return speaker
            subject = self.language.agent(self.masked, start, end) or self.language.first_subject(
                self.masked, start, end
            )
            if subject and subject.reference is Reference.PRONOUN:
                return speaker if speaker and speaker.name else None
            if subject and (is_many or self.speakers.is_person(subject)):
                return self.speakers.resolve(subject, lambda: None)
            if speaker and speaker.voice == SPEAKER and speaker.name and not speaker.is_body:
                return speaker
        return None

    def is_told(self, report: Report) -> bool:
        """Of a readout, whose verbs of speech are in the past: “Portugal welcomes investment” is what somebody said."""
        subject = report.subject
        return (
            subject is not None
            and subject.reference in (Reference.NAME, Reference.BODY)
            and self.masked[slice(*report.cue)].split()[0].endswith("s")
            and not self.speakers.is_person(subject)
        )


def _is_one_unnamed(speaker: SpeakerMatch) -> bool:
    """“A spokesman for the union”, whom the next sentence calls he."""
    words = speaker.mention.lower().split()
    return speaker.voice == UNNAMED and bool(words) and words[0] in ("a", "an", "one", "the", "another")

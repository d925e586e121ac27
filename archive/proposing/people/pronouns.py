"""Whom a pronoun means: somebody of the sentences before."""

from archive.proposing.english.nouns import ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.grammars import Grammar
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.speakers import SpeakerFinder
from archive.proposing.speech_reports import Reference, SpeechReport, Subject

_PERSONAL = ("he", "she", "他", "她")  # no body
_MANY = ("they", "we", "它们", "他们", "她们")
_MAX_BEFORE = 5  # sentences that are looked back at


class Pronouns:
    def __init__(self, masked: str, speakers: SpeakerFinder, grammar: Grammar):
        self.masked, self.speakers, self.grammar = masked, speakers, grammar
        self.earlier_sentences: list[
            tuple[int, int, SpeakerMatch | None]
        ] = []  # the sentences read so far, with whose words they hold

    def _many_before(self, subject: Subject | None, start: int) -> SpeakerMatch | None:
        """Of “lawmakers disagree: they say …” the subject with which the sentence begins; None for one pronoun only."""
        if subject is None or subject.name.lower() not in ("they", "他们", "她们"):
            return None
        first = self.grammar.first_subject(self.masked, start, subject.start)
        if first is None or first.reference is Reference.PRONOUN or self.speakers.is_person(first):
            return None
        return self.speakers.resolve(first, lambda: None)

    def can_mean(self, pronoun: str, speaker: SpeakerMatch) -> bool:
        if speaker.voice != SPEAKER or (speaker.is_body and pronoun.lower() in _PERSONAL):
            return False
        return not self.speakers.genders.is_other(pronoun, speaker.name or "", speaker.role)

    def _named_in_sentence(self, subject: Subject, start: int) -> SpeakerMatch | None:
        """Of “Lin was not convinced, and she said …” the person with whom the sentence begins."""
        first = self.grammar.first_subject(self.masked, start, subject.start)
        if first is None or not (self.speakers.is_person(first) or first.reference is Reference.UNNAMED):
            return None
        person = self.speakers.resolve(first, lambda: None)
        if person.voice == UNNAMED and not person.is_one_unnamed:
            return None
        return (
            None if self.speakers.genders.is_other(subject.name, person.name or "", person.role) else person
        )

    def look_back(
        self, pronoun: str = "", subject: Subject | None = None, start: int = 0
    ) -> SpeakerMatch | None:
        """Returns who the last sentences are about: for “they” the last one, for “it” the body with which it begins,
        else the nearest with a person whom the pronoun can mean. With the `subject` of a sentence that starts at
        `start`, that sentence is searched first."""
        if plural := self._many_before(subject, start):
            return plural
        if subject is not None and (name := self._named_in_sentence(subject, start)):
            return name
        is_many = pronoun.lower() in _MANY
        if pronoun.lower() == "it" and (body := self._body_before()):
            return body
        person = self._person_before(is_many, pronoun)
        return (
            None
            if person and self.speakers.genders.is_other(pronoun, person.name or "", person.role)
            else person
        )

    def _body_before(self) -> SpeakerMatch | None:
        for start, end, _speaker in reversed(self.earlier_sentences[-1:]):
            subject = self.grammar.first_subject(self.masked, start, end)
            if subject and subject.reference is Reference.BODY:
                return self.speakers.resolve(subject, lambda: None)
        return None

    def _person_before(self, is_many: bool, pronoun: str) -> SpeakerMatch | None:
        if (
            not is_many
            and self.earlier_sentences
            and (last := self.earlier_sentences[-1][2])
            and last.is_one_unnamed
        ):
            return last
        for start, end, speaker in reversed(
            self.earlier_sentences[-1:] if is_many else self.earlier_sentences[-_MAX_BEFORE:]
        ):
            if is_many and speaker and speaker.voice == UNNAMED:
                return speaker
            subject = self.grammar.agent(self.masked, start, end) or self.grammar.first_subject(
                self.masked, start, end
            )
            if subject and subject.reference is Reference.PRONOUN:
                if speaker and speaker.name and (not speaker.is_body or pronoun.lower() not in _PERSONAL):
                    return speaker
                continue  # “He welcomed the guests.”
            if (
                not is_many
                and start == self.earlier_sentences[-1][0]
                and (someone := self._one_unnamed(subject))
            ):
                return someone
            is_told = subject is not None and speaker is not None and self.speakers.is_reported(subject.start)
            if subject and not is_told and (is_many or self.speakers.is_person(subject)):
                person = self.speakers.resolve(subject, lambda: None)
                if referent := self._find_referent(person, pronoun):
                    return referent
            is_someone = speaker and speaker.voice == SPEAKER and speaker.name and not speaker.is_body
            if (
                speaker
                and is_someone
                and not self.speakers.genders.is_other(pronoun, speaker.name or "", speaker.role)
            ):
                return speaker
        return None

    def _find_referent(self, person: SpeakerMatch, pronoun: str) -> SpeakerMatch | None:
        """Whom the pronoun can mean: of two persons who are named together the last one that “he” or “she” can be."""
        persons = person.persons if pronoun.lower() in _PERSONAL else ()
        return next(
            (
                candidate
                for candidate in reversed(persons or (person,))
                if not self.speakers.genders.is_other(pronoun, candidate.name or "", candidate.role)
            ),
            None,
        )

    def _one_unnamed(self, subject: Subject | None) -> SpeakerMatch | None:
        """“A representative explained the rules. According to him …”"""
        if subject is None or subject.reference is not Reference.UNNAMED:
            return None
        if not (ROLE_NOUNS | UNNAMED_NOUNS).intersection(subject.name.lower().split()):
            return None
        person = self.speakers.resolve(subject, lambda: None)
        return person if person.is_one_unnamed else None

    def is_spoken_content(self, report: SpeechReport) -> bool:
        """Whether the report is, in a readout, a part of what the last speaker said."""
        subject = report.subject
        return (
            subject is not None
            and self.grammar.may_be_reported(self.masked, report)
            and not self.speakers.is_person(subject)
        )

"""Whom a subject means: a speaker of the archive, somebody named in the text before, or a name that is new."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from archive.proposing.chinese.dotted_names import dotted_names
from archive.proposing.names import Name, NameIndex, name_words
from archive.proposing.people.bodies import BodyFinder
from archive.proposing.people.descriptions import DescriptionFinder
from archive.proposing.people.genders import Genders
from archive.proposing.people.joint_subjects import match_two
from archive.proposing.people.printed_names import OF_THINGS, PrintedNames
from archive.proposing.people.speaker_match import UNKNOWN_SPEAKER, SpeakerMatch
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.speech_reports import Reference, Subject
from archive.text.folding import fold
from archive.text.paragraphs import Span
from archive.text.words import has_han

_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}\b")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}s\b")
_HONORIFIC = re.compile(r"\s*(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord)\b")
_PEERAGE = ("Lord", "Lady", "Baroness", "Pope", "King", "Queen", "Prince", "Princess", "Sheikh")
_MAX_CANDIDATES = 20
_DEMONYM = re.compile(r"[Tt]he [A-Z]\w+(?:i|an|ese|ish|ch)$")  # “the Kuwaiti”
_PAPERS = ("statement", "letter", "post", "message", "release")
_MAX_PAPER = 1_000  # characters between “in a statement” and “the statement”
_MAX_REPORTED = 12  # spans that are looked back at
_THINGS = frozenset(("it", "它"))
_BODY_PRONOUNS = frozenset(("it", "they", "we", "它", "它们"))
_MANY = frozenset(("they", "we"))


class SpeakerFinder:
    def __init__(self, text: str, index: NameIndex):
        self.text, self.index = text, index
        self.printed = PrintedNames(text)
        self.genders = Genders(text)
        self._folded = fold(text) if index.has_namesakes else ""
        self._present_names: dict[tuple[str, str, int], list[Name]] = {}
        self._dotted = dotted_names(text)
        self.mentioned_people: list[SpeakerMatch] = []  # in the order of their last mention
        self.last = UNKNOWN_SPEAKER
        self.unnamed: list[SpeakerMatch] = []  # “a spokesperson for the union”, in the order of the text
        self.last_positions: dict[
            str, int
        ] = {}  # where they were last mentioned, by the full name as printed
        self.reported: list[Span] = []  # the words ascribed so far, in the order in which they were found
        self._small_words = frozenset(_SMALL_WORD.findall(text))
        self._capitalised = frozenset(_CAPITALISED.findall(text))
        self.find = lru_cache(2000)(index.find)
        self.descriptions, self.bodies = DescriptionFinder(self), BodyFinder(self)

    def resolve(
        self, subject: Subject | None, look_back: Callable[[], "SpeakerMatch | None"]
    ) -> SpeakerMatch:
        """`look_back` gives the subject of the sentences before, for a pronoun."""
        if subject is None:
            return UNKNOWN_SPEAKER
        speaker = self._resolve(subject, look_back)
        if subject.reference is Reference.BODY:
            speaker = replace(speaker, is_body=True)
        self.last = speaker
        if speaker.is_one_unnamed:
            self.unnamed = [*self.unnamed[-20:], speaker]
        if speaker.name and subject.reference is not Reference.UNNAMED:
            self.last_positions[self.printed.full_name(name_words(speaker.name)[-1], subject.start)] = (
                subject.start
            )
            self.mentioned_people = [
                person for person in self.mentioned_people[-50:] if person.name != speaker.name
            ] + [speaker]
        return speaker

    def _resolve(self, subject: Subject, look_back: Callable[[], "SpeakerMatch | None"]) -> SpeakerMatch:
        printed = self.text[subject.start : subject.end]
        if subject.reference is Reference.PRONOUN:
            return replace(self._of_pronoun(subject.name, subject.start, look_back), mention=printed)
        if subject.reference is Reference.UNNAMED:
            return self.descriptions.find_introduced(subject, printed) or SpeakerMatch(
                None, None, printed, "", UNNAMED
            )
        if subject.reference is Reference.DESCRIPTION and not self._is_surname(printed):
            return self.descriptions.find(subject, printed, look_back)
        return self.of_name(subject, printed)

    def _is_surname(self, printed: str) -> bool:
        """“King said”: a word for an office that is a name here."""
        if not printed.istitle() or " " in printed:
            return False
        return "".join(name_words(printed)) in self.printed or bool(self.find(printed))

    def _last_printed(self, pronoun: str, position: int) -> str | None:
        names = self.printed.last_before(position) if pronoun.lower() in ("he", "she") else []
        same_gender = [name for name in names if not self.genders.is_other(pronoun, name)]
        sure = (name for name in same_gender if self.printed.boundaries.is_surely_person(name.split()))
        return next(sure, same_gender[0] if same_gender else None)

    def _of_pronoun(
        self, printed: str, position: int, look_back: Callable[[], "SpeakerMatch | None"]
    ) -> SpeakerMatch:
        antecedent = look_back()
        if (
            antecedent is not None
            and printed.lower() in _MANY
            and not antecedent.is_body
            and antecedent.voice == SPEAKER
        ):
            antecedent = None  # of one person nobody writes “they” but where no body was met
        if antecedent is not None and (antecedent.is_body or printed.lower() not in _THINGS):
            if antecedent.name and not antecedent.is_body:
                self.genders.learn(antecedent.name, printed)
            return replace(antecedent, mention=printed, certainty=0.9)
        mentioned_people = self.mentioned_people
        if printed.lower() in _BODY_PRONOUNS:
            bodies = [person for person in mentioned_people if person.is_body]
            if not bodies and printed.lower() in _MANY:
                return SpeakerMatch(None, None, printed, "", UNNAMED, certainty=0.6)
            mentioned_people = bodies or mentioned_people
        else:
            mentioned_people = [
                person
                for person in mentioned_people
                if person.voice == SPEAKER
                and not person.is_body
                and not self.genders.is_other(printed, person.name or "", person.role)
            ]
            if not mentioned_people and (name := self._last_printed(printed, position)):
                return replace(
                    self.of_name(Subject(position, position, Reference.NAME, name), name),
                    mention=printed,
                    certainty=0.7,
                )
        return (
            replace(mentioned_people[-1], mention=printed, certainty=0.8)
            if mentioned_people
            else replace(UNKNOWN_SPEAKER, mention=printed)
        )

    def is_reported(self, position: int) -> bool:
        """Whether the place is within the last words that were ascribed to anybody."""
        return any(start <= position < end for start, end in self.reported[-_MAX_REPORTED:])

    def is_same(self, subject: Subject, speaker: SpeakerMatch) -> bool:
        """Whether the name means the speaker; nothing is remembered of it."""
        return self.of_name(subject, self.text[subject.start : subject.end]).name == speaker.name

    def is_person(self, subject: Subject) -> bool:
        """Whether the name is one of a person: known as such, printed in full, with a title, or met as a speaker."""
        if subject.reference is not Reference.NAME:
            printed = self.text[subject.start : subject.end]
            return subject.reference is Reference.DESCRIPTION and self._is_surname(printed)
        match = self.find(subject.name)
        if match:
            return not match[0].is_body
        if (
            subject.role
            or _HONORIFIC.match(self.text, max(0, subject.start - 4), subject.end)
            or _HONORIFIC.match(self.text, subject.start, subject.end)
            or has_han(subject.name)
            or any(person.mention == subject.name for person in self.mentioned_people)
        ):
            return True
        words = name_words(subject.name)
        if words and (words[0] in OF_THINGS or self.printed.boundaries.is_thing(subject.name.split())):
            return False
        return len(words) > 1 or (len(words) == 1 and words[0] in self.printed and len(words[0]) > 2)

    def of_name(self, subject: Subject, printed: str) -> SpeakerMatch:
        """The speaker of that name in the archive, `candidates` where it fits several, else the name as printed.

        `printed` are the words of the text at the subject.
        """
        if joint := match_two(self, subject):
            return joint
        # In a Chinese text the grammar reads simplified characters; the name is as printed.
        is_printed = not has_han(subject.name) or printed.startswith(subject.name)
        name = " ".join(subject.name.split()) if is_printed else printed[: len(subject.name)]
        mention = self.text[subject.start : subject.end] if subject.reference is Reference.BODY else name
        if subject.reference is Reference.NAME and self._is_common_noun(name):
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        if subject.reference is not Reference.BODY and not self.find(name):
            name = self.printed.without_rank(name)
        full = self.full_han_name(name) if has_han(name) else self.printed.full_name(name, subject.start)
        candidates = self.find(name)
        if not candidates and name.partition(" ")[0] in _PEERAGE:
            candidates = self.find(name.partition(" ")[2])
        candidates = [
            candidate for candidate in candidates if not self._is_other(candidate, subject)
        ] or candidates
        if len(candidates) != 1 and full != name:
            candidates = self.find(full) or (candidates if len(candidates) > 1 else [])
        if len(candidates) > 1:
            candidates = self._present(candidates) or candidates
        if len(candidates) > 1 and subject.role:
            candidates = [
                candidate for candidate in candidates if _has_title(candidate, subject.role)
            ] or candidates
        if len(candidates) == 1:
            return self.make_match(candidates[0], mention, subject.role)
        if (
            not candidates
            and name in _PAPERS
            and mention.lower().startswith("the ")
            and self._is_of_last(name, subject)
        ):
            return replace(self.mentioned_people[-1], mention=mention, certainty=0.8)
        if (
            not candidates
            and _DEMONYM.match(mention)
            and (person := self.printed.holders.with_adjective(name.lower()))
        ):
            return replace(
                self.of_name(Subject(subject.start, subject.end, Reference.NAME, person), person),
                mention=mention,
            )
        if not candidates and subject.reference is Reference.BODY:
            if body := self.bodies.find_known(name):
                return self.make_match(body, mention, "")
            if last := self.bodies.find_last(name, subject.start):
                return replace(last, mention=mention, certainty=0.8)
        if candidates:
            ids = tuple(candidate.id for candidate in candidates[:_MAX_CANDIDATES])
            return SpeakerMatch(full, None, mention, subject.role, SPEAKER, ids, 0.6)
        return SpeakerMatch(full, None, mention, subject.role, SPEAKER)

    def _is_of_last(self, paper: str, subject: Subject) -> bool:
        """Whether “the statement” is that in which the last speaker spoke."""
        if not self.mentioned_people or self.mentioned_people[-1].voice != SPEAKER:
            return False
        since = max(0, subject.start - _MAX_PAPER)
        return (
            re.search(rf"\b(?:an?|in|his|her|its|their) (?:\w+ )?{paper}\b", self.text[since : subject.start])
            is not None
        )

    def _is_common_noun(self, name: str) -> bool:
        """“Landowners deny it” at the beginning of a sentence, of those whom the text calls landowners elsewhere;
        “Republicans”, beside a Republican."""
        is_plural = name.endswith("s") and name[1:].islower() and name.isalpha()
        if not is_plural or self.find(name):
            return False
        is_group = name.lower() not in self.printed and name[:-1] in self._capitalised
        return is_group or name.lower() in self._small_words

    def _is_other(self, name: Name, subject: Subject) -> bool:
        """Whether the name is that of somebody else, as a woman's is not “Mr Abara”."""
        title = self.text[max(0, subject.start - 5) : subject.start + 4].lower()
        pronoun = (
            "she" if re.search(r"\b(?:mrs|ms|miss)\b", title) else "he" if re.search(r"\bmr\b", title) else ""
        )
        return bool(pronoun) and self.genders.is_other(pronoun, name.name)

    def make_match(self, name: Name, mention: str, role: str) -> SpeakerMatch:
        return SpeakerMatch(name.name, name.id, mention, role, SPEAKER)

    def _present(self, candidates: list[Name]) -> list[Name]:
        """Returns the candidates of whom another name stands in the text."""
        key = (candidates[0].name, candidates[-1].name, len(candidates))
        if key not in self._present_names:
            self._present_names[key] = [candidate for candidate in candidates if self._is_printed(candidate)]
        return self._present_names[key]

    def _is_printed(self, name: Name) -> bool:
        return any(
            len(name_words(form)) > 1 and fold(form) in self._folded for form in (name.name, *name.names)
        )

    def full_han_name(self, name: str) -> str:
        """Returns the full name that the text prints for a short one, such as 托马斯·韦伯 for 韦伯."""
        if "·" in name or len(name) < 2:
            return name
        entries = self._dotted.get(name[:2], [])
        return next((first + name for first, last in entries if last.startswith(name)), name)


def _has_title(name: Name, role: str) -> bool:
    words = set(name_words(role))
    return any(words & set(name_words(title)) for title in name.titles)

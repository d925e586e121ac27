"""Whom a subject means: a speaker of the archive, somebody named in the text before, or a name that is new."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from archive.proposing.english.words import (
    OFFICES_OF_ONE,
    PREPOSITIONS,
    ROLE_NOUNS,
    SAME_PERSON,
    UNNAMED_NOUNS,
)
from archive.proposing.names import Name, NameIndex, name_words
from archive.proposing.people.bodies import KINDS_OF_BODIES
from archive.proposing.people.genders import Genders
from archive.proposing.people.printed_names import PrintedNames, dotted_names
from archive.proposing.people.speaker_match import UNKNOWN_SPEAKER, SpeakerMatch
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.reports import Reference, Subject
from archive.text.folding import fold
from archive.text.words import has_han

_HONORIFIC = re.compile(r"\s*(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord)\b")
_PEERAGE = ("Lord", "Lady", "Baroness", "Pope", "King", "Queen", "Prince", "Princess", "Sheikh")
_MAX_CANDIDATES = 20
# “Erdogan’s spokesman”, “her lawyer”
_OWNED = re.compile(r"(?i)(?:his|her|their|its) |(?:the )?(?P<owner>[\w-]+)[’']s? (?!.*[’']s )|.*[’']s ")
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
        self._bodies: dict[str, list[Name]] = {}
        self._dotted = dotted_names(text)
        self.met: list[SpeakerMatch] = []  # in the order of their last mention
        self.unnamed: list[SpeakerMatch] = []  # “a spokesperson for the union”, in the order of the text
        self.places: dict[str, int] = {}  # where they were last mentioned, by the full name as printed
        self._find = lru_cache(2000)(index.find)

    def resolve(
        self, subject: Subject | None, look_back: Callable[[], "SpeakerMatch | None"]
    ) -> SpeakerMatch:
        """`look_back` gives the subject of the sentences before, for a pronoun."""
        if subject is None:
            return UNKNOWN_SPEAKER
        speaker = self._resolve(subject, look_back)
        if subject.reference is Reference.BODY:
            speaker = replace(speaker, is_body=True)
        if speaker.is_one_unnamed:
            self.unnamed = [*self.unnamed[-20:], speaker]
        if speaker.name and subject.reference is not Reference.UNNAMED:
            self.places[self.printed.full_name(name_words(speaker.name)[-1], subject.start)] = subject.start
            self.met = [each for each in self.met[-50:] if each.name != speaker.name] + [speaker]
        return speaker

    def _resolve(self, subject: Subject, look_back: Callable[[], "SpeakerMatch | None"]) -> SpeakerMatch:
        printed = self.text[subject.start : subject.end]
        if subject.reference is Reference.PRONOUN:
            return self._of_pronoun(printed, subject.start, look_back)
        if subject.reference is Reference.UNNAMED:
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        is_surname = printed.istitle() and " " not in printed and fold(printed) in self.printed  # “King said”
        if subject.reference is Reference.DESCRIPTION and not is_surname:
            return self._of_description(subject, printed, look_back)
        return self._of_name(subject, printed)

    def _last_printed(self, pronoun: str, place: int) -> str | None:
        names = self.printed.last_before(place) if pronoun.lower() in ("he", "she") else []
        return next((each for each in names if not self.genders.is_other(pronoun, each)), None)

    def _of_pronoun(
        self, printed: str, place: int, look_back: Callable[[], "SpeakerMatch | None"]
    ) -> SpeakerMatch:
        found = look_back()
        if found is not None and printed.lower() in _MANY and not found.is_body and found.voice == SPEAKER:
            found = None  # of one person nobody writes “they” but where no body was met
        if found is not None and (found.is_body or printed.lower() not in _THINGS):
            if found.name and not found.is_body:
                self.genders.learn(found.name, printed)
            return replace(found, mention=printed, certainty=0.9)
        met = self.met
        if printed.lower() in _BODY_PRONOUNS:
            bodies = [each for each in met if each.is_body]
            if not bodies and printed.lower() in _MANY:
                return SpeakerMatch(None, None, printed, "", UNNAMED, certainty=0.6)
            met = bodies or met
        else:
            met = [
                each
                for each in met
                if each.voice == SPEAKER
                and not each.is_body
                and not self.genders.is_other(printed, each.name or "", each.role)
            ]
            if not met and (name := self._last_printed(printed, place)):
                return replace(
                    self._of_name(Subject(place, place, Reference.NAME, name), name),
                    mention=printed,
                    certainty=0.7,
                )
        return (
            replace(met[-1], mention=printed, certainty=0.8)
            if met
            else replace(UNKNOWN_SPEAKER, mention=printed)
        )

    def is_person(self, subject: Subject) -> bool:
        """Whether the name is one of a person: known as such, printed in full, with a title, or met as a speaker."""
        if subject.reference is not Reference.NAME:
            return False
        known = self._find(subject.name)
        if known:
            return not known[0].is_body
        if (
            subject.role
            or _HONORIFIC.match(self.text, max(0, subject.start - 4), subject.end)
            or _HONORIFIC.match(self.text, subject.start, subject.end)
            or has_han(subject.name)
            or any(each.mention == subject.name for each in self.met)
        ):
            return True
        words = name_words(subject.name)
        return len(words) > 1 or (len(words) == 1 and words[0] in self.printed and len(words[0]) > 2)

    def _of_description(
        self, subject: Subject, printed: str, look_back: Callable[[], "SpeakerMatch | None"]
    ) -> SpeakerMatch:
        words = [word for word in name_words(printed) if word not in ("the", "his", "her", "their", "its")]
        if self._is_introduced(printed, words):
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        found = self.index.find_title(" ".join(words))
        if len(found) == 1:
            return self._known(found[0], printed, printed)
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        nouns = [word for word in head if word.split("-")[-1] in ROLE_NOUNS] or head[-1:]
        if nouns and (name := self._titled(printed, words, nouns[-1], subject.start)):
            found_name = self._of_name(Subject(subject.start, subject.end, Reference.NAME, name), printed)
            return replace(found_name, mention=printed, role="", certainty=0.9)
        is_owned = _OWNED.match(printed)
        if nouns and not found and (last := self._last_person(printed, nouns[-1], look_back)):
            return replace(last, mention=printed, certainty=0.7)
        if is_owned:
            nouns = []
        for each in reversed(self.met):
            if nouns and nouns[-1] in name_words(each.role):
                return replace(each, mention=printed, certainty=0.9)
        if found:
            return SpeakerMatch(
                None, None, printed, printed, SPEAKER, tuple(each.id for each in found[:_MAX_CANDIDATES]), 0.7
            )
        whole = self._find(printed) or self._find(" ".join(words))
        if len(whole) == 1:
            return self._known(whole[0], printed, "")
        if nouns and nouns[-1] in UNNAMED_NOUNS:
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        if has_han(printed) and (full := self._full_han_name(printed)) != printed:
            return self._of_name(Subject(subject.start, subject.end, Reference.NAME, full), printed)
        if printed[:1] in ("该", "該", "这", "這"):  # “该负责人”, of whom no name is printed
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        first, _space, rest = printed.partition(" ")
        return SpeakerMatch(
            rest if first.lower() in ("the", "a", "an") else printed, None, printed, "", SPEAKER, (), 0.7
        )

    def _is_introduced(self, printed: str, words: list[str]) -> bool:
        """Whether “the spokesperson” is “a spokesperson for the union”, of whom the text says no name: nobody else with
        that office, not even the archive's only one, is meant."""
        if not words or not printed.lower().startswith("the ") or any(map(self.printed.has_title, words)):
            return False
        return any(set(words) <= set(name_words(each.mention)) for each in self.unnamed)

    def _last_person(
        self, printed: str, noun: str, look_back: Callable[[], "SpeakerMatch | None"]
    ) -> SpeakerMatch | None:
        """Whom “the 54-year-old”, “the Burkinabe diplomat” means: whom the sentence before is about or who spoke last;
        for an office that another has only who was printed with none."""
        if not printed.lower().startswith("the "):
            return None
        last = look_back() or next((each for each in reversed(self.met) if each.name), None)
        if last is None or not last.name or last.is_body or last.voice != SPEAKER:
            return None
        titles = self.printed.titles(last.name or "")
        owner = _OWNED.match(printed)
        if owner and not any(word.startswith(fold(owner["owner"] or "")[:4]) for word in titles):
            return None  # “Iran’s top diplomat” is nobody of the European Union
        if noun == "official":  # “the Palace official”, no longer “the official”
            return last if len(printed.split()) > 2 else None
        is_free = noun in ROLE_NOUNS and not last.role and not titles
        is_another = noun in OFFICES_OF_ONE or self.printed.has_title(noun)
        is_same = noun in SAME_PERSON or noun.endswith("-year-old") or (noun in ROLE_NOUNS and not is_another)
        return last if is_free or is_same else None

    def _titled(self, printed: str, words: list[str], noun: str, place: int) -> str | None:
        """The name that the text prints with the office of a description; folded words without an article."""
        if " and " in printed:  # “the secretary and the minister”: neither
            return None
        title = words[: words.index(noun) + 1] if noun in words else words
        if owned := _OWNED.match(printed):
            if owned["owner"]:
                return self.printed.of_owner(owned["owner"], noun)
            if not printed.lower().startswith("its "):
                return self.printed.only_one(noun)
        return self.printed.with_title(title, place, self.places)

    def _of_name(self, subject: Subject, printed: str) -> SpeakerMatch:
        # In a Chinese text the grammar reads simplified characters; the name is as printed.
        is_printed = not has_han(subject.name) or printed.startswith(subject.name)
        name = " ".join(subject.name.split()) if is_printed else printed[: len(subject.name)]
        mention = self.text[subject.start : subject.end] if subject.reference is Reference.BODY else name
        full = self._full_han_name(name) if has_han(name) else self.printed.full_name(name, subject.start)
        found = self._find(name)
        if not found and name.partition(" ")[0] in _PEERAGE:
            found = self._find(name.partition(" ")[2])
        found = [each for each in found if not self._is_other(each, subject)] or found
        if len(found) != 1 and full != name:
            found = self._find(full) or (found if len(found) > 1 else [])
        if len(found) > 1:
            found = self._present(found) or found
        if len(found) > 1 and subject.role:
            found = [each for each in found if _has_title(each, subject.role)] or found
        if len(found) == 1:
            return self._known(found[0], mention, subject.role)
        if not found and subject.reference is Reference.BODY:
            if body := self._body_of(name):
                return self._known(body, mention, "")
            if last := self._last_body(name):
                return replace(last, mention=mention, certainty=0.8)
        if found:
            ids = tuple(each.id for each in found[:_MAX_CANDIDATES])
            return SpeakerMatch(full, None, mention, subject.role, SPEAKER, ids, 0.6)
        return SpeakerMatch(full, None, mention, subject.role, SPEAKER)

    def _is_other(self, name: Name, subject: Subject) -> bool:
        """Of “Mr Abara” whether the name is a woman's."""
        title = self.text[max(0, subject.start - 5) : subject.start + 4].lower()
        pronoun = (
            "she" if re.search(r"\b(?:mrs|ms|miss)\b", title) else "he" if re.search(r"\bmr\b", title) else ""
        )
        return bool(pronoun) and self.genders.is_other(pronoun, name.name)

    def _last_body(self, noun: str) -> SpeakerMatch | None:
        """“The department”: the body met last that has this noun or one of the same kind in its name."""
        kin = next((each for each in KINDS_OF_BODIES if noun in each), None)
        if kin is None:
            return None
        bodies = [each for each in self.met if each.is_body and each.name and each.name.lower() not in kin]
        return next((each for each in reversed(bodies) if kin & set(name_words(each.name or ""))), None)

    def _body_of(self, noun: str) -> Name | None:
        """“The bank”: the one body of the archive whose name has this noun and stands in the text."""
        if " " in noun or not noun.islower():
            return None
        if noun not in self._bodies:
            self._bodies[noun] = [
                each
                for each in self.index.names
                if noun in (parts := name_words(each.name)) and len(parts) > 1 and each.name in self.text
            ]
        return self._bodies[noun][0] if len(self._bodies[noun]) == 1 else None

    def _known(self, name: Name, mention: str, role: str) -> SpeakerMatch:
        return SpeakerMatch(name.name, name.id, mention, role, SPEAKER)

    def _present(self, found: list[Name]) -> list[Name]:
        """Those of whom another name stands in the text."""
        key = (found[0].name, found[-1].name, len(found))
        if key not in self._present_names:
            self._present_names[key] = [each for each in found if self._is_printed(each)]
        return self._present_names[key]

    def _is_printed(self, name: Name) -> bool:
        return any(
            len(name_words(each)) > 1 and fold(each) in self._folded for each in (name.name, *name.names)
        )

    def _full_han_name(self, name: str) -> str:
        """Of 韦伯 the 托马斯·韦伯 that the text prints."""
        if "·" in name or len(name) < 2:
            return name
        entries = self._dotted.get(name[:2], [])
        return next((first + name for first, last in entries if last.startswith(name)), name)


def _has_title(name: Name, role: str) -> bool:
    words = set(name_words(role))
    return any(words & set(name_words(title)) for title in name.titles)

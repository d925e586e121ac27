"""Whom a subject means: a speaker of the archive, somebody named in the text before, or a name that is new."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from archive.proposing.english.words import ROLE_NOUNS, TITLES, UNNAMED_NOUNS
from archive.proposing.names import Name, NameIndex, family_name, is_family, name_words
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.reports import Reference, Subject
from archive.proposing.vocabulary import words
from archive.text.folding import fold
from archive.text.words import has_han

_CAPITALISED = r"[A-ZÀ-ÞŁŠŽČ][\w’'-]+"
_FULL_NAME = re.compile(
    rf"(?<![\w’]){_CAPITALISED}(?: (?:[A-Z]\.|(?:(?:de|van|von|der|den|del|della|da|dos|di|la|le|al|bin) ){{0,2}}"
    rf"{_CAPITALISED})){{1,3}}"
)
_DOTTED = re.compile("[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_HAN_OFFICE = re.compile(
    "总统|總統|总理|總理|部长|部長|大使|外长|外長|首相|主席|会长|會長|议长|議長|总裁|總裁|教授|代表|主任|秘书长|祕書長"
)
_HONORIFIC = re.compile(r"\s*(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord)\b")
_MAX_CANDIDATES = 20
_THINGS = frozenset(("it", "它"))
_BODY_PRONOUNS = frozenset(("it", "they", "we", "它", "它们"))
_MANY = frozenset(("they", "we"))


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


UNKNOWN_SPEAKER = SpeakerMatch(None, None, "", "", SPEAKER, certainty=0.6)


class SpeakerFinder:
    def __init__(self, text: str, index: NameIndex):
        self.text, self.index = text, index
        self.full_names, self.titles = _full_names(text)
        self._folded = fold(text) if index.has_namesakes else ""
        self._present_names: dict[tuple[str, str, int], list[Name]] = {}
        self._dotted = _dotted_names(text)
        self.met: list[SpeakerMatch] = []  # in the order of their last mention
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
        if speaker.name and subject.reference is not Reference.UNNAMED:
            self.met = [each for each in self.met[-50:] if each.name != speaker.name] + [speaker]
        return speaker

    def _resolve(self, subject: Subject, look_back: Callable[[], "SpeakerMatch | None"]) -> SpeakerMatch:
        printed = self.text[subject.start : subject.end]
        if subject.reference is Reference.PRONOUN:
            return self._of_pronoun(printed, look_back)
        if subject.reference is Reference.UNNAMED:
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        if subject.reference is Reference.DESCRIPTION:
            return self._of_description(subject, printed)
        return self._of_name(subject, printed)

    def _of_pronoun(self, printed: str, look_back: Callable[[], "SpeakerMatch | None"]) -> SpeakerMatch:
        found = look_back()
        if found is not None and printed.lower() in _MANY and not found.is_body and found.voice == SPEAKER:
            found = None  # of one person nobody writes “they” but where no body was met
        if found is not None and (found.is_body or printed.lower() not in _THINGS):
            return replace(found, mention=printed, certainty=0.9)
        met = self.met
        if printed.lower() in _BODY_PRONOUNS:
            met = [each for each in met if each.is_body] or met
        else:
            met = [each for each in met if each.voice == SPEAKER and not each.is_body]
        return (
            replace(met[-1], mention=printed, certainty=0.8)
            if met
            else replace(UNKNOWN_SPEAKER, mention=printed)
        )

    def name_with_title(self, noun: str, place: int) -> str | None:
        """The last full name before the place that was printed with this title."""
        entries = self.titles.get(noun, [])
        index = bisect_left(entries, (place, ""))
        if index:
            return entries[index - 1][1]
        return entries[0][1] if len({name for _place, name in entries}) == 1 else None

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
            or has_han(subject.name)
            or any(each.mention == subject.name for each in self.met)
        ):
            return True
        words = name_words(subject.name)
        return len(words) > 1 or (len(words) == 1 and words[0] in self.full_names and len(words[0]) > 2)

    def _of_description(self, subject: Subject, printed: str) -> SpeakerMatch:
        words = [word for word in name_words(printed) if word not in ("the", "his", "her", "their", "its")]
        found = self.index.find_title(" ".join(words))
        if len(found) == 1:
            return self._known(found[0], printed, printed)
        is_theirs = (
            "’s" in printed
            or "'s" in printed
            or printed.lower().startswith(("his ", "her ", "their ", "its "))
        )
        nouns = [] if is_theirs else [word for word in words if word in ROLE_NOUNS] or words[-1:]
        if nouns and (name := self.name_with_title(nouns[-1], subject.start)):
            found_name = self._of_name(Subject(subject.start, subject.end, Reference.NAME, name), printed)
            return replace(found_name, mention=printed, role="", certainty=0.9)
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
        first, _space, rest = printed.partition(" ")
        return SpeakerMatch(
            rest if first.lower() in ("the", "a", "an") else printed, None, printed, "", SPEAKER, (), 0.7
        )

    def _of_name(self, subject: Subject, printed: str) -> SpeakerMatch:
        # In a Chinese text the grammar reads simplified characters; the name is as printed.
        is_printed = not has_han(subject.name) or printed.startswith(subject.name)
        name = " ".join(subject.name.split()) if is_printed else printed[: len(subject.name)]
        mention = self.text[subject.start : subject.end] if subject.reference is Reference.BODY else name
        full = self._full_name(name, subject.start)
        found = self._find(name)
        if len(found) != 1 and full != name:
            found = self._find(full) or (found if len(found) > 1 else [])
        if len(found) > 1:
            found = self._present(found) or found
        if len(found) > 1 and subject.role:
            found = [each for each in found if _has_title(each, subject.role)] or found
        if len(found) == 1:
            return self._known(found[0], mention, subject.role)
        if found:
            ids = tuple(each.id for each in found[:_MAX_CANDIDATES])
            return SpeakerMatch(full, None, mention, subject.role, SPEAKER, ids, 0.6)
        return SpeakerMatch(full, None, mention, subject.role, SPEAKER)

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

    def _full_name(self, name: str, place: int) -> str:
        """The last longer name before the place, or the first after it, of which this one is the family name."""
        words = name_words(name)
        if has_han(name):
            return self._full_han_name(name)
        if len(words) != 1:
            return name
        entries = self.full_names.get(words[0], [])
        if not entries:
            return name
        index = bisect_left(entries, (place, ""))
        return entries[index - 1][1] if index else entries[0][1]

    def _full_han_name(self, name: str) -> str:
        """Of 韦伯 the 托马斯·韦伯 that the text prints."""
        if "·" in name or len(name) < 2:
            return name
        entries = self._dotted.get(name[:2], [])
        return next((first + name for first, last in entries if last.startswith(name)), name)


def _dotted_names(text: str) -> dict[str, list[tuple[str, str]]]:
    """“托马斯·韦伯说…” by the first two characters after the last point: what stands before them, and what follows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for match in _DOTTED.finditer(text):
        first, dot, last = match.group().rpartition("·")
        found.setdefault(last[:2], []).append((_without_title(first) + dot, last))
    return found


def _without_title(name: str) -> str:
    """Without the office that stands before a given name."""
    return _HAN_OFFICE.split(name)[-1] or name


def _has_title(name: Name, role: str) -> bool:
    words = set(name_words(role))
    return any(words & set(name_words(title)) for title in name.titles)


_Places = dict[str, list[tuple[int, str]]]


def _full_names(text: str) -> tuple[_Places, _Places]:
    """Where longer names are printed, by the word that stands for each, and by the title before it."""
    names: _Places = {}
    titles: _Places = {}
    for match in _FULL_NAME.finditer(text):
        words = match.group().split(" ")
        title = ""
        offices = [number for number, word in enumerate(words[:-2]) if _is_office(word)]
        if offices:  # “Transport Minister Hanna Okafor”
            title, words = words[offices[-1]].lower(), words[offices[-1] + 1 :]
        while len(words) > 1 and _is_title(words[0]):
            title = words.pop(0).lower()
        if len(words) < 2 or _is_title(words[-1]):
            continue
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s")
        name = " ".join(words)
        folded = name_words(name)
        for key in {folded[-1], family_name(folded), *(folded[:1] if is_family(folded[0]) else ())}:
            names.setdefault(key, []).append((match.start(), name))
        if title in ROLE_NOUNS:
            titles.setdefault(title, []).append((match.start(), name))
    return names, titles


_NO_NAME = words("""
    the a an on in at and but as when after mr mrs ms dr president minister while for his her monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october
    november december
""")


def _is_office(word: str) -> bool:
    return any(part in ROLE_NOUNS for part in word.lower().split("-"))


def _is_title(word: str) -> bool:
    folded = word.lower().rstrip(".")
    return folded in TITLES or folded in ROLE_NOUNS or folded in _NO_NAME

"""Whom “the minister”, “her lawyer” and “the 54-year-old” mean."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from archive.proposing.english.nouns import OFFICES_OF_ONE, ROLE_NOUNS, SAME_PERSON, UNNAMED_NOUNS
from archive.proposing.english.words import PREPOSITIONS
from archive.proposing.names import name_words
from archive.proposing.people.office_names import in_full
from archive.proposing.people.printed_names import LOWER_RANKS
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.reports import Reference, Subject
from archive.proposing.vocabulary import words as word_list
from archive.text.folding import fold
from archive.text.words import has_han

if TYPE_CHECKING:
    from archive.proposing.speakers import SpeakerFinder

LookBack = Callable[[], SpeakerMatch | None]
_MAX_CANDIDATES = 20
# “Erdogan’s spokesman”, “her lawyer”
_OWNED = re.compile(r"(?i)(?:his|her|their|its) |(?:the )?(?P<owner>[\w-]+)[’']s? (?!.*[’']s )|.*[’']s ")
# “His spokesman, who refused to be identified,”
_ANONYMOUS = re.compile(
    r",? (?:(?:who )?(?:refused|declined|did not want|asked not) to be (?:identified|named)"
    r"|(?:who )?(?:speaking|spoke) on (?:the )?condition of anonymity)"
)
_PARTY = re.compile(r"[’']s? [A-Z]")  # “the People’s Front leader”: a part of a name, no owner
_YEARS = re.compile(r"-year[ -]old\b")
_MAX_LEAD = 500  # characters with which a text begins
# Of these a text has several.
_GENERIC = word_list("""
    official analyst expert economist researcher scientist lawyer attorney witness resident spokesman spokeswoman
    spokesperson victim student teacher officer aide reporter journalist doctor nurse
""")
_ARTICLES = ("the", "his", "her", "their", "its")


class DescriptionFinder:
    """Of one text; `speakers` knows whom it named so far."""

    def __init__(self, speakers: "SpeakerFinder"):
        self.speakers, self.printed = speakers, speakers.printed

    def find(self, subject: Subject, printed: str, look_back: LookBack) -> SpeakerMatch:
        speakers = self.speakers
        printed = _YEARS.sub("-year-old", printed)
        words = in_full(word for word in name_words(printed) if word not in _ARTICLES)
        if _ANONYMOUS.match(speakers.text, subject.end, subject.end + 80):
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        if self._is_introduced(printed, words):
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        found = speakers.index.find_title(" ".join(words))
        if len(found) == 1:
            return speakers.known(found[0], printed, printed)
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        nouns = [word for word in head if word.split("-")[-1] in ROLE_NOUNS] or head[-1:]
        if nouns and (name := self._titled(printed, words, nouns[-1], subject.start)):
            found_name = speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), printed)
            return replace(found_name, mention=printed, role="", certainty=0.9)
        if nouns and not found and (last := self._last_person(printed, nouns[-1], look_back)):
            return replace(last, mention=printed, certainty=0.7)
        if _owner(printed):
            nouns = []
        for each in reversed(speakers.met):
            if nouns and nouns[-1] in in_full(name_words(each.role)):
                return replace(each, mention=printed, certainty=0.9)
        if found:
            ids = tuple(each.id for each in found[:_MAX_CANDIDATES])
            return SpeakerMatch(None, None, printed, printed, SPEAKER, ids, 0.7)
        return self.introduced(subject, printed) or self._without_person(subject, printed, words, nouns)

    def _without_person(
        self, subject: Subject, printed: str, words: list[str], nouns: list[str]
    ) -> SpeakerMatch:
        speakers = self.speakers
        whole = speakers.index.find(printed) or speakers.index.find(" ".join(words))
        if len(whole) == 1:
            return speakers.known(whole[0], printed, "")
        is_last = speakers.last.is_one_unnamed and printed.lower().startswith("the ")
        if nouns and (nouns[-1] in UNNAMED_NOUNS or (is_last and nouns[-1] in ROLE_NOUNS)):
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        if has_han(printed) and (full := speakers.full_han_name(printed)) != printed:
            return speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, full), printed)
        if printed[:1] in ("该", "該", "这", "這"):  # “该负责人”, of whom no name is printed
            return SpeakerMatch(None, None, printed, "", UNNAMED)
        first, _space, rest = printed.partition(" ")
        return SpeakerMatch(
            rest if first.lower() in ("the", "a", "an") else printed, None, printed, "", SPEAKER, (), 0.7
        )

    def introduced(self, subject: Subject, printed: str) -> SpeakerMatch | None:
        """Whom “a city judge”, “the head of the union” at the beginning of a text means, if the next sentences name who
        has that office; `printed` are the words of the subject."""
        words = [word for word in name_words(printed) if word not in _ARTICLES]
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        noun = next((word for word in reversed(head) if word in ROLE_NOUNS), "")
        if subject.start > _MAX_LEAD or not noun or noun in _GENERIC or head[-1] != noun:
            return None
        name = self.printed.introduced_after(noun, subject.end)
        if name is None:
            return None
        found = self.speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), printed)
        return replace(found, mention=printed, role="", certainty=0.8)

    def _is_introduced(self, printed: str, words: list[str]) -> bool:
        """Whether “the spokesperson” is “a spokesperson for the union”, of whom the text says no name: nobody else with
        that office, not even the archive's only one, is meant."""
        if not words or not printed.lower().startswith("the ") or any(map(self.printed.has_title, words)):
            return False
        return any(set(words) <= set(name_words(each.mention)) for each in self.speakers.unnamed)

    def _last_person(self, printed: str, noun: str, look_back: LookBack) -> SpeakerMatch | None:
        """Whom “the 54-year-old”, “the Burkinabe diplomat” means: whom the sentence before is about or who spoke last;
        for an office that another has only who was printed with none."""
        if not printed.lower().startswith("the "):
            return None
        last = look_back() or next((each for each in reversed(self.speakers.met) if each.name), None)
        if last is None or not last.name or last.is_body or last.voice != SPEAKER:
            return None
        titles = self.printed.titles(last.name or "")
        owner = _owner(printed)
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
        if owned := _owner(printed):
            if owned["owner"] in ROLE_NOUNS:  # “the minister’s spokesman”
                return self.printed.only_one(noun)
            if owned["owner"]:
                return self.printed.of_owner(owned["owner"], noun)
            if not set(title) & LOWER_RANKS:
                return self.printed.only_one(noun)
        return self.printed.with_title(title, place, self.speakers.places, self.speakers.is_reported)


def _owner(printed: str) -> "re.Match[str] | None":
    return None if _PARTY.search(printed) else _OWNED.match(printed)

"""Whom “the minister”, “her lawyer” and “the 54-year-old” mean."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from archive.proposing.english.nouns import OFFICES_OF_ONE, ROLE_NOUNS, SAME_PERSON, UNNAMED_NOUNS
from archive.proposing.english.words import PREPOSITIONS
from archive.proposing.names import name_words
from archive.proposing.people.office_names import expand_abbreviations
from archive.proposing.people.printed_names import LOWER_RANKS
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.proposal import SPEAKER, UNNAMED
from archive.proposing.speech_reports import Reference, Subject
from archive.text.folding import fold
from archive.text.word_sets import word_set
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
_GENERIC = word_set("""
    official analyst expert economist researcher scientist lawyer attorney witness resident spokesman spokeswoman
    spokesperson victim student teacher officer aide reporter journalist doctor nurse
""")
_ARTICLES = ("the", "his", "her", "their", "its")


class DescriptionFinder:
    """Of one text; `speakers` knows whom it named so far."""

    def __init__(self, speakers: "SpeakerFinder"):
        self.speakers, self.printed = speakers, speakers.printed

    def find(self, subject: Subject, mention: str, look_back: LookBack) -> SpeakerMatch:
        """Whom “the minister” means: who has that title in the archive, who was printed with it, the person of the last
        sentences, who spoke in that role; else nobody in particular. The surer the way, the higher `certainty`."""
        speakers = self.speakers
        mention = _YEARS.sub("-year-old", mention)
        words = expand_abbreviations(word for word in name_words(mention) if word not in _ARTICLES)
        if _ANONYMOUS.match(speakers.text, subject.end, subject.end + 80):
            return SpeakerMatch(None, None, mention, "", UNNAMED)
        if self._is_introduced(mention, words):
            return SpeakerMatch(None, None, mention, "", UNNAMED)
        found = speakers.index.find_title(" ".join(words))
        if len(found) == 1:
            return speakers.known(found[0], mention, mention)
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        nouns = [word for word in head if word.split("-")[-1] in ROLE_NOUNS] or head[-1:]
        if nouns and (name := self._titled(mention, words, nouns[-1], subject.start)):
            found_name = speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), mention)
            return replace(found_name, mention=mention, role="", certainty=0.9)
        if nouns and not found and (last := self._last_person(mention, nouns[-1], look_back)):
            return replace(last, mention=mention, certainty=0.7)
        if _owner(mention):
            nouns = []
        for each in reversed(speakers.met):
            if nouns and nouns[-1] in expand_abbreviations(name_words(each.role)):
                return replace(each, mention=mention, certainty=0.9)
        if found:
            ids = tuple(each.id for each in found[:_MAX_CANDIDATES])
            return SpeakerMatch(None, None, mention, mention, SPEAKER, ids, 0.7)
        return self.find_introduced(subject, mention) or self._without_person(subject, mention, words, nouns)

    def _without_person(
        self, subject: Subject, mention: str, words: list[str], nouns: list[str]
    ) -> SpeakerMatch:
        speakers = self.speakers
        whole = speakers.index.find(mention) or speakers.index.find(" ".join(words))
        if len(whole) == 1:
            return speakers.known(whole[0], mention, "")
        is_last = speakers.last.is_one_unnamed and mention.lower().startswith("the ")
        if nouns and (nouns[-1] in UNNAMED_NOUNS or (is_last and nouns[-1] in ROLE_NOUNS)):
            return SpeakerMatch(None, None, mention, "", UNNAMED)
        if has_han(mention) and (full := speakers.full_han_name(mention)) != mention:
            return speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, full), mention)
        if mention[:1] in ("该", "該", "这", "這"):  # “该负责人”, of whom no name is printed
            return SpeakerMatch(None, None, mention, "", UNNAMED)
        first, _space, rest = mention.partition(" ")
        return SpeakerMatch(
            rest if first.lower() in ("the", "a", "an") else mention, None, mention, "", SPEAKER, (), 0.7
        )

    def find_introduced(self, subject: Subject, mention: str) -> SpeakerMatch | None:
        """Whom “a city judge”, “the head of the union” at the beginning of a text means, if the next sentences name who
        has that office; `mention` are the words of the subject."""
        words = [word for word in name_words(mention) if word not in _ARTICLES]
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        noun = next((word for word in reversed(head) if word in ROLE_NOUNS), "")
        if subject.start > _MAX_LEAD or not noun or noun in _GENERIC or head[-1] != noun:
            return None
        name = self.printed.introduced_after(noun, subject.end)
        if name is None:
            return None
        found = self.speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), mention)
        return replace(found, mention=mention, role="", certainty=0.8)

    def _is_introduced(self, mention: str, words: list[str]) -> bool:
        """Whether “the spokesperson” is “a spokesperson for the union”, of whom the text says no name: nobody else with
        that office, not even the archive's only one, is meant."""
        if not words or not mention.lower().startswith("the ") or any(map(self.printed.has_title, words)):
            return False
        return any(set(words) <= set(name_words(each.mention)) for each in self.speakers.unnamed)

    def _last_person(self, mention: str, noun: str, look_back: LookBack) -> SpeakerMatch | None:
        """Whom “the 54-year-old”, “the Burkinabe diplomat” means: whom the sentence before is about or who spoke last;
        for an office that another has only who was printed with none."""
        if not mention.lower().startswith("the "):
            return None
        last = look_back() or next((each for each in reversed(self.speakers.met) if each.name), None)
        if last is None or not last.name or last.is_body or last.voice != SPEAKER:
            return None
        titles = self.printed.titles(last.name or "")
        owner = _owner(mention)
        if owner and not any(word.startswith(fold(owner["owner"] or "")[:4]) for word in titles):
            return None  # “Iran’s top diplomat” is nobody of the European Union
        if noun == "official":  # “the Palace official”, no longer “the official”
            return last if len(mention.split()) > 2 else None
        is_free = noun in ROLE_NOUNS and not last.role and not titles
        is_another = noun in OFFICES_OF_ONE or self.printed.has_title(noun)
        is_same = noun in SAME_PERSON or noun.endswith("-year-old") or (noun in ROLE_NOUNS and not is_another)
        return last if is_free or is_same else None

    def _titled(self, mention: str, words: list[str], noun: str, position: int) -> str | None:
        """The name that the text prints with the office of a description; folded words without an article."""
        if " and " in mention:  # “the secretary and the minister”: neither
            return None
        title = words[: words.index(noun) + 1] if noun in words else words
        if owned := _owner(mention):
            if owned["owner"] in ROLE_NOUNS:  # “the minister’s spokesman”
                return self.printed.only_one(noun)
            if owned["owner"]:
                return self.printed.of_owner(owned["owner"], noun)
            if not set(title) & LOWER_RANKS:
                return self.printed.only_one(noun)
        return self.printed.with_title(
            title, position, self.speakers.last_positions, self.speakers.is_reported
        )


def _owner(mention: str) -> "re.Match[str] | None":
    return None if _PARTY.search(mention) else _OWNED.match(mention)

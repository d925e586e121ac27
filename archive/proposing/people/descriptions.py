"""Whom “the minister”, “her lawyer” and “the 54-year-old” mean."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from archive.proposing.english.nouns import KIN, OFFICES_OF_ONE, ROLE_NOUNS, SAME_PERSON, UNNAMED_NOUNS
from archive.proposing.english.words import PREPOSITIONS
from archive.proposing.names import name_words
from archive.proposing.people.office_holders import LOWER_RANKS
from archive.proposing.people.office_names import expand_abbreviations
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
_FULL_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3}"
_LAST_WORDS = re.compile(r" \w+(?: [^.,\n]{1,60})?\.\s*\n")
_ARTICLES = ("the", "his", "her", "their", "its")


class DescriptionFinder:
    """Finds whom descriptions of one text mean; `speakers` knows whom it named so far."""

    def __init__(self, speakers: "SpeakerFinder"):
        self.speakers, self.printed = speakers, speakers.printed
        self._only_relative = lru_cache(100)(self._find_only_relative)

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
        title = speakers.index.find_title(" ".join(words))
        if len(title) == 1:
            return speakers.make_match(title[0], mention, mention)
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        nouns = [word for word in head if word.split("-")[-1] in ROLE_NOUNS] or head[-1:]
        if nouns and (name := self._name_with_title(mention, words, nouns[-1], subject.start)):
            found_name = speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), mention)
            return replace(found_name, mention=mention, role="", certainty=0.9)
        last = self._last_person(mention, nouns[-1], look_back) if nouns and not title else None
        mentioned_people = [] if _owner(mention) or not nouns else speakers.mentioned_people
        in_office = [
            person
            for person in mentioned_people
            if nouns[-1] in expand_abbreviations(name_words(person.role))
        ]
        has_office = last is None or last.role or self.printed.holders.titles(last.name or "")
        if nouns and not title and not in_office and has_office:
            last = self._named_next(subject, nouns[-1]) or last
        if last:
            return replace(last, mention=mention, certainty=0.7)
        if in_office:
            return replace(in_office[-1], mention=mention, certainty=0.9)
        if title:
            ids = tuple(person.id for person in title[:_MAX_CANDIDATES])
            return SpeakerMatch(None, None, mention, mention, SPEAKER, ids, 0.7)
        return self.find_introduced(subject, mention) or self._without_person(subject, mention, words, nouns)

    def _without_person(
        self, subject: Subject, mention: str, words: list[str], nouns: list[str]
    ) -> SpeakerMatch:
        speakers = self.speakers
        whole = speakers.index.find(mention) or speakers.index.find(" ".join(words))
        if len(whole) == 1:
            return speakers.make_match(whole[0], mention, "")
        last = speakers.last
        is_last = last.is_one_unnamed and mention.lower().startswith("the ")
        is_last &= not OFFICES_OF_ONE.intersection(nouns[-1:]) or nouns[-1] in name_words(last.mention)
        if nouns and (nouns[-1] in UNNAMED_NOUNS or (is_last and nouns[-1] in ROLE_NOUNS)):
            return SpeakerMatch(None, None, mention, "", UNNAMED)
        if has_han(mention) and (full := speakers.full_han_name(mention)) != mention:
            return speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, full), mention)
        if mention[:1] in ("该", "該", "这", "這"):  # “该负责人”, of whom no name is printed
            return SpeakerMatch(None, None, mention, "", UNNAMED)
        first, _space, tail = mention.partition(" ")
        return SpeakerMatch(
            tail if first.lower() in ("the", "a", "an") else mention, None, mention, "", SPEAKER, (), 0.7
        )

    def find_introduced(self, subject: Subject, mention: str) -> SpeakerMatch | None:
        """Whom “a city judge”, “the head of the union” at the beginning of a text means, if the next sentences name who
        has that office; `mention` are the words of the subject."""
        words = [word for word in name_words(mention) if word not in _ARTICLES]
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words)) or words
        noun = next((word for word in reversed(head) if word in ROLE_NOUNS), "")
        if match := self._printed_without_article(subject, mention, words, noun):
            return match
        if relative := self._named_relative(subject, words):
            return replace(relative, mention=mention, certainty=0.8)
        if subject.start > _MAX_LEAD or not noun or noun in _GENERIC or head[-1] != noun:
            return None
        name = self.printed.holders.introduced_after(noun, subject.end)
        if name is None and not self.printed.holders.has_title(noun, subject.end):
            name = self.printed.first_speaker_after(subject.end, is_lead=True)
        if name is None:
            return None
        person = self.speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), mention)
        return replace(person, mention=mention, role="", certainty=0.8)

    def _printed_without_article(
        self, subject: Subject, mention: str, words: list[str], noun: str
    ) -> SpeakerMatch | None:
        """“Harbour Union spokesman said”: the only one whom the text prints with all these words."""
        if len(words) < 2 or words[-1] != noun or len(words) < len(mention.split()):
            return None
        name = self.printed.holders.only_one(noun)
        if name is None or not set(words[:-1]) <= self.printed.holders.titles(name):
            return None
        person = self.speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), mention)
        return replace(person, mention=mention, role="", certainty=0.8)

    def _named_relative(self, subject: Subject, words: list[str]) -> SpeakerMatch | None:
        """Of “his mother” Ann Lee, where the text has “Ben’s mother, Ann Lee” further down, and no other mother."""
        if not words or words[-1] not in KIN or not _OWNED.match(self.speakers.text, subject.start):
            return None
        if (name := self._only_relative(words[-1])) is None:
            return None
        return self.speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), name)

    def _find_only_relative(self, noun: str) -> str | None:
        relatives = {match[1] for match in re.finditer(rf"\b{noun},? ({_FULL_NAME})", self.speakers.text)}
        return relatives.pop() if len(relatives) == 1 else None

    def _named_next(self, subject: Subject, noun: str) -> SpeakerMatch | None:
        """Of “the harbour director said” at the end of a paragraph Ann Lee, whom the next one quotes by name alone."""
        text = self.speakers.text
        is_last = _LAST_WORDS.match(text, subject.end) is not None
        if not is_last or noun not in ROLE_NOUNS or self.printed.holders.has_title(noun) or noun in _GENERIC:
            return None
        name = self.printed.first_speaker_after(subject.end, is_lead=False)
        if name is None:
            return None
        return self.speakers.of_name(Subject(subject.start, subject.end, Reference.NAME, name), name)

    def _is_introduced(self, mention: str, words: list[str]) -> bool:
        """Whether “the spokesperson” is “a spokesperson for the union”, of whom the text says no name: nobody else with
        that office, not even the archive's only one, is meant."""
        if (
            not words
            or not mention.lower().startswith("the ")
            or any(map(self.printed.holders.has_title, words))
        ):
            return False
        mentions = [name_words(unnamed.mention) for unnamed in self.speakers.unnamed]
        if words[-1] in ROLE_NOUNS - OFFICES_OF_ONE and mentions and words[-1] in mentions[-1]:
            return True  # “the Labour lawmaker” after “a lawmaker within the party”
        return any(set(words) <= set(mention_words) for mention_words in mentions)

    def _last_person(self, mention: str, noun: str, look_back: LookBack) -> SpeakerMatch | None:
        """Whom “the 54-year-old”, “the Burkinabe diplomat” means: whom the sentence before is about or who spoke last;
        for an office that another has only who was printed with none."""
        if not mention.lower().startswith("the "):
            return None
        last = look_back() or next(
            (person for person in reversed(self.speakers.mentioned_people) if person.name), None
        )
        last = last.persons[-1] if last and last.persons else last
        if last is None or not last.name or last.is_body or last.voice != SPEAKER:
            return None
        titles = self.printed.holders.titles(last.name or "")
        owner = _owner(mention)
        if owner and not any(word.startswith(fold(owner["owner"] or "")[:4]) for word in titles):
            return None  # “Iran’s top diplomat” is nobody of the European Union
        if noun == "official":  # “the Palace official”, no longer “the official”
            return last if len(mention.split()) > 2 else None
        is_free = noun in ROLE_NOUNS and not last.role and not titles
        is_another = noun in OFFICES_OF_ONE or self.printed.holders.has_title(noun)
        is_another &= "former" not in mention  # “the former prime minister”, where the text has a present one
        is_same = noun in SAME_PERSON or noun.endswith("-year-old") or (noun in ROLE_NOUNS and not is_another)
        return last if is_free or is_same else None

    def _name_with_title(self, mention: str, words: list[str], noun: str, position: int) -> str | None:
        """The name that the text prints with the office of a description; folded words without an article."""
        if " and " in mention:  # “the secretary and the minister”: neither
            return None
        title = words[: words.index(noun) + 1] if noun in words else words
        if owner := _owner(mention):
            if owner["owner"] in ROLE_NOUNS:  # “the minister’s spokesman”
                return self.printed.holders.only_one(noun)
            if owner["owner"] in ("family", "defendant", "suspect", "victim", "accused"):
                return self.printed.holders.only_one(noun)
            if owner["owner"]:
                return self.printed.holders.of_owner(owner["owner"], noun)
            if not set(title) & LOWER_RANKS:
                return self.printed.holders.only_one(noun)
        return self.printed.holders.with_title(
            title, position, self.speakers.last_positions, self.speakers.is_reported
        )


def _owner(mention: str) -> "re.Match[str] | None":
    return None if _PARTY.search(mention) else _OWNED.match(mention)

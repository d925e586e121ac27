"""Bodies that a text calls by a noun alone: “the department” is the Ministry of Ports."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.proposing.english.nouns import ROLE_NOUNS
from archive.proposing.names import Name, name_words
from archive.proposing.people.printed_names import NEWS_AGENCIES
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.proposal import SPEAKER
from archive.proposing.speech_reports import Reference, Subject

if TYPE_CHECKING:
    from archive.proposing.speakers import SpeakerFinder

_COMPANY = re.compile(
    r"(?P<name>[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,3}),? (?:Inc|Corp|Corporation|plc|PLC|Ltd|Bhd)\b"
)
_COMPANIES = frozenset(
    ("company", "firm", "carrier", "airline", "retailer", "automaker", "carmaker", "lender", "maker")
)
_KINDS_OF_BODIES = (
    frozenset(("department", "ministry", "office", "treasury", "administration", "directorate")),
    frozenset(
        ("company", "firm", "corporation", "group", "maker", "inc", "ltd", "corp", "airlines", "motors")
    ),
    frozenset(("agency", "authority", "administration", "bureau", "commission")),
    frozenset(("bank", "lender")),
    frozenset(("union", "federation", "association", "confederation", "congress")),
    frozenset(("charity", "foundation", "trust", "society")),
    frozenset(("newspaper", "paper", "daily", "times", "post", "journal", "herald", "tribune", "guardian")),
    frozenset(("council", "committee", "assembly")),
)


_SMALL = ("of", "and", "&", "for", "the")
# “The government” is a name of its own.
_OF_MANY = frozenset(
    ("government", "state", "states", "city", "country", "countries", "house", "report", "news", "tv")
)


class BodyFinder:
    """Finds the bodies that speak in one text; `speakers` knows whom it named so far."""

    def __init__(self, speakers: "SpeakerFinder"):
        self.speakers = speakers
        self._names_by_noun: dict[str, list[Name]] = {}
        self._company = _COMPANY.search(speakers.text)

    def find_last(self, noun: str, start: int) -> SpeakerMatch | None:
        """“The department” at `start`: the body met last that has this noun or one of the same kind in its
        name, else the one printed last with this noun at its end."""
        return self._find_met(noun) or self._find_printed(noun, start)

    def _find_printed(self, noun: str, start: int) -> SpeakerMatch | None:
        if noun in _OF_MANY or (name := self.speakers.printed.last_body(noun, start)) is None:
            return None
        body = self.speakers.of_name(Subject(start, start, Reference.NAME, name), name)
        return replace(body, is_body=True)

    def _find_met(self, noun: str) -> SpeakerMatch | None:
        noun = noun.rpartition(" ")[2] if noun.endswith("-based company") else noun
        kin = next((candidate for candidate in _KINDS_OF_BODIES if noun in candidate), None)
        if kin is None and noun not in _COMPANIES:
            return None
        kin = kin or _COMPANIES
        bodies = [
            candidate
            for candidate in self.speakers.mentioned_people
            if candidate.is_body and candidate.name and candidate.name.lower() not in kin
        ]
        body = next(
            (candidate for candidate in reversed(bodies) if kin & set(name_words(candidate.name or ""))), None
        )
        if body is None and noun in _COMPANIES:
            body = next(
                (
                    candidate
                    for candidate in reversed(self.speakers.mentioned_people)
                    if self._is_company(candidate)
                ),
                None,
            )
            if body is None and self._company:
                position = self._company.start()
                name = self._company["name"]
                body = self.speakers.of_name(Subject(position, position, Reference.NAME, name), name)
        return body

    def _is_company(self, speaker: SpeakerMatch) -> bool:
        """Whether a name is hardly a person's: no given name, nobody called by its last word, no office but one of
        companies, “ferry operator”. A name of one word is no person's, whom a text names in full first."""
        name = speaker.name or ""
        words = name.split()
        if (
            not words
            or not all(word[0].isupper() or word in _SMALL for word in words)
            or name in NEWS_AGENCIES
            or self.speakers.genders.is_known(name)
        ):
            return False
        offices = {*self.speakers.printed.holders.titles(name), *name_words(speaker.role)} & ROLE_NOUNS
        is_person = len(words) > 1 and self.speakers.printed.boundaries.is_surely_person(words)
        return not is_person and not offices and speaker.voice == SPEAKER

    def find_known(self, noun: str) -> Name | None:
        """“The bank”: the one body of the archive whose name has this noun and stands in the text."""
        if " " in noun or not noun.islower():
            return None
        if noun not in self._names_by_noun:
            self._names_by_noun[noun] = [
                name
                for name in self.speakers.index.names
                if noun in (parts := name_words(name.name))
                and len(parts) > 1
                and name.name in self.speakers.text
            ]
        return self._names_by_noun[noun][0] if len(self._names_by_noun[noun]) == 1 else None

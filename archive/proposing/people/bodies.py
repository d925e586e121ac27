"""Bodies that a text calls by a noun alone: “the department” is the Ministry of Ports."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.proposing.names import Name, name_words
from archive.proposing.people.printed_names import NEWS_AGENCIES
from archive.proposing.people.speaker_match import SpeakerMatch
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


class BodyFinder:
    """Of one text; `speakers` knows whom it named so far."""

    def __init__(self, speakers: "SpeakerFinder"):
        self.speakers = speakers
        self._known: dict[str, list[Name]] = {}
        self._company = _COMPANY.search(speakers.text)
        self._has_owner = lru_cache(2000)(self._is_owner)

    def find_last(self, noun: str) -> SpeakerMatch | None:
        """“The department”: the body met last that has this noun or one of the same kind in its name."""
        noun = noun.rpartition(" ")[2] if noun.endswith("-based company") else noun
        kin = next((each for each in _KINDS_OF_BODIES if noun in each), None)
        if kin is None:
            return None
        bodies = [
            each for each in self.speakers.met if each.is_body and each.name and each.name.lower() not in kin
        ]
        found = next((each for each in reversed(bodies) if kin & set(name_words(each.name or ""))), None)
        if found is None and noun in _COMPANIES:
            found = next((each for each in reversed(self.speakers.met) if self._is_company(each)), None)
            if found is None and self._company:
                position = self._company.start()
                name = self._company["name"]
                found = self.speakers.of_name(Subject(position, position, Reference.NAME, name), name)
        return found

    def _is_company(self, speaker: SpeakerMatch) -> bool:
        """Of whom the text says “Volt Nordic closed its plant”, “Volt Nordic Inc”."""
        name = speaker.name or ""
        if (
            not name.istitle()
            or speaker.role
            or self.speakers.printed.holders.titles(name)
            or speaker.name in NEWS_AGENCIES
        ):
            return False
        return self._has_owner(name)

    def _is_owner(self, name: str) -> bool:
        its = rf"{re.escape(name)}[^.!?\n]{{0,120}}\b(?:its|Inc|Corp|plc|PLC|Ltd)\b"
        return re.search(its, self.speakers.text) is not None

    def find_known(self, noun: str) -> Name | None:
        """“The bank”: the one body of the archive whose name has this noun and stands in the text."""
        if " " in noun or not noun.islower():
            return None
        if noun not in self._known:
            self._known[noun] = [
                each
                for each in self.speakers.index.names
                if noun in (parts := name_words(each.name))
                and len(parts) > 1
                and each.name in self.speakers.text
            ]
        return self._known[noun][0] if len(self._known[noun]) == 1 else None

"""“Mayor Ann Lee and Senator Jo Sand said”: two persons who say the same."""

import re
from typing import TYPE_CHECKING

from archive.proposing.english.nouns import BODY_NOUNS, ROLE_NOUNS
from archive.proposing.names import name_words
from archive.proposing.people.printed_titles import is_portfolio, without_titles
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.proposal import SPEAKER
from archive.proposing.speech_reports import Reference, Subject

if TYPE_CHECKING:
    from archive.proposing.speakers import SpeakerFinder

_AND = re.compile(r"(?P<first>.+?) and(?: [\w’' -]+)?")
_NAME_AT_END = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:de|van|von|al|bin) )?[A-Z][\w’'.-]+)*$")
_CERTAINTY = 0.6  # a statement has one speaker: an editor chooses


def match_two(speakers: "SpeakerFinder", subject: Subject) -> SpeakerMatch | None:
    """The two of a subject that is read as a name with all before it as its role: candidates where the archive knows
    both, else a new name of both. None for one person, “Minister of Sports and Culture Ann Lee”."""
    before = _AND.fullmatch(subject.role)
    if before is None or (first := _person_at_end(speakers, before["first"], subject)) is None:
        return None
    mention = speakers.text[subject.start : subject.end]
    if is_portfolio(mention.rpartition(" and ")[2].partition(" ")[0]):
        return None  # “Water Resources and Irrigation Ann Lee”
    start = subject.start
    matches = tuple(
        speakers.of_name(Subject(start, start, Reference.NAME, name), name) for name in (first, subject.name)
    )
    ids = tuple(person.speaker_id for person in matches if person.speaker_id is not None)
    is_known = len(ids) == len(matches)
    name = None if is_known else " and ".join(person.name or person.mention for person in matches)
    return SpeakerMatch(name, None, mention, "", SPEAKER, ids * is_known, _CERTAINTY, persons=matches)


def _person_at_end(speakers: "SpeakerFinder", words: str, second: Subject) -> str | None:
    """The name of a person with which the words end, without titles before it; `second` is named after it."""
    match = _NAME_AT_END.search(words)
    if match is None:
        return None
    name = speakers.printed.without_rank(" ".join(without_titles(match.group().split())[1]))
    full = speakers.printed.full_name(name, len(speakers.text)).split()
    boundaries = speakers.printed.boundaries
    is_full = (
        " " in name and " " in second.name and second.role.endswith(" and") and not boundaries.is_thing(full)
    )
    has_title = ROLE_NOUNS & speakers.printed.holders.titles(" ".join(full))
    is_printed = len(full) > 1 and (is_full or has_title or boundaries.is_surely_person(full))
    is_person = bool(is_printed) and full[-1].lower() not in BODY_NOUNS
    is_known = any(
        not person.is_body and not BODY_NOUNS & {*name_words(person.name)} for person in speakers.find(name)
    )
    return name if is_person or is_known else None

"""Offices beside a name with a comma: “the Minister of Health, Dr Ann Lee,”, “Ann Lee, chief of the harbour,”."""

import re

from archive.proposing.english.nouns import ROLE_NOUNS
from archive.proposing.english.words import SAYING

_HONORIFIC_BEFORE = re.compile(r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Gen|Col|Rev|Sen|Rep|Gov)\.? )+$")
_OFFICE_BEFORE = re.compile(
    r"(?:^|[.;:,?!”\"\n—–] ?|\b(?:[Bb]y|and|while|but|when|as|to|with|told|of|said|says) )"
    r"(?P<office>(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[A-Z][\w-]+[’']s?|[A-Z][\w-]+ (?:of|for|at)(?= ))"
    r" [^.;:,?!”\"\n—–()]{3,90})(?: \([^()\n]{1,40}\))?, $"
)
# “Minority Leader, Ann Lee,”: without an article.
_OFFICE_IN_CAPITALS = re.compile(
    r"(?:^|[.;:,?!”\"\n—–\]] ?|\b(?:[Bb]y|and|while|but|when|as|to|with|told|said|says) )"
    r"(?P<office>(?:[A-Z][\w’'-]+ ){0,5}[A-Z][\w-]+), $"
)
# “the President said that the Minister of Ports, Ann Lee”: the office begins after the verb.
_CLAUSE = re.compile(
    r"\b(?:that|said|says|told|when|while|but|because) (?=[Tt]he |[Ii]ts |[Hh]is |[Hh]er |[A-Z])"
)
_OFFICE_AFTER = re.compile(
    r" ?(?:\([^()\n]{1,40}\))?, (?P<office>[^.;:,?!“”\"\n—–]{4,90}?)(?=[.;:,?!”\"\n—–]|\bwho\b|$)"
)
_MAX_AHEAD = 6  # words before the noun of an office that follows a name
_NO_OFFICE = frozenset(
    ("and", "who", "whose", "which", "where", "but", "or", "as", "when", "said", "told", "met", "with")
)


def offices_beside(text: str, start: int, end: int) -> list[list[str]]:
    """The offices that stand before and after the name text[start:end], as words in small letters of which the last is
    the noun: [["minister"], ["deputy", "director"]]; [] where none does."""
    offices = [
        _noun_phrase(words) for words in (_office_before(text, start), _office_after(text, end)) if words
    ]
    return [words for words in offices if words]


def _office_before(text: str, start: int) -> list[str]:
    line = text[max(0, start - 120) : start]
    if honorific := _HONORIFIC_BEFORE.search(line):
        line = line[: honorific.start()]
    if not line.endswith(", "):
        return []
    if match := _OFFICE_BEFORE.search(line):
        return _CLAUSE.split(match["office"])[-1].lower().split()
    words = match["office"].lower().split() if (match := _OFFICE_IN_CAPITALS.search(line)) else []
    return words if _is_office(words[-1:]) else []


def _office_after(text: str, end: int) -> list[str]:
    match = _OFFICE_AFTER.match(text, end, end + 140)
    if not match:
        return []
    words = match["office"].split()
    return [] if words[0] in _NO_OFFICE or SAYING & set(words) else [word.lower() for word in words]


def _noun_phrase(words: list[str]) -> list[str]:
    """Up to the noun of the office, without what follows “of”."""
    for number, word in enumerate(words[: _MAX_AHEAD + 1]):
        if word in ("of", "for", "in", "at", "to", "with", "on"):
            break
        if word.split("-")[-1] in ROLE_NOUNS and not _is_office(words[number + 1 : number + 2]):
            return words[: number + 1]
    return []


def _is_office(words: list[str]) -> bool:
    return bool(words) and words[0] in ROLE_NOUNS

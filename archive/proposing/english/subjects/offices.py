"""Offices in a noun phrase, and the names that stand after them."""

import re

from archive.proposing.english.nouns import BODY_NOUNS, ROLE_NOUNS, SURNAMES_OF_RANK, TITLES
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import DETERMINERS, PREPOSITIONS
from archive.proposing.people.genders import is_given_name
from archive.proposing.people.office_names import OFFICES_IN_LETTERS
from archive.proposing.people.printed_titles import person_at_end, words_of_country
from archive.proposing.speech_reports import Reference, Subject
from archive.text.word_sets import word_set

HONORIFICS = word_set("""
    mr mrs ms miss mr. mrs. ms. sir lord lady madam h.e. hon. rt.
""")
_ADJECTIVES = word_set("familiar close involved aware responsible present acquainted opposed loyal")
_ACADEMIC = ("Dr", "Dr.", "Mr", "Mrs", "Ms", "Prof", "Prof.")  # after these a name begins


def is_title(token: Token) -> bool:
    word = token.lower.rstrip(".")
    return (
        is_in_letters(token)
        or word in TITLES
        or word in ROLE_NOUNS
        or any(part in ROLE_NOUNS for part in word.split("-"))
    )


def is_in_letters(token: Token) -> bool:
    return token.text.isupper() and token.lower in OFFICES_IN_LETTERS


def is_office_in_capitals(phrase: list[Token]) -> bool:
    """“Minority Leader”, “Union President”, not “Angela Dean” and “Stephen King”."""
    noun, before = phrase[-1].lower, phrase[-2].lower if len(phrase) > 1 else ""
    is_office = noun in ROLE_NOUNS and noun not in SURNAMES_OF_RANK
    return is_office and bool(before) and not is_given_name(before) and not before.endswith(".")


def head_end(phrase: list[Token]) -> int:
    for index, token in enumerate(phrase):
        if index and token.lower in PREPOSITIONS:
            is_further = index > 1 and phrase[index - 1].lower in _ADJECTIVES
            return index - 1 if is_further or _is_participle(phrase, index - 1) else index
    return len(phrase) - (len(phrase) > 1 and phrase[-1].lower in _ADJECTIVES)


def _is_participle(phrase: list[Token], index: int) -> bool:
    """Whether the token is a participle after its noun, such as “contacted” in “four scientists contacted by the
    paper”."""
    return (
        index > 0
        and phrase[index].text.islower()
        and phrase[index].lower.endswith("ed")
        and len(phrase[index].lower) > 4
    )


def is_body(name: str, phrase: list[Token], last: int) -> bool:
    words = [word.lower() for word in name.split()]
    if len(phrase) > last and phrase[last].lower == "of" and words[-1] in BODY_NOUNS:
        return True
    if re.fullmatch(r"[A-Z]{2,}s", name):
        return True
    return any(word in BODY_NOUNS for word in words) or (
        name.isupper() and len(words) == 1 and len(name) > 2 and phrase[0].lower not in HONORIFICS
    )


def named_after_office(phrase: list[Token], masked: str) -> Subject | None:
    """“Works and Coordination of Regional Roads Cabinet Secretary Ann Lee”: after a preposition an office in capitals,
    and then the name."""
    head = head_end(phrase)
    if head == len(phrase):
        return None
    start = len(phrase)
    while start > head and phrase[start - 1].is_capital and not is_title(phrase[start - 1]):
        start -= 1
    office = phrase[start - 1]
    is_late = len(phrase) - start == 1 and not phrase[start - 2].is_capital and office.is_capital
    if is_late and phrase[start - 2].lower not in DETERMINERS | ROLE_NOUNS | PREPOSITIONS:
        name = masked[phrase[-1].start : phrase[-1].end]  # “On the case in police custody President Lee said”
        return Subject(office.start, phrase[-1].end, Reference.NAME, name, office.text)
    if len(phrase) - start not in (2, 3, 4) or not ROLE_NOUNS.intersection(office.lower.split("-")):
        return None
    if is_body(masked[phrase[start].start : phrase[-1].end], phrase, len(phrase)):
        return None
    role = masked[phrase[phrase[0].lower in DETERMINERS].start : office.end]
    name = masked[phrase[start].start : phrase[-1].end]
    return Subject(phrase[0].start, phrase[-1].end, Reference.NAME, name, role)


def named_at_end(phrase: list[Token], masked: str) -> Subject | None:
    """“rapporteur on alternative fuels Ismail Ertug”: an office with its subject, then the name."""
    head = head_end(phrase)
    if head == len(phrase) or phrase[head - 1].lower not in ROLE_NOUNS:
        return None
    start = len(phrase)
    while start > head and phrase[start - 1].is_capital and phrase[start - 1].text not in _ACADEMIC:
        start -= 1
    bodies = [number for number in range(start, len(phrase) - 2) if phrase[number].lower in BODY_NOUNS]
    start = bodies[-1] + 1 if bodies else start  # “Head of the Conference Party Salah Hasab Allah”
    if phrase[start - 1].lower == "to":  # “Ambassador to South Korea Anna Holt”
        start += words_of_country([token.text for token in phrase[start:]])
    if len(phrase) - start > 2 and phrase[start - 1].lower in ("of", "and", "for"):
        words = [token.text for token in phrase[start:]]  # “Minister of Education and Research Sigurd Dahl”
        start = len(phrase) - len(person_at_end(words))
    while len(phrase) - start > 2 and is_title(phrase[start]):
        start += 1  # “secretary for production Cde Ann Lee”
    is_name = len(phrase) - start in (2, 3, 4) and start > head + 1
    if (
        not is_name
        or phrase[start - 1].lower in DETERMINERS | PREPOSITIONS
        or is_body(masked[phrase[start].start : phrase[-1].end], phrase, len(phrase))
    ):
        return None
    role = masked[phrase[phrase[0].lower in DETERMINERS].start : phrase[start - 1].end]
    name = masked[phrase[start].start : phrase[-1].end]
    return Subject(phrase[0].start, phrase[-1].end, Reference.NAME, name, role)

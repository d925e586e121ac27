"""The subject with which an English sentence begins."""

from archive.proposing.english.subjects.appositions import with_apposition
from archive.proposing.english.subjects.noun_phrases import phrase_after, read_phrase
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import AUXILIARIES, OPENERS, PREPOSITIONS, VERB_FORMS
from archive.proposing.speech_reports import Reference, Subject
from archive.text.word_sets import word_set

_CLAUSE_JOINTS = word_set("but and while whereas though although yet")
_MAX_OFFICE = 8  # words and signs between the noun of an office and its comma
_MAX_DATELINE = 14  # words and signs of “SHANGHAI, May 6 (Agency) –”


def _after_dateline(tokens: list[Token]) -> int:
    """Index after a dateline such as “GENEVA –”; 0 where the sentence has none."""
    if not tokens or not (tokens[0].text.isupper() and len(tokens[0].text) > 2):
        return 0
    for index, token in enumerate(tokens[1:_MAX_DATELINE], 1):
        if token.text in ("—", "–", "-", ":"):
            return index + 1
        if token.is_word and not (token.is_capital or token.text[0].isdigit()):
            return 0
    return 0


def clause_boundary(tokens: list[Token], last: int) -> int:
    """Index after the “, but” or “;” of the last clause before tokens[last] that has a subject; 0 for none."""
    for index in range(last - 2, 1, -1):
        token = tokens[index]
        if token.text == ";" or (token.lower in _CLAUSE_JOINTS and tokens[index - 1].text == ","):
            stop = phrase_after(tokens, index + 1)
            has_verb = stop < len(tokens) and tokens[stop].is_word and tokens[stop].lower not in PREPOSITIONS
            if index + 1 < stop <= last and (has_verb or token.text == ";"):
                return index + 1
            if token.lower != "and":  # “Britain, France, and Germany in Geneva, adding …”
                return 0
    return 0


def _named_after(tokens: list[Token], stop: int, subject: Subject, masked: str) -> Subject | None:
    """Of “President of the Society (JAS), Senator Ann Lee will tour”, “The party’s spokesperson on ports, Ben Lind,
    left” the name, where tokens[stop] follows the office."""
    if subject.reference not in (Reference.DESCRIPTION, Reference.UNNAMED):
        return None
    comma = next(
        (n for n in range(stop, min(stop + _MAX_OFFICE, len(tokens))) if tokens[n].text == ","), None
    )
    between = tokens[stop:comma] if comma else tokens[stop:]
    if comma is None or any(token.lower in VERB_FORMS or token.lower in AUXILIARIES for token in between):
        return None
    if between and between[0].text != "(" and between[0].lower not in PREPOSITIONS:
        return None
    end = phrase_after(tokens, comma + 1)
    name = read_phrase(tokens, comma + 1, end, masked)
    return name if name and name.reference is Reference.NAME and " " in name.name else None


def _after_letters(tokens: list[Token], stop: int, masked: str) -> Subject | None:
    """Of “The Unity Party (UP) Coordinator Ann Lee has left” Ann Lee, where tokens[stop] is the parenthesis."""
    if [token.text for token in tokens[stop : stop + 3 : 2]] != ["(", ")"]:
        return None
    end = phrase_after(tokens, stop + 3)
    person = read_phrase(tokens, stop + 3, end, masked) if end > stop + 3 else None
    return person if person and person.role and " " in person.name else None


def first_subject(tokens: list[Token], masked: str) -> Subject | None:
    """The subject with which the sentence begins, after “On Friday,” and “During the session,”."""
    index = _after_dateline(tokens)
    while index < len(tokens) and not tokens[index].is_word:
        index += 1
    for _turn in range(3):
        if index >= len(tokens):
            return None
        token = tokens[index]
        is_opening = token.lower in OPENERS or (
            token.lower.endswith(("ing", "ly")) and token.lower not in ("beijing", "ming")
        )
        if not is_opening:
            break
        comma = next((n for n in range(index, min(index + 30, len(tokens))) if tokens[n].text == ","), None)
        if comma is None:
            if token.lower not in ("but", "and", "yet", "so"):
                return None
            comma = index
        index = comma + 1
    if index + 1 < len(tokens) and tokens[index].lower in ("added", "said", "asked"):
        index += 1  # “Added Green: …”
    stop = phrase_after(tokens, index)
    if stop == index:
        return None
    subject = read_phrase(tokens, index, stop, masked)
    if subject and subject.reference is Reference.BODY and (person := _after_letters(tokens, stop, masked)):
        return person
    if subject and (name := _named_after(tokens, stop, subject, masked)):
        return name
    if (
        subject
        and subject.reference in (Reference.NAME, Reference.DESCRIPTION)
        and stop + 1 < len(tokens)
        and tokens[stop].text == ","
    ):
        comma = next((n for n in range(stop + 1, min(stop + 25, len(tokens))) if tokens[n].text == ","), None)
        if comma and (apposition := with_apposition(tokens[: comma + 1], comma, masked)):
            return apposition[1]
    return subject

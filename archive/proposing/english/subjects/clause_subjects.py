"""The subject of a verb that another clause of the sentence parts from it."""

from archive.proposing.english.nouns import ROLE_NOUNS
from archive.proposing.english.subjects.noun_phrases import phrase_after, phrase_before, read_phrase
from archive.proposing.english.subjects.sentence_subject import first_subject
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import AUXILIARIES, PREPOSITIONS, PRONOUNS
from archive.proposing.speech_reports import Reference, Subject

_MAX_CLAUSE = 14  # words
_JOINTS = ("after", "as", "when", "because", "before")


def before_unmarked_clause(tokens: list[Token], start: int, masked: str) -> tuple[int, Subject] | None:
    """Returns the index where Ann Lee starts, and her as the subject, in “Ann Lee when she caught the eye of the chair
    noted”, where tokens[start] begins the last noun phrase; None for other sentences."""
    for index in range(start - 1, max(start - _MAX_CLAUSE, 0), -1):
        if not tokens[index].is_word:
            return None
        if tokens[index].lower in ("when", "while") and tokens[index + 1].lower in PRONOUNS:
            first = phrase_before(tokens, index - 1)
            subject = read_phrase(tokens, first, index, masked) if first is not None else None
            is_name = subject is not None and subject.reference is Reference.NAME
            return (first or 0, subject) if subject and is_name else None
    return None


def subject_of_participle(tokens: list[Token], last: int, masked: str) -> Subject | None:
    """Returns Ann Lee in “Ann Lee left, saying …”, and in “The remark came after Ann Lee left, saying …” too, as a
    remark says nothing. The participle follows tokens[last]."""
    subject = first_subject(tokens, masked)
    if subject is None or subject.reference is not Reference.DESCRIPTION or _is_person(subject):
        return subject
    for index in range(last - 1, 1, -1):
        if tokens[index].lower in _JOINTS:
            stop = phrase_after(tokens, index + 1)
            is_clause = index + 1 < stop < last and tokens[stop].is_word
            if is_clause and tokens[stop].lower not in PREPOSITIONS - AUXILIARIES:
                inner = read_phrase(tokens, index + 1, stop, masked)
                if inner and inner.reference in (Reference.NAME, Reference.BODY):
                    return inner
    return subject


def _is_person(subject: Subject) -> bool:
    return bool(ROLE_NOUNS.intersection(subject.name.lower().split()))

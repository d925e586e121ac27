"""Who says it, where the verb of speech is a participle: “Noting that …, Xi said”, “with some saying …”."""

from archive.proposing.english.nouns import UNNAMED_NOUNS
from archive.proposing.english.subjects.noun_phrases import phrase_after, phrase_before, read_phrase
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import DETERMINERS, VERB_FORMS
from archive.proposing.speech_reports import Subject

_MAX_QUOTED = 14  # words of a name with its office


def subject_after_with(tokens: list[Token], last: int, masked: str) -> Subject | None:
    """Returns the subject of a participle after “with”: “some” in “with some saying …”."""
    start = phrase_before(tokens, last)
    is_noun = tokens[last].lower in DETERMINERS - UNNAMED_NOUNS  # “with a warning that”
    if not start or tokens[start - 1].lower != "with" or is_noun:
        return None
    return read_phrase(tokens, start, last + 1, masked)


def quoted_subject(tokens: list[Token], last: int, masked: str) -> tuple[Subject | None, int] | None:
    """Returns who is quoted, and where the clause starts, in “the press quoted Ann Lee as saying …” and “Ann Lee was
    quoted as saying …”, where tokens[last] is “as”; None where nobody is."""
    if tokens[last - 1].lower == "quoted":
        start = phrase_before(tokens, last - 3)
        if start is None:
            return None
        return read_phrase(tokens, start, last - 2, masked), tokens[start].start
    for number in range(last - 1, max(last - _MAX_QUOTED, 0), -1):
        if tokens[number].lower in ("quoted", "quotes", "cited", "quoting", "citing", "reported"):
            start = (phrase_before(tokens, number - 1) or 0) if number else 0
            is_after = start > 0 and (tokens[start - 1].is_quotation or tokens[start - 1].text == ",")
            clause = tokens[
                start if is_after and start else last
            ].start  # “…,” the paper quoted Ann Lee as saying
            return read_phrase(tokens, number + 1, last, masked), clause
    return None


def later_subject(tokens: list[Token], cue: int, masked: str) -> Subject | None:
    """Returns the subject of the next verb of speech, after the comma of “Noting that …, Xi said …”."""
    for number in range(cue + 2, len(tokens) - 1):
        if tokens[number].text == ",":
            stop = phrase_after(tokens, number + 1)
            following = [token.lower for token in tokens[stop : stop + 4]]
            if stop > number + 1 and any(word in VERB_FORMS or word in ("has", "also") for word in following):
                return read_phrase(tokens, number + 1, stop, masked)
    return None

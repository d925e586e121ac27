"""Who says it, where the verb of speech is a participle: “Noting that …, Xi said”, “with some saying …”."""

from archive.proposing.english.noun_phrases import phrase_after, phrase_before, read_phrase
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import DETERMINERS, UNNAMED_NOUNS, VERB_FORMS
from archive.proposing.reports import Subject


def subject_after_with(tokens: list[Token], last: int, masked: str) -> Subject | None:
    """Of “with some saying …” those who say it."""
    start = phrase_before(tokens, last)
    is_noun = tokens[last].lower in DETERMINERS - UNNAMED_NOUNS  # “with a warning that”
    if not start or tokens[start - 1].lower != "with" or is_noun:
        return None
    return read_phrase(tokens, start, last + 1, masked)


def later_subject(tokens: list[Token], cue: int, masked: str) -> Subject | None:
    """Of “Noting that …, Xi said …”: the subject of the next verb of speech, found after the comma."""
    for number in range(cue + 2, len(tokens) - 1):
        if tokens[number].text == ",":
            stop = phrase_after(tokens, number + 1)
            following = [token.lower for token in tokens[stop : stop + 4]]
            if stop > number + 1 and any(word in VERB_FORMS or word in ("has", "also") for word in following):
                return read_phrase(tokens, number + 1, stop, masked)
    return None

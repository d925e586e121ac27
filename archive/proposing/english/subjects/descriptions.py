"""Who speaks without a name: “the minister”, “a union official”, “the department”."""

from archive.proposing.english.nouns import BODY_NOUNS, KIN, ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import DETERMINERS, VERB_FORMS
from archive.proposing.speech_reports import Reference, Subject


def described_subject(phrase: list[Token], head: Token, words: str) -> Subject | None:
    span = (phrase[0].start, phrase[-1].end)
    is_owned = ("’s" in words or "'s" in words) and phrase[0].lower not in ("a", "an", "one", "another")
    is_definite = phrase[0].lower in ("the", "his", "her", "their", "its") or is_owned
    noun = head.lower
    if noun == "sides" or (noun == "parties" and {token.lower for token in phrase} & {"two", "both"}):
        return Subject(*span, Reference.UNNAMED, words)
    if noun in BODY_NOUNS:
        if noun == "statement" and len(phrase) > 1 and phrase[-1] is head and phrase[-2].lower in BODY_NOUNS:
            words = words[: phrase[-2].end - phrase[0].start]  # “said a government statement”
        return Subject(*span, Reference.BODY, without_article(words))
    if noun in KIN:
        return Subject(*span, Reference.UNNAMED, words)
    if noun in ROLE_NOUNS and is_definite:
        return Subject(*span, Reference.DESCRIPTION, words)
    if noun in UNNAMED_NOUNS or noun in ROLE_NOUNS or noun.removesuffix("s") in ROLE_NOUNS:
        return Subject(*span, Reference.UNNAMED, words)
    if len(noun) > 2 and noun not in VERB_FORMS and (phrase[0].lower in DETERMINERS or is_owned):
        is_unnamed = noun.endswith("s") and not noun.endswith("ss")
        is_unnamed |= phrase[0].lower in ("a", "an", "one", "another")
        return Subject(*span, Reference.UNNAMED if is_unnamed else Reference.DESCRIPTION, words)
    if noun.endswith("s") and noun not in VERB_FORMS:
        return Subject(*span, Reference.UNNAMED, words)
    return None


def without_article(words: str) -> str:
    first, _space, tail = words.partition(" ")
    return tail if first.lower() in ("the", "a", "an") and tail else words

"""Where a noun phrase ends and its verb begins."""

from archive.proposing.english.nouns import BODY_NOUNS, ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    STOP_WORDS,
    VERB_FORMS,
)
from archive.proposing.names import PARTICLES
from archive.text.word_sets import word_set

_VERBS = word_set("""
    has have had did does do gave made took met held spoke went came led won became began saw got left put ran set
    sent brought kept stood told said seen given taken done gone known says also
""")

_PAPERS = word_set("statement interview letter release briefing tweet post conference")


def before_statement(tokens: list[Token], last: int) -> int:
    """Index of “ministry” in “The ministry in a statement said”, where tokens[last] is “statement”; `last` itself for
    other words."""
    if last < 4 or tokens[last].lower not in _PAPERS:
        return last
    for number in range(last - 1, max(last - 4, 1), -1):
        if tokens[number].lower in ("in", "through", "via", "on"):
            is_noun = tokens[number - 1].is_word and tokens[number + 1].lower in DETERMINERS
            return number - 1 if is_noun else last
    return last


def is_past_after_noun(token: Token, before: Token) -> bool:
    """“The office stayed away”, not “the retired general” and “the newly elected mayor”."""
    is_past = token.text.islower() and token.lower.endswith("ed") and len(token.lower) > 4
    is_noun = (
        before.text.islower() and before.lower not in DETERMINERS and not before.lower.endswith(("ly", "ed"))
    )
    return is_past and is_noun and "-" not in token.lower


def is_adverb_before_past(tokens: list[Token], index: int) -> bool:
    """“The company initially declined”, not “the newly elected mayor”."""
    token, before = tokens[index], tokens[index - 1]
    is_adverb = token.text.islower() and token.lower.endswith("ly")
    is_noun = (
        before.is_word
        and before.lower not in DETERMINERS
        and (before.is_capital or before.lower in BODY_NOUNS)
    )
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return is_adverb and is_noun and following.endswith("ed")


def is_verb_after_name(tokens: list[Token], first: int, index: int) -> bool:
    """Whether a word in small letters after a name is more likely a verb: “Xi Jinping delivered”, “Zhang primarily”."""
    token, before = tokens[index], tokens[index - 1]
    if (
        token.is_capital
        or not before.is_capital
        or before.text.endswith(("’s", "'s", "’"))
        or token.lower in PARTICLES
    ):
        return False
    if before.lower in DETERMINERS:
        return False  # “Two councillors said”
    if token.lower in AUXILIARIES:
        return True  # “Doherty then addressed”
    if token.lower in UNNAMED_NOUNS or token.lower in ROLE_NOUNS or token.lower in BODY_NOUNS:
        return False
    if token.lower not in VERB_FORMS and any(
        following.lower in ROLE_NOUNS for following in tokens[index + 1 : index + 3]
    ):
        return False  # “Mount Compass dairy farmer Ann Lee”
    return index - first > 1 or token.lower.endswith(("ed", "ly", "s"))


def is_verb_form(token: Token) -> bool:
    if token.is_capital:
        return False
    form = VERB_FORMS.get(token.lower)
    return token.lower in BE or (
        form is not None and form[1] in ("s", "ed", "ing") and token.lower not in ("states",)
    )


def is_noun_like(token: Token) -> bool:
    return (
        token.is_word
        and token.lower not in STOP_WORDS
        and token.lower not in PREPOSITIONS
        and token.lower not in BE
        and token.lower not in MODALS
        and token.lower not in _VERBS
    )

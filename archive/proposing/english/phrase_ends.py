"""Where a noun phrase ends and its verb begins."""

from archive.proposing.english.tokens import Token
from archive.proposing.english.words import BODY_NOUNS, DETERMINERS, ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.vocabulary import words

PARTICLES = words("""
    de van von der den del della da dos di du la le el al bin ibn ben ter
""")


def is_past_after_noun(token: Token, before: Token) -> bool:
    """“The office stayed away”, not “the retired general” and “the newly elected mayor”."""
    is_past = token.text.islower() and token.lower.endswith("ed") and len(token.lower) > 4
    is_noun = (
        before.text.islower() and before.lower not in DETERMINERS and not before.lower.endswith(("ly", "ed"))
    )
    return is_past and is_noun and "-" not in token.lower


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
    if token.lower in UNNAMED_NOUNS or token.lower in ROLE_NOUNS or token.lower in BODY_NOUNS:
        return False
    return index - first > 1 or token.lower.endswith(("ed", "ly", "s"))

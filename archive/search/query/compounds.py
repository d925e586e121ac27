"""Words that are also written as one: Xi'an and Xian, U.S. and US, J. K. and JK, 1,000 and 1000, Persian words with or
without their joiner.

The index has the parts in their places and, apart from them, what they make together (`archive_search_compounds` in
SQL does the same).
"""

import regex

from archive.text.characters import INVISIBLE, JOINERS
from archive.text.words import UNSPACED, WORD_CHARACTERS, Token, tokens

MARK = "đ"  # before the word that initials or capitals make: a letter that folding leaves in no word
_LETTER = rf"[{WORD_CHARACTERS}--[{UNSPACED}ʼ]]"
_HIDDEN = INVISIBLE + JOINERS
_APOSTROPHES = "'‘’ʼʹ′´`＇"
_EDGE = rf"[[{WORD_CHARACTERS}]||_]"  # what is none
_INITIALS = rf"[A-Za-z](?:\.[A-Za-z])+(?!{_EDGE})|(?<!\.)[A-Z]\.(?: [A-Z]\.)+"
_NUMBER = (
    rf"(?<![.,])[1-9][0-9]{{0,2}}(?:(?:[,.][0-9]{{3}})+|(?:,[0-9]{{2}})+,[0-9]{{3}})(?!{_EDGE}|[.,][0-9])"
)
_PARTS = rf"{_LETTER}+(?:[{_APOSTROPHES}{_HIDDEN}]+{_LETTER}+)+"
_CAPITALS = rf"[A-Z]{{2,5}}(?!{_EDGE})"
_LONGEST = regex.V1 | regex.POSIX  # of several alternatives the longest, as in PostgreSQL
_COMPOUND = regex.compile(rf"(?<!{_EDGE})(?:{_INITIALS}|{_NUMBER})|{_PARTS}", _LONGEST)
_COMPOUND_OR_CAPITALS = regex.compile(
    rf"(?<!{_EDGE})(?:{_INITIALS}|{_NUMBER}|{_CAPITALS})|{_PARTS}", _LONGEST
)
_ELISION = regex.compile(rf"(?:[cdjlmnst]|qu)[{_APOSTROPHES}]")  # l'homme: nobody writes lhomme
_MARKED = regex.compile(r"[A-Za-z]\.|[A-Z]{2,5}\Z")
_LOWER = regex.compile("[a-z]")


def compounds(text: str) -> list[Token]:
    """The places of what is also written as one, each with the word it makes; initials and capitals once more with
    MARK before the word. Capitals tell nothing in a text that has no small letters."""
    pattern = _COMPOUND_OR_CAPITALS if _LOWER.search(text) else _COMPOUND
    found = []
    for match in pattern.finditer(text):
        whole = match.group()
        parts = [token.word for token in tokens(whole)]
        word = "".join(parts)
        if len(parts) > 1 and not _ELISION.match(whole):
            found.append(Token(*match.span(), word))
        if _MARKED.match(whole):
            found.append(Token(*match.span(), MARK + word))
    return found

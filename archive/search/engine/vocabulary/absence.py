"""Which queries find nothing because no row has their words: the copy of the table of words in this process says so,
and the database need not be asked."""

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.search.engine.store.columns import Columns

from .table import known_words

EXACT = "ø"  # before each word (archive_search_exact)
MARK = "đ"  # words with it are not in the table (archive_search_vector_words)
TOKEN = re.compile(r"\s*(?:'(?P<lexeme>[^'\\]+)'(?::(?P<flags>[*A-D]+))?|(?P<operator>[()&|!]|<(?:-|\d+)>))")
MAX_LENGTH = 2_000  # of a longer query all words are seldom unknown


def has_no_words(columns: Columns, tsquery: str) -> bool:
    """Returns whether the query can match no row of these columns or of earlier ones, because no row has its words.
    Asks no database; False where the words have not been read yet."""
    words = known_words(columns) if len(tsquery) <= MAX_LENGTH else None
    if words is None:
        return False
    parsed = parse(tsquery)
    lexemes = [lexeme for lexeme in parsed if is_in_table(lexeme)] if parsed else []
    unknown = {
        lexeme
        for lexeme, is_known in zip(
            lexemes, words.has([lexeme.removeprefix(EXACT) for lexeme in lexemes]), strict=True
        )
        if not is_known
    }
    return bool(unknown) and not PossibleMatch(parsed, unknown).parse_alternatives()


def is_in_table(token: str) -> bool:
    """Returns whether a token of ``parse`` is a word that the table has, if any row has it."""
    return len(token) > 1 and token[0] == EXACT and token[1] != MARK and not token[1:].isdigit()


@lru_cache(1_000)
def parse(tsquery: str) -> tuple[str, ...]:
    """Returns the operators and lexemes of the query in their order, "*" for a prefix. Empty where it has anything
    else."""
    is_plain = "''" not in tsquery and not TOKEN.sub("", tsquery).strip()
    return tuple(tokens(tsquery)) if is_plain else ()


def tokens(tsquery: str) -> Iterator[str]:
    for match in TOKEN.finditer(tsquery):
        operator = match["operator"]
        if operator:
            yield "<" if operator.startswith("<") else operator
        else:
            yield "*" if "*" in (match["flags"] or "") else match["lexeme"]


class PossibleMatch:
    """Whether a row may match the tokens of a tsquery, when none has the ``unknown`` lexemes: a parser of its
    operators, each method of which reads its part and says whether a row may match that."""

    def __init__(self, parsed: tuple[str, ...], unknown: set[str]) -> None:
        self.parsed, self.unknown, self.position = (*parsed, ""), unknown, 0

    def parse_alternatives(self) -> bool:
        """Reads what "|" parts. & and <-> bind closer, and everything that they bind must be there."""
        is_possible = False
        while True:
            is_possible |= self.parse_operands()
            if self.parsed[self.position] != "|":
                return is_possible
            self.position += 1

    def parse_operands(self) -> bool:
        is_possible = True
        while True:
            is_possible &= self.parse_operand()
            if self.parsed[self.position] not in ("&", "<"):
                return is_possible
            self.position += 1

    def parse_operand(self) -> bool:
        token = self.parsed[self.position]
        self.position += 1
        if token == "!":
            self.parse_operand()
            return True
        if token == "(":
            is_possible = self.parse_alternatives()
            self.position += 1
            return is_possible
        return token not in self.unknown

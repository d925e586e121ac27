"""Which operators and parentheses of a query do nothing, or are words though they look like operators."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .nodes import Field, Term
from .notices import Notice

if TYPE_CHECKING:
    from .lexer import QueryToken

LOWERCASE_OPERATORS = ("or", "not")  # "and" changes nothing but the order
MAX_TOKENS = 5  # a longer query is a sentence


def notices_on_operators(tokens: "Sequence[QueryToken]") -> Iterator[Notice]:
    """Yields a notice for each operator and parenthesis without effect. ``tokens`` are without NEAR."""
    yield from dangling_operators(tokens)
    yield from lowercase_operators(tokens)
    yield from unbalanced_parentheses(tokens)


def dangling_operators(tokens: "Sequence[QueryToken]") -> Iterator[Notice]:
    """Yields a notice for each operator without operands: it works on what stands behind it, and AND and OR on what
    stands before it, too."""
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        if token.value not in ("AND", "OR", "NOT") or token.notice:
            continue
        begins = after is not None and (ends_operand(after) or after.value in ("(", "NOT"))
        begins = begins and not (after and after.value == ")")
        if token.value == "NOT" and after and (after.value == "NOT" or (begins and after.negated)):
            yield Notice("double negation", "NOT NOT" if after.value == "NOT" else "NOT -")
        if not begins or (token.value != "NOT" and not (before and ends_operand(before))):
            yield Notice("operator", str(token.value))


def mixes_and_with_or(tokens: "Sequence[QueryToken]") -> bool:
    """Returns whether AND and OR stand between the same parentheses. In most other systems AND would connect first."""
    groups: list[set[str]] = [set()]
    for token in tokens:
        if token.value == "(":
            groups.append(set())
        elif token.value == ")" and len(groups) > 1:
            groups.pop()
        elif token.value in ("AND", "OR"):
            groups[-1].add(str(token.value))
            if len(groups[-1]) > 1:
                return True
    return False


def ends_operand(token: "QueryToken") -> bool:
    return isinstance(token.value, Term | Field) or token.value == ")"


def lowercase_operators(tokens: "Sequence[QueryToken]") -> Iterator[Notice]:
    if len(tokens) > MAX_TOKENS:
        return
    words = list(map(plain_word, tokens))
    if len(tokens) > 1 and words[0].lower() == "not" and isinstance(tokens[1].value, Field):
        yield Notice("lowercase operator", words[0])
    for word in words[1:-1]:
        if word.lower() in LOWERCASE_OPERATORS:
            yield Notice("lowercase operator", word)


def plain_word(token: "QueryToken") -> str:
    """Returns the word of a token that is nothing else, or an empty text."""
    term = token.value
    return term.text if isinstance(term, Term) and term == Term(term.text) else ""


def unbalanced_parentheses(tokens: "Sequence[QueryToken]") -> Iterator[Notice]:
    depth = 0
    for token in tokens:
        depth += (token.value == "(") - (token.value == ")")
        if depth < 0:
            yield Notice("parenthesis", ")")
            depth = 0
    if depth:
        yield Notice("parenthesis", "(")

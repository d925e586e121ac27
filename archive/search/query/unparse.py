"""From a tree back to the text of a query: lexed and parsed again, it gives the same tree."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .lexer import QUOTES, QueryToken, lex
from .nodes import And, Field, Leaf, Node, Not, Or, Term


def unparse(node: Node) -> str:
    """Returns the text of a clause or of a whole query."""
    match node:
        case Not(child):
            return f"-{in_parentheses(child)}"
        case Or(children):
            return " OR ".join(map(in_parentheses, children))
        case And(children):
            return unparse_clauses(children)
        case _:
            return unparse_leaf(node)


def unparse_clauses(nodes: Sequence[Node]) -> str:
    """Returns the text of all of them, one behind the other; words that would be read together with those beside them
    (“1974”, “-” and “1980”) in a longer form."""
    parts = list(map(unparse, nodes))
    if are_read_apart(parts):
        return " ".join(parts)
    return " ".join(
        f"any:{node.text}" if node == Term(getattr(node, "text", "")) else part
        for node, part in zip(nodes, parts, strict=True)
    )


def are_read_apart(parts: Sequence[str]) -> bool:
    together, apart = read(" ".join(parts)), [token for part in parts for token in read(part)]
    return [token[:3] for token in together] == [token[:3] for token in apart]  # notices may differ


def in_parentheses(node: Node) -> str:
    """Returns the text, with parentheses where the node needs them beside an operator."""
    return f"({unparse(node)})" if isinstance(node, And | Or) else unparse(node)


@lru_cache(4_000)
def unparse_leaf(leaf: Leaf) -> str:
    """Returns the shortest way to write the leaf that is read as the same again; the last way where a value has quotes
    in it."""
    ways = list(notations(leaf))
    return next((way for way in ways if [token[:2] for token in read(way)] == [(leaf, False)]), ways[-1])


def notations(leaf: Leaf) -> Iterator[str]:
    if isinstance(leaf, Field):
        if leaf.name == "date":
            yield leaf.value
        yield f"{leaf.name}:{leaf.value}"
        yield f"{leaf.name}:{quote(leaf.value)}"
        return
    word = leaf.text + "*" * leaf.prefix
    phrase = quote(word)
    if leaf.distance is not None:
        yield f"{phrase}~{leaf.distance}" if leaf.in_text else f"any:{phrase}~{leaf.distance}"
    elif leaf.in_text and leaf.prefix:
        yield f"text:{word}"
        yield phrase
    elif leaf.in_text:
        yield phrase
        yield f"text:{word}"
    elif leaf.exact:
        yield f"={word}"
        yield f"any:{phrase}"
    else:
        yield word
        yield f"any:{word}"
        yield f"any:{phrase}"


@lru_cache(4_000)
def read(text: str) -> tuple[QueryToken, ...]:
    return tuple(lex(text))


def quote(text: str) -> str:
    """Returns the text in quotation marks, without those in it. No phrase that was read has one, but a name somebody
    puts into a field may."""
    return '"' + " ".join(re.sub(f"[{QUOTES}]", " ", text).split()) + '"'

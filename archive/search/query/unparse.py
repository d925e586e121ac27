"""From a tree back to the text of a query: lexed and parsed again, it gives the same tree."""

import re

from .lexer import QUOTES, QueryToken, lex
from .nodes import And, Leaf, Node, Not, Or, Term


def unparse(node: Node) -> str:
    """The text of a clause or of a whole query."""
    match node:
        case Not(child):
            return f"-{in_parentheses(child)}"
        case Or(children):
            return " OR ".join(map(in_parentheses, children))
        case And(children):
            return " ".join(map(unparse, children))
        case _:
            return unparse_leaf(node)


def in_parentheses(node: Node) -> str:
    """With parentheses where the node needs them beside an operator."""
    return f"({unparse(node)})" if isinstance(node, And | Or) else unparse(node)


def unparse_leaf(leaf: Leaf) -> str:
    """With quotes only where it would be read as something else without them."""
    if isinstance(leaf, Term):
        plain, quoted = leaf.text + "*" * leaf.prefix, quote(leaf.text)
    else:
        plain, quoted = f"{leaf.name}:{leaf.value}", f"{leaf.name}:{quote(leaf.value)}"
    return plain if list(lex(plain)) == [QueryToken(leaf)] else quoted


def quote(text: str) -> str:
    """No phrase that was read has a quote in it, but a name somebody puts into a field may."""
    return '"' + " ".join(re.sub(f"[{QUOTES}]", " ", text).split()) + '"'

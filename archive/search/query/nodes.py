"""The tree of a query: words, phrases and fields that must, may or must not be there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from archive.text.words import tokens


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together (one, or a phrase); ``prefix`` lets the last one continue."""

    text: str
    prefix: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words as the index folds them."""
        return tuple(token.word for token in tokens(self.text))

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` is one of ``lexer.FIELDS``; ``value`` is as typed, without quotes and superfluous spaces."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    child: "Node"


@dataclass(frozen=True, slots=True)
class And:
    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    children: "tuple[Node, ...]"


Leaf: TypeAlias = Term | Field
Node: TypeAlias = Term | Field | Not | And | Or


def leaves(node: Node | None, negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """The leaves in order, each with whether a Not stands anywhere above it."""
    match node:
        case Term() | Field():
            yield node, negated
        case Not(child):
            yield from leaves(child, True)
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child, negated)

"""The tree of a query: words, phrases and fields that must, may or must not be there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from archive.text.words import folded_words, is_unspaced, tokens

from .compounds import hyphenated_pairs


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or words that must stand together; ``prefix`` makes the last one a beginning.

    ``in_text``: in the words of a statement or passage, not only in names and titles. With a ``distance`` the words may
    stand in any order, with at most so many others between each and the next. ``exact``: only in the form typed, which
    a prefix always is. ``hyphenated``: two words joined by a hyphen.
    """

    text: str
    prefix: bool = False
    in_text: bool = False
    distance: int | None = None
    exact: bool = False
    hyphenated: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words as the index folds them."""
        if self.hyphenated:
            return tuple(token.word for token in hyphenated_pairs(self.text))
        return folded_words(self.text)

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @property
    def is_unstemmed(self) -> bool:
        """Whether its words are compared as they stand and not by their stems; scripts without spaces have none."""
        return self.exact or self.prefix or any(map(is_unspaced, self.words))


def operands(text: str) -> list[str]:
    """Returns the parts of the text of which NEAR measures the distance: a word with what a hyphen or an apostrophe
    joins to it, a run of Chinese, Japanese or Korean."""
    return [part for part in text.split() if tokens(part)]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the query: ``name`` is one of ``fields.FIELDS``, ``value`` as typed, without quotes and superfluous
    spaces."""

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


class SeparateWord(NamedTuple):
    """A ``word`` behind a ``field`` that was read as a word of the text; ``group`` is the node with both."""

    field: Field
    word: str
    group: Node


def leaves(node: Node | None, negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Yields the leaves in order, each with whether a Not stands anywhere above it."""
    match node:
        case Term() | Field():
            yield node, negated
        case Not(child):
            yield from leaves(child, True)
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child, negated)


def map_terms(node: Node, change: Callable[[Term], Term], in_exclusions: bool = False) -> Node:
    """Returns the tree with its terms changed, those under a Not only ``in_exclusions``."""
    match node:
        case Term():
            return change(node)
        case Not(child) if in_exclusions:
            return Not(map_terms(child, change, in_exclusions))
        case And(children) | Or(children):
            return type(node)(tuple(map_terms(child, change, in_exclusions) for child in children))
    return node


def is_words(node: Node) -> bool:
    """Returns whether the index alone can find the node's rows: words that must be there, and what is built
    from such."""
    if isinstance(node, Or):
        return all(is_words(child) for child in node.children)
    if isinstance(node, And):
        positive = [child for child in node.children if not isinstance(child, Not)]
        negative = [child.child for child in node.children if isinstance(child, Not)]
        return bool(positive) and all(is_words(child) for child in positive + negative)
    return isinstance(node, Term)

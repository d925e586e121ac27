"""What a reader typed, read as a tree of words, phrases and fields that must, may or must not be there.

``a OR b c -d`` means (a or b) and c and not d. Whatever is no syntax is words. Pure; never raises. Each stage of
reading is one pass over what the stage before it found, so it takes linear time.
"""

import dataclasses
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .lexer import OPERATORS, Field, Leaf, Piece, Term, read_pieces, spell

# Only what is looked for counts, not the syntax around it: so the text of a shortened query is not shortened again.
MAX_LENGTH = 500
MAX_TERMS = 32
MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Not:
    child: "Term | Field | And | Or"


@dataclass(frozen=True, slots=True)
class And:
    children: "tuple[Term | Field | Not | Or, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    children: "tuple[Term | Field | Not | And, ...]"


Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """``cut`` says that something was left out: words at the end, or parentheses too deep."""

    root: Node | None = None
    cut: bool = False

    def __bool__(self) -> bool:
        return self.root is not None

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The query as one would type it; read again, it has the same root."""
        return echo(self.root) if self.root else ""

    @property
    def clauses(self) -> tuple[Node, ...]:
        """What must hold, each on its own."""
        if isinstance(self.root, And):
            return self.root.children
        return (self.root,) if self.root else ()

    @property
    def wanted(self) -> list[Term]:
        """The terms whose words readers look for, to be highlighted."""
        return [leaf for leaf, denied in leaves(self.root) if isinstance(leaf, Term) and not denied]

    @property
    def fields(self) -> list[Field]:
        return [leaf for leaf, _ in leaves(self.root) if isinstance(leaf, Field)]

    def without(self, clause: Node) -> str:
        """The text of a query that asks for all but this clause."""
        rest = list(self.clauses)
        if clause in rest:
            rest.remove(clause)
        return " ".join(map(echo, rest))


def leaves(node: Node | None, denied: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """The leaves in order, each with whether a Not stands anywhere above it."""
    match node:
        case Term() | Field():
            yield node, denied
        case Not(child):
            yield from leaves(child, True)
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child, denied)


def echo(node: Node) -> str:
    """The text of a clause or of a whole query."""
    match node:
        case Not(child):
            return f"-{grouped(child)}"
        case Or(children):
            return " OR ".join(map(grouped, children))
        case And(children):
            return " ".join(map(echo, children))
        case _:
            return spell(node)


def grouped(node: Node) -> str:
    return f"({echo(node)})" if isinstance(node, And | Or) else echo(node)


def parse(typed: str) -> Query:
    """Read what was typed; of words and values at most 500 characters, 32 together, in 10 parentheses."""
    clean = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in typed)
    pieces = list(read_pieces(" ".join(clean.split())))
    if not any(isinstance(piece.sign, Leaf) for piece in pieces):
        pieces = [Piece(Term(piece.sign)) for piece in pieces if piece.sign in OPERATORS]
    paired, too_deep = pair(pieces)
    kept, too_long = limit(paired)
    return Query(build(kept), cut=too_deep or too_long)


def pair(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """Without the parentheses that lack a partner or are too deep; says whether any was too deep."""
    paired = find_pairs(pieces)
    kept, depth, deepest = [], 0, 0
    for at, piece in enumerate(pieces):
        depth += at in paired and piece.sign == "("
        deepest = max(deepest, depth)
        if piece.sign not in ("(", ")") or (at in paired and depth <= MAX_DEPTH):
            kept.append(piece)
        elif piece.sign == "(" and piece.negated:
            kept.append(Piece("NOT"))  # as if only the parenthesis had not been typed
        depth -= at in paired and piece.sign == ")"
    return kept, deepest > MAX_DEPTH


def find_pairs(pieces: list[Piece]) -> set[int]:
    paired: set[int] = set()
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.sign == "(":
            opened.append(at)
        elif piece.sign == ")" and opened:
            paired |= {opened.pop(), at}
    return paired


def limit(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """Without the leaves after the first that is too much; says whether there was one."""
    kept, places, room, cut = [], MAX_TERMS, MAX_LENGTH, False
    for piece in pieces:
        if isinstance(piece.sign, str):
            kept.append(piece)
        elif not cut:
            leaf = shorten(piece.sign, room) if places else None
            cut = leaf != piece.sign
            if leaf:
                places, room = places - 1, room - length(leaf)
                kept.append(Piece(leaf, piece.negated))
    return kept, cut


def length(leaf: Leaf) -> int:
    return len(leaf.text if isinstance(leaf, Term) else leaf.value)


def shorten(leaf: Leaf, room: int) -> Leaf | None:
    """As much of it as there is room for. Half a value would be another value, so a field goes in whole or not."""
    if length(leaf) <= room:
        return leaf
    if isinstance(leaf, Field):
        return None
    term = Term(leaf.text[:room].rstrip())
    return term if term.words else None


@dataclass(slots=True)
class Group:
    """What stands between two parentheses, while it is read. An operator without something to work on does nothing."""

    negated: bool = False
    clauses: list[list[Node]] = dataclasses.field(default_factory=list)
    joining: bool = False
    denying: bool = False

    def operate(self, operator: str) -> None:
        if operator == "NOT":
            self.denying = not self.denying
        else:
            self.joining = operator == "OR" and bool(self.clauses)
            self.denying = False

    def add(self, node: Node, negated: bool) -> None:
        node = negate(node) if negated != self.denying else node
        if self.joining:
            self.clauses[-1].append(node)
        else:
            self.clauses.append([node])
        self.joining = self.denying = False

    def node(self) -> Node | None:
        return combine(And, [combine(Or, alternatives) for alternatives in self.clauses])


def build(pieces: list[Piece]) -> Node | None:
    """The tree of pieces whose parentheses are paired. Parentheses with nothing between them are nothing."""
    groups = [Group()]
    for sign, negated in pieces:
        if sign == "(":
            groups.append(Group(negated))
        elif sign == ")":
            group = groups.pop()
            if node := group.node():
                groups[-1].add(node, group.negated)
        elif isinstance(sign, str):
            groups[-1].operate(sign)
        else:
            groups[-1].add(sign, negated)
    return groups[0].node()


def negate(node: Node) -> Node:
    return node.child if isinstance(node, Not) else Not(node)


def combine(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """One node of this kind, none directly in another; a single node needs none."""
    flat = [part for node in nodes for part in (node.children if isinstance(node, kind) else (node,))]
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)

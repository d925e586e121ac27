"""From the text of a query to its tree; never raises.

``a OR b c -d`` means (a or b) and c and not d. Everything that is not syntax is read as words. Each step is one pass
over the result of the step before, so parsing takes linear time.
"""

import dataclasses
from dataclasses import dataclass, replace
from functools import lru_cache

from .date_notices import notices_on_dates
from .lexer import QueryToken, clean, lex
from .nodes import And, Field, Leaf, Node, Not, Or, Term, leaves, map_terms, operands
from .notices import Notice
from .operator_notices import mixes_and_with_or, notices_on_operators
from .unparse import in_parentheses, unparse, unparse_clauses

# Only words and values count, not the syntax around them: so the text of a truncated query is not truncated again.
MAX_LENGTH = 500
MAX_TERMS = 32
MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Query:
    """``truncated``: something was left out, either words at the end or parentheses nested too deep. ``notices``: what
    else does not mean what it may seem to."""

    root: Node | None = None
    truncated: bool = False
    notices: tuple[Notice, ...] = ()

    def __bool__(self) -> bool:
        return self.root is not None

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The query as one would type it; parsed again, it has the same root."""
        return unparse(self.root) if self.root else ""

    @property
    def clauses(self) -> tuple[Node, ...]:
        """The nodes all of which must match."""
        if isinstance(self.root, And):
            return self.root.children
        return (self.root,) if self.root else ()

    @property
    def positive_terms(self) -> list[Term]:
        """The terms under no Not: those whose words are highlighted."""
        return [leaf for leaf, negated in leaves(self.root) if isinstance(leaf, Term) and not negated]

    @property
    def fields(self) -> list[Field]:
        return [leaf for leaf, _ in leaves(self.root) if isinstance(leaf, Field)]

    def without(self, clause: Node) -> str:
        """The text of the query that asks for all but this clause."""
        remaining = list(self.clauses)
        if clause in remaining:
            remaining.remove(clause)
        return unparse_clauses(remaining)


def any_field_text(query: Query) -> str | None:
    """Returns the text of the query that finds its phrases in names and titles, too; None where it has none."""
    has_phrase = any(term.in_text and term.distance is None for term in query.positive_terms)
    return unparse(match_any_field(query.root)) if has_phrase and query.root else None


def match_any_field(node: Node) -> Node:
    return map_terms(node, lambda term: term if term.distance is not None else replace(term, in_text=False))


def begin_last_word(query: Query) -> Query:
    """Returns the query for type-ahead: the last word may go on, unless it stands in quotation marks, in a field or
    behind a Not."""
    *first_clauses, last = query.clauses
    if not isinstance(last, Term) or last.in_text or last.distance is not None:
        return query
    clauses = (*first_clauses, replace(last, prefix=True))
    return Query(And(clauses) if first_clauses else clauses[0])


def parse(text: str) -> Query:
    """Returns the query of the text. Of words and values it has at most MAX_LENGTH characters and MAX_TERMS together,
    nested at most MAX_DEPTH deep."""
    return _cached_parse(text) if len(text) <= MAX_LENGTH else _parse(text)


def _parse(text: str) -> Query:
    lexed = list(lex(clean(text)))
    tokens = [token for token in lexed if token.value]
    joined = join_near_words(tokens)
    balanced, too_deep = balance_parentheses(joined)
    limited, too_long = truncate(balanced)
    of_tokens = (token.notice for token in (*lexed, *joined) if token.notice)
    query = Query(build_tree(limited), too_deep or too_long)
    on_operators = tuple(notices_on_operators(joined))
    if not on_operators and mixes_and_with_or(joined):
        on_operators = (Notice("precedence", " ".join(map(in_parentheses, query.clauses))),)
    notices = (*of_tokens, *on_operators, *notices_on_dates(query.clauses))
    return replace(query, notices=tuple(dict.fromkeys(notices)))


_cached_parse = lru_cache(1_000)(_parse)  # a page is read six times


def join_near_words(tokens: list[QueryToken]) -> list[QueryToken]:
    """Returns the tokens with ``a NEAR b`` as one term with a distance. A NEAR without a word on either side is left
    out, with a notice."""
    joined: list[QueryToken] = []
    remaining_tokens = iter(tokens)
    for token in remaining_tokens:
        if token.value != "NEAR":
            joined.append(token)
            continue
        following = next(remaining_tokens, None)
        before = joined[-1] if joined else None
        near_words = near_term(before, token, following)
        if near_words:
            joined[-1] = QueryToken(near_words, notice=notice_on_form(before) or notice_on_form(following))
        else:
            notice = Notice("near", "NEAR")
            joined += [token._replace(value="AND", notice=notice), *([following] if following else [])]
    return joined


def near_term(before: QueryToken | None, near_token: QueryToken, after: QueryToken | None) -> Term | None:
    """Returns one term of both words, or of the chain so far and one more; None where NEAR has no single words on both
    sides."""
    if not (before and after) or before.negated or after.negated:
        return None
    first, second = before.value, after.value
    if not (isinstance(first, Term) and isinstance(second, Term)) or first.prefix or second.prefix:
        return None
    is_chain = first.distance is not None and first.distance == near_token.distance
    if (len(operands(first.text)) > 1 and not is_chain) or len(operands(second.text)) > 1:
        return None
    return Term(f"{first.text} {second.text}", in_text=True, distance=near_token.distance)


def notice_on_form(token: QueryToken | None) -> Notice | None:
    """Returns a notice on =word near another."""
    term = token.value if token else None
    is_equal = isinstance(term, Term) and term.exact and not term.in_text
    return Notice("any form", term.text) if isinstance(term, Term) and is_equal else None


def balance_parentheses(tokens: list[QueryToken]) -> tuple[list[QueryToken], bool]:
    """Returns the tokens without the parentheses that lack a partner or are too deep, and whether any was too deep."""
    paired = paired_parentheses(tokens)
    balanced, depth, deepest = [], 0, 0
    for index, token in enumerate(tokens):
        depth += index in paired and token.value == "("
        deepest = max(deepest, depth)
        if token.value not in ("(", ")") or (index in paired and depth <= MAX_DEPTH):
            balanced.append(token)
        elif token.value == "(" and token.negated:
            balanced.append(QueryToken("NOT"))  # as if only the parenthesis had not been typed
        depth -= index in paired and token.value == ")"
    return balanced, deepest > MAX_DEPTH


def paired_parentheses(tokens: list[QueryToken]) -> set[int]:
    """Returns the indexes of the parentheses that have a partner."""
    paired: set[int] = set()
    open_indexes: list[int] = []
    for index, token in enumerate(tokens):
        if token.value == "(":
            open_indexes.append(index)
        elif token.value == ")" and open_indexes:
            paired |= {open_indexes.pop(), index}
    return paired


def truncate(tokens: list[QueryToken]) -> tuple[list[QueryToken], bool]:
    """Returns the tokens without the leaves after the first that is too much, and whether there was one."""
    limited, terms_left, length_left, truncated = [], MAX_TERMS, MAX_LENGTH, False
    for token in tokens:
        if isinstance(token.value, str):
            limited.append(token)
        elif not truncated:
            leaf = truncate_leaf(token.value, length_left) if terms_left else None
            truncated = leaf != token.value
            if leaf:
                terms_left, length_left = terms_left - 1, length_left - leaf_length(leaf)
                limited.append(QueryToken(leaf, token.negated))
    return limited, truncated


def leaf_length(leaf: Leaf) -> int:
    """Returns the length in characters."""
    return len(leaf.text if isinstance(leaf, Term) else leaf.value)


def truncate_leaf(leaf: Leaf, max_length: int) -> Leaf | None:
    """Returns at most ``max_length`` characters of a term. Half a value would be another value, so a field is kept
    whole or dropped (None)."""
    if leaf_length(leaf) <= max_length:
        return leaf
    if isinstance(leaf, Field):
        return None
    term = replace(leaf, text=leaf.text[:max_length].rstrip(), prefix=False)
    return term if term.words else None


@dataclass(slots=True)
class Group:
    """The contents of parentheses while they are parsed. An operator without operands has no effect."""

    negated: bool = False
    clauses: list[list[Node]] = dataclasses.field(default_factory=list)
    or_pending: bool = False
    not_pending: bool = False

    def apply_operator(self, operator: str) -> None:
        if operator == "NOT":
            self.not_pending = not self.not_pending
        else:
            self.or_pending = operator == "OR" and bool(self.clauses)
            self.not_pending = False

    def add(self, node: Node, negated: bool) -> None:
        if negated != self.not_pending:
            node = node.child if isinstance(node, Not) else Not(node)
        if self.or_pending:
            self.clauses[-1].append(node)
        else:
            self.clauses.append([node])
        self.or_pending = self.not_pending = False

    def node(self) -> Node | None:
        alternatives = [combine(Or, nodes) for nodes in self.clauses]
        return combine(And, [node for node in alternatives if node])


def build_tree(tokens: list[QueryToken]) -> Node | None:
    """Returns the tree of tokens whose parentheses are paired. Parentheses with nothing between them are nothing."""
    groups = [Group()]
    for value, negated, *_ in tokens:
        if value == "(":
            groups.append(Group(negated))
        elif value == ")":
            group = groups.pop()
            if node := group.node():
                groups[-1].add(node, group.negated)
        elif isinstance(value, str):
            groups[-1].apply_operator(value)
        else:
            groups[-1].add(value, negated)
    return groups[0].node()


def combine(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """Returns one node of this kind, none directly in another. A single node needs none; None without nodes."""
    flat = [part for node in nodes for part in (node.children if isinstance(node, kind) else (node,))]
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)

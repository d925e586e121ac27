"""Words that editors call the same, put beside those of a query: ``colour`` becomes ``colour OR color``.

Only plain words are expanded, and names of several words that are typed without quotation marks (Viet Nam). What stands
in quotation marks or is limited in another way has no synonyms, but may have variants. Nothing of this is in the index.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.search.query.nodes import And, Node, Not, Or, Term
from archive.search.query.parser import Query
from archive.text.words import folded_words

# Of a typed word, with what has to be put in the place of each to have the form that a set may list.
ENGLISH_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y")),
    *(("d", ""), ("ed", ""), ("ied", "y")),
    *(("ing", ""), ("ing", "e")),
)
HYPHENS = re.compile("[-‐‑]")
MAX_PARTS = 4  # of a compound
MAX_JOINED = 3  # words of a run that have variants
Words = tuple[str, ...]
Variants = Callable[[Sequence[Term]], Sequence[Term]]  # other ways to write plain words in a row


class Synonyms:
    """``sets``: the members of each, as editors wrote them."""

    def __init__(self, sets: Iterable[Sequence[str]] = ()) -> None:
        self.members: dict[Words, list[str]] = {}
        for members in sets:
            for member in members:
                self.members.setdefault(folded_words(member), []).extend(members)
        self.longest = max(map(len, self.members), default=0)

    def synonyms_of(self, words: Words) -> list[str]:
        """The other members of all sets that have these folded words, or the word without its ending."""
        for form in forms(words):
            if form in self.members:
                return list(
                    dict.fromkeys(
                        member for member in self.members[form] if folded_words(member) not in (form, words)
                    )
                )
        return []

    def synonyms_in_compound(self, text: str) -> list[str]:
        """``labor-led`` for labour-led: each with one part in another spelling."""
        parts = HYPHENS.split(text)
        if not 1 < len(parts) <= MAX_PARTS:
            return []
        return [
            "-".join([*parts[:place], synonym, *parts[place + 1 :]])
            for place, part in enumerate(parts)
            if len(words := folded_words(part)) == 1
            for synonym in self.synonyms_of(words)
            if len(folded_words(synonym)) == 1
        ]


def forms(words: Words) -> Iterator[Words]:
    """The words as they are, then without an ending that makes another form of the last."""
    yield words
    *before, last = words
    for ending, instead in ENGLISH_ENDINGS:
        if last.endswith(ending) and len(last) > len(ending) + 2:
            yield (*before, last.removesuffix(ending) + instead)


def add_synonyms(
    query: Query, synonyms: Synonyms, variants: Variants = lambda terms: ()
) -> tuple[Query, dict[str, list[str]]]:
    """The query with synonyms and variants beside its words; and for each of those words, as typed, what was put beside
    it."""
    added: dict[str, list[str]] = {}
    if query.root is None:
        return query, added
    return replace(query, root=SynonymExpansion(synonyms, variants, added).expand(query.root)), added


@dataclass(frozen=True)
class SynonymExpansion:
    """``added`` is filled on the way."""

    synonyms: Synonyms
    variants: Variants
    added: dict[str, list[str]]

    def expand(self, node: Node) -> Node:
        match node:
            case Not(child):
                return Not(self.expand(child))
            case Or(children):
                return Or(tuple(self.expand(child) for child in children))
            case And(children):
                together = tuple(self.expand_sequence(children))
                return And(together) if len(together) > 1 else together[0]
            case Term():
                return next(self.expand_sequence((node,)))
        return node

    def expand_sequence(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """Yields the nodes; of plain words in a row, the longest group that is a member or has variants is expanded as
        one."""
        start = 0
        while start < len(nodes):
            for end in range(min(len(nodes), start + max(self.synonyms.longest, MAX_JOINED)), start, -1):
                run = nodes[start:end]
                if alternatives := self.alternatives(run):
                    self.added[" ".join(node.text for node in run if isinstance(node, Term))] = [
                        alternative.text for alternative in alternatives
                    ]
                    yield Or((And(tuple(run)) if len(run) > 1 else run[0], *alternatives))
                    start = end
                    break
            else:
                node = nodes[start]
                yield node if isinstance(node, Term) else self.expand(node)
                start += 1

    def alternatives(self, nodes: Sequence[Node]) -> list[Term]:
        if len(nodes) == 1 and isinstance(nodes[0], Term) and not is_plain(nodes[0]):
            return list(self.variants((nodes[0],)))
        terms = [node for node in nodes if isinstance(node, Term) and is_plain(node)]
        if len(terms) < len(nodes):
            return []
        synonyms = self.synonyms.synonyms_of(tuple(word for term in terms for word in term.words))
        synonyms += self.synonyms.synonyms_in_compound(terms[0].text) if len(terms) == 1 else []
        by_text = {match.text.casefold(): match for match in [*self.variants(terms), *map(Term, synonyms)]}
        return list(by_text.values())


def is_plain(term: Term) -> bool:
    """Nothing but words that were typed."""
    return term == Term(term.text)

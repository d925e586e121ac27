"""Which rows of the search table a query finds.

Words are looked up in PostgreSQL's index once and cached in this process; cached rows are updated by another query
about the rows that changed since. Fields (speaker:, before: …) are looked up in the columns. The rest is arithmetic.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, islice

import numpy as np

from archive.search.engine.store.columns import Columns
from archive.search.query.nodes import And, Field, Node, Not, Or, is_words
from archive.search.query.parser import Query

from .budget import Budget, SearchTimeoutError
from .fields import field_mask
from .postings.cache import CachedRows, posting_cache
from .postings.reading import ListReader
from .rows import (
    NO_ROWS,
    PACKED_IDS,
    PackedRows,
    RowSet,
    array_text,
    below,
    difference,
    intersection,
    restrict,
    row_numbers,
    union,
    unpack_ids,
    update_rows,
)
from .tsquery import TsQueries, TsQuery, by_lexeme, tsqueries
from .vocabulary.absence import has_no_words

PARTIAL_ROWS = 20_000  # rows that are looked at where looking at all would take too long
GRACE = 100  # milliseconds for these
MANY_WORDS = 30  # alternatives of one query; for a beginning such as inte* there are hundreds
HAS_WORDS = "vector @@ %s::tsquery"


@dataclass
class Matcher:
    """Finds the rows of one search. ``is_partial`` is set where time ran out and not all of them were found."""

    columns: Columns
    unit: int
    budget: Budget = field(default_factory=Budget)
    is_partial: bool = False

    def __post_init__(self) -> None:
        self.lists = ListReader(self.columns, self.unit)

    def match(self, query: Query) -> RowSet:
        """The public rows of the unit that the query finds; all of them when it is empty."""
        if query.root is None:
            return self.all_rows
        unit = self.columns.unit
        return restrict(self.row_set(query.root), lambda index: unit[index] == self.unit)

    @property
    def all_rows(self) -> RowSet:
        return self.columns.row_set(self.unit)

    @property
    def source(self) -> str:
        """Returns what follows FROM: the public rows of the unit that match one query."""
        return f"archive_search WHERE public AND unit = {self.unit:d} AND {HAS_WORDS}"

    def rows_of(self, node: Node) -> np.ndarray:
        return row_numbers(self.row_set(node))

    def row_set(self, node: Node) -> RowSet:
        if is_words(node):
            return self.rows_of_words(node)
        match node:
            case Field():
                return self.with_field(node, self.all_rows)
            case Not(child):
                return difference(self.all_rows, self.row_set(child))
            case Or(children):
                return union(*map(self.row_set, children))
            case And(children):
                return self.rows_of_all(children)
        raise TypeError(node)

    def with_field(self, field: Field, rows: RowSet) -> RowSet:
        return restrict(rows, lambda index: field_mask(self.columns, field, index))

    def rows_of_all(self, children: tuple[Node, ...]) -> RowSet:
        """Returns the rows that match all children: first those of the words together, which find the fewest, then what
        the other children leave of them."""
        words = [child for child in children if is_words(child)]
        # What must not be there can be left to the index only beside something that must.
        negations = [node for node in children if words and isinstance(node, Not) and is_words(node.child)]
        index_nodes = (*words, *negations)
        all_words = And(index_nodes) if len(index_nodes) > 1 else next(iter(index_nodes), None)
        rows = self.rows_of_words(all_words) if all_words else self.all_rows
        for child in children:
            if child in index_nodes:
                continue
            if isinstance(child, Field):
                rows = self.with_field(child, rows)
            elif isinstance(child, Not):
                rows = difference(rows, self.row_set(child.child))
            else:
                rows = intersection(rows, self.row_set(child))
        return rows

    def rows_of_words(self, node: Node) -> RowSet:
        """Asks the index for all words together, unless each that must be there is so common that every one by itself
        has a posting list."""
        parts = node.children if isinstance(node, And | Or) else ()
        whole, *apart = tsqueries([node, *parts], self.columns)
        common = [any(map(self.lists.has_any, queries)) for queries in apart]
        needs_index = [is_so for is_so, part in zip(common, parts, strict=True) if not isinstance(part, Not)]
        if not needs_index or not (any(needs_index) if isinstance(node, Or) else all(needs_index)):
            return self.rows_of_queries(whole)
        return self.memoize_rows(
            whole,
            lambda: self.rows_of_parts(node, parts),
            lambda changed: self.query_index(whole, changed),
        )

    def rows_of_parts(self, node: Node, parts: tuple[Node, ...]) -> RowSet:
        """The rows of a conjunction or disjunction of ``parts``, most of which have posting lists."""
        self.prefetch_rows(part.child if isinstance(part, Not) else part for part in parts)
        if isinstance(node, Or):
            return union(*map(self.row_set, parts))
        positive = [part for part in parts if not isinstance(part, Not)]
        rows = reduce(intersection, map(self.row_set, positive))
        excluded_nodes = (part.child for part in parts if isinstance(part, Not))
        return reduce(difference, map(self.row_set, excluded_nodes), rows)

    def rows_of_queries(self, queries: TsQueries) -> RowSet:
        return self.memoize_rows(
            queries,
            lambda: self.rows_by_lists(by_lexeme(queries)),
            lambda changed: self.query_index(queries, changed),
        )

    def rows_by_lists(self, queries: TsQueries) -> RowSet:
        """The rows of the queries, by posting lists where there are any and by the index for the rest."""
        listed, remainder = self.rows_of_lists([queries])[0]
        return union(listed, self.query_index(remainder))

    def rows_of_lists(self, words: Sequence[TsQueries]) -> list[tuple[RowSet, TsQueries]]:
        """Returns for each of the queries the rows that posting lists have, and the query left to the index. At most
        two queries for all words (the lists that are not cached, and the rows changed since they were made) and one for
        each phrase."""
        parts = [[(query, *self.lists.split(query)) for query in queries] for queries in words]
        self.read_lists(key for splits in parts for _query, keys, _remainder in splits for key in keys)
        rows_and_rests = []
        for splits in parts:
            rows = [(query, self.rows_of_list(key)) for query, keys, _remainder in splits for key in keys]
            phrases = [phrase for query, _keys, _remainder in splits for phrase in self.lists.phrases(query)]
            rows += [(phrase, self.lists.rows_of_phrase(phrase, self.query_index)) for phrase in phrases]
            listed = union(*(self.in_languages(query, of_query) for query, of_query in rows))
            rows_and_rests.append((listed, tuple(remainder for _query, _keys, remainder in splits)))
        return rows_and_rests

    def read_lists(self, keys: Iterable[str]) -> None:
        missing = [
            key
            for key in dict.fromkeys(keys)
            if posting_cache.get((self.columns.key, self.unit, self.lists.queries(key))) is None
        ]
        self.lists.read(missing)
        with suppress(SearchTimeoutError):  # each is tried again by itself, and says what it did not find
            self.lists.read_changed(missing, self.budget)

    def rows_of_list(self, key: str) -> RowSet:
        queries = self.lists.queries(key)

        def read() -> RowSet:
            rows, changed = self.lists.pop(key), self.columns.postings.changed
            if rows is None:
                return self.query_index(queries)
            known = self.lists.changed.pop(key, None)
            return update_rows(rows, changed, find_among if known is None else lambda _changed: known)

        def find_among(changed_rows: np.ndarray) -> np.ndarray:
            return self.query_index(queries, changed_rows)

        return self.memoize_rows(queries, read, find_among)

    def in_languages(self, query: TsQuery, rows: RowSet) -> RowSet:
        """The rows whose language is one of the query's."""
        if len(query.languages) >= len(self.columns.languages):
            return rows
        rows = below(rows, self.columns.size)
        return restrict(rows, lambda index: self.columns.value_mask("language", query.languages, index))

    def memoize_rows(
        self,
        queries: TsQueries,
        find: Callable[[], RowSet],
        find_among: Callable[[np.ndarray], np.ndarray],
    ) -> RowSet:
        """The rows of the queries: by ``find``, or those cached with the rows that changed since put right by
        ``find_among``. The database is at least as new as the columns: rows that change meanwhile are
        queried again later."""
        key, version = (self.columns.key, self.unit, queries), self.columns.version
        stored_rows = posting_cache.get(key)
        changed = self.columns.rows_changed_since(stored_rows.version) if stored_rows else None
        if stored_rows is None or changed is None:
            rows = find()
        else:
            rows = update_rows(stored_rows.rows.unpack(), changed, find_among)
            if stored_rows.version == version:
                return rows
        rows = below(rows, self.columns.size)
        if not self.is_partial and self.columns.key:
            posting_cache.put(key, CachedRows(version, PackedRows(rows)))
        return rows

    def query_index(self, queries: TsQueries, among: np.ndarray | None = None) -> np.ndarray:
        """The public rows of the unit that one of the queries finds, only some of them and ``is_partial`` when time
        runs out. The languages of the rows are looked up in the columns: PostgreSQL would read every row for them."""
        queries = self.possible(queries)
        if not queries:
            return NO_ROWS
        where, values = self.source, [[query.text] for query in queries]  # type: str, list[list]
        if among is not None:
            ids = array_text(among.tolist())
            where, values = f"{where} AND id = ANY (%s::bigint[])", [[*texts, ids] for texts in values]
        try:
            if among is None and all(query.is_phrase_in_text for query in queries):
                return self.fetch_phrases(queries)
            return union(*self.fetch_each(queries, where, values))
        except SearchTimeoutError:
            self.is_partial = True
        try:
            partial_rows = f"(SELECT id FROM {where} LIMIT {PARTIAL_ROWS:d}) AS partial"
            return union(*self.fetch_each(queries, partial_rows, values, min_milliseconds=GRACE))
        except SearchTimeoutError:
            return NO_ROWS

    def possible(self, queries: TsQueries) -> TsQueries:
        return tuple(query for query in queries if query.text and not has_no_words(self.columns, query.text))

    def fetch_each(
        self, queries: TsQueries, source: str, values: list[list], min_milliseconds: int = 0
    ) -> list[np.ndarray]:
        """The rows of ``source`` for each query, with one database query for all."""
        sql = " UNION ALL ".join(
            f"SELECT {number:d}, {PACKED_IDS} FROM {source}" for number in range(len(queries))
        )
        by_bitmap = any(query.text.count(" | ") > MANY_WORDS for query in queries)
        fetched = dict(self.budget.fetch(sql, list(chain(*values)), min_milliseconds, by_bitmap))
        return [self.in_languages(query, unpack_ids(fetched[number])) for number, query in enumerate(queries)]

    def fetch_phrases(self, queries: TsQueries) -> np.ndarray:
        """Returns the rows with these phrases in the words. Those with them anywhere, which a page counts as well, come
        from the same look into the index, which knows no weights, and are cached."""
        version, anywhere = self.columns.version, tuple(query.in_any_field for query in queries)
        sql = " UNION ALL ".join(
            f"SELECT {number:d}, {PACKED_IDS} FILTER (WHERE {HAS_WORDS}), {PACKED_IDS} FROM {self.source}"
            for number in range(len(queries))
        )
        texts = [query.text for pair in zip(queries, anywhere, strict=True) for query in pair]
        rows_by_query = [
            [self.in_languages(queries[number], unpack_ids(packed)) for packed in packed_rows]
            for number, *packed_rows in self.budget.fetch(sql, texts)
        ]
        in_words, all_rows = (union(*rows) for rows in zip(*rows_by_query, strict=True))
        if self.columns.key:
            cached = CachedRows(version, PackedRows(below(all_rows, self.columns.size)))
            posting_cache.put((self.columns.key, self.unit, anywhere), cached)
        return in_words

    def prefetch_rows(self, nodes: Iterable[Node]) -> None:
        """The rows of these words by three queries of the database at most, so that ``rows_of`` has them."""
        version = self.columns.version
        missing_queries = {
            queries: by_lexeme(queries)
            for queries in tsqueries(list(nodes), self.columns)
            if posting_cache.get((self.columns.key, self.unit, queries)) is None
        }
        if len(missing_queries) < 2 or not self.columns.key:
            return
        listed = self.rows_of_lists(list(missing_queries.values()))
        possible = [self.possible(remainder) for _rows, remainder in listed]
        parts = tuple(query for of_words in possible for query in of_words)
        try:
            texts = [[query.text] for query in parts]
            fetched = iter(self.fetch_each(parts, self.source, texts) if parts else ())
        except SearchTimeoutError:
            return  # each is tried again by itself, and says what it did not find
        if self.is_partial:
            return
        for queries, (rows, _remainder), of_words in zip(missing_queries, listed, possible, strict=True):
            rows = union(rows, *islice(fetched, len(of_words)))
            cached = CachedRows(version, PackedRows(below(rows, self.columns.size)))
            posting_cache.put((self.columns.key, self.unit, queries), cached)

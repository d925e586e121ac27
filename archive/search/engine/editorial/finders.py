"""Finds statements and documents for editors.

Of what is public the columns and posting lists answer, as they do for readers; of the rest PostgreSQL
(``unpublished``). A document is found by all of its paragraphs together, its titles, address and source; quotation
marks find titles, too.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from archive.search.engine.budget import Budget, SearchTimeoutError
from archive.search.engine.fields import field_keys, field_mask
from archive.search.engine.interface import EditorMatches
from archive.search.engine.match import Matcher
from archive.search.engine.rows import difference, distinct, intersection, union
from archive.search.engine.store.changes import read_head
from archive.search.engine.store.columns import Columns
from archive.search.engine.store.shared import latest_columns
from archive.search.engine.tsquery import tsqueries
from archive.search.facets import FIELD_FACETS
from archive.search.query.fields import DATE_FIELDS
from archive.search.query.nodes import And, Field, Node, Not, Or, Term
from archive.search.query.parser import Query, match_any_field

from .unpublished import UnpublishedRows, unpublished_languages

STATEMENT, PASSAGE = 1, 2
ATTEMPTS = 2  # to ask columns and database about the same moment


def find_statements(query: Query, milliseconds: int) -> EditorMatches:
    return run_finder(StatementFinder, query, milliseconds)


def find_documents(query: Query, milliseconds: int, in_names: bool = False) -> EditorMatches:
    return run_finder(NamedDocumentFinder if in_names else DocumentFinder, query, milliseconds)


def run_finder(finder: "type[Finder]", query: Query, milliseconds: int) -> EditorMatches:
    """Returns the ids that the finder finds. Runs it again where something was committed meanwhile: a row must not be
    missed because its state changed."""
    root = match_any_field(query.root) if query.root else None
    for attempt in range(ATTEMPTS):
        with latest_columns() as columns:
            view = columns.view()
        run = finder(view, Budget(milliseconds))
        ids = run.ids(root)
        if read_head() == view.position or attempt == ATTEMPTS - 1:
            break
    return EditorMatches(ids, run.is_partial)


class Finder:
    """``is_partial`` is set where time ran out and something may be missing."""

    def __init__(self, columns: Columns, budget: Budget) -> None:
        self.columns = columns
        self.budget = budget
        self.is_partial = False

    def ids(self, root: Node | None) -> np.ndarray:
        """The ids found, ascending and distinct."""
        raise NotImplementedError

    def published_rows(self, unit: int, node: Node) -> np.ndarray:
        matcher = Matcher(self.columns, unit, self.budget)
        rows = matcher.rows_of(node)
        self.is_partial |= matcher.is_partial
        return rows[self.columns.unit[rows] == unit]

    def find_unpublished(self, unit: int, fields: list[Field]) -> UnpublishedRows:
        entities = (
            field for field in fields if field.name not in DATE_FIELDS and FIELD_FACETS[field.name].model
        )
        keys = {field: field_keys(self.columns, field) for field in entities}
        return UnpublishedRows(unit, self.budget, keys, self.columns, unpublished_languages(unit))

    def within_budget(self, find: Callable[[], np.ndarray]) -> np.ndarray:
        """Returns what ``find`` does; nothing where the time ran out."""
        try:
            return find()
        except SearchTimeoutError:
            self.is_partial = True
            return np.array([], np.int64)


class StatementFinder(Finder):
    """Sends the whole query at once, since each row has all words and fields of its statement."""

    def ids(self, root: Node | None) -> np.ndarray:
        columns = self.columns
        rows = columns.rows(STATEMENT) if root is None else self.published_rows(STATEMENT, root)
        unpublished = self.find_unpublished(STATEMENT, list(fields_of(root)))
        drafts = self.within_budget(lambda: unpublished.ids(root))
        return distinct(columns.object_ids(rows), drafts)


class DocumentFinder(Finder):
    """Finds the documents of each word and field, and combines these sets as the query says."""

    def ids(self, root: Node | None) -> np.ndarray:
        return self.all_documents() if root is None else self.documents_of(root)

    def documents_of(self, node: Node) -> np.ndarray:
        match node:
            case Term():
                return self.documents_with(node)
            case Field():
                return self.documents_of_field(node)
            case Not(child):
                return difference(self.all_documents(), self.documents_of(child))
            case Or(children):
                return union(*map(self.documents_of, children))
            case And(children):
                sets = [self.documents_of(child) for child in children if not isinstance(child, Not)]
                documents = sets[0] if sets else self.all_documents()
                for further_set in sets[1:]:
                    documents = intersection(documents, further_set)
                for child in children:
                    if isinstance(child, Not):
                        documents = difference(documents, self.documents_of(child.child))
                return documents
        raise TypeError(node)

    def documents_with(self, term: Term) -> np.ndarray:
        """Documents with the term in a paragraph, a title, the address or the name of the source."""
        unpublished = self.find_unpublished(PASSAGE, [])
        sources = self.columns.names.ids_with_words("source", term.words)
        documents = [
            self.documents(self.published_rows(PASSAGE, term)),
            self.within_budget(lambda: unpublished.ids(term, "document_id")),
            self.within_budget(lambda: self.documents_by_name(term)),
            *([self.documents_of_sources(sources)] if sources else []),
        ]
        return union(*documents)

    def documents_by_name(self, term: Term) -> np.ndarray:
        """Returns documents with the exact words in title or address; other forms are found in the rows of paragraphs,
        which include the title."""
        in_form = replace(term, exact=True, in_text=False)
        queries = [query.text for query in tsqueries([in_form], self.columns, [""])[0] if query.text]
        if not queries:
            return np.array([], np.int64)
        sql = "SELECT object_id FROM archive_search_name WHERE editorial @@ %s::tsquery"
        return np.sort(np.array([pk for (pk,) in self.budget.fetch(sql, queries[:1])], np.int64))

    def documents_of_sources(self, sources: list[int]) -> np.ndarray:
        columns = self.columns
        rows = columns.rows(PASSAGE)
        published = rows[columns.value_mask("source", sources, rows)]
        sql = (
            "SELECT DISTINCT document_id FROM archive_search"
            " WHERE NOT public AND unit = 2 AND source_id = ANY (%s)"
        )
        drafts = self.within_budget(
            lambda: np.sort(np.array([pk for (pk,) in self.budget.fetch(sql, [sources])], np.int64))
        )
        return union(self.documents(published), drafts)

    def documents_of_field(self, field: Field) -> np.ndarray:
        """Returns the documents that satisfy the field. For a field that only statements have, such as speaker, these
        are the documents of its statements."""
        of_passages = field.name in DATE_FIELDS or FIELD_FACETS[field.name].of_passages
        unit = PASSAGE if of_passages else STATEMENT
        rows = self.columns.rows(unit)
        published = rows[field_mask(self.columns, field, rows)]
        unpublished = self.find_unpublished(unit, [field])
        drafts = self.within_budget(lambda: unpublished.ids(field, "document_id"))
        return union(self.documents(published), drafts)

    def all_documents(self) -> np.ndarray:
        unpublished = self.find_unpublished(PASSAGE, [])
        published = self.documents(self.columns.rows(PASSAGE))
        return union(published, self.within_budget(lambda: unpublished.ids(None, "document_id")))

    def documents(self, rows: np.ndarray) -> np.ndarray:
        """The distinct documents of these rows."""
        return distinct(self.columns.document[rows])


class NamedDocumentFinder(DocumentFinder):
    def documents_with(self, term: Term) -> np.ndarray:
        return self.within_budget(lambda: self.documents_by_name(term))


def fields_of(node: Node | None) -> list[Field]:
    return Query(node).fields

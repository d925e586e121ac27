"""The rest of search needs nothing of the engine but its interface: another one answers in its place."""

import sys
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

import pytest

import archive.web.urls  # noqa: F401 the engine is in decorators there: before it is exchanged
from archive.search.engine import Counts, FacetCounts, Names, engine
from archive.search.engine.interface import Coverage
from archive.search.facets import FACETS
from archive.search.page.search_page import SearchPage
from archive.search.query.nodes import Term
from archive.search.request.params import SearchParams
from archive.search.suggest.suggestions import suggest
from archive.search.suggest.values import find_values

pytestmark = pytest.mark.django_db


@dataclass
class OneStatement:
    """Finds always the same statement; implements the protocols Engine, IndexReader and Matches."""

    statement: object

    is_relaxed, is_partial, nearest_is_partial = False, False, False
    unknown_fields, separate_words, corrections, other_forms = (), (), {}, {}
    synonyms, terms, relaxed_terms = {}, [Term("library")], []

    def match(self, params, query, milliseconds=None):
        return self

    @contextmanager
    def index_reader(self):
        yield self

    @property
    def names(self):
        return Names()

    def occurs(self, facet, keys):
        return True

    @property
    def counts(self):
        facets = {facet.name: FacetCounts.from_mapping({}) for facet in FACETS}
        return Counts(
            1,
            1,
            facets
            | {
                "speaker": FacetCounts.from_mapping({self.statement.speaker_id: 1}),
                "language": FacetCounts.from_mapping({"en": 1}),
            },
            [(2024, 1)],
        )

    @property
    def coverage(self):
        return Coverage(1, 1)

    def order(self, end=None, start=0):
        return [self.statement.pk]

    def utterances(self, ids):
        return {}

    def nearest_ids(self):
        return []

    def printed_words(self, words):
        return {word: word for word in words}

    def texts(self, term, limit, milliseconds):
        return [self.statement.text] * 2

    def stems(self, words):
        return {(language, word): word for language, word in words}

    def refresh_once(self):
        return nullcontext()

    def warm_up(self):
        pass


@pytest.fixture
def another_engine(statement, monkeypatch):
    users = [
        module
        for name, module in sys.modules.items()
        if name.startswith("archive.") and getattr(module, "engine", None) is engine
    ]
    assert len(users) > 4
    for module in users:
        monkeypatch.setattr(module, "engine", OneStatement(statement))


def test_another_engine_answers_a_search(another_engine, statement, draft_statement):
    page = SearchPage(SearchParams(q="library"))
    assert [(hit.statement.pk, hit.snippet) for hit in page.hits] == [
        (statement.pk, 'every harbour deserves a <mark class="hit">library</mark>')
    ]
    assert (page.total_label, page.histogram.bars[0].year) == ("1 utterance", 2024)
    assert [(value.label, value.count) for value in find_values(SearchParams(), "speaker")] == [
        ("Amara Adeyemi", 1)
    ]
    assert [suggestion.label for suggestion in suggest("harbour")] == ["harbour deserves"]

"""The examples in the search tips find something in the demo, and mean what they say."""

import pytest

from archive.search.query.examples import EXAMPLES
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.demo_archive import load_demo
from tests.search_setup import load_columns_once


@pytest.mark.slow
@pytest.mark.django_db
def test_every_example_finds_something_in_the_demo(monkeypatch):
    load_demo()
    load_columns_once(monkeypatch)
    results_of = {typed: search(SearchParams(q=typed)) for typed, _meaning in EXAMPLES}
    assert [typed for typed, results in results_of.items() if not results.total or results.is_relaxed] == []
    assert [typed for typed, results in results_of.items() if results.unknown_values] == []

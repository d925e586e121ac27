"""What the tests of the engine share."""

import pytest

from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_speaker, make_statement
from tests.search_setup import matching_ids

DEPUTY = SearchParams(q="deputy")


def numbers(**params):
    """(total, ids, speakers with their counts)."""
    results = search(SearchParams(**params))
    return (
        results.total,
        sorted(results.ids),
        {count.label: count.count for count in results.facets["speaker"].counts},
    )


@pytest.fixture
def second_statement(statement, draft_statement):
    """A second statement beside the first, with columns and posting lists in the caches."""
    statement_made = make_statement(
        statement.document, "Her deputy promised", speaker=make_speaker("Bola Bright")
    )
    assert numbers() == (2, sorted([statement.pk, statement_made.pk]), {"Amara Adeyemi": 1, "Bola Bright": 1})
    assert matching_ids(DEPUTY) == [statement_made.pk]
    assert numbers(q="promise")[0] == 1
    return statement_made

"""Which rows a query finds."""

import pytest

from archive.search.engine import match
from archive.search.engine.budget import Budget
from archive.search.engine.match import Matcher
from archive.search.engine.rows import row_numbers
from archive.search.engine.store.shared import latest_columns
from archive.search.query.nodes import And, Or, Term
from archive.search.query.parser import parse
from tests.factories import make_document, make_statement


@pytest.mark.django_db
def test_where_time_runs_out_drafts_take_the_place_of_no_public_row(monkeypatch):
    monkeypatch.setattr(match, "PARTIAL_ROWS", 1)
    monkeypatch.setattr(match, "GRACE", 30_000)
    document = make_document("The deputy promised a zeppelin.")
    for _ in range(3):
        make_statement(document, "promised a zeppelin", state="draft")
    public = make_statement(document, "a zeppelin")
    with latest_columns() as columns:
        matcher = Matcher(columns.view(), 1, Budget(0))
        rows = row_numbers(matcher.match(parse("zeppelin")))
        assert matcher.is_partial
        assert columns.object_ids(rows).tolist() == [public.pk]


@pytest.mark.django_db
def test_words_read_together_are_not_read_again(django_assert_num_queries):
    document = make_document("The deputy promised a zeppelin, and she promises ships.")
    both = make_statement(document, "promised a zeppelin")
    statement = make_statement(document, "she promises ships")
    make_statement(document, "The deputy promised", state="draft")
    nodes = [
        Term("promises"),
        Term("zeppelin"),
        Term("qqqq"),
        Or((Term("ships"), Term("qqqq"))),
        And((Term("promise"), Term("zeppelin"))),
    ]
    match.posting_cache.clear()
    with latest_columns() as columns:
        view = columns.view()
        view.key = ("a test",)  # as outside a transaction
        matcher = Matcher(view, 1)
        matcher.rows_of(Term("warm"))
        with django_assert_num_queries(4):  # their forms, and their rows within a savepoint
            matcher.prefetch_rows(nodes)
        with django_assert_num_queries(0):
            ids_of_nodes = [matcher.columns.object_ids(matcher.rows_of(node)).tolist() for node in nodes]
        assert [sorted(ids) for ids in ids_of_nodes] == [
            [both.pk, statement.pk],
            [both.pk],
            [],
            [statement.pk],
            [both.pk],
        ]

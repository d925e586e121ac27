"""Which rows a query finds."""

import pytest

from archive.search.engine import match
from archive.search.engine.budget import Budget
from archive.search.engine.match import Matcher
from archive.search.engine.store.shared import latest_columns
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
        rows = matcher.match(parse("zeppelin"))
        assert matcher.is_partial
        assert columns.object_id[rows].tolist() == [public.pk]

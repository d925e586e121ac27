"""What is counted and listed ahead of a search has rows of what is public only."""

from types import SimpleNamespace

import numpy as np
import pytest
from django.db import connection

from archive.models import SearchRow
from archive.search.engine.budget import Budget
from archive.search.engine.postings.building import UNITS, collect
from archive.search.engine.postings.pair_building import collect_pairs
from archive.search.engine.postings.reading import ListReader
from archive.search.engine.tsquery import EXACT
from archive.search.engine.word_counts import frequent_words


@pytest.mark.django_db(transaction=True)
def test_posting_lists_are_made_of_public_rows(statement, draft_statement, hidden_statement):
    listed = {
        row
        for unit in UNITS
        for fields in collect(unit, []).values()
        for rows in fields
        for row in rows.tolist()
    }
    public = set(SearchRow.objects.filter(public=True).values_list("pk", flat=True))
    assert listed == public != set(SearchRow.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_pair_lists_are_made_of_public_rows(statement, draft_statement, hidden_statement):
    """Of all words that follow one another in any statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT lexeme FROM archive_search, unnest(vector) WHERE unit = 1")
        words = [lexeme for (lexeme,) in cursor.fetchall()]
    listed = {row for places in collect_pairs(1, words, 0).values() for row in places["row"].tolist()}
    rows = dict(SearchRow.objects.filter(unit=1).values_list("object_id", "pk"))
    assert (len(rows), listed) == (3, {rows[statement.pk]})


def test_words_of_drafts_are_not_counted(statement, draft_statement, hidden_statement):
    words = frequent_words([statement.pk, draft_statement.pk, hidden_statement.pk], 1)
    assert words == dict.fromkeys(["every", "harbour", "deserves", "a", "library"], 1)


def test_rows_that_changed_since_lists_were_made_are_on_them_where_they_are_public(
    statement, draft_statement, hidden_statement
):
    ids = dict(SearchRow.objects.filter(unit=1).values_list("object_id", "pk"))
    postings = SimpleNamespace(changed=np.array(sorted(ids.values())))
    columns = SimpleNamespace(postings=postings, languages=["en"])
    reader = ListReader(columns, 1)
    reader.read_changed([f"{EXACT}harbour", f"{EXACT}library"], Budget())
    assert len(ids) == 3
    assert {key: rows.tolist() for key, rows in reader.changed.items()} == {
        f"{EXACT}harbour": [ids[statement.pk]],
        f"{EXACT}library": [ids[statement.pk]],
    }

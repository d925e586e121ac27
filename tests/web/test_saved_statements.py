"""Saved statements: the server knows none of them, and says only what is public."""

import csv
import io
import json

import pytest

from archive.exporting.spreadsheet import BYTE_ORDER_MARK
from archive.web import saved_statements as views
from archive.web.saved_statements import SAVED_FORMATS
from tests.factories import make_statement


def export(client, rows, ending="csv"):
    return client.post(
        f"/saved/statements.{ending}", {"saved": rows if isinstance(rows, str) else json.dumps(rows)}
    )


def body(response):
    return b"".join(response.streaming_content).decode()


def test_only_what_is_public_is_shown(
    client, statement, draft_statement, hidden_statement, django_assert_num_queries
):
    client.get("/saved/statements.json")
    ids = [statement.pk, draft_statement.pk, hidden_statement.pk, 10**30, "x", -1, "²"]
    with django_assert_num_queries(3):
        statements = client.get("/saved/statements.json", {"id": ids}).json()["statements"]
    assert list(statements) == [str(statement.pk)]
    assert statements[str(statement.pk)]["words"] == "every harbour deserves a library"
    assert f'data-statement="{statement.pk}"' in statements[str(statement.pk)]["card"]


def test_another_wording_has_another_hash(client, statement, published_document):
    other = make_statement(published_document, "a promise kept")
    statements = client.get("/saved/statements.json", {"id": [statement.pk, other.pk]}).json()["statements"]
    assert len({value["wording"] for value in statements.values()}) == 2


def test_the_file_has_the_notes_and_says_what_is_left_out(client, statement, draft_statement):
    rows = [{"id": statement.pk, "note": "Chapter 2\n=HYPERLINK()"}, {"id": draft_statement.pk, "note": "x"}]
    response = export(client, rows)
    assert response["Content-Disposition"].startswith('attachment; filename="verbatim-')
    assert response["Cache-Control"] == "no-store"
    (row,) = csv.DictReader(io.StringIO(body(response).removeprefix(BYTE_ORDER_MARK)))
    assert row["id"] == str(statement.pk)
    assert row["note"] == "Reader’s note: Chapter 2 =HYPERLINK()"
    assert row["total"] == "1"
    assert row["search_notes"] == "1 saved statement is no longer public and is left out."


@pytest.mark.parametrize("ending", SAVED_FORMATS)
def test_every_format_has_the_note(client, statement, ending):
    text = body(export(client, [{"id": statement.pk, "note": "Chapter two"}], ending))
    assert "Chapter two" in text


REFUSED = [
    *("", "{", "7", "{}", "null", '["x"]', '[{"id": "5"}]', '[{"id": true}]', '[{"id": 0}]'),
    *('[{"id": 9223372036854775808}]', '[{"id": 5, "note": 7}]', "[" * 100_000),
    json.dumps([{"id": number + 1} for number in range(2_001)]),
]


@pytest.mark.parametrize("posted", REFUSED)
def test_anything_else_is_refused_in_words(client, db, posted):
    response = export(client, posted)
    assert response.status_code == 400
    assert response.content.decode() == "These are not saved statements."


def test_looking_at_the_page_needs_no_statement(client, db):
    assert client.get("/saved/").status_code == 200
    assert client.get("/saved/statements.csv").status_code == 405


def test_the_page_asks_for_as_many_as_one_answer_has(client, db, monkeypatch):
    monkeypatch.setattr(views, "MAX_STATEMENTS_SHOWN", 7)
    assert 'data-max-ids="7"' in client.get("/saved/").text

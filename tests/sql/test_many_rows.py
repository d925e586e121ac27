"""What one SQL statement writes is recorded by as few, whether it writes one row or thousands."""

import json
import logging

import pytest
from django.db import connection

from archive.accounts.models import SecurityEvent
from archive.models import Document, Publication, State, Statement
from tests.factories import make_document, make_statement

pytestmark = pytest.mark.django_db

LONG = "\n\n".join(["The library opens on Monday."] * 200)


@pytest.fixture
def statements():
    document = make_document()
    return [make_statement(document, word) for word in ("library", "Books", "spring")]


def test_no_trigger_writes_the_history_of_statements_row_by_row():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE (tgtype & 1) = 1 AND"
            " tgrelid IN ('archive_statement'::regclass, 'archive_orphan'::regclass)"
            " AND (tgname ~ '^pgtrigger_(insert|update|delete)' OR tgname = 'accounts_record_publication')"
        )
        assert cursor.fetchall() == []


def test_each_row_that_changed_leaves_one_row_of_history(statements):
    last = Statement.pgh_event_model.objects.latest("pgh_id").pgh_id
    changed, same, other = statements
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_statement SET note = CASE id WHEN %s THEN note ELSE 'seen' END", [same.pk]
        )
    events = Statement.pgh_event_model.objects.filter(pgh_id__gt=last)
    assert sorted(events.values_list("pgh_obj_id", "pgh_label", "note")) == [
        (changed.pk, "update", "seen"),
        (other.pk, "update", "seen"),
    ]


def test_a_row_with_another_id_is_in_the_history(statements):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_statement SET id = 900000 WHERE id = %s", [statements[0].pk])
    assert Statement.pgh_event_model.objects.latest("pgh_id").pgh_obj_id == 900000


def test_what_is_public_names_the_row_of_history_of_the_same_write(statements):
    Statement.objects.update(note="seen")
    for statement in statements:
        newest = Statement.pgh_event_model.objects.filter(pgh_obj_id=statement.pk).latest("pgh_id").pgh_id
        (period,) = Publication.objects.for_object("statement", statement.pk)
        assert period.history_id == newest


def test_what_one_statement_takes_back_is_an_event_and_a_line_each(
    statements, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.INFO, "verbatim.security")
    with django_capture_on_commit_callbacks(execute=True):
        Statement.objects.exclude(pk=statements[1].pk).update(state=State.DRAFT)
    subjects = [f"statement {statements[0].pk}", f"statement {statements[2].pk}"]
    rows = SecurityEvent.objects.filter(kind="unpublished").order_by("pk").values_list("subject", "details")
    assert list(rows) == [(subject, {"state": "draft"}) for subject in subjects]
    assert [json.loads(line)["subject"] for line in caplog.messages] == subjects


def test_long_texts_are_stored_as_they_are():
    """Compressing them three times took a tenth of the time for which a correction lets others wait."""
    document = make_document(text=LONG)
    Document.objects.filter(pk=document.pk).update(text=LONG + "\n\nThe end.")
    stored = "SELECT pg_column_compression(text), pg_column_size(text) FROM {} ORDER BY 2"
    with connection.cursor() as cursor:
        for table, sizes in (
            ("archive_document", [len(LONG) + 10]),
            ("archive_correction", [len(LONG)]),
            ("archive_documentevent", [len(LONG), len(LONG) + 10]),
        ):
            cursor.execute(stored.format(table))
            assert cursor.fetchall() == [(None, size) for size in sizes]

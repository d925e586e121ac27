"""What search reads again after each change is found by an index: the work does not grow with the archive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Document, State
from archive.search.engine.store.loading import read_annotated_documents
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_fully_annotated_documents_are_those_that_are_public(published_document):
    whole = make_document(text="All of it is marked.", slug="whole", coverage="full")
    make_document(text="Nobody sees it yet.", slug="hidden", coverage="full", state=State.DRAFT)
    assert read_annotated_documents().tolist() == [whole.pk]
    Document.objects.filter(pk=whole.pk).update(coverage="")
    assert read_annotated_documents().tolist() == []


def test_they_are_found_without_reading_all_documents(published_document):
    for number in range(60):  # of a few rows, any index would do
        make_document(text="Not yet annotated.", slug=f"other-{number}")
    with CaptureQueriesContext(connection) as queries:
        read_annotated_documents()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_document")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "using document_annotated" in plan, plan

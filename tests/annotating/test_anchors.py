"""A correction takes the statements along, or is refused as a whole."""

import pytest
from django.db import IntegrityError, connection

from archive.annotating.anchors import TextRefused, Why, correct_text
from archive.models import Passage

from ..factories import SPEECH, make_document, make_statement


@pytest.fixture
def annotated(db):
    document = make_document()
    first = make_statement(document, "every harbour deserves a library")
    second = make_statement(document, "Books are the cheapest ships")
    return document, first, second


def anchored(statement):
    statement.refresh_from_db()
    assert statement.document.text[statement.start : statement.end] == statement.text
    return statement.start


def test_statements_move_with_the_text(annotated):
    document, first, second = annotated
    before = first.start, second.start
    moved = correct_text(document, SPEECH.replace("She called the new", "She called the bright new"))
    assert (moved.moved, moved.kept) == (1, 1)
    assert (anchored(first), anchored(second)) == (before[0], before[1] + 7)
    assert document.text_version == 2


def test_the_words_around_are_kept_up_to_date_where_nothing_moved(annotated):
    document, first, _second = annotated
    correct_text(document, SPEECH.replace("library. She", "library! She"))
    first.refresh_from_db()
    assert first.suffix.startswith("! She called")


def test_a_correction_of_a_statements_words_is_refused_and_nothing_is_written(annotated):
    document, first, second = annotated
    with pytest.raises(TextRefused) as refused:
        correct_text(document, "Preface.\n\n" + SPEECH.replace("cheapest ships", "cheapest boats"))
    assert [(touched.statement.pk, touched.why) for touched in refused.value.touched] == [
        (second.pk, Why.TOUCHED)
    ]
    document.refresh_from_db()
    assert (document.text, document.text_version) == (SPEECH, 1)
    assert anchored(first) == SPEECH.index("every harbour")


def test_a_text_that_is_not_canonical_is_refused_by_the_database(annotated):
    with pytest.raises(IntegrityError, match="document_text_is_canonical"):
        correct_text(annotated[0], f"{SPEECH}  ")


def test_the_deferred_check_is_left_deferred(annotated):
    document, first, _second = annotated
    correct_text(document, f"{SPEECH}\n\nThe end.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_document SET text = 'X' || text WHERE id = %s", [document.pk])
        cursor.execute(
            'UPDATE archive_statement SET start = start + 1, "end" = "end" + 1 WHERE document_id = %s',
            [document.pk],
        )
    assert anchored(first) == SPEECH.index("every harbour") + 1


def test_labels_of_unchanged_paragraphs_survive(annotated):
    document, _first, _second = annotated
    document.passages.filter(number=3).update(kind=Passage.Kind.ANSWER, speaker_label="Adeyemi")
    correct_text(document, SPEECH.replace("Remarks at", "Preface\n\nRemarks at"))
    labelled = document.passages.exclude(speaker_label="").get()
    assert (labelled.number, labelled.kind) == (4, Passage.Kind.ANSWER)


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(db, django_assert_num_queries, statements):
    document = make_document()
    for words in ["every harbour deserves", "cheapest ships", "by spring"][:statements]:
        make_statement(document, words)
    with django_assert_num_queries(10):
        correct_text(document, f"Preface.\n\n{SPEECH}")

"""A correction moves the statements along; one whose words are gone becomes an orphan and is not lost."""

import pytest
from django.db import IntegrityError, connection, transaction

from archive.editing.correction_plan import plan_correction
from archive.editing.corrections import correct_text
from archive.editing.errors import EditError, StaleError
from archive.editing.reanchoring.results import AnchorStatus
from archive.models import Correction, Orphan, Passage, PendingAnalysis, State, Statement
from archive.search.request.params import SearchParams
from archive.search.results import search
from archive.tracing.trace import Trace, Tracing
from tests.factories import BOATS, SPEECH, make_document, make_statement

from .conftest import check_anchor, counts


def test_statements_move_with_the_text(annotated_document):
    document, first, second = annotated_document
    before = first.start, second.start
    correction = correct_text(
        None, document, SPEECH.replace("She called the new", "She called the bright new")
    )
    assert counts(correction) == {AnchorStatus.KEPT: 1, AnchorStatus.MOVED: 1}
    assert (check_anchor(first), check_anchor(second)) == (before[0], before[1] + 7)
    assert document.text_version == 2


@pytest.mark.slow
def test_corrected_words_become_the_statements(annotated_document):
    document, first, _second = annotated_document
    correction = correct_text(
        None, document, SPEECH.replace("harbour deserves a library", "harbour deserves a librarry")
    )
    assert counts(correction) == {AnchorStatus.CHANGED: 1, AnchorStatus.MOVED: 1}
    check_anchor(first)
    assert (first.text, first.state) == ("every harbour deserves a librarry", State.PUBLISHED)
    assert first.history.order_by("pgh_id").last().text == "every harbour deserves a librarry"


def test_the_words_around_are_kept_up_to_date_where_nothing_moved(annotated_document):
    document, first, _second = annotated_document
    correct_text(None, document, SPEECH.replace("library. She", "library! She"))
    first.refresh_from_db()
    assert first.suffix.startswith("! She called")


def test_a_plan_writes_nothing_and_says_what_the_correction_then_does(annotated_document):
    document, first, second = annotated_document
    new = f"Preface.\n\n{BOATS}"
    planned = plan_correction(document, new)
    document.refresh_from_db()
    assert (document.text, document.text_version, Orphan.objects.count()) == (SPEECH, 1, 0)
    assert [(outcome.statement, outcome.status) for outcome in planned.outcomes] == [
        (first, AnchorStatus.MOVED),
        (second, AnchorStatus.REVIEW),
    ]
    assert correct_text(None, document, new).counts == planned.counts


def test_a_statement_whose_words_are_gone_becomes_an_orphan_that_is_not_public(annotated_document):
    document, first, second = annotated_document
    correct_text(None, document, BOATS)
    second.refresh_from_db()
    assert (second.state, second.text) == (State.ORPHANED, "Books are the cheapest ships")
    assert (second.orphan.version, second.orphan.state_before, second.orphan.detached) == (
        1,
        "published",
        False,
    )
    assert document.text_at_version(1)[second.start : second.end] == second.text
    assert (second.prefix[-1], second.suffix[0]) == ("“", ",")
    assert list(Statement.objects.published()) == [first]
    assert list(document.statements.anchored()) == [first]
    assert search(SearchParams(unit="statements")).ids == [first.pk]


@pytest.mark.slow
def test_an_undone_correction_gives_it_its_place_again(annotated_document):
    document, _first, second = annotated_document
    correct_text(None, document, BOATS)
    correction = correct_text(None, document, SPEECH)
    assert [(outcome.statement.pk, outcome.from_orphan) for outcome in correction.outcomes][-1] == (
        second.pk,
        True,
    )
    assert check_anchor(second) == SPEECH.index("Books")
    assert (second.state, Orphan.objects.count(), document.text_version) == (State.PUBLISHED, 0, 3)


@pytest.mark.slow
def test_a_second_correction_leaves_it_in_the_queue_with_the_version_it_stood_in(annotated_document):
    document, *_ = annotated_document
    correct_text(None, document, BOATS)
    correction = correct_text(None, document, f"Preface.\n\n{BOATS}")
    assert counts(correction) == {AnchorStatus.MOVED: 1}
    assert Orphan.objects.get().version == 1
    assert [c.version for c in Correction.objects.order_by("version")] == [1, 2]


def test_a_text_somebody_else_corrected_meanwhile_is_not_overwritten(annotated_document):
    document, _first, _second = annotated_document
    correct_text(None, document, BOATS)
    with pytest.raises(StaleError):
        correct_text(None, document, "Mine.", text_version=1)
    document.refresh_from_db()
    assert document.text == BOATS


@pytest.mark.slow
def test_every_earlier_text_is_kept_with_author_and_reason(annotated_document, editor):
    document, *_ = annotated_document
    correct_text(
        editor, document, f"Preface.\n\n{SPEECH}", reason="Left out", public_note="A preface was added."
    )
    document.statements.all().delete()
    document.text = "Something else."
    document.save()
    corrections = Correction.objects.order_by("version")
    assert [(c.version, c.text, c.corrected_by, c.reason) for c in corrections] == [
        (1, SPEECH, editor, "Left out"),
        (2, f"Preface.\n\n{SPEECH}", None, ""),
    ]
    assert (document.text_at_version(1), document.text_at_version(3), document.text_at_version(9)) == (
        SPEECH,
        None,
        None,
    )
    document.refresh_from_db()
    assert document.text_at_version(3) == "Something else."
    assert [c.public_note for c in corrections] == ["A preface was added.", ""]


def test_the_same_text_is_no_correction(annotated_document):
    document, *_ = annotated_document
    assert counts(correct_text(None, document, SPEECH)) == {AnchorStatus.KEPT: 2}
    assert (document.text_version, Correction.objects.count()) == (1, 0)


def test_a_text_that_is_not_canonical_is_refused_by_the_database(annotated_document):
    with pytest.raises(EditError) as refused:
        correct_text(None, annotated_document[0], f"{SPEECH}  ")
    assert refused.value.errors == {
        "text": ["The text contains characters or spaces that the archive does not store."]
    }


@transaction.atomic
def run(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rule_broken(sql, *values):
    with pytest.raises(IntegrityError) as refused:
        run(sql, values)
    return refused.value.__cause__.diag.constraint_name


def test_the_rules_of_statements_without_a_place_hold_in_raw_sql(annotated_document):
    document, first, second = annotated_document
    correct_text(None, document, BOATS)
    assert (
        rule_broken("UPDATE archive_statement SET state = 'published' WHERE id = %s", second.pk)
        == "statement_text_matches_document"
    )
    assert (
        rule_broken('UPDATE archive_statement SET start = 0, "end" = 28 WHERE id = %s', second.pk)
        == "orphaned_statement_keeps_its_span"
    )
    assert (
        rule_broken("UPDATE archive_statement SET state = 'orphaned' WHERE id = %s", first.pk)
        == "orphaned_statement_has_an_orphan"
    )
    assert (
        rule_broken("DELETE FROM archive_orphan WHERE statement_id = %s", second.pk)
        == "orphaned_statement_has_an_orphan"
    )
    assert (
        rule_broken("UPDATE archive_document SET state = 'orphaned' WHERE id = %s", document.pk)
        == "document_is_not_orphaned"
    )


def test_the_deferred_check_is_left_deferred(annotated_document):
    document, first, _second = annotated_document
    correct_text(None, document, f"{SPEECH}\n\nThe end.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_document SET text = 'X' || text WHERE id = %s", [document.pk])
        cursor.execute(
            'UPDATE archive_statement SET start = start + 1, "end" = "end" + 1 WHERE document_id = %s',
            [document.pk],
        )
    assert check_anchor(first) == SPEECH.index("every harbour") + 1


def test_labels_of_unchanged_paragraphs_survive(annotated_document):
    document, _first, _second = annotated_document
    document.passages.filter(number=3).update(
        kind=Passage.Kind.ANSWER, speaker_label="Adeyemi", time="00:01:12"
    )
    correct_text(None, document, SPEECH.replace("Remarks at", "Preface\n\nRemarks at"))
    labelled = document.passages.exclude(speaker_label="").get()
    assert (labelled.number, labelled.kind, labelled.time) == (4, Passage.Kind.ANSWER, "00:01:12")


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(db, django_assert_num_queries, statements):
    document = make_document()
    for words in ["every harbour deserves", "cheapest ships", "by spring"][:statements]:
        make_statement(document, words)
    with django_assert_num_queries(13):
        correct_text(None, document, f"Preface.\n\n{SPEECH}")


def test_reports_and_terms_are_looked_for_where_words_are_new(annotated_document):
    document, first, _second = annotated_document
    with Tracing(Trace()):
        correct_text(None, document, SPEECH.replace("deserves a library", "deserves a librarry"))
    assert list(PendingAnalysis.objects.values_list("kind", "statement_id")) == [
        ("reports", first.pk),
        ("terms", first.pk),
    ]


def test_texts_too_long_to_be_followed_are_refused(annotated_document, monkeypatch):
    monkeypatch.setattr("archive.editing.reanchoring.anchors.MAX_CHARACTERS", 100)
    with pytest.raises(EditError, match="too long and too different to follow the statements"):
        correct_text(None, annotated_document[0], BOATS)

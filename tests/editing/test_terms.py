"""Occurrences of terms: found in statements, decided by editors, remembered while the words stand."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from archive.editing import marking
from archive.editing.corrections import correct_text
from archive.editing.errors import EditError, NotAllowedError, NotFoundError
from archive.editing.history.restoring import recreate, restore_version
from archive.editing.terms.decisions import decide_occurrences, listed_occurrences, may_delete_term
from archive.editing.terms.occurrences import find_everywhere, find_terms
from archive.models import Term, TermOccurrence, history_model
from tests.conftest import member_with
from tests.factories import make_document, make_statement, make_term

TEXT = "Books are the cheapest ships. No ships are cheaper than the cheapest ships of the harbour."
pytestmark = pytest.mark.django_db


@pytest.fixture
def term():
    return make_term("cheapest ships", wordings=[("les navires", "fr")])


@pytest.fixture
def term_statement():
    return make_statement(make_document(TEXT), TEXT)


def places():
    return list(TermOccurrence.objects.order_by("start").values_list("start", "words", "status"))


def test_they_wait_for_an_editor(term, term_statement):
    counts = find_terms([term_statement.pk])
    assert (counts.statements, counts.found, counts.withdrawn) == (1, 2, 0)
    assert places() == [(14, "cheapest ships", "undecided"), (60, "cheapest ships", "undecided")]
    row = TermOccurrence.objects.earliest("start")
    assert (row.before, row.after[:10], row.wording) == ("Books are the ", ". No ships", "cheapest ships")
    assert find_terms([term_statement.pk]).found == 0


def test_decisions_move_with_words_that_stand(term, term_statement, editor):
    find_terms([term_statement.pk])
    first, second = TermOccurrence.objects.order_by("start")
    decide_occurrences(editor, [first.pk], "confirm")
    decide_occurrences(editor, [second.pk], "reject")
    correct_text(
        None,
        term_statement.document,
        TEXT.replace("Books are", "Books, he said, are"),
        confirmed=[term_statement.pk],
    )
    term_statement.refresh_from_db()
    find_terms([term_statement.pk])
    assert places() == [(24, "cheapest ships", "confirmed"), (70, "cheapest ships", "rejected")]


@pytest.mark.parametrize("shift", [15, -15])
def test_occurrences_that_follow_each_other_move_along(term, editor, shift):
    """By the very distance that lies between them: no two are at one place in between."""
    text = "Nothing, truly: cheapest ships cheapest ships cheapest ships go."
    short = text[16:] if shift < 0 else text[1:]
    document = make_document(text)
    term_statement = make_statement(document, text if shift < 0 else text[16:])
    find_terms([term_statement.pk])
    decide_occurrences(editor, [TermOccurrence.objects.earliest("start").pk], "confirm")
    marking.change(
        None, document.pk, term_statement.pk, {}, span=(16, len(text)) if shift < 0 else (1, len(text))
    )
    find_terms([term_statement.pk])
    first = short.index("cheapest")
    assert places() == [
        (first, "cheapest ships", "confirmed"),
        (first + 15, "cheapest ships", "undecided"),
        (first + 30, "cheapest ships", "undecided"),
    ]


@pytest.mark.slow
def test_a_longer_statement_keeps_what_was_decided_of_its_words(
    term, editor, django_capture_on_commit_callbacks
):
    document = make_document(TEXT)
    term_statement = make_statement(document, "Books are the cheapest ships")
    find_terms([term_statement.pk])
    decide_occurrences(editor, [TermOccurrence.objects.get().pk], "reject")
    with django_capture_on_commit_callbacks(execute=True):
        marking.change(None, document.pk, term_statement.pk, {}, span=(0, len(TEXT)))
    assert places() == [(14, "cheapest ships", "rejected"), (60, "cheapest ships", "undecided")]


@pytest.mark.slow
def test_words_that_went_take_their_occurrence_along_and_come_back_undecided(term, term_statement, editor):
    find_terms([term_statement.pk])
    decide_occurrences(editor, list(TermOccurrence.objects.values_list("pk", flat=True)), "reject")
    term.original = "cheaper than"
    term.save()
    assert find_terms([term_statement.pk]).withdrawn == 2
    assert places() == [(43, "cheaper than", "undecided")]
    term.original = "cheapest ships"
    term.save()
    find_terms([term_statement.pk])
    assert [status for *_place, status in places()] == ["undecided", "undecided"]


def test_saving_a_statement_finds_them(term, editor, django_capture_on_commit_callbacks):
    document = make_document(TEXT, state="draft")
    values = {"voice": "narrator", "attribution": "summary"}
    with django_capture_on_commit_callbacks(execute=True):
        saved = marking.mark(editor, document.pk, values=values, span=(0, 29), text_version=1).statement
    assert places() == [(14, "cheapest ships", "undecided")]
    with django_capture_on_commit_callbacks(execute=True):
        marking.change(editor, document.pk, saved.pk, {}, span=(0, 12))
    assert places() == []


def test_a_correction_finds_new_ones(term, django_capture_on_commit_callbacks):
    document = make_document("Books are the cheapest shps of all, he told the guests of the harbour library.")
    make_statement(document, document.text)
    with django_capture_on_commit_callbacks(execute=True):
        correct_text(None, document, document.text.replace("shps", "ships"))
    assert places() == [(14, "cheapest ships", "undecided")]


def test_words_that_are_restored_are_looked_through(term, term_statement, django_capture_on_commit_callbacks):
    earlier = history_model("statement").objects.filter(pgh_obj_id=term_statement.pk).earliest("pgh_id")
    marking.change(None, term_statement.document_id, term_statement.pk, {}, span=(0, 5))
    with django_capture_on_commit_callbacks(execute=True):
        restore_version(None, term_statement, earlier)
    assert [place[0] for place in places()] == [14, 60]


def test_a_statement_that_is_back_has_the_terms_of_today(term_statement, django_capture_on_commit_callbacks):
    document = term_statement.document_id
    marking.delete(None, document, term_statement.pk)
    make_term("cheapest ships")
    with django_capture_on_commit_callbacks(execute=True):
        marking.restore(None, document, term_statement.pk)
    assert [place[0] for place in places()] == [14, 60]


def test_a_statement_that_holds_another_has_them_for_itself(term, term_statement):
    inner = make_statement(term_statement.document, "the cheapest ships of the harbour")
    find_terms([term_statement.pk, inner.pk])
    assert TermOccurrence.objects.filter(statement=inner).values_list("start", flat=True).get() == 4


def test_longer_terms_hide_shorter_ones_until_they_are_gone(term, term_statement):
    longer = make_term("the cheapest ships of the harbour")
    find_terms([term_statement.pk])
    assert [(row.term, row.start) for row in TermOccurrence.objects.order_by("start")] == [
        (term, 14),
        (longer, 56),
    ]
    longer.delete()
    find_terms([term_statement.pk])
    assert [row.start for row in TermOccurrence.objects.order_by("start")] == [14, 60]


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_looked_through_takes_the_same_queries_for_any_number(term, number):
    keys = [make_statement(make_document(TEXT), TEXT).pk for _ in range(number)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        find_terms(keys)
    reads = [query for query in queries.captured_queries if query["sql"].startswith('SELECT "archive')]
    assert len(reads) == 6  # terms, wordings; twice occurrences and statements: without and under the lock


@pytest.mark.slow
def test_everything_is_found_in_batches(term):
    for _ in range(5):
        make_statement(make_document(TEXT), TEXT)
    counts = list(find_everywhere(batch=2))
    assert [(count.statements, count.found) for count in counts] == [(2, 4), (2, 4), (1, 2)]
    document = make_document(TEXT)
    make_statement(document, "the cheapest ships of the harbour")
    assert [occurrence.found for occurrence in find_everywhere([document.pk])] == [1]


def test_orphans_are_not_in_the_queue(term, term_statement):
    find_terms([term_statement.pk])
    correct_text(None, term_statement.document, "Nothing of it is left.")
    term_statement.refresh_from_db()
    assert term_statement.state == "orphaned"
    assert not listed_occurrences().exists()


def test_deciding_is_remembered_with_its_editor_and_undone(term, term_statement, editor):
    find_terms([term_statement.pk])
    row = TermOccurrence.objects.earliest("start")
    decide_occurrences(editor, [row.pk], "confirm")
    row.refresh_from_db()
    assert (row.status, row.decided_by, row.decided_at is not None) == ("confirmed", editor, True)
    decide_occurrences(editor, [row.pk], "undo")
    row.refresh_from_db()
    assert (row.status, row.decided_by, row.decided_at) == ("undecided", None, None)
    labels = history_model("termoccurrence").objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    assert list(labels.values_list("pgh_label", "status")) == [
        ("insert", "undecided"),
        ("update", "confirmed"),
        ("update", "undecided"),
    ]


def test_two_editors_do_not_decide_about_one(term, term_statement, editor, second_editor):
    find_terms([term_statement.pk])
    keys = list(TermOccurrence.objects.order_by("start").values_list("pk", flat=True))
    decide_occurrences(editor, keys[:1], "reject")
    with pytest.raises(
        EditError, match=f"{editor} has decided on this occurrence in the meantime: rejected."
    ):
        decide_occurrences(second_editor, keys, "confirm")
    assert [status for *_place, status in places()] == ["rejected", "undecided"]


def test_what_is_gone_or_other_words_now_is_not_decided(term, term_statement, editor):
    find_terms([term_statement.pk])
    row = TermOccurrence.objects.earliest("start")
    TermOccurrence.objects.filter(pk=row.pk).update(words="dearest! ships"[:14])
    with pytest.raises(NotFoundError, match="That occurrence no longer exists"):
        decide_occurrences(editor, [row.pk], "confirm")
    with pytest.raises(NotFoundError):
        decide_occurrences(editor, [row.pk + 1000], "confirm")


def test_who_may_only_look_decides_nothing(term, term_statement):
    find_terms([term_statement.pk])
    row = TermOccurrence.objects.earliest("start")
    with pytest.raises(NotAllowedError):
        decide_occurrences(member_with("view_term", "view_termoccurrence"), [row.pk], "confirm")
    assert TermOccurrence.objects.confirmed().count() == 0


def test_a_term_that_was_decided_about_is_not_deleted(term, term_statement, editor):
    find_terms([term_statement.pk])
    assert may_delete_term(term)
    decide_occurrences(editor, [TermOccurrence.objects.earliest("pk").pk], "reject")
    assert not may_delete_term(term)


@pytest.mark.slow
def test_a_deleted_statement_comes_back_with_its_occurrences(term, term_statement, editor):
    find_terms([term_statement.pk])
    decide_occurrences(editor, [TermOccurrence.objects.earliest("start").pk], "confirm")
    key = term_statement.pk
    term_statement.delete()
    assert places() == []
    recreate(
        type(term_statement),
        history_model("statement").objects.filter(pgh_obj_id=key, pgh_label="delete").get(),
    )
    assert [status for *_place, status in places()] == ["confirmed", "undecided"]


def test_the_same_original_is_not_taken_twice(term):
    with pytest.raises(IntegrityError, match="term_original_is_unique"):
        Term.objects.create(slug="again", original="The Cheapest Ships", language="en")


def test_the_same_original_in_another_language_is_another_term(term):
    assert Term.objects.create(slug="again", original="cheapest ships", language="nl").pk

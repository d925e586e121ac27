"""Use cases check the rights of their actor themselves, whoever calls them."""

import pytest

from archive.editing import marking
from archive.editing.corrections import correct_text, replace_text
from archive.editing.creation.documents import document_batch
from archive.editing.errors import NotAllowedError
from archive.editing.merging.merge import merge
from archive.editing.report_links import confirm, may_decide, reject, undo_decision
from archive.editing.states import check_transition
from archive.models import Document, Report, Speaker, Statement
from tests.conftest import member_with
from tests.factories import make_document, make_speaker, make_statement


@pytest.mark.parametrize("decide", [confirm, reject, undo_decision])
def test_reports_are_linked_only_with_the_right_to(staff_without_rights, decide):
    first, second = (make_statement(make_document("We agree."), "We agree.") for _ in range(2))
    with pytest.raises(NotAllowedError):
        decide(staff_without_rights, first, second)
    assert not Report.objects.exists()


DECIDING = {"change_statement", "add_report", "change_report", "delete_report", "add_utterance"}


@pytest.mark.parametrize("missing", sorted(DECIDING))
def test_to_link_reports_takes_every_permission_for_what_is_written(db, missing):
    assert not may_decide(member_with(*DECIDING - {missing}))


def test_to_link_reports_takes_nothing_else(db):
    assert may_decide(member_with(*DECIDING))


def test_entries_are_merged_only_with_the_right_to(staff_without_rights):
    survivor, duplicate = make_speaker("Amara Adeyemi"), make_speaker("A. Adeyemi")
    with pytest.raises(NotAllowedError):
        merge(staff_without_rights, survivor, duplicate)
    assert Speaker.objects.count() == 2


def test_a_text_is_corrected_only_with_the_right_to(staff_without_rights):
    document = make_document("We agree.")
    with pytest.raises(NotAllowedError):
        correct_text(staff_without_rights, document, "We all agree.")
    assert Document.objects.get().text == "We agree."


def test_documents_are_created_only_with_the_right_to(staff_without_rights):
    with pytest.raises(NotAllowedError), document_batch(staff_without_rights):
        pytest.fail("A batch was begun.")


def test_who_may_not_correct_learns_nothing_of_the_text(staff_without_rights, published_document):
    with pytest.raises(NotAllowedError):
        correct_text(staff_without_rights, published_document, "Other words.", text_version=99)
    with pytest.raises(NotAllowedError):
        replace_text(staff_without_rights, published_document, "Other words.")
    assert not published_document.corrections.exists()


def test_who_may_not_mark_does_not_learn_that_the_text_is_another(
    staff_without_rights, published_document, statement
):
    with pytest.raises(NotAllowedError):
        marking.mark(staff_without_rights, published_document.pk, (0, 7), {}, text_version=99)
    with pytest.raises(NotAllowedError):
        marking.change(staff_without_rights, published_document.pk, statement.pk, {}, text_version=99)


@pytest.mark.parametrize("right", ["add_statement", "change_statement"])
def test_a_deleted_statement_comes_back_by_who_may_add_and_change(statement, right):
    document, pk = statement.document_id, statement.pk
    statement.delete()
    with pytest.raises(NotAllowedError):
        marking.restore(member_with(right), document, pk)
    assert not Statement.objects.exists()


@pytest.mark.parametrize("right", ["add_statement", "change_statement"])
def test_a_statement_is_split_by_who_may_add_and_change(draft_statement, right):
    at = draft_statement.start + 2
    with pytest.raises(NotAllowedError, match="You do not have permission"):
        marking.split(member_with(right), draft_statement.document_id, draft_statement.pk, at)
    assert Statement.objects.get() == draft_statement


def test_who_may_not_change_an_orphan_gets_no_advice_to_give_it_a_place(staff_without_rights, statement):
    statement.state = "orphaned"
    with pytest.raises(NotAllowedError, match="You do not have permission"):
        check_transition(staff_without_rights, statement, "draft")


def test_an_import_changes_a_document_only_with_the_right_to(published_document):
    title = published_document.title
    with pytest.raises(NotAllowedError), document_batch(member_with("add_document")) as batch:
        batch.change_document(published_document, {"title": "Another title"})
    assert Document.objects.get().title == title

"""Use cases called without a page in front of them: they refuse with EditError and write nothing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AnonymousUser, User

from archive.editing import marking, report_links
from archive.editing.corrections import change_public_note, correct_text
from archive.editing.errors import EditError, GoneError, NotAllowedError
from archive.editing.history.restoring import deletions, restore_deleted, restore_version
from archive.editing.merging.merge import merge
from archive.editing.publication.state_changes import set_state
from archive.editing.states import DELETED, NEW
from archive.models import Correction, Document, Report, State, Statement, Theme
from tests.factories import make_document, make_statement, make_theme


@pytest.fixture
def use_cases(statement, theme):
    """Each takes an actor."""
    document = statement.document
    correct_text(None, document, document.text.replace("promise", "vow"))
    other = make_statement(make_document(), "every harbour deserves a library")
    make_theme("Ports").delete()
    return {
        "correct": lambda actor: correct_text(actor, document, f"{document.text} More."),
        "note": lambda actor: change_public_note(actor, document.corrections.get(), "We misheard."),
        "merge": lambda actor: merge(actor, theme, make_theme("Reading")),
        "restore a state": lambda actor: restore_version(actor, theme, theme.history.first()),
        "restore a row": lambda actor: restore_deleted(actor, Theme, deletions(Theme).last()),
        "confirm": lambda actor: report_links.confirm(actor, statement, other),
        "reject": lambda actor: report_links.reject(actor, statement, other),
        "detach": lambda actor: report_links.undo_decision(actor, statement, other),
    }


NAMES = ("correct", "note", "merge", "restore a state", "restore a row", "confirm", "reject", "detach")


@pytest.mark.parametrize("name", NAMES)
def test_staff_without_rights_and_nobody_change_nothing(use_cases, staff_without_rights, name):
    for actor in (
        staff_without_rights,
        AnonymousUser(),
        User(username="new"),
        User(username="root", is_superuser=True),
    ):
        with pytest.raises(NotAllowedError):
            use_cases[name](actor)
    assert not Report.objects.exists()
    assert not LogEntry.objects.exists()
    assert Correction.objects.get().public_note == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_editor_and_a_command_may(use_cases, name, editor):
    use_cases[name](editor)
    if name != "restore a row":
        use_cases[name](None)


@pytest.mark.parametrize(
    "values", [{"text": "a\0b"}, {"text": "\ud800"}, {"reason": "r" * 301}, {"public_note": "\0"}]
)
def test_what_the_database_cannot_store_is_refused(statement, values):
    document = statement.document
    with pytest.raises(EditError, match="cannot be stored"):
        correct_text(None, document, values.pop("text", f"{document.text} More."), **values)
    assert Document.objects.get().text_version == 1


def test_half_of_a_surrogate_pair_is_no_note(statement):
    with pytest.raises(EditError, match="cannot be stored"):
        marking.change(None, statement.document_id, statement.pk, {"note": "\ud800"})


def test_the_note_of_a_correction_whose_document_is_gone(draft_document):
    document = draft_document
    correct_text(None, document, f"{document.text} More.")
    correction = document.corrections.get()
    document.delete()
    with pytest.raises(GoneError):
        change_public_note(None, correction, "We misheard.")


@pytest.mark.parametrize("state", [NEW, DELETED, State.ORPHANED, "nonsense", "", None])
def test_what_is_no_state_to_give_is_given_to_nothing(publisher, statement, state):
    for actor in (None, publisher):
        outcome = set_state(actor, Statement.objects.all(), state)
        assert (outcome.changed, outcome.not_allowed) == ([], 1)
    assert Statement.objects.get().state == State.PUBLISHED


def test_documents_are_not_merged(statement):
    with pytest.raises(EditError, match="two different entries of the same kind"):
        merge(None, statement.document, make_document())

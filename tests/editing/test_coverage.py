"""How far the annotation of a document has come: one editor declares it, another checks it."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.editing.corrections import correct_text
from archive.editing.coverage import declare_coverage, has_anchored_statements
from archive.editing.errors import GoneError, NotAllowedError, StaleError
from archive.models import Document
from tests.conftest import member
from tests.factories import SPEECH


def test_one_editor_declares_and_another_checks(editor, second_editor, statement):
    document = declare_coverage(editor, statement.document, "full")
    assert (document.coverage, document.annotated_by, document.checked_by) == ("full", editor, None)
    document = declare_coverage(second_editor, document, "checked")
    assert (document.coverage, document.annotated_by, document.checked_by) == (
        "checked",
        editor,
        second_editor,
    )
    document = declare_coverage(editor, document, "")
    assert (document.coverage, document.annotated_by, document.checked_by) == ("", None, None)
    assert LogEntry.objects.count() == 3


def test_nobody_checks_their_own_work(editor, statement):
    declare_coverage(editor, statement.document, "full")
    with pytest.raises(NotAllowedError, match="an editor other than the one who annotated it"):
        declare_coverage(editor, statement.document, "checked")
    assert Document.objects.get().coverage == "full"


@pytest.mark.parametrize("coverage", ["checked", "", "everything", "a" * 500])
def test_a_step_that_is_not_next_is_refused(editor, statement, coverage):
    with pytest.raises(StaleError, match="Nothing was changed"):
        declare_coverage(editor, statement.document, coverage)
    assert Document.objects.get().coverage == ""


def test_an_account_without_rights_declares_nothing(statement):
    with pytest.raises(NotAllowedError, match="You do not have permission to do this"):
        declare_coverage(member("olga"), statement.document, "full")
    assert Document.objects.get().coverage == ""


def test_a_document_deleted_meanwhile(editor, draft_document):
    pk = draft_document.pk
    draft_document.delete()
    draft_document.pk = pk
    with pytest.raises(GoneError):
        declare_coverage(editor, draft_document, "full")


def test_a_correction_that_orphans_a_statement_opens_it_again(editor, statement):
    declare_coverage(editor, statement.document, "full")
    correct_text(editor, statement.document, f"Preface.\n\n{SPEECH}")
    assert (Document.objects.get().coverage, has_anchored_statements(statement.document)) == ("full", True)
    correct_text(editor, statement.document, "Nothing of it is left.")
    assert (Document.objects.get().coverage, has_anchored_statements(statement.document)) == ("", False)

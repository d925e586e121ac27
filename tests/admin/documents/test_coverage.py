"""One editor declares how complete a document's annotation is, another checks it; readers see it."""

import pytest

from archive.editing.corrections import correct_text
from archive.models import Document
from tests.admin.annotation_page import annotation_url, queued_messages
from tests.factories import SPEECH


def declare(client, document, coverage):
    response = client.post(f"/admin/archive/document/{document.pk}/coverage/", {"coverage": coverage})
    document.refresh_from_db()
    return queued_messages(response)[-1]


def coverage_buttons(client, document):
    return dict(client.get(annotation_url(document)).context["coverage_buttons"])


@pytest.mark.slow
def test_readers_see_how_far_it_has_come(client, editor, second_editor, statement):
    document = statement.document
    page = client.get(document.get_absolute_url()).text
    assert "<dd>Partly annotated</dd>" in page
    client.force_login(editor)
    assert declare(client, document, "full") == "Readers now see: Fully annotated."
    assert (document.annotated_by, document.checked_by) == (editor, None)
    client.force_login(second_editor)
    assert list(coverage_buttons(client, document)) == ["checked", ""]
    said = declare(client, document, "checked")
    assert said == "Readers now see: Fully annotated, checked by a second editor."
    assert (document.annotated_by, document.checked_by) == (editor, second_editor)
    client.logout()
    assert said.removeprefix("Readers now see: ")[:-1] in client.get(document.get_absolute_url()).text
    client.force_login(editor)
    assert declare(client, document, "") == "Readers now see: Partly annotated."
    assert (document.annotated_by, document.checked_by) == (None, None)


def test_a_document_without_statements_is_not_annotated_yet(client, published_document):
    assert "<dd>Not annotated yet</dd>" in client.get(published_document.get_absolute_url()).text


def test_editors_do_not_check_their_own_work(as_editor, statement):
    declare(as_editor, statement.document, "full")
    assert list(coverage_buttons(as_editor, statement.document)) == [""]
    assert declare(as_editor, statement.document, "checked") == (
        "A document must be checked by an editor other than the one who annotated it."
    )
    assert statement.document.coverage == "full"


@pytest.mark.parametrize("asked", ["checked", "everything", "a" * 500])
def test_a_step_that_is_not_allowed_now_changes_nothing(as_editor, statement, asked):
    assert declare(as_editor, statement.document, asked).startswith("Nothing was changed")
    assert statement.document.coverage == ""


@pytest.mark.slow
def test_a_correction_that_orphans_a_statement_reopens_it(as_editor, statement):
    document = statement.document
    declare(as_editor, document, "full")
    correct_text(None, document, f"Preface.\n\n{SPEECH}")
    assert Document.objects.get().coverage == "full"
    correct_text(None, document, "Nothing of it is left.")
    assert Document.objects.get().coverage == ""


def test_only_an_account_that_may_change_it_declares_coverage(client, django_user_model, statement):
    client.force_login(django_user_model.objects.create_user("vera", is_staff=True))
    url = f"/admin/archive/document/{statement.document_id}/coverage/"
    assert client.post(url, {"coverage": "full"}).status_code == 403
    assert client.get(url).status_code == 405

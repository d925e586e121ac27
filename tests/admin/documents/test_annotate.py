"""The annotate page without scripts: the text and its statements to read, and the way to the statement's form."""

import html
import re

import pytest
from django.urls import reverse

from archive.editing.corrections import correct_text
from tests.admin.annotation_page import WORDS, annotation_url, queued_messages
from tests.admin.forms import change_url
from tests.factories import SPEECH, make_speaker, make_statement, make_theme


def noscript(response) -> str:
    return re.search(r"<noscript>(.*?)</noscript>", response.text, re.DOTALL)[1]


def test_without_scripts_the_text_and_its_statements_can_be_read(as_editor, document, statement):
    response = as_editor.get(annotation_url(document))
    paragraphs = re.findall(r'data-kind="\w+">.*?<p>(.*?)</p></div>', response.text)
    assert html.unescape("\n\n".join(paragraphs)) == SPEECH
    listed = noscript(response)
    assert f'<a href="{change_url(statement)}?lists=1">{WORDS}</a>' in listed
    assert "<b>Amara Adeyemi</b>" in listed


def test_without_scripts_the_page_leads_to_the_form_of_a_new_statement(as_editor, document):
    address = f"{reverse('admin:archive_statement_add')}?document={document.pk}&amp;lists=1"
    listed = noscript(as_editor.get(annotation_url(document)))
    assert f'href="{address}"' in listed
    assert "This text has no statements yet." in listed
    assert 'http-equiv="refresh"' not in listed


def test_a_long_list_ends_and_leads_to_all_statements(as_editor, document, monkeypatch):
    monkeypatch.setattr("archive.admin.documents.annotate.MAX_LISTED", 1)
    make_statement(document, WORDS)
    make_statement(document, "a promise kept")
    listed = noscript(as_editor.get(annotation_url(document)))
    assert WORDS in listed
    assert "a promise kept" not in listed
    assert (
        f'href="{reverse("admin:archive_statement_changelist")}?document__id__exact={document.pk}"' in listed
    )


def test_a_viewer_reads_and_is_led_to_no_form(as_viewer, document, statement):
    response = as_viewer.get(annotation_url(document))
    assert WORDS in noscript(response)
    assert "Add a statement" not in response.text
    assert "Mark as fully annotated" not in response.text


def test_who_may_not_add_is_led_to_no_form(client, editor, document, statement):
    editor.groups.clear()
    editor.user_permissions.set(editor.user_permissions.model.objects.filter(codename="change_document"))
    client.force_login(editor)
    response = client.get(annotation_url(document))
    assert WORDS in noscript(response)
    assert "Add a statement" not in response.text


def test_a_reader_is_sent_to_the_login(client, document):
    assert client.get(annotation_url(document))["Location"].startswith(reverse("admin:login"))


def test_staff_without_permissions_are_refused(client, document, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(annotation_url(document)).status_code == 403


def test_a_document_deleted_meanwhile(as_editor, draft_document):
    address, pk = annotation_url(draft_document), draft_document.pk
    draft_document.delete()
    response = as_editor.get(address)
    assert response["Location"] == reverse("admin:index")
    assert queued_messages(response) == [f"document with ID “{pk}” doesn’t exist. Perhaps it was deleted?"]


def test_a_statement_of_another_document(as_editor, document, hidden_statement):
    response = as_editor.get(annotation_url(document, hidden_statement))
    assert response["Location"] == annotation_url(document)


def test_a_statement_without_a_place_is_given_one_in_its_form(as_editor, document, statement):
    correct_text(None, document, "Nothing of it is left here.")
    response = as_editor.get(annotation_url(document, statement))
    assert response["Location"] == change_url(statement)


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(
    as_editor, document, django_assert_num_queries, statements
):
    for words in [WORDS, "a promise kept", "cheapest ships"][:statements]:
        speaker = make_speaker(words)
        make_statement(document, words, speaker=speaker, themes=[make_theme(words)])
    with django_assert_num_queries(10):
        assert noscript(as_editor.get(annotation_url(document))).count("/change/?lists=1") == statements

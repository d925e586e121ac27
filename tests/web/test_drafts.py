"""What is not published stays hidden on every public address, beside something that is shown."""

import pytest

from archive.models import Report, State, Utterance
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme


@pytest.fixture
def archive(statement, draft_statement, hidden_statement, speaker, event):
    """One public statement, a draft in a public document, and one in a draft, with everything around them."""
    secret_event = make_event("Secret summit", slug="secret-summit")
    secret_theme = make_theme("Secret theme", slug="secret-theme", parent=statement.themes.get())
    secret_speaker = make_speaker("Secret speaker", slug="secret-speaker")
    make_statement(
        statement.document,
        "the catalogue will be open",
        speaker=secret_speaker,
        event=secret_event,
        themes=[secret_theme],
        state=State.REVIEW,
    )
    hidden_statement.document.event = event
    hidden_statement.document.part_of = statement.document
    hidden_statement.document.save()
    utterance = Utterance.objects.create(summary="One thing said twice")
    for report in (statement, hidden_statement):
        Report.objects.create(utterance=utterance, statement=report, status=Report.Status.CONFIRMED)
    return statement


SECRETS = (
    "Lighthouse museum draft",
    "plans for the lighthouse museum",
    "Secret summit",
    "Secret theme",
    "Secret speaker",
    "Other reports",
    "One utterance, reported",
)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", "every harbour deserves a library"),
        ("/documents/", "Opening of the harbour library"),
        ("/documents/harbour-library-remarks/", "1 statement in this document"),
        ("/speakers/", "Amara Adeyemi"),
        ("/speakers/amara-adeyemi/", "every harbour deserves a library"),
        ("/events/", "Opening of the harbour library"),
        ("/events/harbour-library/", "every harbour deserves a library"),
        ("/themes/", "Libraries"),
        ("/themes/libraries/", "every harbour deserves a library"),
    ],
)
def test_lists_and_pages_show_only_what_is_public(client, archive, address, shown):
    page = client.get(address).content.decode()
    assert shown in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_a_statement_page_shows_no_report_from_a_draft(client, archive):
    page = client.get(archive.get_absolute_url()).content.decode()
    assert "every harbour deserves a library" in page
    assert "Other reports" not in page


def test_a_draft_statement_is_not_found_though_its_document_is_public(client, draft_statement):
    assert client.get(draft_statement.document.get_absolute_url()).status_code == 200
    assert client.get(draft_statement.get_absolute_url()).status_code == 404


def test_a_published_statement_of_a_draft_is_not_found(client, hidden_statement):
    assert client.get(hidden_statement.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/documents/lighthouse-draft/",
        "/events/secret-summit/",
        "/themes/secret-theme/",
        "/speakers/secret-speaker/",
    ],
)
def test_what_only_drafts_speak_of_is_not_found(client, archive, address):
    assert client.get(address).status_code == 404


def test_the_paragraphs_of_a_public_document_do_not_mark_a_draft_statement(
    client, statement, draft_statement
):
    page = client.get(statement.document.get_absolute_url()).content.decode()
    assert f'id="s{statement.pk}"' in page
    assert f'id="s{draft_statement.pk}"' not in page


def test_a_draft_original_is_not_named_on_its_translation(client, draft_document):
    make_document(slug="translated", title="In English", translation_of=draft_document, translator="archive")
    page = client.get("/documents/translated/").content.decode()
    assert "In English" in page
    assert "Lighthouse museum draft" not in page

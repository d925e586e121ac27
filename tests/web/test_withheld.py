"""Nothing that a page, a file or the head of a page says has withheld words; a file is gone as its page is."""

import pytest

from archive.editing.corrections import correct_text
from archive.models import Document, Report, State, Statement, Utterance, Withholding
from tests.factories import SPEECH, make_document
from tests.history_dates import backdate_history_by_a_day

pytestmark = pytest.mark.django_db
FORMER = "deserves a library"
CORRECTED = SPEECH.replace(FORMER, "deserves the library")
DOCUMENT = "/documents/harbour-library-remarks"


@pytest.fixture
def corrected_statement(statement):
    """The note for readers quotes the words that were wrong."""
    backdate_history_by_a_day()
    correct_text(
        None, statement.document, CORRECTED, public_note=f"It read “{FORMER}”.", confirmed=[statement.pk]
    )
    backdate_history_by_a_day()
    return statement


def statement_addresses(pk):
    base = f"/statements/{pk}"
    files = [f"{base}.{ending}" for ending in ("ris", "bib", "csl.json")]
    pages = [f"{base}/", f"{base}/?version=1", f"{base}/card.png"]
    return [*pages, *files, *(f"{file}?version=1" for file in files)]


def document_addresses():
    mark = "?mark=p2.0-p2.80&version=1"
    passages = [f"{DOCUMENT}/passage.{ending}{mark}" for ending in ("json", "ris", "bib", "csl.json")]
    pages = [f"{DOCUMENT}/", f"{DOCUMENT}/{mark}", f"{DOCUMENT}/versions/", f"{DOCUMENT}/versions/1/"]
    return [*pages, f"{DOCUMENT}/versions/?from=1&to=2", f"{DOCUMENT}/compare/gazette/", *passages]


def addresses_with(client, addresses, words):
    return list(iterate_addresses_with(client, addresses, words))


def iterate_addresses_with(client, addresses, words):
    return (address for address in addresses if words.encode() in client.get(address).content)


@pytest.mark.parametrize("kind", ["statement", "document"])
@pytest.mark.parametrize("state", [State.PUBLISHED, State.DRAFT])
def test_withheld_words_stand_in_no_answer(client, corrected_statement, kind, state):
    """In public and after it was taken back, with its utterance."""
    document = corrected_statement.document
    make_document("A library was opened.", slug="gazette", event=document.event)
    utterance = Utterance.objects.create(summary=f"Every harbour {FORMER}")
    utterance.reports.create(statement=corrected_statement, status=Report.Status.CONFIRMED)
    backdate_history_by_a_day()
    row = corrected_statement if kind == "statement" else document
    type(row).objects.filter(pk=row.pk).update(state=state)
    addresses = statement_addresses(corrected_statement.pk)
    addresses += document_addresses() if kind == "document" else []
    if state == State.DRAFT:  # while it is public its summary is, too
        addresses += [f"/utterances/{utterance.pk}{ending}" for ending in ("/", ".ris", ".bib", ".csl.json")]
    assert next(iterate_addresses_with(client, addresses, FORMER))
    Withholding.objects.create(model_name=kind, object_id=row.pk, reason="law")
    assert addresses_with(client, addresses, FORMER) == []
    assert "Required by law or a court" in client.get(f"/statements/{corrected_statement.pk}/?version=1").text


def test_a_withheld_document_shows_no_note_on_its_corrections(client, corrected_statement):
    assert FORMER in client.get(f"{DOCUMENT}/").text
    Withholding.objects.create(model_name="document", object_id=corrected_statement.document_id, reason="law")
    page = client.get(f"{DOCUMENT}/")
    assert (page.status_code, FORMER in page.text) == (200, False)


@pytest.mark.parametrize("query", ["", "?from=1&to=2"])
def test_versions_of_a_withheld_document_are_not_compared(client, corrected_statement, query):
    """The former words stand apart there, so that a search for them together finds nothing."""
    removed = "<del>"
    assert removed in client.get(f"{DOCUMENT}/versions/{query}").text
    Withholding.objects.create(model_name="document", object_id=corrected_statement.document_id, reason="law")
    page = client.get(f"{DOCUMENT}/versions/{query}")
    assert (page.context["differences"], removed in page.text) == ([], False)
    assert "Required by law or a court" in page.text


def test_a_file_of_withheld_words_is_gone_as_their_page_is(client, corrected_statement):
    Withholding.objects.create(model_name="statement", object_id=corrected_statement.pk, reason="law")
    for path in ("/?version=1", ".ris?version=1", ".bib?version=1", ".csl.json?version=1"):
        assert client.get(f"/statements/{corrected_statement.pk}{path}").status_code == 410
    assert client.get(f"/statements/{corrected_statement.pk}.ris?version=2").status_code == 200
    assert client.get(f"/statements/{corrected_statement.pk}.ris?version=3").status_code == 404


def test_the_files_of_what_was_taken_back_are_gone_as_its_page_is(client, statement):
    utterance = Utterance.objects.create(summary="Said once")
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    never = Utterance.objects.create(summary="Secret")
    backdate_history_by_a_day()
    Document.objects.filter(pk=statement.document_id).update(state=State.DRAFT)
    mark = "?mark=p2.0-p2.8&version=1"
    addresses = [f"/utterances/{utterance.pk}/", f"{DOCUMENT}/", f"{DOCUMENT}/passage.json{mark}"]
    addresses += [f"/utterances/{utterance.pk}.{ending}" for ending in ("ris", "bib", "csl.json")]
    addresses += [
        f"{DOCUMENT}.ris",
        f"{DOCUMENT}/passage.ris{mark}",
        f"/events/{statement.event.slug}/matrix.csv",
    ]
    addresses += [address for address in statement_addresses(statement.pk) if "version" not in address]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 410
    )
    assert client.get(f"/utterances/{never.pk}.ris").status_code == 404


@pytest.mark.slow
def test_the_note_on_a_correction_of_a_draft_is_not_shown_before_it_is_public(client, statement):
    backdate_history_by_a_day()
    row = Document.objects.filter(pk=statement.document_id)
    row.update(state=State.DRAFT)
    backdate_history_by_a_day()
    correct_text(None, statement.document, CORRECTED, public_note="Secret note", confirmed=[statement.pk])
    addresses = [*statement_addresses(statement.pk), *document_addresses()]
    assert addresses_with(client, addresses, "Secret") == []
    backdate_history_by_a_day()
    row.update(state=State.PUBLISHED)
    assert f"/statements/{statement.pk}/?version=1" in addresses_with(client, addresses, "Secret")
    assert Statement.objects.published().count() == 1


def test_a_withheld_statement_is_not_listed_with_the_document_that_was_taken_back(client, statement):
    backdate_history_by_a_day()
    Document.objects.update(state=State.DRAFT)
    link = f'<a href="/statements/{statement.pk}/">'
    assert link in client.get(f"{DOCUMENT}/").text
    Withholding.objects.create(model_name="statement", object_id=statement.pk, reason="law")
    page = client.get(f"{DOCUMENT}/")
    assert (page.status_code, link in page.text) == (410, False)


def test_a_document_that_was_taken_back_keeps_the_note_on_what_was_corrected_since(client, statement):
    backdate_history_by_a_day()
    Statement.objects.filter(pk=statement.pk).update(state=State.DRAFT)
    backdate_history_by_a_day()
    correct_text(None, statement.document, CORRECTED, public_note="We misheard.", confirmed=[statement.pk])
    assert "We misheard." in client.get(f"/statements/{statement.pk}/").text
    backdate_history_by_a_day()
    Document.objects.update(state=State.DRAFT)
    page = client.get(f"/statements/{statement.pk}/")
    assert (page.status_code, "We misheard." in page.text) == (410, False)

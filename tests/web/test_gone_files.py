"""Programs, and whoever opens a file, are told what became of what was public, as readers are."""

import pytest

from archive.editing.corrections import correct_text
from archive.editing.orphans import detach_orphan
from archive.models import Document, Report, State, Statement, Utterance, Withholding
from tests.factories import SPEECH
from tests.history_dates import backdate_history_by_a_day

WORDS = "every harbour deserves a library"


def unpublish(statement):
    Statement.objects.filter(pk=statement.pk).update(state=State.DRAFT)


def delete(statement):
    statement.delete()


def detach(statement):
    correct_text(None, statement.document, "The speaker kept silent.")
    detach_orphan(None, statement.pk)


def orphan(statement):
    correct_text(None, statement.document, "The speaker kept silent.")


def unpublish_document(statement):
    Document.objects.filter(pk=statement.document_id).update(state=State.DRAFT)


ENDS = {
    unpublish: "An editor unpublished it.",
    delete: "An editor deleted it.",
    detach: "A correction of the document removed its words.",
    orphan: "A correction changed the text of the document; an editor will decide where its words are now.",
    unpublish_document: "The document that contains it was unpublished.",
}


@pytest.mark.parametrize("end", ENDS)
def test_json_says_what_became_of_a_statement(client, statement, end):
    address, title = f"/statements/{statement.pk}.json", statement.document.title
    public = client.get(address)
    assert (public.status_code, public.json()["text"]) == (200, WORDS)
    backdate_history_by_a_day()
    end(statement)
    response = client.get(address)
    body = response.json()
    assert (response.status_code, response["Content-Type"]) == (410, "application/json")
    assert (body["status"], body["kind"], body["id"]) == (410, "statement", int(address[12:-5]))
    assert body["explanation"] == ENDS[end]
    assert [wording["text"] for wording in body["wordings"]] == [WORDS]
    assert (body["withheld"], body["document"]) == (None, title)
    assert client.get(f"{address}?version=1").json() == body


def test_every_address_of_a_statement_answers_alike(client, statement):
    utterance = Utterance.objects.create(summary="Said once")
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    below = f"/statements/{statement.pk}", f"/utterances/{utterance.pk}"
    endings = ("/", "/?version=1", ".json", ".json?version=1", ".bib", ".ris", ".csl.json", ".bib?version=1")
    addresses = [f"{below[0]}{ending}" for ending in (*endings, "/card.png")]
    addresses += [f"{below[1]}{ending}" for ending in ("/", ".bib", ".ris", ".csl.json")]
    assert {client.get(address).status_code for address in addresses} == {200}
    entry = b"".join(client.get("/search.atom")).decode().partition("<entry>")[2]
    assert f"{below[0]}/</id>" in entry
    backdate_history_by_a_day()
    statement.delete()
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 410
    )
    assert client.get(f"{below[0]}.csl.json").json()["wordings"][0]["text"] == WORDS


def test_withheld_words_are_in_no_format(client, statement):
    backdate_history_by_a_day()
    unpublish(statement)
    Withholding.objects.create(
        model_name="statement", object_id=statement.pk, reason="law", note="By order of a court."
    )
    for ending in ("/", ".json", ".bib", ".ris", ".csl.json", "/card.png"):
        response = client.get(f"/statements/{statement.pk}{ending}")
        assert response.status_code == 410
        assert WORDS not in response.text
    body = client.get(f"/statements/{statement.pk}.json").json()
    assert (body["withheld"]["reason"], body["withheld"]["note"]) == (
        "Required by law or a court",
        "By order of a court.",
    )
    assert (body["wordings"], body["document"], body["voice"]) == ([], "", "")


@pytest.mark.parametrize("ending", [".bib", ".ris", "/card.png", ".bib?version=1"])
def test_other_files_say_it_in_plain_text(client, statement, ending):
    speaker, document = statement.speaker.name, statement.document
    backdate_history_by_a_day()
    unpublish(statement)
    response = client.get(f"/statements/{statement.pk}{ending}")
    assert (response.status_code, response["Content-Type"]) == (410, "text/plain; charset=utf-8")
    lines = response.text.splitlines()
    assert lines[0] == f"410 · No longer published: http://testserver/statements/{statement.pk}/"
    assert lines[1].startswith("An editor unpublished it. It was published until ")
    assert lines[2:] == [f"“{WORDS}”", f"{speaker}, {document.title}, {document.source.name}"]


def test_the_files_of_a_document_name_its_page(client, statement):
    document = statement.document
    backdate_history_by_a_day()
    unpublish_document(statement)
    for ending in (".bib", "/passage.ris?mark=p2.0-p2.8&version=1"):
        lines = client.get(f"/documents/{document.slug}{ending}").text.splitlines()
        assert lines[0] == f"410 · No longer published: http://testserver/documents/{document.slug}/"
        assert lines[2:] == [document.title, document.source.name]


def test_in_plain_text_withheld_words_have_their_reason_alone(client, statement):
    backdate_history_by_a_day()
    unpublish(statement)
    Withholding.objects.create(
        model_name="statement", object_id=statement.pk, reason="law", note="By order of a court."
    )
    lines = client.get(f"/statements/{statement.pk}.bib").text.splitlines()
    assert lines[2:] == ["Required by law or a court By order of a court."]


def test_earlier_words_have_json_of_their_own(client, statement):
    backdate_history_by_a_day()
    text = SPEECH.replace(WORDS, "every harbour deserves the library")
    correct_text(None, statement.document, text, confirmed=[statement.pk])
    address = f"/statements/{statement.pk}.json"
    assert client.get(address).json()["text"] == "every harbour deserves the library"
    earlier = client.get(f"{address}?version=1").json()
    assert (earlier["text"], earlier["text_version"]) == (WORDS, 1)
    Withholding.objects.create(model_name="statement", object_id=statement.pk, reason="law")
    withheld = client.get(f"{address}?version=1")
    assert withheld.status_code == 410
    assert withheld.json()["explanation"] == "The correction changed its words."
    assert WORDS not in withheld.text
    assert client.get(address).status_code == 200


def test_what_was_never_public_is_not_found(client, statement, draft_statement):
    assert client.get(f"/statements/{draft_statement.pk}.json").status_code == 404
    assert client.get(f"/statements/{statement.pk}.json?version=7").status_code == 404

"""What nobody should send, sent through the pages: one sentence that says why, and nothing is written."""

import pytest

from archive.admin.corrections import form as correction_form
from archive.editing.report_pairs.link_offers import hash_pair
from archive.models import Correction, Document, Report, ReportPair, State, Statement
from tests.admin.forms import error_texts, form_data, messages_on, save
from tests.factories import SPEECH, make_document, make_statement

MANY = "The text has %d paragraphs; 20000 are the most."


@pytest.fixture
def document(published_document):
    make_statement(published_document, "every harbour deserves a library")
    return published_document


def preview(client, document, text):
    address = f"/admin/archive/document/{document.pk}/correct/"
    return client.post(address, {"text": text, "text_version": 1, "preview": "Preview"})


def refusal(client, document, text):
    """What the correction page says; its preview is empty and nothing was written."""
    page = preview(client, document, text)
    document.refresh_from_db()
    assert (page.status_code, page.context["preview"], document.text) == (200, None, SPEECH)
    assert not Correction.objects.exists()
    assert Statement.objects.get().state == State.PUBLISHED
    return page.context["form"].errors["text"]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n"], ids=["lines", "browser", "spaces"])
def test_many_paragraphs_are_refused_before_they_are_cleaned(as_editor, document, gap, monkeypatch):
    monkeypatch.setattr(correction_form, "clean_characters", None)
    assert refusal(as_editor, document, gap.join(["a"] * 20_001)) == [MANY % 20_001]


def test_more_than_ten_million_characters_are_refused_before_they_are_cleaned(
    as_editor, document, monkeypatch
):
    monkeypatch.setattr(correction_form, "clean_characters", None)
    (said,) = refusal(as_editor, document, "a" * 10_000_001)
    assert said == "Ensure this value has at most 10000000 characters (it has 10000001)."


@pytest.mark.slow
def test_a_million_equal_lines_are_refused(as_editor, document):
    (said,) = refusal(as_editor, document, "Aye.\n" * 1_000_000)
    assert said == (
        "The texts are too long and too different to follow the statements (280 and 4,999,999 characters; "
        "3,000,000 together at most)."
    )


def test_a_text_that_is_a_million_characters_longer_is_refused(as_editor, document):
    """It would take seconds to find out that nothing of it is the same."""
    (said,) = refusal(as_editor, document, "Grain came in. " * 100_000)
    assert said == (
        "The texts are too long and too different to follow the statements (280 and 1,499,999 characters; "
        "one may be 1,000,000 longer than the other)."
    )


def test_an_empty_text_is_refused(as_editor, document):
    assert refusal(as_editor, document, "") == ["This field is required."]
    assert refusal(as_editor, document, " \r\n\u200b\r\n") == ["This field is required."]


def test_another_documents_text_takes_every_statement_to_review_and_the_preview_says_so(as_editor, document):
    """It may be what the editor means: the text had been pasted into the wrong document."""
    page = preview(
        as_editor, document, "Minutes of the fishing council.\n\nThe nets are to be mended by Easter."
    )
    shown = page.context["preview"]
    counts = {status.value: number for status, number, _words in shown.counts}
    assert counts == {"kept": 0, "moved": 0, "changed": 0, "review": 1}
    assert [outcome.statement.text for outcome, _reason in shown.review] == [
        "every harbour deserves a library"
    ]
    document.refresh_from_db()
    assert (document.text, Statement.objects.get().state) == (SPEECH, State.PUBLISHED)


def test_a_new_document_of_many_paragraphs_is_refused(as_editor, document):
    data = form_data(as_editor.get("/admin/archive/document/add/"))
    response = as_editor.post("/admin/archive/document/add/", data | {"text": "a\n\n" * 20_001})
    assert error_texts(response)["text"] == [MANY % 20_001]
    assert Document.objects.count() == 1


def test_a_document_that_has_more_paragraphs_already_is_still_saved(as_editor, monkeypatch):
    monkeypatch.setattr("archive.editing.correction_plan.MAX_PARAGRAPHS", 2)
    document = make_document(text="One.\n\nTwo.\n\nThree.", state=State.DRAFT)
    save(as_editor, document, title="Counting")
    document.refresh_from_db()
    assert (document.title, document.text) == ("Counting", "One.\n\nTwo.\n\nThree.")
    response = save(as_editor, document, text="One.\n\nTwo.\n\nThree.\n\nFour.")
    assert error_texts(response)["text"] == ["The text has 4 paragraphs; 2 are the most."]


def test_a_statement_is_no_report_of_itself(as_editor, document):
    """As a crafted request would have it: the page offers no such pair."""
    statement = Statement.objects.get()
    address = f"/admin/archive/statement/{statement.pk}/reports/"
    for decision in ("confirm", "reject", "undo"):
        page = as_editor.post(address, {"decision": decision, "other": statement.pk}, follow=True)
        said = ["Nothing was changed: that statement is no longer in another document."]
        assert (page.status_code, messages_on(page)) == (200, said)
    other = make_document(slug="other", title="Other")
    make_statement(other, "every harbour deserves a library")
    links = f"/admin/archive/document/{document.pk}/links/?with={other.pk}"
    page = as_editor.post(
        links, {"link": f"{statement.pk}-{statement.pk}-{hash_pair(statement, statement)}"}, follow=True
    )
    assert messages_on(page) == ["Choose a statement of another document: a document is one report."]
    assert not Report.objects.exists()
    assert not ReportPair.objects.exists()


def test_translations_do_not_go_in_a_circle(as_editor):
    documents = [
        make_document(slug=f"part-{number}", title=f"Part {number}", state=State.DRAFT) for number in range(3)
    ]
    for document, original in ((0, 1), (1, 2)):
        save(as_editor, documents[document], translation_of=documents[original].pk, translator="official")
    response = save(as_editor, documents[2], translation_of=documents[0].pk, translator="official")
    assert error_texts(response) == {
        "translation_of": ["This would create a loop: that document is already a translation of this one."]
    }
    response = save(as_editor, documents[2], translation_of=documents[2].pk, translator="official")
    assert error_texts(response) == {"translation_of": ["A document cannot be a translation of itself."]}
    assert Document.objects.filter(translation_of__isnull=False).count() == 2

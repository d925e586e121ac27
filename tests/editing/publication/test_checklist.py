"""What is to be looked at before publishing, held against rows made for each rule."""

import pytest

from archive.editing.publication.checklist import (
    UnconfirmedFindingsError,
    check_confirmed,
    checklist,
)
from archive.editing.publication.effects import describe_hidden, describe_new, describe_public
from archive.models import Document, Statement, Term
from tests.factories import (
    make_document,
    make_event,
    make_occurrence,
    make_speaker,
    make_statement,
    make_term,
)

pytestmark = pytest.mark.django_db


def codes(**rows):
    return {finding.code: finding.count for finding in checklist(**rows)}


def documents(*rows):
    return Document.objects.filter(pk__in=[row.pk for row in rows])


def statements(*rows):
    return Statement.objects.filter(pk__in=[row.pk for row in rows])


@pytest.fixture
def complete_draft(event):
    """A document with a statement, of which nothing is to be said."""
    event.kind = "summit"
    event.save()
    document = make_document(state="draft", slug="finished", date="2024-03-06", event=event)
    speaker = make_speaker("Dora Diaz", slug="dora-diaz")
    speaker.roles.create(title="Minister", start="2020-01-01", start_precision="year")
    return document, make_statement(
        document, "a promise kept", speaker=speaker, event=event, state="published"
    )


def test_nothing_is_said_of_what_is_finished(complete_draft):
    document, statement = complete_draft
    assert codes(documents=documents(document)) == {}
    assert codes(documents=documents(document), statements=statements(statement)) == {}
    assert codes(statements=statements(statement)) == {"document_not_published": 1}


def test_each_rule_of_documents(complete_draft):
    document, _statement = complete_draft
    bare = make_document(state="draft", slug="bare", date=None, event=make_event("X", slug="x", kind="other"))
    machine = make_document(
        state="draft", slug="machine", date="2024-01-01", translator="machine", translation_checked=False
    )
    make_statement(machine, "a promise kept", voice="narrator", state="draft")
    checked_document = make_document(
        state="draft", slug="checked", date="2024-01-01", translator="machine", translation_checked=True
    )
    make_statement(checked_document, "a promise kept", voice="narrator", state="review")
    findings = checklist(documents=documents(document, bare, machine, checked_document))
    assert [(finding.code, finding.count) for finding in findings] == [
        ("document_date", 1),
        ("document_event", 1),
        ("document_translation", 1),
        ("no_statements", 1),
        ("statements_not_published", 2),
    ]
    assert findings[0].message == "1 document has no date."
    assert findings[0].names == [str(bare)]


def test_each_rule_of_statements(complete_draft):
    _document, statement = complete_draft
    document = make_document(state="published", slug="undated", date=None, translator="machine")
    event = make_event("X", slug="x", kind="other", start=None)
    bare = make_statement(document, "a promise kept", speaker=statement.speaker, event=event, state="draft")
    assert codes(statements=statements(bare)) == {
        "statement_date": 1,
        "statement_event": 1,
        "statement_role": 1,
        "statement_translation": 1,
    }


def test_what_was_not_confirmed_is_refused_with_the_list(complete_draft):
    findings = checklist(statements=statements(complete_draft[1]))
    check_confirmed(findings, ["document_not_published", "another"])
    check_confirmed([], [])
    with pytest.raises(UnconfirmedFindingsError) as refused:
        check_confirmed(findings, [""])
    assert refused.value.findings == findings


def test_it_is_said_what_becomes_public(complete_draft):
    document, statement = complete_draft
    draft = make_statement(document, "to all by spring", voice="narrator", state="draft")
    of_document = documents(document)
    assert describe_public(of_document) == "This becomes public: 1 document and 1 statement."
    with_draft = describe_public(of_document, statements(draft))
    assert with_draft == "This becomes public: 1 document and 2 statements."
    assert describe_public(statements=statements(draft, statement)) == "This makes nothing public."
    assert describe_new(draft) == "This makes nothing public."
    Document.objects.update(state="published")
    assert describe_public(statements=statements(draft)) == "This becomes public: 1 statement."
    assert describe_public(of_document) == "This makes nothing public."
    draft.document.refresh_from_db()
    assert describe_new(draft) == "This becomes public: 1 statement."


def test_terms_that_are_public_already_do_not_become_so():
    make_term("cheapest ships", state="published")
    assert describe_public(terms=Term.objects.all()) == "This makes nothing public."
    make_term("dear lanterns", state="draft")
    assert describe_public(terms=Term.objects.all()) == "This becomes public: 1 term."


UNPUBLISHES = (
    "This unpublishes: %s. Readers at their addresses are told so and still see the last public words, "
    "unless these are withheld."
)


def test_it_is_said_what_readers_lose(complete_draft):
    document, statement = complete_draft
    draft = make_statement(document, "to all by spring", voice="narrator", state="draft")
    assert describe_hidden(documents(document), statements(statement, draft)) == ""
    Document.objects.update(state="published")
    assert describe_hidden(statements=statements(statement, draft)) == UNPUBLISHES % "1 statement"
    assert describe_hidden(statements=statements(draft)) == ""
    assert describe_hidden(documents(document)) == UNPUBLISHES % "1 document and 1 statement"
    both = describe_hidden(documents(document), statements(statement))
    assert both == UNPUBLISHES % "1 document and 1 statement"


def test_readers_lose_public_terms_only():
    make_term("dear lanterns", state="draft")
    assert describe_hidden(terms=Term.objects.all()) == ""
    make_term("cheapest ships", state="published")
    assert describe_hidden(terms=Term.objects.all()) == UNPUBLISHES % "1 term"


def test_a_new_statement_of_a_draft_document_makes_nothing_public(complete_draft, published_document):
    document = Document.objects.exclude(state="published").get()
    assert describe_new(Statement(document=document)) == "This makes nothing public."
    assert describe_new(Statement(document=published_document)) == "This becomes public: 1 statement."


def test_a_term_needs_a_confirmed_occurrence_in_a_published_statement(published_document):
    statement = make_statement(published_document, "every harbour deserves a library")
    draft = make_statement(published_document, "a promise kept", state="draft")
    for row, words, status, expected in (
        (statement, "harbour", "undecided", ["term_occurrences"]),
        (draft, "promise", "confirmed", ["term_occurrences"]),
        (statement, "library", "confirmed", []),
    ):
        term = make_term(words, slug=words, state="draft", note="A note.")
        make_occurrence(term, row, words, status)
        assert [finding.code for finding in checklist(terms=Term.objects.filter(pk=term.pk))] == expected

import datetime as dt

import pytest

from archive.exporting.citation import cite, cite_document, one_line_quote, transmission
from archive.models import Statement
from tests.factories import make_document, make_source, make_speaker, make_statement

pytestmark = pytest.mark.django_db
URL = "https://archive.example/statements/7/"


def cited(statement, **options):
    """The citation as the page makes it: from the database, not from what the test wrote."""
    return cite(Statement.objects.for_page().get(pk=statement.pk), URL, **options)


def test_a_citation_names_everything_a_reader_must_know(statement, speaker):
    speaker.roles.create(title="Minister of Harbours", start="2023-01-01")
    assert cited(statement, paragraph=2) == (
        "Amara Adeyemi (Minister of Harbours), Opening of the harbour library, 5 March 2024: "
        "“every harbour deserves a library.” Paraphrased by Harbour Gazette, "
        "in “Opening of the harbour library,” Harbour Gazette, 6 March 2024, para. 2. "
        f"Verbatim, statement {statement.pk}, text version 1, {URL}."
    )


def test_the_day_of_reading_is_added_when_given(statement):
    assert cited(statement, accessed=dt.date(2026, 11, 22)).endswith(f"{URL}. Accessed 22 November 2026.")


def test_a_translation_names_its_translator():
    document = make_document(translator="machine", translator_name="Engine 3", date="2024-03-06")
    statement = make_statement(document, "a promise kept", attribution="translated")
    citation = cited(statement)
    assert "Quoted in translation by Harbour Gazette," in citation
    assert "Machine translation (Engine 3), not checked. Verbatim," in citation


def test_an_unnamed_source_is_named_as_printed(published_document):
    statement = make_statement(
        published_document, "a promise kept", voice="unnamed", voice_label="an official", date="2024-03-05"
    )
    assert cited(statement).startswith("Unnamed source (“an official”), 5 March 2024: “a promise kept.”")


def test_the_role_as_printed_stands_in_when_several_fit(statement, speaker):
    speaker.roles.create(title="Minister", start="2023-01-01")
    speaker.roles.create(title="Chair", start="2023-01-01")
    statement.role_as_printed = "the minister"
    statement.save()
    assert cited(statement).startswith("Amara Adeyemi (the minister), ")


def test_an_undated_document_is_cited_without_a_date():
    statement = make_statement(make_document(title="Notes"), "a promise kept")
    assert cited(statement).startswith("The narrator: “a promise kept.”")
    assert "in “Notes,” Harbour Gazette. Verbatim" in cited(statement)


@pytest.mark.parametrize(
    ("attribution", "sentence"),
    [
        ("verbatim", "quoted verbatim by Agency, relayed by Ministry"),
        ("translated", "quoted in translation by Agency, relayed by Ministry"),
        ("paraphrase", "paraphrased by Agency, relayed by Ministry"),
        ("summary", "summarised by Agency, relayed by Ministry"),
        ("question", "asked, as recorded by Agency, relayed by Ministry"),
    ],
)
def test_the_chain_begins_nearest_to_the_words(published_document, attribution, sentence):
    statement = make_statement(published_document, "a promise kept", attribution=attribution)
    statement.relays.create(position=2, speaker=make_speaker("Ministry"))
    statement.relays.create(position=1, speaker=make_speaker("Agency"))
    assert transmission(statement) == sentence


def test_without_relays_the_source_itself_put_the_words_down():
    statement = make_statement(make_document(source=make_source("Evening Post")), "a promise kept")
    assert transmission(statement) == "paraphrased by Evening Post"


def test_quotation_marks_inside_become_single_and_long_words_are_cut():
    assert one_line_quote("She said “now”.\nYes") == "She said ‘now’. Yes"
    assert one_line_quote("one two three", most=2) == "one two …"


def test_a_question_keeps_its_own_mark():
    statement = make_statement(make_document(text="Why now? Because."), "Why now?", attribution="question")
    assert "“Why now?” Asked, as recorded by" in cited(statement)


def test_a_document_is_cited_by_source_title_and_date():
    document = make_document(title="The “new” rooms", translator="official")
    assert cite_document(document, URL) == (
        f"Harbour Gazette, “The ‘new’ rooms”. Official translation, not checked. Verbatim, {URL}."
    )

"""Who said it and according to whom, in words."""

import pytest

from archive.exporting.provenance import attribution_chain, provenance, relay_names
from archive.models import Statement
from tests.factories import make_document, make_source, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def provenance_of(statement) -> str:
    """From the database, not from what the test wrote."""
    page_statement = Statement.objects.for_page().get(pk=statement.pk)
    return provenance(page_statement, relay_names(page_statement))


def test_it_names_speaker_role_occasion_and_reporter(statement, speaker):
    speaker.roles.create(title="Minister of Harbours", start="2023-01-01")
    assert provenance_of(statement) == (
        "Amara Adeyemi (Minister of Harbours), Opening of the harbour library, 5 March 2024. "
        "Paraphrased by Harbour Gazette."
    )


def test_a_translation_names_its_translator():
    document = make_document(translator="machine", translator_name="Engine 3", date="2024-03-06")
    statement = make_statement(document, "a promise kept", attribution="translated", certain=False)
    assert provenance_of(statement) == (
        "The narrator, 6 March 2024. Quoted in translation by Harbour Gazette. "
        "Machine translation (Engine 3), not checked. Attribution uncertain."
    )


def test_an_unnamed_source_is_named_as_printed(published_document):
    statement = make_statement(
        published_document, "a promise kept", voice="unnamed", voice_label="an official", date="2024-03-05"
    )
    assert provenance_of(statement).startswith("Unnamed source (“an official”), 5 March 2024. ")


def test_the_role_as_printed_stands_in_when_several_fit(statement, speaker):
    speaker.roles.create(title="Minister", start="2023-01-01")
    speaker.roles.create(title="Chair", start="2023-01-01")
    statement.role_as_printed = "the minister"
    statement.save()
    assert provenance_of(statement).startswith("Amara Adeyemi (the minister), ")


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
    assert attribution_chain(statement, relay_names(statement)) == sentence


def test_without_relays_the_source_itself_put_the_words_down():
    statement = make_statement(make_document(source=make_source("Evening Post")), "a promise kept")
    assert attribution_chain(statement, relay_names(statement)) == "paraphrased by Evening Post"

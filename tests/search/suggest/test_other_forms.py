"""A word that nothing public has, though others with its stem are found, is named; a regular form of these is not."""

import json

import pytest

from archive.search.page.notices import result_notices
from archive.search.request.params import SearchParams
from archive.search.results import search, whole_list
from tests.factories import make_document, make_speaker, make_statement
from tests.web.export_readers import ENDINGS

pytestmark = pytest.mark.django_db

NAMED = "No text or name has “definately”. It was searched as a form of words such as “defined”."


@pytest.fixture
def texts():
    """Seven paragraphs that find "definately" by its stem, one of them with the word that was meant."""
    paragraphs = [f"The {noun} was defined." for noun in ("border", "limit", "scope", "term", "goal", "role")]
    paragraphs += [
        "They define it, and definitely so.",
        "Peace was negotiated.",
        "A generator generates power.",
    ]
    document = make_document(text="\n\n".join(paragraphs), title="Untitled")
    return [make_statement(document, paragraph) for paragraph in paragraphs]


def other_forms(q, **fields):
    return search(SearchParams(q=q, unit="statements", **fields)).other_forms


def test_the_word_is_named_with_what_was_found_and_what_may_be_meant(texts):
    results = search(SearchParams(q="definately", unit="statements"))
    assert (results.total, results.other_forms) == (7, {"definately": "defined"})
    assert result_notices(results) == [NAMED]
    assert results.suggested_query == "definitely"


@pytest.mark.parametrize(
    "typed", ["text:definately", '"definately scope"~9', "scope -definately", "(power OR definately)"]
)
def test_wherever_it_is_searched_in_any_form(texts, typed):
    assert other_forms(typed) == {"definately": "defined"}


@pytest.mark.parametrize(
    "typed",
    [
        "defined",
        "defining",  # in no text, and a regular form
        "negotiates",
        "negotiating",
        "Negotiate",
        "definately*",
        '"definately"',  # finds nothing
        "=definately",
        "speaker:definately",
        "lighthousely",  # nothing has its stem
    ],
)
def test_what_stands_there_or_is_a_regular_form_of_it_is_not_named(texts, typed):
    assert other_forms(typed) == {}


def test_another_word_of_the_stem_is_named_as_it_is_printed_and_typed(texts):
    make_statement(make_document(text="GOVERNORS met", title="Untitled"), "GOVERNORS met")
    assert other_forms("Governorly") == {"Governorly": "GOVERNORS"}


def test_a_regular_form_is_named_where_a_much_commoner_word_differs_in_one_letter():
    words = ["The plane landed.", *["It needs planning."] * 25]
    for number, text in enumerate(words):
        make_statement(make_document(text=text, title=f"Untitled {number}"), text)
    results = search(SearchParams(q="planing", unit="statements"))
    assert (results.total, results.other_forms) == (1, {"planing": "plane"})
    assert results.suggested_query == "planning"


def test_a_nearer_word_of_the_stem_is_found_without_a_suggestion(texts):
    make_statement(make_document(text="development", title="Untitled"), "development")
    make_statement(make_document(text="developed", title="Untitled"), "developed")
    results = search(SearchParams(q="developement", unit="statements"))
    assert (results.other_forms, results.suggested_query) == ({"developement": "development"}, "")


def test_a_word_in_a_name_or_title_stands_there(texts):
    make_statement(texts[0].document, "The term", speaker=make_speaker("Dee Definately"))
    document = make_document(text="a defining day", title="Generately yours")
    make_statement(document, "a defining day")
    assert (other_forms("definately"), other_forms("generately")) == ({}, {})


def test_where_only_a_title_has_the_stem_no_word_is_shown():
    make_statement(make_document(text="opened today", title="Definitions"), "opened today")
    results = search(SearchParams(q="definitional", unit="statements"))
    assert (results.total, results.other_forms) == (1, {"definitional": ""})
    assert result_notices(results) == [
        "No text or name has “definitional”. It was searched as a form of other words."
    ]


def test_what_drafts_have_is_neither_there_nor_shown(texts, draft_document):
    make_statement(draft_document, "stay in the drawer", speaker=make_speaker("Definately Draft"))
    hidden = make_document(text="definately a draft, generations ago", state="draft", title="Definately")
    make_statement(hidden, "definately a draft")
    assert other_forms("definately") == {"definately": "defined"}
    assert other_forms("generately") == {"generately": "generates"}


def test_what_is_public_no_more_is_not_shown(texts):
    document = make_document(text="It was defining, defining.", title="Untitled")
    for occurrence in range(2):
        make_statement(document, "defining", occurrence=occurrence)
    type(document).objects.filter(pk=document.pk).update(state="draft")
    type(document).objects.filter(pk=texts[0].document_id).update(state="draft")
    assert other_forms("definately") == {}


def test_languages_without_a_list_of_endings_allow_few_letters():
    make_statement(
        make_document(text="las negociaciones", language="es", title="Untitled"), "las negociaciones"
    )
    assert other_forms("negociación") == {}
    assert other_forms("negociadoras") == {"negociadoras": "negociaciones"}


def test_files_say_what_the_page_says(client, texts):
    assert NAMED in client.get("/search/?q=definately").content.decode()
    for ending in ENDINGS:
        response = client.get(f"/search.{ending}?q=definately")
        body = b"".join(response) if response.streaming else response.content
        assert b"definately" in body, ending
        notes = response["X-Search-Notes"]
        assert notes.startswith("No%20text%20or%20name%20has%20%E2%80%9Cdefinately"), ending
    assert NAMED in json.loads(client.get("/search.json?q=definately").content)["notes"]


def test_the_whole_list_names_it_as_well(texts):
    assert whole_list(SearchParams(q="definately"), 1_000).results.other_forms == {"definately": "defined"}

"""The field document: searches what one document has."""

import re

import pytest

from archive.models import State, SynonymSet
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_statement
from tests.search_setup import load_columns_once, matching_ids

pytestmark = pytest.mark.django_db
WORDS = "every harbour deserves a library"


@pytest.fixture
def documents(monkeypatch):
    first = make_document(title="On harbours and ships", slug="former-slug", original_title="论港口")
    first.slug = "harbours"
    first.save()
    made = {
        "first": first,
        "second": make_document(title="On letters", slug="letters"),
        "secret": make_document(title="On secrets", slug="secrets", state=State.DRAFT),
    }
    for document in made.values():
        make_statement(document, WORDS)
    load_columns_once(monkeypatch)
    return made


def find_ids(q, unit="statements"):
    return matching_ids(SearchParams(q, unit))


def test_a_document_is_named_by_its_slug_of_any_time_or_words_of_its_titles(documents):
    (only,) = documents["first"].statements.values_list("pk", flat=True)
    for value in ("harbours", "former-slug", '"harbours and ships"', "ships", "港口"):
        assert find_ids(f"document:{value} harbour") == [only], value
    assert len(find_ids("document:harbours", "passages")) == 4
    assert find_ids("document:on -document:letters") == [only]


def test_nothing_of_a_draft_is_found_and_it_is_called_unknown(documents):
    for value in ("secrets", '"On secrets"', "nowhere"):
        results = search(SearchParams(f"document:{value}", "statements"))
        assert (results.total, [value.field.value for value in results.unknown_values]) == (
            0,
            [value.strip('"')],
        )


def test_the_page_of_a_document_finds_words_in_it(client, documents):
    answer = client.get("/documents/harbours/?q=library")
    assert '<input id="document-q" type="search" name="q" value="library"' in answer.text
    assert "2 matches for <b>library</b>" in answer.text
    assert 'href="/search/?q=library+document%3Aharbours&amp;unit=passages"' in answer.text
    assert parse("library document:harbours").fields[0].value == "harbours"


def test_words_are_not_counted_in_a_text_too_long_to_mark(client, documents, monkeypatch):
    monkeypatch.setattr("archive.search.page.document_words.MAX_CHARACTERS", 10)
    answer = client.get("/documents/harbours/?q=library")
    assert "This text is too long to mark words in it." in answer.text
    assert "matches for" not in answer.text


def test_the_page_of_a_document_says_which_words_are_marked_and_why(client):
    make_document(text="Colors of a well defined coöperation.", slug="colors")
    SynonymSet.objects.create(words=["colour", "color"])
    for q, words, marked, notices in (
        ("definately", "definately", ["defined"], ["It was searched as a form of words such as “defined”."]),
        ("colours", "colours", ["Colors"], ["“colours”: also color."]),
        ("color -defined speaker:lin", "color", ["Colors"], ["“color”: also colour."]),
        ("=color", "=color", [], []),
        ("col*rs", "col*rs", [], ["“col*rs”: an asterisk works only at the end of a word"]),
    ):
        answer = client.get("/documents/colors/", {"q": q}).text
        assert re.findall('<mark class="hit"[^>]*>([^<]*)</mark>', answer) == marked, q
        number = f"{len(marked)} match" + "es" * (len(marked) != 1)
        assert f"{number} for <b>{words}</b>" in answer, q
        matches = re.findall(r'<p class="notice screen-only">([^<]*)</p>', answer)
        assert (len(matches), [notice in one for notice, one in zip(notices, matches, strict=False)]) == (
            len(notices),
            [True] * len(notices),
        ), q


def test_fields_alone_mark_nothing_and_claim_nothing(client, documents):
    answer = client.get("/documents/harbours/?q=-library+language:en").text
    assert 'class="hit"' not in answer
    assert "matches for" not in answer

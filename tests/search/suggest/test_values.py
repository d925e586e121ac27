"""All values of a facet, to be looked through and searched by the beginning of a name."""

import pytest

from archive.search.request.params import SearchParams
from archive.search.suggest.values import find_values
from tests.factories import make_document, make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(statement, draft_document):
    """Three public speakers with two, one and one statements, and one of drafts alone with three."""
    bola = make_speaker("Bola Bright", slug="bola")
    bola.names.create(name="博拉", kind="native", language="zh-Hans")
    for words in ("Her deputy", "the guests"):
        make_statement(statement.document, words, speaker=bola)
    make_statement(statement.document, "by spring", speaker=make_speaker("Ada Bright", slug="ada"))
    secret = make_speaker("Bright Secret", slug="secret")
    for words in ("lighthouse", "museum", "drawer"):
        make_statement(draft_document, words, speaker=secret)
    make_statement(statement.document, "a promise kept", speaker=secret, state="draft")
    return statement


def found_values(facet="speaker", find="", **asked):
    return [(value.label, value.count) for value in find_values(SearchParams(**asked), facet, find)]


def test_the_commonest_first_and_equals_by_the_alphabet(archive):
    assert found_values() == [("Bola Bright", 2), ("Ada Bright", 1), ("Amara Adeyemi", 1)]


@pytest.mark.parametrize(
    ("find", "labels"),
    [
        ("bri", ["Bola Bright", "Ada Bright"]),
        ("bright a", ["Ada Bright"]),
        ("BOLA", ["Bola Bright"]),
        ("博", ["Bola Bright"]),
        ("ight", []),
        ("secret", []),
        ("bright s", []),
        ("?", ["Bola Bright", "Ada Bright", "Amara Adeyemi"]),
    ],
)
def test_by_the_beginning_of_any_name(archive, find, labels):
    assert [label for label, _count in found_values(find=find)] == labels


def test_within_the_search_and_beside_the_own_choice(archive):
    assert found_values(q="guests") == [("Bola Bright", 1)]
    assert found_values(theme=("libraries",)) == [("Amara Adeyemi", 1)]
    assert found_values(speaker=("ada",)) == [("Bola Bright", 2), ("Ada Bright", 1), ("Amara Adeyemi", 1)]
    assert found_values(theme=("libraries",), speaker=("ada",)) == [("Amara Adeyemi", 1), ("Ada Bright", 0)]


def test_what_is_left_out_says_what_it_takes_away(archive):
    values = find_values(SearchParams(exclude=(("speaker", "bola"),)), "speaker")
    assert [(value.value, value.count, value.excluded) for value in values] == [
        ("bola", 2, True),
        ("ada", 1, False),
        ("amara-adeyemi", 1, False),
    ]
    assert values[0].exclude_url == "/search/"
    assert values[1].url == "/search/?speaker=ada&not-speaker=bola"


def test_codes_are_found_by_what_they_are_called(archive):
    make_statement(make_document(text="Un mot.", language="fr"), "Un mot")
    make_statement(make_document(text="Ein Wort.", language="de", state="draft"), "Ein Wort")
    assert found_values("language") == [("English", 4), ("French", 1)]
    assert (
        found_values("language", "fre"),
        found_values("language", "ger"),
        found_values("language", "fr"),
    ) == (
        [("French", 1)],
        [],
        [("French", 1)],
    )
    assert found_values("attribution", "para") == [("Paraphrase", 5)]


def test_the_endpoint_answers_in_json(client, archive):
    body = client.get("/search/values/speaker.json?find=bri&speaker=ada").json()
    assert body["total"] == 2
    assert [(value["value"], value["count"], value["selected"]) for value in body["values"]] == [
        ("bola", 2, False),
        ("ada", 1, True),
    ]
    assert body["values"][1]["url"] == "/search/"
    assert body["message"] == "2 matches"


@pytest.mark.slow
def test_of_many_values_the_commonest_are_sent_and_all_are_on_pages(client, published_document):
    for number in range(120):
        speaker = make_speaker(f"Speaker {number:03}", slug=f"s{number:03}")
        make_statement(published_document, "a promise kept", speaker=speaker)
    make_statement(published_document, "Her deputy", speaker=make_speaker("Speaker Draft"), state="draft")
    body = client.get("/search/values/speaker.json").json()
    assert (body["total"], [value["value"] for value in body["values"]]) == (
        120,
        [f"s{n:03}" for n in range(30)],
    )
    pages = [client.get(f"/search/values/speaker/?page={page}").context["page"] for page in (1, 2, 9)]
    assert [(page.number, len(page.rows), page.total) for page in pages] == [
        (1, 100, 120),
        (2, 20, 120),
        (2, 20, 120),
    ]
    assert "120 values" in client.get("/search/values/speaker/").content.decode()


@pytest.mark.slow
def test_the_page_keeps_the_search(client, archive):
    page = client.get("/search/values/theme/?q=library&speaker=amara-adeyemi&find=lib").content.decode()
    assert '<a href="/search/?q=library&amp;speaker=amara-adeyemi">Back to the search results</a>' in page
    assert '<input type="hidden" name="speaker" value="amara-adeyemi">' in page
    assert 'href="/search/?q=library&amp;speaker=amara-adeyemi&amp;theme=libraries"' in page
    make_theme("Library secrets")
    assert "Library secrets" not in client.get("/search/values/theme/").content.decode()

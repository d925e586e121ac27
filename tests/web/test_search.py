"""The search page as HTTP: what a reader can type never breaks it, and it costs nine queries."""

import datetime as dt
import re

import pytest
from django.template import Context, Template

from archive.models import Source
from tests.factories import make_event, make_speaker, make_statement, make_theme
from tests.marks import parametrize_partly_slow
from tests.search_setup import clear_stem_caches


@pytest.fixture
def warm_reader(transactional_db, reader, statement):
    """Columns read by an earlier search; inside a transaction every search reads them again."""
    reader.get("/search/?q=museum")
    return reader


@pytest.mark.parametrize("rows", [1, 3])
def test_the_whole_page_takes_six_queries(warm_reader, statement, rows, django_assert_num_queries):
    for words in ("a promise kept", "Her deputy")[: rows - 1]:
        make_statement(statement.document, words, speaker=make_speaker(), themes=[make_theme()])
    address = f"/search/?q=harbour&source={Source.objects.get().slug}&kind=speech&language=en"
    warm_reader.get("/search/?q=museum")
    clear_stem_caches()
    # Several rows: one more for their weights, and one for the forms of words that came since.
    with django_assert_num_queries(6 + 2 * (rows > 1)):
        response = warm_reader.get(address)
    assert response.context["total"] == rows
    assert response.content.decode().count('<article class="statement') == rows


def test_without_words_it_takes_three(warm_reader, django_assert_num_queries):
    with django_assert_num_queries(3):  # the newest change, before and after; statements
        response = warm_reader.get("/search/")
    assert response.context["total_label"] == "1 utterance"


@pytest.mark.slow
@pytest.mark.parametrize("facet", ["speaker", "event", "theme", "source", "language", "kind", "attribution"])
def test_every_facet_at_once_stays_within_eight_queries(
    warm_reader, statement, facet, django_assert_max_num_queries
):
    slugs = {
        "speaker": "amara-adeyemi",
        "event": "harbour-library",
        "theme": "libraries",
        "source": statement.document.source.slug,
        "language": "en",
        "kind": "speech",
        "attribution": "paraphrase",
    }
    everything = "&".join(f"{name}={value}" for name, value in slugs.items())
    clear_stem_caches()
    with django_assert_max_num_queries(8):
        response = warm_reader.get(f"/search/?q=library&{everything}&{facet}=unknown-value&page=2")
    assert response.context["total"] == 1
    assert [note for note in response.context["messages"] if "unknown-value" in note] != []


@parametrize_partly_slow(
    "query",
    [
        "page=0",
        "page=999999",
        "page=x",
        "page=-1",
        "page=%F0%9F%92%A5",
        "q=" + "a" * 10_000,
        "q=" + "%22a+" * 2_000,
        "q=%22unbalanced",
        "q=%00%01%02%7F%C2%85",
        "q=%FF%FE",
        "q=%F0%9D%94%98%20%E2%80%AE",
        "q=((((" + "(" * 500,
        "q=-",
        "q=*",
        "q=%27%3B+DROP+TABLE+archive_search",
        "q=a:*%26!b|c",
        "q=%5C%27",
        "from=0000-00-00&to=9999-99-99",
        "from=99999999999&to=2024-02-31",
        "from=2025&to=2017",
        "speaker=%00&theme=%F0%9F%92%A5&event=" + "x" * 5_000,
        "unit=everything&sort=random&kind=%3Cscript%3E",
        "&".join(f"speaker=s{n}" for n in range(500)),
        "q=library&q=other&unit=passages&unit=statements",
    ],
    6,
)
def test_nothing_a_reader_can_type_breaks_the_page(reader, statement, query):
    response = reader.get(f"/search/?{query}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_ignored_input_is_reported_and_the_rest_is_searched(reader, statement, hidden_statement):
    response = reader.get("/search/?q=library&theme=libraries&theme=atlantis&from=yesterday")
    page = response.content.decode()
    assert "There is no theme “atlantis” in the archive, so it was ignored." in page
    assert "“yesterday” is not a date such as 2024, 2024-05 or 2024-05-14, so it was ignored." in page
    assert response.context["total"] == 1
    assert "lighthouse" not in page


def test_a_hit_leads_to_its_words_with_the_searched_ones_marked(reader, statement):
    (hit,) = reader.get("/search/?q=library").context["hits"]
    path, anchor = hit.url.split("#")
    page = reader.get(path).content.decode()
    assert f'id="{anchor}"' in page
    assert re.search(r'<mark class="hit"[^>]*>library</mark>', page)


@pytest.mark.slow
def test_who_finds_nothing_is_led_back_to_the_words_alone(reader, statement):
    page = reader.get("/search/?q=lighthouse&kind=speech&sort=newest").content.decode()
    assert '<a href="/search/?q=lighthouse&amp;sort=newest">Search without filters' in page
    assert "Search without filters" not in reader.get("/search/?q=lighthouse").content.decode()


def test_thousands_are_grouped():
    assert Template("{% load archive_text %}{{ count|grouped }}").render(Context({"count": 2100})) == "2,100"


@pytest.mark.slow
def test_a_facet_too_long_to_list_leads_to_all_its_values(reader, published_document):
    for number in range(51):
        make_statement(published_document, "a promise kept", speaker=make_speaker(f"Speaker {number:02}"))
    response = reader.get("/search/")
    facet = next(facet for facet in response.context["facets"] if facet.name == "speaker")
    assert (len(facet.values), len(facet.more), facet.omitted_count, facet.total) == (8, 0, 43, 51)
    assert (
        '<a href="/search/values/speaker/" rel="nofollow">Search all 51 values</a>'
        in response.content.decode()
    )
    assert len(reader.get("/search/values/speaker/").context["page"].rows) == 51


def test_the_words_of_a_phrase_are_counted_apart_from_names(reader, statement):
    make_statement(statement.document, "Her deputy", event=make_event("A library for every harbour"))
    make_statement(
        statement.document, "open", event=statement.event, speaker=make_speaker("Deserves a Library")
    )
    page = reader.get("/search/?q=%22deserves+a+library%22").content.decode()
    assert '<h2 id="results-title">1 utterance in the words</h2>' in page
    assert re.search(
        r'q=any%3A%22deserves\+a\+library%22" rel="nofollow">\s*1 more by names and titles', page
    )
    assert (
        '<h2 id="results-title">1 utterance</h2>'
        in reader.get("/search/?q=%22every+harbour+deserves%22").content.decode()
    )


def test_a_search_is_cited_with_what_it_found_and_when(reader, statement, monkeypatch):
    monkeypatch.setattr("archive.web.citations.timezone.localdate", lambda: dt.date(2026, 11, 27))
    assert reader.get("/search/?q=library&kind=speech").context["citations"][2] == (
        "MLA",
        "Verbatim. “Search for ‘library’, kind speech: 1 utterance.” Verbatim, "
        "http://testserver/search/?q=library&kind=speech. Accessed 27 Nov. 2026.",
    )

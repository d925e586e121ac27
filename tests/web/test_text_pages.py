"""A long text is shown in pages; every place of it has an address that leads to the page with it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Document, Passage
from archive.text.paragraphs import MAX_UNDIVIDED_LENGTH, paginate_paragraphs
from archive.web.passage_links.passage_link import PassageLink
from tests.factories import make_document, make_event, make_statement

PARAGRAPHS = 600


@given(st.lists(st.integers(1, 100), min_size=1, max_size=60), st.integers(1, 150))
@pytest.mark.slow
def test_pages_have_all_paragraphs_in_order_and_none_is_too_heavy(weights, most):
    pages = paginate_paragraphs(weights, most)
    assert [index for page in pages for index in page] == list(range(len(weights)))
    assert all(len(page) == 1 or sum(weights[i] for i in page) <= most for page in pages)
    # No page could have had the first paragraph of the next one.
    pairs = pairwise(pages)
    assert all(sum(weights[i] for i in page) + weights[following[0]] > most for page, following in pairs)


@pytest.fixture
def long_document():
    text = "\n\n".join(
        f"Paragraph {n} speaks of the harbour, ships and some three hundred letters of salt." + " Words." * 30
        for n in range(1, PARAGRAPHS + 1)
    )
    return make_document(text, slug="long")


def read(client, query=""):
    answer = client.get(f"/documents/long/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(page):
    return [int(number) for number in re.findall(r'<div class="para-body" id="p(\d+)"', page)]


@pytest.mark.slow
@pytest.mark.django_db
def test_pages_follow_each_other_through_the_whole_text(client, long_document):
    shown, address = [], ""
    while address is not None:
        page = read(client, address)
        assert len(page) < 100_000
        shown.append(numbers(page))
        link = re.search(r'rel="next" class="screen-only" href="([^"#]*)', page)
        address = link and link[1]
    assert [number for page in shown for number in page] == list(range(1, PARAGRAPHS + 1))
    assert len(shown) > 2
    assert f"Paragraphs 1–{shown[0][-1]} of {PARAGRAPHS}" in read(client)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_place_in_the_address_opens_its_page(client, long_document):
    statement = make_statement(long_document, "Paragraph 500 speaks of the harbour")
    first = make_statement(long_document, "Paragraph 1 speaks of the harbour")
    passage = Passage.objects.get(document=long_document, number=500)
    for row in (statement, passage):
        address = getattr(row, "url_in_document", None) or row.get_absolute_url()
        page = client.get(address.partition("#")[0]).content.decode()
        assert f'id="{row.html_id}"' in page
        assert 'id="p500"' in page
        assert 'id="p1"' not in page
    assert first.url_in_document == f"/documents/long/#s{first.pk}"
    assert f'<a class="note-number" href="#s{statement.pk}">2</a>' in page  # counted through the text
    assert "2 statements in this document" in page
    assert f'id="s{first.pk}"' not in page


@pytest.mark.slow
@pytest.mark.django_db
def test_a_link_to_words_opens_their_page(client, long_document):
    start = long_document.text.index("Paragraph 400 ")
    link = PassageLink.of_span(long_document.text, (start, start + 13), long_document.text_version)
    page = client.get(link.address("/documents/long/").partition("#")[0]).content.decode()
    assert re.search(r'<mark class="[^"]*target-text[^"]*"[^>]*>Paragraph 400', page)


@pytest.mark.django_db
@pytest.mark.slow
def test_found_words_lead_to_their_page_and_are_counted_for_the_whole_text(client, long_document):
    Document.objects.filter(pk=long_document.pk).update(
        text=long_document.text.replace("Paragraph 450 speaks", "Paragraph 450 whispers")
    )
    page = read(client, "?q=whispers")
    assert "1 match for <b>whispers</b>" in page
    assert 'class="hit"' not in page
    link = re.search(r'href="([^"]*)#h1"', page)[1].replace("&amp;", "&")
    assert re.search(r'class="hit" id="h1"[^>]*>whispers', read(client, link))


@pytest.mark.django_db
@pytest.mark.slow
def test_the_whole_is_one_page_that_is_not_indexed(client, long_document):
    answer = client.get("/documents/long/?whole=yes")
    assert numbers(answer.content.decode()) == list(range(1, PARAGRAPHS + 1))
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.slow
@pytest.mark.django_db
def test_each_page_has_its_own_canonical_address(client, long_document):
    page = read(client, "?at=p300")
    assert f'<link rel="canonical" href="http://testserver/documents/long/?at=p{numbers(page)[0]}">' in page
    assert '<link rel="canonical" href="http://testserver/documents/long/">' in read(client, "?at=p2")


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["", "p0", "p99999999", "s1", "p", "x3", "-1", "%00", "٣"])
def test_a_place_that_is_not_there_is_the_beginning(client, long_document, at):
    assert numbers(read(client, f"?at={at}"))[0] == 1


@pytest.mark.django_db
@pytest.mark.slow
def test_many_statements_divide_a_text_of_a_few_paragraphs(client):
    document = make_document(
        "\n\n".join("A word of the harbour." + " A word." * 70 for _ in range(10)), slug="long"
    )
    assert len(document.text) > MAX_UNDIVIDED_LENGTH
    for number in range(40):
        make_statement(document, "A word", occurrence=number)
    assert numbers(read(client)) != list(range(1, 11))


@pytest.mark.django_db
@pytest.mark.slow
def test_a_short_text_has_no_pages(client):
    make_document("One.\n\nTwo.", slug="long")
    page = read(client)
    assert numbers(page) == [1, 2]
    assert "data-text-pages" not in page


@pytest.mark.django_db
@pytest.mark.slow
def test_a_few_of_many_reports_of_an_event_are_offered_for_comparison(client):
    event = make_event("Opening")
    for number in range(14):
        make_document("Ships sail.", slug=f"report-{number}", event=event)
    make_document("Ships sail.", slug="long", event=event)
    page = read(client)
    assert page.count("/documents/long/compare/") == 12
    assert f'<a href="{event.get_absolute_url()}#documents-title">more reports of the event</a>' in page

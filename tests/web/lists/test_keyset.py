"""The list of documents goes on by the place of the last row: each row is met once, whatever happens meanwhile."""

import datetime as dt

import pytest

from archive.models import Document, State
from archive.web.lists.keyset import LARGEST_ID, ListOrder
from tests.factories import make_document

pytestmark = pytest.mark.django_db
DATES = ["2024-03-05", None, "2023-01-01", "2024-03-05", None, "2024-03-05", "2022-06-01", None]
SORTS = {
    "newest": lambda item: (item.date is None, -(item.date or dt.date.min).toordinal(), -item.pk),
    "oldest": lambda item: (item.date is None, (item.date or dt.date.min).toordinal(), item.pk),
    "title": lambda item: (item.title.lower(), item.pk),
    "published": lambda item: (-item.published_at.timestamp(), -item.pk),
}


@pytest.fixture(autouse=True)
def few_rows(monkeypatch):
    monkeypatch.setattr("archive.web.lists.documents.ROWS", 3)


@pytest.fixture
def documents(db):
    made = [
        make_document(f"Text {number}.", title=f"Title {number % 3}", date=date, slug=f"text-{number}")
        for number, date in enumerate(DATES)
    ]
    make_document("Hidden.", title="Title 1", date="2024-03-05", state=State.DRAFT)
    # Two of one moment; and one whose moment nobody knows cannot be published.
    Document.objects.filter(pk__in=[made[0].pk, made[5].pk]).update(
        published_at="2024-04-01T12:00:00.000001Z"
    )
    return list(Document.objects.published())


def get(client, query):
    return client.get(f"/documents/{query}").context["page"]


def walk(client, query, link, between=lambda page: None):
    """The rows of all pages from there on, page by page, and the numbers of the pages."""
    rows, numbers = [], []
    while query is not None:
        page = get(client, query)
        rows.append([row.pk for row in page.rows])
        numbers.append((page.number, page.pages))
        between(page)
        query = getattr(page, link) or None
    return rows, numbers


@pytest.mark.parametrize("sort", SORTS)
def test_all_pages_forward_and_back_have_each_row_once(client, documents, sort):
    expected = [document.pk for document in sorted(documents, key=SORTS[sort])]
    pages = [expected[:3], expected[3:6], expected[6:]]
    numbers = [(1, 3), (2, 3), (3, 3)]
    assert walk(client, f"?sort={sort}", "next_url") == (pages, numbers)
    last = get(client, f"?sort={sort}&page=3")
    assert [row.pk for row in last.rows] == pages[2]
    assert walk(client, last.previous_url, "previous_url") == (pages[1::-1], numbers[1::-1])


@pytest.mark.parametrize("sort", SORTS)
def test_a_page_by_its_number_is_still_answered(client, documents, sort):
    expected = [document.pk for document in sorted(documents, key=SORTS[sort])]
    for number in (1, 2, 3):
        page = get(client, f"?sort={sort}&page={number}")
        assert [row.pk for row in page.rows] == expected[3 * number - 3 : 3 * number]
        assert (page.number, page.pages, page.total) == (number, 3, 8)
        assert (bool(page.previous_url), bool(page.next_url)) == (number > 1, number < 3)
    assert get(client, f"?sort={sort}&page=99").number == 3


def test_what_is_published_or_withdrawn_meanwhile_moves_nothing(client, documents):
    expected = [document.pk for document in sorted(documents, key=SORTS["newest"])]

    def change(page):
        """A newer text comes before the place, and the row of the place itself is withdrawn."""
        make_document("News.", date="2025-01-01")
        Document.objects.filter(pk=page.rows[-1].pk).update(state=State.DRAFT)

    rows, _numbers = walk(client, "", "next_url", change)
    assert [pk for page in rows for pk in page] == expected
    Document.objects.filter(pk__in=expected).update(state=State.PUBLISHED)
    expected = list(Document.objects.published().newest().values_list("pk", flat=True))

    def withdraw_first(page):
        Document.objects.filter(pk=page.rows[0].pk).update(state=State.DRAFT)

    rows, _numbers = walk(client, f"?page={get(client, '?page=99').number}", "previous_url", withdraw_first)
    assert [pk for page in reversed(rows) for pk in page] == expected


def test_a_shared_link_shows_the_same_rows_later(client, documents):
    link = get(client, "").next_url
    rows = [row.pk for row in get(client, link).rows]
    for _number in range(4):
        make_document("News.", date="2025-01-01")
    assert [row.pk for row in get(client, link).rows] == rows


def test_drafts_have_no_place(client, documents):
    """The place says nothing of the row it names, so a draft's id finds only what stands in the address itself."""
    draft = Document.objects.get(state=State.DRAFT)
    page = get(client, f"?after=2~{draft.pk}~2024-03-05")
    assert draft.pk not in [row.pk for row in page.rows]
    assert [row.pk for row in page.rows] == [
        document.pk
        for document in sorted(documents, key=SORTS["newest"])
        if (document.date, -document.pk) != (None, 0)
    ][:3]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "2~1",
        "2~x~2024-03-05",
        "2~1~2024-13-05",
        "2~1~soon",
        f"2~{LARGEST_ID + 1}~2024-03-05",
        "2~²~2024-03-05",
        "%00~%00~%00",
        "~~",
    ],
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_what_is_no_place_is_the_first_page(client, documents, name, text):
    page = get(client, f"?{name}={text}")
    assert [row.pk for row in page.rows] == [row.pk for row in get(client, "").rows]
    assert page.number == 1


def test_a_place_beyond_an_end_is_the_page_there(client, documents):
    ends = [get(client, query) for query in ("?after=2~0~", "?before=2~1~9999-01-01")]
    assert [page.rows for page in ends] == [get(client, "?page=2").rows, get(client, "").rows]


@pytest.mark.parametrize("text", ["1~2024-03-05T10:00:00", "1~9999-99-99", "1~x"])
def test_a_moment_needs_its_time_zone(text):
    order = ListOrder("published_at", descending=True, is_nullable=True)
    assert order.parse(Document, text) is None


@pytest.mark.parametrize(
    ("rows", "place", "queries"),
    [
        (1, "", 8),
        (1, "next_url", 8),
        (1, "previous_url", 8),
        (1, "?page=2", 8),
        (1, "?page=8", 8),
        (2, "next_url", 9),  # texts with and without a date, as below
        (2, "?page=2", 8),
        (3, "?page=2", 9),
    ],
)
def test_query_count_of_a_page(
    client, documents, rows, place, queries, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("archive.web.lists.documents.ROWS", rows)
    query = getattr(get(client, "?page=2"), place) if place.endswith("url") else place
    get(client, query)
    with django_assert_num_queries(queries):
        get(client, query)

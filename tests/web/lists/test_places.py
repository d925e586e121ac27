"""The lists of speakers, events and terms go on by the place of the last row: each row is met once, whatever is
published or withdrawn meanwhile."""

import datetime as dt

import pytest

from archive.models import Event, Speaker, State, Statement, Term
from archive.web.lists.keyset import LARGEST_ID
from archive.web.lists.places import Place, format_place, parse_place
from tests.factories import (
    make_document,
    make_event,
    make_occurrence,
    make_speaker,
    make_statement,
    make_term,
)

pytestmark = pytest.mark.django_db
MODELS = {"speakers": Speaker, "events": Event, "terms": Term}
# The number of statements of each row, and the day of its event.
COUNTS = [1, 3, 1, 2, 3, 1, 2]
DAYS = ["2024-03-05", None, "2023-01-01", "2024-03-05", None, "2022-06-01", "2024-03-05"]
NAMES = ["Dov", "Ada", "Gil", "Bea", "Fay", "Eli", "Cyr"]
WORDS = ["a promise kept", "a promise made", "a promise broken"]


def by_name(number):
    return NAMES[number]


def by_count(number):
    return -COUNTS[number], NAMES[number]


def newest(number):
    day = DAYS[number]
    return day is None, -dt.date.fromisoformat(day).toordinal() if day else 0, NAMES[number]


def oldest(number):
    return DAYS[number] is None, DAYS[number] or "", NAMES[number]


LISTS = [
    ("speakers", "name", by_name),
    ("speakers", "statements", by_count),
    ("terms", "name", by_name),
    ("terms", "statements", by_count),
    ("events", "name", by_name),
    ("events", "newest", newest),
    ("events", "oldest", oldest),
    ("events", "statements", lambda number: (-COUNTS[number], newest(number))),
]
EACH_LIST = pytest.mark.parametrize(("path", "sort", "order"), LISTS)


@pytest.fixture(autouse=True)
def few_rows(monkeypatch):
    for module in ("lists.speakers", "lists.events", "terms.list"):
        monkeypatch.setattr(f"archive.web.{module}.ROWS", 3)


def make_row(name, count, day=None, state=State.PUBLISHED):
    """A speaker, an event and a term of that name, with so many statements in a document of their own."""
    document = make_document(". ".join(WORDS), state=state, event=make_event(f"{name} talk", start=day))
    term, speaker = make_term(f"{name} promise", state=state), make_speaker(name)
    for words in WORDS[:count]:
        statement = make_statement(document, words, speaker=speaker, event=document.event, state=state)
        make_occurrence(term, statement, "promise")
    return {"speakers": speaker.pk, "events": document.event.pk, "terms": term.pk}


@pytest.fixture
def rows(db):
    made = [make_row(*name) for name in zip(NAMES, COUNTS, DAYS, strict=True)]
    make_row("Ben", 2, "2024-03-05", State.DRAFT)
    return made


def withdraw(path, pk):
    """From every list; what was written in one place is public in none."""
    lookup = {"speakers": "speaker", "events": "event", "terms": "term_occurrences__term"}[path]
    statements = Statement.objects.filter(**{lookup: pk})
    for document in {statement.document for statement in statements}:
        document.state = State.DRAFT
        document.save()
    if path == "terms":
        Term.objects.filter(pk=pk).update(state=State.DRAFT)


def get(client, path, query):
    return client.get(f"/{path}/{query}").context["page"]


def walk(client, path, query, link, between=lambda page: None):
    found, numbers = [], []
    while query:
        page = get(client, path, query)
        found.append([row.pk for row in page.rows])
        numbers.append((page.number, page.pages, page.total))
        between(page)
        query = getattr(page, link)
    return found, numbers


def expected_pages(rows, path, order):
    keys = [rows[number][path] for number in sorted(range(len(rows)), key=order)]
    return [keys[:3], keys[3:6], keys[6:]]


@EACH_LIST
def test_all_pages_forward_and_back_have_each_row_once(client, rows, path, sort, order):
    pages, numbers = expected_pages(rows, path, order), [(1, 3, 7), (2, 3, 7), (3, 3, 7)]
    assert walk(client, path, f"?sort={sort}", "next_url") == (pages, numbers)
    last = get(client, path, f"?sort={sort}&page=3")
    assert [row.pk for row in last.rows] == pages[2]
    assert walk(client, path, last.previous_url, "previous_url") == (pages[1::-1], numbers[1::-1])


@EACH_LIST
def test_a_page_by_its_number_is_still_answered(client, rows, path, sort, order):
    for number in (1, 2, 3, 99):
        page = get(client, path, f"?sort={sort}&page={number}")
        number = min(number, 3)
        assert [row.pk for row in page.rows] == expected_pages(rows, path, order)[number - 1]
        assert (page.number, page.pages, page.total) == (number, 3, 7)
        assert (bool(page.previous_url), bool(page.next_url)) == (number > 1, number < 3)


@EACH_LIST
def test_what_is_published_or_withdrawn_meanwhile_moves_nothing(client, rows, path, sort, order):
    def change(page):
        """One more comes before the place, and the row of the place itself is withdrawn."""
        if not page.previous_url:
            make_row("Abe", 3, "2025-01-01" if sort != "oldest" else "2020-01-01")
            withdraw(path, page.rows[-1].pk)

    found, _numbers = walk(client, path, f"?sort={sort}", "next_url", change)
    assert [pk for page in found for pk in page] == [
        pk for page in expected_pages(rows, path, order) for pk in page
    ]


def test_a_place_with_another_count_is_where_it_was(client, rows):
    """Who has more statements by now moved up, and whoever goes on goes on behind where that row stood."""
    first = get(client, "speakers", "?sort=statements")
    assert [row.name for row in first.rows] == ["Ada", "Fay", "Bea"]
    document = make_document(". ".join(WORDS))
    for words in WORDS:
        make_statement(document, words, speaker=first.rows[-1])
    assert [row.name for row in get(client, "speakers", first.next_url).rows] == ["Cyr", "Dov", "Eli"]


@pytest.mark.parametrize("name", ["after", "before"])
def test_what_is_no_place_is_the_first_page(client, rows, name):
    for text in (
        *("", "2", "2~1", "2~1~", "~~~", "%00~%00~%00~%00", "2~x~~ada", "2~²~~ada"),
        *("2~1~x~ada", "2~1~1,~ada", "2~1~" + "9" * 40 + "~ada", f"2~{LARGEST_ID + 1}~~ada"),
    ):
        page = get(client, "speakers", f"?{name}={text}")
        assert ([row.name for row in page.rows], page.number) == (["Ada", "Bea", "Cyr"], 1)


@pytest.mark.parametrize(
    ("query", "names", "number"),
    [("?after=2~1~~zzz", ["Dov", "Eli", "Fay"], 2), ("?before=2~1~~a", ["Ada", "Bea", "Cyr"], 1)],
)
def test_a_place_beyond_an_end_is_a_page_by_its_number(client, rows, query, names, number):
    page = get(client, "speakers", query)
    assert ([row.name for row in page.rows], page.number) == (names, number)


def test_a_place_is_read_as_it_was_written():
    for place in (Place((), "", 1), Place((-3, 738000), "a ~ b", LARGEST_ID), Place((0,), "中文", 7)):
        assert parse_place(format_place(place)) == place


def test_drafts_have_no_place(client, rows):
    draft = Speaker.objects.get(name="Ben")
    page = get(client, "speakers", f"?after=2~{draft.pk}~~ben")
    assert [row.name for row in page.rows] == ["Cyr", "Dov", "Eli"]

"""Whatever is searched, all seven formats have the rows, the total and the notes of the page."""

import json
import os
import re
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.models import Document, Event, Passage, Source, Speaker, Statement, Theme
from tests.demo_archive import load_demo
from tests.marks import parametrize_partly_slow
from tests.search_setup import load_columns_once

from .export_readers import (
    ENDINGS,
    FEED_ROWS,
    STREAMED,
    feed_order,
    header_notes,
    ids_in,
    notes_in,
    read_page,
    totals_in,
)

pytestmark = pytest.mark.django_db
NEAREST = "No result has all these words as they were typed. These are the closest matches."
MINIMUMS = (
    "The search was stopped before it was complete, so all numbers are minimums. Try more specific words."
)
LEFT_OUT = (
    "No result has all these words as they were typed. Add nearest=1 to the address for the closest matches."
)
TIMES = int(os.environ.get("FUZZ_TIMES", "20"))  # random searches
WITHOUT_SHRINKING = {
    "phases": [Phase.generate],
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}

WORDS = re.findall(
    r"\S+",
    "the governance development initiative technology of global china ai safety 人工智能 全球 治理 国 "
    "zeppelin marmalade 2024 sécurité gouvernance xi li macron govrenance developmnet",
)
VALUES = {
    "speaker": (Speaker, "slug"),
    "event": (Event, "slug"),
    "theme": (Theme, "slug"),
    "source": (Source, "slug"),
    "kind": (Document.Kind.values, None),
    "language": (["en", "fr", "zh-Hans", "de"], None),
    "attribution": (Statement.Attribution.values, None),
    "translation": (["machine", "official", "original"], None),
}


def terms():
    word = st.sampled_from(WORDS)
    return st.one_of(
        word,
        st.lists(word, min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
        word.map(lambda item: f"{item[:3]}*"),
        word.map(lambda item: f"-{item}"),
        st.tuples(word, word).map(" OR ".join),
        st.sampled_from(
            ["theme:nonexistent", "kind:speeches", "speaker:xi", "before:2025", "date:soon", "C++", "(a", '"']
        ),
    )


def queries():
    """The parts of a query string: words, facets with values that exist and others, dates, unit and order."""
    facet = st.sampled_from([*VALUES, *(f"not-{name}" for name in VALUES)]).flatmap(
        lambda name: st.tuples(st.just(name), st.integers(0, 40))
    )
    return st.fixed_dictionaries(
        {
            "q": st.lists(terms(), max_size=4).map(" ".join),
            "facets": st.lists(facet, max_size=2),
            "unit": st.sampled_from(["", "utterances", "statements", "passages", "everything"]),
            "sort": st.sampled_from(["", "newest", "oldest", "relevance"]),
            "from": st.sampled_from(["", "", "", "2024", "2025-06", "soon"]),
            "to": st.sampled_from(["", "", "", "2025", "2026-01-31"]),
        }
    )


@pytest.fixture
def demo(db, monkeypatch):
    load_demo()
    load_columns_once(monkeypatch)
    known = {}
    for name, (values, attribute) in VALUES.items():
        rows = values.objects.order_by("pk").values_list(attribute, flat=True) if attribute else values
        known[name] = [*rows, "nobody"]
    return known


def pairs_of(parts: dict, known: dict) -> list[tuple[str, str]]:
    pairs = [(name, parts[name]) for name in ("q", "unit", "sort", "from", "to") if parts[name]]
    for name, number in parts["facets"]:
        values = known[name.removeprefix("not-")]
        pairs.append((name, values[number % len(values)]))
    return pairs


def compare(reader, parts: dict, known: dict) -> None:
    """Asks the page, then each format; of a relaxed search both what it is by default and what it is on request."""
    query = urlencode(pairs_of(parts, known))
    page = read_page(reader, query)
    latest = feed_order(parts["unit"], page.rows)
    assert len(page.rows) == page.total
    if parts["unit"] == "passages":  # an address says which paragraph of a document it is
        numbers = Passage.objects.in_bulk(latest)
        latest = [numbers[pk].number for pk in latest]
    for ending in ENDINGS:
        rows = latest[:FEED_ROWS] if ending == "atom" else page.rows[:20] if ending == "json" else page.rows
        if page.nearest and ending != "json":
            without = [note for note in page.notices if note != NEAREST]
            check(reader, ending, query, [], 0, [*without, LEFT_OUT, *page.links])
            check(reader, ending, f"{query}&nearest=1", rows, page.total, [*page.notices, *page.links])
        else:
            check(reader, ending, query, rows, page.total, [*page.notices, *page.links])
            if page.below and parts["unit"] != "passages" and ending != "json":
                notes = [*page.notices, last_rows(len(page.below)), *page.links]
                check(reader, ending, f"{query}&nearest=1", [*rows, *page.below], page.total, notes)


def last_rows(number: int) -> str:
    if number == 1:
        return "The last row is only a close match: it does not have all words as they were typed."
    return f"The last {number} rows are only close matches: they do not have all words as they were typed."


def check(reader, ending, query, rows, total, notices) -> None:
    response = reader.get(f"/search.{ending}?{query}")
    body = response.getvalue().decode()
    notes = " ".join(notices)
    where = f"{ending} of {query}"
    assert ids_in(ending, body) == rows, where
    assert int(response["X-Search-Total"]) == total, where
    assert header_notes(response) == notes, where
    assert totals_in(ending, body) <= {total}, where
    assert set(notes_in(ending, body)) <= {" ".join(notes.split())}, where
    assert totals_in(ending, body) or ending == "atom" or (not rows and ending == "csl.json"), where
    assert notes_in(ending, body) or (not rows and ending == "csl.json"), where


@settings(max_examples=3, **WITHOUT_SHRINKING)
@given(parts=queries())
@pytest.mark.slow
def test_every_format_has_the_rows_the_total_and_the_notes_of_the_page(reader, demo, parts):
    compare(reader, parts, demo)


@pytest.mark.slow
@settings(max_examples=TIMES, **WITHOUT_SHRINKING)
@given(parts=queries())
def test_of_many_searches_none_differs(reader, demo, parts):
    compare(reader, parts, demo)


@parametrize_partly_slow("ending", STREAMED, 2)
def test_a_lower_bound_is_on_the_page_and_never_in_a_file(reader, statement, settings, ending):
    """The page has its time, the files have theirs: they are whole, or refused in words."""
    settings.SEARCH_BUDGET = 0
    page, body = read_page(reader, "q=librar*"), reader.get("/search.json?q=librar*").json()
    assert (page.at_least, body["at_least"]) == (True, True)
    assert page.notices == [MINIMUMS] == body["notes"]
    assert (page.total, page.rows) == (body["total"], ids_in("json", json.dumps(body))) == (1, [statement.pk])
    check(reader, ending, "q=librar*", [statement.pk], 1, [])
    settings.EXPORT_BUDGET = -1
    response = reader.get(f"/search.{ending}?q=librar*")
    assert (response.status_code, response["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert response.content.decode().startswith("This search takes too long to export.")

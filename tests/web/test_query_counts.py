"""Every page asks the database the same number of times for one row and for three."""

import pytest

from archive.models import Report, Utterance
from tests.factories import (
    make_document,
    make_event,
    make_occurrence,
    make_source,
    make_speaker,
    make_statement,
    make_term,
    make_theme,
)
from tests.marks import parametrize_partly_slow
from tests.search_setup import clear_stem_caches, load_columns_once


def fill(count):
    """`count` documents, each of its own source, event and two speakers, all reporting one utterance."""
    parent = make_theme("Public life", slug="public-life")
    speaker = make_speaker("Amara Adeyemi", slug="amara-adeyemi")
    utterance = Utterance.objects.create(summary="Every harbour deserves a library", speaker=speaker)
    festival = make_event("Festival", slug="festival")
    term = make_term("harbour deserves", slug="deserves", wordings=[("le port", "fr")])
    event = make_event(slug="harbour-library", start="2024-03-05", part_of=festival)
    for number in range(count):
        theme = make_theme(f"Libraries {number}", parent=parent)
        speaker.roles.create(title=f"Minister {number}", start=f"20{number + 10}-01-01")
        speaker.names.create(name=f"Name {number}")
        document = make_document(
            slug=f"remarks-{number}", event=event, source=make_source(f"Gazette {number}"), date="2024-03-06"
        )
        guest = make_speaker(f"Guest {number}")
        guest.names.create(name="客人", kind="native", language="zh-Hans")
        make_event(f"Opening {number}", part_of=event, start="2024-03-05")
        event.participations.create(speaker=guest, capacity="guest")
        first = make_statement(
            document, "every harbour deserves a library", speaker=speaker, event=event, themes=[theme, parent]
        )
        make_occurrence(term, first, "harbour deserves")
        make_occurrence(make_term(f"every harbour {number}"), first, "every harbour")
        first.relays.create(position=1, speaker=guest)
        make_statement(document, "a promise kept", speaker=guest, event=event, themes=[theme])
        Report.objects.create(utterance=utterance, statement=first, status=Report.Status.CONFIRMED)
    return first


PAGES = {
    "/documents/": 9,
    "/documents/remarks-0/": 12,
    "/documents/remarks-0/?q=harbour": 24,  # ten read the columns again, as in any transaction
    "/speakers/": 5,
    "/speakers/amara-adeyemi/": 6,
    "/events/": 7,
    "/themes/": 2,
    "/themes/public-life/": 7,
    "/terms/": 4,
    "/terms/deserves/": 24,
}


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), PAGES.items())
def test_a_page_takes_as_many_queries_for_three_rows_as_for_one(
    client, django_assert_num_queries, monkeypatch, address, queries, rows
):
    fill(rows)
    clear_stem_caches()
    load_columns_once(monkeypatch)
    with django_assert_num_queries(queries):
        answer = client.get(address)
    assert answer.status_code == 200


@pytest.mark.django_db
@parametrize_partly_slow(("rows", "queries"), [(1, 12), (3, 19), (5, 19)], 1)
def test_an_event_takes_more_queries_only_for_its_matrix(
    client, django_assert_num_queries, monkeypatch, rows, queries
):
    fill(rows)
    clear_stem_caches()
    load_columns_once(monkeypatch)
    with django_assert_num_queries(queries):
        answer = client.get("/events/harbour-library/")
    assert (b"Compared by source" in answer.content) == (rows > 1)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "queries"), [(2, 16), (4, 16)])
def test_a_statement_with_one_other_report_takes_as_many_queries_as_with_three(
    client, django_assert_num_queries, rows, queries
):
    statement = fill(rows)
    client.get(f"{statement.get_absolute_url()}?again")  # the stems of its words are known then
    with django_assert_num_queries(queries):
        answer = client.get(statement.get_absolute_url())
    assert answer.content.count(b'<li class="report"') == rows


@pytest.mark.django_db
@parametrize_partly_slow(("rows", "queries"), [(1, 11), (3, 15), (4, 15)], 1)
def test_the_front_page_takes_more_queries_only_for_an_utterance_with_two_reports(
    client, django_assert_num_queries, monkeypatch, rows, queries
):
    fill(rows)
    load_columns_once(monkeypatch)
    with django_assert_num_queries(queries):
        answer = client.get("/")
    assert (b"One utterance, reported" in answer.content) == (rows > 1)

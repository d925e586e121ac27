"""An event by theme and source: on its page, and whole as a file."""

import csv
import io
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Report, State, Statement, Utterance
from archive.web import events
from archive.web.matrix import file, loading
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme
from tests.search_setup import clear_stem_caches, load_columns_once

pytestmark = pytest.mark.django_db

HEADING = "Compared by source"
WORDS = ("every harbour deserves a library", "a promise kept", "Books are the cheapest ships")


@pytest.fixture
def gazette(event):
    """A newspaper with one statement on libraries at the event."""
    return make_report(
        event, make_source("Gazette"), WORDS[0], themes=[make_theme("Reading", slug="reading")]
    )


def make_report(
    event, source, words, *, document_state=State.PUBLISHED, document=None, **fields
) -> Statement:
    document = document or make_document(source=source, event=event, state=document_state)
    return make_statement(document, words, event=event, **fields)


def read(client, event) -> str:
    answer = client.get(event.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def read_file(client, event) -> list[list[str]]:
    answer = client.get(f"{event.get_absolute_url()}matrix.csv")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def ids_in(cell: str) -> list[int]:
    return [int(pk) for pk in re.findall(r"https?://\S+/statements/(\d+)/\]", cell)]


def cells_of(page: str) -> list[list[str]]:
    """The cells of each row of the table's body, without markup."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.S)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)
        ]
        for row in rows
    ]


@pytest.mark.slow
def test_an_event_of_two_sources_is_a_matrix_with_official_sources_first(client, event, gazette):
    ministry = make_source("Ministry", kind="ministry")
    theme = gazette.themes.get()
    speaker = make_speaker("Bola Bright")
    make_report(event, ministry, WORDS[1], themes=[theme], speaker=speaker, attribution="verbatim")
    make_report(event, ministry, WORDS[2], themes=[make_theme("Ships")])
    page = read(client, event)
    assert re.findall(r'<th scope="col">([\w ]+?) ?<', page) == ["Theme", "Ministry", "Gazette"]
    assert cells_of(page) == [
        [
            "Reading",
            "a promise kept Bola Bright · ¶ 2 Verbatim quotation",
            "every harbour deserves a library The narrator · ¶ 2 Paraphrase",
        ],
        [
            "Ships",
            "Books are the cheapest ships The narrator · ¶ 3 Paraphrase",
            "not reported by Gazette in the annotated part",
        ],
    ]
    assert f'href="{gazette.url_in_document}"' in page
    assert f'href="{event.get_absolute_url()}matrix.csv"' in page
    assert re.search(r'<div class="matrix" role="group" aria-label="Themes by source" tabindex="0">', page)


def test_the_matrix_of_one_source_is_not_shown(client, event, gazette):
    make_report(event, gazette.document.source, WORDS[1])
    assert HEADING not in read(client, event)


@pytest.mark.parametrize("hidden", ["state", "document_state"])
def test_what_is_not_public_makes_no_second_source(client, event, gazette, hidden):
    make_report(event, make_source("Secret"), WORDS[1], **{hidden: State.DRAFT})
    page = read(client, event)
    assert HEADING not in page
    assert "Secret" not in page.partition("Documents by source")[0]
    assert [len(line) for line in read_file(client, event)] == [4, 4, 4]


@pytest.mark.slow
@pytest.mark.parametrize("hidden", ["state", "document_state"])
def test_what_is_not_public_is_in_no_cell(client, event, gazette, hidden):
    other = make_report(event, make_source("Herald"), WORDS[1], themes=gazette.themes.all())
    secret = make_theme("Secret theme")
    drafts = [
        make_report(event, source, WORDS[2], themes=[secret, gazette.themes.get()], **{hidden: State.REVIEW})
        for source in (gazette.document.source, other.document.source)
    ]
    assert len(drafts) == 2
    page, lines = read(client, event), read_file(client, event)
    assert HEADING in page
    assert "Secret theme" not in page
    assert WORDS[2] not in page
    assert [[ids_in(cell) for cell in line[3:]] for line in lines[2:]] == [[[gazette.pk], [other.pk]]]


def test_a_text_not_fully_annotated_is_a_caveat_and_a_draft_is_none(client, event):
    full, partial = make_source("Full"), make_source("Partial")
    theme = make_theme()
    whole = make_document(source=full, event=event, coverage="full")
    make_report(event, full, WORDS[0], document=whole, themes=[theme])
    make_report(event, full, WORDS[1], document=whole, themes=[make_theme("Ships")])
    make_document(source=full, event=event, state=State.DRAFT)
    annotated_document = make_document(source=partial, event=event, coverage="full")
    make_report(event, partial, WORDS[0], document=annotated_document, themes=[theme])
    make_report(event, partial, WORDS[2], document=annotated_document, themes=[make_theme("Promises")])
    page = read(client, event)
    assert "Not fully annotated" not in page
    assert "not reported by Full<" in page
    assert "not reported by Partial<" in page
    make_document(source=partial, event=event)  # no statement in it
    page = read(client, event)
    assert page.count("Not fully annotated") == 1
    assert "not reported by Partial in the annotated part<" in page
    assert read_file(client, event)[1] == ["coverage", "", "", "Fully annotated", "Not fully annotated"]


def test_only_confirmed_reports_of_two_sources_make_an_utterance_a_row(client, event, gazette):
    other = make_report(event, make_source("Herald"), WORDS[1])
    said, guessed = (Utterance.objects.create(summary=summary) for summary in ("Said once", "Guessed"))
    for statement in (gazette, other):
        said.reports.create(statement=statement, status=Report.Status.CONFIRMED)
        guessed.reports.create(statement=statement, status=Report.Status.SUGGESTED)
    alone = Utterance.objects.create(summary="Reported alone")
    third = make_report(event, gazette.document.source, WORDS[2], document=gazette.document)
    alone.reports.create(statement=third, status=Report.Status.CONFIRMED)
    lines = read_file(client, event)
    assert [line[:2] for line in lines[2:]] == [
        ["theme", "Reading"],
        ["without_theme", "Without a theme"],
        ["utterance", "Said once"],
    ]
    assert [ids_in(cell) for cell in lines[4][3:]] == [[gazette.pk], [other.pk]]
    assert f'Utterance:</span> <a href="{said.get_absolute_url()}">Said once</a>' in read(client, event)


@pytest.mark.slow
def test_a_cell_shows_two_statements_machine_translations_last_and_leads_to_all(client, event, gazette):
    herald, theme = make_source("Herald"), gazette.themes.get()
    by_machine = make_document(source=herald, event=event, translator="machine")
    for words in WORDS[:2]:
        make_report(event, herald, words, document=by_machine, themes=[theme])
    page = read(client, event)
    assert page.count('<div class="matrix-report report-machine">') == 2
    assert "more<span" not in page
    make_report(event, herald, WORDS[2], themes=[theme], date="2024-03-06")
    page = read(client, event)
    assert page.count('<div class="matrix-report report-machine">') == 1
    link = f"/search/?unit=statements&amp;event={event.slug}&amp;theme=reading&amp;source={herald.slug}"
    assert f'<a href="{link}">1 more<span' in page
    assert len(ids_in(read_file(client, event)[2][3])) == 3


def test_sources_that_the_page_leaves_out_are_counted_and_in_the_file(client, event, gazette, monkeypatch):
    monkeypatch.setattr(loading, "MAX_COLUMNS", 2)
    for name in ("Herald", "Courier", "Mercury"):
        make_report(
            event, make_source(name), WORDS[1], themes=[gazette.themes.get(), make_theme(f"On {name}")]
        )
    page = read(client, event)
    assert [row[0] for row in cells_of(page)] == ["Reading", "On Courier"]
    assert "2 more sources are in the CSV file." in page
    lines = read_file(client, event)
    assert lines[0][3:] == ["Courier", "Gazette", "Herald", "Mercury"]
    assert [line[1] for line in lines[2:]] == ["Reading", "On Courier", "On Herald", "On Mercury"]


@pytest.mark.slow
def test_rows_are_read_page_by_page(client, event, gazette, monkeypatch):
    monkeypatch.setattr(loading, "ROWS", 2)
    for name in ("Herald", "Courier"):
        make_report(
            event, make_source(name), WORDS[1], themes=[gazette.themes.get(), make_theme(f"On {name}")]
        )
    first = read(client, event)
    assert [row[0] for row in cells_of(first)] == ["Reading", "On Courier"]
    assert '<a rel="next" href="?rows=2#matrix-title">' in first
    for number in (2, 9):  # a number too high is the last page
        last = client.get(event.get_absolute_url(), {"rows": number}).content.decode()
        assert [row[0] for row in cells_of(last)] == ["On Herald"]
        assert '<a rel="prev" href="?rows=1#matrix-title">' in last
        assert "Page 2 of 2" in last


@pytest.mark.slow
def test_a_link_leads_to_the_page_of_the_first_utterance(client, event, gazette, monkeypatch):
    monkeypatch.setattr(loading, "ROWS", 1)
    other = make_report(event, make_source("Herald"), WORDS[1])
    assert "Compare the reports of each utterance" not in read(client, event)
    utterance = Utterance.objects.create(summary="Said once")
    for statement in (gazette, other):
        utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    link = '<a href="?rows=3#matrix-title">Compare the reports of each utterance</a>'
    assert link in read(client, event)
    there = client.get(event.get_absolute_url(), {"rows": 3}).content.decode()
    assert [row[0] for row in cells_of(there)] == ["Utterance: Said once"]
    assert "Compare the reports of each utterance" not in there


def limit_statements(monkeypatch, most):
    for module in (loading, events, file):
        monkeypatch.setattr(module, "MAX_STATEMENTS", most)


@pytest.mark.slow
def test_an_event_of_too_many_statements_says_so(client, event, gazette, monkeypatch):
    make_report(event, make_source("Herald"), WORDS[1])
    limit_statements(monkeypatch, 2)
    assert HEADING in read(client, event)
    assert len(read_file(client, event)) == 4
    limit_statements(monkeypatch, 1)
    page = read(client, event)
    assert HEADING not in page
    assert "too many to compare by source" in page
    answer = client.get(f"{event.get_absolute_url()}matrix.csv")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "There is no matrix" in answer.content.decode()


def test_an_event_that_is_not_public_has_no_file(client, event, draft_document):
    meeting = make_event("Secret meeting")
    make_report(meeting, None, "Secret plans", document=draft_document)
    assert client.get(f"{meeting.get_absolute_url()}matrix.csv").status_code == 404


def test_formulas_are_escaped_in_the_file(client, event, gazette):
    make_report(
        event,
        make_source("=Herald"),
        WORDS[1],
        themes=[make_theme("+Ships")],
        voice="unnamed",
        voice_label="=1+1",
    )
    cells = [cell for line in read_file(client, event) for cell in line]
    assert {"'=Herald", "'+Ships"} < set(cells)
    assert [cell for cell in cells if cell.startswith("'=1+1: a promise kept [")]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_file_takes_as_many_queries_for_three_rows_as_for_one(
    client, event, gazette, rows, django_assert_num_queries, monkeypatch
):
    for number in range(rows):
        source = make_source(f"Herald {number}")
        make_report(event, source, WORDS[1], themes=[make_theme(f"Theme {number}")], speaker=make_speaker())
    clear_stem_caches()
    load_columns_once(monkeypatch)
    with django_assert_num_queries(7):
        assert len(read_file(client, event)) == 3 + rows


CHOICES = st.lists(
    st.tuples(
        st.integers(0, 2),  # the source
        st.sets(st.integers(0, 3)),  # themes
        st.sampled_from([State.PUBLISHED, State.DRAFT]),
        st.sampled_from([State.PUBLISHED, State.DRAFT]),  # of the document
        st.booleans(),  # of this event, or of another
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=CHOICES)
def test_a_public_statement_is_in_exactly_the_cells_of_its_themes(client, choices):
    Statement.objects.all().delete()
    event, other = make_event(start="2024-03-05"), make_event()
    make_document(event=event)  # so that it is public
    sources = [make_source(f"Source {number}") for number in range(3)]
    themes = [make_theme(f"Theme {number}") for number in range(4)]
    expected = Counter()
    for source, of, state, document_state, is_here in choices:
        document = make_document(source=sources[source], state=document_state)
        statement = make_statement(
            document, WORDS[0], event=event if is_here else other, state=state, themes=[themes[n] for n in of]
        )
        if is_here and state == document_state == State.PUBLISHED:
            for label in [f"Theme {number}" for number in of] or ["Without a theme"]:
                expected[label, f"Source {source}", statement.pk] += 1
    head, _coverage, *lines = read_file(client, event)
    found = Counter(
        (line[1], name, pk)
        for line in lines
        for name, cell in zip(head[3:], line[3:], strict=True)
        for pk in ids_in(cell)
    )
    assert found == expected


def test_rows_of_utterances_mark_what_reports_share(client, event, gazette):
    other = make_report(event, make_source("Ministry", kind="ministry"), WORDS[1])
    gazette_words = gazette.text
    utterance = Utterance.objects.create(summary="On the library")
    for statement in (gazette, other):
        Report.objects.create(utterance=utterance, statement=statement, status=Report.Status.CONFIRMED)
    page = read(client, event)
    row = page[page.index("Utterance:") :]
    assert "In the rows of utterances:" in page
    assert gazette_words in re.sub(r'<span class="visually-hidden">.*?</span>|<[^>]+>', "", row)

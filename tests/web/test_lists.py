"""Speakers, events, themes and the front page."""

import re

import pytest

from archive.models import Report, Utterance
from tests.factories import (
    make_document,
    make_event,
    make_source,
    make_speaker,
    make_statement,
    make_theme,
)

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_speakers_stand_under_their_letter(client, published_document):
    for name, sort_name in [
        ("Élise Martin", ""),
        ("Government of France", "France, Government of"),
        ("Emil", ""),
    ]:
        make_statement(published_document, "a promise kept", speaker=make_speaker(name, sort_name=sort_name))
    page = read(client, "/speakers/")
    assert [letter for letter in "AEFGM" if f'id="letter-{letter}"' in page] == ["E", "F"]
    assert page.index("Élise Martin") < page.index("Emil") < page.index("France, Government of")


def test_a_speaker_has_names_roles_and_statements_latest_first(client, statement, speaker):
    speaker.names.create(name="阿德耶米", language="zh-Hans", kind="native")
    speaker.names.create(name="Amara Bello", kind="former")
    speaker.roles.create(title="Minister of Harbours", start="2023-01-01")
    later = make_statement(
        make_document(date="2025-06-01"), "a promise kept", speaker=speaker, date="2025-06-01"
    )
    page = read(client, "/speakers/amara-adeyemi/")
    assert '<span lang="zh-Hans" dir="ltr">阿德耶米</span>' in page
    assert "<span>Amara Bello</span> (former name)" in page
    assert "since 1 January 2023" in page
    assert page.index(later.text) < page.index(statement.text)
    assert '<input type="hidden" name="speaker" value="amara-adeyemi">' in page


def test_years_without_statements_keep_their_place(client, statement, speaker):
    make_statement(statement.document, "a promise kept", speaker=speaker, date="2026-01-01")
    page = read(client, "/speakers/amara-adeyemi/")
    assert '<th scope="row">2025</th><td>0</td>' in page
    assert "/search/?speaker=amara-adeyemi&amp;from=2024-01-01&amp;to=2024-12-31" in page


def test_what_was_said_on_one_day_keeps_the_order_of_its_document(client, statement, speaker):
    second = make_statement(statement.document, "a promise kept", speaker=speaker, event=statement.event)
    page = read(client, "/speakers/amara-adeyemi/")
    assert page.index(statement.text) < page.index(second.text)


def test_events_are_grouped_by_year_latest_first(client, statement):
    make_document(event=make_event("Closing of the library", start="2026-01-01", start_precision="year"))
    make_document(event=make_event("The day nobody noted"))
    page = read(client, "/events/")
    places = [page.index(heading) for heading in ("<h2>2026</h2>", "<h2>2024</h2>", "<h2>Undated</h2>")]
    assert places == sorted(places)


def test_an_event_names_participants_documents_and_statements(client, statement, event, speaker):
    event.participations.create(speaker=speaker, capacity="host")
    event.participations.create(speaker=make_speaker("Silent Guest", slug="silent-guest"), capacity="guest")
    page = read(client, "/events/harbour-library/")
    assert '<a href="/speakers/amara-adeyemi/">Amara Adeyemi</a>, host' in page
    assert "Silent Guest" not in page
    assert statement.text in page
    assert statement.document.get_absolute_url() in page


def test_an_event_leads_only_to_wholes_that_have_a_page(client, statement, event):
    festival = make_event("Festival", slug="festival", part_of=make_event("Year of the sea", slug="sea"))
    event.part_of = festival
    event.save()
    assert '<a href="/events/festival/">Festival</a>' in read(client, "/events/harbour-library/")
    page = read(client, "/events/festival/")
    assert '<a href="/events/harbour-library/">' in page
    assert "Year of the sea" not in page
    assert "Year of the sea" not in read(client, "/events/")


def test_a_theme_has_the_statements_of_the_themes_below_it(client, statement, theme):
    parent = make_theme("Public life", slug="public-life", scope_note="What happens in the open.")
    theme.parent = parent
    theme.save()
    other = make_statement(statement.document, "a promise kept", themes=[make_theme("Promises")])
    page = read(client, "/themes/public-life/")
    assert "What happens in the open." in page
    assert statement.text in page
    assert other.text not in page
    assert '<a href="/themes/libraries/">Libraries</a><span class="count">1' in page


def test_themes_count_what_is_below_them(client, statement, theme):
    parent = make_theme("Public life", slug="public-life")
    theme.parent = parent
    theme.save()
    page = read(client, "/themes/")
    assert '<a href="/themes/public-life/">Public life</a> <span class="count">1</span>' in page


def test_the_front_page_says_how_much_there_is(client, statement, draft_statement, hidden_statement):
    page = read(client, "/")
    assert "<b>1</b> document</a>" in page
    assert "<b>1</b> statement</a>" in page
    assert "<b>1</b> speaker</a>" in page


def test_the_front_page_of_an_empty_archive(client, draft_document):
    page = client.get("/").content.decode()
    assert "No document has been published yet." in page
    for absent in ("<b>0</b>", "Newest statements", "Recently published", "All themes", draft_document.title):
        assert absent not in page, absent


def test_the_front_page_shows_one_utterance_in_its_reports(client, statement):
    utterance = Utterance.objects.create(summary="Libraries for harbours")
    other = make_statement(make_document(title="Elsewhere"), "a promise kept")
    for report in (statement, other):
        Report.objects.create(utterance=utterance, statement=report, status=Report.Status.CONFIRMED)
    page = read(client, "/")
    assert "One utterance, reported in 2 documents" in page
    assert "Libraries for harbours" in page


@pytest.mark.slow
def test_the_reports_on_the_front_page_are_of_different_sources_and_rather_not_a_machines(client, statement):
    utterance = Utterance.objects.create(summary="Libraries for harbours")
    courier = make_source("Courier")
    machine = make_document(source=courier, translator="machine", date="2020-01-01")
    for report in (
        make_statement(machine, "a promise kept"),
        make_statement(make_document(source=courier), "a promise kept"),
        make_statement(make_document(source=courier), "Her deputy"),
        statement,
    ):
        Report.objects.create(utterance=utterance, statement=report, status=Report.Status.CONFIRMED)
    context = client.get("/").context
    assert context["example"].document_count == 4
    assert [(s.document.source.name, s.text, s.document.translator) for s in context["example_reports"]] == [
        ("Harbour Gazette", "every harbour deserves a library", ""),
        ("Courier", "a promise kept", ""),
    ]


def test_two_reports_in_one_document_are_no_example(client, statement):
    utterance = Utterance.objects.create(summary="Libraries for harbours")
    for report in (statement, make_statement(statement.document, "a promise kept")):
        Report.objects.create(utterance=utterance, statement=report, status=Report.Status.CONFIRMED)
    assert client.get("/").context["example"] is None


def test_reports_of_one_utterance_are_one_line_of_a_speaker(client, statement, speaker):
    report = make_statement(make_document(date="2024-03-07"), "a promise kept", speaker=speaker)
    utterance = Utterance.objects.create(summary="Every harbour deserves a library")
    for item in (statement, report):
        utterance.reports.create(statement=item, status=Report.Status.CONFIRMED)
    page = read(client, "/speakers/amara-adeyemi/")
    assert page.count('<article class="statement"') == 1
    assert "2 statements; those that report the same utterance are shown as one." in page
    assert f'href="{report.get_absolute_url()}"' in page


def test_one_day_of_a_document_is_listed_as_its_text_has_it_whatever_was_entered_first(
    client, published_document, theme
):
    words = ("a promise kept", "every harbour deserves a library")
    statements = [make_statement(published_document, word, themes=[theme]) for word in words]
    assert statements[0].start > statements[1].start
    page = read(client, theme.get_absolute_url())
    assert page.index(words[1]) < page.index(words[0])


def test_pages_of_a_noun_hold_all_its_statements_once(client, monkeypatch, theme):
    monkeypatch.setattr("archive.web.paging.STATEMENTS", 2)
    for number in range(3):
        document = make_document(date=f"2024-01-0{number + 1}")
        for words in ("every harbour deserves a library", "a promise kept"):
            make_statement(document, words, themes=[theme], date=document.date)
    pages = [client.get(f"{theme.get_absolute_url()}?page={number}").context["page"] for number in (1, 2, 3)]
    listed = [statement for page in pages for statement, _reports in page.rows]
    assert len({row.pk for row in listed}) == len(listed) == 6
    assert [row.date.day for row in listed] == [3, 3, 2, 2, 1, 1]


def test_an_event_of_a_document_that_is_nothing_but_its_parts_is_listed(client, event):
    whole = make_document("One.\n\nTwo.", event=event)
    make_document("One.\n\nTwo.", part_of=whole, part_first=1, part_last=2)
    assert event.name in read(client, "/events/")


def test_documents_of_an_event_have_pages_of_their_own(client, monkeypatch, event):
    monkeypatch.setattr("archive.web.events.PARTS", 1)
    for number in range(2):
        make_document(title=f"Report {number}", event=event, source=make_source(f"Gazette {number}"))
    page = read(client, "/events/harbour-library/?documents=2")
    assert "Report 1" in page
    assert "Report 0" not in page
    assert 'href="?documents=1#documents-title"' in page


def test_filters_beside_a_list_lead_to_searches_that_narrow_it(
    client, published_document, speaker, event, theme
):
    other = make_speaker("Bola Bright")
    for words, who in (("a promise kept", speaker), ("every harbour deserves a library", other)):
        make_statement(published_document, words, speaker=who, event=event, themes=[theme])
    page = client.get(event.get_absolute_url()).content.decode()
    matches = re.findall(
        r'<a href="(/search/\?[^"]+)" rel="nofollow"><span>(Bola Bright)</span> <span class="count">1<', page
    )
    assert len(matches) == 1
    address = matches[0][0].replace("&amp;", "&")
    assert "event=" in address
    listed = client.get(address).content.decode()
    assert "deserves" in listed
    assert "a promise kept" not in re.sub(r"<[^>]+>", "", listed)
    single = client.get(other.get_absolute_url()).content.decode()
    assert "list-filters" not in single

"""The timeline of a speaker."""

import csv

import pytest

from archive.web.charts import timeline
from tests.factories import make_document, make_event, make_statement
from tests.search_setup import load_columns_once

SITE = "http://testserver"
pytestmark = pytest.mark.django_db


def read_file(client):
    text = client.get("/speakers/amara-adeyemi/timeline.csv").text
    return [*csv.reader(text.removeprefix("\ufeff").splitlines())]


def test_roles_statements_and_events_stand_on_one_axis(
    client, statement, draft_statement, speaker, event, monkeypatch, django_assert_num_queries
):
    speaker.roles.create(title="Minister of Harbours", start="2020-01-01", end="2022-12-31")
    speaker.roles.create(title="Someone once")
    hidden = make_event("Secret meeting", start="2021-05-05")
    make_statement(
        make_document(state="draft", date="1990-01-01"), "a promise kept", speaker=speaker, event=hidden
    )
    make_statement(make_document(), "a promise kept", speaker=speaker)
    load_columns_once(monkeypatch)
    with django_assert_num_queries(4):
        answer = client.get("/speakers/amara-adeyemi/timeline/")
    shown = answer.context["timeline"]
    assert [(bar.label, bar.x) for bar in shown.roles] == [("Minister of Harbours", 0.0)]
    assert shown.roles[0].width == pytest.approx(800 * 1096 / 1827, abs=0.01)
    assert [(bar.label, bar.count) for bar in shown.periods] == [("2024-03", 1)]
    assert [(bar.label, bar.count) for bar in shown.events] == [(event.name, 1)]
    assert shown.labels == ["2020", "2021", "2022", "2023", "2024"]
    assert "1 statement without a date is not shown." in answer.text
    assert "Statements dated only to a year or month are placed at its beginning." in answer.text
    assert "1 role of unknown beginning is not shown." in answer.text
    assert "drawn until today" not in answer.text
    assert "Secret" not in answer.text
    notes = " ".join(shown.notes)
    assert read_file(client) == [
        ["kind", "label", "from", "to", "statements", "url", "notes"],
        ["role", "Someone once", "", "", "", "", notes],
        ["role", "Minister of Harbours", "2020-01-01", "2022-12-31", "", "", notes],
        ["statements", "2024-03", "2024-03-01", "2024-03-31", "1", SITE + shown.periods[0].url, notes],
        ["event", event.name, "2024-03-05", "", "1", SITE + shown.events[0].url, notes],
    ]
    assert client.get("/speakers/nobody/timeline/").status_code == 404


def test_a_role_ends_with_the_last_day_of_its_year_and_one_without_an_end_today(client, statement, speaker):
    speaker.roles.create(title="Mayor", start="2020-01-01", end="2022-01-01", end_precision="year")
    speaker.roles.create(title="Minister", start="2023-01-01")
    answer = client.get("/speakers/amara-adeyemi/timeline/")
    mayor, minister = answer.context["timeline"].roles
    assert mayor.x + mayor.width == pytest.approx(minister.x, abs=0.01)
    (march_2024,) = answer.context["timeline"].periods
    assert minister.x + minister.width > march_2024.x + march_2024.width
    assert "Roles without a recorded end are drawn until today." in answer.text
    assert "of unknown beginning" not in answer.text
    assert [line[:4] for line in read_file(client)[1:3]] == [
        ["role", "Mayor", "2020-01-01", "2022"],
        ["role", "Minister", "2023-01-01", ""],
    ]


def test_events_that_have_no_room_are_counted(client, published_document, speaker, monkeypatch):
    monkeypatch.setattr(timeline, "MAX_EVENTS", 1)
    for month in (1, 2, 3):
        event = make_event(f"Meeting {month}", start=f"2024-{month:02d}-01", start_precision="month")
        make_statement(published_document, "every harbour deserves a library", speaker=speaker, event=event)
    page = client.get("/speakers/amara-adeyemi/timeline/").text
    assert ("Meeting 3" in page, "Meeting 2" in page) == (True, False)
    assert "2 earlier events are not shown." in page
    *_head, last = read_file(client)
    assert last[:5] == ["event", "Meeting 3", "2024-03", "", "1"]
    assert "2 earlier events are not shown." in last[6]


def test_a_speaker_without_dates_has_an_empty_timeline(client, speaker):
    make_statement(make_document(), "a promise kept", speaker=speaker)
    assert (
        "No statements of this speaker have a date." in client.get("/speakers/amara-adeyemi/timeline/").text
    )

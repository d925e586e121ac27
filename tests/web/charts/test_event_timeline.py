"""When the documents about an event were published."""

import datetime as dt

import pytest

from archive.web.charts import event_timeline
from archive.web.charts.axis import Axis
from tests.factories import make_document, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def congress():
    return make_event(
        "Congress of harbours", slug="congress", start=dt.date(2024, 5, 30), end=dt.date(2024, 6, 2)
    )


def test_documents_stand_by_date_beside_the_days_of_the_event(client, congress, django_assert_num_queries):
    make_document(title="A comment", event=congress, date="2024-06-09")
    make_document(title="The programme", event=congress, date="2024-05-29")
    make_document(title="The opening speech", event=congress, date="2024-05-30")
    make_document(title="A study", event=congress, date="2024-06-01", date_precision="month")
    make_document(title="Without a date", event=congress)
    make_document(title="Secret minutes", event=congress, date="2024-05-31", state="draft")
    make_document(title="Something else", date="2024-05-31")
    with django_assert_num_queries(3):
        answer = client.get("/events/congress/timeline/")
    timeline = answer.context["timeline"]
    assert [(bar.document.title, bar.delay_display) for bar in timeline.bars] == [
        ("The programme", "1 day earlier"),
        ("The opening speech", "on the first day"),
        ("A study", ""),
        ("A comment", "10 days later"),
    ]
    day = 800 / 33  # from 29 May to the end of June
    assert [bar.x for bar in timeline.bars] == pytest.approx([0, day, 3 * day, 11 * day], abs=0.01)
    assert timeline.event == pytest.approx((day, 4 * day), abs=0.01)
    assert timeline.labels[:6] == ["29 May", "", "", "", "", "3 June"]
    assert "1 document without a date is not shown." in answer.text
    assert "Secret" not in answer.text
    assert "Something else" not in answer.text


def test_the_file_has_all_of_them(client, congress, monkeypatch):
    monkeypatch.setattr(event_timeline, "MAX_DOCUMENTS", 1)
    for number in range(3):
        make_document(title=f"Report {number}", event=congress, date=dt.date(2024, 6, 1 + number))
    make_document(title="Secret minutes", event=congress, date="2024-05-31", state="draft")
    answer = client.get("/events/congress/timeline/")
    assert [bar.document.title for bar in answer.context["timeline"].bars] == ["Report 0"]
    assert "2 later documents are in the CSV file." in answer.text
    lines = client.get("/events/congress/timeline.csv").text.splitlines()
    assert [line.split(",")[6:8] for line in lines[1:]] == [
        ["Report 0", "2"],
        ["Report 1", "3"],
        ["Report 2", "4"],
    ]


def test_a_date_in_the_file_is_as_precise_as_it_is_known(client, congress):
    make_document(event=congress, date="2024-06-01", date_precision="month", date_uncertain=True)
    make_document(event=congress, date="2024-07-02")
    make_document(event=congress)
    lines = client.get("/events/congress/timeline.csv").text.splitlines()
    assert [line.lstrip("\ufeff").split(",")[:3] for line in lines] == [
        ["date", "date_precision", "date_uncertain"],
        ["2024-06", "month", "true"],
        ["2024-07-02", "day", "false"],
    ]


def test_an_event_without_dated_documents_says_so(client):
    event = make_event("Undated fair", slug="undated-fair")
    make_document(title="Undated report", event=event)
    answer = client.get("/events/undated-fair/timeline/")
    assert "No document on this event has a date." in answer.text
    make_document(event=make_event("Hidden fair", slug="hidden-fair"), state="draft", date="2024-06-01")
    assert client.get("/events/hidden-fair/timeline/").status_code == 404
    assert client.get("/events/hidden-fair/timeline.csv").status_code == 404


def test_an_undated_draft_is_not_counted(client, congress):
    for fields in ({"date": "2024-06-01"}, {}, {"state": "draft"}):
        make_document(event=congress, **fields)
    assert client.get("/events/congress/timeline/").context["timeline"].undated_count == 1


def test_delays_need_both_days(congress):
    document = make_document(date=dt.date(2024, 6, 1))
    assert event_timeline.delay(congress, document) == 2
    for field in ("date_uncertain", "start_precision"):
        value = "month" if field == "start_precision" else True
        event = make_event(f"Fair {field}", start=dt.date(2024, 5, 1), **{field: value})
        assert event_timeline.delay(event, document) is None


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["2024-03-01"], ["1 March"]),
        (["2024-03-05", "2024-06-20"], ["March 2024", "April 2024", "May 2024", "June 2024"]),
        (["2019-03-05", "2022-06-20"], ["2019", "2020", "2021", "2022"]),
    ],
)
def test_an_axis_has_the_step_that_fits(days, labels):
    axis = Axis.of_days([dt.date.fromisoformat(day) for day in days])
    assert axis.labels == labels
    assert axis.place(axis.start, axis.end) == (0, 800)

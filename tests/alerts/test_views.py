"""Somebody follows a search with an address that is confirmed, and nothing of it is left in the end."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django.utils import timezone

from archive.accounts import throttle
from archive.accounts.models import Throttle
from archive.alerts.models import Alert
from tests.factories import make_document, make_statement

from .conftest import make_alert

FORM = {"email": "reader@example.org", "frequency": "daily"}


def follow(client, search="q=library", network="127.0.0.1", **changes):
    return client.post(f"/alerts/new/?{search}", {**FORM, **changes}, REMOTE_ADDR=network)


def link(message):
    return re.search(r"https://archive\.example\.org(/alerts/[\w-]+/)$", message.body, re.MULTILINE)[1]


@pytest.mark.slow
def test_an_alert_begins_when_its_link_is_confirmed(client, statement):
    assert follow(client).url == "/alerts/requested/"
    (message,) = mail.outbox
    assert message.to == ["reader@example.org"]
    assert message.subject == "Verbatim: Confirm your alert: Word: library"
    alert = Alert.objects.get()
    page = client.get(link(message))
    assert page.context["name"] == "Word: library"
    alert.refresh_from_db()
    assert alert.confirmed_at is None, "a program that opens every link confirms nothing"
    assert b'role="status">Saved<' not in page.content
    response = client.post(link(message), {"frequency": "weekly"}, follow=True)
    assert response.redirect_chain == [(f"{link(message)}?saved", 302)]
    assert b'role="status">Saved<' in response.content
    alert.refresh_from_db()
    assert alert.confirmed_at
    assert alert.next_at - alert.confirmed_at == alert.interval
    assert alert.interval.days == 7


def test_the_mail_s_own_button_ends_it_without_a_form(alert):
    client = Client(enforce_csrf_checks=True)
    assert client.get(f"/alerts/{alert.key}/end/").url == f"/alerts/{alert.key}/"
    assert Alert.objects.exists()
    response = client.post(f"/alerts/{alert.key}/end/", {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not Alert.objects.exists()
    assert client.post(f"/alerts/{alert.key}/end/").status_code == 200
    assert client.get(f"/alerts/{alert.key}/").status_code == 404


def test_only_a_form_of_ours_confirms(alert):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/alerts/{alert.key}/", {"frequency": "weekly"}).status_code == 403


def test_the_same_answer_whether_the_address_is_known(client, statement):
    make_alert("unit=statements&q=library")
    known, unknown = follow(client), follow(client, email="other@example.org")
    assert (known.status_code, known.url, known.content) == (
        unknown.status_code,
        unknown.url,
        unknown.content,
    )


@pytest.mark.slow
def test_asked_for_twice_it_is_one_alert(client, statement):
    follow(client)
    follow(client, email="Reader@Example.org", search="unit=statements&q=library&page=3")
    assert Alert.objects.count() == 1
    assert [message.to for message in mail.outbox] == [["reader@example.org"]] * 2


@pytest.mark.parametrize(
    ("former", "frequency", "days"), [("weekly", "daily", 1), ("daily", "weekly", 1), ("weekly", "weekly", 6)]
)
def test_who_asks_for_daily_mails_waits_for_a_day(client, statement, former, frequency, days):
    now = timezone.now()
    due = now + timedelta(days=6 if former == "weekly" else 1)
    alert = make_alert("q=library", frequency=former, next_at=due)
    client.post(f"/alerts/{alert.key}/", {"frequency": frequency})
    alert.refresh_from_db()
    assert round((alert.next_at - now) / timedelta(days=1)) == days


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"email": "a@example.org, b@example.org"}, "email"),
        ({"frequency": "hourly"}, "frequency"),
    ],
)
def test_a_form_that_cannot_be_used_says_why(client, statement, changes, field):
    response = follow(client, **changes)
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert not Alert.objects.exists()
    assert not mail.outbox


def test_a_search_with_line_breaks_makes_no_header(client, statement):
    follow(client, "q=library%0ABcc: b@example.org")
    (message,) = mail.outbox
    assert "\n" not in message.subject
    assert message.message()["Bcc"] is None


@pytest.mark.slow
def test_mails_to_one_address_are_throttled(client, statement):
    for number in range(6):
        response = follow(client, f"q=harbour{number}", email=f"reader{number}@example.org")
    assert response.status_code == 429
    assert Alert.objects.count() == 5


@pytest.mark.slow
def test_an_address_that_confirms_nothing_gets_hardly_a_mail_a_day(client, statement, monkeypatch):
    """Whoever asks from many networks for many searches, to fill somebody's mailbox."""
    monkeypatch.setattr(throttle, "FIRST_DELAY", 2 * 24 * 3600)
    for number in range(6):
        response = follow(client, f"q=harbour{number}", f"198.51.{number}.7")
    assert (response.status_code, len(mail.outbox)) == (429, 5)
    assert int(response["Retry-After"]) in range(24 * 3600 - 60, 24 * 3600 + 1)


@pytest.mark.slow
def test_after_a_day_the_address_gets_one_mail_more(client, statement, monkeypatch):
    """The delay is as long as what else makes attempts forgotten."""
    monkeypatch.setattr(throttle, "FIRST_DELAY", 2 * 24 * 3600)
    for number in range(5):
        follow(client, f"q=harbour{number}", f"198.51.{number}.7")
    day = timedelta(days=1, minutes=1)
    Throttle.objects.update(updated=F("updated") - day, blocked_until=F("blocked_until") - day)
    answers = [follow(client, f"q=port{number}", f"203.0.{number}.7").status_code for number in range(2)]
    assert (answers, len(mail.outbox)) == ([302, 429], 6)


@pytest.mark.slow
def test_who_confirms_may_follow_more(client, statement):
    for number in range(5):
        follow(client, f"q=harbour{number}", f"198.51.{number}.7")
    assert follow(client, "q=more", "198.51.6.7").status_code == 429
    client.post(link(mail.outbox[0]), {"frequency": "daily"})
    assert follow(client, "q=more", "198.51.6.7").status_code == 302


@pytest.mark.slow
def test_pages_lead_to_their_alert(client, statement, theme):
    for path, search in (
        ("/search/?q=library", "/alerts/new/?q=library"),
        ("/speakers/amara-adeyemi/", "/alerts/new/?speaker=amara-adeyemi"),
        ("/events/harbour-library/", "/alerts/new/?event=harbour-library"),
        ("/themes/libraries/", "/alerts/new/?theme=libraries"),
    ):
        assert f'href="{search}"' in client.get(path).content.decode(), path
        assert client.get(search).status_code == 200


def test_the_pages_of_an_alert_are_kept_nowhere(client, alert):
    for path in ("/alerts/new/", "/alerts/requested/", f"/alerts/{alert.key}/"):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"]
        assert b'content="noindex"' in response.content


NOTES = [
    ("q=speaker:adeyemmi", "The archive has no speaker “adeyemmi”. The nearest is “Amara Adeyemi”."),
    ("q=libary", "Did you mean: library"),
    (
        "q=deservely",
        "No text or name has “deservely”. It was searched as a form of words such as “deserves”.",
    ),
    (
        "q=lib*ary",
        "“lib*ary”: an asterisk works only at the end of a word, and a question mark is not supported.",
    ),
    (
        "q=every&page=7&spaeker=x",
        "“spaeker” is not a parameter of the search, so it was ignored. Did you mean “speaker”?",
    ),
]


@pytest.mark.parametrize(("search", "note"), NOTES)
def test_what_the_search_does_not_mean_is_said_before_anybody_waits_for_mails(
    client, statement, search, note
):
    assert list(client.get(f"/alerts/new/?{search}").context["notes"]) == [note]


def test_an_alert_says_nothing_of_a_list_it_does_not_send(client, statement):
    document = make_document(text="Every harbour.", date="2024-01-01", date_precision="year")
    make_statement(document, "Every harbour.")
    address = "?q=harbour&to=2024-02&unit=statements"
    assert "dated 2024 only" in client.get(f"/search/{address}").text
    assert list(client.get(f"/alerts/new/{address}").context["notes"]) == []


def test_notes_stand_in_the_mail_and_on_the_page_of_the_alert(client, statement):
    follow(client, "q=every+libary")
    (message,) = mail.outbox
    assert "    Word: every · Word: libary\n    Did you mean: every library\n" in message.body
    assert "closest matches" not in message.body
    assert list(client.get(link(message)).context["notes"]) == ["Did you mean: every library"]

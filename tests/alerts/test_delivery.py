"""What is told, to whom, and how often: once."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from archive.alerts import delivery, searches
from archive.alerts.models import Alert
from archive.editing.corrections import correct_text
from archive.models import State, Theme
from tests.factories import make_document, make_statement

from .conftest import make_alert

SITE = "https://archive.example.org"
TEXT = "The keeper lit the lantern.\n\nNobody lit another lantern that night."


def send(**options):
    return {what: number for what, number in delivery.send_alerts(SITE, **options).items() if number}


def publish(words="lit the lantern", text=TEXT, **fields):
    return make_statement(make_document(text), words, **fields)


def make_due():
    Alert.objects.update(next_at=timezone.now() - dt.timedelta(minutes=1))


@pytest.mark.slow
def test_what_is_new_is_mailed_once(alert, speaker):
    published_statement = publish(speaker=speaker)
    publish("Nobody", state=State.DRAFT)
    assert send() == {"sent": 1}
    (message,) = mail.outbox
    assert message.subject == "Verbatim: 1 new statement: Word: lantern"
    assert "Amara Adeyemi (Paraphrase)\n    lit the lantern\n" in message.body
    assert f"{SITE}/statements/{published_statement.pk}/" in message.body
    assert message.extra_headers["List-Unsubscribe"] == f"<{SITE}/alerts/{alert.key}/end/>"
    assert send() == {}
    make_due()
    assert send() == {"nothing new": 1}
    assert len(mail.outbox) == 1


def test_what_was_public_before_and_what_is_elsewhere_is_not_mailed(alert):
    make_statement(make_document("Quite another matter."), "another matter")
    assert send() == {"nothing new": 1}


@pytest.mark.django_db(transaction=True)  # a period of a moment is none
def test_the_words_as_they_are_now_where_they_were_corrected(alert):
    published_statement = publish()
    send()
    mail.outbox.clear()
    correct_text(
        None,
        published_statement.document,
        TEXT.replace("lit the lantern", "lit the old lantern"),
        confirmed=[published_statement.pk],
    )
    make_due()
    assert send() == {"sent": 1}
    (message,) = mail.outbox
    assert message.subject == "Verbatim: 1 corrected statement: Word: lantern"
    assert "lit the old lantern" in message.body


@pytest.mark.django_db(transaction=True)  # a period of a moment is none
@pytest.mark.slow
def test_what_is_taken_back_and_published_again_is_not_new(alert):
    published_statement = publish()
    send()
    for state in (State.DRAFT, State.PUBLISHED):
        published_statement.state = state
        published_statement.save()
    make_due()
    assert send() == {"nothing new": 1}


def test_what_is_unpublished_before_the_mail_is_not_in_it(alert):
    published_statement = publish()
    published_statement.document.state = State.DRAFT
    published_statement.document.save()
    assert send() == {"nothing new": 1}


@pytest.mark.slow
def test_what_enters_a_search_by_another_theme_is_mailed_once(alert, theme):
    """Rows that were public before: an editor gave them the theme that the reader follows."""
    Alert.objects.update(search="theme=libraries")
    before, hidden = publish(), publish("Nobody", state=State.DRAFT)
    before.themes.add(theme)
    later = publish("another lantern")
    assert send() == {"sent": 1}
    mail.outbox.clear()
    later.themes.add(theme)
    hidden.themes.add(theme)
    make_due()
    assert send() == {"sent": 1}
    (message,) = mail.outbox
    assert message.subject == "Verbatim: 1 statement now in this search: Theme: Libraries"
    assert f"{SITE}/statements/{later.pk}/" in message.body
    assert message.body.count("/statements/") == 1
    for themes in ([], [theme]):
        later.themes.set(themes)
        make_due()
        assert send() == {"nothing new": 1}, "what left and came back is not told again"


@pytest.mark.slow
def test_what_is_published_while_mails_are_sent_is_in_the_next(alert, monkeypatch):
    send()
    publish()
    head, until = delivery.engine.head(), delivery.newest_publication()
    publish("another lantern")
    monkeypatch.setattr(delivery.engine, "head", lambda: head)
    monkeypatch.setattr(delivery, "newest_publication", lambda: until)
    make_due()
    assert send() == {"sent": 1}
    monkeypatch.undo()
    make_due()
    assert send() == {"sent": 1}
    assert [message.subject for message in mail.outbox] == ["Verbatim: 1 new statement: Word: lantern"] * 2


@pytest.mark.slow
def test_of_a_broad_search_only_publications_count(alert, theme, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(searches, "MAX_LISTED", 1)
    Alert.objects.update(search="theme=libraries")
    first, second, third = (publish() for _ in range(3))
    for delivered_alert in (first, second):
        delivered_alert.themes.add(theme)
    send()
    third.themes.add(theme)
    make_due()
    assert send() == {"nothing new": 1}
    params = searches.read_search("theme=libraries")
    with django_assert_num_queries(1):
        assert not searches.find_news(params, 10**9, 10**9, searches.TOO_MANY)


@given(ids=st.sets(st.integers(min_value=1, max_value=2**62), max_size=50))
@pytest.mark.slow
def test_a_list_is_kept_as_it_is(ids):
    assert searches.unpack_ids(searches.pack_ids(ids)) == ids


def test_a_long_list_is_cut_and_says_so(alert, monkeypatch):
    monkeypatch.setattr("archive.alerts.mails.MAX_STATEMENTS_IN_MAIL", 2)
    document = make_document("lantern one. lantern two. lantern three.")
    for word in ("one", "two", "three"):
        make_statement(document, f"lantern {word}")
    assert send() == {"sent": 1}
    body = mail.outbox[0].body
    assert "3 statements were published.\nThe first 2 of them:" in body
    assert body.count("/statements/") == 2
    assert f"{SITE}/search/?q=lantern&unit=statements&sort=newest" in body


@pytest.mark.slow
def test_it_is_in_the_language_in_which_it_was_asked_for(alert):
    Alert.objects.update(language="zh-hans")
    publish()
    send()
    (message,) = mail.outbox
    assert message.subject == "Verbatim：1 条新言论：词语: lantern"
    assert f"{SITE}/zh/alerts/{alert.key}/" in message.body
    assert f"{SITE}/statements/" in message.body, "what is cited has one address"


class FailingBackend(EmailBackend):
    error = None

    def send_messages(self, messages):
        if self.error:
            raise self.error
        return super().send_messages(messages)


@pytest.fixture
def server(monkeypatch, settings):
    """Set ``server.error`` to what the mail server answers."""
    monkeypatch.setattr(delivery, "get_connection", FailingBackend)
    yield FailingBackend
    FailingBackend.error = None


def recipient_refusal(code):
    return smtplib.SMTPRecipientsRefused({"reader@example.org": (code, b"no")})


@pytest.mark.slow
def test_a_server_that_is_gone_is_tried_again(alert, server):
    publish()
    server.error = smtplib.SMTPServerDisconnected("gone")
    for _time in range(2):
        with pytest.raises(delivery.MailServerError, match="broke off: gone"):
            send()
    server.error = None
    assert send() == {"sent": 1}
    assert len(mail.outbox) == 1


@pytest.mark.slow
@pytest.mark.parametrize("error", [recipient_refusal(450), smtplib.SMTPDataError(451, b"later")])
def test_not_now_is_later(alert, server, error):
    publish()
    server.error = error
    assert send() == {"postponed": 1}
    server.error = None
    assert send() == {"sent": 1}


@pytest.mark.slow
def test_an_address_that_is_refused_three_times_is_forgotten(alert, server):
    publish()
    server.error = recipient_refusal(550)
    assert send() == {"refused": 1}
    assert send() == {}, "not before the next time"
    make_due()
    assert send() == {"refused": 1}
    make_due()
    assert send() == {"ended": 1}
    assert not Alert.objects.exists()


def test_one_that_fails_stops_no_other(alert, monkeypatch):
    make_alert("q=keeper", "second@example.org")
    publish("The keeper lit the lantern")
    whole = delivery.news_mail

    def fail_to_write(own_alert, *values):
        if own_alert.pk == alert.pk:
            raise ValueError("a fault of ours")
        return whole(own_alert, *values)

    monkeypatch.setattr(delivery, "news_mail", fail_to_write)
    assert send() == {"failed": 1, "sent": 1}
    assert [message.to for message in mail.outbox] == [["second@example.org"]]


def test_a_mail_of_unknown_outcome_is_not_repeated_and_the_next_says_so(alert):
    publish()
    until = delivery.newest_publication()
    delivery.claim(alert.pk, until, at_once=False)  # and the process is killed
    assert send() == send(at_once=True) == {}, "another process may be at it"
    Alert.objects.update(claimed_at=timezone.now() - dt.timedelta(hours=2))
    assert send() == {"sent": 1}
    (message,) = mail.outbox
    assert "may not have reached you" in message.body
    assert "lit the lantern" not in message.body
    make_due()
    assert send() == {"nothing new": 1}


def test_what_ends_while_it_is_sent_stays_ended(alert, monkeypatch):
    publish()
    monkeypatch.setattr(delivery, "deliver", lambda *given: Alert.objects.all().delete())
    send()
    assert not Alert.objects.exists()


def test_a_search_for_what_is_gone_ends_and_says_so(theme):
    make_alert("theme=libraries&unit=statements")
    Theme.objects.all().delete()
    assert send() == {"ended": 1}
    (message,) = mail.outbox
    assert message.subject == "Verbatim: Your alert has ended"
    assert "Theme: libraries" in message.body
    assert not Alert.objects.exists()


def test_a_search_that_takes_too_long_waits(alert, monkeypatch):
    def slow(*given):
        raise delivery.SlowSearchError

    monkeypatch.setattr(delivery, "find_news", slow)
    assert send() == {"postponed": 1}
    assert Alert.objects.due().count() == 1


def test_what_nobody_confirmed_goes_after_two_days(statement):
    make_alert("q=a", confirmed_at=None, next_at=None, created_at=timezone.now() - dt.timedelta(days=3))
    make_alert("q=b", confirmed_at=None, next_at=None)
    publish()
    assert send(at_once=True) == {"expired": 1}
    assert Alert.objects.get().search == "q=b"
    assert not mail.outbox


@pytest.mark.slow
def test_a_thousand_alerts_without_news_cost_few_queries_each(statement, django_assert_max_num_queries):
    for number in range(20):
        make_alert("q=lantern", f"reader{number}@example.org")
    send()
    make_due()
    with django_assert_max_num_queries(4 + 20 * 5):
        assert send() == {"nothing new": 20}


def test_the_command_says_what_it_needs(settings, alert, capsys):
    call_command("send_alerts")
    assert capsys.readouterr().out == "Alerts: 1 nothing new\n"
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL is not set"):
        call_command("send_alerts")
    settings.EMAIL_ENABLED = False
    with pytest.raises(CommandError, match="EMAIL_URL is not set"):
        call_command("send_alerts")


def test_nothing_is_mailed_before_confirmation(statement):
    make_alert("q=lantern", confirmed_at=None)
    publish()
    assert (send(), send(at_once=True), mail.outbox) == ({}, {}, [])


def test_an_alert_that_nobody_confirmed_is_not_overdue(alert):
    late = timezone.now() - dt.timedelta(hours=3)
    make_alert("q=lantern", "other@example.org", next_at=late, confirmed_at=None)
    assert not Alert.objects.overdue().exists()
    Alert.objects.filter(pk=alert.pk).update(next_at=late)
    assert list(Alert.objects.overdue()) == [alert]


def test_an_administrator_ends_alerts_and_neither_makes_nor_changes_them(as_administrator, alert):
    assert as_administrator.get("/admin/alerts/alert/add/").status_code == 403
    page = f"/admin/alerts/alert/{alert.pk}/"
    assert as_administrator.get(f"{page}change/").status_code == 200
    assert as_administrator.post(f"{page}change/", {"email": "other@example.org"}).status_code == 403
    assert Alert.objects.get().email == "reader@example.org"
    as_administrator.post(f"{page}delete/", {"post": "yes"})
    assert not Alert.objects.exists()

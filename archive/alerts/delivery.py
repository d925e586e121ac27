"""Sends what is due. Nothing is told twice: a mail whose fate is unknown is not repeated, the next one says so."""

import logging
import smtplib
from collections import Counter
from typing import Any

from django.core.mail import get_connection
from django.db import DatabaseError, transaction
from django.utils import timezone

from archive.search.engine import engine

from .mails import ended_mail, news_mail
from .models import Alert, AlertQuerySet
from .searches import News, SlowSearchError, find_news, missing_values, newest_publication, read_search

logger = logging.getLogger(__name__)
MAX_REFUSALS = 3  # in a row, by the mail server; then the alert ends, and its address is kept no longer


class MailServerError(Exception):
    """The server was not reached, or broke off. What was not sent is tried again by the next run."""


class RefusedError(Exception):
    """The server takes this mail not now or, if ``for_good``, never."""

    def __init__(self, codes: list[int]) -> None:
        super().__init__(", ".join(map(str, codes)))
        self.for_good = all(code >= 500 for code in codes)


@engine.refresh_once()
def send_alerts(base_url: str, at_once: bool = False) -> Counter[str]:
    """All that are due, or with ``at_once`` all. How many were "sent", had "nothing new", were "refused", "postponed",
    "failed" or "ended", and how many requests nobody confirmed "expired". Raises MailServerError, after which what was
    not sent is as it was."""
    counts = Counter(expired=Alert.objects.expired().delete()[0])
    keys = list(alerts_to_send(at_once).order_by("next_at", "id").values_list("pk", flat=True))
    change = str(engine.head())  # first: what is newer than it will be looked at once more
    connection, until = get_connection(), newest_publication()
    try:
        if keys:
            open_connection(connection)
        for pk in keys:
            if claimed_alert := claim(pk, until, at_once):
                counts[send_alert(*claimed_alert, until, change, base_url, connection)] += 1
    finally:
        connection.close()
    return counts


def alerts_to_send(at_once: bool) -> AlertQuerySet:
    return Alert.objects.unclaimed() if at_once else Alert.objects.due()


def open_connection(connection) -> None:
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerError(f"the mail server cannot be reached: {error}") from error


def claim(pk: int, until: int, at_once: bool) -> tuple[Alert, int] | None:
    """The alert as this process's, and up to where it has been told; None where another process has it or it ended.

    A claim that was left says that a mail up to there may have gone out.
    """
    with transaction.atomic():
        alert = alerts_to_send(at_once).select_for_update(skip_locked=True).filter(pk=pk).first()
        if alert is None:
            return None
        if alert.claimed_at:
            alert.missed_since, alert.publication_id = alert.claimed_at, alert.claimed_id
        previous_id = alert.publication_id
        alert.claimed_at, alert.claimed_id = timezone.now(), until
        alert.save()
    return alert, previous_id


def send_alert(alert: Alert, previous_id: int, until: int, change: str, base_url: str, connection) -> str:
    """Sends the mail that is due, if any, and returns the outcome under which ``send_alerts`` counts it."""
    try:
        if missing := missing_values(alert.search):
            deliver(ended_mail(alert, missing, base_url), connection)
            alert.delete()
            return "ended"
        if alert.change == change:
            news = News(listed=alert.former_list)
        else:
            news = find_news(read_search(alert.search), previous_id, until, alert.former_list)
        is_sent = bool(news or alert.missed_since)
        if is_sent:
            deliver(news_mail(alert, news, base_url), connection)
    except RefusedError as error:
        return handle_refusal(alert, previous_id, error)
    except SlowSearchError:
        logger.warning("alert %d was left for the next run: its search takes too long", alert.pk)
        release(alert, previous_id)
        return "postponed"
    except (MailServerError, DatabaseError):
        release(alert, previous_id)
        raise
    except Exception:
        logger.exception("alert %d could not be sent", alert.pk)
        release(alert, previous_id, next_at=timezone.now() + alert.interval)
        return "failed"
    progress = {"listed": news.listed, "change": change, "missed_since": None, "refusals": 0}
    release(alert, until, next_at=timezone.now() + alert.interval, **progress)
    return "sent" if is_sent else "nothing new"


def deliver(message, connection) -> None:
    """Raises RefusedError or MailServerError."""
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        raise RefusedError([code for code, _text in error.recipients.values()]) from error
    except smtplib.SMTPResponseException as error:
        raise RefusedError([error.smtp_code]) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerError(f"the mail server broke off: {error}") from error


def release(alert: Alert, publication_id: int, **changes: Any) -> None:
    """No longer this process's; told up to there. A reader may have changed or ended it meanwhile."""
    changes |= {"publication_id": publication_id, "claimed_at": None, "claimed_id": None}
    Alert.objects.filter(pk=alert.pk).update(**{"missed_since": alert.missed_since, **changes})


def handle_refusal(alert: Alert, previous_id: int, error: RefusedError) -> str:
    """Postponed where the refusal is temporary; the alert ends with the MAX_REFUSALS-th in a row that is not."""
    logger.warning("the mail server refused the mail of alert %d (%s)", alert.pk, error)
    if not error.for_good:
        release(alert, previous_id)
        return "postponed"
    if alert.refusals + 1 >= MAX_REFUSALS:
        alert.delete()
        return "ended"
    release(alert, previous_id, next_at=timezone.now() + alert.interval, refusals=alert.refusals + 1)
    return "refused"

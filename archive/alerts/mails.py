"""The mails of alerts: plain text, with the words as the archive has them and a link that ends the alert."""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.exporting.authorship import author
from archive.exporting.loading import load_records
from archive.exporting.records import Record, on_one_line
from archive.exporting.reference import caveats
from archive.search.request.links import url
from archive.web.serving.languages import in_language

from .models import Alert
from .searches import News, describe_search, read_search

MAX_STATEMENTS_IN_MAIL = 50  # statements in one mail; the rest is on the page of the search
EXCERPT = 400  # characters
SUBJECT = 120  # characters


def in_language_of_alert(write: Callable[..., EmailMessage]) -> Callable[..., EmailMessage]:
    """Decorates a function that writes a mail: the mail, and the addresses of pages in it, are in the alert's
    language."""

    @wraps(write)
    def write_in_language(alert: Alert, *args) -> EmailMessage:
        with in_language(alert.language):
            return write(alert, *args)

    return write_in_language


@in_language_of_alert
def confirmation_mail(alert: Alert, base_url: str) -> EmailMessage:
    """Asks the owner of the address to confirm the alert; nothing is sent to anybody who does not."""
    name, notes = describe_search(alert.search)
    context = {"alert": alert, "name": name, "notes": notes, "base_url": base_url}
    return mail(
        alert, base_url, _("Confirm your alert: %s") % name, "archive/alerts/mails/confirmation.txt", context
    )


@in_language_of_alert
def news_mail(alert: Alert, news: News, base_url: str) -> EmailMessage:
    params = read_search(alert.search)
    name, notes = describe_search(alert.search)
    subject = news_subject(news) % {"name": name}
    context = {
        "alert": alert,
        "name": name,
        "notes": notes,
        "base_url": base_url,
        "search_url": base_url + url(params.change(unit="statements", sort="newest")),
        "new": entries(news.new, base_url),
        "new_total": len(news.new),
        "changed": entries(news.changed, base_url),
        "changed_total": len(news.changed),
        "entered": entries(news.entered, base_url),
        "entered_total": len(news.entered),
        "most": MAX_STATEMENTS_IN_MAIL,
    }
    message = mail(alert, base_url, subject, "archive/alerts/mails/news.txt", context)
    # The same mail has the same id however often it is tried.
    digest = hashlib.sha256(f"{alert.key} {alert.claimed_id}".encode()).hexdigest()[:32]
    message.extra_headers["Message-ID"] = f"<{digest}@{urlsplit(base_url).hostname}>"
    return message


def news_subject(news: News) -> str:
    """Returns the subject, which names the most important news; the name of the search is still to be filled in."""
    if news.new:
        number = len(news.new)
        text = ngettext("%(n)d new statement: %(name)s", "%(n)d new statements: %(name)s", number)
    elif news.entered:
        number = len(news.entered)
        text = ngettext(
            "%(n)d statement now in this search: %(name)s",
            "%(n)d statements now in this search: %(name)s",
            number,
        )
    else:
        number = len(news.changed)
        text = ngettext("%(n)d corrected statement: %(name)s", "%(n)d corrected statements: %(name)s", number)
    return text.replace("%(n)d", str(number))


@in_language_of_alert
def ended_mail(alert: Alert, missing: Sequence[str], base_url: str) -> EmailMessage:
    """Says that the alert has ended, because the archive no longer has what the search looked for."""
    context = {"alert": alert, "lost": missing, "base_url": base_url}
    return mail(alert, base_url, _("Your alert has ended"), "archive/alerts/mails/ended.txt", context)


def mail(alert: Alert, base_url: str, subject: str, template: str, context: dict) -> EmailMessage:
    end = base_url + reverse("alert_end", args=[alert.key])
    headers = {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    body = render_to_string(template, {**context, "end_url": end})
    title = on_one_line(_("Verbatim: %s") % subject)
    return EmailMessage(
        Truncator(title).chars(SUBJECT), body, settings.DEFAULT_FROM_EMAIL, [alert.email], headers=headers
    )


def entries(ids: Sequence[int], base_url: str) -> list[dict[str, str]]:
    records = load_records("statements", ids[:MAX_STATEMENTS_IN_MAIL], base_url)
    return [entry(record) for record in records]


def entry(record: Record) -> dict[str, str]:
    """``words`` on one line, ``caveats`` what a reader must know before quoting them."""
    return {
        "name": record.said_by or author(record).name,
        "date": record.date,
        "attribution": record.attribution_label,
        "caveats": caveats(record),
        "words": Truncator(on_one_line(record.text)).chars(EXCERPT),
        "document": record.document,
        "source": record.source,
        "url": record.url,
    }

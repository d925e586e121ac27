"""The pages of alerts: follow a search, and with the key from a mail confirm, change and end that."""

import email.message
import email.policy
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from archive.accounts.models import Throttle
from archive.accounts.network import client_network
from archive.accounts.passwords import run_in_background
from archive.accounts.sign_in import too_many_attempts
from archive.accounts.throttle import TooManyAttemptsError, count_attempt, throttle_key
from archive.search.request.filters import read_params
from archive.search.request.links import url
from archive.web.citations import base_url
from archive.web.metadata.page import describe_page

from .forms import AlertForm, FrequencyForm
from .mails import confirmation_mail
from .models import Alert
from .searches import describe_search, newest_publication, read_search, statement_search

MAX_ALERTS = 50  # of one address
MAX_MAIL_DELAY = 24 * 3600  # seconds until the next mail to an address that nobody confirms
MAX_DEMO_MAILS = 3  # mails of a demonstration


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_alert(request):
    """A form for the search in the address. The answer is the same whether the address is known or not."""
    params = read_params(request.GET)[0]
    search = statement_search(params).querystring()
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        try:
            count_attempt([throttle_key("alert address", client_network(request))])
            count_attempt([mails_key(address)], max_delay=MAX_MAIL_DELAY)
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)
        request_values = address, search, form.cleaned_data["frequency"], get_language(), base_url(request)
        run_in_background(lambda: request_alert(*request_values))
        return HttpResponseRedirect(reverse("alert_requested"))
    name, notes = describe_search(request.GET.urlencode())
    context = {
        "form": form,
        "name": name,
        "notes": notes,
        "search_url": url(params),
        "meta": describe_page(
            request, _("E-mail alert"), _("New statements in a search, sent by e-mail daily or weekly.")
        ),
    }
    return render(request, "archive/alerts/new.html", context, status=400 if form.is_bound else 200)


def mails_key(address: str) -> str:
    return throttle_key("alert", address.casefold())


def request_alert(address: str, search: str, frequency: str, language: str, site: str) -> None:
    """Mails a link to the address, once more where the alert is there already. It is done after the answer, whose time
    does not tell what the archive knows of an address."""
    alert = Alert.objects.filter(email__iexact=address, search=search).first()
    if alert is None:
        if Alert.objects.filter(email__iexact=address).count() >= MAX_ALERTS:
            return
        alert, _is_new = Alert.objects.get_or_create(
            email=address,
            search=search,
            defaults={"frequency": frequency, "language": language},
        )
    confirmation_mail(alert, site).send()


@never_cache
@require_http_methods(["GET", "HEAD"])
def alert_requested(request):
    mails = newest_mails(Path(settings.EMAIL_FILE_PATH)) if settings.DEMO else None
    meta = describe_page(
        request, _("Check your e-mail"), _("Open the link in the e-mail to confirm the alert.")
    )
    return render(request, "archive/alerts/requested.html", {"mails": mails, "meta": meta})


def newest_mails(folder: Path) -> list[str]:
    """Returns the last mails of a demonstration, which nobody but its owner reads."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    messages = (email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files)
    newest = islice(messages, MAX_DEMO_MAILS)
    return [f"{message['Subject']}\n\n{message.get_content().strip().rstrip('-')}" for message in newest]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alert_page(request, key):
    """Looking changes nothing: programs that check mails open every link in them."""
    alert = Alert.objects.filter(key=key).first()
    if alert is None:
        return render(request, "archive/alerts/ended.html", status=404)
    params = read_search(alert.search)
    form = FrequencyForm(request.POST or None, initial={"frequency": alert.frequency})
    if request.method == "POST" and form.is_valid():
        confirm(alert, form.cleaned_data["frequency"])
        return HttpResponseRedirect(f"{alert.get_absolute_url()}?saved")
    name, notes = describe_search(alert.search)
    context = {
        "alert": alert,
        "form": form,
        "name": name,
        "notes": notes,
        "search_url": url(params),
        "is_saved": "saved" in request.GET,
    }
    return render(request, "archive/alerts/alert.html", context, status=400 if form.is_bound else 200)


def confirm(alert: Alert, frequency: str) -> None:
    """Starts the alert, or changes its frequency. News count from the first confirmation on; a change to daily mails
    takes effect within a day, whenever the weekly mail was due. A confirmed address no longer counts as one that may
    not want mails."""
    alert.frequency, now = frequency, timezone.now()
    next_at = now + alert.interval
    changes: dict[str, Any] = {"frequency": frequency, "next_at": min(alert.next_at or next_at, next_at)}
    if alert.confirmed_at is None:
        changes |= {"confirmed_at": now, "publication_id": newest_publication()}
        Throttle.objects.filter(key=mails_key(alert.email)).delete()
    Alert.objects.filter(pk=alert.pk).update(**changes)


@never_cache
@csrf_exempt  # the mail program posts here (RFC 8058), and whoever has the key may end the alert
@require_http_methods(["GET", "HEAD", "POST"])
def alert_end(request, key):
    """Ends the alert, and answers the same where it has already ended, so that nobody wonders whether it worked."""
    if request.method == "POST":
        Alert.objects.filter(key=key).delete()
        return render(request, "archive/alerts/ended.html")
    return HttpResponseRedirect(reverse("alert", args=[key]))

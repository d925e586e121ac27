from django.conf import settings
from django.urls import path

from . import pages


def alert_urls() -> list:
    """None where no mail can be sent: then nothing offers alerts."""
    if not settings.EMAIL_ENABLED:
        return []
    return [
        path("new/", pages.new_alert, name="new_alert"),
        path("requested/", pages.alert_requested, name="alert_requested"),
        path("<slug:key>/", pages.alert, name="alert"),
        path("<slug:key>/end/", pages.alert_end, name="alert_end"),
    ]

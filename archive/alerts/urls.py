from django.conf import settings
from django.urls import path

from . import views


def alert_urls() -> list:
    """Returns the addresses of alerts; none where mail cannot be sent: then no page offers alerts."""
    if not settings.EMAIL_ENABLED:
        return []
    return [
        path("new/", views.new_alert, name="new_alert"),
        path("requested/", views.alert_requested, name="alert_requested"),
        path("<slug:key>/", views.alert_page, name="alert"),
        path("<slug:key>/end/", views.alert_end, name="alert_end"),
    ]

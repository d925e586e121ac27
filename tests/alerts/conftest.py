import pytest

from archive.accounts import throttle
from archive.alerts import views
from archive.alerts.models import Alert
from archive.alerts.searches import newest_publication


@pytest.fixture(autouse=True)
def mail_without_threads(monkeypatch, settings):
    monkeypatch.setattr(views, "run_in_background", lambda work: work())
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)
    settings.SITE_URL = "https://archive.example.org"


@pytest.fixture
def alert(statement):
    """Confirmed a day ago, when the statement was public already."""
    return make_alert("q=lantern")


def make_alert(search, email="reader@example.org", **fields):
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()
    fields = {
        "confirmed_at": now - timedelta(days=1),
        "next_at": now - timedelta(minutes=1),
        "publication_id": newest_publication(),
        **fields,
    }
    return Alert.objects.create(email=email, search=search, **fields)

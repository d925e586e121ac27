"""What was unpublished after the keys of a list were read is in none of its rows."""

import pytest

from archive.models import Document, Event, Speaker
from archive.web.lists.documents import DocumentFilters
from archive.web.lists.events import EventFilters
from archive.web.lists.speakers import SpeakerFilters
from tests.factories import make_document, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "filters", "method", "model"),
    [
        ("/documents/?sort=oldest", DocumentFilters, "qs", Document),
        ("/events/", EventFilters, "keys", Event),
        ("/speakers/", SpeakerFilters, "keys", Speaker),
    ],
)
def test_a_key_that_is_public_no_more_shows_nothing(client, monkeypatch, path, filters, method, model):
    for name, state in (("Bea", "draft"), ("Ada", "published"), ("Cyr", "published")):
        document = make_document(state=state, title=f"Speech of {name}", event=make_event(f"Talk of {name}"))
        make_statement(document, "a promise kept", speaker=make_speaker(name), state=state)
    rows = model.objects.order_by("pk")
    keys = rows if method == "qs" else list(rows.values_list("pk", flat=True))
    assert len(keys) == 3
    found = property(lambda self: keys) if method == "qs" else lambda self: keys
    monkeypatch.setattr(filters, method, found)
    page = client.get(path)
    assert page.context["page"].rows[0] == rows[1]
    assert "Bea" not in page.content.decode()

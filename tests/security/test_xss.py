"""Whatever stands in a field of text, no page makes an element, an attribute or a script of it."""

from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from archive.models import Report, State, Utterance
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme

from .audiences import EDITOR, PUBLIC, PUBLISHER, addresses, audience_of
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHEET = (
    '"><xss-mark onxss=1>',
    "'><xss-mark onxss=1>",
    "</script></style></textarea></title><xss-mark>",
    '" onxss="1" x="',
)


class Reader(HTMLParser):
    """What a browser would make of a page: names of elements and attributes, and where links lead."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "xss-mark":
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(
                ("javascript:", "data:text")
            ):
                self.bad.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


def find_injections(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    return reader.bad


@pytest.mark.parametrize("payload", SHEET)
def test_the_reader_would_notice(payload):
    page = f"<p title=\"{payload}\">{payload}</p><p title='{payload}'></p>"
    assert find_injections(page)


def text_fields(model):
    for field in model._meta.concrete_fields:
        is_text = (
            isinstance(field, models.CharField | models.TextField) and not field.choices and field.editable
        )
        if is_text and not isinstance(field, models.SlugField | models.URLField | models.GeneratedField):
            yield field


def poison(payload: str) -> int:
    """Every text of every row that takes it; how many columns did."""
    taken = 0
    for model in apps.get_app_config("archive").get_models():
        if hasattr(model, "pgh_tracked_model"):
            continue
        for field in text_fields(model):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    taken += bool(model.objects.update(**{field.name: payload[: field.max_length]}))
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            except DatabaseError:
                continue  # the words of a statement, a language, a country: kept by rules of their own
    return taken


@pytest.fixture(params=SHEET)
def hostile_rows(request):
    payload = request.param
    source, event = make_source(), make_event(slug="event", start="2024-03-05")
    speaker, theme = make_speaker(slug="speaker"), make_theme(slug="theme")
    document = make_document(f"Before. {payload} After.", slug="document", source=source, event=event)
    statement = make_statement(document, payload, speaker=speaker, event=event, themes=[theme])
    statement.relays.create(position=1, speaker=speaker)
    speaker.names.create(name="X", kind="native", language="en")
    speaker.roles.create(title="X")
    theme.labels.create(text="X", language="en")
    event.participations.create(speaker=speaker, capacity="X")
    utterance = Utterance.objects.create(summary="X", speaker=speaker, event=event)
    Report.objects.create(utterance=utterance, statement=statement, status=Report.Status.CONFIRMED)
    make_document("Draft.", slug="draft", state=State.DRAFT, part_of=document, title=payload[:200])
    assert poison(payload) > 20
    rows = {"document": [document], "statement": [statement], "speaker": [speaker], "event": [event]}
    return rows | {"theme": [theme], "source": [source], "utterance": [utterance]}


def bad_pages(client, rows) -> tuple[dict[str, list[str]], int]:
    """What each page makes of the texts that it should not, and how many pages there were."""
    bad, pages = {}, 0
    for address in addresses():
        if audience_of(address) in (PUBLIC, EDITOR, PUBLISHER):
            for path in fill(address, rows)[:1]:
                response = client.get(path, {"q": "<xss-mark>"} if audience_of(address) == PUBLIC else {})
                assert response.status_code < 500, path
                if response["Content-Type"].startswith("text/html"):
                    pages += response.status_code == 200
                    if found := find_injections(response.getvalue().decode()):
                        bad[path] = found
    return bad, pages


def test_no_page_makes_an_element_of_a_text(hostile_rows, client, publisher):
    client.force_login(publisher)
    bad, pages = bad_pages(client, hostile_rows)
    assert bad == {}
    assert pages > 60


@pytest.mark.parametrize("hostile_rows", SHEET[:1], indirect=True)
def test_templates_that_escape_nothing_would_be_seen(hostile_rows, client, publisher, monkeypatch):
    client.force_login(publisher)
    monkeypatch.setattr("django.template.base.conditional_escape", lambda text: text)
    assert len(bad_pages(client, hostile_rows)[0]) > 20

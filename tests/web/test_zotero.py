"""Every kind of page gives a reference manager type, title, author, date and address, in both languages."""

import re

import lxml.html
import pytest

from archive.editing.corrections import correct_text
from archive.models import Report, Utterance
from tests.factories import make_document, make_source, make_statement, make_term
from tests.history_dates import backdate_history_by_a_day

from .serving.conftest import empty_page_cache, paths  # noqa: F401
from .zotero import ITEM_TYPES, Item, read_item

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def read(client, path) -> Item:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read_item(lxml.html.fromstring(answer.content.decode()))


@pytest.mark.parametrize("language", ["", "/zh"])
@pytest.mark.slow
def test_every_kind_of_page_can_be_saved(client, paths, language):  # noqa: F811
    pages = [path for path in paths if path.partition("?")[0].endswith("/") and "versions/1" not in path]
    assert len(pages) > 25
    for path in pages:
        item = read(client, language + path)
        assert item.type in ITEM_TYPES, path
        assert item.title, path
        assert item.author or item.type == "newspaperArticle", path  # an unsigned one begins with its title
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", item.date), path
        assert item.url.startswith(f"{SITE}/"), path
        assert client.get(item.url.removeprefix(SITE)).status_code == 200, path


@pytest.mark.slow
def test_each_is_what_it_is(client, statement, speaker, event):
    speaker.sort_name = "Adeyemi"
    speaker.save()
    part = make_document(
        "Part of it.", slug="part", title="A part", part_of=statement.document, date="2024-03-07"
    )
    readout = make_document(
        "Read out.",
        slug="readout",
        kind="readout",
        source=make_source("Ministry", kind="ministry"),
        date="2024-01-01",
        date_precision="year",
    )
    said_statement = make_statement(readout, "Read out.", speaker=speaker, attribution="verbatim")
    utterance = Utterance.objects.create(summary="Said once")
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    term = make_term("cheapest ships", slug="ships")
    expected = {
        part.get_absolute_url(): ("newspaperArticle", "A part", "", "2024-03-07"),
        readout.get_absolute_url(): ("webpage", str(readout), "Ministry", "2024"),
        said_statement.get_absolute_url(): ("webpage", "Read out", "Adeyemi, Amara", "2024"),
        "/speakers/amara-adeyemi/timeline/": ("webpage", "Timeline of Amara Adeyemi", "Verbatim", None),
        "/events/harbour-library/timeline/": ("webpage", f"Timeline of {event}", "Verbatim", None),
        term.get_absolute_url(): ("webpage", "cheapest ships", "Verbatim", None),
        f"/utterances/{utterance.pk}/": ("webpage", "Said once", "Verbatim", None),
    }
    for path, (kind, title, author, date) in expected.items():
        item = read(client, path)
        assert item[:3] == (kind, title, author), path
        assert date in (None, item.date), path
        assert item.url == SITE + path


@pytest.mark.slow
def test_former_words_are_saved_with_their_version(client, statement):
    statement.attribution = "verbatim"
    statement.save()
    backdate_history_by_a_day()
    text = statement.document.text.replace("deserves", "needs")
    correct_text(None, statement.document, text, confirmed=[statement.pk])
    backdate_history_by_a_day()
    address = statement.document.get_absolute_url()
    former = read(client, f"{address}versions/1/")
    assert former == read(client, address)._replace(url=f"{SITE}{address}versions/1/")
    said = read(client, f"{statement.get_absolute_url()}?version=1")
    assert said.url == f"{SITE}{statement.get_absolute_url()}?version=1"
    assert said.title == "every harbour deserves a library"

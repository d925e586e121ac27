"""The known value that a field with a misspelt one probably means, and where readers are told."""

import json

import pytest

from archive.models import ThemeLabel
from archive.search.nearest_values import nearest_value
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme


@pytest.fixture
def archive(db):
    security = make_theme("Development and security")
    ThemeLabel.objects.create(theme=security, text="safety", language="en")
    harbours = make_theme("Harbours of the North Sea")
    draft = make_theme("Safty at sea")
    document = make_document(
        source=make_source("Harbour News Agency"),
        event=make_event("20th group study session of the harbour"),
        kind="readout",
        language="zh-Hans",
        title="U",
    )
    speaker = make_speaker("Amara Adeyemi")
    make_statement(document, "harbour", speaker=speaker, themes=[security, harbours])
    make_statement(document, "library", speaker=make_speaker("Amara Adayemi"), themes=[draft], state="draft")
    make_document("Un phare luit.", language="fr", state="draft", title="U")


@pytest.mark.parametrize(
    ("facet", "typed", "nearest"),
    [
        ("theme", "safty", "safety"),
        ("theme", "harbors north sea", "Harbours of the North Sea"),
        ("theme", "developement", "Development and security"),
        ("theme", "robotics", ""),
        ("speaker", "adeyeme", "Amara Adeyemi"),
        ("speaker", "Amara Adayemi", "Amara Adeyemi"),
        ("speaker", "adey", "Amara Adeyemi"),
        ("event", "studdy session", "20th group study session of the harbour"),
        ("source", "news agncy", "Harbour News Agency"),
        ("kind", "reedout", "readout"),
        ("kind", "speeches", ""),
        ("language", "chinees", "zh-Hans"),
        ("language", "simplfied chinese", "zh-Hans"),
        ("language", "fench", ""),
        ("attribution", "paraphrased", "paraphrase"),
    ],
)
def test_the_nearest_is_the_public_name_most_like_what_was_typed(archive, facet, typed, nearest):
    assert nearest_value(facet, typed) == nearest


@pytest.mark.parametrize(
    ("q", "notice"),
    [
        ("theme:safty", "The archive has no theme “safty”. The nearest is “safety”."),
        ("speaker:adeyeme", "The archive has no speaker “adeyeme”. The nearest is “Amara Adeyemi”."),
        ("lang:chinees", "The archive has no language “chinees”. The nearest is “zh-Hans”."),
        ("source:agncy", "The archive has no source “agncy”. The nearest is “Harbour News Agency”."),
        ("kind:reedout", "The archive has no kind of document “reedout”. The nearest is “readout”."),
        (
            'event:"studdy session"',
            "The archive has no event “studdy session”. The nearest is “20th group study session of the harbour”.",
        ),
        (
            "OR",
            "OR has nothing to connect, so it was ignored. To search for the word, put it in quotation marks.",
        ),
    ],
)
def test_it_is_named_on_the_page_in_json_and_in_files(archive, client, q, notice):
    assert notice in client.get("/search/", {"q": q}).content.decode()
    assert notice in client.get("/search.json", {"q": q}).json()["notes"]
    first = json.loads(b"".join(client.get("/search.jsonl", {"q": q}).streaming_content).splitlines()[0])
    assert notice in first["notes"]

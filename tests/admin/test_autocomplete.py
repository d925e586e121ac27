"""Type-ahead finds by any name and tells namesakes apart."""

import pytest

from archive.models import EventName, Role, SpeakerName, ThemeLabel
from tests.conftest import member
from tests.factories import make_event, make_speaker, make_theme


def results(client, model_name, field, term):
    query = {"app_label": "archive", "model_name": model_name, "field_name": field, "term": term}
    return [row["text"] for row in client.get("/admin/autocomplete/", query).json()["results"]]


def test_type_ahead_tells_namesakes_apart(as_editor, speaker, event, theme, published_document):
    make_speaker("Somebody else")
    SpeakerName.objects.create(speaker=speaker, name="阿达", kind="native")
    Role.objects.create(speaker=speaker, title="Mayor", start="2010-01-01", end="2015-01-01")
    Role.objects.create(speaker=speaker, title="Minister", start="2020-01-01")
    EventName.objects.create(event=event, name="Hafentag")
    below = make_theme("Reading rooms", parent=theme)
    ThemeLabel.objects.create(theme=below, text="Lesesäle", language="de")
    assert results(as_editor, "statement", "speaker", "阿达") == ["Amara Adeyemi 阿达 - Minister"]
    assert results(as_editor, "statement", "event", "hafentag") == [
        "Opening of the harbour library - 5 March 2024"
    ]
    assert results(as_editor, "statementtheme", "theme", "lesesäle") == ["Reading rooms - in Libraries"]
    assert results(as_editor, "statement", "themes", "librar") == ["Libraries"]
    assert results(as_editor, "document", "source", "gazette") == ["Harbour Gazette - Newspaper"]
    assert results(as_editor, "document", "part_of", "harbour") == [
        "Opening of the harbour library - Harbour Gazette, 6 March 2024"
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_type_ahead_takes_as_many_queries_for_three_results_as_for_one(
    as_editor, rows, django_assert_num_queries
):
    for n in range(rows):
        make_event(f"Opening {n}", start=f"2024-03-0{n + 1}")
        make_speaker(f"Guest {n}")
    with django_assert_num_queries(8):
        assert len(results(as_editor, "statement", "speaker", "guest")) == rows


def test_type_ahead_is_for_accounts_that_may_look(client, speaker):
    query = {"app_label": "archive", "model_name": "statement", "field_name": "speaker", "term": "a"}
    assert client.get("/admin/autocomplete/", query).status_code == 302
    client.force_login(member("nobody"))
    assert client.get("/admin/autocomplete/", query).status_code == 403

"""Speakers, events and themes to choose from: found by name, used lately, or created."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from archive.models import Event, EventName, Role, Speaker, SpeakerName, Statement, Theme, ThemeLabel
from tests.conftest import member
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

from .client import address, body, choices_address, error_of, post


def found_choices(client, document, kind, q=None):
    response = client.get(choices_address(document, kind), {} if q is None else {"q": q})
    assert response.status_code == 200
    answer = response.json()
    assert answer["more"] is False
    return [(row["label"], row["hint"]) for row in answer["choices"]]


def test_choices_are_found_by_any_name(as_editor, document, speaker, event, theme):
    make_speaker("Somebody else")
    SpeakerName.objects.create(speaker=speaker, name="阿达", kind="native")
    Role.objects.create(speaker=speaker, title="Minister", start="2020-01-01")
    EventName.objects.create(event=event, name="Hafentag")
    below = make_theme("Reading rooms", parent=theme)
    ThemeLabel.objects.create(theme=below, text="Lesesäle", language="de")
    assert found_choices(as_editor, document, "speaker", "阿达") == [("Amara Adeyemi", "阿达, Minister")]
    assert found_choices(as_editor, document, "event", "hafentag") == [
        ("Opening of the harbour library", "5 March 2024")
    ]
    assert found_choices(as_editor, document, "theme", "lesesäle") == [("Reading rooms", "in Libraries")]
    assert found_choices(as_editor, document, "theme", "\0 librar \0") == [("Libraries", "")]
    assert found_choices(as_editor, document, "theme", "nothing") == []


def test_names_that_start_with_the_query_come_first_and_more_is_reported(as_editor, document):
    for label in ("World trade", "Trade winds", "Trade"):
        make_theme(label)
    assert [label for label, _hint in found_choices(as_editor, document, "theme", "trade")] == [
        "Trade",
        "Trade winds",
        "World trade",
    ]
    for number in range(18):
        make_theme(f"Free trade {number:02}")
    answer = as_editor.get(choices_address(document, "theme"), {"q": "trade"}).json()
    assert (len(answer["choices"]), answer["more"]) == (20, True)


@pytest.mark.slow
def test_recent_choices_of_this_document_come_before_those_of_this_person(
    as_editor, document, speaker, event, theme
):
    for number in range(3):
        make_theme(f"Never used {number}")
    other = make_document(slug="other", event=make_event("Parade"))
    ports, ships = make_theme("Ports"), make_theme("Ships")
    guest = make_speaker("Guest")
    sent = {"voice": "speaker", "speaker": guest.pk, "themes": [ships.pk], "event": other.event_id}
    assert post(as_editor, address(other), body(other, **sent)).status_code == 201
    make_statement(
        other, "a promise kept", speaker=make_speaker("Of somebody else"), themes=[make_theme("Theirs")]
    )
    make_statement(document, "every harbour", speaker=speaker, themes=[theme])
    make_statement(document, "a promise kept", themes=[ports])
    assert [label for label, _hint in found_choices(as_editor, document, "theme")] == [
        "Ports",
        "Libraries",
        "Ships",
    ]
    assert [label for label, _hint in found_choices(as_editor, document, "speaker")] == [
        "Amara Adeyemi",
        "Guest",
    ]
    assert found_choices(as_editor, document, "event", " ") == [
        ("Opening of the harbour library", "5 March 2024"),
        ("Parade", "Conference"),
    ]


@pytest.mark.parametrize(("q", "queries"), [("guest", 8), ("", 10)])
@pytest.mark.parametrize("rows", [1, 5])
def test_query_count_of_choices(as_editor, document, rows, q, queries, django_assert_num_queries):
    for number in range(rows):
        make_statement(document, "every", speaker=make_speaker(f"Guest {number}"))
    ContentType.objects.get_for_model(Statement)  # which a process reads once
    with django_assert_num_queries(queries):
        assert len(found_choices(as_editor, document, "speaker", q)) == rows


@pytest.mark.slow
def test_a_new_entity_is_created_and_logged(as_editor, editor, document, theme):
    response = post(
        as_editor, choices_address(document, "theme"), {"name": "  Reading \n rooms ", "parent": theme.pk}
    )
    made = Theme.objects.get(label="Reading rooms")
    assert (response.status_code, response.json()) == (201, {"id": made.pk, "label": "Reading rooms"})
    assert (made.parent, made.slug) == (theme, "reading-rooms")
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.user, entry.object_id) == (ADDITION, editor, str(made.pk))
    assert post(as_editor, choices_address(document, "speaker"), {"name": "张国清"}).status_code == 201
    assert post(as_editor, choices_address(document, "event"), {"name": "Parade"}).status_code == 201
    assert (Speaker.objects.get(name="张国清").kind, Event.objects.get(name="Parade").kind) == (
        "person",
        "other",
    )
    assert made.history.get().pgh_context.metadata["user"] == editor.pk


@pytest.mark.slow
def test_an_existing_name_returns_the_existing_entity(as_editor, document, theme, speaker):
    SpeakerName.objects.create(speaker=speaker, name="阿达", kind="native")
    below = make_theme("Ports", parent=theme)
    for kind, name, there in [
        ("theme", "libraries ", theme),
        ("theme", "PORTS", below),
        ("speaker", "amara adeyemi", speaker),
        ("speaker", "阿达", speaker),
    ]:
        response = post(as_editor, choices_address(document, kind), {"name": name})
        assert (response.status_code, response.json()) == (200, {"id": there.pk, "label": str(there)})
    assert (Theme.objects.count(), Speaker.objects.count(), LogEntry.objects.count()) == (2, 1, 0)
    elsewhere = make_theme("Trade")
    answer = post(as_editor, choices_address(document, "theme"), {"name": "Ports", "parent": elsewhere.pk})
    assert (answer.status_code, answer.json()["id"] != below.pk) == (201, True)


@pytest.mark.parametrize(
    ("sent", "status", "errors"),
    [
        ({}, 422, {"name": ["This field cannot be blank."]}),
        ({"name": " \n"}, 422, {"name": ["This field cannot be blank."]}),
        (
            {"name": "x" * 121},
            422,
            {"name": ["Ensure this value has at most 120 characters (it has 121)."]},
        ),
        ({"name": "\0"}, 422, {"name": ["This field cannot be blank."]}),
        (
            {"name": "Ports", "parent": 10**30},
            422,
            {"parent": ["The chosen theme is not in the archive. Choose another one."]},
        ),
        ({"name": ["Ports"]}, 400, "“name” has the wrong type."),
        ({"name": "a\ud800"}, 400, "“name” has the wrong type."),
        ({"name": "Ports", "parent": "1"}, 400, "“parent” has the wrong type."),
    ],
)
def test_invalid_names_are_refused(as_editor, document, sent, status, errors):
    assert error_of(post(as_editor, choices_address(document, "theme"), sent), status) == errors
    assert not Theme.objects.exists()


def test_creating_needs_the_permission_of_that_model(client, document):
    user = member("dora")
    may = ["change_document", "view_theme", "add_statement", "view_speaker", "add_speaker"]
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(user)
    assert client.get(address(document)).json()["may"]["make"] == ["speaker"]
    assert error_of(post(client, choices_address(document, "theme"), {"name": "Ports"}), 403)
    assert post(client, choices_address(document, "speaker"), {"name": "Guest"}).status_code == 201
    assert not Theme.objects.exists()

"""Statements marked, read, changed, deleted and restored through the workbench's addresses."""

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.urls import reverse

from archive.editing.corrections import correct_text
from archive.models import Role, State, Statement
from tests.admin.annotation_page import WORDS
from tests.factories import SPEECH, make_speaker, make_statement, make_theme

from .client import address, body, delete, error_of, post, put, read_statement

START = SPEECH.index(WORDS)


def test_a_statement_is_added(as_editor, editor, document, speaker, event, theme):
    paper = make_speaker("Harbour Gazette")
    sent = body(
        document,
        voice="speaker",
        speaker=speaker.pk,
        attribution="paraphrase",
        event=event.pk,
        themes=[theme.pk],
        role_as_printed="Minister",
        relays=[paper.pk],
        note="From the opening.",
        certain=False,
        state="review",
    )
    response = post(as_editor, address(document), sent)
    statement = Statement.objects.get()
    assert response.status_code == 201
    assert response["Location"] == address(document, statement)
    answer = response.json()
    assert response["ETag"] == answer.pop("etag")
    assert answer == {
        "id": statement.pk,
        "start": START,
        "end": START + len(WORDS),
        "words": WORDS,
        "state": "review",
        "state_label": "In review",
        "speaker": {"id": speaker.pk, "label": "Amara Adeyemi"},
        "event": {"id": event.pk, "label": "Opening of the harbour library"},
        "themes": [{"id": theme.pk, "label": "Libraries"}],
        "voice": "speaker",
        "voice_label": "",
        "attribution": "paraphrase",
        "attribution_label": "Paraphrase",
        "role_as_printed": "Minister",
        "role": None,
        "roles": [],
        "role_warning": "No role of Amara Adeyemi is known for 5 March 2024.",
        "relays": [{"id": paper.pk, "label": "Harbour Gazette"}],
        "note": "From the opening.",
        "editor_note": "",
        "certain": False,
        "changed_by": "edith",
        "edit_url": reverse("admin:archive_statement_change", args=[statement.pk]),
        "reports_url": reverse("admin:archive_statement_reports", args=[statement.pk]),
        "site_url": "",
        "may_change": True,
        "may_delete": True,
    }
    assert (statement.text, statement.speaker, statement.event, statement.certain) == (
        WORDS,
        speaker,
        event,
        False,
    )
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.user, entry.object_id) == (ADDITION, editor, str(statement.pk))
    assert list(statement.history.values_list("pgh_label", "pgh_context__metadata__user")) == [
        ("insert", editor.pk)
    ]


def test_the_words_come_from_the_text_without_spaces_around_them(as_editor, document):
    sent = body(document, f" {WORDS}") | {"words": "forged", "text": "forged"}
    answer = post(as_editor, address(document), sent).json()
    assert (answer["start"], answer["words"]) == (START, WORDS)


def test_members_that_are_not_sent_have_defaults(as_editor, document):
    sent = {
        "start": START,
        "end": START + 5,
        "text_version": 1,
        "attribution": "summary",
        "voice": "narrator",
    }
    answer = post(as_editor, address(document), sent).json()
    assert (answer["state"], answer["certain"], answer["themes"], answer["words"]) == (
        "draft",
        True,
        [],
        "every",
    )


def test_a_public_statement_has_its_site_url(as_publisher, document, statement):
    Role.objects.create(speaker=statement.speaker, title="Minister")
    answer = read_statement(as_publisher, document, statement)
    assert answer["site_url"] == statement.get_absolute_url()
    assert [role["label"] for role in answer["roles"]] == ["Minister"]
    assert answer["role_warning"] == ""


def test_sending_again_after_a_lost_answer_returns_the_existing_one(
    client, document, theme, editor, second_editor
):
    sent = body(document, themes=[theme.pk])
    client.force_login(editor)
    first = post(client, address(document), sent)
    again = post(client, address(document), sent)
    assert (again.status_code, again.json()) == (200, first.json())
    twice = {"words": ["These words are already marked with the same voice, attribution and event."]}
    assert error_of(post(client, address(document), sent | {"note": "Other"}), 422) == twice
    assert error_of(post(client, address(document), sent | {"themes": []}), 422) == twice
    client.force_login(second_editor)
    assert error_of(post(client, address(document), sent), 422) == twice
    assert Statement.objects.count() == 1


def test_a_change_is_saved_and_answered(as_editor, editor, document, statement, theme):
    before = read_statement(as_editor, document, statement)
    other = make_theme("Ports")
    sent = {"themes": [other.pk], "note": "Shorter.", "start": START, "end": START + 13, "text_version": 1}
    response = put(as_editor, address(document, statement), sent, before["etag"])
    answer = response.json()
    assert response.status_code == 200
    assert response["ETag"] == answer["etag"] != before["etag"]
    assert (answer["words"], answer["note"], answer["changed_by"]) == ("every harbour", "Shorter.", "edith")
    assert answer["themes"] == [{"id": other.pk, "label": "Ports"}]
    assert (answer["speaker"], answer["state"]) == (before["speaker"], "published")
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.get_change_message()) == (
        CHANGE,
        "Changed words, editor's note and themes.",
    )


def test_saving_without_changes_writes_nothing(as_editor, document, statement):
    before = read_statement(as_editor, document, statement)
    history = statement.history.count()
    sent = body(
        document,
        voice="speaker",
        speaker=statement.speaker_id,
        event=statement.event_id,
        themes=[theme["id"] for theme in before["themes"]],
        attribution="paraphrase",
        state="published",
    )
    response = put(as_editor, address(document, statement), sent, before["etag"])
    assert (response.status_code, response.json()) == (200, before)
    assert (statement.history.count(), LogEntry.objects.count()) == (history, 0)


@pytest.mark.slow
def test_a_chosen_role_is_dropped_with_its_speaker(as_editor, document, statement):
    mayor = Role.objects.create(speaker=statement.speaker, title="Mayor")
    Role.objects.create(speaker=statement.speaker, title="Minister")
    url, etag = address(document, statement), read_statement(as_editor, document, statement)["etag"]
    answer = put(as_editor, url, {"role": mayor.pk}, etag).json()
    assert (answer["role"], answer["roles"]) == ({"id": mayor.pk, "label": "Mayor"},) * 1 + (
        [answer["role"]],
    )
    answer = put(
        as_editor, url, {"role": mayor.pk, "speaker": make_speaker("Other").pk}, answer["etag"]
    ).json()
    assert (answer["role"], answer["speaker"]["label"]) == (None, "Other")
    message = {"role": ["This is not a role of Other."]}
    assert error_of(put(as_editor, url, {"role": mayor.pk}, answer["etag"]), 422) == message


def test_several_possible_roles_give_a_warning(as_editor, document, statement):
    for title in ("Mayor", "Minister"):
        Role.objects.create(speaker=statement.speaker, title=title)
    answer = read_statement(as_editor, document, statement)
    assert [role["label"] for role in answer["roles"]] == ["Mayor", "Minister"]
    warning = "2 roles fit: choose the one in which Amara Adeyemi was speaking."
    assert answer["role_warning"] == warning


@pytest.mark.slow
def test_a_deletion_is_logged_and_restored_with_themes_and_relays(
    as_publisher, publisher, document, statement, theme
):
    paper = make_speaker("Harbour Gazette")
    statement.relays.create(speaker=paper)
    before = read_statement(as_publisher, document, statement)
    url = address(document, statement)
    response = delete(as_publisher, url, before["etag"])
    assert (response.status_code, response.json()) == (200, {"deleted": before["id"]})
    assert not Statement.objects.exists()
    assert LogEntry.objects.get().action_flag == DELETION
    assert error_of(as_publisher.get(url), 410)
    response = post(as_publisher, address(document, before["id"], "restore"))
    after = response.json()
    assert (response.status_code, response["ETag"]) == (201, after["etag"])
    assert after["etag"] != before["etag"]
    assert after == before | {"etag": after["etag"], "changed_by": "paula"}
    again = post(as_publisher, address(document, before["id"], "restore"))
    assert (again.status_code, again.json()) == (200, after)


@pytest.mark.slow
def test_an_editor_restores_what_was_published_as_a_draft(client, editor, publisher, document, statement):
    client.force_login(publisher)
    delete(client, address(document, statement), read_statement(client, document, statement)["etag"])
    client.force_login(editor)
    assert post(client, address(document, statement.pk, "restore")).json()["state"] == "draft"


@pytest.mark.slow
def test_restored_words_are_anchored_where_a_correction_moved_them(as_editor, document, draft_statement):
    url = address(document, draft_statement)
    delete(as_editor, url, read_statement(as_editor, document, draft_statement)["etag"])
    correct_text(None, document, f"Preface.\n\n{SPEECH}")
    answer = post(as_editor, address(document, draft_statement, "restore")).json()
    assert (answer["start"], answer["words"]) == (draft_statement.start + 10, "a promise kept")


@pytest.mark.slow
def test_words_that_a_correction_removed_are_not_restored(as_editor, document, draft_statement):
    delete(
        as_editor,
        address(document, draft_statement),
        read_statement(as_editor, document, draft_statement)["etag"],
    )
    correct_text(None, document, SPEECH.replace("a promise kept", "a promise broken"))
    gone = {"words": ["The text has been corrected in the meantime and no longer contains these words."]}
    assert error_of(post(as_editor, address(document, draft_statement, "restore")), 422) == gone
    assert not Statement.objects.exists()


def test_a_statement_is_split_in_two(as_editor, document, speaker, theme):
    paper = make_speaker("Harbour Gazette")
    whole = make_statement(document, WORDS, speaker=speaker, themes=[theme], state=State.DRAFT, note="Noted")
    whole.relays.create(speaker=paper)
    before = read_statement(as_editor, document, whole)
    response = post(
        as_editor, address(document, whole, "split"), {"at": START + 13}, **{"If-Match": before["etag"]}
    )
    first, second = response.json()["statements"]
    assert (response.status_code, first["id"]) == (200, whole.pk)
    assert (first["words"], second["words"]) == ("every harbour", "deserves a library")
    assert second["start"] == START + 14
    own = ("id", "etag", "start", "end", "words", "edit_url", "reports_url")
    same = {name: value for name, value in before.items() if name not in own} | {"changed_by": "edith"}
    for half in (first, second):
        assert {name: value for name, value in half.items() if name not in own} == same
    assert sorted(LogEntry.objects.values_list("action_flag", flat=True)) == [ADDITION, CHANGE]


@pytest.mark.slow
def test_a_split_offset_outside_the_statement_is_refused(as_editor, document, draft_statement):
    etag = read_statement(as_editor, document, draft_statement)["etag"]
    url, start, end = address(document, draft_statement, "split"), draft_statement.start, draft_statement.end
    for at in (start, end, -1, 10**30):
        outside = [f"The split point {at} is outside the statement ({start} to {end})."]
        assert error_of(post(as_editor, url, {"at": at}, **{"If-Match": etag}), 422) == {"words": outside}
    assert error_of(post(as_editor, url, {"at": "5"}, **{"If-Match": etag}), 400)
    assert Statement.objects.count() == 1


def test_the_answer_of_a_save_equals_what_is_read_afterwards(as_editor, document, speaker, theme):
    ports, paper = make_theme("Ports"), make_speaker("Harbour Gazette")
    sent = body(document, voice="speaker", speaker=speaker.pk, themes=[ports.pk, theme.pk], relays=[paper.pk])
    answer = post(as_editor, address(document), sent).json()
    assert answer == read_statement(as_editor, document, answer["id"])
    assert [theme["label"] for theme in answer["themes"]] == ["Ports", "Libraries"]
    new = make_theme("New")
    sent = {"themes": [new.pk, theme.pk, ports.pk], "relays": [speaker.pk, paper.pk], "event": None}
    changed_body = put(as_editor, address(document, answer["id"]), sent, answer["etag"]).json()
    assert changed_body == read_statement(as_editor, document, answer["id"])
    assert [theme["label"] for theme in changed_body["themes"]] == ["Ports", "Libraries", "New"]
    assert [relay["label"] for relay in changed_body["relays"]] == ["Amara Adeyemi", "Harbour Gazette"]


def test_query_count_of_a_save(as_editor, document, speaker, event, theme, django_assert_num_queries):
    fields = {"voice": "speaker", "speaker": speaker.pk, "event": event.pk, "themes": [theme.pk]}
    read_statement(as_editor, document, make_statement(document, "every"))
    with django_assert_num_queries(20):
        answer = post(as_editor, address(document), body(document, **fields)).json()
    with django_assert_num_queries(19):
        put(as_editor, address(document, answer["id"]), {"note": "Noted"}, answer["etag"])


def test_one_save_is_one_history_event(as_editor, document, speaker, theme):
    sent = body(document, voice="speaker", speaker=speaker.pk, themes=[theme.pk], relays=[speaker.pk])
    answer = post(as_editor, address(document), sent).json()
    put(
        as_editor,
        address(document, answer["id"]),
        {"themes": [make_theme("Ports").pk], "relays": []},
        answer["etag"],
    )
    statement = Statement.objects.get()
    assert list(statement.history.order_by("pgh_id").values_list("pgh_label", flat=True)) == [
        "insert",
        "update",
    ]


def test_an_orphaned_statement_is_not_in_the_workbench(as_editor, document, statement):
    correct_text(None, document, "Nothing of it is left here.")
    assert as_editor.get(address(document)).json()["statements"] == []
    assert as_editor.get(address(document, statement)).status_code == 404

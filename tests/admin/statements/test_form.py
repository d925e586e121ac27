"""The form of a statement: from pasted words to a statement, without scripts if need be."""

import re

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.urls import reverse

from archive.editing.corrections import correct_text
from archive.models import Role, State, Statement
from tests.admin.annotation_page import WORDS, annotation_url, queued_messages
from tests.admin.forms import change_url, error_texts, form_data, save
from tests.factories import SPEECH, make_event, make_speaker, make_statement, make_theme
from tests.marks import parametrize_partly_slow


def add_url(document, **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('admin:archive_statement_add')}?document={document.pk}{query}"


def add(client, document, words=WORDS, **sent):
    """By default a narrator's summary in draft; None leaves a field out."""
    data = form_data(client.get(add_url(document)))
    data |= {"words": words, "voice": "narrator", "attribution": "summary", "event": ""} | sent
    return client.post(add_url(document), {name: value for name, value in data.items() if value is not None})


@pytest.mark.slow
def test_pasted_words_become_a_statement(as_editor, document, speaker, event, theme):
    response = add(
        as_editor,
        document,
        voice="speaker",
        speaker=speaker.pk,
        attribution="paraphrase",
        event=event.pk,
        on_themes=[theme.pk],
        role_as_printed="Minister",
        note="From the opening.",
        state="review",
    )
    assert response["Location"] == annotation_url(document)
    statement = Statement.objects.get()
    assert (statement.document, statement.text, statement.start) == (document, WORDS, SPEECH.index(WORDS))
    assert (statement.speaker, statement.event, list(statement.themes.all())) == (speaker, event, [theme])
    assert (statement.attribution, statement.role_as_printed, statement.note) == (
        "paraphrase",
        "Minister",
        "From the opening.",
    )
    assert (statement.state, statement.certain) == (State.REVIEW, True)


def test_the_words_are_copied_from_the_text_not_from_the_browser(as_editor, document):
    add(as_editor, document, '"Books are  the cheapest\r\nships,"')
    assert Statement.objects.get().text == "“Books are the cheapest ships,”"


def test_adding_is_logged_and_kept_in_history(as_editor, document, editor):
    add(as_editor, document)
    statement = Statement.objects.get()
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.object_id, entry.user) == (ADDITION, str(statement.pk), editor)
    assert statement.history.get().pgh_context.metadata["user"] == editor.pk


@pytest.mark.slow
def test_the_next_statement_keeps_speaker_event_and_themes(as_editor, document, speaker, event, theme):
    response = add(
        as_editor,
        document,
        voice="speaker",
        speaker=speaker.pk,
        event=event.pk,
        on_themes=[theme.pk],
        note="n",
        _addanother="1",
    )
    form = as_editor.get(response["Location"]).context["adminform"].form
    assert form.instance.document == document
    assert form["speaker"].value() == str(speaker.pk)
    assert form["event"].value() == str(event.pk)
    assert form["on_themes"].value() == [str(theme.pk)]
    assert (form["words"].value(), form["note"].value()) == (None, None)


def test_the_event_of_the_last_statement_or_of_the_document_is_filled_in(as_editor, document, event):
    assert as_editor.get(add_url(document)).context["adminform"].form["event"].value() == event.pk
    other = make_event("Another day")
    make_statement(document, WORDS, event=other)
    assert as_editor.get(add_url(document)).context["adminform"].form["event"].value() == other.pk


def test_relays_are_kept_in_their_order(as_editor, document):
    paper, agency = make_speaker("Paper"), make_speaker("Agency")
    add(
        as_editor,
        document,
        **{
            "relays-TOTAL_FORMS": "2",
            "relays-0-position": "1",
            "relays-0-speaker": paper.pk,
            "relays-1-position": "2",
            "relays-1-speaker": agency.pk,
        },
    )
    assert relays_of(Statement.objects.get()) == [(1, "Paper"), (2, "Agency")]


def relays_of(statement):
    return list(statement.relays.values_list("position", "speaker__name"))


@pytest.mark.slow
def test_relays_are_reordered_added_and_removed(as_editor, statement):
    paper, agency, radio = (make_speaker(name) for name in ("Paper", "Agency", "Radio"))
    first = statement.relays.create(position=1, speaker=paper)
    statement.relays.create(position=2, speaker=agency)
    save(as_editor, statement, note="Noted")
    assert statement.relays.get(position=1) == first
    save(as_editor, statement, **{"relays-0-position": "2", "relays-1-position": "1"})
    assert relays_of(statement) == [(1, "Agency"), (2, "Paper")]
    third = {"relays-2-position": "5", "relays-2-speaker": radio.pk, "relays-TOTAL_FORMS": "3"}
    save(as_editor, statement, **third, **{"relays-0-DELETE": "on"})
    assert relays_of(statement) == [(1, "Paper"), (2, "Radio")]
    messages = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert messages == ["Changed editor's note.", "Changed relays.", "Changed relays."]


@pytest.mark.slow
def test_a_change_is_logged_once_with_what_changed(as_editor, statement):
    save(as_editor, statement, words="a promise kept", note="Shorter.")
    assert LogEntry.objects.get().get_change_message() == "Changed words and editor's note."


@pytest.mark.slow
def test_an_orphan_is_changed_without_and_with_new_words(as_editor, document, statement):
    correct_text(None, document, "A promise kept is a promise kept.")
    LogEntry.objects.all().delete()
    save(as_editor, statement, note="Sought in the archive.")
    statement.refresh_from_db()
    assert (statement.state, statement.note) == (State.ORPHANED, "Sought in the archive.")
    save(as_editor, statement, words="is a promise", note="Found again.")
    statement.refresh_from_db()
    assert (statement.state, statement.text, statement.start) == (State.PUBLISHED, "is a promise", 15)
    assert statement.note == "Found again."
    messages = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert messages == [
        "Changed editor's note.",
        "Reattached to the text, in its previous state.",
        "Changed editor's note.",
    ]


def test_words_that_occur_twice_are_chosen_from_and_nothing_typed_is_lost(as_editor, document_with_repeats):
    response = add(as_editor, document_with_repeats, "agree on", note="Remember me")
    assert error_texts(response) == {
        "words": ["These words occur 2 times in the text: choose the one you mean."]
    }
    assert re.findall(r'<input type="radio" name="place" value="([\d-]+)"', response.text) == [
        "3-11",
        "38-46",
    ]
    assert "<b>¶2</b> We agree on peace. They said that we <mark>agree on</mark> trade." in response.text
    assert "Remember me" in response.text
    assert not Statement.objects.exists()


def test_the_chosen_occurrence_is_marked(as_editor, document_with_repeats):
    add(as_editor, document_with_repeats, "agree on", place="38-46")
    statement = Statement.objects.get()
    assert (statement.start, statement.end, statement.text) == (38, 46, "agree on")


@parametrize_partly_slow("place", ["90-80", "100000-100032", "-5-27", "0-32", "x", "<b>", "9" * 30], 2)
def test_an_occurrence_that_was_not_offered_is_not_taken(as_editor, document, document_with_repeats, place):
    assert "words" in error_texts(add(as_editor, document_with_repeats, "agree on", place=place))
    assert not Statement.objects.exists()
    add(as_editor, document, place=place)
    statement = Statement.objects.get()
    assert (statement.text, statement.start) == (WORDS, SPEECH.index(WORDS))


def test_words_and_what_is_chosen_are_changed(as_publisher, document, statement):
    save(
        as_publisher,
        statement,
        words="a promise kept",
        note="Shorter.",
        certain=None,
        voice="narrator",
        speaker="",
        on_themes=None,
    )
    statement.refresh_from_db()
    assert (statement.text, statement.start) == ("a promise kept", SPEECH.index("a promise kept"))
    assert (statement.voice, statement.speaker, statement.certain) == ("narrator", None, False)
    assert list(statement.themes.all()) == []
    assert LogEntry.objects.get().action_flag == CHANGE


def test_unchanged_words_keep_their_place_among_equal_ones(as_editor, document_with_repeats):
    second = make_statement(document_with_repeats, "agree on", occurrence=1, state=State.DRAFT)
    assert save(as_editor, second, note="Noted").status_code == 302
    second.refresh_from_db()
    assert (second.start, second.note) == (38, "Noted")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["", "   \r\n\t", "\u200b"])
def test_no_words(as_editor, document, words):
    assert error_texts(add(as_editor, document, words)) == {"words": ["Paste the words of the statement."]}
    assert not Statement.objects.exists()


@pytest.mark.slow
def test_words_that_are_not_in_the_text(as_editor, document):
    assert error_texts(add(as_editor, document, "every harbour needs a library")) == {
        "words": [
            (
                "These words were not found in this text. The closest match is “every harbour "
                "deserves a library” in paragraph 2."
            )
        ]
    }
    assert error_texts(add(as_editor, document, "Quarterly profits exceed expectations")) == {
        "words": ["Neither these words nor anything like them were found in this text."]
    }
    assert not Statement.objects.exists()


def test_100_000_characters(as_editor, document):
    assert error_texts(add(as_editor, document, "long " * 20_000)) == {
        "words": ["These are 99,999 characters; a statement has at most 20,000."],
    }


@pytest.mark.slow
def test_a_theme_speaker_or_event_that_does_not_exist(as_editor, document, theme):
    response = add(
        as_editor, document, on_themes=[theme.pk, 10**6], speaker=10**6, event="x", voice="speaker"
    )
    missing = ["Select a valid choice. That choice is not one of the available choices."]
    assert error_texts(response) == {
        "on_themes": ["Select a valid choice. 1000000 is not one of the available choices."],
        "speaker": missing,
        "event": missing,
    }


@pytest.mark.slow
def test_the_same_statement_twice(as_editor, document, statement):
    response = add(
        as_editor,
        document,
        voice="speaker",
        speaker=statement.speaker_id,
        attribution="paraphrase",
        event=statement.event_id,
    )
    assert error_texts(response) == {
        "words": ["These words are already marked with the same voice, attribution and event."]
    }
    assert Statement.objects.count() == 1


@pytest.mark.slow
def test_the_second_of_two_changes_is_shown_the_first(as_editor, statement):
    sent = form_data(as_editor.get(change_url(statement)))
    as_editor.post(change_url(statement), sent | {"note": "First"})
    response = as_editor.post(change_url(statement), sent | {"note": "Second"})
    assert [(difference.theirs, difference.yours) for difference in response.context["differences"]] == [
        ("First", "Second")
    ]
    statement.refresh_from_db()
    assert statement.note == "First"
    again = form_data(response)
    assert again["note"] == "Second"
    assert as_editor.post(change_url(statement), again).status_code == 302
    statement.refresh_from_db()
    assert statement.note == "Second"


@pytest.mark.slow
def test_a_text_corrected_meanwhile_is_searched_in_its_present_version(as_editor, document):
    sent = form_data(as_editor.get(add_url(document)))
    correct_text(None, document, f"Preface.\n\n{SPEECH}")
    sent |= {"words": WORDS, "voice": "narrator", "attribution": "summary"}
    as_editor.post(add_url(document), sent)
    statement = Statement.objects.get()
    assert (statement.start, statement.text) == (SPEECH.index(WORDS) + 10, WORDS)


@pytest.mark.slow
def test_no_role_that_day_is_a_warning(as_editor, document, speaker, event):
    response = add(as_editor, document, voice="speaker", speaker=speaker.pk, event=event.pk)
    assert queued_messages(response)[0] == "No role of Amara Adeyemi is known for 5 March 2024."
    Role.objects.create(speaker=speaker, title="Minister")
    response = add(as_editor, document, "a promise kept", voice="speaker", speaker=speaker.pk, event=event.pk)
    assert "No role" not in "".join(queued_messages(response))


@pytest.mark.slow
def test_a_role_of_somebody_else_is_refused(as_editor, statement):
    other = Role.objects.create(speaker=make_speaker("Other"), title="Mayor")
    assert list(error_texts(save(as_editor, statement, role=other.pk))) == ["role"]
    statement.refresh_from_db()
    assert statement.role is None


@pytest.mark.slow
def test_without_scripts_everything_is_in_plain_lists(as_editor, document, speaker, theme):
    child = make_theme("Reading rooms", parent=theme)
    assert '<noscript>\n      <p class="help"><a href="?document=' in as_editor.get(add_url(document)).text
    page = as_editor.get(add_url(document, lists=1)).text
    assert "<noscript>" not in page
    assert "admin-autocomplete" not in page
    assert f'<option value="{speaker.pk}">Amara Adeyemi</option>' in page
    assert f'<input type="checkbox" name="on_themes" value="{child.pk}"' in page
    assert "Libraries › Reading rooms" in page
    add(as_editor, document, on_themes=[child.pk])
    assert list(Statement.objects.get().themes.all()) == [child]


@pytest.mark.slow
def test_an_editor_does_not_publish(as_editor, document):
    assert error_texts(add(as_editor, document, state="published")) == {
        "state": ["Select a valid choice. published is not one of the available choices."]
    }
    assert not Statement.objects.exists()


@pytest.mark.slow
def test_a_publisher_publishes(as_publisher, document):
    asked = add(as_publisher, document, state="published")
    assert asked.context["publication_effect"] == "This becomes public: 1 statement."
    assert not Statement.objects.exists()
    codes = ",".join(finding.code for finding in asked.context["checklist"])
    add(as_publisher, document, state="published", confirmed=codes)
    assert Statement.objects.published().count() == 1


@pytest.mark.parametrize("codename", ["change_document", "add_statement"])
def test_who_may_not_mark_in_the_document_gets_no_form(client, editor, document, codename):
    editor.groups.clear()
    permissions = editor.user_permissions.model.objects.filter(codename=codename)
    editor.user_permissions.set(permissions)
    client.force_login(editor)
    assert client.get(add_url(document)).status_code == 403
    assert client.post(add_url(document), {"words": WORDS}).status_code == 403
    assert not Statement.objects.exists()


@pytest.mark.parametrize("chosen", ["x", "9" * 5000, "-1", "999999"])
def test_a_document_that_is_not_there_is_chosen_first(as_editor, db, chosen):
    response = as_editor.get(f"{reverse('admin:archive_statement_add')}?document={chosen}")
    assert response["Location"] == reverse("admin:archive_document_changelist")


def test_a_viewer_sees_the_words_and_the_themes(as_viewer, statement, theme):
    page = as_viewer.get(change_url(statement)).text
    assert f"<mark>{WORDS}</mark>" in page
    assert '<div class="readonly">Libraries</div>' in page
    assert 'name="words"' not in page

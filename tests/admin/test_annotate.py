"""The annotate page: from words in a text to a statement."""

import datetime as dt
import html
import re

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse

from archive.annotating.anchors import correct_text
from archive.models import Role, State, Statement

from ..factories import SPEECH, make_document, make_event, make_speaker, make_statement, make_theme

WORDS = "every harbour deserves a library"


def page(document, statement=None):
    if statement:
        return reverse("admin:archive_document_annotate_edit", args=[document.pk, statement.pk])
    return reverse("admin:archive_document_annotate", args=[document.pk])


def filled(words=WORDS, **more):
    """What the form sends; narrator's summary in draft unless told."""
    sent = {"words": words, "voice": "narrator", "attribution": "summary", "state": "draft", "certain": "on"}
    return {name: value for name, value in (sent | more).items() if value is not None}


def errors(response):
    """The messages beside each field of the form that is shown again."""
    assert response.status_code == 200
    shown = response.content.decode()
    form = response.context["form"]
    for messages in form.errors.values():
        assert all(html.escape(message) in html.escape(html.unescape(shown)) for message in messages)
    return {name: list(messages) for name, messages in form.errors.items()}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def document(published_document):
    published_document.refresh_from_db()
    return published_document


def test_the_page_shows_the_text_with_its_statements_and_their_list(as_editor, document, statement):
    shown = as_editor.get(page(document)).content.decode()
    start = SPEECH.index(WORDS)
    assert f'<span class="place" id="s{statement.pk}"></span><span data-start="{start}"' in shown
    assert f'href="#n{statement.pk}"' in shown
    assert f'href="#s{statement.pk}"' in shown
    text = "".join(re.findall(r"<span data-start=[^>]*>([^<]*)</span>", shown))
    assert html.unescape(text) == SPEECH.replace("\n\n", "")


def test_words_are_marked_and_the_page_returns_to_them(as_editor, document, speaker, event, theme):
    sent = filled(
        voice="speaker",
        speaker=speaker.pk,
        attribution="paraphrase",
        event=event.pk,
        themes=[theme.pk],
        role_as_printed="Minister",
        note="From the opening.",
        state="review",
    )
    response = as_editor.post(page(document), sent)
    made = Statement.objects.get()
    assert response["Location"] == f"{page(document)}?after={made.pk}#s{made.pk}"
    assert (made.text, made.start) == (WORDS, SPEECH.index(WORDS))
    assert (made.speaker, made.event, list(made.themes.all())) == (speaker, event, [theme])
    assert (made.attribution, made.role_as_printed, made.note) == (
        "paraphrase",
        "Minister",
        "From the opening.",
    )
    assert (made.state, made.certain) == (State.REVIEW, True)
    assert said(response)[0] == f"Marked: “{WORDS}”."


def test_the_words_are_copied_from_the_text_not_from_the_browser(as_editor, document):
    as_editor.post(page(document), filled('"Books are  the cheapest\r\nships,"'))
    assert Statement.objects.get().text == "“Books are the cheapest ships,”"


def test_adding_is_logged_and_kept_in_history(as_editor, document, editor):
    as_editor.post(page(document), filled())
    made = Statement.objects.get()
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.object_id, entry.user) == (ADDITION, str(made.pk), editor)
    event = made.history.get()
    assert event.pgh_context.metadata["user"] == editor.pk


def test_kept_fields_wait_for_the_next_statement(as_editor, document, speaker, event, theme):
    sent = filled(voice="speaker", speaker=speaker.pk, event=event.pk, themes=[theme.pk], keep="on", note="n")
    form = as_editor.post(page(document), sent, follow=True).context["form"]
    assert form["speaker"].value() == speaker.pk
    assert form["event"].value() == event.pk
    assert list(form["themes"].value()) == [theme.pk]
    assert (form["words"].value(), form["note"].value(), form["keep"].value()) == (None, "", True)


def test_without_keeping_only_the_event_is_there_again(as_editor, document, speaker, event):
    other = make_event("Another day")
    sent = filled(voice="speaker", speaker=speaker.pk, event=other.pk)
    form = as_editor.post(page(document), sent, follow=True).context["form"]
    assert (form["speaker"].value(), form["event"].value()) == (None, other.pk)


def test_the_event_of_the_document_is_filled_in_first(as_editor, document, event):
    assert as_editor.get(page(document)).context["form"]["event"].value() == event.pk


def test_relays_are_kept_in_their_order(as_editor, document):
    paper, agency = make_speaker("Paper"), make_speaker("Agency")
    as_editor.post(page(document), filled(relay_1=paper.pk, relay_2="", relay_3=agency.pk))
    made = Statement.objects.get()
    assert list(made.relays.values_list("position", "speaker__name")) == [(1, "Paper"), (2, "Agency")]
    sent = filled(relay_1=agency.pk, relay_2=paper.pk)
    as_editor.post(page(document, made), sent)
    assert list(made.relays.values_list("position", "speaker__name")) == [(1, "Agency"), (2, "Paper")]


# Words in several places


@pytest.fixture
def twice(db):
    return make_document("We agree on peace.\n\nThey said that we agree on trade. They agree.", slug="twice")


def test_words_in_several_places_are_asked_about_and_nothing_typed_is_lost(as_editor, twice):
    response = as_editor.post(page(twice), filled("agree on", note="Remember me"))
    assert errors(response) == {"words": ["These words stand in the text 2 times: say which is meant."]}
    assert [place.paragraph for place in response.context["form"].offers] == [1, 2]
    shown = response.content.decode()
    assert '<input type="radio" name="place" value="3-11">' in shown
    assert '<input type="radio" name="place" value="38-46">' in shown
    assert "Remember me" in shown
    assert not Statement.objects.exists()


def test_the_chosen_place_is_marked(as_editor, twice):
    as_editor.post(page(twice), filled("agree on", place="38-46"))
    made = Statement.objects.get()
    assert (made.start, made.end, made.text) == (38, 46, "agree on")


def test_a_selection_is_never_asked_about(as_editor, twice):
    as_editor.post(page(twice), filled("agree on", start="38", end="46", text_version="1"))
    assert Statement.objects.get().start == 38


# Bad input


@pytest.mark.parametrize("words", ["", "   \r\n\t", "\u200b"])
def test_no_words(as_editor, document, words):
    response = as_editor.post(page(document), filled(words))
    assert errors(response) == {"words": ["Select words in the text, or paste them here."]}
    assert not Statement.objects.exists()


def test_words_that_are_not_in_the_text(as_editor, document):
    assert errors(as_editor.post(page(document), filled("every harbour needs a library"))) == {
        "words": [
            "These words are not in this text. The nearest are “every harbour deserves a library” in paragraph 2."
        ]
    }
    assert errors(as_editor.post(page(document), filled("Quarterly profits exceed expectations"))) == {
        "words": ["These words are not in this text, nor anything like them."]
    }
    assert not Statement.objects.exists()


def test_100_000_characters(as_editor, document):
    response = as_editor.post(page(document), filled("long " * 20_000))
    assert errors(response) == {
        "words": ["These are 99,999 characters; a statement has at most 20,000."],
    }


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (90, 80, "The place that came with the words runs backwards, from 90 to 80."),
        (80, 80, "The place that came with the words runs backwards, from 80 to 80."),
        (100_000, 100_032, "The place that came with the words, 100000 to 100032, lies outside the text."),
        (-5, 27, "The place that came with the words, -5 to 27, lies outside the text."),
        (0, 32, "Other words stand at the place that came with these, 0 to 32."),
    ],
)
def test_a_tampered_place_is_refused_and_dropped(as_editor, document, start, end, message):
    sent = filled(start=start, end=end, text_version=1)
    response = as_editor.post(page(document), sent)
    again = f"{message} Save again and the words will be looked for in the text."
    assert errors(response) == {"words": [again]}
    form = response.context["form"]
    assert (form["start"].value(), form["end"].value()) == ("", "")
    assert not Statement.objects.exists()


def test_a_place_that_is_no_number_is_as_good_as_none(as_editor, document):
    as_editor.post(page(document), filled(start="x", end="9" * 30, place="<b>"))
    assert Statement.objects.get().text == WORDS


def test_a_theme_speaker_or_event_that_does_not_exist(as_editor, document, theme):
    sent = filled(themes=[theme.pk, 10**30], speaker=10**30, event="x", voice="speaker", relay_1=10**6)
    gone = ["What was chosen here is not in the archive any more; choose again."]
    assert errors(as_editor.post(page(document), sent)) == {
        "themes": gone,
        "speaker": gone,
        "event": gone,
        "relay_1": gone,
    }


def test_a_speaker_is_missing(as_editor, document):
    assert errors(as_editor.post(page(document), filled(voice="speaker"))) == {
        "speaker": ["Name the speaker, or choose another voice."]
    }


@pytest.mark.parametrize(("voice", "label"), [("narrator", "The narrator"), ("unnamed", "An unnamed source")])
def test_a_voice_that_has_no_speaker(as_editor, document, speaker, voice, label):
    message = f"The voice is “{label}”, which has no speaker: empty this, or choose the voice “A speaker”."
    sent = filled(voice=voice, speaker=speaker.pk)
    assert errors(as_editor.post(page(document), sent)) == {"speaker": [message]}


def test_an_attribution_is_needed(as_editor, document):
    sent = filled(attribution="gossip")
    assert errors(as_editor.post(page(document), sent)) == {
        "attribution": ["Select a valid choice. gossip is not one of the available choices."]
    }


def test_the_same_statement_twice(as_editor, document, statement):
    sent = filled(
        voice="speaker",
        speaker=statement.speaker_id,
        attribution="paraphrase",
        event=statement.event_id,
    )
    assert errors(as_editor.post(page(document), sent)) == {
        "words": ["These words are marked already, with the same voice, attribution and event."]
    }


def test_a_document_deleted_meanwhile(as_editor, draft_document):
    address, pk = page(draft_document), draft_document.pk
    draft_document.delete()
    response = as_editor.post(address, filled("plans"))
    assert response["Location"] == reverse("admin:index")
    assert said(response) == [f"document with ID “{pk}” doesn’t exist. Perhaps it was deleted?"]


def test_a_statement_deleted_meanwhile(as_editor, document, statement):
    address = page(document, statement)
    statement.delete()
    response = as_editor.post(address, filled())
    assert response["Location"] == page(document)
    assert said(response) == ["That statement is not in this text any more; somebody deleted it."]


@pytest.mark.parametrize("after", ["x", "9" * 5000, "-1", "999999"])
def test_an_address_with_nonsense_in_it_is_the_plain_page(as_editor, document, event, after):
    form = as_editor.get(f"{page(document)}?after={after}&keep=1").context["form"]
    assert (form["speaker"].value(), form["event"].value()) == (None, event.pk)


def test_a_statement_of_another_document(as_editor, document, hidden_statement):
    response = as_editor.get(page(document, hidden_statement))
    assert response["Location"] == page(document)


# Two editors, and texts corrected meanwhile


def test_two_new_statements_at_once_are_both_kept(client, document, editor, second_editor):
    for user in (editor, second_editor):
        client.force_login(user)
        assert client.get(page(document)).status_code == 200
    for user, words in ((editor, WORDS), (second_editor, "a promise kept")):
        client.force_login(user)
        client.post(page(document), filled(words))
    assert sorted(Statement.objects.values_list("text", flat=True)) == ["a promise kept", WORDS]


def test_the_second_of_two_changes_is_shown_the_first(as_editor, document, statement):
    statement.refresh_from_db()
    seen = statement.updated_at.isoformat()
    sent = filled(event=statement.event_id, seen=seen)
    as_editor.post(page(document, statement), sent | {"note": "First"})
    response = as_editor.post(page(document, statement), sent | {"note": "Second"})
    message = (
        "Somebody else changed this statement while you worked on it. Save again to put yours in its place."
    )
    assert errors(response) == {"__all__": [message]}
    assert response.context["form"].theirs == [("Editor's note", "First")]
    statement.refresh_from_db()
    assert statement.note == "First"
    again = sent | {"note": "Second", "seen": response.context["form"]["seen"].value()}
    assert as_editor.post(page(document, statement), again).status_code == 302
    statement.refresh_from_db()
    assert statement.note == "Second"


def test_a_text_corrected_meanwhile_is_searched_again(as_editor, document):
    start = SPEECH.index(WORDS)
    correct_text(document, f"Preface.\n\n{SPEECH}")
    as_editor.post(page(document), filled(start=start, end=start + len(WORDS), text_version=1))
    made = Statement.objects.get()
    assert (made.start, made.text) == (start + 10, WORDS)


# Changing and deleting


def test_the_form_of_a_statement_holds_what_is_saved(as_editor, document, statement, theme):
    form = as_editor.get(page(document, statement)).context["form"]
    assert form["words"].value() == WORDS
    assert form["speaker"].value() == statement.speaker_id
    assert form["themes"].value() == [theme.pk]


def test_a_statement_is_changed_and_its_words_may_be_others(as_publisher, document, statement):
    sent = filled("a promise kept", state="published", note="Shorter.", certain=None)
    response = as_publisher.post(page(document, statement), sent)
    assert response["Location"] == f"{page(document)}?after={statement.pk}#s{statement.pk}"
    statement.refresh_from_db()
    assert (statement.text, statement.start) == ("a promise kept", SPEECH.index("a promise kept"))
    assert (statement.voice, statement.speaker, statement.certain) == ("narrator", None, False)
    assert list(statement.themes.all()) == []
    assert LogEntry.objects.get().action_flag == CHANGE


def test_unchanged_words_keep_their_place_among_equal_ones(as_editor, twice):
    second = make_statement(twice, "agree on", occurrence=1, state=State.DRAFT)
    as_editor.post(page(twice, second), filled("agree on", note="Noted"))
    second.refresh_from_db()
    assert (second.start, second.note) == (38, "Noted")


def test_a_role_of_another_speaker_is_let_go(as_editor, document, statement):
    role = Role.objects.create(speaker=statement.speaker, title="Minister")
    Statement.objects.filter(pk=statement.pk).update(role=role)
    sent = filled(voice="speaker", speaker=make_speaker("Other").pk)
    assert as_editor.post(page(document, statement), sent).status_code == 302
    statement.refresh_from_db()
    assert statement.role is None


def test_deleting_asks_first_and_leaves_the_text(as_publisher, document, statement):
    address = reverse("admin:archive_document_annotate_delete", args=[document.pk, statement.pk])
    assert WORDS in as_publisher.get(address).content.decode()
    assert Statement.objects.filter(pk=statement.pk).exists()
    response = as_publisher.post(address)
    assert response["Location"] == page(document)
    assert said(response) == [f"The statement “{WORDS}” was deleted; the text is as it was."]
    assert not Statement.objects.exists()
    assert LogEntry.objects.get().action_flag == DELETION
    document.refresh_from_db()
    assert document.text == SPEECH


# Roles


@pytest.fixture
def minister(speaker):
    return Role.objects.create(speaker=speaker, title="Minister", start=dt.date(2020, 1, 1))


def test_the_role_held_that_day_is_shown(as_editor, document, statement, minister):
    shown = as_editor.get(page(document)).content.decode()
    assert '<p class="quiet">Minister</p>' in shown
    assert "No role known" not in shown


def test_no_role_that_day_is_a_warning(as_editor, document, speaker, event):
    sent = filled(voice="speaker", speaker=speaker.pk, event=event.pk)
    response = as_editor.post(page(document), sent)
    assert said(response)[1:] == ["No role of Amara Adeyemi is known for 5 March 2024."]
    assert "No role known for 5 March 2024" in as_editor.get(page(document)).content.decode()


def test_of_several_roles_one_is_chosen_and_let_go_again(as_editor, document, statement, minister):
    mayor = Role.objects.create(speaker=statement.speaker, title="Mayor")
    assert "2 roles held on 5 March 2024" in as_editor.get(page(document)).content.decode()
    address = reverse("admin:archive_document_annotate_role", args=[document.pk, statement.pk])
    response = as_editor.post(address, {"role": mayor.pk})
    assert response["Location"] == f"{page(document)}#n{statement.pk}"
    statement.refresh_from_db()
    assert statement.role == mayor
    assert "Mayor (chosen)" in as_editor.get(page(document)).content.decode()
    as_editor.post(address, {"role": ""})
    statement.refresh_from_db()
    assert statement.role is None


def test_a_role_of_somebody_else_is_refused(as_editor, document, statement):
    other = Role.objects.create(speaker=make_speaker("Other"), title="Mayor")
    address = reverse("admin:archive_document_annotate_role", args=[document.pk, statement.pk])
    assert said(as_editor.post(address, {"role": other.pk})) == ["That is not a role of Amara Adeyemi."]
    statement.refresh_from_db()
    assert statement.role is None


def test_a_role_is_only_changed_by_sending_the_form(as_editor, document, statement, minister):
    Statement.objects.filter(pk=statement.pk).update(role=minister)
    address = reverse("admin:archive_document_annotate_role", args=[document.pk, statement.pk])
    assert as_editor.get(address).status_code == 405
    statement.refresh_from_db()
    assert statement.role == minister


# Who may


def test_an_editor_does_not_publish(as_editor, document):
    sent = filled(state="published")
    assert errors(as_editor.post(page(document), sent)) == {
        "state": ["Select a valid choice. published is not one of the available choices."]
    }
    assert not Statement.objects.exists()


def test_a_publisher_publishes(as_publisher, document):
    as_publisher.post(page(document), filled(state="published"))
    assert Statement.objects.published().count() == 1


def test_an_editor_corrects_what_is_published_but_does_not_take_it_back(as_editor, document, statement):
    as_editor.post(page(document, statement), filled(state="draft", note="Corrected"))
    statement.refresh_from_db()
    assert (statement.state, statement.note) == (State.PUBLISHED, "Corrected")
    address = reverse("admin:archive_document_annotate_delete", args=[document.pk, statement.pk])
    assert as_editor.post(address).status_code == 403
    assert Statement.objects.filter(pk=statement.pk).exists()


def test_a_reader_is_asked_to_log_in(client, document):
    assert client.get(page(document))["Location"].startswith(reverse("admin:login"))


def test_staff_without_permissions_are_refused(client, document, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(page(document)).status_code == 403
    assert client.post(page(document), filled()).status_code == 403
    assert not Statement.objects.exists()


def test_who_may_not_add_sees_the_text_without_the_form(client, editor, document, statement):
    editor.groups.clear()
    editor.user_permissions.set(editor.user_permissions.model.objects.filter(codename="change_document"))
    client.force_login(editor)
    response = client.get(page(document))
    assert response.context["form"] is None
    assert WORDS in response.content.decode()
    assert client.post(page(document), filled("a promise kept")).status_code == 403
    assert client.get(page(document, statement)).context["form"] is None
    assert Statement.objects.count() == 1


# Without scripts, and in numbers


def test_without_scripts_everything_is_in_plain_lists(as_editor, document, speaker, theme):
    child = make_theme("Reading rooms", parent=theme)
    shown = as_editor.get(page(document)).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="0; url=?plain=1"></noscript>' in shown
    assert f'<option value="{speaker.pk}">' not in shown
    plain = as_editor.get(f"{page(document)}?plain=1").content.decode()
    assert "<noscript>" not in plain
    assert f'<option value="{speaker.pk}">Amara Adeyemi</option>' in plain
    assert f'value="{child.pk}"' in plain
    assert "Libraries › Reading rooms" in plain
    response = as_editor.post(f"{page(document)}?plain=1", filled(themes=[child.pk]))
    made = Statement.objects.get()
    assert response["Location"] == f"{page(document)}?after={made.pk}&plain=1#s{made.pk}"


def test_the_page_needs_no_inline_script_or_style(as_editor, document, statement):
    shown = as_editor.get(page(document)).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son\w+=", shown)


def test_statements_may_overlap_and_nest_on_the_page(as_editor, document):
    outer = make_statement(document, "every harbour deserves a library. She called")
    inner = make_statement(document, "deserves a library")
    shown = as_editor.get(page(document)).content.decode()
    assert f'data-ids="{outer.pk} {inner.pk}" class="said said-paraphrase deep-2' in shown


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(
    as_editor, document, django_assert_num_queries, statements
):
    for words in [WORDS, "a promise kept", "cheapest ships"][:statements]:
        speaker = make_speaker(words)
        made = make_statement(document, words, speaker=speaker, themes=[make_theme(words)])
        made.relays.create(speaker=speaker)
    with django_assert_num_queries(16):
        assert as_editor.get(page(document)).content.decode().count('class="note-number"') == statements

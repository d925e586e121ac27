"""The annotate page: from words in a text to a statement."""

import html
import re

import pytest
from django.contrib.admin.models import ADDITION, LogEntry

from archive.models import State, Statement
from tests.factories import SPEECH, make_event, make_speaker, make_statement, make_theme

from .annotating import WORDS, errors, filled, page, said


def test_the_page_shows_the_text_with_its_statements_and_their_list(as_editor, document, statement):
    shown = as_editor.get(page(document), {"plain": "1"}).content.decode()
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
    assert response["Location"] == f"{page(document)}&after={made.pk}#s{made.pk}"
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
    form = as_editor.post(f"{page(document)}?plain=1", sent, follow=True).context["form"]
    assert form["speaker"].value() == speaker.pk
    assert form["event"].value() == event.pk
    assert list(form["themes"].value()) == [theme.pk]
    assert (form["words"].value(), form["note"].value(), form["keep"].value()) == (None, "", True)


def test_without_keeping_only_the_event_is_there_again(as_editor, document, speaker, event):
    other = make_event("Another day")
    sent = filled(voice="speaker", speaker=speaker.pk, event=other.pk)
    form = as_editor.post(f"{page(document)}?plain=1", sent, follow=True).context["form"]
    assert (form["speaker"].value(), form["event"].value()) == (None, other.pk)


def test_the_event_of_the_document_is_filled_in_first(as_editor, document, event):
    assert as_editor.get(page(document), {"plain": "1"}).context["form"]["event"].value() == event.pk


def test_relays_are_kept_in_their_order(as_editor, document):
    paper, agency = make_speaker("Paper"), make_speaker("Agency")
    as_editor.post(page(document), filled(relay_1=paper.pk, relay_2="", relay_3=agency.pk))
    made = Statement.objects.get()
    assert list(made.relays.values_list("position", "speaker__name")) == [(1, "Paper"), (2, "Agency")]
    sent = filled(relay_1=agency.pk, relay_2=paper.pk)
    as_editor.post(page(document, made), sent)
    assert list(made.relays.values_list("position", "speaker__name")) == [(1, "Agency"), (2, "Paper")]


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


def test_without_scripts_everything_is_in_plain_lists(as_editor, document, speaker, theme):
    child = make_theme("Reading rooms", parent=theme)
    plain = as_editor.get(page(document)).content.decode()
    assert "<noscript>" not in plain
    assert f'<option value="{speaker.pk}">Amara Adeyemi</option>' in plain
    assert f'value="{child.pk}"' in plain
    assert "Libraries › Reading rooms" in plain
    as_editor.post(page(document), filled(themes=[child.pk]))
    assert list(Statement.objects.get().themes.all()) == [child]


def test_the_page_needs_no_inline_script_or_style(as_editor, document, statement):
    shown = as_editor.get(page(document), {"plain": "1"}).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son\w+=", shown)


def test_statements_may_overlap_and_nest_on_the_page(as_editor, document):
    outer = make_statement(document, "every harbour deserves a library. She called")
    inner = make_statement(document, "deserves a library")
    shown = as_editor.get(page(document), {"plain": "1"}).content.decode()
    assert f'data-ids="{outer.pk} {inner.pk}" class="said said-paraphrase deep-2' in shown


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(
    as_editor, document, django_assert_num_queries, statements
):
    for words in [WORDS, "a promise kept", "cheapest ships"][:statements]:
        speaker = make_speaker(words)
        made = make_statement(document, words, speaker=speaker, themes=[make_theme(words)])
        made.relays.create(speaker=speaker)
    with django_assert_num_queries(21):
        assert as_editor.get(page(document)).content.decode().count('class="note-number"') == statements

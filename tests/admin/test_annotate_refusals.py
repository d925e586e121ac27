"""What the annotate page does not take, and the reason it gives."""

import pytest
from django.urls import reverse

from archive.models import Statement

from .annotating import WORDS, errors, filled, page, said


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
    form = as_editor.get(f"{page(document)}&after={after}&keep=1").context["form"]
    assert (form["speaker"].value(), form["event"].value()) == (None, event.pk)


def test_a_statement_of_another_document(as_editor, document, hidden_statement):
    response = as_editor.get(page(document, hidden_statement))
    assert response["Location"] == page(document)

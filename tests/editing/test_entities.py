"""Speakers, events and themes created while a text is annotated, without a page; and their addresses."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.editing.creation.entities import create
from archive.editing.creation.slugs import slug_for
from archive.editing.errors import EditError, NotAllowedError
from archive.models import Event, Redirect, Speaker, SpeakerName, Theme
from tests.conftest import member
from tests.factories import make_speaker, make_theme


def test_a_name_is_enough(editor):
    speaker, is_new = create(editor, Speaker, "  Amara \n Adeyemi\0 ")
    assert (speaker.name, speaker.slug, speaker.kind, is_new) == (
        "Amara Adeyemi",
        "amara-adeyemi",
        "person",
        True,
    )
    assert create(editor, Event, "Parade")[0].kind == Event.Kind.OTHER
    assert LogEntry.objects.count() == 2
    assert speaker.history.get().pgh_context.metadata == {"user": editor.pk}


def test_an_invisible_character_does_not_make_another_name(db, speaker):
    assert create(None, Speaker, "\ufeffAmara\u200b Adeyemi\u00ad") == (speaker, False)


def test_a_command_creates_without_an_entry_in_the_log(db):
    assert create(None, Theme, "Ports")[1] is True
    assert not LogEntry.objects.exists()


def test_the_main_name_comes_before_other_names(db, speaker):
    other = make_speaker("Somebody else")
    SpeakerName.objects.create(speaker=other, name="AMARA ADEYEMI", kind="alias")
    assert create(None, Speaker, "amara adeyemi") == (speaker, False)
    speaker.delete()
    assert create(None, Speaker, "amara adeyemi") == (other, False)


def test_a_theme_below_another_is_compared_with_those_below_it_only(db, theme):
    elsewhere = make_theme("Ports")
    below, is_new = create(None, Theme, "Ports", theme.pk)
    assert (is_new, below.parent, below != elsewhere) == (True, theme, True)
    assert create(None, Theme, "ports", theme.pk) == (below, False)
    assert create(None, Theme, "ports") == (elsewhere, False)


@pytest.mark.parametrize(
    ("name", "parent", "errors"),
    [
        (" \0", None, {"name": ["This field cannot be blank."]}),
        ("\u200b", None, {"name": ["This field cannot be blank."]}),
        ("\ud800", None, {"name": ["This field cannot be blank."]}),
        ("x" * 121, None, {"name": ["Ensure this value has at most 120 characters (it has 121)."]}),
        ("Ports", 999_999, {"parent": ["The chosen theme is not in the archive. Choose another one."]}),
    ],
)
def test_what_cannot_be_created(db, name, parent, errors):
    with pytest.raises(EditError) as refused:
        create(None, Theme, name, parent)
    assert refused.value.errors == errors
    assert not Theme.objects.exists()


def test_creating_needs_the_permission(db):
    with pytest.raises(NotAllowedError):
        create(member("dora"), Theme, "Ports")
    assert not Theme.objects.exists()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Opening of the harbour", "opening-of-the-harbour"),
        ("Đà Nẵng, Łódź, Straße", "da-nang-lodz-strasse"),
        ("Ørsted Ærø þing Guðrún", "orsted-aero-thing-gudrun"),
        ("Ħal Ħarrux, Diyarbakır, Hawaiʻi", "hal-harrux-diyarbakir-hawaii"),
        ("İstanbul Œuvre", "istanbul-oeuvre"),
        ("港口", "speaker"),
        ("港口 2024", "2024-speaker"),
        ("word " * 30, "word-" * 15 + "word"),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_slug_is_readable_and_short(db, title, slug):
    assert slug_for(Speaker, title, "speaker") == slug


def test_a_slug_that_is_or_was_in_use_gets_a_number(db, speaker):
    assert slug_for(Speaker, "Amara Adeyemi") == "amara-adeyemi-2"
    Redirect.objects.create(model_name="speaker", slug="amara-adeyemi-2", target=speaker.pk)
    Redirect.objects.create(model_name="event", slug="amara-adeyemi-3", target=1)
    assert slug_for(Speaker, "Amara Adeyemi") == "amara-adeyemi-3"

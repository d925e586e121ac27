"""Editors keep the list of synonyms; what no search could use is refused in one sentence."""

from importlib import import_module

import pytest
from django.urls import reverse

from archive.models import SynonymSet

FIRST_SETS = import_module("archive.migrations.0017_synonyms").FIRST_SETS

ADD = "admin:archive_synonymset_add"


def test_an_editor_adds_a_set(as_editor):
    response = as_editor.post(reverse(ADD), {"words": "  cannon ,  big   gun", "note": "of 1974"})
    assert response.status_code == 302
    synonym_set = SynonymSet.objects.get(words__contains=["cannon"])
    assert (synonym_set.words, synonym_set.note, str(synonym_set)) == (
        ["cannon", "big gun"],
        "of 1974",
        "cannon, big gun",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("cannon", "A set needs at least two words, separated by a comma."),
        ("cannon, Cannon", "The search already treats “Cannon” and “cannon” as the same."),
        ("cannon, ?!", "“?!” has no letters or digits to search for."),
        ("cannon, one two three four five", "“one two three four five” has more than 4 words."),
        (", ".join(f"w{number}" for number in range(13)), "A set has at most 12 words."),
        ("colour, color", "A set with exactly these words already exists."),
        ("", "This field is required."),
    ],
)
def test_what_no_search_could_use_is_refused(as_editor, words, message):
    SynonymSet.objects.get_or_create(words=["colour", "color"])
    before = SynonymSet.objects.count()
    response = as_editor.post(reverse(ADD), {"words": words})
    assert response.status_code == 200
    assert message in str(response.context["errors"])
    assert SynonymSet.objects.count() == before


@pytest.mark.parametrize(
    ("word", "operator"),
    [("col*", "*"), ("speaker:macron", "speaker:"), ("-peace", "-"), ("a OR b", "OR"), ("“two words”", "“")],
)
def test_what_a_search_would_read_as_an_operator_is_refused_with_its_name(as_editor, word, operator):
    before = SynonymSet.objects.count()
    response = as_editor.post(reverse(ADD), {"words": f"cannon, {word}"})
    assert response.status_code == 200
    message = f"Write “{word}” without “{operator}”: synonyms are plain words, without operators and fields."
    assert [*response.context["adminform"].form.errors["words"]] == [message]
    assert SynonymSet.objects.count() == before


@pytest.mark.parametrize(
    "word", ["C++", "AT&T", "R & D", "co-operation", "U.S.", "Mission: Possible", "Yahoo!"]
)
def test_signs_that_a_search_leaves_out_are_accepted(as_editor, word):
    assert as_editor.post(reverse(ADD), {"words": f"cannon, {word}"}).status_code == 302
    assert SynonymSet.objects.filter(words=["cannon", word]).count() == 1


@pytest.mark.slow
def test_the_first_list_is_sound(db):
    sets = [line.split(", ") for line in FIRST_SETS.strip().splitlines()]
    assert len(sets) > 200
    assert ["colour", "color"] in sets
    for words in sets:
        synonym_set = SynonymSet(words=words)
        synonym_set.full_clean()
        synonym_set.save()
        assert synonym_set.words == words


def test_a_reader_keeps_out(client, db):
    assert client.get(reverse(ADD)).status_code == 302

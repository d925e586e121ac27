import pytest

from archive.importing.phrases import count_phrase, inflect


@pytest.mark.parametrize(
    ("count", "nouns", "phrase"),
    [
        (1, ["note of a page"], "1 note of a page"),
        (2, ["note of a page"], "2 notes of a page"),
        (2, ["link for readers"], "2 links for readers"),
        (1200, ["note"], "1,200 notes"),
        (0, ["note"], "0 notes"),
        (3, ["entry", "entries"], "3 entries"),
        (2, ["digits"], "2 digits"),
        (2, ["text box"], "2 text boxes"),
        (2, ["address behind words"], "2 addresses behind words"),
        (2, ["link without words"], "2 links without words"),
        (2, ["note or form field"], "2 notes or form fields"),
    ],
)
def test_a_number_with_its_noun(count, nouns, phrase):
    assert count_phrase(count, *nouns) == phrase


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "1 name was left out (“a|b”)."),
        (1200, "1,200 names were left out (“a|b”)."),
        (0, "0 names were left out (“a|b”)."),
    ],
)
def test_a_sentence_for_one_and_for_many(count, sentence):
    assert inflect(count, "# [name was|names were] left out (“a|b”).") == sentence

import pytest

from archive.importing.phrases import count_phrase


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
    ],
)
def test_a_number_with_its_noun(count, nouns, phrase):
    assert count_phrase(count, *nouns) == phrase

"""The lists of words that tell errors of spelling from other words."""

import pytest

from archive.text.comparison.dictionaries import LANGUAGES, find_dictionary, has_dictionary


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "word", "error"),
    [
        ("en-GB", "government", "goverment"),
        ("de", "straße", "strße"),
        ("fr-CA", "bibliothèque", "bibliotèque"),
        ("es", "gobierno", "govierno"),
        ("it", "governo", "govverno"),
        ("nl", "regering", "regring"),
        ("pt-BR", "governo", "govenro"),
    ],
)
def test_a_list_has_words_and_lacks_errors(language, word, error):
    dictionary = find_dictionary(language)
    assert (word in dictionary, error in dictionary) == (True, False)


@pytest.mark.slow
def test_parts_around_an_apostrophe_are_words():
    french, english = find_dictionary("fr"), find_dictionary("en")
    assert "l'accord" in french
    assert "l'acord" not in french
    assert "don't" in english
    assert "harbor's" in english
    assert "\n" not in english


def test_other_languages_have_none():
    assert "zh" not in LANGUAGES
    assert has_dictionary("zh-Hans") is False
    assert find_dictionary("ru") is None
    assert find_dictionary("") is None

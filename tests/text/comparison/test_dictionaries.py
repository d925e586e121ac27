"""The lists of words that tell errors of spelling from other words."""

import pytest

from archive.text.comparison.dictionaries import COMPLETE_LANGUAGES, has_dictionary, load_dictionary


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
    dictionary = load_dictionary(language)
    assert (word in dictionary, error in dictionary) == (True, False)


@pytest.mark.slow
def test_parts_around_an_apostrophe_are_words():
    french, english = load_dictionary("fr"), load_dictionary("en")
    assert "l'accord" in french
    assert "l'acord" not in french
    assert "don't" in english
    assert "harbor's" in english
    assert "\n" not in english


def test_other_languages_have_none():
    assert "zh" not in COMPLETE_LANGUAGES
    assert has_dictionary("zh-Hans") is False
    assert load_dictionary("") is None


@pytest.mark.slow
@pytest.mark.parametrize(("language", "word"), [("ru", "кампания"), ("ar", "تصوير")])
def test_some_lists_tell_words_and_nothing_by_what_they_lack(language, word):
    assert word in load_dictionary(language)
    assert has_dictionary(language) is False

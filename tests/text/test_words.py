"""What counts as a word, and which characters are Chinese, Japanese or Korean."""

import pytest
from hypothesis import given
from hypothesis.strategies import text as texts

from archive.text import words as words_module
from archive.text.words import (
    WORD,
    casefolded_words,
    find_words,
    has_han,
    is_cjk,
    is_inside_word,
    tokens,
    word_matches,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don’t stop, O'Neil!", ["don't", "stop", "o'neil"]),
        ("AI-driven growth of 3.5 %", ["ai", "driven", "growth", "of", "3", "5"]),
        ("Étude ÉTUDE", ["étude", "étude"]),
        ("人工智能 AI", ["人", "工", "智", "能", "ai"]),
        ("ソフトウェア", list("ソフトウェア")),
        ("が\u3099", ["が\u3099"]),
        ("한국", ["한", "국"]),
        ("ꀉꄸ ꀑ", ["ꀉꄸ", "ꀑ"]),  # Yi has spaces between its words
        ("किताब หนังสือ", ["किताब", "หนังสือ"]),
        ("1\ufe0f\u20e3 ❤\ufe0f", ["1"]),
        ("\u0301 ’ — …", []),
    ],
)
def test_words(text, found):
    assert casefolded_words(text) == found


@pytest.mark.parametrize(
    ("character", "cjk", "han"),
    [
        ("中", True, True),
        ("𠮷", True, True),
        ("豈", True, True),  # a compatibility form
        ("あ", True, False),
        ("ー", True, False),
        ("・", False, False),
        ("한", True, False),
        ("ᄒ", False, False),  # a letter of the Korean alphabet alone
        ("ꀉ", False, False),  # Yi
        ("ㄅ", False, False),  # Bopomofo
        ("。", False, False),
        ("a", False, False),
    ],
)
def test_the_class_of_characters_without_spaces(character, cjk, han):
    assert (is_cjk(f"{character}a"), has_han(f"a{character}")) == (cjk, han)
    assert not is_cjk(f"a{character}")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("two words", [1, 2, 5, 6, 7, 8]),
        ("don't", [1, 2, 3, 4]),
        ("dogs' ", [1, 2, 3]),
        ("'tis", [2, 3]),
        ("a-b", []),
        ("中国", []),
        ("x中y", []),
        ("ab", [1]),
    ],
)
def test_offsets_inside_a_word(text, inside):
    assert [index for index in range(-1, len(text) + 2) if is_inside_word(text, index)] == inside


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("China’s dogs' s", [(0, 5, "china"), (8, 12, "dogs"), (14, 15, "s")]),
        ("It's a 's_x", [(0, 2, "it"), (5, 6, "a"), (8, 9, "s"), (10, 11, "x")]),
        ("№ ½", [(0, 1, "no"), (2, 3, "1"), (2, 3, "2")]),
        ("ＡＩ向善", [(0, 2, "ai"), (2, 3, "向"), (3, 4, "善")]),
        ("", []),
    ],
)
def test_tokens_of_the_search_index(text, found):
    assert [tuple(token) for token in tokens(text)] == found
    long = text + " ," * 80  # beyond what is cached
    assert [tuple(token) for token in tokens(long)] == found


@given(texts("abS019 \n'%_.,-“”„«»–—…•‘’"))
def test_a_text_has_the_same_words_whatever_stands_behind_it(text):
    """A letter that is not ASCII sends the whole text another way."""
    assert tokens(f"{text} é")[:-1] == tokens(text)


@given(texts(max_size=40) | texts("aé 'Ж’_1\u0301港가ก", max_size=40))
def test_words_that_are_found_in_pieces_are_those_of_the_pattern(text):
    expected = [match.span() for match in WORD.finditer(text, 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "_CHUNK_LENGTH", 5)
        assert [match.span() for match in word_matches(text, 1)] == expected
        assert find_words(text) == WORD.findall(text)


def test_every_letter_that_the_quick_pattern_reads_is_one_of_the_pattern():
    characters = [chr(code) for code in range(0x3000) if not words_module._NEEDS_REGEX.search(chr(code))]
    assert [character for character in characters if WORD.findall(character) != find_words(character)] == []
    assert len(characters) == 1353


@pytest.mark.parametrize("frame", ["{}", "x{}X", "l’{}'s", "5 {}% {}", "_{}-{}", "don't {}’S"])
def test_latin_letters_are_read_alike_in_any_text(frame):
    """A Chinese character makes the whole text take the long way."""
    for code in (*range(0x80, 0x250), *range(0x1E00, 0x1F00)):
        text = frame.replace("{}", chr(code))
        assert tokens(f"{text} 人")[:-1] == tokens(text), text

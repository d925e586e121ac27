"""The database folds and splits words as Python does, for every character of Unicode that this Python knows."""

import json
import re
import unicodedata
from itertools import pairwise

import pytest
from django.db import connection

from archive.sql import read
from archive.text.folding import DIGIT_ZEROS, LETTERS, fold
from archive.text.han_variants import SIMPLIFIED, TRADITIONAL, simplify
from archive.text.paragraphs import paragraph_bounds
from archive.text.words import UNSPACED, is_cjk, is_unspaced, tokens
from tests.factories import make_document

from .folding_table import digit_ranges, digit_zeros, single_letters
from .word_characters import assigned_characters, character_class

pytestmark = pytest.mark.django_db

VOWEL_MARK = re.compile("ARABIC|HEBREW")
NUKTA = "\u093c"
BATCH = 100  # characters in one text: each call costs the database more than the text does


def in_database(expression: str, texts: list[str]) -> list:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {expression} FROM jsonb_array_elements_text(%s) WITH ORDINALITY AS given(text, number)"
            " ORDER BY number",
            [json.dumps(texts)],
        )
        return [value for (value,) in cursor.fetchall()]


def search_text(text: str) -> list[str]:
    """What archive_search_words makes of it: words, and of neighbouring CJK characters the overlapping pairs, then the
    last one alone where a word follows."""
    words, run = [], []
    for token in [*tokens(text), None]:
        in_run = token is not None and is_unspaced(token.word)
        # Both characters of ゟ (より) have its span.
        if run and not (in_run and (token.start == run[-1].end or token[:2] == run[-1][:2])):
            characters = [item.word for item in run]
            words += [a + b for a, b in pairwise(characters)]
            words += characters[-1:] if token is not None or len(characters) == 1 else []
            run = []
        if in_run:
            run.append(token)
        elif token is not None:
            words.append(token.word)
    return words


def find_differences(expression: str, texts: list[str], expected) -> list[tuple]:
    found = zip(texts, in_database(expression, texts), strict=True)
    return [(text, value, expected(text)) for text, value in found if value != expected(text)]


@pytest.mark.slow
def test_every_character_is_folded_alike():
    assert find_differences("archive_fold(text)", assigned_characters()[1:], fold) == []


def test_capital_sigma_is_folded_alike_wherever_it_stands():
    texts = ["ΟΔΟΣ", "οδος", "Σ", "ΣΑΣ ΣΑ", "ὈΔΥΣΣΕΎΣ"]
    assert find_differences("archive_fold(text)", texts, fold) == []
    assert fold("ΟΔΟΣ") == fold("οδος")


@pytest.mark.slow
@pytest.mark.parametrize(
    "template", ["é{}b", "中{}国", "é {} b"], ids=["in a word", "in a run of Chinese", "alone"]
)
def test_every_character_makes_the_same_words(template):
    # Tokens do not tell that brackets come between them (㈠ folds to (一), 🉀 to 〔本〕), or that nothing does (ʻ, and
    # between Chinese characters a mark of Arabic, Hebrew or Hindi, which nobody writes there).
    is_chinese = is_cjk(template[0])
    characters = [
        character
        for character in assigned_characters()[1:]
        if (
            fold(character)
            or not ((is_chinese and VOWEL_MARK.match(unicodedata.name(character, ""))) or character == "ʻ")
        )
        and not (is_chinese and character == NUKTA)
        and not ({"(", "〔"} & set(fold(character)) and any(map(is_cjk, fold(character))))
    ]
    texts = [
        " | ".join(map(template.format, characters[start : start + BATCH]))
        for start in range(0, len(characters), BATCH)
    ]
    split = "regexp_split_to_array(btrim(archive_search_words(text)), '\\s+')"
    assert find_differences(split, texts, search_text)[:3] == []


@pytest.mark.slow
def test_the_classes_of_characters_are_the_same():
    assert "".join(re.findall("'(.*)'", read("functions/archive_word_characters"))) == character_class()
    in_sql = "".join(re.findall("'(.*)'", read("functions/archive_unspaced")))
    assert in_sql.encode().decode("unicode_escape") == UNSPACED


@pytest.mark.slow
def test_the_tables_of_folding_are_the_same():
    assert "".join(digit_zeros()) == DIGIT_ZEROS
    digits = read("functions/archive_plain_digits")
    sql = read("functions/archive_plain_letters")
    single = re.search("translate\\(value, '(.*?)', '(.*?)'\\)", sql)
    assert single.groups() == single_letters()
    assert dict(re.findall("'(.)', '(..)'\\)", sql)) == {k: v for k, v in LETTERS.items() if len(v) == 2}
    assert "".join(re.findall("'(.*)'", digits.partition("'['")[2].partition("']'")[0])) == digit_ranges()


def test_the_variants_of_chinese_characters_are_the_same():
    sql = read("functions/archive_simplify")
    assert re.findall('"(.)":"(.)"', sql) == list(zip(TRADITIONAL, SIMPLIFIED, strict=True))
    assert simplify(SIMPLIFIED) == SIMPLIFIED


def test_words_of_scripts_with_marks_and_digits_of_their_own_stay_whole():
    assert in_database("archive_search_words(text)", ["हिन्दी २०२४", "ภาษาไทย", "٢٠٢٤ سنة"]) == [
        "हिन्दी 2024",
        "ภา าษ ษา าไ ไท ทย",
        "2024 سنة",
    ]
    assert [token.word for token in tokens("हिन्दी २०२४")] == ["हिन्दी", "2024"]


def test_passages_are_the_paragraphs():
    document = make_document(text="One\ntwo\n\nThree\n\n四五六")
    passages = list(document.passages.order_by("number").values_list("start", "end"))
    assert passages == paragraph_bounds(document.text) == [(0, 7), (9, 14), (16, 19)]

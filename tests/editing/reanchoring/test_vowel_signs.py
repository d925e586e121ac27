"""Vowel signs of Arabic and Hebrew put in or taken out: the same letters, and so the same words."""

import random

import pytest

from archive.editing.reanchoring import AnchorStatus, reanchor
from archive.editing.reanchoring.meaning import Meaning, changed_meanings

ARABIC = (
    "كتب الوزير رسالة إلى المدينة يوم الأحد.",
    "تفتح المكتبة في الصيف لكل قارئ من أهل البلد.",
    "لن ترتفع الرسوم قبل نهاية العام القادم.",
    "قال الرئيس إن المدرسة الجديدة ستضم مئة تلميذ.",
)
HEBREW = (
    "כתב השר מכתב אל העיר ביום ראשון.",
    "הספרייה תיפתח בקיץ לכל קורא מבני העיר.",
    "האגרות לא יעלו לפני סוף השנה הבאה.",
    "הדייגים עובדים בנמל מן הבוקר ועד הערב.",
)
ARABIC_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
HEBREW_SIGNS = "\u05b0\u05b1\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc"


def add_signs(sentence, signs, share, seed):
    rng = random.Random(seed)
    return "".join(
        letter + (rng.choice(signs) if letter.isalpha() and rng.random() < share else "")
        for letter in sentence
    )


def spans_of(sentences):
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    return [(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True)]


@pytest.mark.parametrize(
    ("plain", "signs"), [(ARABIC, ARABIC_SIGNS), (HEBREW, HEBREW_SIGNS)], ids=["ar", "he"]
)
@pytest.mark.parametrize("share", [1.0, 0.5, 0.1])
def test_marks_follow_whole_sentences_and_parts_of_them(plain, signs, share):
    signed = [add_signs(sentence, signs, share, number) for number, sentence in enumerate(plain)]
    for old, new in ((plain, signed), (signed, plain)):
        spans, expected = spans_of(old), spans_of(new)
        results = reanchor(" ".join(old), " ".join(new), spans)
        assert [result.span for result in results] == expected
        for sentence, other, result in zip(old, new, results, strict=True):
            assert (result.status is AnchorStatus.CHANGED) == (sentence != other)
            assert changed_meanings(sentence, other) == frozenset()


def test_a_part_of_a_sentence_ends_with_the_signs_of_its_last_letter():
    old = " ".join(ARABIC)
    new = " ".join(add_signs(sentence, ARABIC_SIGNS, 1.0, 1) for sentence in ARABIC)
    start = old.index("المكتبة في الصيف")
    (result,) = reanchor(old, new, [(start, start + len("المكتبة في الصيف"))])
    words = new[slice(*result.span)]
    assert "".join(letter for letter in words if letter not in ARABIC_SIGNS) == "المكتبة في الصيف"
    assert words[-1] in ARABIC_SIGNS
    assert new[result.span[1]] == " "


def test_other_letters_are_other_words():
    old = " ".join(ARABIC)
    new = add_signs(old.replace("لن ترتفع", "سوف ترتفع"), ARABIC_SIGNS, 0.5, 2)
    start = old.index(ARABIC[2])
    (result,) = reanchor(old, new, [(start, start + len(ARABIC[2]))])
    assert result.status is AnchorStatus.REVIEW
    signs = add_signs(ARABIC[2].replace("لن", "سوف"), ARABIC_SIGNS, 0.5, 2)
    assert Meaning.NEGATION in changed_meanings(ARABIC[2], signs)


@pytest.mark.parametrize(
    ("before", "after"),
    [("كَتَبَ الوزير", "كُتِبَ الوزير"), ("دَرَسَ الطالب", "دَرَّسَ الطالب"), ("הסֵפֶר נסגר", "הסַפָּר נסגר")],
)
def test_other_signs_on_one_letter_are_asked_for(before, after):
    assert changed_meanings(before, after) == {Meaning.WORDING}
    assert changed_meanings(after, before) == {Meaning.WORDING}


def test_a_sign_where_none_was_is_not_asked_for():
    assert changed_meanings("درّس الطالب", "دَرَّسَ الطالب") == frozenset()

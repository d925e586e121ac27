"""Words that changed places around others: who did what to whom."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.shared_words import ARTICLES, WordRules, mark_shared_words
from archive.text.folding import fold
from archive.text.word_sets import word_set

FUNCTION_WORDS = word_set(
    "the a of in to from by was is had and or with on we will be der die dass hat la le des и ने पर को"
)
FOLDED = {fold(word) for word in FUNCTION_WORDS}
RULES = WordRules(is_function_word=lambda word: word in FOLDED, articles=ARTICLES["en"])


def find_moved(*texts):
    """For each text its runs of words that stand in another order elsewhere."""
    return [[run.text for run in runs if run.kind == "moved"] for runs in mark_shared_words(texts, RULES)]


@pytest.mark.parametrize(
    ("left", "right", "moved"),
    [
        ("Norway accused New Zealand of dumping.", "New Zealand accused Norway of dumping.", ["Norway", "New Zealand"]),
        ("In May Norway sharply accused Chile.", "Chile accused Norway again.", ["Norway", "Chile"]),
        ("The tax rose from 5 to 10 percent.", "The tax rose from 10 to 5 percent.", ["5 to 10"]),
        ("Taxes fell; wages rose.", "Wages fell; taxes rose.", ["Taxes", "wages"]),
        ("Norway spied on Chile.", "Chile spied on Norway.", ["Norway", "Chile"]),
        ("Norwegen hat Chile verklagt.", "Chile hat Norwegen verklagt.", ["Norwegen hat Chile"]),
        ("Er sagt, dass Norwegen Chile lobt.", "Er sagt, dass Chile Norwegen lobt.", ["Norwegen Chile"]),
        ("La Norvège accuse le Chili.", "Le Chili accuse la Norvège.", ["Norvège", "Chili"]),
        ("Норвегия обвинила Чили.", "Чили обвинила Норвегия.", ["Норвегия", "Чили"]),
        ("اتهمت النرويج تشيلي بالتجسس", "اتهمت تشيلي النرويج بالتجسس", ["النرويج تشيلي"]),
        ("नॉर्वे ने चिली को हराया", "चिली ने नॉर्वे को हराया", ["नॉर्वे ने चिली"]),
        ("挪威指责智利倾销。", "智利指责挪威倾销。", ["挪威", "智利"]),
        ("挪威外交部發言人指責智利政府。", "智利政府指责挪威外交部发言人。", ["挪威外交部發言人", "智利政府"]),
        ("태국은 영국을 이겼다", "영국은 태국을 이겼다", ["태국", "영국"]),
        ("นอร์เวย์กล่าวหาชิลี", "ชิลีกล่าวหานอร์เวย์", ["นอร์เวย์", "ชิลี"]),
    ],
)  # fmt: skip
def test_names_exchanged_around_a_verb_are_marked(left, right, moved):
    assert find_moved(left, right)[0] == moved
    assert find_moved(right, left)[1] == moved


def test_names_said_several_times_are_told_by_their_number():
    left = "Norway accused Chile of spying on Norway."
    right = "Chile accused Norway of spying on Chile."
    assert find_moved(left, right) == [["Norway", "Chile", "Norway"], ["Chile", "Norway", "Chile"]]


def test_speakers_of_two_sentences_exchanged():
    left = "Norway said the treaty holds. Chile said the treaty fell."
    right = "Chile said the treaty holds. Norway said the treaty fell."
    assert find_moved(left, right) == [["Norway", "Chile"], ["Chile", "Norway"]]


def test_a_sentence_is_compared_with_the_one_that_has_its_words():
    others = "Norway met Peru and Cuba, Norway met Mali, Fiji, Togo, Benin, Tonga and Nauru last autumn. "
    left = f"{others}Later Norway accused Chile of dumping steel."
    right = "Then Chile accused Norway of dumping steel."
    assert find_moved(left, right) == [["Norway", "Chile"], ["Chile", "Norway"]]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("In May we met the mayor.", "We met the mayor in May."),
        ("We met in Oslo on Monday.", "On Monday we met in Oslo."),
        ("Universities and shipyards build.", "Shipyards and universities build."),
        ("We met Norway, Chile and Peru.", "We met Chile, Norway and Peru."),
        ("He quickly left home.", "He left quickly home."),
        ("Norway accused Chile.", "Norway accused Chile."),
        ("Norway accused Chile.", "Norway accused Peru."),
        ("人工智能治理", "治理数据人工"),
    ],
)
def test_a_phrase_that_only_moved_is_not(left, right):
    assert find_moved(left, right) == [[], []]


def test_words_in_reverse_order_far_apart_are_only_told_where_all_words_are_the_same():
    far = [
        "harbour",
        "town",
        "school",
        "library",
        "bridge",
        "tower",
        "market",
        "garden",
        "river",
        "temple",
        "palace",
    ]
    left, right = f"Norway paid {' '.join(far)} Chile", f"Chile paid {' '.join(far)} Norway"
    assert find_moved(left, right)[0] == ["Norway", "Chile"]
    assert find_moved(left, f"{right} again") == [[], []]


def test_the_others_are_the_texts_of_all_reports():
    texts = ["Norway accused Chile.", "Norway accused Chile.", "Chile accused Norway."]
    assert find_moved(*texts) == [["Norway", "Chile"], ["Norway", "Chile"], ["Chile", "Norway"]]


@given(st.permutations(["harbour", "town", "school", "library", "bridge", "tower"]))
def test_words_are_marked_where_three_stand_in_reverse_order(words):
    """Told apart from the code: some three of the words, each to the right of the next one."""
    plain = sorted(words)
    places = [words.index(word) for word in plain]
    reverse = {
        word
        for first in range(6)
        for middle in range(first + 1, 6)
        for last in range(middle + 1, 6)
        if places[first] > places[middle] > places[last]
        for word in (plain[first], plain[last])
    }
    moved = " ".join(find_moved(" ".join(plain), " ".join(words))[0]).split()
    assert set(moved) == reverse


def find_only(*texts, rules=RULES):
    """For each text the words that only it has."""
    return [[run.text for run in runs if run.kind == "only"] for runs in mark_shared_words(texts, rules)]


@pytest.mark.parametrize(
    ("left", "right", "only"),
    [
        ("They sailed to Oslo in May.", "They sailed from Oslo in May.", ["to"]),
        ("They sailed with Chile.", "They sailed from Chile.", ["with"]),
        ("To Oslo they sailed.", "From Oslo they sailed.", ["To"]),
        ("We had sailed on.", "We had sailed in.", ["on"]),
        ("Norway and Chile sailed.", "Norway or Chile sailed.", ["and"]),
        ("Norway was strong.", "Norway is strong.", ["was"]),
        ("The sailors of Oslo sang.", "Sailors from the Oslo sang.", ["of"]),
        ("Oslo costs $5 million.", "Oslo costs €5 million.", ["$"]),
        ("Oslo had −5 degrees.", "Oslo had 5 degrees.", ["−"]),
        ("Oslo had < 5 degrees.", "Oslo had > 5 degrees.", ["<"]),
        ("Oslo sings?", "Oslo sings.", ["?"]),
        ("They told us in Oslo.", "They told US in Oslo.", ["us"]),
        ("The polish of the ships.", "The Polish of the ships.", ["polish"]),
        ("We march to Oslo.", "We March to Oslo.", ["march"]),
        ("Polish ships came to Oslo.", "The Polish ships came to Oslo.", []),
        ("奥斯陆开放？", "奥斯陆开放。", ["？"]),
        ("奥斯陆上升-5度", "奥斯陆上升5度", ["-"]),
        ("नॉर्वे पर चिली बोला", "नॉर्वे को चिली बोला", ["पर"]),
    ],
)
def test_a_function_word_or_sign_in_the_place_of_another_is_told(left, right, only):
    assert find_only(left, right)[0] == only
    assert find_only(right, left)[1] == only


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The sailors sang in Oslo.", "Sailors sang in the Oslo."),
        ("Norway said that sailors sang.", "Norway said sailors sang."),
        ("Sailors sang in Oslo on Monday.", "On Monday sailors sang in Oslo."),
        ("SAILORS TOLD US.", "Sailors told us."),
        ("Sailors sang 2020–2025.", "Sailors sang 2020-2025."),
    ],
)
def test_articles_and_moved_phrases_are_not(left, right):
    rules = WordRules(is_function_word=lambda word: word in FOLDED | {"that"}, articles=ARTICLES["en"])
    assert find_only(left, right, rules=rules) == [[], []]


def test_accents_that_make_another_word_are_told():
    rules = WordRules(are_same_word=lambda item, other: {item, other} != {"pago", "pagó"})
    assert find_only("Pago barcos", "Pagó barcos", rules=rules) == [["Pago"], ["Pagó"]]
    assert find_only("Café barcos", "cafe barcos", rules=rules) == [[], []]


def test_words_that_are_articles_elsewhere_are_not():
    """Spanish "a" and "de" say where to and from."""
    rules = WordRules(is_function_word=lambda word: word in {"a", "de", "el"}, articles=ARTICLES["es"])
    assert find_only("Zarpan a Oslo", "Zarpan de Oslo", rules=rules) == [["a"], ["de"]]
    assert find_only("Zarpa el barco", "Zarpa barco", rules=rules) == [[], []]


SCRIPT = """
import random
from archive.text.comparison.shared_words import mark_shared_words
rng = random.Random(1)
words = [f"w{rng.randrange(40)}" for _ in range(120)]
texts = [". ".join(" ".join(rng.sample(words, 8)) for _ in range(12)) + "." for _ in range(3)]
print([[(run.text, run.kind) for run in runs] for runs in mark_shared_words(texts)])
"""


def test_the_marks_are_the_same_in_every_process():
    """Sentences that share as many words with two others are compared with the same one everywhere."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=settings.BASE_DIR,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    (marks,) = outputs
    assert b"'moved'" in marks

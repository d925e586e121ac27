"""What the score of two statements is made of: nothing is needed, everything helps."""

import datetime as dt
from dataclasses import replace

import pytest

from archive.matching.names import Name, NameFinder
from archive.matching.profile import StatementFacts, Translation, make_profile
from archive.matching.rarity import Rarity
from archive.matching.similarity import MAX_SUGGESTIONS, MIN_SHARE_OF_BEST, THRESHOLD, compare, select_scores

RARITY = Rarity({}, 1_000)
NAMES = NameFinder(
    [
        Name("Xi Jinping", "speaker:1"),
        Name("习近平", "speaker:1"),
        Name("data", "theme:2"),
        Name("数据", "theme:2"),
    ]
)
HERE = StatementFacts(
    1, 1, "en", "Every harbour deserves a library", 1, 1, dt.date(2024, 3, 5), frozenset({1, 2})
)
THERE = replace(HERE, id=2, document=2, text="Every port deserves its own library")


def similarity(left=HERE, right=THERE):
    return compare(
        make_profile(left, RARITY, NAMES), make_profile(right, RARITY, NAMES), RARITY, {1: 5, 2: 300}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"event": None},
        {"event": 9},
        {"speaker": None},
        {"speaker": 9},
        {"date": None},
        {"date": dt.date(1999, 1, 1)},
        {"themes": frozenset()},
        {"themes": frozenset({2})},
        {"themes": frozenset({7})},
    ],
)
def test_each_agreement_helps_and_none_is_needed(change):
    less = similarity(right=replace(THERE, **change)).score
    assert 0.3 < less < similarity().score


def test_what_disagrees_is_less_likely_than_what_is_not_known():
    for name in ("event", "speaker"):
        assert (
            similarity(right=replace(THERE, **{name: 9})).score
            < similarity(right=replace(THERE, **{name: None})).score
        )


def test_the_same_words_are_offered_whatever_stands_beside_them():
    same_facts = replace(THERE, text=HERE.text, event=9, speaker=9, date=None, themes=frozenset({7}))
    assert similarity(right=same_facts).score > THRESHOLD


def test_context_alone_is_not_enough():
    assert (
        similarity(right=replace(THERE, text="Whales sing at night", themes=frozenset({7}))).score < THRESHOLD
    )


def test_all_context_together_is_not_enough():
    everything = replace(THERE, text="Whales sing at night", themes=HERE.themes)
    assert similarity(right=everything).score == 0.0
    one_letter_run = replace(everything, text="Whales sing and everybody listens at night")
    assert 0 < similarity(right=one_letter_run).score < THRESHOLD


@pytest.mark.parametrize(
    ("voice", "other_voice", "factor"),
    [
        ("unnamed", "unnamed", 1.0),
        ("narrator", "editor", 1.0),
        ("unnamed", "narrator", 0.75),
        ("editor", "unnamed", 0.75),
    ],
)
def test_what_a_document_says_itself_is_seldom_what_somebody_else_said(voice, other_voice, factor):
    left, right = (replace(HERE, speaker=None), replace(THERE, speaker=None))
    score = similarity(left, right).score
    other = similarity(replace(left, voice=voice), replace(right, voice=other_voice)).score
    assert other == pytest.approx(factor * score)


def test_whom_the_narrator_reports_and_a_speaker_are_compared_like_two_voices():
    narrated = replace(THERE, speaker=None, voice="narrator")
    unnamed = replace(narrated, voice="unnamed")
    assert similarity(right=narrated).score == pytest.approx(0.75 * similarity(right=unnamed).score)
    assert similarity(narrated, HERE).score == similarity(right=narrated).score


def test_a_rare_theme_counts_more():
    rare, common = (similarity(right=replace(THERE, themes=frozenset({theme}))).score for theme in (1, 2))
    assert rare > common


def test_two_languages_share_numbers_names_and_foreign_words():
    english = replace(HERE, text="Xi Jinping said DeepSeek had data of 2025 and 2030")
    chinese = replace(THERE, language="zh-Hans", text="习近平说 DeepSeek 有2025年和2030年的数据")
    score = similarity(english, chinese)
    assert (score.numbers, score.names) == (("2025", "2030"), ("speaker:1", "theme:2"))
    assert score.text > 0.3
    assert similarity(english, replace(chinese, text="天气很好")).text == 0


def test_what_a_statement_says_in_the_translation_of_its_text_is_compared():
    chinese = replace(
        THERE, language="zh-Hans", text="每个港口都应有图书馆", translations={"en": Translation(HERE.text)}
    )
    score = similarity(right=chinese)
    assert score.by_translation
    assert score.text == similarity(right=replace(THERE, text=HERE.text)).text
    assert not similarity().by_translation


def test_what_stands_around_the_translation_counts_less_than_the_translation():
    around = f"The market was closed. {HERE.text}. Nobody had missed the old reading room."
    chinese = replace(
        THERE, language="zh-Hans", text="每个港口", translations={"en": Translation("", (around,))}
    )
    direct = replace(chinese, translations={"en": Translation(HERE.text, (around,))})
    assert 0.2 < similarity(right=chinese).text < similarity(right=direct).text


def test_two_translations_are_not_compared_with_each_other():
    left = replace(
        HERE, language="fr", text="Chaque port", translations={"zh-Hans": Translation("港口图书馆")}
    )
    right = replace(
        THERE, language="de", text="Jeder Hafen", translations={"zh-Hans": Translation("港口图书馆")}
    )
    assert similarity(left, right).text == 0


def test_the_reason_names_the_rarest_shared_words():
    rarity = Rarity({"every": 900, "library": 3}, 1_000)
    comparison = compare(*(make_profile(facts, rarity, NAMES) for facts in (HERE, THERE)), rarity, {})
    assert comparison.words == ("deserves", "library")


def test_of_a_document_only_what_is_nearly_the_best_is_offered():
    scores = [(1, 0.9), (1, 0.9 * MIN_SHARE_OF_BEST - 0.01), (2, THRESHOLD), (3, THRESHOLD - 0.01), (1, 0.85)]
    assert select_scores(scores) == [0, 4, 2]
    assert len(select_scores([(number, 0.9) for number in range(50)])) == MAX_SUGGESTIONS


def test_a_very_long_statement_is_compared_by_its_beginning():
    long = "Every harbour deserves a library. " * 40_000
    assert similarity(right=replace(THERE, text=long)).score > 0.5

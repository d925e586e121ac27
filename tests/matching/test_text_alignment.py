"""Where a text stands in its translation; both invented here, sentence by sentence."""

import random

import pytest

from archive.matching.names import Name, NameFinder
from archive.matching.translation.text_alignment import MAX_SEGMENTS, align_texts
from archive.text.sentences import find_sentences

PAIRS = [
    ("The harbour library opened on 25 April.", "港口图书馆于四月二十五日开放。"),
    (
        "Amara Adeyemi said that every reader of the town may come, whatever their age and work.",
        "阿德耶米说，城里每一位读者都可以来，不论年龄和工作。",
    ),
    ("It has 1,200 books.", "藏书1200册。"),
    (
        "The old reading room at the market had been closed for many years because its roof let the rain in.",
        "市场旁边的旧阅览室因为屋顶漏雨，已经关闭了许多年。",
    ),
    ("Nobody missed it.", "没有人想念它。"),
    (
        "Children will be read to on every Saturday in winter, and sailors may borrow books for a whole voyage.",
        "冬天每个星期六都会给孩子们读书，水手可以把书借去整个航程。",
    ),
    ("By 2030 there shall be three more.", "到2030年还要再建三座。"),
    ("Thank you.", "谢谢。"),
]
NAMES = NameFinder([Name("Amara Adeyemi", "speaker:1"), Name("阿德耶米", "speaker:1")])


def texts(pairs):
    return " ".join(english for english, _chinese in pairs), "".join(chinese for _english, chinese in pairs)


def test_each_sentence_has_its_translation():
    english, chinese = texts(PAIRS)
    alignment = align_texts(english, chinese, NAMES)
    for sentence, translation in PAIRS:
        start = english.index(sentence)
        projection = alignment.project(start, start + len(sentence))
        assert chinese[slice(*projection)] == translation
    assert alignment.is_parallel


def test_a_part_of_a_sentence_stands_in_the_whole_one():
    english, chinese = texts(PAIRS)
    start = english.index("every reader")
    projection = align_texts(english, chinese, NAMES).project(start, start + 12)
    assert chinese[slice(*projection)] == PAIRS[1][1]


def test_what_was_left_out_has_no_place():
    english, chinese = texts([pair for pair in PAIRS if pair != PAIRS[3]]), texts(PAIRS)[1]
    start = chinese.index(PAIRS[3][1])
    assert align_texts(chinese, english[0], NAMES).project(start, start + 10) is None


def made_up_sentences(lengths, letter):
    return " ".join(f"{letter * length}." for length in lengths)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_texts_in_another_order_are_not_parallel(seed):
    rng = random.Random(seed)
    lengths = [rng.randrange(20, 300) for _ in range(40)]
    shuffled = rng.sample(lengths, 40)
    text, nothing = made_up_sentences(lengths, "a"), NameFinder([])
    assert align_texts(text, made_up_sentences([length // 2 for length in lengths], "б"), nothing).is_parallel
    assert not align_texts(
        text, made_up_sentences([length // 2 for length in shuffled], "б"), nothing
    ).is_parallel


@pytest.mark.parametrize(("left", "right"), [("", "港口。"), ("Harbour.", ""), ("\n \n", "。。。")])
def test_a_text_without_words_is_parallel_to_nothing(left, right):
    assert not align_texts(left, right, NAMES).is_parallel


@pytest.mark.slow
def test_a_long_text_is_aligned_in_groups():
    long, other = "Be it so. " * (3 * MAX_SEGMENTS), "就这样。" * (3 * MAX_SEGMENTS)
    alignment = align_texts(long, other, NAMES)
    assert len(alignment.left) <= MAX_SEGMENTS
    assert alignment.project(0, len(long)) == (0, len(other))


def test_sentences_of_every_script():
    text = "One. Two? “Three!” Four\n\n五。六！Seven"
    assert [text[slice(*span)] for span in find_sentences(text)] == [
        "One.",
        "Two?",
        "“Three!”",
        "Four",
        "五。",
        "六！",
        "Seven",
    ]
    assert find_sentences("x" * 4_000) == [(0, 1_500), (1_500, 3_000), (3_000, 4_000)]

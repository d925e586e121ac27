"""Set phrases are found by the words of the index, the longest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.terms import TermFinder, Wording, count_letters_and_digits
from archive.text.words import tokens


def find_terms(text, *wordings, language="", of=""):
    """(words, number of the wording) in the order of the text."""
    finder = TermFinder(Wording(number, wording, of) for number, wording in enumerate(wordings))
    return [
        (text[occurrence.start : occurrence.end], occurrence.term)
        for occurrence in finder.find(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "wording", "words"),
    [
        ("A Shared Future, he said", "shared future", ["Shared Future"]),
        ("un café-théâtre", "cafe theatre", ["café-théâtre"]),
        ("推动构建人类命运共同体", "命运共同体", ["命运共同体"]),
        ("推動構建人類命運共同體", "命运共同体", ["命運共同體"]),
        ("a ＳＨＡＲＥＤ future", "shared future", ["ＳＨＡＲＥＤ future"]),
        ("the shared futures of all", "shared future", []),
        ("unshared future", "shared future", []),
        ("shared\nfuture", "shared future", ["shared\nfuture"]),
        ("shared\n\nfuture", "shared future", []),
        ("המאבק נגד הטרור", "נגד הטרור", ["נגד הטרור"]),
        ("الحوار مع الجنوب العالمي اليوم", "الجنوب العالمي", ["الجنوب العالمي"]),
        ("a.*b and (ab)+", "(ab)+", ["ab"]),
        ("a.*b", ".*", []),
        ("one x two", "x", []),
        ("一国两制", "一", []),
        ("", "shared future", []),
    ],
)
def test_words_are_those_of_the_index(text, wording, words):
    assert [each for each, _number in find_terms(text, wording)] == words


def test_the_longest_of_those_that_overlap_is_taken():
    community, future, mankind = "community with a shared future", "shared future", "future for mankind"
    assert find_terms(f"a {community} for all", future, community) == [(community, 1)]
    assert find_terms(f"a {future}", future, community) == [(future, 0)]
    assert find_terms("a shared future for mankind", future, mankind) == [("future for mankind", 1)]
    assert find_terms("中国式现代化强国", "现代化强国", "中国式现代化") == [("中国式现代化", 1)]


def test_two_terms_of_the_same_wording_are_both_found_and_one_of_two_wordings_once():
    assert find_terms("our common good", "common good", "Common  Good") == [
        ("common good", 0),
        ("common good", 1),
    ]
    finder = TermFinder([Wording(1, "common good"), Wording(1, "Common Good")])
    assert [occurrence.wording for occurrence in finder.find("the common good, a Common Good")] == [
        "common good"
    ] * 2


def test_latin_words_are_looked_for_in_their_language_and_in_texts_of_other_scripts():
    assert find_terms("ein Gift", "Gift", of="en", language="de") == []
    assert find_terms("a gift", "Gift", of="en", language="en-GB") == [("gift", 0)]
    assert find_terms("所谓 Global South 国家", "global south", of="en", language="zh-Hans") == [
        ("Global South", 0)
    ]
    assert find_terms("tifa (提法)", "提法", of="zh-Hans", language="en") == [("提法", 0)]
    assert find_terms("a gift", "gift", of="en", language="und") == [("gift", 0)]


def test_characters_are_counted_as_the_index_has_them():
    assert [count_letters_and_digits(text) for text in ("C++", "AI", "和平", "!?", "é1")] == [1, 2, 2, 0, 2]


WORDS = st.lists(st.sampled_from(["ab", "cd", "ef"]), min_size=1, max_size=3).map(" ".join)


@given(
    st.lists(st.sampled_from(["ab", "cd", "ef", "x", "\n\n"]), max_size=24),
    st.lists(WORDS, min_size=1, max_size=5),
)
def test_nothing_is_missed_and_nothing_found_twice(parts, wordings):
    text = " ".join(parts)
    finder = TermFinder(Wording(number, wording) for number, wording in enumerate(wordings))
    occurrences = finder.find(text)
    covered: dict[int, tuple[int, int]] = {}
    for occurrence in occurrences:
        assert [
            token.word for token in tokens(text[occurrence.start : occurrence.end])
        ] == occurrence.wording.split()
        assert "\n\n" not in text[occurrence.start : occurrence.end]
        for place in range(occurrence.start, occurrence.end):
            assert covered.setdefault(place, (occurrence.start, occurrence.end)) == (
                occurrence.start,
                occurrence.end,
            )
    # Said once more, by splitting: a place that has a wording has it, or words of a longer or earlier one.
    for wording in wordings:
        for paragraph, offset in paragraphs(text):
            for start in starts(paragraph, wording.split()):
                there = {
                    covered[place]
                    for place in range(offset + start, offset + start + len(wording))
                    if place in covered
                }
                assert any(end - begin >= len(wording) for begin, end in there), (text, wording)


def paragraphs(text):
    offset = 0
    for paragraph in text.split("\n\n"):
        yield paragraph, offset
        offset += len(paragraph) + 2


def starts(paragraph, words):
    place, line = 0, []
    for word in paragraph.split(" "):
        if word:
            line.append((word, place))
        place += len(word) + 1
    for first in range(len(line) - len(words) + 1):
        if [word for word, _place in line[first : first + len(words)]] == words:
            yield line[first][1]

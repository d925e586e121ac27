from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.word_alignment import align
from archive.text.words import casefolded_words


def only(runs):
    return [run.text for run in runs if not run.shared]


def test_the_same_words_show_no_difference():
    assert align("AI for good, he said.", "AI for good he said").has_same_words


def test_case_and_punctuation_are_not_differences():
    assert align("People-centred; AI", "people centred AI").has_same_words


def test_words_of_one_report_only():
    result = align("China will share its technology freely", "China will share its gains freely")
    assert only(result.left) == ["technology"]
    assert only(result.right) == ["gains"]
    assert result.similarity == 10 / 12


def test_neighbouring_differences_are_one_run():
    result = align("we must act now", "we must never ever act now")
    assert only(result.right) == ["never ever"]


def test_a_lone_short_word_between_differences_is_not_agreement():
    result = align("green house of glass stands here", "tall tower of brick stands here")
    assert only(result.left) == ["green house of glass"]


def test_chinese_is_compared_character_by_character():
    assert casefolded_words("人工智能 AI") == ["人", "工", "智", "能", "ai"]
    result = align("坚持人工智能向善发展", "坚持人工智能有序发展")
    assert only(result.left) == ["向善"]
    assert only(result.right) == ["有序"]


def test_reports_with_little_in_common_are_not_comparable():
    assert not align("Safety comes before speed.", "He spoke of many other matters today.").is_comparable


def test_an_empty_report_is_all_difference():
    result = align("", "some words")
    assert only(result.right) == ["some words"]
    assert result.similarity == 0


@given(st.text("ab c,中国’\n"), st.text("ab c,中国’\n"))
def test_the_runs_are_the_texts_unchanged(left, right):
    result = align(left, right)
    assert "".join(run.text for run in result.left) == left
    assert "".join(run.text for run in result.right) == right
    assert 0 <= result.similarity <= 1

"""What is shown of two texts: nothing is lost, long runs without a change are left out."""

from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.word_diff import Change, DiffRun, diff_words

TEXTS = st.text(alphabet="ab c\n人工。", max_size=60)


def side(runs, *kinds):
    return "".join(run.text for run in runs if run.kind in kinds)


@given(TEXTS, TEXTS)
def test_short_texts_can_be_put_together_again(before, after):
    runs = diff_words(before, after)
    assert side(runs, Change.EQUAL, Change.DELETED) == before
    assert side(runs, Change.EQUAL, Change.INSERTED) == after


def test_words_are_compared_and_not_letters():
    assert diff_words("the old library", "the new library") == [
        DiffRun(Change.EQUAL, "the "),
        DiffRun(Change.DELETED, "old"),
        DiffRun(Change.INSERTED, "new"),
        DiffRun(Change.EQUAL, " library"),
    ]


def test_each_chinese_character_is_compared():
    assert [run for run in diff_words("人工智能向善", "人工智能治理") if run.kind != Change.EQUAL] == [
        DiffRun(Change.DELETED, "向善"),
        DiffRun(Change.INSERTED, "治理"),
    ]


def test_a_long_run_is_left_out_between_whole_words():
    middle = "harbour library " * 30
    runs = diff_words(f"Old {middle}end", f"New {middle}finish")
    replaced = [Change.DELETED, Change.INSERTED]
    unchanged = [Change.EQUAL, Change.OMITTED, Change.EQUAL]
    assert [run.kind for run in runs] == [*replaced, *unchanged, *replaced]
    assert runs[2].text.endswith(("harbour", "library"))
    assert runs[4].text.startswith(("harbour", "library"))


def test_only_the_changed_paragraph_is_taken_apart():
    before = "One paragraph here.\n\nSecond paragraph there.\n\nThird."
    runs = diff_words(before, before.replace("Second", "Another"))
    assert [run for run in runs if run.kind in (Change.DELETED, Change.INSERTED)] == [
        DiffRun(Change.DELETED, "Second"),
        DiffRun(Change.INSERTED, "Another"),
    ]


def test_passages_too_long_to_compare_are_shown_whole():
    before, after = "a " * 4_000, "b " * 4_000
    assert [run.kind for run in diff_words(before, after)] == [Change.DELETED, Change.INSERTED]

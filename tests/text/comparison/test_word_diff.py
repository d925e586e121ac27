"""What is shown of two texts: nothing is lost, long runs without a change are left out."""

from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.word_diff import DiffKind, DiffRun, diff_words

TEXTS = st.text(alphabet="ab c\n人工。", max_size=60)


def side(runs, *kinds):
    return "".join(run.text for run in runs if run.kind in kinds)


@given(TEXTS, TEXTS)
def test_short_texts_can_be_put_together_again(before, after):
    runs = diff_words(before, after)
    assert side(runs, DiffKind.EQUAL, DiffKind.DELETED) == before
    assert side(runs, DiffKind.EQUAL, DiffKind.INSERTED) == after


def test_words_are_compared_and_not_letters():
    assert diff_words("the old library", "the new library") == [
        DiffRun(DiffKind.EQUAL, "the "),
        DiffRun(DiffKind.DELETED, "old"),
        DiffRun(DiffKind.INSERTED, "new"),
        DiffRun(DiffKind.EQUAL, " library"),
    ]


def test_each_chinese_character_is_compared():
    assert [run for run in diff_words("人工智能向善", "人工智能治理") if run.kind != DiffKind.EQUAL] == [
        DiffRun(DiffKind.DELETED, "向善"),
        DiffRun(DiffKind.INSERTED, "治理"),
    ]


def test_a_long_run_is_left_out_between_whole_words():
    middle = "harbour library " * 30
    runs = diff_words(f"Old {middle}end", f"New {middle}finish")
    replaced = [DiffKind.DELETED, DiffKind.INSERTED]
    unchanged = [DiffKind.EQUAL, DiffKind.OMITTED, DiffKind.EQUAL]
    assert [run.kind for run in runs] == [*replaced, *unchanged, *replaced]
    assert runs[2].text.endswith(("harbour", "library"))
    assert runs[4].text.startswith(("harbour", "library"))


def test_only_the_changed_paragraph_is_taken_apart():
    before = "One paragraph here.\n\nSecond paragraph there.\n\nThird."
    runs = diff_words(before, before.replace("Second", "Another"))
    assert [run for run in runs if run.kind in (DiffKind.DELETED, DiffKind.INSERTED)] == [
        DiffRun(DiffKind.DELETED, "Second"),
        DiffRun(DiffKind.INSERTED, "Another"),
    ]


def test_passages_too_long_to_compare_are_shown_whole():
    before, after = "a " * 4_000, "b " * 4_000
    assert [run.kind for run in diff_words(before, after)] == [DiffKind.DELETED, DiffKind.INSERTED]

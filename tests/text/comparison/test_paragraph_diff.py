"""What differs between two versions of a text, paragraph by paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison import paragraph_diff
from archive.text.comparison.paragraph_diff import ParagraphChange, diff_paragraphs
from archive.text.comparison.word_alignment import AlignedRun
from archive.text.paragraphs import join_paragraphs


def unshared_run(text):
    return (AlignedRun(text, shared=False),)


def test_equal_texts_do_not_differ():
    assert diff_paragraphs("One\n\nTwo", "One\n\nTwo") == []


def test_a_changed_word_is_marked_in_its_paragraph():
    (change,) = diff_paragraphs("First.\n\nShips and old boats sail.", "First.\n\nShips and new boats sail.")
    assert change.number == 2
    assert [run.text for run in change.before if not run.shared] == ["old"]
    assert [run.text for run in change.after if not run.shared] == ["new"]


def test_paragraphs_that_came_and_went():
    assert diff_paragraphs("One\n\nThree", "One\n\nTwo\n\nThree") == [
        ParagraphChange(2, (), unshared_run("Two"))
    ]
    assert diff_paragraphs("One\n\nTwo", "One") == [ParagraphChange(2, unshared_run("Two"), ())]


def mark_changes(runs):
    return [run.text for run in runs if not run.shared]


def test_punctuation_alone_is_a_difference():
    (change,) = diff_paragraphs("We agree.", "We agree!")
    assert (mark_changes(change.before), mark_changes(change.after)) == (["."], ["!"])


def test_capitals_alone_are_a_difference():
    (change,) = diff_paragraphs("Let us ask the un today.", "Let us ask the UN today.")
    assert (mark_changes(change.before), mark_changes(change.after)) == (["un"], ["UN"])


def test_capitals_and_marks_are_marked_beside_another_change():
    (change,) = diff_paragraphs(
        "The us, we think, agreed to the old plan of the harbour town.",
        "The US we think agreed to the new plan of the harbour town.",
    )
    assert mark_changes(change.before) == ["The us,", ",", "old"]  # a short word alone between two is chance
    assert mark_changes(change.after) == ["The US", "new"]


def test_spaces_alone_are_a_difference():
    assert diff_paragraphs("We  agree.", "We agree.") == [
        ParagraphChange(1, unshared_run("We  agree."), unshared_run("We agree."))
    ]


def test_endless_equal_words_stand_side_by_side():
    before, after = "a " * 5_000 + "b", "a " * 5_000 + "c"
    assert diff_paragraphs(before, after) == [ParagraphChange(1, unshared_run(before), unshared_run(after))]


def test_long_passages_stand_side_by_side(monkeypatch):
    monkeypatch.setattr(paragraph_diff, "MAX_COMPARED", 10)
    assert diff_paragraphs("The old ship", "The new ship") == [
        ParagraphChange(1, unshared_run("The old ship"), unshared_run("The new ship"))
    ]


PARAGRAPHS = st.lists(st.sampled_from(["One.", "One!", "Two ships sail.", "Two boats sail."]), max_size=5)


@given(PARAGRAPHS, PARAGRAPHS)
def test_nothing_that_changed_is_lost(before, after):
    changes = diff_paragraphs(join_paragraphs(before), join_paragraphs(after))
    removed = [
        line
        for change in changes
        for line in "".join(run.text for run in change.before).split("\n\n")
        if line
    ]
    added = [
        line for change in changes for line in "".join(run.text for run in change.after).split("\n\n") if line
    ]
    assert sorted(before + added) == sorted(after + removed)

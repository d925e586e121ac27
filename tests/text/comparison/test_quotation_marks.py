"""Words that lose their quotation marks, or get some, are no longer said to be whose they were."""

import pytest

from archive.text.comparison.quotation_marks import QuotationComparison

BEFORE, AFTER = "Folk dry ‘all’ their nets.\n\nThey don’t ask. ", " Children “sing” in the school."


def is_changed(old, new):
    """The span is what ⟦these brackets⟧ enclose."""
    texts, spans = [], []
    for text in (old, new):
        before, words, after = text.replace("⟧", "⟦").split("⟦")
        texts.append(f"{BEFORE}{before}{words}{after}{AFTER}")
        start = len(BEFORE) + len(before)
        spans.append((start, start + len(words)))
    return QuotationComparison(*texts).is_changed(*spans)


CHANGED = [
    ("“⟦We agree⟧,” she said.", "⟦We agree⟧, she said."),
    ("⟦“We agree,” she said.⟧", "⟦We agree, she said.⟧"),
    ('⟦So "we agree," she said, and left.⟧', '⟦So "we agree, she said," and left.⟧'),
    ("They call it “⟦open to all ships⟧”.", "They call it ⟦open to all ships⟧."),
    ("⟦They call it “open to all ships”.⟧", "⟦They “call it open to all ships”.⟧"),
    ("⟦It is a ‘free’ port of the sea.⟧", "⟦It is a free port of the sea.⟧"),
    ("⟦It is a 'free' port of the sea.⟧", "⟦It is a free port of the sea.⟧"),
    ("部长说“⟦我们同意这个计划⟧”。", "部长说⟦我们同意这个计划⟧。"),
    ("大臣は「⟦港は開かれている⟧」と述べた。", "大臣は⟦港は開かれている⟧と述べた。"),
    ("Sie sagt: »⟦Der Hafen ist offen⟧«.", "Sie sagt: ⟦Der Hafen ist offen⟧."),
    ("Elle dit « ⟦le port est ouvert⟧ ».", "Elle dit ⟦le port est ouvert⟧."),
    ("“⟦We agree […] to open it⟧,” she said.", "“⟦We agree to open it⟧,” she said."),
    ("“⟦We agree [now] to open it⟧,” she said.", "“⟦We agree now to open it⟧,” she said."),
    ("“⟦We agree … to open it⟧,” she said.", "“⟦We agree to open it⟧,” she said."),
    ("⟦“We agree,” he said, “to open it.”⟧", "⟦“We agreed,” he said, to open it.⟧"),
]


@pytest.mark.parametrize(("old", "new"), CHANGED)
def test_words_that_are_quoted_in_one_version_alone_count(old, new):
    assert is_changed(old, new) is True
    assert is_changed(new, old) is True


UNCHANGED = [
    ("“⟦We agree⟧,” she said.", '"⟦We agree⟧," she said.'),
    ("⟦“We agree,” she said.⟧", "⟦‘We agree,’ she said.⟧"),
    ("‘⟦We call it “free” now⟧,’ she said.", "“⟦We call it ‘free’ now⟧,” she said."),
    ("So “⟦we agree to it⟧,” she said.", "So „⟦we agree to it⟧“, she said."),
    ("So “⟦we agree to it⟧,” she said.", "So »⟦we agree to it⟧«, she said."),
    ("So “⟦we agree to it⟧,” she said.", "So « ⟦we agree to it⟧ », she said."),
    ("他说“⟦我们同意这个计划⟧”。", "他說「⟦我們同意這個計劃⟧」。"),
    ('他说"⟦我们同意⟧"，她说"不"。', "他说“⟦我们同意⟧”，她说“不”。"),
    ("“⟦We agree. We go now⟧,” she said.", "“⟦We agree.\n\n“We go now⟧,” she said."),
    ("“⟦We agree. We go now⟧,” she said.", "“⟦We agree.\n\nWe go now⟧,” she said."),
    ("⟦The ships’ crews don't agree.⟧", "⟦The ships' crews don’t agree.⟧"),
    ("“⟦We aggree⟧,” she said.", "“⟦We agree⟧,” she said."),
    ("⟦We agree to it…⟧", "⟦We agree to it.⟧"),
    ('צה"ל ו⟦פקידי הנמל מסכימים⟧.', "צה״ל ו⟦פקידי הנמל מסכימים⟧."),
    ("She said “yes”—⟦and left⟧.", 'She said "yes" - ⟦and left⟧.'),
]


@pytest.mark.parametrize(("old", "new"), UNCHANGED)
def test_kinds_of_marks_apostrophes_and_paragraphs_do_not(old, new):
    assert is_changed(old, new) is False

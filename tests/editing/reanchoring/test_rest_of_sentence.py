"""Words that stay, in a sentence that says something else: "we agree" in "It is not true that we agree"."""

import pytest

from archive.editing.reanchoring import reanchor
from archive.editing.reanchoring.rest_of_sentence import SentenceComparison

LONG = "So it is with us, " * 30
BEFORE, AFTER = "Folk dry their nets on the beach. ", " Children sing in the school."


def is_changed(old, new, words):
    old, new = f"{BEFORE}{old}{AFTER}", f"{BEFORE}{new}{AFTER}"
    span = old.index(words), old.index(words) + len(words)
    new_span = reanchor(old, new, [span])[0].span
    return SentenceComparison(old, new).is_changed(span, new_span)


CHANGED = [
    ("It is true that we agree.", "It is not true that we agree.", "we agree"),
    ("We agree, and the port may close.", "We agree, and the port must close.", "We agree"),
    ("All pilots agreed.", "Not all pilots agreed.", "ll pilots agreed."),
    ("Few pilots know it.", "A few pilots know it.", "Few pilots know it."),
    ("We agree with them", "We agree with them only in part", "We agree with them"),
    ("他说我们同意。", "他不说我们同意。", "我们同意"),
    ("我们同意这个计划。", "并非我们同意这个计划。", "我们同意这个计划。"),
    ("الميناء مفتوحا أمام السفن.", "ليس الميناء مفتوحا أمام السفن.", "الميناء مفتوحا أمام السفن."),
    ("Лоцманы согласны.", "Едва ли лоцманы согласны.", "оцманы согласны."),
    ("It was five that we agreed.", "It was six that we agreed.", "we agreed"),
    ("The mayor said that we agree.", "The mayor denied that we agree.", "we agree"),
    ("“We agree,” she said.", "“We agree,” he said.", "We agree"),
    ("“We agree,” said the mayor.", "“We agree,” said a source.", "We agree"),
    ("We agreed before 2024.", "We agreed after 2024.", "We agreed"),
    ("We agreed in 2024.", "We agreed in 2025.", "We agreed"),
    ("La alcaldesa dijo que estamos listos.", "La alcaldesa negó que estamos listos.", "estamos listos"),
    ("قالت العمدة إن الميناء مفتوح.", "نفت العمدة إن الميناء مفتوح.", "الميناء مفتوح"),
    ("市长说，我们同意。", "市长问，我们同意。", "我们同意"),
    ("市長は我々は同意すると述べた。", "市長は我々は同意すると否定した。", "我々は同意する"),
    (f"{LONG}and she said we agree.", f"{LONG}and she denied we agree.", "we agree"),
]


@pytest.mark.parametrize(("old", "new", "words"), CHANGED)
def test_a_negation_or_the_first_other_words_of_the_sentence_count(old, new, words):
    assert is_changed(old, new, words) is True


UNCHANGED = [
    ("It is true that we agree.", "It is trrue that we agree.", "we agree"),
    ("We agree with them.", "So be it. We agree with them.", "We agree with them."),
    ("He did not stay. We agree with them.", "He did not stay; we agree with them.", "e agree with them."),
    ("We agree with them.", "1. We agree with them.", "We agree with them."),
    ("We agree with them.", "(a) We agree with them. [3]", "We agree with them."),
    ("We agree with them", "We agree with them …", "We agree with them"),
    ("So we agree with them.", "So we\n\nagree with them.", "agree with them."),
    ("The mayor saaid that we agree.", "The mayor said that we agree.", "we agree"),
    ("We agree, she sa id.", "We agree, she said.", "We agree"),
    ("我們同意，市長說。", "我们同意，市长说。", "同意"),
    (f"{LONG}and she saaid we agree.", f"{LONG}and she said we agree.", "we agree"),
]


@pytest.mark.parametrize(("old", "new", "words"), UNCHANGED)
def test_other_sentences_spelling_notes_and_layout_do_not(old, new, words):
    assert is_changed(old, new, words) is False

"""Decisions raise and lower scores; a rejection holds where the same words stand in the same context."""

from archive.proposing import propose
from archive.proposing.decisions import (
    ACCEPTED,
    EDITED,
    REJECTED,
    AcceptanceRates,
    Decision,
    decision_on,
    without_rejected,
)

TEXT = "Ann Lee said that it works.\n\nLater, in another town, Ann Lee said that it works."


def proposals():
    return propose(TEXT, language="en", kind="news_report", names=["Ann Lee"])


def test_scores_follow_what_was_accepted():
    first = proposals()[0]
    liked = AcceptanceRates(
        [Decision(first.rule, "said", ACCEPTED)] * 41 + [Decision(first.rule, "said", REJECTED)] * 3
    )
    disliked = AcceptanceRates([Decision(first.rule, "said", REJECTED)] * 20)
    assert AcceptanceRates([]).rescore(first).score == first.score
    assert liked.rescore(first).score > first.score > disliked.rescore(first).score
    assert liked.counts(first) == (41, 44)
    assert AcceptanceRates([]).counts(first) == (0, 0)


def test_an_edited_proposal_counts_as_taken():
    first = proposals()[0]
    edited = AcceptanceRates([Decision(first.rule, "said", EDITED)] * 9)
    assert edited.rescore(first).score > first.score


def test_a_rejection_holds_for_the_same_words_in_the_same_context_only():
    first, second = proposals()
    assert without_rejected(TEXT, [first, second], [decision_on(TEXT, first, REJECTED)]) == [second]
    assert without_rejected(TEXT, [first, second], [decision_on(TEXT, first, ACCEPTED)]) == [first, second]
    moved = "A new first paragraph.\n\n" + TEXT
    again = propose(moved, language="en", kind="news_report", names=["Ann Lee"])
    assert len(without_rejected(moved, again, [decision_on(TEXT, second, REJECTED)])) == 1

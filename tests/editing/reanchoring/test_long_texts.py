"""Texts too long to be compared whole, texts that have nothing in common, and spans that are none."""

import re

import pytest

from archive.editing.reanchoring import TextTooLongError, long_texts, reanchor
from archive.editing.reanchoring.anchors import Reanchoring
from archive.editing.reanchoring.candidates import find_candidates

FIRST, SECOND = "We will build the harbour library this year.", "It will be open to every reader of the town."
OLD = f"The guests were greeted by the council of the port. {FIRST} {SECOND} Then all of them walked to the quay."
CHINESE = "代表们昨天抵达港口。我们今年将建设港口图书馆，它向全市读者开放。随后大家前往码头参观。"


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (5, 2), (0, len(OLD) + 1)])
def test_what_is_no_span_of_the_text_is_refused(span):
    with pytest.raises(ValueError, match="is no span of a text of"):
        reanchor(OLD, SECOND, [span])


def test_an_empty_new_text_and_another_document_leave_all_to_review():
    for new in ("", CHINESE):
        assert {result.status for result in reanchor(OLD, new, [(0, 10), (20, 60)])} == {"review"}


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr("archive.editing.reanchoring.anchors.MAX_CHARACTERS", 4_000)
    monkeypatch.setattr(long_texts, "MARGIN", 400)


def test_a_long_text_is_compared_where_it_differs(small_limits):
    text = " ".join(f"{number} boats sailed to the port of {number * 7}." for number in range(300))
    new = text.replace("150 boats sailed", "150 small boats sailed")
    place = text.index("150 boats")
    spans = [(0, 20), (place, place + 23), (len(text) - 30, len(text)), (place + 2000, place + 2010)]
    assert [(result.status, result.span) for result in reanchor(text, new, spans)] == [
        ("kept", (0, 20)),
        ("changed", (place, place + 29)),
        ("moved", (len(text) - 24, len(text) + 6)),
        ("moved", (place + 2006, place + 2016)),
    ]


@pytest.mark.slow
def test_where_a_small_part_differs_the_rest_is_not_compared_and_nothing_else_comes_out(monkeypatch):
    monkeypatch.setattr(long_texts, "MARGIN", 400)
    text = " ".join(f"{number} boats sailed to the port of {number * 7}." for number in range(200))
    place = text.index("100 boats")
    for new in (
        text[:place] + text[place + 70 :],
        text[:place] + "They rested. " + text[place:],
        text[: place - 140] + text[place : place + 70] + text[place - 140 : place] + text[place + 70 :],
        text[:place] + text[place : place + 300].replace("sailed", "saild") + text[place + 300 :],
    ):
        part, whole = long_texts.make_reanchorer(text, new), Reanchoring(text, new)
        assert isinstance(part, long_texts.LongReanchoring)
        for word in re.compile(r"\w+").finditer(text, place - 300, place + 300):
            span = word.start(), text.index(".", word.end() + 30)
            assert part.reanchor(*span) == whole.reanchor(*span)


def test_equal_lines_are_compared_whole_however_little_differs(monkeypatch):
    monkeypatch.setattr(long_texts, "MARGIN", 400)
    lines = "\n\n".join(["The same line again."] * 300)
    assert isinstance(long_texts.make_reanchorer(lines, f"{lines[:3000]} Stop {lines[3000:]}"), Reanchoring)


def test_words_taken_out_are_looked_for_in_all_of_a_long_text(monkeypatch):
    monkeypatch.setattr(long_texts, "MARGIN", 100)
    filler = " ".join(f"{number} boats sailed." for number in range(100))
    old = f"{FIRST} {filler} {FIRST}"
    (candidate,) = find_candidates(old, old[len(FIRST) :], [(0, len(FIRST))])
    assert [old[len(FIRST) :][span.start : span.end] for span in candidate] == [FIRST]


def test_long_texts_that_differ_everywhere_are_refused(small_limits):
    text = " ".join(f"{number} boats" for number in range(600))
    with pytest.raises(TextTooLongError, match="characters; 4,000 together at most"):
        reanchor(text, text.replace("boats", "ships"), [(0, 10)])


def test_of_equal_lines_nobody_can_say_which_was_taken_out(small_limits):
    lines = "\n\n".join(["The same line again."] * 300)
    with pytest.raises(TextTooLongError):
        reanchor(lines, lines[22:], [(2200, 2219)])

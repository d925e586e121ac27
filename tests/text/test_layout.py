import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.layout import Mark, Segment, lay_out
from archive.text.paragraphs import paragraph_bounds


def shape(paragraphs):
    return [
        [(segment.text, "".join(mark.subject for mark in segment.marks)) for segment in paragraph.segments]
        for paragraph in paragraphs
    ]


def test_paragraph_bounds_are_what_stands_between_blank_lines():
    assert paragraph_bounds("One\ntwo\n\nThree") == [(0, 7), (9, 14)]


def test_a_text_without_marks_is_one_segment_for_each_paragraph():
    text = "One\n\nTwo"
    assert [p.segments for p in lay_out(text, paragraph_bounds(text))] == [
        (Segment("One"),),
        (Segment("Two"),),
    ]


def test_an_inner_mark_is_listed_after_the_mark_around_it():
    inner, outer = Mark(4, 7, "i"), Mark(0, 11, "o")
    assert shape(lay_out("one two six", [(0, 11)], [inner, outer])) == [
        [("one ", "o"), ("two", "oi"), (" six", "o")]
    ]


def test_overlapping_marks_share_the_words_in_the_middle():
    marks = [Mark(0, 7, "a"), Mark(4, 11, "b")]
    assert shape(lay_out("one two six", [(0, 11)], marks)) == [[("one ", "a"), ("two", "ab"), (" six", "b")]]


def test_two_marks_on_the_same_words_are_both_kept():
    assert shape(lay_out("one", [(0, 3)], [Mark(0, 3, "a"), Mark(0, 3, "b")])) == [[("one", "ab")]]


def test_a_mark_across_paragraphs_opens_once_and_closes_once():
    text = "One two\n\nthree\n\nfour five"
    mark = Mark(4, 20, "a")
    paragraphs = lay_out(text, paragraph_bounds(text), [mark])
    assert shape(paragraphs) == [
        [("One ", ""), ("two", "a")],
        [("three", "a")],
        [("four", "a"), (" five", "")],
    ]
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    assert [s.text for s in segments if s.opening_marks] == ["two"]
    assert [s.text for s in segments if s.closing_marks] == ["four"]
    assert [paragraph.opening_marks for paragraph in paragraphs] == [[mark], [], []]


def test_hits_split_segments_inside_marks():
    segments = lay_out("one two six", [(0, 11)], [Mark(0, 7, "a")], [(4, 11)])[0].segments
    assert [(s.text, s.hit, s.hit_number, len(s.marks)) for s in segments] == [
        ("one ", False, 0, 1),
        ("two", True, 1, 1),
        (" six", True, 0, 0),
    ]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple), max_size=6)


@pytest.mark.slow
@given(
    st.lists(st.text("ab 中\n", min_size=1, max_size=9).filter(lambda t: "\n\n" not in t), min_size=1),
    spans,
    spans,
)
def test_the_segments_are_the_text_and_every_mark_covers_its_words(parts, marked, hits):
    text = "\n\n".join(part.strip("\n") or "a" for part in parts)
    marks = [Mark(start, end, number) for number, (start, end) in enumerate(marked)]
    bounds = paragraph_bounds(text)
    paragraphs = lay_out(text, bounds, marks, hits)
    assert ["".join(s.text for s in p.segments) for p in paragraphs] == [text[a:b] for a, b in bounds]
    for mark in marks:
        covered = "".join(s.text for p in paragraphs for s in p.segments if mark in s.marks)
        assert covered == "".join(
            text[max(a, mark.start) : min(b, mark.end)] for a, b in bounds if mark.end > a
        )
        opened = [s for p in paragraphs for s in p.segments if mark in s.opening_marks]
        assert len(opened) == (1 if covered else 0)

"""One rule of paragraphs: blank lines are between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.canonical import clean_characters
from archive.text.paragraphs import (
    count_blocks,
    join_paragraphs,
    paragraph_bounds,
    split_blocks,
    split_paragraphs,
)
from tests.factories import make_document


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("", []),
        ("One", [(0, 3)]),
        ("One\n\nTwo\nlines\n\n😀", [(0, 3), (5, 14), (16, 17)]),
    ],
)
def test_bounds(text, bounds):
    assert paragraph_bounds(text) == bounds
    assert [text[start:end] for start, end in bounds] == split_paragraphs(text)


@given(st.lists(st.text(alphabet="ab 中😀", min_size=1), max_size=6))
def test_what_is_joined_is_split_again(paragraphs):
    text = join_paragraphs(paragraphs)
    assert split_paragraphs(text) == paragraphs
    assert [text[start:end] for start, end in paragraph_bounds(text)] == paragraphs


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("\n\n\n", []),
        ("a\nb\n\n\n\nc\n", [["a", "b"], ["c"]]),
        ("\n\na\n", [["a"]]),
    ],
)
def test_blocks_of_lines(text, blocks):
    assert split_blocks(text) == blocks


def test_lines_with_nothing_but_spaces_are_blank_once_they_are_clean():
    assert split_blocks(clean_characters("a\n \u200b\t\nb")) == [["a"], ["b"]]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["One", "One\n\nTwo\nlines\n\n😀 three"])
def test_the_database_derives_the_same_passages(text):
    passages = make_document(text).passages.order_by("number")
    assert list(passages.values_list("start", "end")) == paragraph_bounds(text)
    assert list(passages.values_list("text", flat=True)) == split_paragraphs(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("\n \n", 0),
        ("one", 1),
        ("one\ntwo", 1),
        ("\n\none\n\n\ntwo \n\t\nthree\n\n", 3),
        ("a\n\n" * 1_000, 1_000),
    ],
)
def test_blocks_are_counted_as_they_are_split(text, count):
    assert count_blocks(text) == count
    assert len(split_blocks("\n".join(line.strip() for line in text.split("\n")))) == count

"""Properties of the HTML reader, over generated trees."""

from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import html
from archive.importing.readers.markup import read_markup

BLOCKS = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "blockquote",
    "h1",
    "h3",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "details",
]
TABLES = ["table", "tr", "td"]
INLINE = ["b", "i", "span", "em", "a", "code", "font", "del", "sub"]
NOT_SHOWN = ["script", "style", "template", "noscript"]
LETTERS = st.text("abcxyzäéßжλ中文字あ", min_size=1, max_size=6)
SPACES = st.sampled_from(["", " ", "\n  ", "&nbsp;", "<br>", "<!-- note -->"])


class Tree:
    """Markup, and the letters that a reader sees of it in their order."""

    def __init__(self, markup, letters):
        self.markup = markup
        self.letters = letters


@st.composite
def leaves(draw):
    letters = draw(LETTERS)
    return Tree(draw(SPACES) + letters + draw(SPACES), letters)


@st.composite
def hidden_elements(draw):
    name = draw(st.sampled_from([*NOT_SHOWN, "span hidden", 'div style="display: none"']))
    return Tree(f"<{name}>{draw(LETTERS)}</{name.split()[0]}>", "")


@st.composite
def elements(draw, children):
    name = draw(st.sampled_from([*BLOCKS, *TABLES, *INLINE]))
    inside = draw(st.lists(children, max_size=4))
    # A cell outside of a row, or a block in a paragraph, is moved or closed by every parser alike.
    return Tree(
        f"<{name}>{''.join(child.markup for child in inside)}</{name}>",
        "".join(child.letters for child in inside),
    )


TREES = st.recursive(leaves() | hidden_elements(), elements, max_leaves=25)


def letters_of(text):
    return "".join(character for character in text if character.isalpha())


@pytest.mark.slow
@given(st.lists(TREES, max_size=6))
def test_every_visible_letter_is_in_the_text_once_and_in_order(trees):
    markup = "<div>" + "".join(tree.markup for tree in trees) + "</div>"
    text = "\n".join(paragraph.text for paragraph in read_markup(markup).paragraphs)

    assert letters_of(text) == "".join(tree.letters for tree in trees)


@pytest.mark.slow
@given(st.lists(TREES, min_size=1, max_size=6))
def test_paragraphs_are_canonical_and_never_empty(trees):
    for paragraph in read_markup("".join(tree.markup for tree in trees)).paragraphs:
        lines = paragraph.text.split("\n")
        assert all(line == line.strip() and line for line in lines)
        assert "  " not in paragraph.text


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with suppress(ImportDocumentError):
        html.to_text(text.encode("utf-8", "ignore"), "note.html", "utf-8")


@given(st.text(max_size=60))
def test_escaped_text_comes_back(text):
    read = read_markup(f"<p>{escape(text)}</p>").paragraphs

    assert (
        letters_of("".join(part.text for part in read)).casefold() == letters_of(canonical(text)).casefold()
    )


def canonical(text):
    return "\n".join(paragraph.text for paragraph in read_markup(f"<pre>{escape(text)}</pre>").paragraphs)

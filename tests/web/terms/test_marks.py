"""Terms in the texts of documents and statements: links at their words that break no other mark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.layout import Mark, lay_out
from archive.text.paragraphs import paragraph_bounds
from archive.web.templatetags.archive_text import highlighted_text
from archive.web.terms.marks import TermLink, layout_terms
from tests.factories import make_document, make_occurrence, make_statement, make_term

TEXT = "Books & <ships> are the cheapest ships of all."
LINK = TermLink("ships", "/terms/ships/", "ships")


class StubStatement:
    """What `marked` needs of a statement."""

    attribution = "summary"

    def __init__(self, pk):
        self.pk = self.number = pk


def html_of(text, marks, hits=()):
    bounds = paragraph_bounds(text)
    return "".join(highlighted_text(segment.segments) for segment in lay_out(text, bounds, marks, hits))


def test_words_become_a_link_and_everything_is_escaped():
    at = TEXT.index("cheapest")
    assert html_of(TEXT, [Mark(at, at + 14, LINK)]) == (
        "Books &amp; &lt;ships&gt; are the "
        '<a class="term" href="/terms/ships/" data-term="ships">cheapest ships</a> of all.'
    )


def test_a_mark_that_ends_within_the_words_parts_them_and_there_is_one_tab_stop():
    at = TEXT.index("cheapest")
    html = html_of(TEXT, [Mark(0, at + 8, StubStatement(1)), Mark(at, at + 14, LINK)])
    assert re.findall(r"<a [^>]*>([^<]*)</a>", html) == ["cheapest", "1", " ships"]
    assert html.count('tabindex="-1"') == 1
    assert 'data-term="ships">cheapest</a></mark><sup' in html


def test_hits_stay_marked_within_the_link():
    at = TEXT.index("cheapest")
    html = html_of(TEXT, [Mark(at, at + 14, LINK)], [(at, at + 8)])
    assert (
        '<a class="term" href="/terms/ships/" data-term="ships"><mark class="hit" id="h1">cheapest</mark></a>'
        in html
    )


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda span: (span[0], sum(span)))


@given(st.lists(SPANS, max_size=4), SPANS)
@pytest.mark.slow
def test_no_link_stands_in_a_link_and_no_character_is_lost(statements, term):
    text = ("one two\n\nthree & four <five> " * 3)[:52].rstrip()
    inside = [(start, min(end, len(text))) for start, end in statements if start < len(text)]
    marks = [Mark(*span, StubStatement(number)) for number, span in enumerate(inside, 1)]
    marks.append(Mark(term[0], min(term[1], len(text)), LINK))
    html = html_of(text, marks)
    depth = 0
    for tag in re.findall(r"</?a\b", html):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)
    plain = re.sub(r"<[^>]*>", "", re.sub(r"<sup.*?</sup>", "", html))
    expected = text.replace("\n\n", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain == expected


@pytest.fixture
def term_statement(db):
    statement = make_statement(make_document(TEXT, slug="books"), TEXT)
    make_occurrence(
        make_term("cheapest ships", slug="ships", note="A <b>note</b>.", wordings=[("bateaux", "fr")]),
        statement,
        "cheapest ships",
    )
    return statement


@pytest.mark.parametrize("address", ["/documents/books/", "/statements/{pk}/"])
def test_the_text_leads_to_the_page_and_says_what_the_term_is(reader, term_statement, address):
    page = reader.get(address.format(pk=term_statement.pk)).content.decode()
    assert '<a class="term" href="/terms/ships/" data-term="ships">cheapest ships</a>' in page
    assert page.count(' id="term-ships" popover role="dialog"') == 1
    assert "A &lt;b&gt;note&lt;/b&gt;." in page
    assert '<span lang="fr" dir="ltr">bateaux</span>' in page
    assert "All statements with this term" in page


@pytest.mark.slow
def test_words_in_several_statements_are_one_link_and_the_longest_term_wins(reader, term_statement):
    inner = make_statement(term_statement.document, "the cheapest ships of all")
    make_occurrence(term_statement.term_occurrences.get().term, inner, "cheapest ships")
    make_occurrence(make_term("the cheapest ships of all", slug="all"), inner, "the cheapest ships of all")
    page = reader.get("/documents/books/").content.decode()
    assert re.findall(r'<a class="term"[^>]*data-term="(\w+)"[^>]*>([^<]*)', page) == [
        ("all", "the cheapest ships of all")
    ]


def test_a_term_that_was_unpublished_meanwhile_is_left_out(db):
    spans = [(0, 14, make_term("cheapest ships").pk), (20, 24, make_term("sand", state="draft").pk)]
    found = layout_terms(spans)
    assert [(mark.start, mark.end) for mark in found.marks] == [(0, 14)]
    assert [str(term) for term in found.terms] == ["cheapest ships"]

"""HTML to paragraphs."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.readers.markup import read_markup


def texts(markup):
    return [paragraph.text for paragraph in read_markup(markup).paragraphs]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>Two<br>three</div>", ["Two\nthree"]),
        ("one<br><br>two<br/> <br>three", ["one", "two", "three"]),
        ("<p>one<p>two<div>three<div>four</div>five</div>", ["one", "two", "three", "four", "five"]),
        ("<p>one<div>two</div>three</p>four", ["one", "two", "three", "four"]),
        ("<b>in</b>side <i>a\n line</i>", ["inside a line"]),
        ("<p>中文\n   换行 and\nEnglish</p>", ["中文换行 and English"]),
        ("<p>&amp;amp; &lt;b&gt; a&nbsp;b &#8220;c&#x201d;</p>", ["&amp; <b> a b “c”"]),
        ("<pre>first\n  second\n\nthird</pre>", ["first\nsecond", "third"]),
        ("<dl><dt>Term<dd>Meaning</dl>", ["Term", "Meaning"]),
        ('<p>a<span style="display: block">b</span>c</p>', ["a", "b", "c"]),
        ("<div><x-p>One.</x-p><x-p>Two.</x-p></div>", ["One.", "Two."]),
        (
            "<div>the <x-term>quay</x-term> is <p>wide <x-b>and</x-b><x-b>long</x-b></div>",
            ["the quay is", "wide andlong"],
        ),
        ('<div><time>2 May 2025</time><i class="b">14:30</i></div>', ["2 May 202514:30"]),
        ('<div><i class="a">2 May 2025</i><b class="b">Northport</b></div>', ["2 May 2025 Northport"]),
        ("<a href=a>Home</a><a href=b>About</a>", ["Home About"]),
        (
            '<b class="cap">T</b><b class="rest">he</b> <a href=a>Mac</a><a href=a>Donald</a>',
            ["The MacDonald"],
        ),
        (
            "<h3><button aria-expanded=false>Why?</button></h3><div hidden>So.</div><p hidden>No.</p>",
            ["Why?", "So."],
        ),
    ],
)
def test_blocks_are_paragraphs(markup, expected):
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ul><li>one<li>two<ul><li>inner</ul></ul>", ["• one", "• two", "◦ inner"]),
        ("<ol><li>one<li><p>two</p><p>more</p></ol>", ["1. one", "2. two", "more"]),
        ("<ol start=3 type=a><li>c<li value=27>aa</ol>", ["c. c", "aa. aa"]),
        ("<ol type=I><li>one<li value=1994>late</ol>", ["I. one", "MCMXCIV. late"]),
        ("<ol reversed><li>two<li>one</ol>", ["2. two", "1. one"]),
        ("<ul><li>• typed<li>– dash</ul>", ["• typed", "– dash"]),
        ('<ul style="list-style: none"><li>plain</ul>', ["plain"]),
        ("<li>stray", ["stray"]),
    ],
)
def test_items_keep_the_markers_of_their_list(markup, expected):
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><th>A<th>B<tr><td>1<td>two<br>lines</table>", ["A | B\n1 | two lines"]),
        ("<table><tr><td>1<td><td>3</table>", ["1 | | 3"]),
        ("<table><caption>Votes</caption><tr><td>For<td>9</table>", ["Votes", "For | 9"]),
        ("<table><tr><td>menu<td><p>one</p><p>two</p></table>", ["menu", "one", "two"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", ["a", "b | c"]),
        ("<table><tr><td>one cell</table>", ["one cell"]),
    ],
)
def test_a_table_is_lines_of_cells(markup, expected):
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected", "finding"),
    [
        (
            "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>だ",
            "漢字（かんじ）だ",
            "1 reading was set in parentheses behind the characters (ruby).",
        ),
        ("10<sup>6</sup> on the 1<sup>st</sup>", "10⁶ on the 1st", "1 raised number was written as ¹ ² ³."),
        (
            "in 2015<sup><a href='#note3'>3</a></sup>.",
            "in 2015[3].",
            "1 mark of a note was written in square brackets.",
        ),
        (
            "<q>Yes, <q>no</q></q>, <q>“typed”</q>",
            "“Yes, ‘no’”, “typed”",
            "2 quotations were put between quotation marks, which only the page's style showed.",
        ),
        ("<del>shall</del> may", "shall may", "1 struck-out passage was kept as ordinary words."),
        ("Note. <a href='#up'>↑</a>", "Note.", "Left out: 1 link without words."),
    ],
    ids=["ruby", "raised", "note", "quotation", "struck out", "link back"],
)
def test_what_is_written_in_another_way_is_counted(markup, expected, finding):
    read = read_markup(markup)

    assert [paragraph.text for paragraph in read.paragraphs] == [expected]
    assert read.findings == (finding,)


def test_what_does_not_show_is_left_out_and_counted():
    read = read_markup(
        "<!-- note --><script>var x;</script><style>p {}</style><p>Shown<span hidden>not shown</span>"
        '<i style="display:none">nor this</i><button>Share</button><img alt="A hall"><textarea>typed</textarea></p>'
    )

    assert [paragraph.text for paragraph in read.paragraphs] == ["Shown"]
    assert read.findings == (
        "Left out: 1 button, 1 comment, 1 form field, 2 hidden elements, 1 picture, 1 script and 1 style sheet "
        "(7 words: “not shown”, “nor this”, “Share”, “A hall”).",
    )


def test_headings_are_known():
    read = read_markup("<h2>Over<br>two lines</h2><p>Text.</p><div role=heading>Third</div>")

    assert [(paragraph.text, paragraph.kind) for paragraph in read.paragraphs] == [
        ("Over two lines", "heading"),
        ("Text.", ""),
        ("Third", "heading"),
    ]


def test_elements_nested_too_deep_are_refused_and_deep_ones_read():
    assert texts("<div>" * 2000 + "deep" + "</div>" * 2000) == ["deep"]
    with pytest.raises(ImportDocumentError) as error:
        read_markup("<div>" * 50_000 + "deep", "page.html")

    assert error.value.message == "page.html nests its elements more than 2,048 deep."


def test_nothing_is_no_paragraph():
    assert texts("") == texts("<!-- only a comment -->") == texts(" <p> &nbsp; </p>") == []


def test_quotations_and_formulas_that_lose_their_look_are_counted():
    read = read_markup(
        "<p>He said:</p><blockquote><p>No.</p><p>Never.</p></blockquote><blockquote> </blockquote>"
        "<p>By <math><mn>10</mn></math> ships</p>"
    )

    assert [paragraph.text for paragraph in read.paragraphs] == ["He said:", "No.", "Never.", "By 10 ships"]
    assert read.findings == (
        "1 block quotation was kept as ordinary paragraphs, without marks.",
        "1 formula was written as a line of characters.",
    )


def test_the_declaration_of_xml_is_no_comment():
    assert read_markup('<?xml version="1.0"?><html><body><p>Words</p></body></html>').findings == ()
    assert read_markup("<!-- note --><html><body><p>Words</p></body></html>").findings == (
        "Left out: 1 comment.",
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("The <del>old</del><ins>new</ins> harbour.", "The old new harbour."),
        ("<s>Old</s><ins>New</ins> harbour.", "Old New harbour."),
        ("The <del>old</del> <ins>new</ins> harbour.", "The old new harbour."),
        ("The <del>old, </del><ins>new</ins> harbour.", "The old, new harbour."),
        ("The harbo<del>r</del><ins>ur</ins>.", "The harborur."),
        ("这个<del>旧</del><ins>新</ins>港口。", "这个旧新港口。"),
        ("The <b>old</b><ins>new</ins> harbour.", "The oldnew harbour."),
    ],
)
def test_words_that_others_replace_do_not_run_into_them(markup, expected):
    (paragraph,) = read_markup(f"<p>{markup}</p>", "n").paragraphs
    assert paragraph.text == expected

"""Web pages and pasted HTML."""

import json

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import html
from archive.importing.parse import parse_file, parse_text
from tests.benchmarks.importing import DATA

PAGES = DATA / "html-press-releases" / "europarl"
WORDS = "The council met on Monday and agreed on the dues that every ship pays in the harbour of Northport. "
MENU = "<nav><ul><li><a href=/a>News</a><li><a href=/b>Contact us</a></ul></nav>"


def page(body, head="", menu=MENU):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<article>{body}</article></body></html>"


def read(markup, name="page.html"):
    content = markup if isinstance(markup, bytes) else markup.encode()
    return html.to_text(content, name)


def texts(markup):
    return [paragraph.text for paragraph in read(markup).sections[0].paragraphs]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<!DOCTYPE html><html>", ""),
        (b"\xef\xbb\xbf \n<!-- saved <p> --> <html lang=fr>", ""),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='http://www.w3.org/1999/xhtml'>", ""),
        (b"<!-- a comment --><script>var x</script><p>Hello", ""),
        (b"<p>A pasted paragraph</p>", ""),
        (b"<P CLASS='x'>A pasted paragraph", "note.txt"),
        (b"Words first<br>then lines<br>and <b>more</b><br>", ""),
        ("<html>".encode("utf-16"), "page.htm"),
        (b"Only words", "page.html"),
    ],
)
def test_html_is_recognised_by_content(head, name):
    assert html.recognise(head, name) > 0.6


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'><channel>", "feed.html"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>", ""),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", ""),
        (b"The <p> element of HTML is a paragraph.", "about.txt"),
        (b"a < b and b > c", ""),
        (b"<http://example.org> said so.", ""),
        (b"<!--" * 10_000, ""),
        (b"", ""),
    ],
)
def test_other_texts_are_not_html(head, name):
    assert html.recognise(head, name) == 0.0


@pytest.mark.slow
def test_menus_are_left_out_and_named():
    result = read(
        page(f"<h1>Dues agreed</h1><p>{WORDS}</p><ul><li>Lower dues<li>Safer boats</ul><p>{WORDS}</p>")
    )

    assert [paragraph.text for paragraph in result.sections[0].paragraphs] == [
        "Dues agreed",
        WORDS.strip(),
        "• Lower dues",
        "• Safer boats",
        WORDS.strip(),
    ]
    assert (
        "Left out as menus and other parts around the text: 2 paragraphs with 3 words (“• News”, “• Contact us”)."
        in result.findings
    )


def test_lists_directly_under_the_body_are_kept():
    items = "".join(f"<li>Point {number} of the programme of the council</li>" for number in range(1, 6))
    markup = f"<html><body>{MENU}<h1>Programme</h1><p>{WORDS * 3}</p><ul>{items}</ul><p>{WORDS * 3}</p></body></html>"

    assert sum(text.startswith("• Point") for text in texts(markup)) == 5


def test_a_fragment_is_read_whole():
    assert texts("<p>Menu</p><p>Short</p><ul><li>item</ul>tail") == ["Menu", "Short", "• item", "tail"]


def test_facts_are_taken_with_their_origin():
    head = (
        "<title>Dues agreed - Northport Times</title><meta property=og:site_name content='Northport Times'>"
        "<meta property=article:published_time content=2031-05-07T23:30:00+02:00><meta name=author content='Ada Lund'>"
        "<link rel=canonical href=https://northport.example/dues>"
    )
    result = read(page(f"<p>{WORDS}</p><p>{WORDS}</p>", head).replace("<html>", "<html lang=en-GB>"))
    header = result.sections[0].header

    assert (header.title, str(header.date), header.source, header.url, header.language) == (
        "Dues agreed",
        "2031-05-07",
        "Northport Times",
        "https://northport.example/dues",
        "en",
    )
    assert result.findings[:2] == (
        "Taken from the page: title from the title of the page; date from the page's article:published_time; url from "
        "the page's canonical address; source from the page's og:site_name; language from the page's lang.",
        "The page names an author: Ada Lund (the page's author).",
    )


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<script type=application/ld+json>[{"datePublished": "2031-05-07"}]</script>', "2031-05-07"),
        ("<script type=application/ld+json>{broken</script>", "None"),
        ("<script type=application/ld+json>" + "[" * 100_000 + "</script>", "None"),
        ("<meta name=date content='7 May 2031'>", "2031-05-07"),
        ("<meta name=dcterms.date content=20310507>", "2031-05-07"),
        ("<meta property=article:modified_time content=2031-05-07>", "None"),
        ("<meta name=date content=2031-13-45>", "None"),
    ],
)
def test_the_date_is_that_of_publication_or_unknown(head, date):
    assert str(read(page(f"<h1>Dues</h1><p>{WORDS}</p>", head)).sections[0].header.date) == date


def test_a_printed_date_beside_the_title_is_read():
    result = read(page(f"<h1>Dues</h1><div>Northport, 7 May 2031</div><p>{WORDS}</p>"))

    assert str(result.sections[0].header.date) == "2031-05-07"
    assert "date from the line “Northport, 7 May 2031” beside the title" in result.findings[0]


@pytest.mark.parametrize(
    ("body", "date"),
    [
        (f"<p>{WORDS}</p><h2>More</h2><p><a href=/b>Council of 5 May 2024</a></p>", None),
        (f"<p>On 3 May 2024 the council met again, and {WORDS}</p>", None),
        (f"<h2>The council of 3 May 2024</h2><p>{WORDS}</p>", None),
        (f"<h2>3 May 2024</h2><p>{WORDS}</p>", "2024-05-03"),
        (f"<p>{WORDS}</p><p>Northport, 3 May 2024</p>", "2024-05-03"),
    ],
)
def test_a_date_of_other_news_or_in_a_sentence_is_not_that_of_the_page(body, date):
    header = read(page(f"<h1>Dues agreed</h1>{body}")).sections[0].header

    assert (str(header.date) if header.date else None) == date


def test_a_title_in_one_block_with_the_date_is_kept():
    cells = f"<td><a href=a>Home</a><td><center>Dues agreed<br>May 3, 1998</center><p>{WORDS * 3}"
    markup = f"<html><title>Dues agreed</title><table><tr>{cells}</table></html>"

    section = read(markup).sections[0]

    assert str(section.header.date) == "1998-05-03"
    assert "Dues agreed\nMay 3, 1998" in [paragraph.text for paragraph in section.paragraphs]


def test_a_title_without_heading_is_the_line_that_the_page_title_begins_with():
    body = (
        "<div class=top><a href=/>首页</a><a href=/n>新闻</a></div>"
        "<div>港口部部长会见来宾</div><div>2031-05-07 10:00</div>"
        "<div id=text><p>北港五月七日电 港口部部长今天在北港会见了来访的四省代表，双方就港口收费问题交换了意见。</p>"
        "<p>收费将于明年下降。</p></div><div class=footer>版权所有：<a href=/>港口部</a></div>"
    )
    result = read(f"<html><head><title>港口部部长会见来宾_港口部</title></head><body>{body}</body></html>")
    section = result.sections[0]

    assert (section.header.title, str(section.header.date)) == ("港口部部长会见来宾", "2031-05-07")
    assert [paragraph.text[:8] for paragraph in section.paragraphs] == [
        "港口部部长会见来",
        "北港五月七日电 ",
        "收费将于明年下降",
    ]
    assert section.paragraphs[0].kind == "heading"


def test_two_dates_are_both_reported():
    head = "<meta name=date content=2031-05-07>"
    result = read(page(f"<h1>Dues</h1><p><time datetime=2031-05-09>9 May</time></p><p>{WORDS}</p>", head))

    assert str(result.sections[0].header.date) == "2031-05-07"
    assert "Another date is 2031-05-09, from the page's time element “9 May”." in result.findings


def test_a_language_that_the_words_contradict_is_not_taken():
    result = read("<html lang=de><body><p>" + WORDS * 3)

    assert result.sections[0].header.language == ""
    assert "The page says that its language is de, but its words look like en: choose one." in result.findings


@pytest.mark.parametrize(
    ("content", "encoding", "findings"),
    [
        ("<meta charset=windows-1251><p>Пример текста".encode("cp1251"), "Windows-1251", ()),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>“won’t” costs 5 €".encode(
                "cp1252"
            ),
            "Windows-1252",
            (),
        ),
        ("<meta charset=gb2312><p>中文網頁".encode("gb18030"), "GB18030", ()),
        (
            "<meta charset=iso-8859-1><p>déjà vu".encode(),
            "UTF-8",
            ("The page says that it is in CP1252, but its bytes are not.",),
        ),
        (
            b"<meta charset=hex><p>plain",
            "UTF-8",
            ("The page says that it is in HEX, but its bytes are not.",),
        ),
        ("<meta charset=nonsense><p>déjà vu".encode(), "UTF-8", ()),
    ],
)
def test_the_charset_of_the_page_is_followed_where_its_bytes_agree(content, encoding, findings):
    result = read(content)

    assert (result.encoding, result.findings) == (encoding, findings)
    assert "�" not in result.sections[0].paragraphs[0].text


def test_a_page_that_is_one_pre_is_a_plain_text():
    lines = "\n".join(
        ["  Mr. BOND. Mr. President, I yield the floor to the Senator", "from Vermont for three minutes."] * 3
    )
    result = read(f"<html><head><title>Record</title></head><body><pre>\n{lines}\n</pre></body></html>")

    assert result.lines_may_be_paragraphs
    assert result.sections[0].text.strip("\n") == lines


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><script>app()</script></body></html>",
        "<frameset><frame src=a></frameset>",
        "<!DOCTYPE html>",
    ],
)
def test_a_page_without_text_is_refused(markup):
    with pytest.raises(ImportDocumentError) as error:
        parse_file(markup.encode(), "page.html")

    assert error.value.message == "page.html shows no text: it may be built by a script or of frames."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<p>" * 500_000, "page.html has more than 400,000 tags."),
        ("<div>" * 50_000, "page.html nests its elements more than 2,048 deep."),
        ("<p>x</p>" * 2_600_000, "page.html is 19.8 MB; the limit is 5 MB."),
    ],
    ids=["tags", "deep", "20 MB"],
)
def test_a_page_without_bounds_is_refused(markup, message):
    with pytest.raises(ImportDocumentError) as error:
        parse_file(markup.encode(), "page.html")

    assert error.value.message == message


def test_pasted_html_is_recognised():
    assert [p.kind for p in parse_text("<h2>Dues</h2><p>They fall.</p>").document.passages] == [
        "heading",
        "paragraph",
    ]


@pytest.mark.slow
@pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages are not here")
@pytest.mark.parametrize(
    ("number", "date", "count"),
    [
        ("20190712IPR56948", "2019-07-18", 15),
        ("20221014IPR43206", "2022-10-19", 22),
        ("20250204IPR26689", "2025-02-13", 12),
    ],
)
def test_saved_press_releases(number, date, count):
    expected = json.loads((PAGES.parent / "expected.json").read_text()).get(number, {})
    document = parse_file((PAGES / f"press-release_{number}.html").read_bytes(), f"{number}.html").document

    assert str(document.header.date) == date
    assert len(document.passages) == count
    assert document.header.title == expected.get("title", document.header.title)
    assert document.text.endswith(expected.get("text_ends", ""))
    assert expected.get("text_starts", "") in document.text
    assert not {"Contacts", "Facebook", "Press Officer", "Share this page"} & set(document.text.split("\n"))


def test_the_title_of_a_page_without_heading_ends_where_the_text_goes_on_otherwise():
    head = "<title>The quay is open_Harbour Office</title>"
    markup = f"<html><head>{head}</head><body><div>5 March 2025: The quay is open</div><p>{WORDS * 3}</p></body></html>"

    assert read(markup).sections[0].header.title == "The quay is open"

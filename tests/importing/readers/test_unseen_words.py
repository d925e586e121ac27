"""Words of web pages, Word, OpenDocument and RTF files that are perhaps not seen are named, and stay in the text."""

import pytest

from archive.importing.parse import parse_file
from tests.importing.formats.open_documents import content_xml
from tests.importing.word_files import STYLES, p, r, word_file

COLOUR, TINY = "in the colour of the background", "too small to be read"
TRANSPARENT, OUTSIDE = "in transparent letters", "outside of the page"
SECRET = "The keeper was paid."


def read(content, name):
    parsed = parse_file(content, name)
    return parsed.documents[0].text, [finding for finding in parsed.findings if "perhaps not seen" in finding]


def expected_findings(look, text=SECRET):
    return text, [f"4 words {look}, perhaps not seen in the original: “{SECRET}”."] if look else []


@pytest.mark.parametrize(
    ("attributes", "look"),
    [
        ('style="color:#fff"', COLOUR),
        ('style="COLOR: White !important"', COLOUR),
        ('style="color:rgb(255, 255, 255)"', COLOUR),
        ('style="color:#123;background:#112233"', COLOUR),
        ('style="color:#fff;background:#123"', ""),
        ('style="color:#fff;background:url(a.png)"', ""),
        ('style="color:#eee"', ""),
        ('style="background-color:white"', ""),
        ('style="color:transparent"', TRANSPARENT),
        ('style="color:rgba(0,0,0,0)"', TRANSPARENT),
        ('style="color:transparent;-webkit-background-clip:text"', ""),
        ('style="opacity:0"', TRANSPARENT),
        ('style="opacity:0.4"', ""),
        ('style="font-size:0"', TINY),
        ('style="font-size:1px"', TINY),
        ('style="font-size:0.1em"', TINY),
        ('style="font-size:9px"', ""),
        ('style="font-size:80%"', ""),
        ('style="position:absolute;left:-9999px"', OUTSIDE),
        ('style="text-indent:-100em"', OUTSIDE),
        ('style="margin-left:-20px"', ""),
        ('style="left:-px;font-size:-.-pt"', ""),
    ],
)
def test_of_a_web_page_by_the_style_of_an_element(attributes, look):
    assert read(f"<div><span {attributes}>{SECRET}</span></div>".encode(), "a.html") == expected_findings(
        look
    )


def test_of_a_web_page_on_the_background_of_what_is_around():
    words = f'<font color="white">{SECRET}</font>'

    assert read(f'<div style="background:#000"><p>{words}</p></div>'.encode(), "a.html") == expected_findings(
        ""
    )
    assert read(f'<table bgcolor="#000000"><tr><td>{words}</table>'.encode(), "a.html") == expected_findings(
        ""
    )
    assert read(f"<div><p>{words}</p></div>".encode(), "a.html") == expected_findings(COLOUR)


def test_words_with_a_size_of_their_own_are_seen():
    page = f'<div style="font-size:0"><span style="font-size:14px">Ships pass.</span> <b>{SECRET}</b></div>'

    assert read(page.encode(), "a.html") == expected_findings(TINY, f"Ships pass. {SECRET}")


@pytest.mark.parametrize("name", ["sr-only", "wide visually-hidden", "screen-reader-text"])
def test_words_for_screen_readers_are_left_out_and_counted(name):
    parsed = parse_file(f'<p>Ships <span class="{name}">(a link)</span> pass.</p>'.encode(), "a.html")

    assert parsed.documents[0].text == "Ships pass."
    assert parsed.findings == ("Left out: 1 part for screen readers (2 words: “(a link)”).",)


WHITE, NAVY = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="000080"/>'


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (p(r(SECRET, WHITE)), COLOUR),
        (p(r("The keeper", WHITE), r(" was paid.", f"<w:b/>{WHITE}")), COLOUR),
        (p(r(SECRET), style="White"), COLOUR),
        (p(r(SECRET, WHITE + NAVY)), ""),
        (p(r(SECRET, WHITE + '<w:highlight w:val="blue"/>')), ""),
        (p(r(SECRET, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), COLOUR),
        (p(r(SECRET, '<w:color w:val="000080"/>' + NAVY)), COLOUR),
        (p(r(SECRET, WHITE), properties=NAVY), ""),
        (p(r(SECRET), style="OnNavy"), ""),
        (f"<w:tbl><w:tr><w:tc><w:tcPr>{NAVY}</w:tcPr>{p(r(SECRET, WHITE))}</w:tc></w:tr></w:tbl>", ""),
        (f"<w:tbl><w:tr><w:tc>{p(r(SECRET, WHITE))}</w:tc></w:tr></w:tbl>", COLOUR),
        (p(f"<w:r><w:pict><w:txbxContent>{p(r(SECRET, WHITE))}</w:txbxContent></w:pict></w:r>"), ""),
        (p(r(SECRET, '<w:color w:val="auto"/>')), ""),
        (p(r(SECRET, '<w:sz w:val="2"/>')), TINY),
        (p(r(SECRET, '<w:sz w:val="12"/>')), ""),
    ],
)
def test_of_a_word_file(body, look):
    white = f'<w:style w:styleId="White"><w:name w:val="White"/><w:rPr>{WHITE}</w:rPr></w:style>'
    navy = f'<w:style w:styleId="OnNavy"><w:basedOn w:val="White"/><w:pPr>{NAVY}</w:pPr></w:style>'

    assert read(word_file(body, styles=STYLES + white + navy), "a.docx") == expected_findings(look)


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (f'<text:p><text:span text:style-name="white">{SECRET}</text:span></text:p>', COLOUR),
        (f'<text:p text:style-name="white">{SECRET}</text:p>', COLOUR),
        (
            f'<text:p text:style-name="dark"><text:span text:style-name="white">{SECRET}</text:span></text:p>',
            "",
        ),
        (f'<text:p><text:span text:style-name="tiny">{SECRET}</text:span></text:p>', TINY),
        (f'<text:p text:style-name="dark">{SECRET}</text:p>', ""),
        (f'<draw:text-box><text:p text:style-name="white">{SECRET}</text:p></draw:text-box>', ""),
    ],
)
def test_of_an_open_document(body, look):
    flat = content_xml(body).replace("document-content", "document")

    assert read(flat.encode(), "a.fodt") == expected_findings(look)


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (f"{{\\cf1 {SECRET}}}", COLOUR),
        ("{\\cf1 The keeper\\'20was paid.}", COLOUR),
        (f"{{\\cf2 {SECRET}}}", ""),
        (f"\\cf1\\plain {SECRET}", ""),
        (f"{{\\cf1\\highlight2 {SECRET}}}", ""),
        (f"{{\\fs2 {SECRET}}}", TINY),
        (f"{{\\fs12 {SECRET}}}", ""),
    ],
)
def test_of_rich_text(body, look):
    colours = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}"

    assert read(f"{{\\rtf1 {colours}{body}\\par}}".encode(), "a.rtf") == expected_findings(look)

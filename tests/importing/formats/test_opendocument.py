"""OpenDocument texts."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import opendocument
from archive.importing.parse import parse_file
from archive.importing.readers import zip_file
from tests.importing.formats.open_documents import NAMESPACES, content_xml, open_document, pack


def read(body):
    return opendocument.to_text(open_document(body), "note.odt")


def texts(body):
    return [paragraph.text for paragraph in read(body).sections[0].paragraphs]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (open_document("<text:p>a</text:p>"), "", 1.0),
        (open_document("", "spreadsheet"), "", 1.0),
        (b"PK\x03\x04 anything", "note.odt", 0.9),
        (b"PK\x03\x04 anything", "note.docx", 0.0),
        (f"<?xml version='1.0'?><office:document {NAMESPACES}>".encode(), "", 0.95),
        (b"A text about .odt", "", 0.0),
    ],
)
def test_a_text_is_recognised_by_its_type(head, name, expected):
    assert opendocument.recognise(head, name) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<text:p>One<text:s text:c='3'/>two<text:tab/>three<text:line-break/>four</text:p>",
            ["One two three\nfour"],
        ),
        ("<text:p>The <text:span>day</text:span> <text:date>7 May</text:date> <text:a>link</text:a>", None),
        (
            "<text:list text:style-name='numbers'><text:list-item><text:p>one</text:p><text:list><text:list-item>"
            "<text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list><text:p>between</text:p>"
            "<text:list text:style-name='numbers' text:continue-numbering='true'><text:list-item><text:p>two</text:p>"
            "</text:list-item></text:list>",
            ["1. one", "a. inner", "between", "2. two"],
        ),
        ("<text:list><text:list-item><text:p>sign</text:p></text:list-item></text:list>", ["• sign"]),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
            "<text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            ["a | b"],
        ),
        (
            "<text:p>Words<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
            "</text:note-body></text:note> go on.</text:p><text:p>End.</text:p>",
            ["Words[1] go on.", "End.", "[1] A note."],
        ),
        (
            "<text:p><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"
            "</text:p>",
            ["漢字（かんじ）"],
        ),
        (
            "<text:p>Before<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p>",
            ["Before", "In a box"],
        ),
    ],
    ids=["spaces", "fields", "list", "bullet", "table", "note", "ruby", "box"],
)
def test_what_the_body_holds(body, expected):
    if expected is None:
        body, expected = f"{body}</text:p>", ["The day 7 May link"]
    assert texts(body) == expected


def test_headings_are_known():
    paragraphs = (
        read("<text:h text:outline-level='2'>Dues</text:h><text:p>They fall.</text:p>").sections[0].paragraphs
    )

    assert [(paragraph.text, paragraph.kind) for paragraph in paragraphs] == [
        ("Dues", "heading"),
        ("They fall.", ""),
    ]


def test_comments_and_deletions_are_left_out_and_counted():
    result = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never said</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
        "<text:p>Said<office:annotation><text:p>check this</text:p></office:annotation>.</text:p>"
    )

    assert [paragraph.text for paragraph in result.sections[0].paragraphs] == ["Said."]
    assert result.findings == (
        "Left out: 1 comment and 1 deletion of the tracked changes (4 words: “never said”, “check this”).",
    )


def test_struck_out_words_are_kept_and_counted():
    result = read(
        '<text:p>Three <text:span text:style-name="struck">of <text:span>the</text:span></text:span>'
        '<text:span text:style-name="plain"> shells</text:span>.</text:p>'
    )

    assert [paragraph.text for paragraph in result.sections[0].paragraphs] == ["Three of the shells."]
    assert result.findings == ("1 struck-out passage was kept as ordinary words.",)


def test_page_headers_are_reported():
    header = "<style:header><text:p>Draft 3</text:p></style:header>"
    styles = f"<office:document-styles {NAMESPACES}>{header}</office:document-styles>"
    content = pack({"content.xml": content_xml("<text:p>Words.</text:p>"), "styles.xml": styles})

    assert parse_file(content, "note.odt").findings == ("Left out: 1 page header (2 words: “Draft 3”).",)


def test_a_flat_file_is_read():
    flat = content_xml("<text:p>Flat words.</text:p>").replace("document-content", "document")

    assert parse_file(flat.encode(), "note.fodt").document.text == "Flat words."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            open_document("", "spreadsheet"),
            "is a spreadsheet of OpenDocument, not a text: export its text first.",
        ),
        (
            open_document("", "presentation"),
            "is a presentation of OpenDocument, not a text: export its text first.",
        ),
        (open_document("<text:p/>"), "is empty."),
        (open_document("<text:p>x</text:p>")[:300], "is a damaged zip file."),
        (pack({"settings.xml": "<a/>"}), "is not an OpenDocument text: it has no content.xml."),
        (
            pack({"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": "x"}),
            "is protected with a password: save a copy without it.",
        ),
    ],
    ids=["ods", "odp", "empty", "cut off", "no content", "password"],
)
def test_what_cannot_be_read_is_refused(content, reason):
    with pytest.raises(ImportDocumentError) as error:
        parse_file(content, "note.odt")

    assert error.value.message == f"note.odt {reason}"


def test_what_unpacks_to_too_much_in_all_is_refused(monkeypatch):
    monkeypatch.setattr(zip_file, "MAX_UNPACKED_SIZE", 2_000_000)
    content = pack({f"{number}.bin": bytes(300_000) for number in range(8)})

    with pytest.raises(ImportDocumentError) as error:
        parse_file(content, "note.odt")

    assert (
        error.value.message
        == "note.odt unpacks to 9 files of 2 MB together; the limit is 5,000 files of 1 MB."
    )


def test_entities_are_not_expanded():
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
    document = content_xml("<text:p>Before &b;</text:p>").replace("?>", f"?>{bomb}", 1)

    with pytest.raises(ImportDocumentError):
        parse_file(pack({"content.xml": document}), "note.odt")


def test_words_that_a_style_or_a_field_hides_are_left_out_and_counted():
    body = (
        "<text:p>Open <text:span text:style-name='based'>never </text:span>at noon.</text:p>"
        "<text:p text:style-name='hidden'>For the press.</text:p><text:h text:style-name='hidden'>Secret</text:h>"
        "<text:p>Shut.<text:hidden-paragraph text:is-hidden='true'/></text:p>"
        "<text:p>Shown.<text:hidden-paragraph text:is-hidden='false'/></text:p>"
        "<text:p text:style-name='shown'>Shown again.</text:p>"
    )

    assert texts(body) == ["Open at noon.", "Shown.", "Shown again."]
    assert read(body).findings == (
        "Left out: 4 hidden texts (6 words: “never”, “For the press.”, “Secret”, “Shut.”).",
    )


def test_raised_numbers_do_not_join_the_number_before_them():
    raised = "<text:p>10<text:span text:style-name='{}'>3</text:span> ships</text:p>"
    found = {style: texts(raised.format(style)) for style in ("super", "higher", "lower", "level", "plain")}

    assert found == {
        "super": ["10³ ships"],
        "higher": ["10³ ships"],
        "lower": ["10₃ ships"],
        "level": ["103 ships"],
        "plain": ["103 ships"],
    }
    assert read(raised.format("super")).findings == ("1 raised number was written as ¹ ² ³.",)


def row(text, visibility):
    cell = f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"
    return f"<table:table><table:table-row table:visibility='{visibility}'>{cell}</table:table-row></table:table>"


def section(attributes):
    return f"<text:section {attributes}><text:p>Lamps burn.</text:p></text:section>"


def hidden_text(is_hidden):
    return f"<text:p><text:hidden-text text:is-hidden='{is_hidden}'>Lamps burn.</text:hidden-text></text:p>"


@pytest.mark.parametrize(
    ("body", "noun"),
    [
        (row("Lamps burn.", "collapse"), "hidden row"),
        (row("Lamps burn.", "filter"), "hidden row"),
        (row("Lamps burn.", "visible"), ""),
        (section("text:display='none'"), "hidden section"),
        (section("text:display='condition' text:is-hidden='true'"), "hidden section"),
        (section("text:display='condition' text:is-hidden='false'"), ""),
        (section("text:display='true' text:is-hidden='true'"), ""),
        (hidden_text("true"), "hidden text"),
        ("<text:p><text:hidden-text text:string-value='Lamps burn.'/></text:p>", "hidden text"),
        (hidden_text("false"), ""),
    ],
)
def test_what_is_hidden_is_left_out_and_counted(body, noun):
    extracted = read(f"<text:p>Ships pass.</text:p>{body}")

    shown = [] if noun else ["Lamps burn."]
    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["Ships pass.", *shown]
    assert extracted.findings == ((f"Left out: 1 {noun} (2 words: “Lamps burn.”).",) if noun else ())


def test_a_cell_below_another_one_is_left_out_where_it_has_words():
    cell, covered = "<table:table-cell><text:p>Day</text:p></table:table-cell>", "<table:covered-table-cell/>"
    with_words = "<table:covered-table-cell><text:p>Fee</text:p></table:covered-table-cell>"
    extracted = read(
        f"<table:table><table:table-row>{cell}{covered}{with_words}</table:table-row></table:table>"
    )

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["Day"]
    assert extracted.findings == ("Left out: 1 cell below another one (1 word: “Fee”).",)


def test_a_script_is_no_text_and_a_number_of_a_heading_is_set_apart():
    assert texts("<text:p>One<text:script>var x</text:script> two</text:p>") == ["One two"]
    assert texts("<text:h><text:number>1.</text:number>Lamps</text:h><text:p>x</text:p>") == ["1. Lamps", "x"]


MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mn>2</mn></mfrac>'
    "<annotation>1 over 2</annotation></math>"
)
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'
OBJECT = f'<draw:frame><draw:object {LINK}="{{}}">{{}}</draw:object>{{}}</draw:frame>'


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_formula_is_written_as_a_line_of_characters(is_packed):
    picture = (
        '<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="./ObjectReplacements/Object 1"/>'
    )
    holder = OBJECT.format("./Object 1" if is_packed else "", "" if is_packed else MATH, picture)
    content = content_xml(f"<text:p>It took 3{holder} hours.</text:p>")
    file = pack({"content.xml": content, "Object 1/content.xml": MATH}) if is_packed else content.encode()
    extracted = opendocument.to_text(
        file.replace(b"document-content", b"document") if not is_packed else file, "n"
    )

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["It took 3½ hours."]
    assert extracted.findings == ("1 formula was written as a line of characters.",)


def test_an_object_that_is_no_formula_is_left_out():
    holder = OBJECT.format("./Object 1", "", "")
    content = content_xml(f"<text:p>Ships{holder} pass.</text:p>")
    extracted = opendocument.to_text(pack({"content.xml": content, "Object 1/content.xml": "<chart/>"}), "n")

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["Ships pass."]
    assert extracted.findings == ("Left out: 1 embedded object.",)

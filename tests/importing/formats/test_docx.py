"""Word files: what is read, what is left out and counted."""

import pytest

from archive.importing.formats.docx import recognise, to_text
from archive.importing.readers.word.numbering import format_number
from archive.importing.readers.word.package import OLE_START
from tests.importing.word_files import (
    GOLDEN,
    NUMBERING,
    STYLES,
    charter,
    item,
    lecture,
    p,
    r,
    table,
    word_file,
    zip_file,
)


def read(body, **parts):
    extracted = to_text(word_file(body, **parts), "a.docx")
    return [paragraph.text for paragraph in extracted.sections[0].paragraphs], extracted.findings


def paragraphs(body, **parts):
    return read(body, **parts)[0]


def test_a_word_file_is_recognised_by_its_archive():
    content = word_file(p(r("One.")))

    assert recognise(content, "a.docx") == 1.0
    assert recognise(content, "") == 0.95
    assert recognise(OLE_START, "a.docx") == 1.0
    assert recognise(b"PK\x03\x04 anything", "a.zip") == 0.0
    assert recognise(b"A text", "a.docx") == 0.0


def test_the_golden_files_are_what_their_script_makes():
    assert charter() == (GOLDEN / "charter.docx").read_bytes()
    assert lecture() == (GOLDEN / "lecture.pdf").read_bytes()


def test_headings_are_known_by_their_style_in_any_language():
    body = (
        p(r("One"), style="berschrift1")
        + p(r("Two"), style="Own")
        + p(r("Three"), style="Titel")
        + p(r("four"))
    )
    (section,) = to_text(word_file(body, styles=STYLES), "a.docx").sections

    assert [paragraph.kind for paragraph in section.paragraphs] == ["heading", "heading", "heading", ""]


def test_lists_have_the_numbers_that_word_shows():
    items = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (3, 0)]
    body = "".join(p(r("x"), properties=item(*place)) for place in items)

    assert paragraphs(body, numbering=NUMBERING) == [
        "Article 1. x",
        "(a) x",
        "(b) x",
        "Article 2. x",
        "(a) x",
        "Article 1. x",
        "• x",
    ]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (22, "chineseCounting", "二十二"),
        (10, "japaneseCounting", "十"),
        (7, "decimalZero", "07"),
        (2, "decimalEnclosedCircle", "②"),
        (12, "ordinal", "12th"),
        (21, "ordinal", "21st"),
        (5, "unheardOf", "5"),
    ],
)
def test_numbers_are_written_in_the_form_of_their_list(number, form, text):
    assert format_number(number, form) == text


def test_tables_are_lines_of_cells_and_may_stand_in_each_other():
    assert paragraphs(table(("Day", "Hours"), ("Monday", "9 to 12"))) == ["Day | Hours\nMonday | 9 to 12"]
    inner = f"<w:tbl><w:tr><w:tc>{table(('a', 'b'))}{p(r('c'))}</w:tc></w:tr></w:tbl>"
    assert "".join(paragraphs(inner)).replace(" ", "").replace("|", "").replace("\n", "") == "abc"


def test_notes_stand_at_the_end_after_their_numbers():
    body = p(
        r("Maps"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        r(" and lamps"),
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
        r("."),
    )
    texts, findings = read(
        body,
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p(r("-"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("For one tide."))}{p(r("Or two."))}</w:footnote>'
        f'<w:footnote w:id="3">{p(r("Gone astray."))}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p(r("In winter."))}</w:endnote>',
    )

    assert texts == ["Maps[1] and lamps[i].", "[1] For one tide.", "Or two.", "[i] In winter."]
    assert findings == (
        "Left out: 1 note without a place in the text (2 words: “Gone astray.”).",
        "2 notes were placed at the end of the text, after its number.",
    )


def test_tracked_changes_are_read_as_accepted_and_counted():
    deleted = r("five").replace("w:t", "w:delText")
    texts, findings = read(
        p(r("Three "), f"<w:del>{deleted}</w:del><w:ins>{r('four')}</w:ins>", r(" shells."))
        + p(r("One "), properties="<w:rPr><w:del/></w:rPr>")
        + p(r("paragraph."))
    )

    assert texts == ["Three four shells.", "One paragraph."]
    assert findings == (
        "Left out: 1 tracked deletion (1 word: “five”).",
        "1 tracked insertion was kept as ordinary words.",
    )


def test_struck_out_words_are_kept_and_counted_a_passage_at_a_time():
    struck, twice = "<w:strike/>", "<w:dstrike w:val='true'/>"
    texts, findings = read(
        p(
            r("Three "),
            r("of ", struck),
            r("the ", twice),
            r("shells", "<w:strike w:val='0'/>"),
            r("!", struck),
        )
    )

    assert texts == ["Three of the shells!"]
    assert findings == ("2 struck-out passages were kept as ordinary words.",)


def test_text_boxes_are_read_once_behind_their_paragraph():
    box = f"<w:txbxContent>{p(r('Box.'))}</w:txbxContent>"
    drawing = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )

    assert read(p(r("Text "), f"<w:r>{drawing}</w:r>", r("around.")) + p(r("After."))) == (
        ["Text around.", "Box.", "After."],
        ("1 text box was placed behind the paragraph where it is anchored.",),
    )


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "61", "α"),
        ("Arial", "F0D8", "➢"),
        ("Arial", "2022", "•"),
        ("Symbol", "1", "\ufffd"),
    ],
)
def test_a_symbol_becomes_the_character_that_it_shows(font, code, character):
    texts, _findings = read(p(r("a"), f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'))

    assert texts == [f"a{character}"]


def test_characters_that_only_word_knows_become_ordinary_ones():
    texts, findings = read(
        p(r("\uf0b7 one"))
        + p(
            "<w:r><w:t>two</w:t><w:br/><w:t>lines</w:t><w:noBreakHyphen/><w:t>here</w:t><w:tab/><w:t>.</w:t></w:r>"
        )
        + p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>')
        + p(
            "<w:r><w:ruby><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>港</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
    )

    assert texts == ["• one", "two\nlines\u2011here .", "→", "港（みなと）"]
    assert findings == (
        "1 reading was set in parentheses behind the characters (ruby).",
        "2 symbols were written in ordinary characters.",
    )


def test_fields_links_and_controls_are_read_as_their_words():
    assert paragraphs(
        p(
            f"<w:hyperlink>{r('A link')}</w:hyperlink>",
            f"<w:fldSimple>{r(' in a field')}</w:fldSimple>",
            f"<w:sdt><w:sdtContent>{r(' and a control')}</w:sdtContent></w:sdt>",
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            "<w:oMath><w:r><w:t>=2</w:t></w:r></w:oMath>",
        )
        + f"<w:sdt><w:sdtContent>{p(r('Block.'))}</w:sdtContent></w:sdt>"
    ) == ["A link in a field and a control=2", "Block."]


def test_what_is_left_out_is_counted():
    texts, findings = read(
        p(r("Text."))
        + p(r("Hidden.", "<w:vanish/>"))
        + p('<w:r><w:drawing><blip xmlns="a"/></w:drawing></w:r>'),
        comments=f'<w:comment w:id="0">{p(r("Is it so?"))}</w:comment>',
        header=p(r("The Harbour Press")),
        core="<title>Template</title><creator>A. Keeper</creator><created>2019-01-01T00:00:00Z</created>",
    )

    assert texts == ["Text."]
    assert findings == (
        "Left out: 1 comment, 1 hidden passage, 1 image and 1 page header "
        "(7 words: “Hidden.”, “Is it so?”, “The Harbour Press”).",
        "The file's properties, which may be those of another text, say: title “Template”, author “A. Keeper”, "
        "created 2019-01-01.",
    )


def test_macros_are_left_out():
    content = zip_file(
        {
            "word/document.xml": '<d xmlns="w"><body><p><r><t>One.</t></r></p></body></d>',
            "word/vbaProject.bin": "x",
        }
    )

    assert to_text(content, "a.docm").findings == ("The macros of the file were left out.",)


def test_words_that_are_drawn_are_counted():
    shape = '<w:drawing><a:t xmlns:a="urn:a">Port plan</a:t></w:drawing>'
    line = '<w:pict><v:textpath xmlns:v="urn:v" string="DRAFT"/></w:pict>'

    assert read(p(r("Text."), f"<w:r>{shape}{line}</w:r>")) == (
        ["Text."],
        ("Left out: 2 drawings (3 words: “Port plan”, “DRAFT”).",),
    )


WORD_STYLES = (
    '<w:style w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Based"><w:basedOn w:val="Hidden"/></w:style>'
    '<w:style w:styleId="Shown"><w:basedOn w:val="Hidden"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="Struck"><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>'
)


def test_words_that_a_style_hides_are_left_out_and_counted():
    body = (
        p(r("Open "), r("never ", '<w:rStyle w:val="Based"/>'), r("at noon."))
        + p(r("For the press only."), style="Hidden")
        + p(r("Shown "), r("by itself, ", '<w:vanish w:val="0"/>'), r("or not."), style="Based")
        + p(r("Shown by its style."), style="Shown")
        + p(r("Two styles undo each other.", '<w:rStyle w:val="Hidden"/>'), style="Hidden")
    )
    texts, findings = read(body, styles=WORD_STYLES)

    assert texts == ["Open at noon.", "by itself,", "Shown by its style.", "Two styles undo each other."]
    assert findings == (
        "Left out: 4 hidden passages (8 words: “never”, “For the press only.”, “Shown”, “or not.”).",
    )


def test_a_hidden_row_of_a_table_is_left_out_and_counted():
    hidden = table(("Secret", "Hours")).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
    texts, findings = read(table(("Day", "Noon")) + p(r("End.")) + hidden)

    assert texts == ["Day | Noon", "End."]
    assert findings[0] == "Left out: 1 hidden passage (2 words: “Secret Hours”)."


def test_raised_numbers_do_not_join_the_number_before_them():
    raised = '<w:vertAlign w:val="superscript"/>'
    texts, findings = read(
        p(
            r("10"),
            r("3", raised),
            r(" ships, 5 m"),
            r("-", raised),
            r("2", raised),
            r(", the 5"),
            r("th", raised),
        )
        + p(
            r("10"),
            r("6", '<w:rStyle w:val="Raised"/>'),
            r(" and H"),
            r("2", '<w:vertAlign w:val="subscript"/>'),
        )
        + p(r("8"), r("2", '<w:rStyle w:val="Raised"/><w:vertAlign w:val="baseline"/>')),
        styles=WORD_STYLES,
    )

    assert texts == ["10³ ships, 5 m⁻², the 5th", "10⁶ and H2", "82"]
    assert findings == ("3 raised numbers were written as ¹ ² ³.",)


def test_struck_out_words_and_quotations_of_a_style_are_named():
    texts, findings = read(
        p(r("Five "), r("six", '<w:rStyle w:val="Struck"/>')) + p(r("No ship waits."), style="Zitat"),
        styles=WORD_STYLES,
    )

    assert texts == ["Five six", "No ship waits."]
    assert findings == (
        "1 block quotation was kept as ordinary paragraphs, without marks.",
        "1 struck-out passage was kept as ordinary words.",
    )


def test_what_describes_an_image_is_quoted():
    image = '<w:drawing><docPr descr="A map of the quay"/><blip/></w:drawing>'
    texts, findings = read(
        p(r("Here"), f"<w:r>{image}</w:r>", r(" it is."), "<w:r><w:pict><imagedata/></w:pict></w:r>")
    )

    assert texts == ["Here it is."]
    assert findings == ("Left out: 2 images (5 words: “A map of the quay”).",)

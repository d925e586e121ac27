"""Fields of Word: their codes are no words of the text; what a field without a result shows is not lost."""

from archive.importing.formats.docx import to_text
from tests.importing.word_files import p, r, word_file


def mark(kind, form=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{form}</w:fldChar></w:r>'


def code(text):
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def field(instruction, *result, form=""):
    parts = [mark("separate"), *result] if result else []
    return "".join([mark("begin", form), code(instruction), *parts, mark("end")])


def read(*inside):
    (section,) = (extracted := to_text(word_file("".join(inside)), "a.docx")).sections
    return [paragraph.text for paragraph in section.paragraphs], extracted.findings


def test_of_a_field_its_result_is_text():
    assert read(p(r("See "), field("REF _a", r("Section 4")), r("."))) == (["See Section 4."], ())


def test_the_result_of_a_field_in_a_code_is_no_text():
    inner = field("MERGEFIELD rank", r("captain"))
    outer = mark("begin") + code("IF") + inner + code('= "captain" "Aye" "No"') + mark("separate")

    assert read(p(r("He said "), outer, r("Aye"), mark("end"), r("."))) == (["He said Aye."], ())


def test_a_result_of_several_paragraphs_is_text():
    paragraphs = (
        p(mark("begin"), code("TOC"), mark("separate"), r("One")) + p(r("Two"), mark("end")) + p(r("Three"))
    )

    assert read(paragraphs) == (["One", "Two", "Three"], ())


def test_what_is_chosen_in_a_form_is_text():
    choice = "<w:ffData><w:ddList>{}<w:listEntry w:val='No'/><w:listEntry w:val='Yes'/></w:ddList></w:ffData>"
    box = "<w:ffData><w:checkBox>{}</w:checkBox></w:ffData>"
    forms = [
        choice.format('<w:result w:val="1"/>'),
        choice.format(""),
        box.format('<w:default w:val="1"/>'),
        box.format('<w:default w:val="1"/><w:checked w:val="0"/>'),
        box.format("<w:checked/>"),
    ]

    found = [read(p(r("Open: "), field("FORM", form=form), r("."))) for form in forms]

    assert found == [([f"Open: {shown}."], ()) for shown in ("Yes", "No", "☒", "☐", "☒")]


def test_a_quotation_field_is_text():
    assert read(p(field('QUOTE "Ships pass"'), r("."))) == (["Ships pass."], ())


def test_fields_that_show_nothing_are_not_missed():
    assert read(p(r("Ships"), field('XE "ships"'), field("TC Ships"), r(" pass."))) == (["Ships pass."], ())


def test_a_field_whose_result_is_not_in_the_file_is_counted():
    assert read(p(r("Point "), field("LISTNUM"), r(" of all."))) == (
        ["Point of all."],
        ("Left out: 1 field without a result (1 word: “LISTNUM”).",),
    )


def test_words_behind_a_code_without_an_end_are_counted_and_the_next_paragraph_is_read():
    assert read(p(r("Ships pass."), mark("begin"), code("REF"), r("lost")) + p(r("Lamps burn."))) == (
        ["Ships pass.", "Lamps burn."],
        ("Left out: 1 field without a result (2 words: “REF lost”).",),
    )


def test_a_large_first_letter_begins_its_word():
    letter = '<w:framePr w:dropCap="{}" w:lines="3"/>'
    found = [
        read(p(r("T"), properties=letter.format(kind)) + p(r("he harbour.")))
        for kind in ("drop", "margin", "none")
    ]

    assert found == [(["The harbour."], ()), (["The harbour."], ()), (["T", "he harbour."], ())]


def test_numbers_below_or_above_the_line_join_no_number_before_them():
    def look(name, value):
        return f'<w:{name} w:val="{value}"/>'

    def ships(properties):
        return read(p(r("10"), r("3", properties), r(" ships")))

    raised, lowered = ("1 raised number was written as ¹ ² ³.",), ("1 lowered number was written as ₁ ₂ ₃.",)
    assert ships(look("vertAlign", "subscript")) == (["10₃ ships"], lowered)
    assert ships(look("position", "8")) == (["10³ ships"], raised)
    assert ships(look("position", "-6")) == (["10₃ ships"], lowered)
    assert ships(look("position", "2")) == (["103 ships"], ())
    assert read(p(r("CO"), r("2", look("vertAlign", "subscript")))) == (["CO2"], ())
    half = (r("1", look("vertAlign", "superscript")), r("/"), r("2", look("vertAlign", "subscript")))
    assert read(p(*half, r(" hour"))) == (["¹/₂ hour"], lowered + raised)


def test_a_deleted_cell_is_left_out():
    cells = f"<w:tc>{p(r('Day'))}</w:tc><w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>{p(r('Fee'))}</w:tc>"

    assert read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == (
        ["Day"],
        ("Left out: 1 tracked deletion (1 word: “Fee”).",),
    )

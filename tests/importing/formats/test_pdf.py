"""PDF: reading order, what is left out and counted, files that cannot be read."""

import random
from contextlib import suppress
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import pdf
from archive.importing.formats.pdf import MAX_PAGES, recognise, to_text
from tests.importing.printed_pages import PORTABLE_PIXEL, Design, draw_pdf, print_pdf

TITLE = "The Harbour Library"
SENTENCES = (
    "The minister opened the harbour library on a windy morning and thanked the carpenters.",
    "She promised that the reading room would stay open until midnight, as the sailors had asked.",
    "Her deputy added that the catalogue would be printed twice a year and sent to every lighthouse.",
    "Nobody had expected so many well-read pilots, least of all the keeper of the maps.",
)
PARAGRAPHS = [
    f"Point {number}. " + " ".join(SENTENCES[(number + step) % 4] for step in range(3 + number % 3))
    for number in range(1, 60)
]


def paragraphs(content):
    return [paragraph.text for paragraph in to_text(content, "a.pdf").sections[0].paragraphs]


def line(text, x=72, y=700, font="Times-Roman", size=12):
    def draw(canvas):
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return draw


def error_of(content):
    with pytest.raises(ImportDocumentError) as caught:
        to_text(content, "a.pdf")
    return caught.value.message


def test_a_pdf_is_recognised_by_its_first_bytes():
    assert recognise(b"%PDF-1.7\n", "a") == 1.0
    assert recognise(b"\n\n%PDF-1.4\n", "a.txt") == 1.0
    assert recognise(b"A text on %PDF", "a.pdf") == 0.0


@pytest.mark.slow
@pytest.mark.parametrize(
    "design",
    [
        Design(head="The Harbour Gazette", foot="{page}"),
        Design(indent=14, space=0, head="The Harbour Gazette", foot="- {page} -"),
        Design(columns=2, size=9.5, head="The Harbour Gazette", foot="Page {page} of 9"),
        Design(columns=2, size=9.5, indent=10, space=0, foot="The Harbour Gazette {page}"),
        Design(columns=3, size=8),
    ],
)
def test_paragraphs_are_read_column_by_column_without_page_furniture(design):
    assert paragraphs(print_pdf(TITLE, PARAGRAPHS, design)) == [TITLE, *PARAGRAPHS]


def test_chinese_is_read_from_a_font_with_character_codes():
    texts = [
        "部长在一个大风的早晨为港口图书馆揭幕，并感谢了整个冬天都在工作的木匠们。" * 4,
        "她答应阅览室开放到午夜。" * 9,
    ]

    assert paragraphs(print_pdf("港口图书馆", texts, Design(font="STSong-Light"))) == ["港口图书馆", *texts]


def test_type_larger_than_the_text_is_a_heading():
    (section,) = to_text(print_pdf(TITLE, PARAGRAPHS[:3], Design()), "a.pdf").sections

    assert [paragraph.kind for paragraph in section.paragraphs] == ["heading", "", "", ""]


def test_a_table_is_read_row_by_row():
    def draw(canvas):
        canvas.setFont("Times-Roman", 11)
        for row in range(12):
            canvas.drawString(72, 700 - 16 * row, f"Port {row}")
            canvas.drawString(300, 700 - 16 * row, f"{row * 7} ships")

    assert paragraphs(draw_pdf(draw))[0].split("\n")[1] == "Port 1 7 ships"


def test_words_that_are_only_placed_apart_get_a_space():
    def draw(canvas):
        for place, word in enumerate(("The", "harbour", "opened.")):
            canvas.drawString(72 + 60 * place, 700, word)

    assert paragraphs(draw_pdf(draw)) == ["The harbour opened."]


def test_bold_type_made_by_printing_twice_is_read_once():
    assert paragraphs(draw_pdf(lambda canvas: [line("Harbour", x)(canvas) for x in (72, 72.3)])) == [
        "Harbour"
    ]


def test_what_is_left_out_is_counted():
    picture = ImageReader(BytesIO(PORTABLE_PIXEL))

    def draw_mixed(canvas):
        line("The harbour opened.")(canvas)
        canvas.drawImage(picture, 72, 400, 50, 50)
        canvas.rotate(90)
        canvas.drawString(300, -50, "DRAFT")

    content = draw_pdf(
        draw_mixed,
        lambda canvas: canvas.drawImage(picture, 0, 0, 500, 700),
    )
    extracted = to_text(content, "a.pdf")

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["The harbour opened."]
    assert extracted.findings == (
        "The text was read from 2 pages of a PDF file: compare it with the original.",
        "1 page without a text layer (scanned) left out: 2.",
        "Left out: 2 images and 1 piece of turned text (1 word: “DRAFT”).",
        "The file's properties, which may be those of another text, say: title “untitled”, author “anonymous”, "
        "created 2000-01-01.",
    )


def test_a_turned_page_is_read_as_its_reader_sees_it():
    content = draw_pdf(lambda canvas: (canvas.rotate(90), canvas.drawString(72, -100, "The harbour opened.")))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.pages[0].rotate(90)
    stream = BytesIO()
    writer.write(stream)

    assert paragraphs(stream.getvalue()) == ["The harbour opened."]


def test_a_scan_has_no_text_layer():
    picture = ImageReader(BytesIO(PORTABLE_PIXEL))

    assert error_of(draw_pdf(lambda canvas: canvas.drawImage(picture, 0, 0, 500, 700))) == (
        "a.pdf has no text layer: it is a scan."
    )


def test_an_empty_file_has_no_text_layer():
    assert error_of(draw_pdf(lambda canvas: None)) == "a.pdf has no text layer: its pages are empty."


def test_a_password_is_asked_for_in_words():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(draw_pdf(line("Secret.")))))
    writer.encrypt("lighthouse", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)

    assert error_of(stream.getvalue()) == "a.pdf is protected with a password: save a copy without it."


def test_too_many_pages_are_refused_before_they_are_read():
    writer = PdfWriter()
    for _number in range(MAX_PAGES + 1):
        writer.add_blank_page(595, 842)
    stream = BytesIO()
    writer.write(stream)

    assert error_of(stream.getvalue()) == "a.pdf has 501 pages; the limit is 500. Import it in parts."


def test_a_page_that_draws_without_end_is_refused(monkeypatch):
    monkeypatch.setitem(pdf._BOUNDS, "stream_parsing_work_maximum_count", 1000)
    content = draw_pdf(lambda canvas: canvas._code.extend(["0 0 m"] * 1000))

    assert error_of(content) == "a.pdf draws too much to be read as a text: import it in parts."


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n", b"%PDF-1.4\n" + b"\xff" * 300, b"%PDF-1.7 trailer << /Root 1 0 R >>"]
)
def test_a_damaged_file_is_refused(content):
    assert error_of(content) == "a.pdf is damaged: it cannot be read as a PDF file."


@pytest.mark.slow
def test_mutated_files_are_read_or_refused():
    content, chance = print_pdf(TITLE, PARAGRAPHS, Design(columns=2, size=9)), random.Random(9)
    for _round in range(40):
        changed = bytearray(content)
        for _change in range(chance.randint(1, 30)):
            changed[chance.randrange(9, len(changed))] = chance.randrange(256)
        with suppress(ImportDocumentError):
            to_text(bytes(changed), "a.pdf")


def test_what_is_written_into_a_form_is_counted():
    def form(canvas):
        canvas.drawString(72, 700, "The harbour opened.")
        canvas.acroForm.textfield(name="a", value="At noon", x=72, y=600)
        canvas.acroForm.textfield(name="b", value="", x=72, y=500)

    extracted = to_text(draw_pdf(form), "a.pdf")

    assert "Left out: 1 note or form field (2 words: “At noon”)." in extracted.findings


def test_words_that_cannot_be_seen_are_named():
    def draw_unseen_words(canvas):
        text = canvas.beginText(72, 650)
        text.setTextRenderMode(3)
        text.textLine("Five words of a machine.")
        text.setTextRenderMode(0)
        text.textOut("And seen again.")
        canvas.drawText(text)

    extracted = to_text(draw_pdf(line(SENTENCES[0]), draw_unseen_words, line(SENTENCES[1])), "a.pdf")

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == [
        SENTENCES[0],
        "Five words of a machine.\nAnd seen again.",
        SENTENCES[1],
    ]
    assert [finding for finding in extracted.findings if "seen" in finding] == [
        "5 words drawn without being shown imported, though not seen on the pages: “Five words of a machine.”. "
        "Of a scan, they are what a machine recognised."
    ]


@pytest.mark.parametrize(
    ("text", "rise", "size", "expected"),
    [
        ("3", 4, 7, "It cost 10³ million."),
        ("-2", 4, 7, "It cost 10⁻² million."),
        ("th", 4, 7, "It cost 10th million."),
        ("3", 0, 12, "It cost 103 million."),
        ("3", -3, 7, "It cost 10₃ million."),
    ],
    ids=["raised", "negative", "letters", "on the line", "below the line"],
)
def test_raised_numbers_do_not_join_the_number_before_them(text, rise, size, expected):
    def draw(canvas):
        x = 72
        for piece, height, points in (("It cost 10", 0, 12), (text, rise, size), (" million.", 0, 12)):
            canvas.setFont("Times-Roman", points)
            canvas.drawString(x, 700 + height, piece)
            x += canvas.stringWidth(piece, "Times-Roman", points)

    extracted = to_text(draw_pdf(draw), "a.pdf")

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == [expected]
    written = [finding for finding in extracted.findings if "written as" in finding]
    assert written == {
        "It cost 10₃ million.": ["1 lowered number was written as ₁ ₂ ₃."],
        "It cost 10th million.": [],
        "It cost 103 million.": [],
    }.get(expected, ["1 raised number was written as ¹ ² ³."])

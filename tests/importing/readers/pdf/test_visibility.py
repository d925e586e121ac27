"""Words of a PDF file that nobody sees are named, and those that are seen are not."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject, TextStringObject
from reportlab.lib.utils import ImageReader

from archive.importing.formats.pdf import to_text
from tests.importing.printed_pages import PORTABLE_PIXEL, draw_pdf

SEEN = "The harbour opened at noon."
SECRET = "The keeper was paid in gold."
COLOUR, TINY = "6 words in the colour of the background imported", "6 words too small to be read imported"
OUTSIDE = "6 words outside of what the page shows imported"
COVERED = "6 words below a box or a picture imported"
LAYER = "6 words in a layer that is switched off imported"
CLEAR = "6 words drawn without being shown imported"


def unseen_findings(content):
    return [finding for finding in to_text(content, "a.pdf").findings if "not seen" in finding]


def sentence(start, quoted=SECRET):
    of_scan = " Of a scan, they are what a machine recognised." if start in (COVERED, CLEAR) else ""
    return f"{start}, though not seen on the pages: “{quoted}”.{of_scan}"


def draw_words(canvas, text=SECRET, x=72, y=600, size=12):
    canvas.setFont("Times-Roman", size)
    canvas.drawString(x, y, text)


def page(draw):
    """Black words beside what is drawn."""

    def draw_page(canvas):
        draw_words(canvas, SEEN, y=700)
        draw(canvas)

    return draw_pdf(draw_page)


def draw_in(colour, behind=None, shape=None):
    def draw(canvas):
        if behind:
            canvas.setFillColorRGB(*behind)
            canvas.rect(60, 590, 400, 30, stroke=0, fill=1)
        if shape:
            shape(canvas)
        canvas.setFillColorRGB(*colour)
        draw_words(canvas)

    return draw


def draw_covered(colour=(0, 0, 0), alpha=1.0, bottom=595, height=20, mode=None):
    def draw(canvas):
        draw_words(canvas)
        canvas.setFillColorRGB(*colour)
        canvas.setFillAlpha(alpha)
        if mode:
            canvas.setBlendMode(mode)
        canvas.rect(60, bottom, 400, height, stroke=0, fill=1)

    return draw


def draw_clipped(bottom):
    def draw(canvas):
        path = canvas.beginPath()
        path.rect(60, bottom, 400, 40)
        canvas.clipPath(path, stroke=0, fill=0)
        draw_words(canvas)

    return draw


def draw_clear(alpha):
    def draw(canvas):
        canvas.setFillAlpha(alpha)
        draw_words(canvas)

    return draw


def draw_form(corners):
    def draw(canvas):
        canvas.beginForm("box", *corners)
        draw_words(canvas)
        canvas.endForm()
        canvas.doForm("box")

    return draw


def draw_picture(is_first):
    def draw(canvas):
        if not is_first:
            draw_words(canvas)
        canvas.drawImage(ImageReader(BytesIO(PORTABLE_PIXEL)), 60, 590, 400, 40)
        if is_first:
            canvas.setFillColorRGB(1, 1, 1)
            draw_words(canvas)

    return draw


def draw_frame(canvas):
    """A box with a hole where the words are."""
    draw_words(canvas)
    path = canvas.beginPath()
    path.rect(40, 560, 500, 80)
    path.rect(60, 590, 400, 30)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def draw_outlined(canvas):
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(2)
    text.setFillColorRGB(1, 1, 1)
    text.textOut(SECRET)
    canvas.drawText(text)


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (draw_in((1, 1, 1)), COLOUR),
        (draw_in((0.98, 0.98, 0.98)), COLOUR),
        (draw_in((0.1, 0.1, 0.3), behind=(0.1, 0.1, 0.3)), COLOUR),
        (draw_in((1, 1, 1), behind=(0.1, 0.1, 0.3)), ""),
        (draw_in((0.8, 0.8, 0.8)), ""),
        (draw_in((1, 1, 1), shape=lambda canvas: canvas.roundRect(60, 590, 400, 30, 8, fill=1)), ""),
        (draw_outlined, ""),
        (lambda canvas: draw_words(canvas, size=1), TINY),
        (lambda canvas: draw_words(canvas, size=4), ""),
        (lambda canvas: draw_words(canvas, x=700), OUTSIDE),
        (lambda canvas: draw_words(canvas, y=-20), OUTSIDE),
        (draw_clipped(500), OUTSIDE),
        (draw_clipped(590), ""),
        (draw_form((0, 0, 50, 50)), OUTSIDE),
        (draw_form((0, 0, 600, 800)), ""),
        (draw_covered(), COVERED),
        (draw_covered(colour=(1, 1, 1)), COVERED),
        (draw_covered(colour=(1, 1, 0), alpha=0.4), ""),
        (draw_covered(colour=(1, 1, 0), mode="Multiply"), ""),
        (draw_covered(bottom=602, height=1.2), ""),
        (draw_covered(bottom=597, height=1.2), ""),
        (draw_frame, ""),
        (draw_picture(is_first=False), COVERED),
        (draw_picture(is_first=True), ""),
        (draw_clear(0), CLEAR),
        (draw_clear(0.3), ""),
    ],
    ids=[
        "white",
        "nearly white",
        "dark on dark",
        "white on dark",
        "grey",
        "white on a rounded box",
        "white with an outline",
        "tiny",
        "small",
        "beside the page",
        "below the page",
        "outside of a clip",
        "inside of a clip",
        "outside of a form",
        "inside of a form",
        "blacked out",
        "whited out",
        "marked with a transparent pen",
        "marked with a blending pen",
        "struck",
        "underlined",
        "in the hole of a frame",
        "below a picture",
        "white on a picture",
        "transparent",
        "half transparent",
    ],
)
def test_words_that_nobody_sees_are_named(draw, found):
    content = page(draw)

    assert unseen_findings(content) == ([sentence(found)] if found else [])
    assert "gold" in " ".join(
        paragraph.text for paragraph in to_text(content, "a.pdf").sections[0].paragraphs
    )


def test_of_a_line_only_the_words_below_a_box_are_named():
    def draw(canvas):
        before = canvas.stringWidth("The keeper was ", "Times-Roman", 12)
        width = canvas.stringWidth("paid in gold", "Times-Roman", 12)
        draw_words(canvas)
        canvas.rect(72 + before - 1, 596, width + 2, 12, stroke=0, fill=1)

    assert unseen_findings(page(draw)) == [
        "3 words below a box or a picture imported, though not seen on the pages: “paid in gold.”. "
        "Of a scan, they are what a machine recognised."
    ]


def test_unseen_passages_are_named_by_their_reason():
    def draw(canvas):
        draw_words(canvas, "Lamps are dear.", size=1)
        canvas.setFillColorRGB(1, 1, 1)
        draw_words(canvas, "Oil is dearer.", y=500)
        canvas.setFillColorRGB(0, 0, 0)
        draw_words(canvas, "Ships pass.", y=400)
        canvas.setFillColorRGB(1, 1, 1)
        draw_words(canvas, "So is rope.", y=300)

    assert unseen_findings(page(draw)) == [
        "3 words too small to be read imported, though not seen on the pages: “Lamps are dear.”.",
        "6 words in the colour of the background imported, though not seen on the pages: "
        "“Oil is dearer.”, “So is rope.”.",
    ]


def test_words_in_a_layer_that_is_switched_off_are_named():
    def draw(canvas):
        draw_words(canvas, SEEN, y=700)
        canvas._code.append("/OC /Hidden BDC")
        draw_words(canvas)
        canvas._code.append("EMC /OC /Shown BDC")
        draw_words(canvas, "Ships pass.", y=500)
        canvas._code.append("EMC")

    writer = PdfWriter(clone_from=PdfReader(BytesIO(draw_pdf(draw))))
    layers = [
        writer._add_object(
            DictionaryObject(
                {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(name)}
            )
        )
        for name in ("Hidden", "Shown")
    ]
    writer.pages[0]["/Resources"][NameObject("/Properties")] = DictionaryObject(
        {NameObject(f"/{name}"): layer for name, layer in zip(("Hidden", "Shown"), layers, strict=True)}
    )
    settings = DictionaryObject({NameObject("/OFF"): ArrayObject(layers[:1])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject(layers), NameObject("/D"): settings}
    )
    stream = BytesIO()
    writer.write(stream)

    assert unseen_findings(stream.getvalue()) == [sentence(LAYER)]


@pytest.mark.parametrize("turn", [0, 90])
def test_words_outside_of_the_cropped_page_are_named(turn):
    def draw(canvas):
        if turn:
            canvas.transform(0, 1, -1, 0, 595, 0)  # the words stand upright on the page as it is turned
        draw_words(canvas, SEEN, x=100, y=300)
        draw_words(canvas, x=100, y=5)

    writer = PdfWriter(clone_from=PdfReader(BytesIO(draw_pdf(draw))))
    cropped = writer.pages[0]
    cropped.rotate(turn)
    cropped.cropbox = RectangleObject((20, 20, 575, 822))
    stream = BytesIO()
    writer.write(stream)

    assert unseen_findings(stream.getvalue()) == [sentence(OUTSIDE)]

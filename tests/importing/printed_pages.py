"""PDF files made of known paragraphs: in one or two columns, with running heads and page numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

MARGIN = 70  # points
GUTTER = 18
PORTABLE_PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc```\0\0\0\4\0\1\xf6\x178U"
    b"\0\0\0\0IEND\xaeB`\x82"
)


@dataclass(frozen=True)
class Design:
    columns: int = 1
    font: str = "Times-Roman"
    size: float = 11
    indent: float = 0  # of first lines, points
    space: float = 6  # between paragraphs, points
    head: str = ""
    foot: str = ""  # with {page}
    is_justified: bool = True


def draw_pdf(*draw: Callable[[Canvas], object], **options: object) -> bytes:
    """One page for each function that draws it."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, **options)
    for item in draw:
        item(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def print_pdf(title: str, paragraphs: list[str], design: Design) -> bytes:
    """The bytes of a PDF file; the same for the same text."""
    if design.font == "STSong-Light":
        pdfmetrics.registerFont(UnicodeCIDFont(design.font))
    stream = BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4, invariant=1, title=title, author="The Harbour Press")
    document.addPageTemplates(PageTemplate("page", _frames(design), onPage=_furniture(design)))
    is_chinese = design.font == "STSong-Light"
    body = ParagraphStyle(
        "body",
        fontName=design.font,
        fontSize=design.size,
        leading=design.size * 1.25,
        firstLineIndent=design.indent,
        spaceAfter=design.space,
        alignment=TA_JUSTIFY if design.is_justified and not is_chinese else 0,
        wordWrap="CJK" if is_chinese else None,
    )
    heading = ParagraphStyle(
        "heading",
        parent=body,
        fontSize=design.size * 1.5,
        leading=design.size * 1.9,
        spaceAfter=12,
        firstLineIndent=0,
    )
    story = [Paragraph(escape(title), heading)] if title else []
    document.build(story + [Paragraph(escape(text), body) for text in paragraphs])
    return stream.getvalue()


def _frames(design: Design) -> list[Frame]:
    width, height = A4
    column = (width - 2 * MARGIN - GUTTER * (design.columns - 1)) / design.columns
    return [
        Frame(MARGIN + number * (column + GUTTER), MARGIN, column, height - 2 * MARGIN, 0, 0, 0, 0)
        for number in range(design.columns)
    ]


def _furniture(design: Design):
    def draw(canvas, document):
        canvas.setFont(design.font, 9)
        if design.head:
            canvas.drawString(MARGIN, A4[1] - 45, design.head)
        if design.foot:
            canvas.drawCentredString(A4[0] / 2, 40, design.foot.format(page=document.page))

    return draw

"""The words of diagrams and charts, which are not in the text, are named."""

from archive.importing.formats.docx import to_text
from tests.importing.word_files import p, r, word_file

DRAWING = "<w:r><w:drawing><dgm:relIds xmlns:dgm='d'/></w:drawing></w:r>"


def test_words_of_diagrams_and_charts_are_named():
    body = p(r("Ships pass."), DRAWING, DRAWING.replace("relIds", "chart"))
    content = word_file(
        body, diagramData="<w:t>Keepers</w:t><w:t>report</w:t>", chart="<w:v>Lamps</w:v><w:v>12</w:v>"
    )
    extracted = to_text(content, "a.docx")

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["Ships pass."]
    assert extracted.findings == ("Left out: 2 embedded objects (4 words: “Keepers report”, “Lamps 12”).",)

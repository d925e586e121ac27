"""Word files of a few lines of WordprocessingML, and the golden files of this project in formats that are binary.

`python -m tests.importing.word_files` writes the golden files again.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.importing.printed_pages import Design, print_pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = (
    "styles",
    "numbering",
    "footnotes",
    "endnotes",
    "comments",
    "header",
    "footer",
    "diagramData",
    "chart",
)
GOLDEN = Path(__file__).parent / "golden"


def word_file(body: str, **parts: str) -> bytes:
    """`parts` are the insides of other parts by their names; `core` those of the properties."""
    references = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in _KINDS
        if name in parts
    )
    files = {
        "_rels/.rels": _relationships(
            f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(references),
    }
    for name, inside in parts.items():
        path = "docProps/core.xml" if name == "core" else f"word/{name}.xml"
        files[path] = f"<w:{name} {W}>{inside}</w:{name}>"
    return zip_file(files)


def _relationships(inside: str) -> str:
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inside}</Relationships>'


def zip_file(files: dict[str, str]) -> bytes:
    """The same bytes for the same files."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name, (2024, 3, 5, 0, 0, 0)), text, ZIP_DEFLATED)
    return stream.getvalue()


def p(*inside: str, style: str = "", properties: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{''.join(inside)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(r(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


STYLES = """
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>
  <w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
"""


def charter() -> bytes:
    """What an editor may get as a Word file: headings, articles, a table, a note, a comment, tracked changes."""
    return word_file(
        p(r("Charter of the Harbour Library"), style="Titel")
        + p(r("Adopted at Port Adeyemi, 5 March 2024"))
        + p(r("Membership"), style="Own")
        + p(r("The library is open to every sailor."), properties=item(1))
        + p(
            r("Pilots may borrow maps"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            r(";"),
            properties=item(1, 1),
        )
        + p(r("keepers may borrow lamps."), properties=item(1, 1))
        + p(
            r("The fee is "),
            f"<w:del>{r('five').replace('w:t', 'w:delText')}</w:del><w:ins>{r('three')}</w:ins>",
            r(" shells."),
            properties=item(1),
        )
        + p(r("Opening hours"), style="berschrift1")
        + table(("Day", "Hours"), ("Monday", "9 to 12"), ("Friday", "9 to midnight"))
        + p(r("Bring a lamp."), properties=item(3)),
        styles=STYLES,
        numbering=NUMBERING,
        footnotes=f'<w:footnote w:id="2">{p(r("For one tide at a time."))}</w:footnote>',
        comments=f'<w:comment w:id="0">{p(r("Is the fee settled?"))}</w:comment>',
        footer=p(r("Harbour Press – draft")),
        core="<title>Template</title><creator>A. Keeper</creator><created>2019-01-01T00:00:00Z</created>",
    )


def lecture() -> bytes:
    """A printed lecture in two columns, with a running head and page numbers."""
    sentences = (
        "The keeper of the lighthouse writes down every ship that passes, its flag, its hour and its cargo.",
        "Nobody reads these books, and yet the insurance companies of the coast pay for their binding.",
        "In the winter of the great fog the books were the only proof that thirty well-known ships had passed at all.",
        "A record that nobody reads is still a record, and its day comes when a witness is wanted.",
        "That is why the library keeps them next to the maps, on the dry side of the reading room.",
    )
    paragraphs = [" ".join(sentences[(start + step) % 5] for step in range(4)) for start in range(30)]
    numbered = [f"{_ORDINALS[place % 5]} of all. {text}" for place, text in enumerate(paragraphs)]
    design = Design(
        columns=2, size=9.5, indent=10, space=0, head="Lectures of the Harbour Library", foot="{page}"
    )
    return print_pdf("On the Keeping of Records", numbered, design)


_ORDINALS = ("First", "Then", "Next", "Besides", "Last")

if __name__ == "__main__":
    (GOLDEN / "charter.docx").write_bytes(charter())
    (GOLDEN / "lecture.pdf").write_bytes(lecture())

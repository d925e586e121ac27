"""OpenDocument texts (LibreOffice, OpenOffice), also as one flat XML file."""

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header
from archive.importing.readers.markup import read_markup
from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.opendocument.content import DRAW, MATH, OFFICE, read_content
from archive.importing.readers.opendocument.styles import STYLE, Styles
from archive.importing.readers.xml import parse_xml, root_name
from archive.importing.readers.zip_file import open_zip, read_member

LABEL = "OpenDocument text"
SUFFIXES = (".odt", ".ott", ".fodt")
_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument."
_HREF = "{http://www.w3.org/1999/xlink}href"
MAX_FORMULAS = 1_000
_KINDS = {
    "spreadsheet": "a spreadsheet",
    "presentation": "a presentation",
    "graphics": "a drawing",
    "chart": "a chart",
    "formula": "a formula",
    "base": "a database",
}


def recognise(head: bytes, name: str) -> float:
    """Sure by the first member of the zip file, which is its type. All kinds of OpenDocument are recognised, so that
    each can be refused by its name."""
    if head.startswith(b"PK") and _MIMETYPE in head[:200]:
        return 1.0
    if head.startswith(b"PK") and name.lower().endswith((".odt", ".ott", ".ods", ".odp", ".odg")):
        return 0.9
    return 0.95 if root_name(head) == "office:document" else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    if not content.startswith(b"PK"):
        parsed = parse_xml(content, name, encoding)
        return _read(parsed.root, [parsed.root], name)
    archive = open_zip(content, name)
    manifest = read_member(archive, "META-INF/manifest.xml", name)
    if b"encryption-data" in manifest:
        raise ImportDocumentError(f"{name} is protected with a password: save a copy without it.")
    _refuse_other_kinds(read_member(archive, "mimetype", name), name)
    body = read_member(archive, "content.xml", name)
    if not body:
        raise ImportDocumentError(f"{name} is not an OpenDocument text: it has no content.xml.")
    root = parse_xml(body, f"content.xml of {name}").root
    _put_formulas_in_place(root, archive, name)
    styles = read_member(archive, "styles.xml", name)
    roots = [root, parse_xml(styles, f"styles.xml of {name}").root] if styles else [root]
    return _read(root, roots, name)


def _put_formulas_in_place(root: etree._Element, archive: ZipFile, name: str) -> None:
    """Inserts formulas where a flat file has them; in a packed file each is a file of its own."""
    for holder in list(root.iter(f"{DRAW}object"))[:MAX_FORMULAS]:
        folder = holder.get(_HREF, "").removeprefix("./")
        content = read_member(archive, f"{folder}/content.xml", name) if folder else b""
        if b"math" in content[:1000]:
            formula = parse_xml(content, f"{folder} of {name}").root
            if formula.tag == MATH:
                holder.append(formula)


def _refuse_other_kinds(mimetype: bytes, name: str) -> None:
    kind = mimetype.decode("ascii", "replace").strip().rpartition(".")[2].removesuffix("-template")
    if description := _KINDS.get(kind):
        raise ImportDocumentError(
            f"{name} is {description} of OpenDocument, not a text: export its text first."
        )


def _read(root: etree._Element, style_roots: list[etree._Element], name: str) -> ExtractedText:
    body = next(root.iter(f"{OFFICE}text"), None)
    if body is None:
        raise ImportDocumentError(f"{name} is not an OpenDocument text: its body is of another kind.")
    omissions = Omissions()
    markup = read_content(body, Styles(*style_roots), omissions)
    margins = dict.fromkeys(text for style_root in style_roots for text in _page_margins(style_root))
    for noun, words in margins:
        omissions.add(noun, words)
    read = read_markup(markup, name, omissions)
    if not read.paragraphs:
        raise ImportDocumentError(f"{name} is empty.")
    return ExtractedText((Section(Header(), paragraphs=read.paragraphs),), read.findings)


def _page_margins(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Page headers and footers with their words."""
    for noun in ("header", "footer"):
        for element in root.iter(f"{STYLE}{noun}", f"{STYLE}{noun}-left"):
            if words := " ".join("".join(element.itertext()).split()):
                yield f"page {noun}", words

"""The body of a Word document as an HTML element: paragraphs, headings, tables, text boxes, notes."""

from collections.abc import Iterable

from lxml import etree, html

from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.word.elements import attribute, child, is_on, local_name, value_of
from archive.importing.readers.word.fields import Fields
from archive.importing.readers.word.notes import Notes
from archive.importing.readers.word.numbering import Numbering
from archive.importing.readers.word.package import Package
from archive.importing.readers.word.runs import InlineWriter, append_text, text_of
from archive.importing.readers.word.styles import Styles, read_list_place
from archive.text.word_sets import word_set

_WRAPPERS = word_set("sdt sdtContent customXml ins moveTo smartTag AlternateContent Choice Fallback body")
MAX_DEPTH = 60  # of tables in tables and content controls in each other


def read_body(package: Package, omissions: Omissions) -> html.HtmlElement:
    """All the words of the document; what is left out is counted. Raises ImportDocumentError for a damaged part."""
    root = package.xml(package.document)
    styles = Styles(package.related_xml("styles"))
    notes = Notes(package.related_xml("footnotes"), package.related_xml("endnotes"))
    numbering = Numbering(package.related_xml("numbering"), styles)
    writer = _BodyWriter(omissions, notes, styles, numbering)
    result = html.Element("div")
    writer.write_blocks(result, root if root is not None else ())
    writer.write_notes(result)
    _count_omissions(package, omissions, notes)
    return result


def _count_omissions(package: Package, omissions: Omissions, notes: Notes) -> None:
    for note in notes.find_unreferenced():
        if text := "".join(text_of(note)).strip():
            omissions.add("note without a place in the text", text)
    comments = package.related_xml("comments")
    for comment in comments if comments is not None else ():
        omissions.add("comment", "".join(text_of(comment)))
    for kind in ("header", "footer"):
        for part in package.related_parts(kind):
            element = package.xml(part)
            if element is not None and (text := " ".join(text_of(element)).strip()):
                omissions.add(f"page {kind}", text)
    for kind in ("diagramData", "chart"):
        for part in package.related_parts(kind):
            root = package.xml(part)
            labels = root.iter("{*}t", "{*}v") if root is not None else ()
            omissions.add_words(" ".join(element.text or "" for element in labels))
    for _chunk in package.related_parts("aFChunk"):
        omissions.add("embedded document")


class _BodyWriter:
    def __init__(self, omissions: Omissions, notes: Notes, styles: Styles, numbering: Numbering) -> None:
        self._omissions, self._notes, self._styles, self._numbering = omissions, notes, styles, numbering
        self._fields = Fields()
        # A paragraph whose end was deleted, or that is its first letter.
        self._open: html.HtmlElement | None = None

    def write_blocks(
        self, target: html.HtmlElement, elements: Iterable[etree._Element], depth: int = 0
    ) -> None:
        for element in elements:
            name = local_name(element)
            if name == "p":
                self._write_paragraph(target, element, depth)
            elif name == "tbl":
                self._open = None
                self._write_table(target, element, depth)
            elif name == "AlternateContent":
                self.write_blocks(target, element[:1], depth)
            elif name in _WRAPPERS and depth < MAX_DEPTH:
                self.write_blocks(target, element, depth + 1)
            elif name in ("del", "moveFrom"):
                self._omissions.add("tracked deletion", "".join(text_of(element)))
            elif text_of(element):  # a run, a field or a formula outside of a paragraph, or too deep
                self._write_inline(target, html.Element("p"), [element], depth)

    def write_notes(self, target: html.HtmlElement) -> None:
        """After the text, each with its label; those that notes refer to follow them."""
        while notes := list(self._notes.unread()):
            for label, note in notes:
                self._omissions.mapped["note"] += 1
                holder = html.Element("div")
                self.write_blocks(holder, note)
                first = next(holder.iter("p", "h1", "h2", "h3", "h4", "h5", "h6"), holder)
                first.text = f"[{label}] {(first.text or '').lstrip()}"
                target.append(holder)

    def _write_paragraph(self, target: html.HtmlElement, paragraph: etree._Element, depth: int) -> None:
        properties = child(paragraph, "pPr")
        element, self._open = self._open, None
        if element is None:
            element = self._new_paragraph(properties, has_text=bool(text_of(paragraph)))
        self._write_inline(target, element, [paragraph], depth)
        is_first_letter = attribute(child(properties, "framePr"), "dropCap") in ("drop", "margin")
        if is_first_letter or any(child(properties, "rPr", name) is not None for name in ("del", "moveFrom")):
            self._open = element

    def _new_paragraph(self, properties: etree._Element | None, has_text: bool) -> html.HtmlElement:
        style = value_of(properties, "pStyle")
        level = self._styles.heading_level(style, properties)
        text_tag = "blockquote" if self._styles.is_quotation(style) else "p"
        element = html.Element(f"h{level}" if level else text_tag)
        place = read_list_place(properties) or self._styles.list_place(style)
        if place and place.list_id not in ("", "0") and has_text and (label := self._numbering.label(place)):
            append_text(element, f"{label} ")
        return element

    def _write_inline(
        self, target: html.HtmlElement, element: html.HtmlElement, parents: list[etree._Element], depth: int
    ) -> None:
        writer = InlineWriter(self._omissions, self._notes, self._styles, self._fields)
        for parent in parents:
            writer.write_paragraph(element, parent)
        if element.getparent() is None:
            target.append(element)
        for box in writer.boxes:
            if depth < MAX_DEPTH:
                self.write_blocks(target, box, depth + 1)

    def _write_table(self, target: html.HtmlElement, table: etree._Element, depth: int) -> None:
        element = html.Element("table")
        for row in _inside(table, "tr"):
            if is_on(row, "trPr", "del"):
                self._omissions.add("tracked deletion", "".join(text_of(row)))
                continue
            if is_on(row, "trPr", "hidden"):
                self._omissions.add("hidden passage", " ".join(text_of(row)))
                continue
            line = html.Element("tr")
            element.append(line)
            for cell in _inside(row, "tc"):
                if child(cell, "tcPr", "cellDel") is not None:
                    self._omissions.add("tracked deletion", " ".join(text_of(cell)))
                    continue
                column = html.Element("td")
                line.append(column)
                self.write_blocks(column, cell, depth + 1)
                self._open = None
        target.append(element)


def _inside(element: etree._Element, name: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    elements: list[etree._Element] = []
    for descendant in element:
        if local_name(descendant) == name:
            elements.append(descendant)
        elif local_name(descendant) in _WRAPPERS:
            elements += _inside(descendant, name)
    return elements

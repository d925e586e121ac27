"""Runs: the pieces of a paragraph, written into an HTML element."""

from collections.abc import Callable

from lxml import etree, html

from archive.importing.readers.field_codes import equation, field_name, quoted_text
from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.word.elements import attribute, child, children, local_name, value_of
from archive.importing.readers.word.fields import Field, Fields
from archive.importing.readers.word.formulas import formula_text
from archive.importing.readers.word.notes import Notes
from archive.importing.readers.word.styles import Styles
from archive.importing.readers.word.symbols import PRIVATE_USE, symbol
from archive.text.word_sets import word_set

# Wrappers whose content is the text's: fields, links, tracked insertions, content controls.
_WRAPPERS = word_set("hyperlink smartTag sdtContent ins moveTo fldSimple customXml dir bdo sdt")
_CODE_TEXTS = frozenset(["instrText", "delInstrText"])
_IN_CODE = frozenset([*_WRAPPERS, "r", "fldChar"])  # what can have the end of a code in it
_DELETED = frozenset(["del", "moveFrom"])
_CHARACTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "tab": "\t", "ptab": "\t"}
_PICTURES = frozenset(["drawing", "pict", "object"])
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "wingdings 2", "wingdings 3")
MAX_INLINE_DEPTH = 100


class InlineWriter:
    """Writes what stands in a paragraph; the text boxes it meets are collected in `boxes`."""

    def __init__(self, omissions: Omissions, notes: Notes, styles: Styles, fields: Fields) -> None:
        self._omissions, self._notes, self._styles, self._fields = omissions, notes, styles, fields
        self._paragraph_style = ""
        self.boxes: list[etree._Element] = []
        self._actions: dict[str, Callable[[html.HtmlElement, etree._Element], None]] = {
            "t": self._write_text,
            "br": self._write_break,
            "sym": self._write_symbol,
            "ruby": self._write_ruby,
            "oMath": self._write_formula,
            "oMathPara": self._write_formula,
            "footnoteReference": self._write_note,
            "endnoteReference": self._write_note,
            "AlternateContent": self._write_alternative,
            "fldChar": self._write_field_mark,
        }

    def write_paragraph(self, target: html.HtmlElement, paragraph: etree._Element) -> None:
        self._paragraph_style = value_of(paragraph, "pPr", "pStyle")
        self.write(target, paragraph)
        for field in self._fields.close_codes():
            self._omissions.add("field without a result", field.code)

    def write(self, target: html.HtmlElement, parent: etree._Element, depth: int = 0) -> None:
        """The children of `parent` into `target`."""
        if depth > MAX_INLINE_DEPTH:
            return append_text(target, "".join(text_of(parent)))
        for element in parent:
            self._write_element(target, element, depth)
        return None

    def _write_element(self, target: html.HtmlElement, element: etree._Element, depth: int) -> None:
        name = local_name(element)
        if name in _CODE_TEXTS or (self._fields.is_code and name not in _IN_CODE):
            self._fields.add_code("".join(element.itertext()))
        elif name in _DELETED:
            self._omissions.add("tracked deletion", "".join(text_of(element)))
        elif name == "r":
            self._write_run(target, element, depth)
        elif name in _WRAPPERS:
            if name in ("ins", "moveTo") and len(element):
                self._omissions.mapped["tracked insertion"] += 1
            self.write(target, element, depth + 1)
            if name == "fldSimple" and not any(text_of(element)):
                self._write_field(target, Field(code=attribute(element, "instr")))
        elif action := self._actions.get(name):
            action(target, element)
        elif name in _PICTURES:
            self._note_picture(element)
        elif name in _CHARACTERS:
            append_text(target, _CHARACTERS[name])
        elif name == "cr":
            target.append(html.Element("br"))
        elif name == "delText":
            self._omissions.add("tracked deletion", element.text or "")

    def _write_run(self, target: html.HtmlElement, run: etree._Element, depth: int) -> None:
        def has(name: str) -> bool:
            return self._styles.has_toggle(run, self._paragraph_style, name)

        if has("vanish"):
            for mark in children(run, "fldChar"):
                self._write_field_mark(target, mark)
            if text := "".join(text_of(run)):
                self._omissions.add("hidden passage", text)
            return
        if has("strike") or has("dstrike"):
            target = _open_element(target, "s")
        if style := self._styles.unseen_style(run, self._paragraph_style):
            target = _open_element(target, "span", style)
        tag = self._styles.position_tag(run, self._paragraph_style)
        if tag and child(run, "t") is not None:
            target = _open_element(target, tag)
        self.write(target, run, depth + 1)

    def _write_text(self, target: html.HtmlElement, element: etree._Element) -> None:
        text = element.text or ""
        font = attribute(child(element.getparent(), "rPr", "rFonts"), "ascii")
        if font.lower() in _SYMBOL_FONTS or any(ord(char) in PRIVATE_USE for char in text):
            text = "".join(self._character(font, char) for char in text)
        append_text(target, text)
        if text:
            self._fields.note_result()

    def _character(self, font: str, char: str) -> str:
        """Letters in a symbol's font are symbols in old files; new ones have private characters."""
        if ord(char) not in PRIVATE_USE and (font.lower() not in _SYMBOL_FONTS or char.isspace()):
            return char
        self._omissions.mapped["symbol"] += 1
        return symbol(font, ord(char))

    def _write_break(self, target: html.HtmlElement, element: etree._Element) -> None:
        if attribute(element, "type") not in ("page", "column"):
            target.append(html.Element("br"))
        elif target.text or len(target):
            append_text(target, " ")  # the end of a page is none of a paragraph

    def _write_symbol(self, target: html.HtmlElement, element: etree._Element) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        self._omissions.mapped["symbol"] += 1
        append_text(target, symbol(attribute(element, "font"), code))

    def _write_ruby(self, target: html.HtmlElement, element: etree._Element) -> None:
        ruby = html.Element("ruby")
        base, reading = child(element, "rubyBase"), child(element, "rt")
        if base is not None:
            self.write(ruby, base, 1)
        if reading is not None:
            above = html.Element("rt")
            self.write(above, reading, 1)
            ruby.append(above)
        target.append(ruby)

    def _write_formula(self, target: html.HtmlElement, element: etree._Element) -> None:
        append_element(target, "math", formula_text(element))
        self._fields.note_result()

    def _write_field_mark(self, target: html.HtmlElement, mark: etree._Element) -> None:
        if ended := self._fields.read(mark):
            self._write_field(target, ended)

    def _write_field(self, target: html.HtmlElement, field: Field) -> None:
        """One without a result: what its code says that it shows."""
        name = field_name(field.code)
        if name == "EQ":
            shown = equation(field.code)
            if shown.reading:
                append_element(append_element(target, "ruby", shown.text), "rt", shown.reading)
            else:
                append_element(target, "math", shown.text)
        elif name == "QUOTE":
            append_text(target, quoted_text(field.code))
        elif text := field.form_text:
            append_text(target, text)
        elif not field.is_silent:
            self._omissions.add("field without a result", field.code)

    def _write_note(self, target: html.HtmlElement, element: etree._Element) -> None:
        custom = attribute(element, "customMarkFollows") in ("1", "true", "on")
        if label := self._notes.refer(local_name(element), attribute(element, "id"), custom):
            append_text(target, f"[{label}]")

    def _write_alternative(self, target: html.HtmlElement, element: etree._Element) -> None:
        """The first choice that has words, else the fallback: both show the same."""
        for option in element:
            if any(text.strip() for text in text_of(option)):
                return self.write(target, option, 1)
        for option in element[:1]:
            self.write(target, option, 1)
        return None

    def _note_picture(self, element: etree._Element) -> None:
        self._fields.note_result()
        for box in filter(_is_original, element.iter("{*}txbxContent")):
            self._omissions.mapped["text box"] += 1
            self.boxes.append(box)
        names = {local_name(descendant) for descendant in element.iter()}
        if names & {"blip", "imagedata"}:
            self._omissions.add("image", _description(element))
        elif names & {"OLEObject", "chart", "relIds"}:
            self._omissions.add("embedded object", _description(element))
        if drawn := _drawn_words(element):
            self._omissions.add("drawing", drawn)


def _open_element(target: html.HtmlElement, tag: str, style: str = "") -> html.HtmlElement:
    """Returns the element into which words of one look are written; consecutive runs are one passage."""
    if not len(target) or target[-1].tag != tag or target[-1].tail or target[-1].get("style", "") != style:
        target.append(html.Element(tag, {"style": style} if style else {}))
    return target[-1]


def _is_original(box: etree._Element) -> bool:
    """Whether it is neither inside another box nor in a fallback, which repeats the words of the choice before it."""
    fallback = next(box.iterancestors("{*}Fallback"), None)
    choice = fallback.getprevious() if fallback is not None else None
    is_copy = choice is not None and next(choice.iter("{*}txbxContent"), None) is not None
    return not is_copy and next(box.iterancestors("{*}txbxContent"), None) is None


def _description(element: etree._Element) -> str:
    """Returns what is read aloud in place of a picture."""
    texts = (descendant.get("descr") or descendant.get("alt") or "" for descendant in element.iter())
    return next(filter(str.strip, texts), "")


def _drawn_words(element: etree._Element) -> str:
    """Of a drawing, outside its text boxes: the words of its shapes and those that are set along a line."""
    path_texts = [path.get("string") or "" for path in element.iter("{*}textpath")]
    texts = element.iter("{*}t")
    in_shapes = [
        text.text or "" for text in texts if next(text.iterancestors("{*}txbxContent"), None) is None
    ]
    return " ".join([*in_shapes, *path_texts])


def text_of(element: etree._Element) -> list[str]:
    """The texts in an element, those of tracked deletions too."""
    return [each.text for each in element.iter("{*}t", "{*}delText") if each.text]


def append_element(target: html.HtmlElement, tag: str, text: str) -> html.HtmlElement:
    element = html.Element(tag)
    element.text = text
    target.append(element)
    return element


def append_text(target: html.HtmlElement, text: str) -> None:
    """XML's own characters only; lxml refuses others, and no file can hold them."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text

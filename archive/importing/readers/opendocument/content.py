"""The body of an OpenDocument text to HTML, element by element, without recursion."""

from collections import Counter
from html import escape

from lxml import etree

from archive.importing.readers.markup.formulas import formula_text
from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.opendocument.styles import TEXT, Styles

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TAGS = {
    f"{TEXT}p": "p",
    f"{TABLE}table": "table",
    f"{TABLE}table-row": "tr",
    f"{TABLE}table-cell": "td",
    f"{TEXT}section": "div",
    f"{TEXT}index-body": "div",
    f"{TEXT}index-title": "div",
    f"{DRAW}text-box": "div",
    f"{TEXT}ruby": "ruby",
    f"{TEXT}ruby-text": "rt",
}
MATH = "{http://www.w3.org/1998/Math/MathML}math"
_OF_FRAMES = (f"{DRAW}object", f"{DRAW}image")
# Elements whose words are not part of the text as it is printed, by what a finding calls them.
_LEFT_OUT = {
    f"{OFFICE}annotation": "comment",
    f"{TEXT}tracked-changes": "deletion of the tracked changes",
    f"{OFFICE}forms": "form",
    f"{DRAW}object": "embedded object",
    f"{DRAW}object-ole": "embedded object",
    f"{DRAW}image": "picture",
    f"{_SVG}title": "description of a picture",
    f"{_SVG}desc": "description of a picture",
    f"{OFFICE}scripts": "script",
    f"{TEXT}script": "script",
    f"{TABLE}covered-table-cell": "cell below another one",
}
_SILENT = frozenset(
    [f"{TEXT}note-citation", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls"]
)
_CONTAINERS = frozenset(
    [
        *(tag for tag, name in _TAGS.items() if name not in ("p", "ruby", "rt")),
        *(f"{TEXT}{name}" for name in ("list", "list-item", "list-header", "note", "note-body")),
        f"{OFFICE}text",
        f"{DRAW}frame",
    ]
)
_WITH_STYLE = frozenset(f"{TEXT}{name}" for name in ("p", "h", "span"))
_CLOSED = frozenset(f"{TEXT}{name}" for name in ("h", "span", "number", "list-item", "list-header"))
MAX_SPACES = 100  # of one <text:s>


def read_content(body: etree._Element, styles: Styles, omissions: Omissions) -> str:
    """HTML of the element office:text, with its notes at the end."""
    reader = _Reader(styles, omissions)
    omitted = None
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if reader.omits(element):
                walker.skip_subtree()
                omitted = element
            else:
                reader.start(element)
                reader.write(element, element.text)
            continue
        if element is not omitted:
            reader.end(element)
        if element is not body:
            reader.write(element.getparent(), element.tail)
    return "".join(reader.body) + "".join(reader.notes)


class _Reader:
    """Writes to the body, or to the notes while it is inside one; `lists` are the styles of the open lists."""

    def __init__(self, styles: Styles, omissions: Omissions) -> None:
        self.styles, self.omissions = styles, omissions
        self.body: list[str] = []
        self.notes: list[str] = []
        self.output = self.body
        self.lists: list[str] = []
        self.closing: list[str] = []
        self.counts: Counter[tuple[str, int]] = Counter()  # of the items of a list style, by its level
        self.mark = ""
        self.note_lists: list[list[str]] = []

    def omits(self, element: etree._Element) -> bool:
        if element.tag in _SILENT or str(element.tag).endswith("-source"):  # what an index is made by
            return True
        if element.tag in _OF_FRAMES and (formula := next(element.getparent().iter(MATH), None)) is not None:
            if element.tag == f"{DRAW}object":  # and not its picture
                self.output.append(f"<math>{escape(formula_text(formula), quote=False)}</math>")
            return True
        noun = self._hidden_noun(element) or _LEFT_OUT.get(element.tag)
        if not noun:
            return False
        if element.tag == f"{TABLE}covered-table-cell" and not _words_of(element):
            return True
        if element.tag == f"{TEXT}tracked-changes":
            for child in element.iterchildren(f"{TEXT}changed-region"):
                if child.find(f"{TEXT}deletion") is not None:
                    self.omissions.add(noun, "".join(child.itertext(f"{TEXT}*")))
        else:
            self.omissions.add(noun, _words_of(element))
        return True

    def _hidden_noun(self, element: etree._Element) -> str:
        """Returns what to call words that are in the file but not on the page; empty for words on the page."""
        tag, display = element.tag, element.get(f"{TEXT}display", "true")
        if tag == f"{TEXT}section" and (
            display == "none" or (display != "true" and _is_switched_off(element))
        ):
            return "hidden section"
        if tag == f"{TABLE}table-row" and element.get(f"{TABLE}visibility") in ("collapse", "filter"):
            return "hidden row"
        is_hidden = tag == f"{TEXT}hidden-text" and element.get(f"{TEXT}is-hidden") != "false"
        return "hidden text" if is_hidden or (tag in _WITH_STYLE and self._is_hidden(element)) else ""

    def _is_hidden(self, element: etree._Element) -> bool:
        """Returns whether its style, or a field that hides its paragraph, hides the element."""
        fields = element.iter(f"{TEXT}hidden-paragraph") if element.tag != f"{TEXT}span" else ()
        return self.styles.is_hidden(element.get(f"{TEXT}style-name", "")) or any(
            _is_switched_off(field) for field in fields
        )

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == f"{TEXT}h":
            self._open(f"<h{_level(element)}{self._css(element)}>", f"</h{_level(element)}>")
        elif tag == f"{TEXT}list":
            self._start_list(element)
        elif tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
            self._start_item(element)
        elif tag == f"{TEXT}note":
            self._start_note(element)
        elif tag == f"{TEXT}span":
            self._open(*self._look(element.get(f"{TEXT}style-name", "")))
        elif tag in _TAGS:
            self._open(f"<{_TAGS[tag]}{self._css(element)}>", f"</{_TAGS[tag]}>")
        elif tag == f"{TEXT}number":
            self._open("", " ")
        else:
            self.output.append(_inline(element))

    def end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _TAGS or tag in _CLOSED:
            self.output.append(self.closing.pop())
        elif tag == f"{TEXT}list":
            self.output.append(self.closing.pop())
            self.lists.pop()
        elif tag == f"{TEXT}note":
            self.output.append("</div>")
            self.output, self.lists = self.body, self.note_lists.pop()

    def write(self, parent: etree._Element | None, text: str | None) -> None:
        """Text stands in paragraphs; what stands between other elements is the layout of the file."""
        if text and (text.strip() or _is_in_line(parent)):
            self.output.append(escape(text, quote=False))

    def _open(self, start: str, end: str) -> None:
        self.output.append(start)
        self.closing.append(end)
        if self.mark and start.startswith("<p"):
            self.output.append(self.mark)
            self.mark = ""

    def _look(self, style: str) -> tuple[str, str]:
        """The tags around words of a style."""
        tags = self.styles.tags(style)
        css = self.styles.css(style)
        opening, closing = (f"<span{css}>", "</span>") if css else ("", "")
        opening += "".join(f"<{tag}>" for tag in tags)
        return opening, "".join(f"</{tag}>" for tag in reversed(tags)) + closing

    def _css(self, element: etree._Element) -> str:
        """A text box has the colour of its frame, which is not looked up."""
        if element.tag == f"{DRAW}text-box":
            return ' style="background: unknown"'
        return self.styles.css(element.get(f"{TEXT}style-name") or element.get(f"{TABLE}style-name", ""))

    def _start_list(self, element: etree._Element) -> None:
        """A list that continues another, as LibreOffice writes one with a paragraph in its midst, counts on."""
        style = element.get(f"{TEXT}style-name") or (self.lists[-1] if self.lists else "")
        self.lists.append(style)
        key = (style, len(self.lists))
        if element.get(f"{TEXT}continue-numbering") != "true" and not element.get(f"{TEXT}continue-list"):
            self.counts[key] = 0
        start = self.styles.start_tag(*key)
        self._open(start, f"</{start[1:3]}>")

    def _start_item(self, element: etree._Element) -> None:
        if element.tag == f"{TEXT}list-header":
            self._open("<div>", "</div>")
            return
        key = (self.lists[-1] if self.lists else "", len(self.lists))
        first = self.styles.first_number(*key)
        number = element.get(f"{TEXT}start-value", "")
        if number.isdecimal() and len(number) < 6:
            self.counts[key] = int(number) - first
        self._open(f'<li value="{first + self.counts[key]}">', "</li>")
        self.counts[key] += 1

    def _start_note(self, element: etree._Element) -> None:
        """The mark in the text, the note after all of it, as at the end of a page."""
        citation = element.find(f"{TEXT}note-citation")
        mark = escape("".join(citation.itertext()).strip() if citation is not None else "") or "*"
        self.output.append(f"[{mark}]")
        self.note_lists.append(self.lists)
        self.output, self.lists = self.notes, []
        self.output.append("<div>")
        self.mark = f"[{mark}] "


def _is_switched_off(element: etree._Element) -> bool:
    """Whether the condition by which it is shown does not hold."""
    return bool(element.get(f"{TEXT}is-hidden") == "true")


def _inline(element: etree._Element) -> str:
    if element.tag == f"{TEXT}line-break":
        return "<br>"
    if element.tag == f"{TEXT}s":
        count = element.get(f"{TEXT}c", "1")
        return " " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, MAX_SPACES)
    return " " if element.tag == f"{TEXT}tab" else ""


def _is_in_line(parent: etree._Element | None) -> bool:
    """Whether spaces in this element are between words: in a paragraph or in a span, a link, a field of it."""
    while parent is not None and parent.tag not in (f"{TEXT}p", f"{TEXT}h"):
        if parent.tag in _CONTAINERS:
            return False
        parent = parent.getparent()
    return parent is not None


def _words_of(element: etree._Element) -> str:
    """Returns the words without the author and the date of a comment."""
    if element.tag in _WITH_STYLE or element.tag == f"{TEXT}hidden-text":
        return " ".join(("".join(element.itertext()) or element.get(f"{TEXT}string-value", "")).split())
    return " ".join(" ".join("".join(paragraph.itertext()) for paragraph in element.iter(f"{TEXT}p")).split())


def _level(element: etree._Element) -> int:
    level = element.get(f"{TEXT}outline-level", "1")
    return min(int(level), 6) if level.isdecimal() and 0 < len(level) < 4 and int(level) else 1

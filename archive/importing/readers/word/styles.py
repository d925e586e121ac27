"""Styles: which paragraphs are headings, numbered or quotations by their style, and how the words of a run look."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from archive.importing.readers.word.elements import attribute, child, children, is_on, local_name, value_of

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_TITLES = frozenset(["title", "subtitle"])
_QUOTATIONS = frozenset(["quote", "intense quote", "block text"])
_POSITION_TAGS = {"superscript": "sup", "subscript": "sub"}
_RISE = re.compile(r"-?(?:[4-9]|[1-9][0-9]{1,2})")  # half-points; less sets letters of another font level
_HEX = re.compile("[0-9a-f]{6}")
MIN_SIZE = 4  # half-points
MAX_LEVEL = 6  # of HTML's headings
_MAX_ANCESTORS = 20


class ListPlace(NamedTuple):
    """A list by its number and a level of it, counted from 0."""

    list_id: str
    level: int


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(root, "style")}

    def heading_level(self, style_id: str, properties: etree._Element | None) -> int:
        """1 to 6; 0 for text. `properties` are those of the paragraph (pPr)."""
        if level := _outline_level(properties):
            return level
        for style in self._ancestry(style_id):
            name = value_of(style, "name")
            if match := _HEADING.fullmatch(name):
                return min(int(match[1]), MAX_LEVEL)
            if name.lower() in _TITLES:
                return 1
            if level := _outline_level(child(style, "pPr")):
                return level
        return 0

    def list_place(self, style_id: str) -> ListPlace | None:
        for style in self._ancestry(style_id):
            if place := read_list_place(child(style, "pPr")):
                return place
        return None

    def is_quotation(self, style_id: str) -> bool:
        return any(value_of(style, "name").lower() in _QUOTATIONS for style in self._ancestry(style_id))

    def has_toggle(self, run: etree._Element, paragraph_style: str, name: str) -> bool:
        """Whether a property such as ``vanish`` holds for a run: its own word, else that of the styles of its
        characters and of its paragraph, of which one undoes the other (ECMA-376, part 1, 17.7.3)."""
        if child(run, "rPr", name) is not None:
            return is_on(run, "rPr", name)
        return self._is_on(value_of(run, "rPr", "rStyle"), name) != self._is_on(paragraph_style, name)

    def position_tag(self, run: etree._Element, paragraph_style: str) -> str:
        """`sup` or `sub` for a run that is written above or below the line."""
        if tag := _POSITION_TAGS.get(_first_value(self._sources(run, paragraph_style), "vertAlign")):
            return tag
        rise = value_of(run, "rPr", "position")
        return ("sub" if rise.startswith("-") else "sup") if _RISE.fullmatch(rise) else ""

    def unseen_style(self, run: etree._Element, paragraph_style: str) -> str:
        """CSS of a run whose letters are too small to be read or have the colour of what is behind them, else empty."""
        sources = self._sources(run, paragraph_style)
        size = _first_value(sources, "sz")
        if size.isdecimal() and int(size) < MIN_SIZE:
            return f"font-size: {int(size) / 2}pt"
        colour = _first_value(sources, "color").lower()
        is_unseen = _HEX.fullmatch(colour) and colour == self._background(run, sources)
        return f"color: #{colour}; background: #{colour}" if is_unseen else ""

    def _sources(self, run: etree._Element, paragraph_style: str) -> Sequence[etree._Element]:
        """What says how a run looks: itself, then the styles of its characters and of its paragraph."""
        return (run, *self._ancestry(value_of(run, "rPr", "rStyle")), *self._ancestry(paragraph_style))

    def _background(self, run: etree._Element, sources: Iterable[etree._Element]) -> str:
        """Returns the colour as hexadecimal digits; white where nothing is said, empty in a text box, whose colour is
        elsewhere."""
        if highlight := value_of(run, "rPr", "highlight"):
            return {"black": "000000", "white": "ffffff"}.get(highlight, "")
        around = {local_name(element): element for element in reversed([*run.iterancestors()])}
        if "txbxContent" in around:
            return ""
        shadings = [child(source, part, "shd") for source in sources for part in ("rPr", "pPr")]
        shadings += [child(around.get("p"), "pPr", "shd"), child(around.get("tc"), "tcPr", "shd")]
        fills = (attribute(shading, "fill").lower() for shading in shadings)
        return next((fill for fill in fills if fill not in ("", "auto")), "ffffff")

    def _is_on(self, style_id: str, name: str) -> bool:
        styles = (style for style in self._ancestry(style_id) if child(style, "rPr", name) is not None)
        return is_on(next(styles, None), "rPr", name)

    def numbering_of(self, style_id: str) -> str:
        """The list of a style of lists."""
        return value_of(self._styles.get(style_id), "pPr", "numPr", "numId")

    def _ancestry(self, style_id: str) -> list[etree._Element]:
        styles: list[etree._Element] = []
        while (style := self._styles.get(style_id)) is not None and len(styles) < _MAX_ANCESTORS:
            styles.append(style)
            style_id = value_of(style, "basedOn")
        return styles


def _first_value(sources: Sequence[etree._Element], name: str) -> str:
    return next(filter(None, (value_of(source, "rPr", name) for source in sources)), "")


def read_list_place(properties: etree._Element | None) -> ListPlace | None:
    """The list and level (0 to 99) of ``w:numPr``; None without one."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    level = value_of(numbering, "ilvl")
    return ListPlace(value_of(numbering, "numId"), int(level) if level.isdecimal() and len(level) < 3 else 0)


def _outline_level(properties: etree._Element | None) -> int:
    level = value_of(properties, "outlineLvl")
    return min(int(level) + 1, MAX_LEVEL) if level in tuple("012345678") else 0

"""What an OpenDocument text says of its lists (bullets or numbers, and which) and of how words look."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_PROPERTIES = f"{STYLE}text-properties"
_BACKGROUNDS = (_PROPERTIES, f"{STYLE}paragraph-properties", f"{STYLE}table-cell-properties")
_CSS_VALUE = re.compile(r"#[0-9a-fA-F]{6}|[0-9.]{1,6}pt")
_LEVELS = {
    f"{TEXT}list-level-style-number": "ol",
    f"{TEXT}list-level-style-bullet": "ul",
    f"{TEXT}list-level-style-image": "ul",
}


_RAISED = re.compile(r"super|(?!0+(?:\.0+)?%)\d")
_LOWERED = re.compile(r"sub|-\d")
_MAX_ANCESTORS = 20


class Styles:
    """The start tags of lists, by style and level (from 1), and how the words of a style look.

    They are read out of content.xml and styles.xml.
    """

    def __init__(self, *roots: etree._Element) -> None:
        self._tags: dict[tuple[str, int], str] = {}
        self._first: dict[tuple[str, int], int] = {}
        self._styles: dict[str, etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles.setdefault(style.get(f"{STYLE}name", ""), style)
            for style in root.iter(f"{TEXT}list-style"):
                for level in style:
                    if level.tag in _LEVELS:
                        key = (style.get(f"{STYLE}name", ""), _integer(level.get(f"{TEXT}level")))
                        self._tags.setdefault(key, _start_tag(level))
                        self._first.setdefault(key, _integer(level.get(f"{TEXT}start-value")))

    def is_struck_out(self, style: str) -> bool:
        return self._has(style, _strikes_out)

    def is_raised(self, style: str) -> bool:
        return self._has(style, lambda properties: _is_positioned(properties, _RAISED))

    def is_lowered(self, style: str) -> bool:
        return self._has(style, lambda properties: _is_positioned(properties, _LOWERED))

    def css(self, style: str) -> str:
        """Colour, background and size, where they may make words unseen; ` style="…"` or empty."""
        values = {
            "color": self._value(style, "color", _PROPERTIES),
            "background": self._value(style, "background-color", *_BACKGROUNDS),
            "font-size": self._value(style, "font-size", _PROPERTIES),
        }
        shown = (f"{name}: {value}" for name, value in values.items() if _CSS_VALUE.fullmatch(value))
        declarations = "; ".join(shown)
        return f' style="{declarations}"' if declarations else ""

    def _value(self, style: str, attribute: str, *properties: str) -> str:
        """Returns the value of the style or of the nearest one it is based on; empty for a transparent background."""
        values = (
            element.get(f"{_FO}{attribute}", "")
            for each in self._ancestry(style)
            for element in each.iter(*properties)
        )
        value = next(filter(None, values), "")
        return value if value != "transparent" else ""

    def is_hidden(self, style: str) -> bool:
        return self._has(style, _hides)

    def _has(self, name: str, read_property: Callable[[etree._Element], bool | None]) -> bool:
        """Returns what the style, or the nearest one it is based on, says; `read_property` gives None for properties
        that do not say."""
        answers = (
            read_property(properties)
            for style in self._ancestry(name)
            for properties in style.iter(_PROPERTIES)
        )
        return next((answer for answer in answers if answer is not None), False)

    def _ancestry(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_MAX_ANCESTORS):
            if (style := self._styles.get(name)) is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")

    def start_tag(self, style: str, level: int) -> str:
        """`<ul>` for a list whose style is not known."""
        return self._tags.get((style, level), "<ul>")

    def first_number(self, style: str, level: int) -> int:
        return self._first.get((style, level), 1)


def _strikes_out(properties: etree._Element) -> bool | None:
    lines = [properties.get(f"{STYLE}text-line-through-{attribute}") for attribute in ("style", "type")]
    given_lines = [line for line in lines if line]
    return any(line != "none" for line in given_lines) if given_lines else None


def _is_positioned(properties: etree._Element, form: re.Pattern[str]) -> bool | None:
    """``super 58%``, ``sub 58%`` or ``33% 58%``: how high and how large."""
    position = properties.get(f"{STYLE}text-position")
    return form.match(position) is not None if position else None


def _hides(properties: etree._Element) -> bool | None:
    display = properties.get(f"{TEXT}display")
    return display == "none" if display else None


def _start_tag(level: etree._Element) -> str:
    if _LEVELS[level.tag] == "ul":
        return "<ul>"
    form = level.get(f"{STYLE}num-format", "")
    if not form:
        return '<ol style="list-style: none">'
    return f'<ol type="{form}">' if form in "1aAiI" else "<ol>"


def _integer(value: str | None) -> int:
    """1 for what is none."""
    return int(value) if value and value.isdecimal() and len(value) < 6 else 1

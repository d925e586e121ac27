"""What an OpenDocument text says of its lists (bullets or numbers, and which) and of how words look."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_BACKGROUNDS = tuple(f"{STYLE}{kind}-properties" for kind in ("text", "paragraph", "table-cell"))
_CSS_VALUE = re.compile(r"#[0-9a-fA-F]{6}|[0-9.]{1,6}pt")
_LEVELS = {
    f"{TEXT}list-level-style-number": "ol",
    f"{TEXT}list-level-style-bullet": "ul",
    f"{TEXT}list-level-style-image": "ul",
}
# ``super 58%``, ``sub 58%`` or ``33% 58%``: how high and how large.
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

    def tags(self, style: str) -> list[str]:
        """The elements of HTML that say how its words are written: struck out, above or below the line."""
        lines = self._values(style, f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
        position = "".join(self._values(style, f"{STYLE}text-position"))
        tags = {
            "s": any(line != "none" for line in lines),
            "sup": _RAISED.match(position),
            "sub": _LOWERED.match(position),
        }
        return [tag for tag, is_so in tags.items() if is_so]

    def is_hidden(self, style: str) -> bool:
        return self._values(style, f"{TEXT}display") == ["none"]

    def css(self, style: str) -> str:
        """Colour, background and size, where they may make words unseen; ` style="…"` or empty."""
        values = {
            "color": self._values(style, f"{_FO}color"),
            "background": self._values(style, f"{_FO}background-color", properties=_BACKGROUNDS),
            "font-size": self._values(style, f"{_FO}font-size"),
        }
        shown = (
            f"{name}: {value}"
            for name, given in values.items()
            for value in given
            if _CSS_VALUE.fullmatch(value)
        )
        declarations = "; ".join(shown)
        return f' style="{declarations}"' if declarations else ""

    def _values(
        self, style: str, *attributes: str, properties: Sequence[str] = (f"{STYLE}text-properties",)
    ) -> list[str]:
        """The values of the attributes, of the style or of the nearest one it is based on that gives any."""
        for each in self._ancestry(style):
            for element in each.iter(*properties):
                if values := list(filter(None, map(element.get, attributes))):
                    return values
        return []

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

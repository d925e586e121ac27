"""What an OpenDocument text says of its lists (bullets or numbers, and which) and of struck-out words."""

from lxml import etree

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LEVELS = {
    f"{TEXT}list-level-style-number": "ol",
    f"{TEXT}list-level-style-bullet": "ul",
    f"{TEXT}list-level-style-image": "ul",
}


class Styles:
    """The start tags of lists, by style and level (from 1), and the names of the styles that strike words out.

    They are read out of content.xml and styles.xml.
    """

    def __init__(self, *roots: etree._Element) -> None:
        self._tags: dict[tuple[str, int], str] = {}
        self._first: dict[tuple[str, int], int] = {}
        self.struck_out: set[str] = set()
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                if any(_strikes_out(properties) for properties in style.iter(f"{STYLE}text-properties")):
                    self.struck_out.add(style.get(f"{STYLE}name", ""))
            for style in root.iter(f"{TEXT}list-style"):
                for level in style:
                    if level.tag in _LEVELS:
                        key = (style.get(f"{STYLE}name", ""), _integer(level.get(f"{TEXT}level")))
                        self._tags.setdefault(key, _start_tag(level))
                        self._first.setdefault(key, _integer(level.get(f"{TEXT}start-value")))

    def start_tag(self, style: str, level: int) -> str:
        """`<ul>` for a list whose style is not known."""
        return self._tags.get((style, level), "<ul>")

    def first_number(self, style: str, level: int) -> int:
        return self._first.get((style, level), 1)


def page_margins(root: etree._Element) -> list[str]:
    """The words of page headers and footers, once each."""
    texts = []
    for element in root.iter(
        f"{STYLE}header", f"{STYLE}footer", f"{STYLE}header-left", f"{STYLE}footer-left"
    ):
        texts.append(" ".join("".join(element.itertext()).split()))
    return list(dict.fromkeys(filter(None, texts)))


def _strikes_out(properties: etree._Element) -> bool:
    lines = (
        properties.get(f"{STYLE}text-line-through-{attribute}", "none") for attribute in ("style", "type")
    )
    return any(line != "none" for line in lines)


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

"""The fonts of a page: from bytes to characters and their widths.

pypdf has no public interface for the widths of characters: `pypdf.generic._font` is the one that its own layout mode
uses. tests/importing/formats/test_pdf.py fails where a later pypdf changes it.
"""

from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject
from pypdf.generic._font import Font as PypdfFont

from archive.importing.readers.pdf.characters import reverse_right_to_left

DEFAULT_WIDTH = 500.0  # thousandths of the font size


@dataclass
class Font:
    """`is_readable` is false where the font does not say which characters its codes show."""

    source: PypdfFont | None
    is_readable: bool
    space_width: float = 250.0  # thousandths of the font size
    is_bold: bool = False
    is_drawn: bool = False  # a Type 3 font, whose letters may be larger than their size says
    _widths: dict[str, float] = field(default_factory=dict)

    def decode(self, content: bytes) -> tuple[str, str]:
        """The codes as characters, for their widths, and the text that they show."""
        if self.source is None:
            return content.decode("latin-1"), content.decode("latin-1")
        encoding = self.source.encoding
        if isinstance(encoding, str):
            codes = content.decode(encoding, "replace")
            text = codes
        else:
            codes = content.decode("latin-1")
            text = "".join(encoding.get(byte, chr(byte)) for byte in content)
        if self.source.character_map:
            character_map = self.source.character_map
            text = "".join(
                reverse_right_to_left(character_map[char]) if char in character_map else char for char in text
            )
        return codes, text

    def width(self, codes: str) -> float:
        """The width of the characters in thousandths of the font size."""
        return sum(self._widths.get(code) or self._measure(code) for code in codes)

    def _measure(self, code: str) -> float:
        width = DEFAULT_WIDTH
        if self.source is not None:
            widths = self.source.character_widths
            width = float(widths.get(code, widths.get("default", DEFAULT_WIDTH)))
        self._widths[code] = width
        return width


UNKNOWN_FONT = Font(None, is_readable=False)


class Fonts:
    """Fonts by their objects, each read once for the whole file."""

    def __init__(self) -> None:
        self._known: dict[Any, Font] = {}

    def read_resources(self, resources: Any) -> dict[str, Font]:
        fonts = resolve_dictionary(resolve_dictionary(resources).get("/Font"))
        return {name: self._font(fonts.raw_get(name)) for name in fonts}

    def _font(self, reference: Any) -> Font:
        is_named = isinstance(reference, IndirectObject)
        key = (reference.idnum, reference.generation) if is_named else id(reference)
        if key not in self._known:
            self._known[key] = _read_font(resolve_dictionary(reference))
        return self._known[key]


def resolve(value: Any) -> Any:
    """The object that a reference names; others are themselves."""
    return value.get_object() if hasattr(value, "get_object") else value


def resolve_dictionary(value: Any) -> DictionaryObject:
    value = resolve(value)
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _read_font(resource: DictionaryObject) -> Font:
    if not resource:
        return UNKNOWN_FONT
    source = PypdfFont.from_font_resource(resource)
    encoding = resource.get("/Encoding")
    is_mapped = "/ToUnicode" in resource or bool(source.character_map)
    by_glyph = isinstance(encoding, str) and encoding.startswith("/Identity")
    is_readable = source.interpretable and (is_mapped or not by_glyph)
    is_bold = any(word in source.name.lower() for word in ("bold", "black", "heavy", "semibold"))
    is_drawn = resource.get("/Subtype") == "/Type3"
    return Font(source, is_readable, float(source.space_width or 250.0), is_bold, is_drawn)

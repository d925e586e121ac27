"""The control words of RTF that matter to its text (Rich Text Format Specification 1.9.1)."""

import codecs
import re

from striprtf.striprtf import charset_map, destinations

TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9a-f]{2})|\\(?P<symbol>.)|(?P<brace>[{}])"
    r"|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.IGNORECASE | re.DOTALL,
)
CHARACTERS = {
    **dict.fromkeys(("line", "softline", "lbr"), "\n"),
    **dict.fromkeys(("tab", "emspace", "enspace", "qmspace"), " "),
    **{"emdash": "—", "endash": "–", "bullet": "•"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
}
SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": " "}
POSITIONS = {"super": "sup", "up": "sup", "sub": "sub", "dn": "sub"}  # the elements of HTML
SHADINGS = frozenset(["cb", "highlight", "chcbpat", "cbpat", "clcbpat"])  # of characters, paragraphs, cells
PARAGRAPH_ENDS = frozenset(["par", "sect", "page", "column"])
# Destinations whose words a reader of the page sees, whatever group they are in, and the modes they can end.
TEXT_DESTINATIONS = {"shptxt": "shape", "dptxbxtext": "shape", "result": "embedded object", "ud": "upr"}
# Those that are counted when they are left out, by what a finding calls them.
COUNTED_DESTINATIONS = {
    "annotation": "comment",
    "pict": "picture",
    "object": "embedded object",
    "mmath": "formula",
    **{f"{part}{pages}": f"page {part}" for part in ("header", "footer") for pages in ("", "l", "r", "f")},
}
PROPERTIES = frozenset(["title", "author"])  # of the file, in the group \\info
SHAPES = frozenset(["shp", "shpinst", "do", "shpgrp"])
# pntext, the marker of a list in old files, and footnotes are text; these are in no list of striprtf's.
_NO_WORDS = {"fonttbl", "colortbl", "nonshppict"}
IGNORED_DESTINATIONS = destinations - {"pntext", "footnote", "private"} | _NO_WORDS
DESTINATIONS = frozenset(
    [*TEXT_DESTINATIONS, *SHAPES, *COUNTED_DESTINATIONS, *IGNORED_DESTINATIONS, "footnote", "upr"]
)
_CODE_PAGES = {"10000": "mac_roman", "65001": "utf-8", "708": "cp1256"}
DOCUMENT_ENCODINGS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
SYMBOL_CHARSET = 2
_SIGNS = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xA8: "□", 0x6F: "◦"}


def code_page(number: str) -> str:
    """The codec of \\ansicpg; Windows-1252 for an unknown one."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def font_encoding(charset: int, document_encoding: str) -> str:
    """The codec of a font; that of the document for a default one and for those Python does not know."""
    if charset == 1 or charset == SYMBOL_CHARSET:
        return document_encoding
    try:
        return codecs.lookup(charset_map.get(charset, document_encoding)).name
    except LookupError:
        return document_encoding


def symbol_text(content: bytes) -> str:
    """Bytes in a font of symbols: its bullets, else the private characters that Word gives them."""
    return "".join(_SIGNS.get(byte, chr(byte) if byte < 0x80 else chr(0xF000 + byte)) for byte in content)


def symbol_character(character: str) -> str:
    """A bullet for Word's private character of a font of symbols (U+F0B7 is •)."""
    return _SIGNS.get(ord(character) - 0xF000, character)

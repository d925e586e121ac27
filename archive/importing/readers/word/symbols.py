"""Characters of symbol fonts as the Unicode characters that look like them."""

# Of Symbol, by the last byte of the private-use code U+F0xx: Greek letters, then signs. Others are those of ASCII.
_GREEK = dict(
    zip(
        b"ABCDEFGHIKLMNOPQRSTUWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεϕγηιφκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = _GREEK | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA2: "′",
    0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xC9: "⊃", 0xCB: "⊄", 0xCC: "⊂", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒",
    0xDF: "⇓", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
# Of Wingdings: bullets, arrows, boxes, pointers.
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→",
    0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺",
    0x28: "☎", 0x2A: "✉", 0x46: "☞",
}  # fmt: skip
# Without its font U+F0B7 is what Word writes for a bullet, and others are what Symbol has there.
_ANY_FONT = (
    _SYMBOL | {0x6F: "◦"} | {code: _WINGDINGS[code] for code in (0xA7, 0xA8, 0xD8, 0xFC, 0x76, 0x6E, 0x71)}
)
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
UNKNOWN = "\ufffd"
PRIVATE_USE = range(0xF020, 0xF100)


def symbol(font: str, code: int) -> str:
    """The character of a font by its code, with or without F0 before it; U+FFFD where it is not known. In a font of
    letters other codes than those of private use are characters already."""
    is_pictorial = code in PRIVATE_USE or font.lower().startswith(("webdings", "wingdings"))
    table = _FONTS.get(font.lower(), _ANY_FONT if is_pictorial else None)
    if table is None:
        return chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF else UNKNOWN
    is_ascii = table is not _WINGDINGS and 0x20 < code & 0xFF < 0x7F
    return table.get(code & 0xFF) or (chr(code & 0xFF) if is_ascii else UNKNOWN)

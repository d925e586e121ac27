"""Draws a statement as a picture for link previews (Open Graph): its words, its speaker and its source.

Pillow uses the fonts installed on the machine. A text with a character that none of them has is not drawn, since it
would show boxes.
"""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from archive.text.languages import text_direction

WIDTH, HEIGHT, MARGIN = 1200, 630, 80  # the size that Open Graph and X recommend
BACKGROUND, TEXT_COLOUR, MUTED_COLOUR, ACCENT_COLOUR = (
    "#fcfcfb",
    "#191c1f",
    "#474d53",
    "#9c2718",
)  # as in tokens.css
WORDS_SIZES = (56, 48, 40, 34)  # font sizes of the words; the largest that fits is used_lines
MAX_CHARACTERS = 420
SMALL_SIZE = 30
LINE_HEIGHT = 1.35
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# (file, index of the font in it), the preferred ones first. In a collection the index selects the variant of Chinese
# characters: Japanese, Korean, simplified, traditional.
FONTS = (
    ("NotoSerif-Regular.ttf", 0),
    ("Georgia.ttf", 0),
    ("LiberationSerif-Regular.ttf", 0),
    ("DejaVuSerif.ttf", 0),
    ("NotoNaskhArabic-Regular.ttf", 0),
    ("NotoSansArabic-Regular.ttf", 0),
    ("NotoSerifHebrew-Regular.ttf", 0),
    ("NotoSerifCJK-Regular.ttc", 2),
    ("NotoSansCJK-Regular.ttc", 2),
    ("Songti.ttc", 0),
    ("DejaVuSans.ttf", 0),
)
HAN_VARIANT_INDEXES = {"ja": 0, "ko": 1, "zh-Hant": 3, "zh-TW": 3, "zh-HK": 3}
UNASSIGNED_CHARACTER = "\U0010ffff"  # no font has it, so it is drawn as the glyph for a missing character
CLOSING_PUNCTUATION = "。，、；：？！）】》」』”’…,.;:?!)"


class CardError(ValueError):
    """No font of this machine has all the characters."""


def draw_card(words: str, speaker: str, source_line: str, language: str, is_quotation: bool = True) -> bytes:
    """A PNG file; words that are not a quotation get no quotation marks. Raises CardError."""
    text = " ".join(words.split())
    excerpt = text[:MAX_CHARACTERS].rstrip() + (" …" if len(text) > MAX_CHARACTERS else "")
    excerpt = f"“{excerpt}”" if is_quotation else excerpt
    image = Image.new("RGB", (WIDTH, HEIGHT), BACKGROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 16, HEIGHT), fill=ACCENT_COLOUR)
    font, lines = fit_lines(excerpt, language)
    is_rtl = features.check("raqm") and text_direction(language) == "rtl"
    y = MARGIN
    for line in lines:
        x = WIDTH - MARGIN - font.getlength(line) if is_rtl else MARGIN
        draw.text((x, y), line, font=font, fill=TEXT_COLOUR)
        y += round(font.size * LINE_HEIGHT)
    for number, (text, colour) in enumerate(((speaker, TEXT_COLOUR), (source_line, MUTED_COLOUR))):
        small = choose_font(text, SMALL_SIZE, language)
        below = HEIGHT - MARGIN - (2 - number) * round(SMALL_SIZE * 1.6)
        draw.text((MARGIN, below), truncate(text, small), font=small, fill=colour)
    mark = choose_font("“Verbatim", SMALL_SIZE, "en")
    draw.text(
        (WIDTH - MARGIN - mark.getlength("“Verbatim"), HEIGHT - 55),
        "“Verbatim",
        font=mark,
        fill=ACCENT_COLOUR,
    )
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def is_drawable(words: str, speaker: str, source_line: str, language: str) -> bool:
    """Whether the machine has fonts for every line."""
    try:
        for text in (f"“{words[:MAX_CHARACTERS]} …”", speaker, source_line, "“Verbatim"):
            choose_font(text, SMALL_SIZE, language)
    except CardError:
        return False
    return True


def fit_lines(text: str, language: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    for size in WORDS_SIZES:
        font = choose_font(text, size, language)
        lines = list(wrap(text, font))
        if len(lines) * size * LINE_HEIGHT <= HEIGHT - 2 * MARGIN - 3 * SMALL_SIZE * LINE_HEIGHT:
            return font, lines
    max_lines = int((HEIGHT - 2 * MARGIN - 3 * SMALL_SIZE * LINE_HEIGHT) // (WORDS_SIZES[-1] * LINE_HEIGHT))
    return font, [*lines[: max_lines - 1], f"{lines[max_lines - 1]} …"] if len(lines) > max_lines else lines


def wrap(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Lines that fit the width; Chinese breaks between any two characters, but not before closing punctuation."""
    line = ""
    for part in unbreakable_parts(text):
        if line and font.getlength((line + part).rstrip()) > WIDTH - 2 * MARGIN:
            yield line.rstrip()
            line = ""
        line += part
    if line.strip():
        yield line.rstrip()


def unbreakable_parts(text: str) -> Iterator[str]:
    """Yields words with the space that follows; each wide character by itself, with closing marks that follow it."""
    part = ""
    for character in text:
        may_break = part and (part[-1] == " " or is_wide(character) or is_wide(part[-1]))
        if may_break and character not in CLOSING_PUNCTUATION and character != " ":
            yield part
            part = ""
        part += character
    yield part


def is_wide(character: str) -> bool:
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or character in "。，、；：？！"
    )


def truncate(text: str, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(text) <= WIDTH - 2 * MARGIN:
        return text
    while text and font.getlength(f"{text} …") > WIDTH - 2 * MARGIN:
        text = text[:-1]
    return f"{text.rstrip()} …"


def choose_font(text: str, size: int, language: str) -> ImageFont.FreeTypeFont:
    """The first font that has every character of the text. Raises CardError."""
    for path, index in installed_fonts():
        if path.endswith(".ttc"):
            index = HAN_VARIANT_INDEXES.get(language, HAN_VARIANT_INDEXES.get(language.split("-")[0], index))
        font = load_font(path, size, index)
        if font and all(has_character(path, index, character) for character in set("".join(text.split()))):
            return font
    raise CardError


@cache
def installed_fonts() -> list[tuple[str, int]]:
    """(path, index within the file) of those of FONTS that this machine has, in their order."""
    names = dict(FONTS)
    paths: dict[str, Path] = {}
    for folder in filter(Path.is_dir, map(Path, FONT_FOLDERS)):
        for path in folder.rglob("*.tt[fc]"):
            if path.name in names:
                paths.setdefault(path.name, path)
    return [(str(paths[name]), index) for name, index in FONTS if name in paths]


@cache
def load_font(path: str, size: int, index: int) -> ImageFont.FreeTypeFont | None:
    """Returns the font; None for a file that FreeType cannot read. ``size`` is in pixels."""
    try:
        return ImageFont.truetype(path, size, index=index)
    except OSError:
        return None


@cache
def has_character(path: str, index: int, character: str) -> bool:
    """Whether the font draws the character otherwise than one that no font has."""
    font = load_font(path, SMALL_SIZE, index)
    assert font, "only fonts that load_font are asked"
    return glyph(font, character) != glyph(font, UNASSIGNED_CHARACTER)


def glyph(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    mask = font.getmask(character)
    return bytes(mask) + bytes(str(mask.size), "ascii")

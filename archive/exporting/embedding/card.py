"""A statement drawn as a picture, for the previews of links (Open Graph): its words, whose they are and whence.

Pillow draws with the fonts of the machine. A text that has a character which none of them has is not drawn: better no
picture than boxes.
"""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

WIDTH, HEIGHT, MARGIN = 1200, 630, 80  # the size that Open Graph and X recommend
PAPER, INK, SOFT, ACCENT = "#fcfcfb", "#191c1f", "#474d53", "#9c2718"  # as in tokens.css
SIZES = (56, 48, 40, 34)  # of the words: the largest in which they fit
MOST_CHARACTERS = 420
SMALL = 30
LINE = 1.35
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# (file, number of the font in it), the more beautiful first. Of collections the number is the variant of Chinese
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
VARIANTS = {"ja": 0, "ko": 1, "zh-Hant": 3, "zh-TW": 3, "zh-HK": 3}
NOWHERE = "\U0010ffff"  # no font has a character there: it is drawn as what stands for a missing one
CLOSING = "。，、；：？！）】》」』”’…,.;:?!)"


class CardError(ValueError):
    """No font of this machine has all the characters."""


def draw_card(words: str, who: str, origin: str, language: str, is_quotation: bool = True) -> bytes:
    """PNG; only a quotation stands in quotation marks. Raises CardError."""
    flat = " ".join(words.split())
    shown = flat[:MOST_CHARACTERS].rstrip() + (" …" if len(flat) > MOST_CHARACTERS else "")
    shown = f"“{shown}”" if is_quotation else shown
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 16, HEIGHT), fill=ACCENT)
    font, lines = fit(shown, language)
    is_rtl = features.check("raqm") and language.split("-")[0] in {"ar", "fa", "he", "ur"}
    y = MARGIN
    for line in lines:
        x = WIDTH - MARGIN - font.getlength(line) if is_rtl else MARGIN
        draw.text((x, y), line, font=font, fill=INK)
        y += round(font.size * LINE)
    for number, (text, colour) in enumerate(((who, INK), (origin, SOFT))):
        small = choose_font(text, SMALL, language)
        below = HEIGHT - MARGIN - (2 - number) * round(SMALL * 1.6)
        draw.text((MARGIN, below), cut(text, small), font=small, fill=colour)
    mark = choose_font("“Verbatim", SMALL, "en")
    draw.text(
        (WIDTH - MARGIN - mark.getlength("“Verbatim"), HEIGHT - 55), "“Verbatim", font=mark, fill=ACCENT
    )
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def is_drawable(words: str, who: str, origin: str, language: str) -> bool:
    """Whether the machine has fonts for every line."""
    try:
        for text in (f"“{words[:MOST_CHARACTERS]} …”", who, origin, "“Verbatim"):
            choose_font(text, SMALL, language)
    except CardError:
        return False
    return True


def fit(text: str, language: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    for size in SIZES:
        font = choose_font(text, size, language)
        lines = list(wrap(text, font))
        if len(lines) * size * LINE <= HEIGHT - 2 * MARGIN - 3 * SMALL * LINE:
            return font, lines
    most = int((HEIGHT - 2 * MARGIN - 3 * SMALL * LINE) // (SIZES[-1] * LINE))
    return font, [*lines[: most - 1], f"{lines[most - 1]} …"] if len(lines) > most else lines


def wrap(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Lines that fit; Chinese breaks between any two characters, but not before a closing mark."""
    line = ""
    for part in parts(text):
        if line and font.getlength((line + part).rstrip()) > WIDTH - 2 * MARGIN:
            yield line.rstrip()
            line = ""
        line += part
    if line.strip():
        yield line.rstrip()


def parts(text: str) -> Iterator[str]:
    """Words with the space behind them; each wide character for itself, with closing marks behind it."""
    part = ""
    for character in text:
        may_break = part and (part[-1] == " " or is_wide(character) or is_wide(part[-1]))
        if may_break and character not in CLOSING and character != " ":
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


def cut(text: str, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(text) <= WIDTH - 2 * MARGIN:
        return text
    while text and font.getlength(f"{text} …") > WIDTH - 2 * MARGIN:
        text = text[:-1]
    return f"{text.rstrip()} …"


def choose_font(text: str, size: int, language: str) -> ImageFont.FreeTypeFont:
    """The first that has every character. Raises CardError."""
    for path, index in installed_fonts():
        if path.endswith(".ttc"):
            index = VARIANTS.get(language, VARIANTS.get(language.split("-")[0], index))
        font = load(path, size, index)
        if font and all(has_character(path, index, character) for character in set("".join(text.split()))):
            return font
    raise CardError


@cache
def installed_fonts() -> list[tuple[str, int]]:
    names = dict(FONTS)
    found: dict[str, Path] = {}
    for folder in filter(Path.is_dir, map(Path, FOLDERS)):
        for path in folder.rglob("*.tt[fc]"):
            if path.name in names:
                found.setdefault(path.name, path)
    return [(str(found[name]), index) for name, index in FONTS if name in found]


@cache
def load(path: str, size: int, index: int) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(path, size, index=index)
    except OSError:
        return None


@cache
def has_character(path: str, index: int, character: str) -> bool:
    font = load(path, SMALL, index)
    assert font, "only fonts that load are asked"
    return glyph(font, character) != glyph(font, NOWHERE)


def glyph(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    mask = font.getmask(character)
    return bytes(mask) + bytes(str(mask.size), "ascii")

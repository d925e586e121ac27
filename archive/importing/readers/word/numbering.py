"""The numbers and bullets of lists and headings, as Word counts them (ECMA-376, 17.9)."""

from dataclasses import dataclass, field

from lxml import etree

from archive.importing.readers.markup.lists import MAX_ROMAN, roman_numeral
from archive.importing.readers.word.elements import attribute, child, children, is_on, value_of
from archive.importing.readers.word.styles import ListPlace, Styles
from archive.importing.readers.word.symbols import PRIVATE_USE, symbol
from archive.text.word_sets import word_set

LEVELS = 9
BULLET = "•"
_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = word_set(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand"
)


@dataclass
class _Level:
    format: str
    text: str
    start: int
    font: str
    is_legal: bool
    restarts: bool


@dataclass
class _List:
    """Lists of one abstract definition count together; `overrides` are first numbers by level, each used once."""

    abstract_id: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._abstract = {
            attribute(element, "abstractNumId"): element for element in children(root, "abstractNum")
        }
        self._nums = {attribute(element, "numId"): element for element in children(root, "num")}
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, place: ListPlace) -> str:
        """The next number or bullet at that place; empty where it has none."""
        if place.list_id not in self._lists:
            self._lists[place.list_id] = self._read_list(place.list_id)
        list_ = self._lists[place.list_id]
        level = list_.levels.get(place.level) if list_ else None
        if list_ is None or level is None:
            return BULLET if list_ else ""
        if level.format == "bullet":
            return _bullet(level)
        counts = self._count(list_, place.level)
        return "" if level.format == "none" and "%" not in level.text else self._text(list_, level, counts)

    def _count(self, list_: _List, number: int) -> dict[int, int]:
        counts = self._counts.setdefault(list_.abstract_id, {})
        if number in list_.overrides:
            counts[number] = list_.overrides.pop(number)
        else:
            counts[number] = counts[number] + 1 if number in counts else list_.levels[number].start
        for deeper in [level for level in counts if level > number]:
            if deeper not in list_.levels or list_.levels[deeper].restarts:
                del counts[deeper]
        return counts

    def _text(self, list_: _List, level: _Level, counts: dict[int, int]) -> str:
        text = level.text
        for number in range(LEVELS):
            if f"%{number + 1}" not in text:
                continue
            other = list_.levels.get(number)
            count = counts.get(number, other.start if other else 1)
            form = "decimal" if level.is_legal or other is None else other.format
            text = text.replace(f"%{number + 1}", format_number(count, form))
        return text.strip()

    def _read_list(self, list_id: str) -> _List | None:
        num = self._nums.get(list_id)
        abstract_id = value_of(num, "abstractNumId")
        abstract = self._abstract.get(abstract_id)
        if style := value_of(abstract, "numStyleLink"):
            abstract_id = value_of(self._nums.get(self._styles.numbering_of(style)), "abstractNumId")
            abstract = self._abstract.get(abstract_id, abstract)
        if num is None or abstract is None:
            return None
        levels = {
            _integer(attribute(level, "ilvl"), 0): _read_level(level) for level in children(abstract, "lvl")
        }
        list_ = _List(abstract_id, levels)
        for override in children(num, "lvlOverride"):
            number = _integer(attribute(override, "ilvl"), 0)
            if (level := child(override, "lvl")) is not None:
                list_.levels[number] = _read_level(level)
            if start := value_of(override, "startOverride"):
                list_.overrides[number] = _integer(start, 1)
        return list_


def _read_level(level: etree._Element) -> _Level:
    return _Level(
        format=value_of(level, "numFmt") or "decimal",
        text=value_of(level, "lvlText"),
        start=_integer(value_of(level, "start"), 0),
        font=attribute(child(level, "rPr", "rFonts"), "ascii"),
        is_legal=is_on(level, "isLgl"),
        restarts=value_of(level, "lvlRestart") != "0",
    )


def _integer(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default


def _bullet(level: _Level) -> str:
    text = level.text.strip()
    if not text:
        return BULLET
    if text == "o" and level.font.startswith("Courier"):
        return "◦"
    characters = [symbol(level.font, ord(char)) if ord(char) in PRIVATE_USE else char for char in text]
    return "".join(characters).replace("\ufffd", BULLET)


def format_number(number: int, form: str) -> str:
    """The number as Word writes it in this form; in plain digits where the form is not known here."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number <= MAX_ROMAN:
        return roman_numeral(number).upper() if form == "upperRoman" else roman_numeral(number)
    if form in _CHINESE_FORMATS and 0 < number < 100:
        return _chinese(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= 20:
        return chr(0x245F + number)
    if form == "ordinal":
        is_teen = number % 100 in (11, 12, 13)
        return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return "" if form == "none" else str(number)


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "") + (_CHINESE[units] if units else "")

"""How common the letters of a text are in the writing of their script: read in a wrong code page they are rare."""

import math
import re
from collections import Counter
from functools import lru_cache

from archive.text.words import HAN

_COMMON, _MIDDLE, _RARE = 0.5, 0.0, -1.0
_UNKNOWN = -2.0
_MAX_LETTERS = 400  # a longer text counts as one of so many letters: it is not more likely for its length

# By script: the letters that make up two thirds of ordinary text, and those that make up a fiftieth. Counted by eye in
# printed frequency tables; the languages of a script are taken together.
_ALPHABETS = (
    ("Cyrillic", "\u0400-\u04ff", "оаеинтсрвлкмдпуіјы", "ъэщфёђћџўґѓќѕєӣӯҷҳ"),
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff", "αοιετνσηρπκμλςυίόάέ", "ψξζϊϋΐΰ"),
    ("Hebrew", "\u0590-\u05ff", "יוהלאתרבשנמם", "ץףךסטזגצ"),
    ("Arabic", "\u0600-\u06ff", "اليمنرتبوةعدسهی", "ظضغثذئءؤزآژچپگٹڈڑںھے"),
    ("Thai", "\u0e00-\u0e7f", "านรอกเงมยลวดทสต่้ัิี", "ฆฌฎฏฐฑฒฬฮฤฦฃฅๆฯ๛๚ฺํ๎๑๒๓๔๕๖๗๘๙๐ฝฉ"),
)
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这個个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明"
    "性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位"
    "次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建"
    "务做接必场件计管期市直德资命山金指许统区保至队形社便空决治展科司五基书非则听白却界达光放强即难且权思完设式色路记南品住告类求"
    "据程北边该交规万取领共确传师观清今切院让识候带导争运們來為國說時會對這過發後作裡種經麼學現當沒動還進樣開從實軍無與長機關點"
    "業將兩間問並應戰向頭體見產話給門東聲員論處義幾認條係氣題變總電數報結務場計資許統區隊決書則聽達強難權設記類據邊該規萬領確傳"
    "師觀讓識帶導爭運言者権利由自何人国社会的宣言又は及び基本平等保護"
)
_COMMON_HANGUL = frozenset(
    "이다는의에을를로하고가지은사기한대리자도인어시정니일서나라해아스과수부을그제있게모든으권여들된되와며국장전보"
)
_SCRIPTS = tuple(
    (re.compile(f"[{block}]"), frozenset(common), frozenset(rare)) for _, block, common, rare in _ALPHABETS
)
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LETTER = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u206f]")
# The first level of the standards: letters in use.
_FIRST_LEVELS = (("gb2312", 0xD8), ("big5", 0xC7), ("shift_jis", 0x99))
_THAI_BROKEN = re.compile(
    "(?<![ก-ฮ\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[เแโใไ](?![ก-ฮ])"
)
_GREEK_BROKEN = re.compile("ς(?=[α-ωά-ώ])|(?<=[α-ωά-ώ])σ(?![α-ωά-ώΑ-Ω’'])")
_HEBREW_BROKEN = re.compile("[םןךףץ](?=[א-ת])")
_ARABIC_BROKEN = re.compile("[ةى](?=[\u0621-\u064a])|ء(?=ء)|\u064b(?=[^\\s\u0627\u064a])")
_CYRILLIC_BROKEN = re.compile("(?<![\u0400-\u04ff])[ьъ]", re.IGNORECASE)
_LATIN_RUN = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]{3,}")
_BROKEN = (
    (_THAI_BROKEN, 3.0),
    (_GREEK_BROKEN, 3.0),
    (_HEBREW_BROKEN, 3.0),
    (_ARABIC_BROKEN, 2.0),
    (_CYRILLIC_BROKEN, 3.0),
    (_LATIN_RUN, 3.0),
)

# Latin letters of few languages, with those languages: a German text may have the å of a Norwegian name, hardly a ĺ.
_LETTERS = {
    "þ": "is", "ð": "is fo", "ÿ": "fr", "ĺŕ": "sk", "ć": "pl hr bs sr", "śź": "pl", "ň": "cs sk tk", "ďť": "cs sk",
    "řů": "cs", "őű": "hu", "ţ": "ro", "ğı": "tr az crh", "ħġ": "mt", "ķļņģ": "lv ltg", "ėįų": "lt", "ŧŋ": "se",
}  # fmt: skip
_OWN_LETTERS = {letter: languages.split() for letters, languages in _LETTERS.items() for letter in letters}
_FOREIGN_LETTER = 3.0


def count_rare_letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text.lower() if letter in _OWN_LETTERS)


def foreign_letter_penalty(rare: Counter[str], language: str) -> float:
    """Returns how strongly the rare letters of a text speak against its being in that language, in the unit of
    `letter_frequency_score`; 0 where the language has them all."""
    foreign = (count for letter, count in rare.items() if language not in _OWN_LETTERS[letter])
    return _FOREIGN_LETTER * sum(map(math.sqrt, foreign))


def letter_frequency_score(text: str) -> float:
    """Returns how strongly the letters beyond Latin speak for a text: positive where they are the common ones of their
    script, negative where they are rare or stand where they cannot. A log-likelihood in the unit of
    `language_scores`."""
    letters = Counter(_LETTER.findall(text))
    count = sum(letters.values())
    total = sum(_worth(letter) * number for letter, number in letters.items())
    total -= sum(weight * len(pattern.findall(text)) for pattern, weight in _BROKEN)
    return total * min(1.0, _MAX_LETTERS / max(count, len(text) / 4, 1))


@lru_cache(20_000)
def _worth(letter: str) -> float:
    if not letter.isalpha() and not "\u0e00" <= letter <= "\u0e7f":
        return 0.0
    lower = letter.lower()
    for block, common, rare in _SCRIPTS:
        if block.match(letter):
            return _COMMON if lower in common else _RARE if lower in rare else _MIDDLE
    if "\u3041" <= letter <= "\u30ff":
        return 0.6 if letter < "\u30a0" else 0.3
    if "\uac00" <= letter <= "\ud7af":
        return 0.8 if letter in _COMMON_HANGUL else 0.0 if letter.encode("euc_kr", "ignore") else -3.0
    if _HAN_CHARACTER.match(letter):
        return 1.0 if letter in _COMMON_HAN else -0.2 if _is_in_first_level(letter) else -2.5
    return _UNKNOWN


def _is_in_first_level(letter: str) -> bool:
    encoded = ((letter.encode(codec, "ignore"), end) for codec, end in _FIRST_LEVELS)
    return any(content and content[0] < end for content, end in encoded)

"""Words broken at line ends: whether the hyphen belongs to the word, by what else stands in the same text."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from archive.importing.page_layout.lines import Line
from archive.text.word_sets import word_set

# Before a hyphen that belongs to the word: self-, well-, twenty-.
COMPOUND_BEGINNINGS = word_set("""
    self well ill non quasi semi vice all cross half socio neo one
    twenty thirty forty fifty sixty seventy eighty ninety two three four five six seven eight nine ten
    high low long short full large small wide deep far fast hard free ever much first second third
    decision policy job income people world state market oil drug climate science
    físico político económico
""")
# After such a hyphen: -based, -called; in French also -il.
COMPOUND_ENDINGS = word_set("""
    based called known made related oriented term scale level style type free being determination reliance
    sufficient sufficiency defence defense interest driven minded reaching lasting standing ranking owned year old
""")
FRENCH_BEGINNINGS = word_set(
    "peut celui celle ceux celles demi grand grande moi toi lui elle eux soi vis arc au ci là"
)
FRENCH_ENDINGS = word_set("il elle on ils elles je tu nous vous moi toi y ci là même mêmes")
# Words and prefixes with which longer words begin: a break after them tells nothing.
PREFIX_WORDS = word_set("""
    a al an any as at be by can car com con de dis en every ex ad for fore fur hand her here how in inter it mis
    more mean me mid multi never no not of on or other out over par per port pre pro re some sub super
    sur the there to trans un under up us what when where who with
    des contre auf aus bei ein mit nach um unter vor zu por sin tra
""")
# What no word is, but many end in.
WORD_ENDINGS = word_set("""
    al ally ance ances ation ations ble bility cal cally cence cies cy dent ed ence ences cency ency ent er ers est ful
    fully gence ging ible ical ied ies ing ings ism ist ists ities ity ive ization lation less ly ment mental mentation
    ments ness nesses ning ous ously ring sion sions ship ships sive ted ter tial tially tic tical ties ting tion tional
    tionally tions tive tively tor tors ture tures ty ure ures wards
    keit heit lich liche lichen schaft ung ungen tung tungen rung rungen
    zione zioni mente miento mientos ción ciones dad dades teur teurs tique tiques
""")
# After a hyphen that stands for a word to come: short- and long-term.
CONJUNCTIONS = word_set("and or to und oder bis et ou y o e ed og och en of")


HYPHENS = "-\u2010\u2011\u00ad\u00ac"
_HYPHEN = f"[{re.escape(HYPHENS)}]"
_NOT_SIGN = "\u00ac"  # how many scanned texts print a soft hyphen
_LETTERS = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTERS}+")
# Possessive, and not from inside a word: a run of a million letters is tried once.
_COMPOUND = re.compile(rf"(?<!{_LETTERS}){_LETTERS}++(?:[-\u2010\u2011]{_LETTERS}++)+")
_BEFORE = re.compile(rf"{_LETTERS}+(?={_HYPHEN}?$)")
_AFTER = re.compile(rf"{_LETTERS}+")
_ENDS_IN_HYPHEN = re.compile(rf"[^\W_]{_HYPHEN}$")
_ADDRESS = re.compile(r"\S*(://|www\.|@|\S/\S)\S*$")
_PARTICIPLE = re.compile(r"...(?:ing|ed|en|er|ers)$")
_SAME_VOWEL = re.compile(r"^(?:re-e|pre-e|anti-i|semi-i|co-o)")  # nobody prints reelection
MAX_WORD_LENGTH = 100  # characters; longer ones are not looked at, which bounds the time
_PLAIN_HYPHENS = str.maketrans("\u2010\u2011", "--")
_DASHES = ("\u2014", "--")


class HyphenOutcome(Enum):
    JOIN = "join"  # the hyphen was only printed
    KEEP = "keep"  # it belongs to the word
    DOUBT = "doubt"  # nothing tells, and it is kept
    SUSPEND = "suspend"  # “short- and long-term”
    NONE = "none"  # no word is broken here


class WordBreak(NamedTuple):
    """The letters before and after the hyphen; `chain` is what stands before them (“state-of-” of state-of-the-art)."""

    first: str
    second: str
    chain: str = ""


class Hyphenation:
    """Learns from the lines of one text how it hyphenates; `outcome` decides what to do at the end of one line."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.words: Counter[str] = Counter()
        self.compounds: Counter[str] = Counter()
        self._dashes: Counter[bool] = Counter()
        self.has_soft_hyphens = False
        filled = [line for line in lines if line.text]
        breaks = self._read(filled)
        certain = Counter(self._judge_by_evidence(line_break) for line_break in breaks)
        self.is_hyphenated = (
            self.has_soft_hyphens or certain[HyphenOutcome.JOIN] > certain[HyphenOutcome.KEEP]
        )

    def _read(self, lines: list[Line]) -> list[WordBreak]:
        """Counts the words that stand whole in their lines; the breaks between the lines."""
        breaks = []
        start = 0
        for line, following in pairwise([*lines, Line("")]):
            text = line.text[start:]
            start = 0
            self.has_soft_hyphens = self.has_soft_hyphens or line.is_broken
            if line_break := find_word_break(line, following.text):
                breaks.append(line_break)
                text = text[: -len(line_break.first) - 1]
                start = len(line_break.second)
            self.words.update(map(str.casefold, _WORD.findall(text)))
            if "-" in text or "\u2010" in text or "\u2011" in text:
                self.compounds.update(_COMPOUND.findall(text.casefold().translate(_PLAIN_HYPHENS)))
            for dash in _DASHES:
                if dash in text:
                    spaced = text.count(f"{dash} ")
                    self._dashes[True] += spaced
                    self._dashes[False] += text.count(dash) - spaced - text.endswith(dash)
        return breaks

    def outcome(self, before: Line, after: str) -> HyphenOutcome:
        if before.is_broken or before.text.endswith(_NOT_SIGN):
            return HyphenOutcome.JOIN if after[:1].isalnum() else HyphenOutcome.NONE
        if not _ENDS_IN_HYPHEN.search(before.text[-2:]) or not after[:1].isalnum():
            return HyphenOutcome.NONE
        line_break = find_word_break(before, after)
        if not line_break:  # digits, as in 10-20 and F-16; an address
            return HyphenOutcome.KEEP
        return self._judge_by_evidence(line_break) or self._judge_by_likeness(line_break)

    def _judge_by_evidence(self, line_break: WordBreak) -> HyphenOutcome | None:
        """Decides by the words of this text; None where it has neither form."""
        first, second = line_break.first.casefold(), line_break.second.casefold()
        joined, compound = self.words[first + second], self.compounds[f"{first}-{second}"]
        if joined or compound:
            return HyphenOutcome.JOIN if joined > compound else HyphenOutcome.KEEP
        if second in WORD_ENDINGS:
            return HyphenOutcome.JOIN
        if second in CONJUNCTIONS:
            return HyphenOutcome.SUSPEND
        if line_break.second[0].isupper() and not (line_break.first + line_break.second).isupper():
            return HyphenOutcome.KEEP
        if first in COMPOUND_BEGINNINGS or second in COMPOUND_ENDINGS:
            return HyphenOutcome.KEEP
        if self.words["les"] and (first in FRENCH_BEGINNINGS or second in FRENCH_ENDINGS):
            return HyphenOutcome.KEEP
        if self.words[first] and self.words[second] and first not in PREFIX_WORDS:
            return HyphenOutcome.KEEP
        return None

    def _judge_by_likeness(self, line_break: WordBreak) -> HyphenOutcome:
        """Decides, where the text has neither form, by the parts and by whether it breaks words at all."""
        first, second = line_break.first.casefold(), line_break.second.casefold()
        if line_break.chain and (self.words[first] or self.words[second]):
            return HyphenOutcome.DOUBT
        if _SAME_VOWEL.search(f"{first}-{second}"):
            return HyphenOutcome.KEEP
        if self.is_hyphenated and first in PREFIX_WORDS:
            return HyphenOutcome.JOIN
        if self.words[second] and not self.is_hyphenated:
            return HyphenOutcome.DOUBT
        if self.words[first] and _PARTICIPLE.search(second):
            return HyphenOutcome.DOUBT
        return HyphenOutcome.JOIN

    def dash_separator(self) -> str:
        """Returns what follows a dash that ends a line: a space only if the text prints one after dashes within its
        lines."""
        return " " if self._dashes[True] > self._dashes[False] else ""


def find_word_break(before: Line, after: str) -> WordBreak | None:
    """The word broken between a line and the next one, if a hyphen between letters ends the line."""
    tail = before.text[-MAX_WORD_LENGTH:]
    if not before.is_broken and not _ENDS_IN_HYPHEN.search(tail):
        return None
    first, second = _BEFORE.search(tail), _AFTER.match(after[:MAX_WORD_LENGTH])
    if not first or not second or _ADDRESS.search(tail):
        return None
    chain = re.search(rf"\S+{_HYPHEN}$", tail[: first.start()])
    return WordBreak(first.group(), second.group(), chain.group() if chain else "")

"""What a correction changes in the meaning of a statement: a negation, number, date, currency, name or modal verb, or
any other word beyond its spelling; and whether the text around names another speaker or their sentence says otherwise.

It serves to ask an editor once more and decides nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from archive.text.comparison.attribution import FAR, NEAR
from archive.text.comparison.spelling import NO_KNOWN_WORDS, KnownWords, is_respelt
from archive.text.folding import fold
from archive.text.meaning_words import CURRENCIES, DATES, MODALS, NEGATIONS, NUMBERS
from archive.text.paragraphs import Span
from archive.text.words import CJK, UNSPACED, WORD, words

from .comparable import ComparableText
from .page_headers import PageHeaders


class Meaning(StrEnum):
    NEGATION = "negation"
    NUMBER = "number"
    DATE = "date"
    CURRENCY = "currency"
    NAME = "name"
    MODAL = "modal"
    WORDING = "wording"  # words that are of none of these kinds
    SPEAKER = "speaker"  # the label or a name beside the words, which says whose they are
    SENTENCE = (
        "sentence"  # the rest of their sentence: a negation or modal verb in it, or that there is one at all
    )


# Chinese, Japanese and Thai are written without blanks, and Korean adds to a word what others say by another one: there
# parts of words count wherever they stand.
_PARTS = {
    Meaning.NEGATION: regex.compile(
        "[不未没沒无無非勿莫否别]|ない|ません|なかった|ず(?!つ)|ぬ|없|않|못|아니|아닌|아닙|말[라고아]|"
        r"(?<![\uac00-\ud7af])안(?![\uac00-\ud7af])|ไม่|มิ|อย่า|ห้าม|ปราศจาก"
    ),
    Meaning.NUMBER: regex.compile("[〇零一二三四五六七八九十百千万萬亿億两兩半]+"),
    Meaning.DATE: regex.compile("[年月日号號周週]|星期|今天|昨天|明天"),
    Meaning.CURRENCY: regex.compile("[元円圆圓]|美元|欧元|人民币|人民幣|ドル|ユーロ|百分之"),
    Meaning.MODAL: regex.compile(
        "应当|應當|必须|必須|可以|可能|应该|應該|能够|能夠|不得|得以|要|将|將|会|會|能|可|应|應|须|須|べき|得る|よい|"
        r"[해여아어]야|수 ?[있없]|겠|ต้อง|ควร|อาจ|สามารถ"
    ),
}
_LISTS = (
    (Meaning.NEGATION, NEGATIONS),
    (Meaning.MODAL, MODALS),
    (Meaning.DATE, DATES),
    (Meaning.CURRENCY, CURRENCIES),
    (Meaning.NUMBER, NUMBERS),
)
_TOLD_BY_ACCENTS = frozenset({Meaning.NEGATION, Meaning.MODAL})
_ARABIC_AND = regex.compile("^[وف](?=.)")  # written together with the word after it
_FIGURE = regex.compile(r"(?:(?<!\w)-)?\p{N}+(?:[.,:/ -]\p{N}+)*")
_GROUPED = regex.compile(r"-?\p{N}{1,3}(?:[., ]\p{N}{3})+")
_SIGN = regex.compile(r"\p{Sc}|[%٪‰؉‱°]")
# Signs of arithmetic and comparison; "|", "~", "<" and ">" beside a word only enclose it.
_ARITHMETIC = regex.compile(r"[\p{Sm}--[|~<>⁄\u2190-\u21ff]]|(?<!\w)[<>](?=\s)", regex.V1)
# Ticks, crosses, thumbs; not the squares, circles, stars and arrows that set off the points of a list.
_PICTURE = regex.compile(r"[\p{So}--[©®™°¦\u2190-\u21ff\u2460-\u24ff\u2500-\u2609\u2794-\u27bf]]", regex.V1)
# Equal in their comparable forms, and yet others: powers, feet and inches; abbreviations that are words otherwise.
_RAISED = regex.compile("(?<=\\p{N})(?:[⁰¹²³⁴-⁹]+|[′″])")
_ACRONYM = regex.compile(r"\b(?:US|WHO|IT|AIDS)\b")
_LIST_LETTER = regex.compile(r"(?<!\w)\w[.)\]]")
_HAN_CHARACTER = regex.compile(f"[{CJK}]")
_UNSPACED = regex.compile(f"[{UNSPACED}]")
_ELISION = regex.compile("^\\p{L}{1,2}['’](?=..)")
_TITLED = regex.compile(
    r"\b(?:Herrn?|Frau|Dr\.|Mr\.?|Mrs\.?|Ms\.?|M\.|Mme|Señora?|Sr\.|Sra\.|Signora?) +(\p{Lu}\w+)"
)
_HANGUL = regex.compile(r"[\uac00-\ud7af]{2,}")


class SentenceComparison:
    """Whether the rest of the sentences in which spans stand says something else now: "we agree" is unchanged in "It is
    not true that we agree"."""

    def __init__(self, old: str, new: str):
        self.old, self.new = old, new
        self._headers = PageHeaders(old, new), PageHeaders(new, old)

    def is_changed(self, span: Span, new_span: Span) -> bool:
        old, new = self.old, self.new
        before = old[max(span[0] - FAR, 0) : span[0]], new[max(new_span[0] - FAR, 0) : new_span[0]]
        after = old[span[1] : span[1] + FAR], new[new_span[1] : new_span[1] + FAR]
        if before[0] == before[1] and after[0] == after[1]:
            return False
        sides = (old, new), (span, new_span), self._headers
        return any(_says_otherwise(*map(find, *sides)) for find in (_Beside.before, _Beside.after))


@dataclass(frozen=True)
class _Beside:
    """What stands before or after a span: the rest of its sentence, and the words of that and of all within reach, the
    nearest last."""

    text: str
    words: list[str]
    all: list[str]

    @classmethod
    def before(cls, text: str, span: Span, headers: PageHeaders) -> "_Beside":
        plain = headers.without_headers(max(span[0] - FAR, 0), span[0])
        whole = ComparableText(plain + text[span[0] : min(span[0] + NEAR, span[1])])
        end = whole.to_comparable(len(plain))
        start = end if whole.is_start(end) else whole.enclosing_sentences(end, end + 1)[0]
        return cls(whole.text[start:end], _words_told(whole.text[start:end]), _words_told(whole.text[:end]))

    @classmethod
    def after(cls, text: str, span: Span, headers: PageHeaders) -> "_Beside":
        plain = headers.without_headers(span[1], min(span[1] + FAR, len(text)))
        first = max(span[1] - NEAR, span[0])
        whole = ComparableText(text[first : span[1]] + plain)
        start = whole.to_comparable(span[1] - first)
        end = start if whole.is_sentence_start(start) else whole.enclosing_sentences(start, start + 1)[1]
        rest, reach = whole.text[start:end], whole.text[start:]
        return cls(rest, _words_told(rest)[::-1], _words_told(reach)[::-1])


def _words_told(text: str) -> list[str]:
    """Without the numbers of notes and the letters of lists."""
    return [word for word in WORD.findall(_LIST_LETTER.sub(" ", text)) if not word.isdigit()]


def _says_otherwise(old: _Beside, new: _Beside) -> bool:
    """Whether the one has words in the sentence and the other none, or they differ in a negation or modal verb, and
    the words did not merely come to stand in one sentence, or in two, by a stop."""
    size = max(len(old.words), len(new.words))
    if old.all[len(old.all) - size :] == new.all[len(new.all) - size :]:
        return False
    if not old.words or not new.words:
        return old.all[-1:] != new.all[-1:]
    here, there = _sensitive(old.text), _sensitive(new.text)
    return any(here[kind] != there[kind] for kind in (Meaning.NEGATION, Meaning.MODAL))


class MeaningComparison:
    """What changes in the meaning of spans from one version of a text to the next.

    `names` are those of speakers, as they may be written; `known` are words, folded, that stand in other texts: of two
    that are, or that both versions have, neither is an error of spelling ("causal" and "casual"). Nor is one of two
    words that a dictionary of the `language` has, if there is one.
    """

    def __init__(
        self, old: str, new: str, names: Iterable[str] = (), known: Collection[str] = (), language: str = ""
    ):
        self.old, self.new, self.names = old, new, list(names)
        both = set(words(old)) & set(words(new))
        self.known_words = KnownWords(language, both.union(known), _find_names((old, new), language))
        self._headers = PageHeaders(old, new), PageHeaders(new, old)

    def meanings_changed(self, span: Span, new_span: Span) -> frozenset[Meaning]:
        """As the function; page headers that one of the texts has in the span are no words of it."""
        before, after = self.old[slice(*span)], self.new[slice(*new_span)]
        plain, new_plain = (
            headers.without_headers(*each)
            for headers, each in zip(self._headers, (span, new_span), strict=True)
        )
        if (plain == before) != (new_plain == after):
            before, after = plain, new_plain
        return meanings_changed(before, after, self.names, self.known_words)


def meanings_changed(
    before: str, after: str, names: Iterable[str] = (), known_words: KnownWords = NO_KNOWN_WORDS
) -> frozenset[Meaning]:
    """Which kinds of words that carry the meaning differ between the two, in what they are or in their order.

    Forms of one character (full width, traditional) are equal.
    """
    one, other = ComparableText(before).text, ComparableText(after).text
    unequal = _find_unequal_forms(before, after)
    if one == other:
        return frozenset(unequal)
    here, there = _sensitive(one), _sensitive(other)
    changed = {kind for kind in Meaning if here[kind] != there[kind]}
    if fold(one) == fold(other):  # other accents or digits, which make another modal verb but no other number
        changed &= _TOLD_BY_ACCENTS
        unequal |= {Meaning.NUMBER} if _ARITHMETIC.findall(one) != _ARITHMETIC.findall(other) else set()
    changed |= unequal
    for name in names:
        plain = ComparableText(name).text.strip()
        if plain and _count(one, plain) != _count(other, plain):
            changed.add(Meaning.NAME)
            break
    if not changed and (one.count("?") != other.count("?") or not is_respelt(one, other, known_words)):
        changed.add(Meaning.WORDING)
    return frozenset(changed)


def _find_unequal_forms(before: str, after: str) -> set[Meaning]:
    """What differs in characters of one comparable form. Where all letters are capitals, none tell an abbreviation."""
    found = {Meaning.NUMBER} if _RAISED.findall(before) != _RAISED.findall(after) else set()
    if not before.isupper() and not after.isupper() and _ACRONYM.findall(before) != _ACRONYM.findall(after):
        found.add(Meaning.WORDING)
    return found


def _find_names(texts: Iterable[str], language: str) -> frozenset[str]:
    """In lower case, the words that have a capital letter wherever they stand: names, most of them. In German these
    are those in which another letter than the first is one, or that stand after a title."""
    found = {word for text in texts for word in WORD.findall(text)}
    capital = {word for word in found if _ELISION.sub("", word) != _ELISION.sub("", word.lower())}
    titled = {name for text in texts for name in _TITLED.findall(text)}
    if language.lower().startswith("de"):
        capital = {word for word in capital if word[1:] != word[1:].lower()}
    return frozenset(word.lower() for word in capital | titled if word in titled or word.lower() not in found)


def _count(text: str, name: str) -> int:
    if _HAN_CHARACTER.search(name):
        return text.count(name)
    return len(regex.findall(rf"(?<!\w){regex.escape(name)}(?!\w)", text))


def _sensitive(text: str) -> dict[Meaning, list[str]]:
    """The words of each kind in their order."""
    found: dict[Meaning, list[str]] = {kind: [] for kind in Meaning}
    for match in WORD.finditer(text):
        for kind, word in _kinds_of(match.group()):
            found[kind].append(word)
    found[Meaning.NUMBER] += [_plain_figure(one.group()) for one in _FIGURE.finditer(text)]
    found[Meaning.NUMBER] += _ARITHMETIC.findall(text)
    found[Meaning.CURRENCY] += _SIGN.findall(text)
    found[Meaning.WORDING] += _PICTURE.findall(text)
    if _UNSPACED.search(text):
        for kind, pattern in _PARTS.items():
            found[kind] += pattern.findall(text)
        for word in _HANGUL.findall(text):
            for kind, listed in _LISTS:
                found[kind] += [word] if word in listed else []
    if found[Meaning.DATE]:
        found[Meaning.DATE] += found[Meaning.NUMBER]
    return found


def _plain_figure(figure: str) -> str:
    """1,200 and 1 200 are 1200, and 1,2 is 1.2."""
    return regex.sub("[., ]", "" if _GROUPED.fullmatch(figure) else ".", figure)


@lru_cache(10_000)
def _kinds_of(word: str) -> tuple[tuple[Meaning, str], ...]:
    """The kinds of a word of some script with blanks, each with what it is compared by; most words are of none."""
    found = []
    if word.endswith(("n't", "cannot")):
        found.append((Meaning.NEGATION, "not"))
        word = word.removesuffix("not").removesuffix("n't")
    forms = {word, word.partition("'")[0], _ARABIC_AND.sub("", word)}
    found += [(kind, word) for kind, listed in _LISTS if not forms.isdisjoint(listed)]
    return tuple(found)

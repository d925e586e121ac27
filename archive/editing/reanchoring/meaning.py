"""What a correction changes in the meaning of a statement: a negation, number, date, currency, name or modal verb, or
any other word beyond its spelling. Whether their sentence says otherwise is told by rest_of_sentence.py.

It serves to ask an editor once more and decides nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache

import regex

from archive.text.comparison.common_affixes import strip_common_affixes
from archive.text.comparison.spelling import NO_KNOWN_WORDS, KnownWords, have_contrary_vowels, is_respelt
from archive.text.folding import fold
from archive.text.meaning_words import (
    ABBREVIATIONS,
    CAPITALISED_NAMES,
    CURRENCIES,
    DATES,
    MODALS,
    NEGATIONS,
    NUMBERS,
    UNICODE_PATTERNS,
    find_superscripts,
    find_units,
    plain_figure,
    plain_layout,
    symbol_patterns,
)
from archive.text.paragraphs import Span
from archive.text.words import UNSPACED, casefolded_words, find_words

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
    SENTENCE = "sentence"  # the rest of their sentence: other words, or that there is one at all
    QUOTATION = "quotation"  # the quotation marks around the words or among them, and what they leave out
    QUESTION = "question"  # what the turn before asked, which the words answer


# In Chinese, Japanese and Thai, without spaces, and Korean, which adds to words, parts of words count anywhere.
_PARTS = {
    Meaning.NEGATION: regex.compile(
        "[不未没沒无無非勿莫否别]|拒绝|拒絕|禁止|难以|難以|ない|ません|なかった|ず(?!つ)|ぬ|없|않|못|아니|아닌|아닙|말[라고아]|"
        r"(?<![\uac00-\ud7af])안(?![\uac00-\ud7af])|ไม่|มิ|อย่า|ห้าม|ปราศจาก"
    ),
    Meaning.NUMBER: regex.compile(
        "[〇零一二三四五六七八九十百千万萬亿億两兩半廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟]+|首次|末次|[双雙单單][数數]"
    ),
    Meaning.DATE: regex.compile(
        "[去今明前][年天]|昨天|[上下][午周週]|星期|[春夏秋冬][季天]|[以之][前后後]|[年月号號周週]|日(?![元圆圓])"
    ),
    Meaning.CURRENCY: regex.compile(
        "[美欧歐日韩韓港台加澳]元|[元円圆圓]|人民币|人民幣|英镑|英鎊|卢布|盧布|卢比|法郎|ドル|ユーロ|[百千]分之|百分点|百分點"
    ),
    Meaning.MODAL: regex.compile(
        "愿意|願意|打算|或许|或許|也许|也許|必定|务必|務必|应当|應當|必须|必須|可以|可能|应该|應該|能够|能夠|不得|得以|要|将|將|会|會|能|可|应|應|须|須|べき|得る|よい|"
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
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "dés", "dé", "des", "non", "mis", "mal", "не", "без", "бес")
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}  # ﬁ, ﬂ and the like
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}")  # U.S., a.m., z.B.
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall", "'ll": "will", "'d": "would"}
_ARABIC_AND = regex.compile("^[وف](?=.)")  # written together with the word after it


# Equal in their comparable forms, and yet others: words of which a capital letter, not at the beginning of a sentence,
# makes an abbreviation, a name or, in German, the person spoken to.
_CAPITALISED = regex.compile(
    rf"{ABBREVIATIONS}|"
    rf"(?<=[^.!?:…\s] )(?:{CAPITALISED_NAMES}|Sie|Ihnen|Ihr(?:e[mnrs]?)?)(?![\w-])"
)
_UNSPACED = regex.compile(f"[{UNSPACED}]")
_ELISION = regex.compile("^\\p{L}{1,2}['’](?=..)")
_TITLED = regex.compile(
    r"\b(?:Herrn?|Frau|Dr\.|Mr\.?|Mrs\.?|Ms\.?|M\.|Mme|Señora?|Sr\.|Sra\.|Signora?) +(\p{Lu}\w+)"
)
_SENTENCE_BREAK = re.compile(
    r"\s\s?(?=[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё])(?:(?<=[a-zà-ÿа-яё]{2}[.!?]\s)|(?<=[a-zà-ÿа-яё]{2}[.!?]\s\s))"
    "|(?<=[。！？])(?![”’」』）。！？])"
)
# As e-mail marks each line that is quoted; before a figure it may be the sign of arithmetic.
_QUOTED_LINE = re.compile(r"(?:(?<=\n)|^)(?:[ \t]*[>|])+[ \t]*(?![ \t\d.,])")
_HANGUL = regex.compile(r"[\uac00-\ud7af]{2,}")


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
        common_words = set(casefolded_words(old)) & set(casefolded_words(new))
        self.known_words = KnownWords(language, common_words.union(known), _find_names((old, new), language))
        self._headers = PageHeaders(old, new), PageHeaders(new, old)
        self._changes: dict[
            tuple[str, str], frozenset[Meaning]
        ] = {}  # of sentences, which spans have in common

    def changed_meanings(self, span: Span, new_span: Span) -> frozenset[Meaning]:
        """Returns what the function of this name does, without the page headers that one of the texts has within the
        span."""
        before, after = self.old[slice(*span)], self.new[slice(*new_span)]
        plain, new_plain = (
            headers.without_headers(*bounds)
            for headers, bounds in zip(self._headers, (span, new_span), strict=True)
        )
        if (plain == before) != (new_plain == after):
            before, after = plain, new_plain
        pairs = _pair_sentences(before, after)
        return frozenset[Meaning]().union(*(self._compare(*pair) for pair in pairs if pair[0] != pair[1]))

    def _compare(self, before: str, after: str) -> frozenset[Meaning]:
        if (before, after) not in self._changes:
            self._changes[before, after] = changed_meanings(before, after, self.names, self.known_words)
        return self._changes[before, after]


def _pair_sentences(before: str, after: str) -> list[tuple[str, str]]:
    """The sentences of the two, side by side; both as wholes where sentences do not correspond by their number and
    length, or where one is in capitals, of which only the words around it tell whether they mean something."""
    parts, new_parts = _SENTENCE_BREAK.split(before), _SENTENCE_BREAK.split(after)
    pairs = list(zip(parts, new_parts, strict=False))
    if (
        len(parts) != len(new_parts)
        or any(2 * min(map(len, pair)) < max(map(len, pair)) for pair in pairs)
        or any(map(str.isupper, (*parts, *new_parts)))
    ):
        return [(before, after)]
    return pairs


def changed_meanings(
    before: str, after: str, names: Iterable[str] = (), known_words: KnownWords = NO_KNOWN_WORDS
) -> frozenset[Meaning]:
    """Returns the kinds of meaning-bearing words that differ between the two texts, or stand in another order.

    Forms of one character (full width, traditional) are equal.
    """
    before, after = (_QUOTED_LINE.sub("", words.translate(_LIGATURES)) for words in (before, after))
    before, after = (
        _INITIALS.sub(lambda initials: initials[0].replace(".", ""), words) for words in (before, after)
    )
    old, new = ComparableText(before).text, ComparableText(after).text
    unequal = _find_unequal_forms(*strip_common_affixes(before, after))
    if old == new:
        return frozenset(unequal)
    changed_kinds = _find_changed_kinds(old, new, known_words.language)
    if fold(old) == fold(new):  # other accents or digits, which make another modal verb but no other number
        changed_kinds &= _TOLD_BY_ACCENTS
        arithmetic = UNICODE_PATTERNS.arithmetic
        if arithmetic.findall(old) != arithmetic.findall(new):
            unequal.add(Meaning.NUMBER)
    changed_kinds |= unequal
    plain_names = (plain for plain in map(_plain_name, names) if plain in old or plain in new)
    if any(_count(old, plain) != _count(new, plain) for plain in plain_names if plain):
        changed_kinds.add(Meaning.NAME)
    if not changed_kinds and (old.count("?") != new.count("?") or not is_respelt(old, new, known_words)):
        changed_kinds.add(Meaning.WORDING)
    return frozenset(changed_kinds)


def _find_changed_kinds(old: str, new: str, language: str) -> set[Meaning]:
    """Looked for where the two differ; in scripts without spaces nothing tells where words end."""
    is_unspaced = _has_unspaced(old) or _has_unspaced(new)
    parts = (old, new) if is_unspaced else strip_common_affixes(old, new)
    old_words, new_words = (sensitive_words(part, language) for part in parts)
    kinds = {kind for kind in Meaning if old_words[kind] != new_words[kind]}
    if Meaning.NUMBER in kinds and Meaning.DATE not in kinds and sensitive_words(old)[Meaning.DATE]:
        kinds.add(Meaning.DATE)  # beside the number in what is equal
    if _is_negated(*parts):
        kinds.add(Meaning.NEGATION)
    return kinds


def _is_negated(old: str, new: str) -> bool:
    """Whether a word has a prefix that denies it in one of the two: "lawful" and "unlawful"."""
    old_words, new_words = set(find_words(old)), set(find_words(new))
    return any(
        word.startswith(_PREFIXES) and any(word == prefix + form for prefix in _PREFIXES for form in forms)
        for words, forms in (
            (old_words - new_words, new_words - old_words),
            (new_words - old_words, old_words - new_words),
        )
        for word in words
    )


def _find_unequal_forms(before: str, after: str) -> set[Meaning]:
    """Returns differences between characters of one comparable form. All capitals mark no abbreviation."""
    kinds: set[Meaning] = set()
    if have_contrary_vowels(before, after):
        kinds.add(Meaning.WORDING)
    if find_superscripts(before) != find_superscripts(after):
        kinds.add(Meaning.NUMBER)
    if before.isupper() or after.isupper():
        return kinds
    before, after = plain_layout(before), plain_layout(after)
    if find_units(before) != find_units(after):
        kinds.add(Meaning.NUMBER)
    if _CAPITALISED.findall(before) != _CAPITALISED.findall(after):
        kinds.add(Meaning.WORDING)
    return kinds


def _find_names(texts: Iterable[str], language: str) -> frozenset[str]:
    """Returns in lower case the words that have a capital letter wherever they stand: mostly names. In German these are
    words with a capital letter other than the first, or that stand after a title."""
    words = {word for text in texts for word in find_words(text)}
    capital = {word for word in words if _ELISION.sub("", word) != _ELISION.sub("", word.lower())}
    names = {name for text in texts for name in _TITLED.findall(text)}
    if language.lower().startswith("de"):
        capital = {word for word in capital if word[1:] != word[1:].lower()}
    return frozenset(word.lower() for word in capital | names if word in names or word.lower() not in words)


@lru_cache(10_000)
def _plain_name(name: str) -> str:
    return ComparableText(name).text.strip()


def _count(text: str, name: str) -> int:
    if _has_unspaced(name):
        return text.count(name)
    return len(regex.findall(rf"(?<!\w){regex.escape(name)}(?!\w)", text))


def sensitive_words(text: str, language: str = "") -> dict[Meaning, list[str]]:
    """The words of each kind in their order; the language tells what 1,200 is, if it is known."""
    words_by_kind: dict[Meaning, list[str]] = {kind: [] for kind in Meaning}
    for token in find_words(text):
        for kind, word in _kinds_of(token):
            words_by_kind[kind].append(word)
    patterns = symbol_patterns(text)
    words_by_kind[Meaning.NUMBER] += [
        plain_figure(figure, language) for figure in patterns.figure.findall(text)
    ]
    words_by_kind[Meaning.NUMBER] += patterns.arithmetic.findall(text)
    words_by_kind[Meaning.CURRENCY] += patterns.currency.findall(text)
    words_by_kind[Meaning.WORDING] += patterns.picture.findall(text)
    if _has_unspaced(text):
        for kind, pattern in _PARTS.items():
            words_by_kind[kind] += pattern.findall(text)
        for word in _HANGUL.findall(text):
            for kind, word_list in _LISTS:
                words_by_kind[kind] += [word] if word in word_list else []
    if words_by_kind[Meaning.DATE]:
        words_by_kind[Meaning.DATE] += words_by_kind[Meaning.NUMBER]
    return words_by_kind


def _has_unspaced(text: str) -> bool:
    return not text.isascii() and _UNSPACED.search(text) is not None


@lru_cache(10_000)
def _kinds_of(word: str) -> tuple[tuple[Meaning, str], ...]:
    """The kinds of a word of some script with spaces, each with what it is compared by; most words are of none."""
    kinds = []
    if word.endswith(("n't", "cannot")):
        kinds.append((Meaning.NEGATION, "not"))
        word = word.removesuffix("not").removesuffix("n't")
    contraction = word if word in _CONTRACTED else word[word.find("'") :] if "'" in word else ""
    if contraction in _CONTRACTED:
        kinds.append((Meaning.MODAL, _CONTRACTED[contraction]))
    forms = {word, word.partition("'")[0], _ARABIC_AND.sub("", word)}
    kinds += [(kind, word) for kind, word_list in _LISTS if not forms.isdisjoint(word_list)]
    return tuple(kinds)

"""From the text of a query, cleaned, to its tokens: words, phrases, fields, parentheses and operators."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from archive.text.characters import IGNORABLE
from archive.text.words import PERCENT_SIGNS

from .fields import NAMES, TEXT_FIELDS, is_date_name, make_date, make_field
from .nodes import Field, Leaf, Term, operands
from .notices import Notice
from .periods import ANY_DATE, BETWEEN, LONG_DATE, QUARTER_DATE, parse_period, parse_range
from .word_notices import (
    MAX_DISTANCE,
    notice_on_distance,
    notice_on_phrase,
    notice_on_symbols,
    notice_on_wildcard,
    notice_on_word,
)

OPERATORS = ("AND", "OR", "NOT", "NEAR")
AND_SYMBOLS = ("&", "&&")
NEAR_DISTANCE = 10  # words between two that are near each other, where the reader names no number

QUOTES = '"＂“”„‟«»‹›〝〞「」『』'
MINUS_SIGNS = "-－−!！~¬"
# No keyboard has the minus of −40: it was copied, with its number.
MINUSES = rf"(?:(?!−\d)[{MINUS_SIGNS}])*"
MINUS = rf"\s*(?P<minus>{MINUSES})"
# ‘Single ones’ only around several words, since an apostrophe may begin or end one; around no field, as 'any:a any:b'.
END = r"(?![^\s()（）|｜])"
QUOTABLE = r"(?:[^'‘’]|(?<=\w)['’](?=\w)){1,150}"
SINGLE = rf"['‘](?![^'‘’]*\s\w+:\S)(?P<single>(?=\S){QUOTABLE}?\s{QUOTABLE})['’]{END}"
DOUBLE = rf"[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<closed>[{QUOTES}]|\Z)"
DISTANCE = r"(?: ?[~～] ?(?P<distance>[0-9]{1,9})(?![.,]?\w))?"
ODD_DISTANCE = r"(?P<odd>[~～](?:[-+]?[0-9][^\s()（）|｜]*)?(?=[\s()（）|｜]|\Z))?"
QUOTED = rf"(?:{DOUBLE}|{SINGLE}){DISTANCE}{ODD_DISTANCE}"
GERSHAYIM = r"(?<=[א-ת])[\"”](?=[א-ת])"  # a quotation mark within a Hebrew abbreviation
WORD = rf"(?P<word>(?:[^\s()（）|｜{QUOTES}]|{GERSHAYIM})+)"
NAME = rf"(?P<name>(?ai:{'|'.join(NAMES)})) ?[:：](?P<space> ?)"
FIELD = re.compile(rf"{MINUS}[+＋=＝]?{NAME}(?P<inner>{MINUSES})(?:(?P<group>[(（])|{QUOTED}|{WORD})")
DATE_NAME = rf"(?P<name>(?ai:{'|'.join(filter(is_date_name, NAMES))})) ?[:：] ?"
# Dates of several words, and two of any kind with spaces between: after:May 2024, [1974 TO 1980], 3 May – 5 June 2024.
DATE_WITH_SPACES = re.compile(rf"{MINUS}{DATE_NAME}(?P<word>{LONG_DATE}|{QUARTER_DATE}){END}")
RANGE_WITH_SPACES = re.compile(
    rf"{MINUS}(?:{DATE_NAME})?(?P<open>[\[{{])?"
    rf"(?P<word>{ANY_DATE}{BETWEEN}{ANY_DATE}|(?(open)(?:{ANY_DATE} TO \*|\* TO {ANY_DATE})|(?!)))"
    rf"(?(open)[\]}}]){END}"
)
ALTERNATIVE = re.compile(r"[|｜](?=[^\s()（）|｜])")
EMPTY_GROUP = re.compile(r"\s*[)）]")
PLAIN = re.compile(
    rf"{MINUS}(?:[+＋]?(?P<parenthesis>[(（])|(?P<or>[|｜]+)|(?P<end>[)）])|[+＋]?(?P<exact>[=＝]*){QUOTED}|{WORD})"
)
NEAR = re.compile(r"NEAR(?:[/:]?([0-9]{1,4}))?|(?i:near|w|within)/([0-9]{1,4})")
FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# ``so``, ''so'' and ‘‘so’’ as "so"; ""so"" and “"so"”, too, but not what is empty.
QUOTED_BY_TWO = re.compile(r"(?<!\w)(?:``|''|‘‘)(?=\S)((?:(?!''|’’).){1,150})(?<=\S)(?:''|’’)(?!\w)")
DOUBLED_QUOTES = re.compile(
    rf"(?<![\w:：{QUOTES}])[{QUOTES}]{{2,}}(?=[^\s{QUOTES}])|(?<=[^\s:：{QUOTES}])[{QUOTES}]{{2,}}(?![^\s)）])"
)
# "he said “yes” today" and 「他说『好』」, not what follows each other (“so" or “so”).
PAIRS = ("“”", "„“", "„”", "«»", "»«", "‹›", "「」", "『』", "〝〞", '""', "＂＂")
INNER_QUOTED = "|".join(
    f"{pair[0]}[^{QUOTES}]+{pair[1]}"
    if pair[0] != pair[1]
    else rf"(?<=\s){pair[0]}\b[^{QUOTES}]+(?<!\s){pair[1]}(?!\w)"
    for pair in PAIRS
)
NESTED_QUOTES = re.compile(
    "|".join(f"{pair[0]}[^{QUOTES}]*+(?:(?:{INNER_QUOTED})[^{QUOTES}]*+)*+{pair[1]}" for pair in PAIRS)
)
PERCENT_APART = re.compile(rf"(?<=\d) (?=[{PERCENT_SIGNS}])")  # 50 % as 50%


class QueryToken(NamedTuple):
    """``value`` is a leaf, "(", ")", one of OPERATORS, or empty for what has nothing to search but a ``notice``;
    ``negated`` if an odd number of minus signs touches it.

    ``distance`` is that of NEAR; ``notice`` says what of the word does not mean what it may seem to.
    """

    value: Leaf | str
    negated: bool = False
    distance: int | None = None
    notice: Notice | None = None


def clean(text: str) -> str:
    """Returns the text composed, without marks of direction, as texts are, and with each quotation mark typed once."""
    composed = unicodedata.normalize("NFC", text).translate(FULL_WIDTH)
    visible = "".join(map(replace_invisible, composed))
    quoted = QUOTED_BY_TWO.sub(r'"\1"', " ".join(visible.split()))
    flat = NESTED_QUOTES.sub(remove_inner_quotes, DOUBLED_QUOTES.sub('"', quoted))
    return PERCENT_APART.sub("", flat)


def remove_inner_quotes(match: re.Match[str]) -> str:
    quoted = match.group()
    return quoted[0] + re.sub(rf"\s*[{QUOTES}]\s*", " ", quoted[1:-1]).strip() + quoted[-1]


def replace_invisible(character: str) -> str:
    category = unicodedata.category(character)
    return character if category[0] != "C" or character in IGNORABLE else "" if category == "Cf" else " "


def lex(text: str) -> Iterator[QueryToken]:
    """Yields token by token in linear time, none longer than what is left. What has neither words nor a notice is
    skipped."""
    position = 0
    groups: list[str] = []  # of each parenthesis that is open the field whose values stand in it, or nothing
    alternative = ""  # the field of speaker:xi|macron
    while match := PLAIN.match(text, position):
        group = alternative or (groups[-1] if groups else "")
        match, token = read_field_at(text, position) or (match, read_plain(match, text, group))
        if token.value == "(":
            groups.append(match.groupdict().get("name") or group)
        elif token.value == ")" and groups:
            groups.pop()
        if token.value or token.notice:
            minus = match["minus"] + match.groupdict().get("inner", "")
            if minus and len(minus) % 2 == 0 and not token.notice:
                token = token._replace(notice=Notice("double negation", match.group().strip()))
            yield token._replace(negated=len(minus) % 2 == 1)
        position = match.end()
        if isinstance(token.value, Field) and not match["minus"] and ALTERNATIVE.match(text, position):
            alternative = token.value.name
        elif token.value != "OR":
            alternative = ""


def read_field_at(text: str, position: int) -> tuple[re.Match[str], QueryToken] | None:
    """Reads a field with its value, or with the parenthesis before its values, or a range of dates. Returns its match
    and token, None where there is none."""
    for pattern in (RANGE_WITH_SPACES, DATE_WITH_SPACES):
        match = pattern.match(text, position)
        field = make_date((match["name"] or "date").lower(), match["word"]) if match else None
        if match and field:
            is_open = pattern is RANGE_WITH_SPACES and match["open"] == "{"
            return match, QueryToken(field, notice=Notice("braces", match["word"]) if is_open else None)
    match = FIELD.match(text, position)
    if match and match["group"] and not EMPTY_GROUP.match(text, match.end()):
        return match, QueryToken("(")
    leaf = read_field(match) if match else None
    return (match, QueryToken(leaf, notice=notice_on_term(leaf, match))) if match and leaf else None


def read_plain(match: re.Match[str], text: str, group: str) -> QueryToken:
    """Returns the token of a match of PLAIN. ``group`` is the field whose values are read. The value is empty where the
    index has nothing of it."""
    if match["parenthesis"] or match["end"]:
        return QueryToken("(" if match["parenthesis"] else ")")
    if match["or"]:
        return QueryToken("OR")
    word = match["word"]
    if not word:
        term = read_phrase(match)
        notice = notice_on_phrase(term.text, match, text[match.end() :]) or notice_on_symbols(term.text)
        return QueryToken((in_field(term, group) if group else term) if term.words else "", notice=notice)
    if not match["minus"] and (operator := read_operator(word)):
        return operator
    term = read_word(word)
    if group and term.words:
        return QueryToken(in_field(term, group), notice=notice_on_symbols(term.text))
    if parse_range(word) and not parse_period(word):
        return QueryToken(Field("date", word))
    notice = notice_on_word(word, text[: match.start()], text[match.end() :])
    return QueryToken(term if term.words else "", notice=notice)


def read_operator(word: str) -> QueryToken | None:
    if near_match := NEAR.fullmatch(word):
        number = int(near_match[1] or near_match[2] or NEAR_DISTANCE)
        notice = notice_on_distance(number)
        return QueryToken("NEAR", distance=min(number, MAX_DISTANCE), notice=notice)
    if word in AND_SYMBOLS:
        return QueryToken("AND")
    narrow = unicodedata.normalize("NFKC", word)  # ＯＲ
    return QueryToken(narrow) if narrow in OPERATORS else None


def read_word(word: str) -> Term:
    """Returns the term of a word. A colon at its end belongs to the sentence, or to a field without a value."""
    text = word.rstrip(":：")
    prefix = text.endswith(("*", "＊"))
    bare = text.rstrip("*＊:：")
    return Term(bare.lstrip("=＝"), prefix=prefix, exact=bare.startswith(("=", "＝")) and not prefix)


def read_phrase(match: re.Match[str]) -> Term:
    """Returns the term of a phrase in quotation marks: it is looked for in the text, in the form typed; an asterisk at
    its end makes the last word a beginning. Words near each other may have any form. A distance makes no difference to
    a single word."""
    text = (match["quoted"] or match["single"] or "").strip()
    bare = text.rstrip("*＊")
    prefix = bare != text and not bare[-1:].isspace() and bool(Term(bare).words)
    term = Term(bare if prefix else text, prefix=prefix, in_text=True, exact=not prefix)
    if match["distance"] and len(operands(term.text)) > 1 and not prefix:
        return replace(term, distance=min(int(match["distance"]), MAX_DISTANCE), exact=False)
    return term


def read_field(match: re.Match[str]) -> Leaf | None:
    """Returns the field or term. None where no value follows: an operator behind a space is none."""
    name, word = match["name"].lower(), match["word"]
    if word and match["space"] and word in OPERATORS:
        return None
    if name in TEXT_FIELDS:
        term = read_word(word) if word else read_phrase(match)
        return replace(term, in_text=name == "text") if term.words else None
    return make_field(name, (word or match["quoted"] or match["single"] or "").strip())


def in_field(term: Term, name: str) -> Leaf:
    """Returns the term as a value of the field, or as it is where it can be none."""
    name = name.lower()
    if name in TEXT_FIELDS:
        return replace(term, in_text=name == "text")
    return make_field(name, term.text) or term


def notice_on_term(leaf: Leaf, match: re.Match[str]) -> Notice | None:
    """Returns a notice on the value of a field; ``match`` is that of the field."""
    if not isinstance(leaf, Term):
        ignored = match["odd"] or (f"~{match['distance']}" if match["distance"] else "")
        return Notice("ignored distance", ignored) if ignored else notice_on_wildcard(leaf.value)
    word = match["word"]
    notice = notice_on_wildcard(word) if word else notice_on_phrase(leaf.text, match)
    return notice or notice_on_symbols(leaf.text)

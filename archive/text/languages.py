"""How a language is written, by its code: its direction and whether its script is Latin."""

import re

import regex

from .words import has_han

# ISO 639 codes of languages written from right to left, and ISO 15924 codes of such scripts.
_LANGUAGE = re.compile(r"ar|arc|arz|ckb|dv|fa|glk|he|iw|khw|ks|lrc|mzn|nqo|pnb|prs|ps|sd|skr|syr|ug|ur|yi")
_SCRIPT = re.compile(r"adlm|arab|aran|hebr|mand|nkoo|rohg|syrc|thaa")

_LATIN_LETTER = regex.compile(r"[\p{L}&&\p{Latin}]", regex.V1)
_OTHER_LETTER = regex.compile(r"[\p{L}--\p{Latin}]", regex.V1)
# ISO 639 codes of languages whose usual script is not Latin (CLDR, likely subtags).
_NON_LATIN_CODES = """
am ar as be bg bn bo ckb dv dz el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps
ru sa sd si sr ta te tg th ti tt ug uk ur yi yue zh
"""
NON_LATIN_LANGUAGES = frozenset(_NON_LATIN_CODES.split())


def base_language(code: str) -> str:
    """The code without script and region, in lower case: ``zh`` for both zh-Hant and zh-Hans."""
    return code.lower().split("-")[0]


def text_direction(language: str) -> str:
    """“rtl” or “ltr” for a code such as ar, fa-AF or az-Arab; a script outweighs the language."""
    base, *subtags = language.lower().replace("_", "-").split("-")
    script = next((part for part in subtags if len(part) == 4 and part.isalpha()), "")
    is_right_to_left = _SCRIPT.fullmatch(script) if script else _LANGUAGE.fullmatch(base)
    return "rtl" if is_right_to_left else "ltr"


def guess_title_language(title: str, language: str, has_original: bool) -> str:
    """The language code of a title, judged by its letters; the text below it is in ``language``.

    An editor may have written the title in English: so is one in Latin letters above a text in another script, or
    beside an original title. A title in a script that is not the text's is Chinese (``zh``) or undetermined (``und``).
    """
    is_other_script = base_language(language) in NON_LATIN_LANGUAGES
    if title.isascii() or len(_LATIN_LETTER.findall(title)) >= len(_OTHER_LETTER.findall(title)):
        return "en" if has_original or is_other_script else language
    if is_other_script:
        return language
    return "zh" if has_han(title) else "und"

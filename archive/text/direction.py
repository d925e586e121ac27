"""The direction in which a language is written."""

import re

# ISO 639 codes of languages written from right to left, and ISO 15924 codes of such scripts.
_LANGUAGE = re.compile(r"ar|arc|arz|ckb|dv|fa|glk|he|iw|khw|ks|lrc|mzn|nqo|pnb|prs|ps|sd|skr|syr|ug|ur|yi")
_SCRIPT = re.compile(r"adlm|arab|aran|hebr|mand|nkoo|rohg|syrc|thaa")


def text_direction(language: str) -> str:
    """“rtl” or “ltr” for a code such as ar, fa-AF or az-Arab; a script outweighs the language."""
    base, *others = language.lower().replace("_", "-").split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    is_right_to_left = _SCRIPT.fullmatch(script) if script else _LANGUAGE.fullmatch(base)
    return "rtl" if is_right_to_left else "ltr"

"""Parts of a formula as a line of characters that says the same: 3½, x², (a+b)/c."""

import re

_COMMON_FRACTIONS = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘",
    "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NUMBER = re.compile(r"[+\-−]?[0-9]{1,4}(?:[,;–-] ?[0-9]{1,4})*")
_UPPER_NUMBER = re.compile("[⁰¹²³⁴-⁹][/⁄∕]$")
_INTEGER = re.compile(r"[0-9]{1,4}")
_OPERAND = re.compile(r"[^\W_]*(?:[.,][0-9]+)*")
_MARKS = re.compile("[′″‴'*†‡°]+")  # that are written above the line as they are
_BRACKETS = {"(": ")", "[": "]", "{": "}", "|": "|"}


def superscript(text: str) -> str:
    """“10” and a raised “6” are not “106”. Empty for a text that is not a number: “1st” is readable as it is."""
    return text.replace("–", "⁻").translate(_RAISED) if _NUMBER.fullmatch(text) else ""


def subscript(text: str) -> str:
    """Returns the number in subscript digits; empty for a text that is not a whole number."""
    return text.translate(_LOWERED) if _INTEGER.fullmatch(text) else ""


def lowered_number(text: str, before: str) -> str:
    """A number below the line, where it would join the one before it or is the lower one of a fraction: 10₂ and ¹/₂,
    not 102 and ¹/2. Empty where it is readable as it is: CO2."""
    is_joined = before[-1:].isdigit() or _UPPER_NUMBER.search(before)
    return subscript(text) if is_joined else ""


def fraction(numerator: str, denominator: str) -> str:
    text = f"{_operand(numerator)}/{_operand(denominator)}"
    return _COMMON_FRACTIONS.get(text, text)


def power(base: str, exponent: str) -> str:
    if not exponent or _MARKS.fullmatch(exponent):
        return base + exponent
    return base + (superscript(exponent) or f"^{_operand(exponent)}")


def add_index(base: str, index: str) -> str:
    return base + (subscript(index) or f"_{_operand(index)}" if index else "")


def add_index_and_power(base: str, index: str, exponent: str) -> str:
    return power(add_index(base, index), exponent)


def root(radicand: str, degree: str = "") -> str:
    signs = {"": "√", "2": "√", "3": "∛", "4": "∜"}
    sign = signs.get(degree) or f"{superscript(degree) or degree}√"
    return sign + _operand(radicand)


def _operand(text: str) -> str:
    """Returns the text, in brackets where it would otherwise be read differently."""
    has_brackets = text[:1] in _BRACKETS and text.find(_BRACKETS[text[:1]], 1) == len(text) - 1
    return text if _OPERAND.fullmatch(text) or has_brackets else f"({text})"

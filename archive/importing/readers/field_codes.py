"""Fields of Word that show what their code says: formulas (EQ), characters over others, signs, quotations."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.importing.readers.formulas import add_index, fraction, power, root

_FORMAT = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)")  # \* MERGEFORMAT, \* "Font:Courier"
_QUOTED = re.compile(r'"([^"]*)"')
_READING = re.compile(
    r"\\o(?:\\[a-z]+)*\s*\(\s*\\s\\up\s*[0-9]*\s*\(([^()]*)\)\s*[,;]([^()]*)\)", re.IGNORECASE
)
_TOKEN = re.compile(
    r"\\(?P<switch>[A-Za-z]+)\s*[0-9]*|\\(?P<escaped>.)|(?P<mark>[(),;])|(?P<text>[^\\(),;]+)", re.DOTALL
)
_SIGNS = {"su": "∑", "pr": "∏", "in": "∫"}
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "|": "|"}
MAX_DEPTH = 20


class FieldText(NamedTuple):
    """`reading`: what stands above the text in smaller characters."""

    text: str
    reading: str = ""


def field_name(code: str) -> str:
    """EQ, QUOTE …"""
    return next(iter(code.split()), "").upper()


def quoted_text(code: str) -> str:
    """Returns the text that a QUOTE field shows."""
    quoted = _QUOTED.search(code)
    return quoted[1] if quoted else ""


def equation(code: str) -> FieldText:
    """Returns the text that an EQ field shows."""
    code = _FORMAT.sub("", code).strip()[2:].strip()
    if reading := _READING.fullmatch(code):
        return FieldText(reading[2].strip(), reading[1].strip())
    return FieldText("".join(_arguments(_TOKEN.finditer(code), 0, is_inside=False)).strip())


def _arguments(tokens: Iterator[re.Match[str]], depth: int, is_inside: bool) -> list[str]:
    """The texts between separators, up to the bracket that closes them; outside of brackets it is one text."""
    texts, switches = [""], list[str]()
    for token in tokens:
        if token["switch"]:
            switches.append(token["switch"].lower())
        elif token["mark"] == "(" and switches and depth < MAX_DEPTH:
            texts[-1] += _shown(switches, [text.strip() for text in _arguments(tokens, depth + 1, True)])
            switches = []
        elif token["mark"] == ")" and is_inside:
            break
        elif token["mark"] in (",", ";") and is_inside:
            texts.append("")
        elif token["escaped"] and switches and switches[-1] in ("lc", "rc", "bc"):
            switches[-1] += token["escaped"]
        else:
            texts[-1] += token["escaped"] or (token["text"] if not switches else "") or token["mark"] or ""
    return texts


def _shown(switches: list[str], texts: list[str]) -> str:
    r"""Returns what a switch with its options shows: \f(1,2), \b\lc\{(x)."""
    first, rest = texts[0], texts[1:]
    match switches[0]:
        case "f" if rest:
            return fraction(first, rest[0])
        case "r":
            return root(rest[0], first) if rest else root(first)
        case "s":
            if "do" in switches and not ("up" in switches and rest):
                return add_index("", first)
            return power("", first) + (add_index("", rest[0]) if rest else "")
        case "i" if len(texts) == 3:
            sign = next((_SIGNS[switch] for switch in switches if switch in _SIGNS), "∫")
            return power(add_index(sign, first), texts[1]) + texts[2]
        case "b":
            opening, closing = _brackets(switches)
            return f"{opening}{', '.join(texts)}{closing}"
        case "a" | "l":
            return ", ".join(texts)
    return "".join(texts)


def _brackets(switches: list[str]) -> tuple[str, str]:
    signs = {switch[:2]: switch[2:] for switch in switches if len(switch) == 3}
    if "bc" in signs:
        return signs["bc"], _CLOSING.get(signs["bc"], signs["bc"])
    return (signs.get("lc", ""), signs.get("rc", "")) if signs else ("(", ")")

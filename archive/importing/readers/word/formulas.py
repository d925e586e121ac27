"""Formulas of Word as a line of characters. (ECMA-376, part 1, 22.1)"""

from collections.abc import Callable

from lxml import etree

from archive.importing.readers.formulas import add_index, add_index_and_power, fraction, power, root
from archive.importing.readers.word.elements import attribute, child, children, local_name

MAX_DEPTH = 50
_NO_WORDS = ("ctrlPr", "del", "moveFrom")
# How the parts of an element are written, and their names.
_WITH_PARTS: dict[str, tuple[Callable[..., str], str]] = {
    "f": (fraction, "num den"),
    "sSup": (power, "e sup"),
    "sSub": (add_index, "e sub"),
    "sSubSup": (add_index_and_power, "e sub sup"),
    "limLow": (add_index, "e lim"),
    "limUpp": (power, "e lim"),
    "rad": (root, "e deg"),
}


def formula_text(element: etree._Element | None, depth: int = 0) -> str:
    """The words and signs of an element, each where a reader of the line expects it."""
    if element is None or local_name(element) in _NO_WORDS:
        return ""
    name = local_name(element)
    if name == "t" or depth > MAX_DEPTH:
        return "".join(text for text in element.itertext())

    def part(name: str) -> str:
        return formula_text(child(element, name), depth + 1)

    def parts(name: str) -> list[str]:
        return [formula_text(part_element, depth + 1) for part_element in children(element, name)]

    def sign(default: str, sign_name: str = "chr") -> str:
        properties = child(element, f"{name}Pr", sign_name)
        return default if properties is None else attribute(properties, "val")

    if name in _WITH_PARTS:
        write, names = _WITH_PARTS[name]
        return write(*map(part, names.split()))
    match name:
        case "sPre":
            return add_index_and_power("", part("sub"), part("sup")) + part("e")
        case "nary":
            return add_index_and_power(sign("∫"), part("sub"), part("sup")) + part("e")
        case "func":
            function, argument = part("fName"), part("e")
            return f"{function}{'' if argument.startswith('(') else ' '}{argument}"
        case "d":
            return sign("(", "begChr") + sign("|", "sepChr").join(parts("e")) + sign(")", "endChr")
        case "acc":
            return part("e") + sign("\u0302")
        case "bar":
            return part("e") + "\u0305"
        case "m" | "eqArr":
            return "; ".join(parts("mr" if name == "m" else "e"))
        case "mr":
            return ", ".join(parts("e"))
    return "".join(formula_text(each, depth + 1) for each in element)

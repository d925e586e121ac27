"""Formulas of Word as a line of characters. (ECMA-376, part 1, 22.1)"""

from lxml import etree

from archive.importing.readers.formulas import fraction, power, root, with_index
from archive.importing.readers.word.elements import attribute, child, children, local_name

MAX_DEPTH = 50
_NO_WORDS = ("ctrlPr", "del", "moveFrom")


def formula_text(element: etree._Element | None, depth: int = 0) -> str:
    """The words and signs of an element, each where a reader of the line expects it."""
    if element is None or local_name(element) in _NO_WORDS:
        return ""
    if local_name(element) == "t" or depth > MAX_DEPTH:
        return "".join(text for text in element.itertext())

    def part(name: str) -> str:
        return formula_text(child(element, name), depth + 1)

    def parts(name: str) -> list[str]:
        return [formula_text(part_element, depth + 1) for part_element in children(element, name)]

    def sign(default: str, name: str = "chr") -> str:
        properties = child(element, f"{local_name(element)}Pr", name)
        return default if properties is None else attribute(properties, "val")

    match local_name(element):
        case "f":
            return fraction(part("num"), part("den"))
        case "sSup":
            return power(part("e"), part("sup"))
        case "sSub":
            return with_index(part("e"), part("sub"))
        case "sSubSup":
            return power(with_index(part("e"), part("sub")), part("sup"))
        case "sPre":
            return power(with_index("", part("sub")), part("sup")) + part("e")
        case "limLow":
            return with_index(part("e"), part("lim"))
        case "limUpp":
            return power(part("e"), part("lim"))
        case "rad":
            return root(part("e"), part("deg"))
        case "nary":
            return power(with_index(sign("∫"), part("sub")), part("sup")) + part("e")
        case "func":
            name, argument = part("fName"), part("e")
            return f"{name}{'' if argument.startswith('(') else ' '}{argument}"
        case "d":
            return sign("(", "begChr") + sign("|", "sepChr").join(parts("e")) + sign(")", "endChr")
        case "acc":
            return part("e") + sign("\u0302")
        case "bar":
            return part("e") + "\u0305"
        case "m":
            return "; ".join(parts("mr"))
        case "mr":
            return ", ".join(parts("e"))
        case "eqArr":
            return "; ".join(parts("e"))
    return "".join(formula_text(each, depth + 1) for each in element)

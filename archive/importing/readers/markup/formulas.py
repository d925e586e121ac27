"""MathML as a line of characters. (MathML Core)"""

from collections.abc import Callable

from lxml.html import HtmlElement

from archive.importing.readers.formulas import add_index, add_index_and_power, fraction, power, root

MAX_DEPTH = 50
_OTHER_NOTATIONS = ("annotation", "annotation-xml")
_LINES = ("mtable", "mtr", "mlabeledtr")


def formula_text(element: HtmlElement, depth: int = 0) -> str:
    """The words and signs of an element of MathML, each where a reader of the line expects it."""
    parts = [child for child in element if isinstance(child.tag, str) and _tag(child) not in _OTHER_NOTATIONS]
    name = _tag(element)
    if not parts or depth > MAX_DEPTH:
        text = " ".join("".join(element.itertext()).split(" "))
        return text if name == "mtext" else text.strip()
    texts = [formula_text(part, depth + 1) for part in parts]
    if write := _WITH_PARTS.get((name, len(parts))):
        return write(*texts)
    if name == "msqrt":
        return root("".join(texts))
    if name == "mfenced":
        separator = element.get("separators", ",").strip()[:1]
        return element.get("open", "(") + separator.join(texts) + element.get("close", ")")
    return (", " if name == "mtr" else "; " if name == "mtable" else "").join(texts)


def _tag(element: HtmlElement) -> str:
    return str(element.tag).rpartition(":")[2].rpartition("}")[2]


_WITH_PARTS: dict[tuple[str, int], Callable[..., str]] = {
    ("mfrac", 2): fraction,
    ("msup", 2): power,
    ("msub", 2): add_index,
    ("msubsup", 3): add_index_and_power,
    ("munder", 2): add_index,
    ("mover", 2): power,
    ("munderover", 3): add_index_and_power,
    ("mroot", 2): root,
}

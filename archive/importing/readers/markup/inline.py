"""Elements inside a line whose text is written in another way, so that no word changes or runs into another."""

import re

from lxml.html import HtmlElement

from archive.text.words import is_cjk

_NOTE = re.compile(r"foot-?note|end-?note|note-?ref|cite_ref|\breference\b|\b_?ftn", re.IGNORECASE)
STRUCK_OUT = ("del", "s", "strike")
_QUOTATION_MARKS = "“”„‟‘’‚«»‹›「」『』《》\"'"
TRANSFORMED = frozenset(["sup", "rt", "a", "q", "del", "s", "strike", "sub"])
MAX_MARK_LENGTH = 5  # characters of a note's number or mark


def is_note_reference(element: HtmlElement) -> bool:
    """Whether a raised text or a link leads to a note, by its class, role or address or by those of a link in it."""
    for link in element.iter(element.tag, "a"):
        description = " ".join(link.get(name, "") for name in ("class", "id", "role", "href", "epub:type"))
        if _NOTE.search(description) or (link is not element and is_internal_link(link)):
            return True
    return False


def is_internal_link(element: HtmlElement) -> bool:
    """Whether a link leads to a place of the same page."""
    return element.get("href", "").startswith("#")


def is_external_link(element: HtmlElement) -> bool:
    return element.tag == "a" and element.get("href") is not None and not is_internal_link(element)


def is_set_apart(element: HtmlElement, line: str) -> bool:
    """Whether a style sets an element apart from the words of the one right before it: “2025” and “14:30”.

    Two links, or two elements with classes of their own, where a digit meets a letter or a capital begins: what only
    has another look inside of a word (“<b>H</b>arbour”) goes on.
    """
    previous, parent = element.getprevious(), element.getparent()
    first = next(iter((element.text or "").strip()), "") if not (element.text or " ")[0].isspace() else ""
    if previous is None or previous.tail or parent is None or not (first and line):
        return False
    last = line[-1]
    if element.tag == "ins" and previous.tag in STRUCK_OUT and not _is_within_a_word(previous):
        return last.isalnum() and not is_cjk(last)  # words that others replace
    changes = last.isdigit() != first.isdigit() or (last.islower() and first.isupper())
    if not (last.isalnum() and first.isalnum() and changes):
        return False
    if element.tag == previous.tag == "a":
        return bool(element.get("href") != previous.get("href"))
    classes = {previous.get("class", ""), element.get("class", "")}
    return len(classes) == 2 and "" not in classes and "sup" not in (element.tag, previous.tag)


def _is_within_a_word(element: HtmlElement) -> bool:
    """Whether a letter or digit stands right before it."""
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return (text or " ")[-1].isalnum()


def add_brackets(text: str) -> str:
    """The mark of a note: [1]."""
    return text if text[0] in "[(（［" else f"[{text}]"


def ruby_annotation(text: str, base: str) -> str:
    """漢字（かんじ）; parentheses of the base's script."""
    return f"（{text}）" if any(map(is_cjk, (base + text)[-80:])) else f" ({text})"


def is_quoted(text: str) -> bool:
    """Whether quotation marks were typed at its start."""
    return text[:1] in _QUOTATION_MARKS

"""What the elements of a format are to the reader of speeches."""

from enum import StrEnum, auto


class ElementRole(StrEnum):
    """The role of an element for the reader."""

    SENTENCE = auto()  # part of a paragraph: the role of every element without another
    BLOCK = auto()  # a paragraph, or what holds paragraphs
    PARAGRAPH = auto()  # a paragraph, in which a note belongs to its sentence
    HEADING = auto()
    NOTE = auto()  # a stage direction, a note of the clerk
    SPEECH = auto()
    SPEAKER = auto()  # the printed name of who speaks next, or who speaks here
    ITEM = auto()  # of a list
    ROW = auto()
    CELL = auto()
    BREAK = auto()
    TOKEN = auto()  # a word or a punctuation mark, with no space of its own
    GAP = auto()
    IMAGE = auto()
    SKIP = auto()  # data about the text


def element_roles(**elements: str) -> dict[str, ElementRole]:
    """The role of each element: of `BLOCK="div table"` that of both."""
    return {name: ElementRole[role] for role, names in elements.items() for name in names.split()}


HTML_ROLES = element_roles(
    BLOCK="ul ol table tbody thead", PARAGRAPH="p", ITEM="li", ROW="tr", CELL="td th", BREAK="br", IMAGE="img"
)

"""What the elements of a format are to the reader of speeches."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto

from lxml import etree


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


@dataclass(frozen=True)
class ElementMapping:
    """Describes how a format marks speeches, by functions of an element. `speaker` returns (label as printed, name or
    code in the file's lists) of a speech."""

    role: Callable[[etree._Element], ElementRole]
    speaker: Callable[[etree._Element], tuple[str, str]]
    time: Callable[[etree._Element], str] = lambda element: ""
    kind: Callable[[etree._Element], str] = lambda element: "remark"

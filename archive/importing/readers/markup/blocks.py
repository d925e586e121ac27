"""A block: what a browser shows between two line breaks that are more than a `<br>`."""

from dataclasses import dataclass

from lxml.html import HtmlElement


@dataclass
class Block:
    """A paragraph of canonical text; `raw_text` still holds its invisible characters.

    `element` is the innermost block that it stands in; `link_length` counts the characters that are links to other
    pages; `row_of` is the table of which it is one row or several; `marker` is that of a list item, at its start.
    """

    text: str
    raw_text: str
    element: HtmlElement
    kind: str = ""
    link_length: int = 0
    row_of: HtmlElement | None = None
    marker: str = ""

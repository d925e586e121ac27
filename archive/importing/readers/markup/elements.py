"""What the elements of HTML are to a reader: blocks, words inside a line, or nothing that shows."""

import re
from itertools import islice

from lxml.html import HtmlElement

from archive.text.word_sets import word_set

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Elements that a browser shows as blocks (HTML standard, “Rendering”), and those that can only stand in a table.
BLOCKS = HEADINGS | word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset header hgroup hr html legend li listing main menu nav noframes ol optgroup p plaintext pre "
    "search section summary table tbody td tfoot th thead tr ul xmp"
)
PREFORMATTED = frozenset(["pre", "listing", "plaintext", "xmp"])
_NOT_SHOWN = {
    "script": "script",
    "style": "style sheet",
    "noscript": "part for browsers without scripts",
    "template": "template",
    "title": "page title",
    "svg": "drawing",
    "canvas": "drawing",
    "iframe": "embedded object",
    "object": "embedded object",
    "video": "embedded object",
    "audio": "embedded object",
    "textarea": "form field",
    "select": "form field",
    "datalist": "form field",
    "button": "button",
    "annotation": "formula in another notation",
    "annotation-xml": "formula in another notation",
}
_SCREEN_READERS = "part for screen readers"
_WITH_WORDS = (
    *("hidden element", "template", "button", "drawing", "page title", "part for browsers without scripts"),
    _SCREEN_READERS,
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# The classes by which Bootstrap, WordPress, Drupal, GOV.UK and others hide words from who sees the page.
_FOR_SCREEN_READERS = word_set(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only element-invisible "
    "govuk-visually-hidden"
)
# Elements that hold blocks rather than words.
_GROUPING = word_set("article aside body div footer form header html main nav section")
_MAX_OPENER = 10  # elements of what stands before a panel
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)


def is_block(element: HtmlElement) -> bool:
    if element.tag in BLOCKS or _BLOCK_STYLE.search(element.get("style", "")):
        return True
    return "-" in str(element.tag) and _is_apart(element)


def _is_apart(element: HtmlElement) -> bool:
    """Returns whether a custom element (“x-card”), whose style is not known, has no words beside it."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None or not (parent.tag in _GROUPING or "-" in str(parent.tag)):
        return False
    before = previous.tail if previous is not None else parent.text
    return not (before or "").strip() and not (element.tail or "").strip()


def is_disclosure_panel(element: HtmlElement) -> bool:
    """A panel that a reader opens with the button or the tab before it, as in lists of questions and answers."""
    if element.get("role") == "tabpanel" or element.get("hidden") == "until-found":
        return True
    previous = element.getprevious()
    if not isinstance(previous, HtmlElement):
        return False
    return any(each.get("aria-expanded") is not None for each in islice(previous.iter(), _MAX_OPENER))


def is_heading(element: HtmlElement) -> bool:
    """A heading by its name or role; a summary is the heading of what it opens."""
    return element.tag in HEADINGS or element.tag == "summary" or element.get("role") == "heading"


def omission_reason(element: HtmlElement, in_heading: bool = False) -> str:
    """The noun by which a finding counts an element whose words a reader of the page does not see; empty for an
    element that shows."""
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")):
        return "" if is_disclosure_panel(element) else "hidden element"
    if not _FOR_SCREEN_READERS.isdisjoint(element.get("class", "").lower().split()):
        return _SCREEN_READERS
    if element.tag == "button" and in_heading:
        return ""  # a heading that opens and closes what is below it
    return _NOT_SHOWN.get(element.tag, "")


def hidden_words(element: HtmlElement, reason: str) -> str:
    """The words of an omitted element where they are words, not code or choices of a form."""
    if reason not in _WITH_WORDS:
        return ""
    nodes = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join(" ".join(nodes).split())

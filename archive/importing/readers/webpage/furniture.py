"""What stands on a page around its text: menus, share buttons, contacts, related links."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from archive.importing.readers.markup import Block
from archive.importing.readers.markup.elements import HEADINGS

_TAGS = frozenset(["nav", "footer", "aside", "form", "menu", "search", "dialog"])
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog", "toolbar"]
)
# Words of a class or an id: “ep-a_contacts” has ep, a and contacts.
_FURNITURE_NAMES = (
    "share sharing sharebar social socials addthis breadcrumb breadcrumbs pankuzu topicpath ariane rootline menu "
    "nav navbar navigation cookie cookies contact contacts sidebar comments disqus newsletter subscribe "
    "subscription footer toolbar pagination pager promo ad advert advertisement ads sponsored paywall popup modal "
    "skip login related recommended recommendations widget readmore trending relatedposts sharedaddy sharethis "
    "masthead tags taglist keywords copyright noprint langs languages"
)
_WORDS = frozenset(_FURNITURE_NAMES.split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMED_TAGS = frozenset(["div", "section", "ul", "ol", "table", "td"])  # whose id is looked at
_MAX_NAMES = 3  # words of an id that names a part of the page
_MAX_SHARE = 0.5  # of the text; whatever holds more is no furniture, however it is called
MAX_LINK_SHARE = 0.5  # of a block's characters


def is_furniture(element: HtmlElement) -> bool:
    """Whether an element is page furniture by its own name, role, class or id."""
    if element.tag == "footer" and any(ancestor.tag == "blockquote" for ancestor in element.iterancestors()):
        return False  # names who is quoted
    if element.tag in _TAGS or element.get("role", "") in _ROLES:
        return True
    if element.tag in HEADINGS:
        return False
    names = _WORD.findall(element.get("id", "")) if element.tag in _NAMED_TAGS else []
    if len(names) > _MAX_NAMES:  # made of a heading, as “sharing-of-the-harbour”
        names = []
    described = f"{element.get('class', '')} {element.get('itemtype', '')} {element.get('typeof', '')}"
    return any(word.lower() in _WORDS for word in (*names, *_WORD.findall(described)))


def find_furniture(blocks: Sequence[Block], container: HtmlElement) -> set[int]:
    """Indexes of the blocks that stand in furniture inside of the container."""
    inside: dict[HtmlElement, list[int]] = {}
    for index, block in enumerate(blocks):
        for element in (block.element, *block.element.iterancestors()):
            if element is container:
                break
            inside.setdefault(element, []).append(index)
    whole = sum(len(block.text) for block in blocks) or 1
    indexes: set[int] = set()
    for element, members in inside.items():
        if is_furniture(element) and sum(len(blocks[index].text) for index in members) < _MAX_SHARE * whole:
            indexes.update(members)
    return indexes


def is_mostly_links(block: Block) -> bool:
    return block.link_length > MAX_LINK_SHARE * len(block.text)

"""The text of a page without its furniture: trafilatura says where it is, our own reading says what it is.

Every block of the page is either in the text or among those left out: trafilatura loses lists, tables and short
paragraphs, and takes in contacts.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from copy import deepcopy
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from archive.importing.readers.markup import Block
from archive.importing.readers.webpage.furniture import find_furniture, is_furniture, is_mostly_links
from archive.text.canonical import clean_characters
from archive.text.words import CJK

MAX_BLOCKS = 10_000  # of a page that is searched for its main text; others are refused by their length later
MAX_DEPTH = 200  # elements around a block; a page made by people has 10 to 40
_MAX_EXTRACTED_LENGTH = 2_000_000  # characters of text; trafilatura reads about one million a second
_LONG = 25  # letters and digits by which a block is recognised inside of the extracted text
_MIN_SENTENCE = 60  # letters of a paragraph that needs no full stop
_SENTENCE_END = re.compile(r"[.!?:;。！？：；…][\"'”’」』)）\]]*$")
_CJK_CHARACTER = re.compile(f"[{CJK}]")
# Between the title of a page and the name of its site.
TITLE_PARTS = re.compile(r"\s+[|•·–—»:-]{1,2}\s+|\s*[|_]\s*")
_NOT_WORDS = re.compile(r"[\W_]+")
_MIN_PAGE_FURNITURE = 0.05  # of the characters; below, the page has nothing to leave out
_PAGE_PARTS = {"article", "main", "articleBody"}


class MainText(NamedTuple):
    """Indexes of blocks. `restored_blocks` are those of the text that trafilatura lost, `heading` is the title
    printed on the page, or None."""

    main_blocks: list[int]
    other_blocks: list[int]
    restored_blocks: list[int]
    heading: int | None = None


def choose_main_text(root: HtmlElement, blocks: Sequence[Block]) -> MainText:
    """Returns which blocks are the text of the page; all of them where the page has no furniture or no text stands
    out."""
    all_indexes = list(range(len(blocks)))
    deepest = (next(islice(block.element.iterancestors(), MAX_DEPTH, None), None) for block in blocks)
    if not 0 < len(blocks) <= MAX_BLOCKS or any(element is not None for element in deepest):
        return MainText(all_indexes, [], [])
    if not _has_furniture(root, blocks):
        return MainText(all_indexes, [], [], _heading_above(root, blocks, all_indexes))
    extracted = _extract_blocks(root, blocks)
    container = _container(root, blocks, extracted)
    inside = [index for index in all_indexes if container in _enclosing_elements(blocks[index])]
    furniture = {inside[number] for number in find_furniture([blocks[index] for index in inside], container)}
    main = _main_blocks(blocks, inside, extracted, furniture)
    heading = _heading_above(root, blocks, main)
    if heading is not None and heading not in main:
        main = [heading, *main]
    chosen = set(main)
    return MainText(
        main,
        [index for index in all_indexes if index not in chosen],
        [index for index in main if index not in extracted and index != heading],
        heading,
    )


def _heading_above(root: HtmlElement, blocks: Sequence[Block], main: Sequence[int]) -> int | None:
    """The last h1 above the text, else the line that is the title of the page or begins it."""
    furniture = find_furniture(blocks, root) - set(main)  # the name of a site can be a heading above its menu
    above = [index for index in range(_first_paragraph(blocks, main), -1, -1) if index not in furniture]
    titles = title_parts(root)[:2]
    headings = [index for index in above if _is_main_heading(blocks[index])]
    title_indexes = (index for index in above if blocks[index].text.partition("\n")[0] in titles)
    return next(iter([*headings, *title_indexes]), None)


def title_parts(root: HtmlElement) -> list[str]:
    """The page's title between the signs that part it from the name of the site."""
    element = next(root.iter("title"), None)
    title = " ".join(clean_characters(element.text_content()).split()) if element is not None else ""
    return [title, *TITLE_PARTS.split(title)] if title else []


def _has_furniture(root: HtmlElement, blocks: Sequence[Block]) -> bool:
    """Menus and links among the text; a fragment or a plain page has none."""
    furniture = find_furniture(blocks, root)
    links = {index for index, block in enumerate(blocks) if is_mostly_links(block)}
    length = sum(len(blocks[index].text) for index in furniture | links)
    if length > _MIN_PAGE_FURNITURE * sum(len(block.text) for block in blocks):
        return True
    return any(is_furniture(element) for element in root.iter("nav", "footer", "aside"))


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _extract_blocks(root: HtmlElement, blocks: Sequence[Block]) -> set[int]:
    """Indexes of the blocks that trafilatura takes for the main text."""
    if sum(len(block.text) for block in blocks) > _MAX_EXTRACTED_LENGTH:
        return set()
    import trafilatura  # here, since it takes a second to load and other formats do not need it

    try:
        text = trafilatura.extract(deepcopy(root), include_comments=False, favor_recall=True) or ""
    except Exception:  # any of its own and of its libraries: our own reading does without it
        return set()
    lines = {_key(line) for line in text.split("\n")}
    whole = _key(text)
    indexes = set()
    for index, block in enumerate(blocks):
        key = _key(block.text[len(block.marker) :])
        if key and (key in lines or (len(key) >= _LONG and key in whole)):
            indexes.add(index)
    return indexes


def _width(text: str) -> int:
    """Returns the length in letters of an alphabet: a Chinese or Japanese character says about as much as two."""
    return len(text) + len(_CJK_CHARACTER.findall(text))


def _container(root: HtmlElement, blocks: Sequence[Block], extracted_indexes: Set[int]) -> HtmlElement:
    """The innermost element with nearly all extracted text, or the page's one article or main part around it."""
    long = [index for index in extracted_indexes if _width(blocks[index].text) >= _MIN_SENTENCE]
    long = [index for index in long if not is_mostly_links(blocks[index])]
    length = sum(len(blocks[index].text) for index in long)
    lengths: dict[HtmlElement, int] = {}
    members = Counter(block.element for block in blocks)
    for index in long:
        element = blocks[index].element
        # The paragraph itself is no container, but one with several (parted by line breaks) is.
        for ancestor in (*([element] if members[element] > 1 else []), *element.iterancestors()):
            lengths[ancestor] = lengths.get(ancestor, 0) + len(blocks[index].text)
    elements = [element for element, inside in lengths.items() if inside >= 0.9 * length]
    if not elements:
        parts = [element for element in root.iter("article", "main") if len(element.text_content()) > 100]
        return max(parts, key=lambda element: len(element.text_content()), default=root)
    innermost = max(elements, key=lambda element: sum(1 for _ in element.iterancestors()))
    ancestors = (innermost, *innermost.iterancestors())
    named_parts = ((part, {part.tag, part.get("role"), part.get("itemprop")}) for part in ancestors)
    return next((part for part, names in named_parts if names & _PAGE_PARTS), innermost)


def _enclosing_elements(block: Block) -> tuple[HtmlElement, ...]:
    """The elements that a block stands in, the innermost first."""
    return (block.element, *block.element.iterancestors())


def _main_blocks(
    blocks: Sequence[Block], inside: Sequence[int], extracted_indexes: Set[int], furniture: Set[int]
) -> list[int]:
    """The blocks of the container that are text; between the first and the last extracted paragraph short ones too."""
    candidates = [
        index
        for index in inside
        if index not in furniture and not _is_caption(blocks[index], index in extracted_indexes)
    ]
    body = [index for index in candidates if index in extracted_indexes and blocks[index].kind != "heading"]
    first, last = (body[0], body[-1]) if body else (-1, -1)
    body_indexes = (index for index in candidates if first < index < last or _is_sentence(blocks[index]))
    chosen = extracted_indexes | {index for index in body_indexes if not is_mostly_links(blocks[index])}
    main = [index for index in candidates if index in chosen]
    return _drop_empty_headings(blocks, main, inside)


def _is_sentence(block: Block) -> bool:
    """A paragraph, the item of a list or the rows of a table; not a label such as “Press releases”."""
    if block.row_of is not None or block.element.tag == "li" or block.kind == "heading":
        return True
    return _width(block.text) >= _MIN_SENTENCE or bool(_SENTENCE_END.search(block.text))


def is_prose(block: Block) -> bool:
    """A paragraph of whole sentences; not a date, a label or a line on the author."""
    return _width(block.text) >= _MIN_SENTENCE and bool(_SENTENCE_END.search(block.text))


def _is_caption(block: Block, is_extracted: bool) -> bool:
    """Returns whether the block is the caption of a picture; other figures are tables, quotations and examples."""
    return not is_extracted and any(
        element.tag == "figcaption"
        or (element.tag == "figure" and next(element.iter("img", "picture", "video"), None) is not None)
        for element in _enclosing_elements(block)
    )


def _drop_empty_headings(blocks: Sequence[Block], main: Sequence[int], inside: Sequence[int]) -> list[int]:
    """Returns the blocks without the headings of what was left out, such as “Share this page”."""
    chosen = set(main)
    with_text: set[int] = set()
    has_text, following = False, -1  # of the section that ends here; `following` is the heading right below
    for index in reversed(inside):
        if blocks[index].kind != "heading":
            has_text, following = has_text or index in chosen, -1
            continue
        if has_text or following in with_text:
            with_text.add(index)
        has_text, following = False, index
    return [index for index in main if blocks[index].kind != "heading" or index in with_text]


def _first_paragraph(blocks: Sequence[Block], main: Sequence[int]) -> int:
    texts = ((index, blocks[index].text) for index in main if blocks[index].kind != "heading")
    return next((index for index, text in texts if _width(text) >= _MIN_SENTENCE), main[0] if main else 0)


def _is_main_heading(block: Block) -> bool:
    return block.kind == "heading" and any(element.tag == "h1" for element in _enclosing_elements(block))

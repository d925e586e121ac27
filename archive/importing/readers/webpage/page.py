"""A whole page or a fragment to a section with its header, and what an editor should know of it."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from archive.importing.header import Section
from archive.importing.parsed_document import Header, Suggestion
from archive.importing.phrases import inflect
from archive.importing.readers.markup import Block, make_markup_text, parse_markup, read_blocks
from archive.importing.readers.webpage.furniture import is_mostly_links
from archive.importing.readers.webpage.main_text import MainText, choose_main_text, is_prose
from archive.importing.readers.webpage.metadata import read_metadata
from archive.importing.structure.dates import find_date
from archive.importing.structure.language import guess_language
from archive.importing.structure.titles import first_words
from archive.text.languages import base_language
from archive.text.words import casefolded_words

_MAX_QUOTED = 8  # blocks whose first words a finding quotes
_HEADING_NEIGHBOURS = 12  # blocks around the title among which a date may be printed
_FIRST_LINES = 3  # of a text, in which its title may stand without being marked
_MAX_DATE_LINE = 100  # characters
_MAX_BESIDE_DATE = 40  # characters of a line that is a place or a label and a date
_BEFORE_DATE = (",", "，", ":", "：", "|", "·", "–", "—", "-", "(", "（", "/")
_PREFORMATTED_SHARE = 0.9  # of the text; a page that is one <pre> is a plain text


def read_page(markup: str, name: str) -> tuple[Section, tuple[str, ...], bool]:
    """The section, the findings, and whether its lines may be paragraphs. Raises ImportDocumentError."""
    root = parse_markup(markup, name)
    blocks, omissions = read_blocks(root)
    main = choose_main_text(root, blocks)
    if main.heading is not None and "\n" not in blocks[main.heading].text:
        blocks[main.heading].kind = "heading"
    chosen = [blocks[index] for index in main.main_blocks]
    text = "\n".join(block.text for block in chosen)
    heading = blocks[main.heading].text.partition("\n")[0] if main.heading is not None else ""
    first_lines = [block.text for block in chosen[:_FIRST_LINES]]
    metadata = read_metadata(root, heading, _near_heading(blocks, main), markup, first_lines)
    header, metadata_findings = _header(metadata, text)
    findings = (
        *metadata_findings,
        *_main_text_findings(blocks, main),
        *make_markup_text(chosen, omissions).findings,
    )
    if (plain := _preformatted_text(root, chosen)) is not None:
        return Section(header, plain), findings, True
    return Section(header, paragraphs=make_markup_text(chosen, omissions).paragraphs), findings, False


def _near_heading(blocks: Sequence[Block], main: MainText) -> Iterator[str]:
    """Short lines between the title and the text, above the title, and those of the text that are nothing but a date.

    The lists of other news below a text have dates of their own.
    """
    if main.heading is None:
        return
    yield from blocks[main.heading].text.split("\n")[1:]
    following = range(main.heading + 1, min(main.heading + 1 + _HEADING_NEIGHBOURS, len(blocks)))
    below = list(takewhile(lambda index: not is_prose(blocks[index]), following))
    above = range(main.heading - 1, max(-1, main.heading - 4), -1)
    for block in (blocks[index] for index in (*below, *above)):
        if len(block.text) <= _MAX_DATE_LINE and (block.kind != "heading" or _is_date_line(block.text)):
            yield from () if is_mostly_links(block) else (block.text,)
    later = set(main.main_blocks) & set(following[len(below) :])
    yield from (blocks[index].text for index in sorted(later) if _is_date_line(blocks[index].text))


def _is_date_line(text: str) -> bool:
    """“Published: 3 May 2024”, “Northport, 3 May 2024”; not “The council of 3 May 2024”."""
    match = find_date(text) if len(text) <= _MAX_DATE_LINE else None
    if match is None:
        return False
    before, length = text[: match.start].rstrip(), match.end - match.start
    return length * 2 > len(text) or (
        before.endswith(_BEFORE_DATE) and len(text) - length <= _MAX_BESIDE_DATE
    )


def _header(metadata: Sequence[Suggestion], text: str) -> tuple[Header, list[str]]:
    """The first value of each field, with sentences on where they are from and what was not followed."""
    values: dict[str, Suggestion] = {}
    findings = []
    for item in metadata:
        if item.field == "author":
            findings.append(f"The page names an author: {item.value} ({item.reason}).")
        elif (
            item.field == "language"
            and (guessed := guess_language(text))
            and base_language(str(item.value)) != base_language(guessed)
        ):
            says = f"The page says that its language is {item.value}, but its words look like {guessed}"
            findings.append(f"{says}: choose one.")
        elif item.field in values:
            findings.append(f"Another date is {item.value}, from {item.reason}.")
        else:
            values[item.field] = item
    origins = "; ".join(f"{field} from {item.reason}" for field, item in values.items())
    if origins:
        findings.insert(0, f"Taken from the page: {origins}.")
    return Header(**{field: item.value for field, item in values.items()}), findings  # type: ignore[arg-type]


def _main_text_findings(blocks: Sequence[Block], main: MainText) -> Iterator[str]:
    others = [blocks[index] for index in main.other_blocks]
    if others:
        words = sum(len(casefolded_words(block.text)) for block in others)
        left_out = inflect(len(others), f"# [paragraph|paragraphs] with {words:,} words")
        yield f"Left out as menus and other parts around the text: {left_out} ({_quotes(others)})."
    if restored := [blocks[index] for index in main.restored_blocks]:
        check = "Check whether # [paragraph belongs|paragraphs belong] to the text"
        reason = "since an automatic extraction leaves [it|them] out"
        yield f"{inflect(len(restored), f'{check}, {reason}')}: {_quotes(restored)}."


def _quotes(blocks: Sequence[Block]) -> str:
    """The first words of the longest, in their order."""
    longest = sorted(sorted(range(len(blocks)), key=lambda index: -len(blocks[index].text))[:_MAX_QUOTED])
    quotations = [f"“{first_words(blocks[index].text, 50)}”" for index in longest]
    return ", ".join([*quotations, "…"] if len(blocks) > _MAX_QUOTED else quotations)


def _preformatted_text(root: HtmlElement, chosen_blocks: Sequence[Block]) -> str | None:
    """The lines of a page that is one <pre>, as the Congressional Record's are; else None."""
    elements = list(root.iter("pre"))
    if len(elements) != 1 or any(block.kind for block in chosen_blocks):
        return None
    length = sum(len(block.text) for block in chosen_blocks)
    inside = sum(len(block.text) for block in chosen_blocks if block.element is elements[0])
    return str(elements[0].text_content()) if inside >= _PREFORMATTED_SHARE * length else None

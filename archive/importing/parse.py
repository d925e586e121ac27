"""From a file's bytes, or from a pasted text, to a ParsedDocument. Raises ImportDocumentError and nothing else."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import FormattedText, choose_format
from archive.importing.header import Section
from archive.importing.limits import check_paragraphs, check_size
from archive.importing.parsed_document import Header, ParsedDocument, ParsedPassage, Suggestion
from archive.importing.structure.findings import layout_findings
from archive.importing.structure.head import place_and_date, read_head
from archive.importing.structure.headings import find_headings
from archive.importing.structure.language import guess_language
from archive.importing.structure.paragraphs import reflow
from archive.importing.structure.parts import find_parts
from archive.importing.structure.turns import Turn, continuation_kinds, find_turns
from archive.text.canonical import clean_characters
from archive.text.paragraphs import join_paragraphs, paragraph_bounds, split_paragraphs

NO_OVERRIDES = Header()
MIN_TRANSCRIPT_TURNS = 4


def parse_file(
    content: bytes, name: str = "", overrides: Header = NO_OVERRIDES, format_name: str = ""
) -> ParsedDocument:
    """The document in a file, with those that its later headers start as `children`.

    `overrides` replace values of the file's own header; `format_name` is empty to detect the format.
    """
    name = clean_characters(name)  # a file's name can hold bytes that are no characters
    check_size(len(content), _display_name(name))
    return _parse(content, name, overrides, format_name)


def parse_text(
    text: str, name: str = "", overrides: Header = NO_OVERRIDES, format_name: str = ""
) -> ParsedDocument:
    """The same for a pasted text; `name` is that of the file it came from, if any."""
    name = clean_characters(name)
    check_size(len(text), _display_name(name))
    return _parse(text.encode("utf-8", "ignore"), name, overrides, format_name, "utf-8")


def _parse(
    content: bytes, name: str, overrides: Header, format_name: str, encoding: str = ""
) -> ParsedDocument:
    chosen = choose_format(content, name, format_name)
    formatted = chosen.to_text(content, _display_name(name), encoding)
    bodies = [_body(section, formatted) for section in formatted.sections]
    text = join_paragraphs(body for body in bodies if body)
    if not text:
        raise ImportDocumentError(f"{_display_name(name)} is empty.")
    paragraphs = split_paragraphs(text)
    check_paragraphs(paragraphs, _display_name(name))
    headings = {clean_characters(heading) for section in formatted.sections for heading in section.headings}
    header = (formatted.sections[0].header or Header()).overridden_by(overrides)
    document = _read_structure(text, headings, header, name)
    children = tuple(
        _read_structure(body, headings, section.header, "", _year(header))
        for section, body in zip(formatted.sections[1:], bodies[1:], strict=True)
        if section.header is not None and body
    )
    return replace(document, children=children, findings=(*formatted.findings, *layout_findings(paragraphs)))


def _display_name(name: str) -> str:
    return name or "The text"


def _body(section: Section, formatted: FormattedText) -> str:
    return reflow(clean_characters(section.text), formatted.lines_may_be_paragraphs)


def _read_structure(
    text: str, known_headings: Set[str], header: Header, name: str, year: int | None = None
) -> ParsedDocument:
    """`year` completes dates that are printed without one, where the header has no date."""
    paragraphs = split_paragraphs(text)
    year = _year(header) or year
    head = read_head(paragraphs, name, year)
    turns = find_turns(paragraphs)
    headings = {index for index, paragraph in enumerate(paragraphs) if paragraph in known_headings}
    headings |= find_headings(paragraphs, turns) | set(head.title_paragraphs)
    headings -= {turn.index for turn in turns}
    headings -= {index for index in headings if place_and_date(paragraphs[index])} - set(
        head.title_paragraphs
    )
    parts = find_parts(paragraphs, headings, year)
    headings |= {part.first - 1 for part in parts if paragraphs[part.first - 1] == part.title}
    return ParsedDocument(
        text=text,
        passages=tuple(_passages(text, paragraphs, headings, turns)),
        header=header,
        suggestions=(*head.suggestions, *_suggestions_from_whole(text, turns)),
        parts=parts,
        name=name,
    )


def _year(header: Header) -> int | None:
    return header.date.first.year if header.date else None


def _suggestions_from_whole(text: str, turns: Sequence[Turn]) -> Iterator[Suggestion]:
    if len(turns) >= MIN_TRANSCRIPT_TURNS:
        yield Suggestion("kind", "transcript", f"{len(turns)} turns of a conversation")
    if language := guess_language(text):
        yield Suggestion("language", language, "the most frequent words and characters")


def _passages(
    text: str, paragraphs: Sequence[str], headings: Set[int], turns: Sequence[Turn]
) -> Iterator[ParsedPassage]:
    turn_at = {turn.index: turn for turn in turns}
    continued = continuation_kinds(turns, paragraphs, headings)
    for index, (start, end) in enumerate(paragraph_bounds(text)):
        if turn := turn_at.get(index):
            yield ParsedPassage(index + 1, start, end, turn.kind, turn.label)
        else:
            kind = "heading" if index in headings else continued.get(index, "paragraph")
            yield ParsedPassage(index + 1, start, end, kind)

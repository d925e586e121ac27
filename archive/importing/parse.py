"""From bytes, or from pasted text, to a ParsedDocument. The only exception is ImportRefused."""

from dataclasses import replace

from archive.importing.decoding import decode, refuse_longer
from archive.importing.formats import markdown
from archive.importing.header import split_sections
from archive.importing.parsed import Header, ImportRefused, ParsedDocument, ParsedPassage, Suggestion
from archive.importing.structure.flaws import find_flaws
from archive.importing.structure.head import place_and_date, suggest
from archive.importing.structure.headings import find_headings
from archive.importing.structure.language import guess_language
from archive.importing.structure.paragraphs import lay_out
from archive.importing.structure.parts import find_parts
from archive.importing.structure.turns import continuations, find_turns
from archive.text.canonical import clean_characters
from archive.text.paragraphs import join_paragraphs, paragraph_bounds, split_paragraphs

SILENT = Header()
MOST_PARAGRAPHS = 10_000
LONGEST_PARAGRAPH = 50_000
FORMATS = ("", "plain", "markdown")


def parse_file(raw, name="", overrides=SILENT, format=""):
    """A ParsedDocument of a file's bytes, with the documents its later headers begin as `children`."""
    text, encoding = decode(raw, _shown(name))
    parsed = parse_text(text, name, overrides, format)
    if encoding not in ("UTF-8", "UTF-8 with a byte order mark"):
        parsed = replace(parsed, findings=(f"The text was read as {encoding}.", *parsed.findings))
    return parsed


def parse_text(text, name="", overrides=SILENT, format=""):
    name = clean_characters(name)  # a file's name can hold bytes that are no characters
    refuse_longer(len(text), _shown(name))
    clean = clean_characters(text)
    is_markdown = format == "markdown" or (not format and markdown.looks_like_markdown(clean, name))
    sections = split_sections(clean)
    headings, bodies = _bodies(sections, is_markdown)
    whole = join_paragraphs(body for body in bodies if body)
    if not whole:
        raise ImportRefused(f"{_shown(name)} is empty.")
    _refuse_too_many(whole, name)
    header = sections[0].header.under(overrides)
    parent = _document(whole, headings, header, name)
    children = tuple(
        _document(body, headings, section.header, "", _year(header))
        for section, body in zip(sections[1:], bodies[1:], strict=True)
        if section.header is not None and body
    )
    said = ("Read as Markdown: its marks were taken out, its headings kept.",) if is_markdown else ()
    flaws = find_flaws(text, split_paragraphs(whole))
    return replace(parent, children=children, findings=(*said, *flaws))


def _refuse_too_many(whole, name):
    """What no reader could use and the search table could not hold: tables of lines, paragraphs without end."""
    paragraphs = split_paragraphs(whole)
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise ImportRefused(
            f"{_shown(name)} has {len(paragraphs):,} paragraphs; a text may have {MOST_PARAGRAPHS:,} at most."
        )
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph) > LONGEST_PARAGRAPH:
            raise ImportRefused(
                f"Paragraph {number} of {_shown(name)} has {len(paragraph):,} characters; {LONGEST_PARAGRAPH:,} "
                "are the most. Part it with blank lines."
            )


def _shown(name):
    return name or "The text"


def _bodies(sections, is_markdown):
    headings, bodies = frozenset(), []
    for section in sections:
        body = section.body
        if is_markdown:
            body, found = markdown.plain_text(body)
            headings |= {clean_characters(one) for one in found}
            body = clean_characters(body)
        bodies.append(lay_out(body, lines_may_be_paragraphs=not is_markdown))
    return headings, bodies


def _document(text, known_headings, header, name, year=None):
    paragraphs = split_paragraphs(text)
    year = _year(header) or year
    suggestions, title_lines = suggest(paragraphs, name, year)
    turns = find_turns(paragraphs)
    headings = {index for index, paragraph in enumerate(paragraphs) if paragraph in known_headings}
    headings |= find_headings(paragraphs, turns) | set(title_lines)
    headings -= {turn.index for turn in turns}
    headings -= {index for index in headings if place_and_date(paragraphs[index])} - set(title_lines)
    parts = find_parts(paragraphs, headings, year)
    headings |= {part.first - 1 for part in parts if paragraphs[part.first - 1] == part.title}
    return ParsedDocument(
        text=text,
        passages=_passages(text, headings, turns, paragraphs),
        header=header,
        suggestions=(*suggestions, *_about_the_whole(text, turns)),
        parts=parts,
        name=name,
    )


def _year(header):
    return header.date.first.year if header.date else None


def _about_the_whole(text, turns):
    if len(turns) >= 4:
        yield Suggestion("kind", "transcript", f"{len(turns)} turns of a conversation")
    if language := guess_language(text):
        yield Suggestion("language", language, "the most frequent words and characters")


def _passages(text, headings, turns, paragraphs):
    labels = {turn.index: turn for turn in turns}
    carried = continuations(turns, paragraphs, headings)
    made = []
    for index, (start, end) in enumerate(paragraph_bounds(text)):
        turn = labels.get(index)
        kind = turn.kind if turn else "heading" if index in headings else carried.get(index, "paragraph")
        made.append(ParsedPassage(index + 1, start, end, kind, turn.label if turn else ""))
    return tuple(made)

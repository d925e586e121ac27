"""The paragraphs of a section of a file in canonical form, each with what its format knows of it."""

from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from archive.importing.header import ExtractedParagraph, Section
from archive.importing.structure.paragraphs import reflow
from archive.importing.structure.turns import find_turn_lines
from archive.text.canonical import clean_characters
from archive.text.paragraphs import join_paragraphs, split_blocks, split_paragraphs


class Body(NamedTuple):
    """Paragraphs, and what was done to the layout of their lines as sentences."""

    paragraphs: list[ExtractedParagraph]
    findings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return join_paragraphs(paragraph.text for paragraph in self.paragraphs)


def read_body(section: Section, lines_may_be_paragraphs: bool) -> Body:
    """The paragraphs of a section in canonical form: those that the format gives, else those that its lines make."""
    headings = {clean_characters(heading) for heading in section.headings}
    if section.paragraphs:
        canonical = [_canonical_paragraphs(paragraph, headings) for paragraph in section.paragraphs]
        return Body(_split_at_turns(list(chain.from_iterable(canonical))))
    text, findings, _removed = reflow(section.text, lines_may_be_paragraphs)
    return Body(
        [ExtractedParagraph(text, "heading" if text in headings else "") for text in split_paragraphs(text)],
        findings,
    )


def _canonical_paragraphs(paragraph: ExtractedParagraph, headings: Set[str]) -> Iterator[ExtractedParagraph]:
    """More than one where a blank line stands inside; the first keeps label and time, all keep the kind."""
    label = " ".join(clean_characters(paragraph.speaker_label).split())
    for number, block in enumerate(split_blocks(clean_characters(paragraph.text))):
        text = "\n".join(block)
        kind = paragraph.kind or ("heading" if text in headings else "")
        if number:
            yield ExtractedParagraph(text, kind)
        else:
            yield ExtractedParagraph(text, kind, label if text.startswith(label) else "", paragraph.time)


def _split_at_turns(paragraphs: list[ExtractedParagraph]) -> list[ExtractedParagraph]:
    """Returns the paragraphs, split where line breaks separate turns within one."""
    if any(paragraph.speaker_label for paragraph in paragraphs):
        return paragraphs
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*([""] if paragraph.kind else paragraph.text.split("\n")), ""]
    turns, split, start = find_turn_lines(lines), [], 0
    if not turns:
        return paragraphs
    for paragraph in paragraphs:
        end = start + (1 if paragraph.kind else paragraph.text.count("\n") + 1)
        bounds = [start, *sorted(turns & set(range(start, end))), end]
        texts = ["\n".join(lines[first:last]) for first, last in pairwise(bounds)]
        split += [replace(paragraph, text=text) for text in texts] if len(texts) > 1 else [paragraph]
        start = end + 1
    return split

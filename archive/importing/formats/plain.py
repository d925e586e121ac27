"""Plain text, with or without headers: the format of whatever no other format recognises."""

from archive.importing.decoding import decode
from archive.importing.formats import ExtractedText
from archive.importing.header import split_sections
from archive.importing.structure.findings import character_findings
from archive.importing.unsupported import refuse_unsupported, refuse_unsupported_text

LABEL = "Plain text"
SUFFIXES = (".txt", ".text")


def recognise(head: bytes, name: str) -> float:
    return 0.6 if name.lower().endswith(SUFFIXES) else 0.1


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    if not encoding:
        refuse_unsupported(content, name)
    decoded = decode(content, name, encoding)
    sections = tuple(split_sections(decoded.text))
    refuse_unsupported_text(sections[0].text, name)
    return ExtractedText(
        sections=sections,
        findings=(*decoded.findings, *character_findings(decoded.text, decoded.damage)),
        lines_may_be_paragraphs=True,
        encoding=decoded.encoding,
    )

"""PDF: the text layer in reading order, without page furniture; its metadata only as suggestions."""

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import islice
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import ExtractedParagraph, Header, Section
from archive.importing.phrases import count_phrase, list_phrase, property_findings
from archive.importing.readers.markup.omissions import Omissions, count_and_quote
from archive.importing.readers.pdf.characters import standard_characters
from archive.importing.readers.pdf.content import Interpreter, TooMuchContent
from archive.importing.readers.pdf.direction import is_right_to_left, mirror_runs
from archive.importing.readers.pdf.geometry import page_rotation
from archive.importing.readers.pdf.page import Box, Unseen, box_around
from archive.importing.readers.pdf.page_lines import LineSet, PageText, page_lines
from archive.importing.readers.pdf.visibility import OF_SCANS, Page
from archive.importing.structure.findings import character_findings
from archive.importing.structure.paragraphs import reflow_lines
from archive.text.canonical import clean_characters
from archive.text.paragraphs import split_paragraphs
from archive.text.words import casefolded_words

LABEL = "PDF"
SUFFIXES = (".pdf",)
MAX_PAGES = 500
MAX_ANNOTATIONS = 1_000  # of a page
MAX_UNREADABLE = 0.2  # of the characters
_START = re.compile(rb"%PDF-[0-9]")
_RAISED, _LOWERED = re.compile("[⁰¹²³⁴-⁹⁻]+"), re.compile("[₀-₉]+")
_UNREADABLE = "character of fonts that do not say what it shows"
_START_ZONE = 1024  # bytes in which readers look for it

# What a hostile file may make of its 5 MB; 300 dense pages need a tenth of it.
_BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,  # bytes
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 250_000,  # operands and operators of a page
}
# pypdf logs what it repairs; that is of no use to an operator.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass
class _Content:
    pages: list[PageText] = field(default_factory=list)
    omissions: Omissions = field(default_factory=Omissions)
    without_text: list[int] = field(default_factory=list)  # numbers of pages that show images only
    unseen: dict[Unseen, list[str]] = field(default_factory=lambda: defaultdict(list))
    mapped: Counter[str] = field(default_factory=Counter)
    properties: tuple[str, ...] = ()


def recognise(head: bytes, name: str) -> float:
    return 1.0 if _START.search(head[:_START_ZONE]) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    if not _START.search(content[:_START_ZONE]):
        raise ImportDocumentError(f"{name} is not a PDF file.")
    try:
        with apply_configuration(**_BOUNDS):
            pdf = _read(content, name)
    except ImportDocumentError:
        raise
    except (TooMuchContent, LimitReachedError) as error:
        raise ImportDocumentError(
            f"{name} draws too much to be read as a text: import it in parts."
        ) from error
    except DependencyError as error:
        raise ImportDocumentError(f"{name} is encrypted: save a copy without protection.") from error
    except Exception as error:  # a damaged file makes pypdf raise any of Python's exceptions
        raise ImportDocumentError(f"{name} is damaged: it cannot be read as a PDF file.") from error
    return _extracted_text(pdf, name)


def _read(content: bytes, name: str) -> _Content:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ImportDocumentError(f"{name} is protected with a password: save a copy without it.")
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise ImportDocumentError(
            f"{name} has {count:,} pages; the limit is {MAX_PAGES}. Import it in parts."
        )
    interpreter, pdf = Interpreter(reader), _Content(properties=tuple(_properties(reader)))
    for number in range(count):
        _read_page(reader.pages[number], number + 1, interpreter, pdf)
    return pdf


def _properties(reader: PdfReader) -> Iterator[str]:
    if (metadata := reader.metadata) is not None:
        try:
            created = metadata.creation_date
        except ValueError:  # no date that PDF knows
            created = None
        yield from property_findings(metadata.title, metadata.author, created)


def _read_page(page: Any, number: int, interpreter: Interpreter, pdf: _Content) -> None:
    width, height, box = float(page.mediabox.width), float(page.mediabox.height), page.cropbox
    rotation = page_rotation(page.rotation, width, height)
    if page.rotation % 180:
        width, height = height, width
    content = interpreter.read(page.get("/Contents"), page.get("/Resources"), rotation)
    shown = Box(float(box.left), float(box.bottom), float(box.right), float(box.top))
    runs = [run for run in content.runs if run.text.strip()]
    if not runs and content.images:
        pdf.without_text.append(number)
    for words in _annotation_texts(page):
        pdf.omissions.add("note or form field", words)
    pdf.omissions.counts["image"] += content.images
    pdf.omissions.counts[_UNREADABLE] += content.unreadable
    for passage in Page(box_around(shown.corners(rotation)), content.areas).unseen_passages(content.runs):
        if casefolded_words(passage.text):
            pdf.unseen[passage.reason].append(passage.text)
    for run in runs:
        if run.is_turned:
            pdf.omissions.add("piece of turned text", run.text)
    upright = [
        replace(run, text=standard_characters(run.text, pdf.mapped)) for run in runs if not run.is_turned
    ]
    is_mirrored = is_right_to_left(upright)
    pdf.pages.append(PageText(mirror_runs(upright, width) if is_mirrored else upright, height, is_mirrored))


def _annotation_texts(page: Any) -> list[str]:
    """What is written upon a page: the values of form fields, notes in the margin; none where the list of them is
    damaged, since the page can be read without it."""
    try:
        return list(_read_annotations(page))
    except Exception:  # pypdf raises any of Python's exceptions
        return []


def _read_annotations(page: Any) -> Iterator[str]:
    for entry in islice(page.annotations or (), MAX_ANNOTATIONS):
        annotation = entry.get_object()
        parent = annotation.get("/Parent") if annotation.get("/Subtype") == "/Widget" else None
        field = parent.get_object() if parent is not None else annotation
        words = annotation.get("/V") or field.get("/V") or annotation.get("/Contents")
        words = words.get_object() if words is not None else None
        # A name is no text: “/Off”.
        if isinstance(words, str) and not words.startswith("/") and words.strip():
            yield " ".join(words.split())


def _extracted_text(pdf: _Content, name: str) -> ExtractedText:
    character_count = sum(len(run.text) for page in pdf.pages for run in page.runs)
    unreadable = pdf.omissions.counts[_UNREADABLE]
    if unreadable > MAX_UNREADABLE * (character_count + unreadable):
        raise ImportDocumentError(
            f"{name} does not say which characters its letters are, so its text cannot be read."
        )
    if not character_count:
        reason = "it is a scan" if pdf.omissions.counts["image"] else "its pages are empty"
        raise ImportDocumentError(f"{name} has no text layer: {reason}.")
    line_set = page_lines(pdf.pages)
    reflowed = reflow_lines(line_set.lines, lines_may_be_paragraphs=False)
    headings = {clean_characters(heading) for heading in line_set.headings}
    paragraphs = tuple(
        ExtractedParagraph(text, "heading" if text in headings else "")
        for text in split_paragraphs(reflowed.text)
    )
    source = "\n".join(run.text for page in pdf.pages for run in page.runs)
    for mapping, form in (("raised number", _RAISED), ("lowered number", _LOWERED)):
        pdf.omissions.mapped[mapping] = len(form.findall(reflowed.text)) - len(form.findall(source))
    findings = (*_findings(pdf, line_set), *reflowed.findings, *character_findings(source))
    return ExtractedText((Section(Header(), paragraphs=paragraphs),), findings)


def _findings(pdf: _Content, line_set: LineSet) -> Iterator[str]:
    yield f"The text was read from {count_phrase(len(pdf.pages), 'page')} of a PDF file: compare it with the original."
    if line_set.footnotes:
        notes = count_phrase(line_set.footnotes, "note")
        yield f"{notes} at the foot of pages placed at the end of the text."
    if line_set.pages_in_columns:
        counted = count_phrase(line_set.pages_in_columns, "page")
        yield f"{counted} with columns: each column was read from top to bottom."
    if mirrored := sum(page.is_mirrored for page in pdf.pages):
        yield f"{count_phrase(mirrored, 'page')} read from right to left."
    if pages := pdf.without_text:
        counted = count_phrase(len(pages), "page")
        yield f"{counted} without a text layer (scanned) left out: {list_phrase(pages, 8)}."
    yield from pdf.omissions.findings
    yield from _unseen_findings(pdf.unseen)
    if count := sum(pdf.mapped.values()):
        example = "".join(char for char, _count in pdf.mapped.most_common(5))
        forms = count_phrase(count, "printed form of characters")
        yield f"{forms}, such as {example}, replaced by ordinary characters."
    yield from pdf.properties


def _unseen_findings(unseen: Mapping[Unseen, list[str]]) -> Iterator[str]:
    for reason, passages in unseen.items():
        words, quoted = count_and_quote(passages)
        of_scan = " Of a scan, they are what a machine recognised." if reason in OF_SCANS else ""
        yield f"{words} {reason} imported, though not seen on the pages: {quoted}.{of_scan}"

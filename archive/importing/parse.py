"""From a file's bytes, or from a pasted text, to a ParsedFile. Raises ImportDocumentError and nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from archive.importing.body import Body, read_body
from archive.importing.decoding import decode
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText, choose_format, records
from archive.importing.header import ExtractedParagraph
from archive.importing.limits import check_paragraphs, check_size
from archive.importing.parsed_document import (
    Header,
    ParsedDocument,
    ParsedFile,
    ParsedPassage,
    PartCandidate,
    PartialDate,
    Refusal,
    Suggestion,
    text_hash,
)
from archive.importing.structure.event_dates import suggest_event_date
from archive.importing.structure.findings import layout_findings
from archive.importing.structure.head import Head, read_head, read_place_and_date
from archive.importing.structure.kinds import suggest_kind
from archive.importing.structure.language import suggest_language
from archive.importing.structure.parts import find_parts
from archive.importing.structure.titles import find_headings
from archive.importing.structure.turns import Turn, continuation_kinds, find_turns
from archive.text.canonical import clean_characters
from archive.text.paragraphs import SEPARATOR, join_paragraphs

NO_OVERRIDES = Header()
NO_COLUMNS = records.NO_COLUMNS
_SPOKEN_KINDS = {"question", "answer", "remark"}
FindKnownHashes = Callable[[Collection[str]], Collection[str]]


def parse_file(
    content: bytes,
    name: str = "",
    overrides: Header = NO_OVERRIDES,
    format_name: str = "",
    encoding: str = "",
    find_known_hashes: FindKnownHashes | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
    allow_damage: bool = False,
) -> ParsedFile:
    """The documents in a file; those that its later headers start are `children` of the first.

    `overrides` replace values of the file's own headers; `format_name` and `encoding` (the name of a Python codec) are
    empty to be detected. `find_known_hashes` is given the hashes of the texts and says which are in the archive:
    nothing more is read out of those, which is what makes a second import quick. `columns` says what the columns of a
    table mean: the name of a column by field, see `archive.importing.readers.records.columns.FIELDS`.
    """
    name = clean_characters(name)  # a file's name can hold bytes that are no characters
    check_size(len(content), _display_name(name))
    if not allow_damage:
        return _parse(content, name, overrides, format_name, encoding, find_known_hashes, columns)
    decoded = decode(content, _display_name(name), encoding, allow_damage)  # � for bytes that do not fit it
    marked = decoded.text.encode("utf-8", "ignore")
    parsed = _parse(marked, name, overrides, format_name, "utf-8", find_known_hashes, columns)
    return replace(parsed, findings=(*decoded.findings, *parsed.findings), encoding=decoded.encoding)


def parse_text(
    text: str, name: str = "", overrides: Header = NO_OVERRIDES, format_name: str = ""
) -> ParsedFile:
    """Parses a pasted text as `parse_file` does a file; `name` is that of the file it came from, if any."""
    name = clean_characters(name)
    check_size(len(text), _display_name(name))
    return _parse(text.encode("utf-8", "ignore"), name, overrides, format_name, "utf-8")


def paragraphs_of_part(whole: ParsedDocument, first: int, last: int) -> tuple[ExtractedParagraph, ...]:
    """Paragraphs `first` to `last` of a document, counted from 1, for `parse_part`."""
    passages = whole.passages[first - 1 : last]
    has_turns = any(passage.speaker_label for passage in passages)
    kept_kinds = {"heading", *(_SPOKEN_KINDS if has_turns else ())}
    kinds = (passage.kind if passage.kind in kept_kinds else "" for passage in passages)
    return tuple(
        ExtractedParagraph(whole.passage_text(passage), kind, passage.speaker_label, passage.time)
        for passage, kind in zip(passages, kinds, strict=True)
    )


def parse_part(
    paragraphs: Sequence[ExtractedParagraph], paragraph_range: tuple[int, int], header: Header
) -> ParsedDocument:
    """Paragraphs of a whole, with their first and last number there, as a document of its own with that header."""
    return replace(_read_structure(paragraphs, header, ""), parts=(), paragraph_range=paragraph_range)


def find_columns(content: bytes, name: str, format_name: str, encoding: str) -> records.Columns | None:
    """The columns of a table with their guessed meanings; None for a file that is no table. Raises
    ImportDocumentError for a table that cannot be read."""
    if choose_format(content, name, format_name).name != records.NAME:
        return None
    return records.detect_columns(content, name, encoding)


def _parse(
    content: bytes,
    name: str,
    overrides: Header,
    format_name: str,
    encoding: str,
    find_known_hashes: FindKnownHashes | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
) -> ParsedFile:
    text_format = choose_format(content, name, format_name)
    if text_format.name == records.NAME:
        extracted = records.to_text(content, _display_name(name), encoding, columns)
    else:
        extracted = text_format.to_text(content, _display_name(name), encoding)
    refusals: tuple[Refusal, ...] = tuple(
        replace(refusal, name=_entry_name(name, refusal.name)) for refusal in extracted.refusals
    )
    if extracted.are_documents:
        documents, further_refusals = _independent_documents(extracted, name, overrides, find_known_hashes)
        refusals += further_refusals
    else:
        documents = (_document_with_children(extracted, name, overrides, find_known_hashes),)
    if not documents and not refusals:
        raise ImportDocumentError(f"{_display_name(name)} is empty.")
    return ParsedFile(documents, refusals, extracted.findings, extracted.encoding, text_format.name, name)


def _display_name(name: str) -> str:
    return name or "The text"


def _entry_name(name: str, entry: str) -> str:
    return f"{name}, {entry}" if name else entry


def _document_with_children(
    extracted: ExtractedText, name: str, overrides: Header, find_known_hashes: FindKnownHashes | None
) -> ParsedDocument:
    """The text of a part stands in that of the whole, too."""
    bodies = [read_body(section, extracted.lines_may_be_paragraphs) for section in extracted.sections]
    whole = Body(
        [paragraph for body in bodies for paragraph in body.paragraphs],
        tuple(finding for body in bodies for finding in body.findings),
    )
    header = (extracted.sections[0].header or Header()).overridden_by(overrides)
    hashes = [text_hash(body.text) for body in (whole, *bodies[1:])] if find_known_hashes else []
    known_hashes = find_known_hashes(hashes) if find_known_hashes else ()
    children, last = [], len(bodies[0].paragraphs)
    for section, body in zip(extracted.sections[1:], bodies[1:], strict=True):
        first, last = last + 1, last + len(body.paragraphs)
        if section.header is not None and body.paragraphs:
            child = _read_structure(body.paragraphs, section.header, "", known_hashes)
            children.append(replace(child, paragraph_range=(first, last)))
    document = _checked_document(whole, header, name, _display_name(name), known_hashes)
    return replace(document, children=tuple(children))


def _independent_documents(
    extracted: ExtractedText, name: str, overrides: Header, find_known_hashes: FindKnownHashes | None
) -> tuple[tuple[ParsedDocument, ...], tuple[Refusal, ...]]:
    """One of each section; a section that cannot be a document is refused, and the others are not."""
    documents, refusals = [], []
    if len(extracted.sections) > 1 and (overrides.title or overrides.url):
        reason = "a title or a web address cannot be given for all of them"
        message = f"{_display_name(name)} holds {len(extracted.sections)} documents: {reason}."
        raise ImportDocumentError(message, "title" if overrides.title else "url")
    bodies = [read_body(section, extracted.lines_may_be_paragraphs) for section in extracted.sections]
    known_hashes = find_known_hashes([text_hash(body.text) for body in bodies]) if find_known_hashes else ()
    for number, (section, body) in enumerate(zip(extracted.sections, bodies, strict=True), 1):
        entry = _entry_name(name, section.name or f"document {number}")
        header = (section.header or Header()).overridden_by(overrides)
        try:
            documents.append(replace(_checked_document(body, header, "", entry, known_hashes), name=entry))
        except ImportDocumentError as error:
            refusals.append(Refusal(entry, error.message))
    return tuple(documents), tuple(refusals)


def _checked_document(
    body: Body, header: Header, name: str, display_name: str, known_hashes: Collection[str]
) -> ParsedDocument:
    """`name` may give a title; `display_name` is what an error calls the text."""
    if not body.paragraphs:
        raise ImportDocumentError(f"{display_name} is empty.")
    texts = [paragraph.text for paragraph in body.paragraphs]
    check_paragraphs(texts, display_name)
    findings = (*body.findings, *layout_findings(texts))
    return replace(_read_structure(body.paragraphs, header, name, known_hashes), findings=findings)


def _read_structure(
    extracted: Sequence[ExtractedParagraph],
    header: Header,
    name: str,
    known_hashes: Collection[str] = (),
) -> ParsedDocument:
    paragraphs = [paragraph.text for paragraph in extracted]
    text = join_paragraphs(paragraphs)
    if known_hashes and text_hash(text) in known_hashes:
        return ParsedDocument(text, header=header, name=name)
    year = header.date.first.year if header.date else None
    head = read_head(paragraphs, name, year)
    turns = _turns(extracted, paragraphs)
    headings = _headings(extracted, paragraphs, turns, head.title_paragraphs)
    parts = find_parts(paragraphs, headings)
    if parts:
        # What a part says of itself is not said of the whole.
        head = read_head(paragraphs[: parts[0].first - 1], name, year)
    headings |= {part.first - 1 for part in parts if paragraphs[part.first - 1] == part.title}
    return ParsedDocument(
        text=text,
        passages=tuple(_passages(extracted, paragraphs, headings, turns)),
        header=header,
        suggestions=tuple(_suggestions(paragraphs, header.date, head, turns, parts)),
        parts=parts,
        name=name,
    )


def _suggestions(
    paragraphs: Sequence[str],
    date: PartialDate | None,
    head: Head,
    turns: Sequence[Turn],
    parts: Sequence[PartCandidate],
) -> Iterator[Suggestion]:
    """The suggestions that the text makes outside its parts; `date` is that of its header."""
    part_indexes = {index for part in parts for index in range(part.first - 1, part.last)}
    own_paragraphs = [paragraph for index, paragraph in enumerate(paragraphs) if index not in part_indexes]
    yield from head.suggestions
    own_turns = [turn for turn in turns if turn.index not in part_indexes]
    is_known = any(suggestion.field == "kind" for suggestion in head.suggestions)
    if not is_known and (kind := suggest_kind(own_paragraphs, own_turns)):
        yield kind
    below_title = head.title_paragraphs[-1] + 1 if head.title_paragraphs else 0
    before = paragraphs[below_title : parts[0].first - 1 if parts else None]
    if event_suggestion := suggest_event_date(before, date or head.date, head.has_dateline):
        yield event_suggestion
    if language := suggest_language("\n".join(paragraphs)):
        yield language


def _turns(extracted: Sequence[ExtractedParagraph], paragraphs: Sequence[str]) -> list[Turn]:
    """Returns the turns that the format marks, else those that the labels in the text show."""
    if not any(paragraph.speaker_label or paragraph.kind in _SPOKEN_KINDS for paragraph in extracted):
        return find_turns(paragraphs)
    return [
        Turn(index, paragraph.speaker_label, paragraph.kind or "remark")
        for index, paragraph in enumerate(extracted)
        if paragraph.speaker_label
    ]


def _headings(
    extracted: Sequence[ExtractedParagraph],
    paragraphs: Sequence[str],
    turns: Sequence[Turn],
    title_paragraphs: Iterable[int],
) -> set[int]:
    """Indexes; what the format says of a paragraph goes before what it looks like."""
    titles = set(title_paragraphs)
    headings = {index for index, paragraph in enumerate(extracted) if paragraph.kind == "heading"}
    headings |= find_headings(paragraphs, turns) | titles
    headings -= {turn.index for turn in turns}
    headings -= {index for index in headings - titles if read_place_and_date(paragraphs[index])}
    return {index for index in headings if extracted[index].kind in ("", "heading")}


def _passages(
    extracted: Sequence[ExtractedParagraph],
    paragraphs: Sequence[str],
    headings: Set[int],
    turns: Sequence[Turn],
) -> Iterator[ParsedPassage]:
    turn_at = {turn.index: turn for turn in turns}
    is_marked = any(paragraph.speaker_label for paragraph in extracted)
    continued = {} if is_marked else continuation_kinds(turns, paragraphs, headings)
    start = 0
    for index, paragraph in enumerate(extracted):
        end = start + len(paragraph.text)
        if turn := turn_at.get(index):
            kind, label = turn.kind, turn.label
        else:
            kind = "heading" if index in headings else paragraph.kind or continued.get(index, "paragraph")
            label = ""
        yield ParsedPassage(index + 1, start, end, kind, label, paragraph.time)
        start = end + len(SEPARATOR)

"""RIS, which reference managers read: one tag a line. It has no comments, so each record notes its search; in a file
without records it stands in lines without tags, as JSTOR has them before its records, which readers pass over."""

from collections.abc import Iterable, Iterator

from .authorship import cites_document, family_first_name
from .description import SearchDescription
from .records import Record, on_one_line
from .reference import Reference, make_reference

TYPES = {
    "speech": "GEN",
    "press_conference": "GEN",
    "joint_statement": "GOVDOC",
    "policy": "GOVDOC",
    "transcript": "GEN",
    "report": "RPRT",
}


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    note = " ".join([search.sentence, *search.notes])
    is_empty = True
    for record in records:
        is_empty = False
        yield entry(record, search.timestamp[:10], note)
    if is_empty:
        yield f"Provider: Verbatim\r\nSearch: {on_one_line(search.sentence)}\r\n"
        yield "".join(f"Note: {on_one_line(note)}\r\n" for note in search.notes)


def entry(record: Record, accessed: str, search_note: str = "") -> str:
    """``accessed`` is the day of reading, in ISO; ``search_note`` the search that found the record."""
    lines = [f"{tag}  - {on_one_line(value)}\r\n" for tag, value in tags(record, accessed, search_note)]
    return "".join([*lines, "ER  - \r\n"])


def tags(record: Record, accessed: str, search_note: str) -> list[tuple[str, str]]:
    """(tag, value) in the order of the file, TY first, without empty values; ER is for the caller to add. ``accessed``
    is an ISO date."""
    reference = make_reference(record)
    pairs = [
        ("ID", record.citation_key),
        ("AU", family_first_name(reference.author)),
        ("A4", reference.translator),
        ("TI", reference.title),
        *containers(record, reference),
        ("M3", reference.detail),
        ("SE", reference.locator),
        ("PY", reference.issued.iso[:4]),
        ("DA", ris_date(reference.issued.iso)),
        ("AB", record.text),
        *(("KW", theme) for theme in record.themes),
        ("LA", record.known_language),
        ("N1", record.remarks),
        ("N1", search_note),
        ("UR", record.url),
        ("LK", record.original_url),
        ("Y2", ris_date(accessed)),
        ("DB", "Verbatim"),
    ]
    by_type = {"article-newspaper": "NEWS", "webpage": "ELEC"}
    kind = by_type.get(reference.type) or TYPES.get(record.document_kind, "GEN")
    return [("TY", kind), *((tag, value) for tag, value in pairs if on_one_line(value))]


def containers(record: Record, reference: Reference) -> list[tuple[str, str]]:
    """The paper in which a report stands; else the document, where the title is not its own, and who published it."""
    document = "" if cites_document(record) else record.document
    if reference.type == "article-newspaper":
        return [("T2", record.source), ("T3", document)]
    return [("T2", document), ("PB", record.source)]


def ris_date(date: str) -> str:
    """``2024/03/05/``; what is not known stays empty between its slashes."""
    year, month, day = [*date.split("-"), "", ""][:3]
    return f"{year}/{month}/{day}/" if year else ""

"""RIS, which reference managers read: one tag a line. It has no comments, so each record notes its search."""

from collections.abc import Iterable, Iterator

from .description import SearchDescription
from .records import Record, flat

TYPES = {"news_report": "NEWS", "commentary": "NEWS", "policy": "GOVDOC", "report": "RPRT"}
PART_OF_A_TEXT = "CHAP"


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    for record in records:
        yield ("".join(f"{tag}  - {flat(value)}\r\n" for tag, value in tags(record, search)) + "ER  - \r\n")


def tags(record: Record, search: SearchDescription) -> list[tuple[str, str]]:
    pairs = [
        ("ID", record.key),
        ("AU", author(record)),
        ("TI", record.title),
        ("T2", record.document),
        ("PB", record.source),
        ("CY", record.place),
        ("PY", record.issued[:4]),
        ("DA", ris_date(record.issued)),
        ("AB", record.text),
        *(("KW", theme) for theme in record.themes),
        ("LA", record.known_language),
        ("N1", record.provenance),
        ("N1", record.note),
        ("N1", " ".join([search.sentence, *search.notes])),
        ("UR", record.url),
        ("LK", record.original_url),
        ("Y2", ris_date(search.timestamp[:10])),
        ("DB", "Verbatim"),
    ]
    kind = TYPES.get(record.document_kind, PART_OF_A_TEXT)
    return [("TY", kind), *((tag, value) for tag, value in pairs if flat(value))]


def author(record: Record) -> str:
    known = record.family_name and record.given_name
    return f"{record.family_name}, {record.given_name}" if known else record.author


def ris_date(date: str) -> str:
    """``2024/03/05/``; what is not known stays empty between its slashes."""
    year, month, day = [*date.split("-"), "", ""][:3]
    return f"{year}/{month}/{day}/" if year else ""

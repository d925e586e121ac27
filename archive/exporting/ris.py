"""RIS, which reference managers read: one tag a line. It has no comments, so each record notes its search."""

from collections.abc import Iterable, Iterator

from .bibliography import NEWSPAPER_KINDS, Author, author, locator, title
from .description import SearchDescription
from .records import Record, flat

TYPES = {
    "speech": "GEN",
    "readout": "ELEC",
    "press_conference": "GEN",
    "news_report": "NEWS",
    "commentary": "NEWS",
    "joint_statement": "GOVDOC",
    "press_release": "ELEC",
    "policy": "GOVDOC",
    "transcript": "GEN",
    "report": "RPRT",
}


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    for record in records:
        yield ("".join(f"{tag}  - {flat(value)}\r\n" for tag, value in tags(record, search)) + "ER  - \r\n")


def tags(record: Record, search: SearchDescription) -> list[tuple[str, str]]:
    pairs = [
        ("ID", record.key),
        ("AU", sortable(author(record))),
        ("TI", title(record)),
        *containers(record),
        ("SE", locator(record)),
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
    kind = TYPES.get(record.document_kind, "GEN")
    return [("TY", kind), *((tag, value) for tag, value in pairs if flat(value))]


def containers(record: Record) -> list[tuple[str, str]]:
    """The paper in which a report stands, or the document and who published it."""
    if record.document_kind in NEWSPAPER_KINDS:
        return [("T2", record.source), ("T3", record.document)]
    return [("T2", record.document), ("PB", record.source)]


def sortable(name: Author) -> str:
    return f"{name.family}, {name.given}" if name.family and name.given else name.name


def ris_date(date: str) -> str:
    """``2024/03/05/``; what is not known stays empty between its slashes."""
    year, month, day = [*date.split("-"), "", ""][:3]
    return f"{year}/{month}/{day}/" if year else ""

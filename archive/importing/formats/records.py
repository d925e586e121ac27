"""CSV, JSON and JSON Lines: one document a row."""

from collections.abc import Mapping

from archive.importing.decoding import DecodedText, decode, decode_head
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.readers.records.columns import Columns, describe_columns, has_known_columns
from archive.importing.readers.records.csv_table import read_csv
from archive.importing.readers.records.documents import read_documents
from archive.importing.readers.records.json_table import looks_like_json, read_json
from archive.importing.readers.records.rows import Table

NAME = "records"  # of this module, as `import_documents --format` takes it
LABEL = "Table or list of documents (CSV, JSON)"
SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
TABLE_SUFFIXES = (".csv", ".tsv")
NO_COLUMNS: Mapping[str, str] = {}
_HEAD_LENGTH = (
    4_000  # characters in which the names of columns and a row must stand, for a text of another name
)


def recognise(head: bytes, name: str) -> float:
    """Sure of JSON by its beginning, of a table by its name, or by columns that are called as those of documents
    are."""
    text = decode_head(head).lstrip("\ufeff")
    if looks_like_json(text):
        return 0.95
    if name.lower().endswith(SUFFIXES):
        return 0.9
    return 0.75 if _looks_like_table(text[:_HEAD_LENGTH]) else 0.0


def to_text(
    content: bytes, name: str, encoding: str = "", columns: Mapping[str, str] = NO_COLUMNS
) -> ExtractedText:
    """`columns` says what the columns mean: the name of a column by field (title, text, date, …), else they are
    guessed by their names. Each refused row is in `refusals`. Raises ImportDocumentError."""
    decoded, table = _read(content, name, encoding)
    extracted = read_documents(table, columns, name, decoded.encoding)
    if not extracted.sections and not extracted.refusals:
        raise ImportDocumentError(f"{name} has no rows.")
    return extracted


def detect_columns(content: bytes, name: str, encoding: str = "") -> Columns:
    """The columns with what they seem to be and the first rows, for an editor to choose. Raises ImportDocumentError."""
    _decoded, table = _read(content, name, encoding)
    table.check(name)
    return describe_columns(table)


def _read(content: bytes, name: str, encoding: str) -> tuple[DecodedText, Table]:
    decoded = decode(content, name, encoding)
    is_json = looks_like_json(decoded.text) or name.lower().endswith((".json", ".jsonl", ".ndjson"))
    if is_json and not name.lower().endswith(TABLE_SUFFIXES):
        table = read_json(decoded.text, name)
    else:
        table = read_csv(decoded.text, name)
    table.findings[:0] = decoded.findings
    return decoded, table


def _looks_like_table(head: str) -> bool:
    if head[:4].lower() == "sep=":
        return True
    lines = head.split("\n")
    if len(lines) < 2 or len(lines[0]) > 500:
        return False
    try:
        table = read_csv("\n".join(lines[:2] if '"' not in head else lines[:1]), "")
    except ImportDocumentError:
        return False
    return has_known_columns(table.columns) and (bool(table.rows) or '"' in head)

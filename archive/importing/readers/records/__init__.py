"""Tables and lists of documents (CSV, JSON, JSON Lines): rows, what their columns mean, and a document of each row."""

from archive.importing.readers.records.columns import Columns, describe_columns, read_mapping
from archive.importing.readers.records.documents import read_documents
from archive.importing.readers.records.rows import Row, Table

__all__ = ["Columns", "Row", "Table", "describe_columns", "read_documents", "read_mapping"]

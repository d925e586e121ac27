"""Files that were imported before are known by their bytes, without reading what is in them."""

from collections.abc import Mapping

from archive.importing.importer import DUPLICATE, ImportResult, statements_of
from archive.importing.lookup.duplicates import (
    describe_imported_file,
    find_differences,
    find_imported_file,
    find_imported_files,
)
from archive.importing.parsed_document import Header, file_hash
from archive.models import Document, Statement


def find_earlier_import(content: bytes, name: str, overrides: Header) -> ImportResult | None:
    """The result of a file that was imported before, without reading what is in it; None for any other file.

    Its header is the one that was taken then; only the `overrides` may differ from the archive. Two queries.
    """
    document = find_imported_file(file_hash(content))
    return None if document is None else _earlier_import(document, name, overrides, statements_of(document))


def find_earlier_imports(hashes: Mapping[str, str], overrides: Header) -> dict[str, ImportResult]:
    """Returns the results of files that were imported before, by name, from the hashes of many files. Two queries."""
    documents = find_imported_files(set(hashes.values()))
    statements: dict[int, list[Statement]] = {}
    if documents:
        rows = Statement.objects.filter(document__in=[document.pk for document in documents.values()])
        for statement in rows.select_related("speaker").order_by("document_id", "start"):
            statements.setdefault(statement.document_id, []).append(statement)
    imported = ((name, documents[hash_]) for name, hash_ in hashes.items() if hash_ in documents)
    return {
        name: _earlier_import(document, name, overrides, tuple(statements.get(document.pk, ())))
        for name, document in imported
    }


def _earlier_import(
    document: Document, name: str, overrides: Header, statements: tuple[Statement, ...]
) -> ImportResult:
    return ImportResult(
        DUPLICATE,
        name,
        document,
        describe_imported_file(document),
        statements=statements,
        differences=find_differences(overrides, document),
    )

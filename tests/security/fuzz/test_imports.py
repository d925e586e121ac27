"""Damaged files of every format into the database: each is imported whole or not at all, and the rules hold."""

from random import Random

import pytest
from django.db import connection

from archive.importing.errors import ImportDocumentError
from archive.importing.importer import REFUSED, import_document
from archive.importing.parse import parse_file
from archive.importing.parsed_document import Header
from archive.management.archive_checks import find_breaches
from archive.models import Document
from tests.importing.test_fuzz import files_by_format, mutate

from .material import PARTS, SEED, times_per_part

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
IMPORTS = 1_000


def import_damaged(part: int, number: int) -> tuple[int, int]:
    """How many documents were refused and how many written."""
    chance, refused, written = Random(f"{SEED} imports {part}"), 0, 0
    formats = [files for files in files_by_format().values() if files]
    for turn in range(number):
        path = chance.choice(formats[turn % len(formats)])
        try:
            parsed = parse_file(mutate(path.read_bytes(), f"{SEED} {part} {turn}"), path.name)
        except ImportDocumentError:
            refused += 1
            continue
        for document in parsed.documents:
            before = Document.objects.count()
            result = import_document(
                document.replace_header(Header(source="Gazette", title=f"{part} {turn}"))
            )
            added = Document.objects.count() - before
            assert added == 0 or result.status != REFUSED, path
            refused, written = refused + (result.status == REFUSED), written + added
    return refused, written


def breaches() -> list:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return list(find_breaches())


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_files_are_imported_whole_or_not_at_all(db, part):
    refused, written = import_damaged(part, times_per_part(IMPORTS))
    assert written
    assert refused
    assert breaches() == []


def test_a_half_import_would_be_seen(db):
    """As where an import wrote a text and not its paragraphs."""
    assert import_damaged(0, 20)[1]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM archive_passage WHERE id = (SELECT max(id) FROM archive_passage)")
    assert breaches()

"""What is too large to import."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MAX_PARAGRAPHS, MAX_SIZE, check_paragraphs, check_size


def test_the_limits_themselves_are_allowed():
    check_size(MAX_SIZE, "note.txt")
    check_paragraphs(["x"] * MAX_PARAGRAPHS, "note.txt")
    check_paragraphs(["x" * 50_000], "note.txt")


def test_too_many_bytes_are_refused():
    with pytest.raises(ImportDocumentError, match=r"^note\.txt is 20\.0 MB; the limit is 5 MB\.$"):
        check_size(20 * 1024 * 1024, "note.txt")


def test_too_many_paragraphs_are_refused():
    with pytest.raises(
        ImportDocumentError, match=r"^table\.txt has 10,001 paragraphs; the limit is 10,000\.$"
    ):
        check_paragraphs(["x"] * (MAX_PARAGRAPHS + 1), "table.txt")


def test_a_paragraph_that_is_too_long_is_refused():
    with pytest.raises(ImportDocumentError) as error:
        check_paragraphs(["Words.", "x" * 50_001], "wall.txt")

    assert error.value.message == (
        "Paragraph 2 of wall.txt has 50,001 characters; the limit is 50,000. Split it with blank lines."
    )

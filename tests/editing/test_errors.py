"""Refusals of the database come out as errors in the editor's words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import ProtectedError

from archive.editing.errors import CONSTRAINT_MESSAGES, EditError, edit_error_from
from archive.editing.locks import edit_transaction
from archive.models import Speaker, Statement, StatementTheme
from tests.factories import make_speaker

NAMES = """
SELECT conname FROM pg_constraint WHERE conrelid::regclass::text LIKE 'archive\\_%'
UNION SELECT indexrelid::regclass::text FROM pg_index WHERE indisunique
UNION SELECT regexp_replace(m[1], '''', '', 'g')
  FROM pg_proc, regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g') AS m
"""


def edit_error_of(write) -> EditError:
    with pytest.raises(EditError) as error, edit_transaction():
        write()
    return error.value


def test_every_constraint_with_words_is_in_the_database(db):
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        known = {name for (name,) in cursor.fetchall()}
    assert set(CONSTRAINT_MESSAGES) - known == set()


def test_a_constraint_violation_is_shown_beside_its_field(statement):
    statement.speaker = None
    error = edit_error_of(statement.save)
    message = "Choose a speaker, or select another voice; other voices have no speaker."
    assert (error.message, error.errors) == (message, {"speaker": [message]})


def test_a_deferred_constraint_is_checked_within_the_transaction(statement):
    words = Statement.objects.filter(pk=statement.pk)
    error = edit_error_of(lambda: words.update(text="Every harbour deserves a library"))
    assert str(error) == "The statement's words are not at that position in the document's text."
    assert error.errors == {}
    assert words.get().text == "every harbour deserves a library"


def test_a_slug_that_is_taken(speaker):
    error = edit_error_of(lambda: make_speaker("Another", slug=speaker.slug))
    taken = "This slug is already in use, or redirects to another entry. Choose another slug."
    assert error.errors == {"slug": [taken]}
    assert Speaker.objects.get() == speaker


def test_what_something_else_depends_on(statement, theme):
    blocked = "This cannot be done, because a related entry still depends on it or no longer exists."
    assert str(edit_error_of(theme.delete)) == blocked
    assert (
        str(edit_error_of(lambda: StatementTheme.objects.create(statement=statement, theme_id=999_999)))
        == blocked
    )


def test_a_theme_twice(statement, theme):
    error = edit_error_of(lambda: StatementTheme.objects.create(statement=statement, theme=theme))
    assert error.message == "The statement already has this theme."


def test_other_exceptions():
    assert str(edit_error_from(IntegrityError("?"))) == "The database rejected this (no rule given)."
    assert str(edit_error_from(ProtectedError("?", set()))).startswith(
        "This cannot be done, because a related entry"
    )
    error = edit_error_from(ValidationError({"name": ["Too short."], "__all__": ["Together wrong."]}))
    assert (error.message, error.errors) == ("Too short.", {"name": ["Too short."]})
    assert edit_error_from(ValidationError("Wrong.")).message == "Wrong."


def test_other_errors_undo_everything_and_stay_what_they_are(db):
    with pytest.raises(ZeroDivisionError), edit_transaction():
        [make_speaker(f"Ada {1 / divisor}") for divisor in (1, 0)]
    assert not Speaker.objects.exists()

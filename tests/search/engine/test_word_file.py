"""The words that processes share in a file: as good as the table, or not used."""

import pytest
from django.db import connection

from archive.models import State
from archive.search import index
from archive.search.engine.store import generation
from archive.search.engine.store.columns import Columns
from archive.search.engine.vocabulary import table, word_file
from tests.factories import make_document, make_statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(generation, "path_of", lambda database: tmp_path / "columns" / "of.columns")
    monkeypatch.setattr(word_file, "WRITE_AFTER", 0)


@pytest.fixture
def columns():
    columns = Columns("of no process")
    make_statement(make_document(text="harbour post-war ships"), "harbour post-war ships")
    columns.refresh()
    return columns


def write(text, state=State.PUBLISHED):
    make_statement(make_document(text=text, state=state), text, state=state)


def words(columns):
    """What the process holds, and what a process that reads the table holds."""
    columns.refresh()
    fresh = Columns()
    fresh.refresh()
    return contents(table.latest(columns)), contents(table.latest(fresh))


def contents(cached):
    lexicon = cached.lexicon
    return (
        sorted((lexicon.word(place), lexicon.rows[place].item()) for place in range(len(lexicon))),
        cached.joined.joints.hashes.tolist(),
        cached.joined.joined.hashes.tolist(),
        cached.joined.words.hashes.tolist(),
        cached.known.hashes.tolist(),
    )


def other_process(columns):
    other_columns = Columns(columns.database)
    other_columns.refresh()
    return other_columns


@pytest.mark.slow
def test_a_process_begins_with_the_file_and_reads_the_words_added_since(columns, django_assert_num_queries):
    table.share_words(columns)
    assert table.latest(columns).unshared == 0
    assert table.latest(columns).shared == table.latest(columns).last > 0
    held, expected = words(columns)
    assert held == expected
    assert ("harbour", 1) in held[0]
    assert table.latest(columns).joined.joints_of("postwar") == ["postħwar"]
    write("marmalade boats")
    other = other_process(columns)
    _ = other.last_word
    with django_assert_num_queries(2):  # whether the change of the file is in the feed, and the words since
        lexicon = table.latest(other)
    assert lexicon.unshared == 2
    held, expected = words(other)
    assert held == expected
    assert ("marmalade", 1) in held[0]


def test_the_file_is_written_again_when_a_process_holds_many_words_by_itself(columns, monkeypatch):
    table.share_words(columns)
    before = generation.inode(word_file.path_of(""))
    table.share_words(columns)
    assert generation.inode(word_file.path_of("")) == before
    write("marmalade boats")
    columns.refresh()
    other = other_process(columns)
    table.share_words(other)
    written = generation.inode(word_file.path_of(""))
    assert written not in (0, before)
    table.latest(columns)
    table.share_words(columns)  # takes what the other one has written
    assert generation.inode(word_file.path_of("")) == written
    assert table.latest(columns).unshared == 0
    held, expected = words(columns)
    assert held == expected


def test_a_file_of_another_database_or_program_or_with_a_wrong_byte_is_not_used(columns, monkeypatch):
    table.share_words(columns)
    with monkeypatch.context() as patched:
        patched.setattr(word_file, "LAYOUT", "another")
        assert word_file.load("", 0) is None
    path = word_file.path_of("")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert word_file.load("", 0) is None
    path.write_bytes(whole)
    assert word_file.load("", 0) is not None
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_search_change SET id = gen_random_uuid()")
    assert word_file.load("", 0) is None


def test_after_the_table_was_built_again_its_words_are_those_of_the_table(columns):
    table.share_words(columns)
    write("marmalade boats")
    index.rebuild()
    held, expected = words(columns)
    assert held == expected
    held, expected = words(other_process(columns))
    assert held == expected


def test_when_the_first_word_of_the_table_comes_into_a_public_text_no_other_is_forgotten(columns):
    """It gets a new id, by which the table looked as if it had been built again."""
    with connection.cursor() as cursor:  # as a word that only a title has
        cursor.execute(
            "UPDATE archive_search_word SET word = 'zeppelin', rows = 0"
            " WHERE id = (SELECT min(id) FROM archive_search_word)"
        )
    table.latest(columns)
    write("zeppelin boats")
    held, expected = words(columns)
    assert held == expected
    assert ("zeppelin", 1) in held[0]
    assert len(held[0]) > 2


@pytest.mark.slow
def test_ids_that_were_given_again_after_a_restore_are_not_taken_for_the_words_before(columns):
    write("marmalade boats")
    columns.refresh()
    table.share_words(columns)
    with connection.cursor() as cursor:  # an older backup, in which other words followed
        cursor.execute("UPDATE archive_search_word SET word = 'velvet' WHERE word = 'marmalade'")
        cursor.execute("UPDATE archive_search_change SET id = gen_random_uuid()")
    held, expected = words(columns)
    assert held == expected
    assert "velvet" in dict(held[0])

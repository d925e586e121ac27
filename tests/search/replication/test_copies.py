"""A search counts what its database has: on a standby, after a restore, and when an older backup comes back."""

import pytest

from .conftest import DATABASE, STATEMENTS, reindex, run

pytestmark = pytest.mark.slow
WITHDRAW = """
UPDATE archive_statement SET state = 'draft'
WHERE id IN (SELECT min(id) FROM archive_statement WHERE state = 'published')
"""
PUBLISH = "UPDATE archive_statement SET state = 'published'"
# Independent of the search and its tables.
PUBLIC = """
SELECT count(*) FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
WHERE s.state = 'published' AND d.state = 'published'
"""


# The lists of common words and of their pairs, in an archive in which no word has a thousand rows.
BUILD_LISTS = """
from django.db import connection
from archive.search.engine.postings import build, building
building.MIN_ROWS = 5
with connection.cursor() as cursor:
    cursor.execute("ANALYZE archive_search")
build()
"""


def public(cluster, database=DATABASE):
    return cluster.execute(database, PUBLIC)[0][0]


def test_a_transaction_in_progress_is_counted_by_the_standby_when_it_has_committed(clusters, start_reader):
    """In the snapshots of a hot standby a transaction in progress is not listed: by them it is missed for ever."""
    primary, standby = clusters.primary, clusters.standby
    reader = start_reader(standby)
    assert reader.search()["total"] == STATEMENTS
    with primary.connect(DATABASE) as writing, writing.transaction():
        writing.execute(WITHDRAW)
        primary.execute(DATABASE, "CREATE TABLE later (); DROP TABLE later")  # commits meanwhile
        primary.wait_for(standby)
        assert reader.search()["total"] == STATEMENTS
    primary.wait_for(standby)
    assert reader.search()["total"] == reader.search("harbour")["total"] == public(standby) == STATEMENTS - 1


def test_a_restored_archive_is_read_once(clusters, start_reader):
    """Transaction ids of another cluster mean nothing: by them every request reads everything."""
    primary = clusters.primary
    primary.execute(DATABASE, WITHDRAW)
    dump = primary.dump(DATABASE, clusters.folder / "whole.dump")
    fresh = type(primary)(clusters.folder / "fresh").create()
    fresh.execute("postgres", f"CREATE DATABASE {DATABASE}")
    fresh.restore(DATABASE, dump)
    reader = start_reader(fresh)
    assert [reader.search()["readings"] for _ in range(3)] == [1, 1, 1]
    fresh.execute(DATABASE, WITHDRAW)
    answer = reader.search()
    assert (answer["total"], answer["readings"]) == (public(fresh), 1) == (STATEMENTS - 2, 1)
    with fresh.connect(DATABASE) as damaging:
        damaging.execute("SET session_replication_role = replica")
        damaging.execute("DELETE FROM archive_search")
    reindex(fresh.url(DATABASE))
    answer = reader.search()
    assert (answer["total"], answer["readings"]) == (STATEMENTS - 2, 2)
    assert reader.search("harbour")["readings"] == 2
    fresh.stop()


def test_an_older_backup_restored_under_a_running_process_is_noticed(clusters, start_reader):
    """It has the same numbers, and draws those again that it lost."""
    primary, standby = clusters.primary, clusters.standby
    readers = [start_reader(primary), start_reader(standby)]
    dump = primary.dump(DATABASE, clusters.folder / "older.dump")
    for _ in range(3):
        primary.execute(DATABASE, WITHDRAW)
    primary.wait_for(standby)
    assert [reader.search()["total"] for reader in readers] == [STATEMENTS - 3] * 2
    primary.restore(DATABASE, dump, "--clean", "--if-exists")
    primary.wait_for(standby)
    assert [reader.search()["total"] for reader in readers] == [STATEMENTS] * 2
    for _ in range(3):
        primary.execute(DATABASE, WITHDRAW)
    primary.wait_for(standby)
    assert [reader.search()["total"] for reader in readers] == [STATEMENTS - 3] * 2
    primary.restore(DATABASE, dump, "--clean", "--if-exists")
    # Unseen by the readers: as many changes as were lost, and others.
    primary.execute(DATABASE, "UPDATE archive_speaker SET name = 'Cleo Zanzibar' WHERE name = 'Speaker 1'")
    primary.execute(DATABASE, WITHDRAW)
    primary.execute(DATABASE, WITHDRAW)
    primary.wait_for(standby)
    for reader in readers:
        match = reader.search()
        assert match["total"] == public(primary) == STATEMENTS - 2
        assert "Cleo Zanzibar" in match["speakers"]
        assert reader.search("harbour")["total"] == STATEMENTS - 2


def test_a_phrase_of_common_words_is_counted_on_both_as_they_are(clusters, start_reader):
    primary, standby = clusters.primary, clusters.standby
    run(primary.url(DATABASE), BUILD_LISTS)
    primary.wait_for(standby)
    pairs = (
        "SELECT count(*) FROM archive_search_pairs WHERE unit = 1 AND in_text AND pair = 'øharbour ølibrary'"
    )
    assert [cluster.execute(DATABASE, pairs)[0][0] for cluster in (primary, standby)] == [1, 1]
    readers = [start_reader(primary), start_reader(standby)]
    assert [reader.search('"harbour library"')["total"] for reader in readers] == [STATEMENTS] * 2
    primary.execute(DATABASE, WITHDRAW)
    primary.wait_for(standby)
    readers.append(start_reader(standby))
    assert [reader.search('"harbour library"')["total"] for reader in readers] == [STATEMENTS - 1] * 3
    dump = primary.dump(DATABASE, clusters.folder / "lists.dump")
    primary.execute(DATABASE, WITHDRAW)
    primary.restore(DATABASE, dump, "--clean", "--if-exists")
    primary.wait_for(standby)
    assert [reader.search('"harbour library"')["total"] for reader in readers] == [STATEMENTS - 1] * 3
    assert public(primary) == STATEMENTS - 1


def test_what_a_failed_primary_alone_had_is_forgotten(clusters, start_reader):
    """Its standby is promoted and draws the same numbers for other changes; then the former primary follows it."""
    former = clusters.primary.standby(clusters.folder / "former")
    former.promote()
    promoted = former.standby(clusters.folder / "promoted")
    reader, other = start_reader(former), start_reader(promoted)
    former.execute(DATABASE, WITHDRAW)
    former.wait_for(promoted)
    assert [reader.search()["total"], other.search()["total"]] == [STATEMENTS - 1] * 2
    promoted.promote()
    former.execute(DATABASE, WITHDRAW)
    assert [reader.search()["total"], other.search()["total"]] == [STATEMENTS - 2, STATEMENTS - 1]
    promoted.execute(DATABASE, PUBLISH)
    former.execute("postgres", "CHECKPOINT")
    former.follow(promoted)
    promoted.wait_for(former)
    promoted.execute(DATABASE, WITHDRAW)
    promoted.wait_for(former)
    assert [reader.search()["total"], other.search()["total"]] == [STATEMENTS - 1] * 2
    assert public(former) == public(promoted) == STATEMENTS - 1
    for cluster in (former, promoted):
        cluster.stop()

"""Writers on the primary and readers on both, a thousand answers: each is true of the change that it names."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from .conftest import DATABASE
from .test_copies import public

pytestmark = pytest.mark.slow
ANSWERS = 500  # of each reader
TRUTH = """
SELECT (SELECT max(number) FROM archive_search_change), p.name, count(s.id)
FROM archive_speaker p LEFT JOIN archive_statement s ON s.speaker_id = p.id AND s.state = 'published'
    AND EXISTS (SELECT FROM archive_document d WHERE d.id = s.document_id AND d.state = 'published')
GROUP BY p.name
"""
SOME = "id IN (SELECT id FROM archive_{table} ORDER BY random() LIMIT 2)"
WRITES = [
    f"UPDATE archive_statement SET state = 'draft' WHERE {SOME.format(table='statement')}",
    f"UPDATE archive_statement SET state = 'published' WHERE {SOME.format(table='statement')}",
    f"UPDATE archive_document SET state = 'draft' WHERE {SOME.format(table='document')}",
    f"UPDATE archive_document SET state = 'published' WHERE {SOME.format(table='document')}",
    "UPDATE archive_speaker SET name = 'Name ' || random() WHERE id = (SELECT max(id) FROM archive_speaker)",
    "UPDATE archive_statement SET speaker_id = (SELECT id FROM archive_speaker ORDER BY random() LIMIT 1)"
    f" WHERE {SOME.format(table='statement')}",
    "DELETE FROM archive_statement WHERE id = (SELECT max(id) FROM archive_statement) AND random() < 0.1",
]


class Rollback(Exception):
    pass


def write_until(ended: Event, primary, seed: int) -> dict[int, dict[str, int]]:
    """The number of each change this writer committed -> the statements of each speaker by then."""
    rng = random.Random(seed)
    truths = {}
    with primary.connect(DATABASE) as writing:
        while not ended.is_set():
            try:
                with writing.transaction():
                    for sql in rng.choices(WRITES, k=rng.choice([1, 1, 3])):
                        writing.execute(sql)
                    time.sleep(rng.choice([0, 0, 0.02]))
                    rows = writing.execute(TRUTH).fetchall()
                    if rng.random() < 0.2:
                        raise Rollback
                truths[rows[0][0]] = {name: count for _number, name, count in rows if count}
            except Rollback:
                pass
            time.sleep(rng.choice([0, 0.01, 0.05]))
    return truths


def pause_until(ended: Event, standby, seed: int) -> None:
    """Stops and resumes the replay of the standby."""
    rng = random.Random(seed)
    while not ended.is_set():
        standby.execute("postgres", "SELECT pg_wal_replay_pause()")
        time.sleep(rng.random() / 5)
        standby.execute("postgres", "SELECT pg_wal_replay_resume()")
        time.sleep(rng.random() / 5)


def test_a_thousand_answers_while_others_write(clusters, start_reader):
    primary, standby = clusters.primary, clusters.standby
    readers = [start_reader(primary), start_reader(standby)]
    ended = Event()
    with ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(write_until, ended, primary, seed) for seed in range(3)]
        pausing = pool.submit(pause_until, ended, standby, 3)
        reading = [
            pool.submit(lambda reader=reader: [reader.search() for _ in range(ANSWERS)]) for reader in readers
        ]
        try:
            answers = [future.result(timeout=300) for future in reading]
        finally:
            ended.set()
        truths = {number: truth for writer in writers for number, truth in writer.result(timeout=60).items()}
        pausing.result(timeout=60)
    for answer in answers:
        assert all(entry["number"] >= entry["before"] for entry in answer)  # no older than its database was
        known = [entry for entry in answer if entry["number"] in truths]
        assert len({entry["number"] for entry in known}) > 20
        assert len(answer) - len(known) < ANSWERS // 4  # those before the first write
        for entry in known:
            assert entry["speakers"] == truths[entry["number"]]
            assert entry["total"] == sum(entry["speakers"].values())
    primary.wait_for(standby)
    for words in ("", "harbour"):
        assert [reader.search(words)["total"] for reader in readers] == [public(primary)] * 2

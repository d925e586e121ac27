"""The posting lists of common words have the rows that the index would find, whatever changed since."""

import random
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis.strategies import integers
from hypothesis.strategies import lists as hypothesis_lists

from archive.models import State, Statement
from archive.search.engine import postings
from archive.search.engine.match import Matcher, posting_cache
from archive.search.engine.postings import build_outdated, building, lists, prefix_key, reading
from archive.search.engine.rows import count_rows, row_numbers
from archive.search.engine.store import shared
from archive.search.engine.store.shared import are_postings_outdated, background, shared_columns
from archive.search.engine.tsquery import EXACT
from archive.search.index import reset_change_log
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_speaker, make_statement
from tests.search.connections import in_other_connection, open_transaction
from tests.search_setup import matching_ids

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = ("bazomu", "kelita", "wuvofi", "dorupa", "zimeko")
QUERIES = (
    *WORDS,
    "bazomu kelita",
    "bazomu OR kelita OR dorupa",
    "bazomu -kelita",
    "bazomu -kelita -dorupa",
    '"bazomu kelita"',
    "bazomu yenipa",
    "bazomu OR yenipa",
    "bazomu -yenipa",
    "(bazomu OR wuvofi) kelita",
    "bazomu -(kelita dorupa)",
    "-bazomu",
    "bazomu language:fr",
    "bazo*",
    "ba*",
    "yen*",
    "bazo* -kel*",
    "bazo* OR yen* OR dorupa",
    "(kel* OR yenipa) wuvofi",
    "-zim*",
    "dorupa",
    "text:dorupa",
    '"dorupa"',
    "text:bazomu -text:dorupa",
    "text:(dorupa OR yenipa) kelita",
    "=dorupa text:dor*",
    "text:(yen* OR dor*)",
    "untitled",
    "text:untitled",
)


@pytest.fixture
def archive(monkeypatch):
    """Sixty statements of common words in two languages, one rare word, and drafts that have all words."""
    monkeypatch.setattr(building, "MIN_ROWS", 5)
    monkeypatch.setattr(building, "BEGINNINGS", 1)
    monkeypatch.setattr(building, "MAX_PART", 40)
    # As after many edits: which words are common does not depend on the numbers of rows.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(id, greatest(3_000, nextval(id))) FROM (VALUES (%s::regclass)) AS sequence(id)",
            ["archive_search_id_seq"],
        )
    rng = random.Random(7)
    for number in range(20):
        words = [rng.choices(WORDS, k=rng.choice([2, 3])) for _ in range(4)]
        text = "\n\n".join(" ".join(word) for word in words) + " yenipa" * (number == 3)
        title = "Dorupa, untitled" if number % 5 == 0 else "Untitled"
        document = make_document(text=text, title=title, language=rng.choice(["en", "fr"]))
        for paragraph in text.split("\n\n")[:3]:
            make_statement(document, paragraph, state=rng.choice(["published"] * 3 + ["draft"]))
    hidden = make_document(text=" ".join(WORDS), title="Untitled", state="draft")
    make_statement(hidden, hidden.text)
    return rng


def build():
    """As after a load: statistics, then the lists."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_search")
    return in_other_connection(postings.build)


def listed_words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit, word FROM archive_search_postings")
        return cursor.fetchall()


def results():
    return {
        (q, unit): matching_ids(SearchParams(q=q, unit=unit, sort="newest"))
        for q in QUERIES
        for unit in UNITS
    }


UNITS = ("statements", "passages")


def results_by_index(monkeypatch):
    """The same without posting lists and caches."""
    posting_cache.clear()
    with monkeypatch.context() as patched:
        patched.setattr(postings.PostingLists, "has", lambda self, unit, word: False)
        patched.setattr(postings.PostingLists, "words_with_prefix", lambda self, unit, prefix: [])
        patched.setattr(reading, "words_that_begin", lambda beginning: [])
        results_before = results()
    posting_cache.clear()
    return results_before


@pytest.fixture
def lists_read(monkeypatch):
    """The words whose lists were read."""
    words = []
    rows = postings.PostingLists.rows
    monkeypatch.setattr(
        postings.PostingLists,
        "rows",
        lambda self, unit, keys: words.extend(keys) or rows(self, unit, keys),
    )
    return words


def test_posting_lists_find_what_the_index_finds(archive, lists_read, monkeypatch):
    before = results_by_index(monkeypatch)
    assert build() == len(listed_words())
    listed = {word for _unit, word in listed_words()}
    assert listed >= {f"{EXACT}{word}" for word in WORDS} | {
        prefix_key(f"{EXACT}{word[:3]}") for word in WORDS
    }
    assert f"{EXACT}yenipa" not in listed
    assert results() == before
    beginnings = {prefix_key(f"{EXACT}{start}") for start in ("ba", "kel", "zim")}
    in_text = {f"{EXACT}{word}:C" for word in ("bazomu", "dorupa")}
    assert set(lists_read) == {f"{EXACT}{word}" for word in (*WORDS, "untitled")} | beginnings | in_text
    # The texts of all rows that have the word have a list of their own only where names have it besides.
    assert {word for word in listed if word.endswith(":C")} == {f"{EXACT}dorupa:C", f"{EXACT}untitled:C"}
    assert before["untitled", "statements"] != before["text:untitled", "statements"] == []
    assert len(before["dorupa", "passages"]) > len(before["text:dorupa", "passages"]) > 5
    assert before["bazomu", "statements"] != before["kelita", "statements"] != []


def test_rows_that_changed_since_are_looked_up_in_the_index(archive, lists_read, monkeypatch):
    build()
    results()
    statements = list(Statement.objects.order_by("pk"))
    for state in (State.DRAFT, State.PUBLISHED):
        chosen = [row.pk for row in archive.sample(statements, 15)]
        in_other_connection(
            lambda pks=chosen, state=state: Statement.objects.filter(pk__in=pks).update(state=state)
        )
        assert results() == results_by_index(monkeypatch)
    speaker = in_other_connection(lambda: make_speaker("Kelita Zimeko"))
    spoken = Statement.objects.filter(pk__in=[statement.pk for statement in statements[:9]])
    in_other_connection(lambda: spoken.update(speaker=speaker, voice="speaker"))
    in_other_connection(
        lambda: make_statement(make_document(text="bazomu dorupa", title="New"), "bazomu dorupa")
    )
    results_before = results()
    assert results_before == results_by_index(monkeypatch)
    # A process that starts now reads the old lists, too.
    shared_columns.clear()
    posting_cache.clear()
    lists_read.clear()
    assert (results(), len(set(lists_read)) >= len(WORDS)) == (results_before, True)


def test_what_changed_is_looked_up_once_for_several_lists(archive, monkeypatch):
    build()
    chosen = [statement.pk for statement in archive.sample(list(Statement.objects.order_by("pk")), 15)]
    in_other_connection(lambda: Statement.objects.filter(pk__in=chosen).update(state=State.DRAFT))
    expected = {
        q: found for (q, unit), found in results_by_index(monkeypatch).items() if unit == "statements"
    }
    for q in ("bazomu kelita", "bazomu OR kelita OR dorupa", "bazomu -kelita"):
        assert queries_of_index(monkeypatch, archive, q) == (sorted(expected[q]), [])
    assert expected["bazomu kelita"] != []


def test_the_check_names_a_word_whose_texts_have_other_rows_than_its_lists(archive):
    build()
    assert postings.differences() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_search_postings WHERE unit = 2 AND word = 'ødorupa:C'")
    assert postings.differences() == [("2 ødorupa:C", "stale")]


def test_lists_older_than_the_known_changes_are_not_used(archive, lists_read, monkeypatch):
    build()
    in_other_connection(
        lambda: Statement.objects.filter(pk__lte=Statement.objects.order_by("pk")[30].pk).update(
            state="draft"
        )
    )
    in_other_connection(reset_change_log)
    shared_columns.clear()
    posting_cache.clear()
    assert results() == results_by_index(monkeypatch)


def test_lists_are_built_again_after_many_changes(archive, lists_read, monkeypatch):
    build()
    results()
    monkeypatch.setattr(lists, "OUTDATED_ROWS", 20)
    monkeypatch.setattr(lists, "QUIET_ROWS", 20)
    assert in_other_connection(rebuild_if_outdated) == 0
    for state in (State.DRAFT, State.PUBLISHED):
        in_other_connection(lambda state=state: Statement.objects.update(state=state))
    results_before = results()
    with open_transaction(lambda: take_postings_lock()):
        assert in_other_connection(rebuild_if_outdated) == 0  # another process builds them
    assert in_other_connection(rebuild_if_outdated) == len(listed_words()) > len(WORDS)
    lists_read.clear()
    posting_cache.clear()
    assert (results(), len(set(lists_read)) >= len(WORDS)) == (results_before, True)
    assert in_other_connection(rebuild_if_outdated) == 0
    assert results_by_index(monkeypatch) == results_before


def rebuild_if_outdated():
    """What the process does that a server starts, and when."""
    return build_outdated() if are_postings_outdated() else 0


def test_a_server_builds_lists_in_one_process_at_a_time(monkeypatch):
    started = []

    class Process:
        def __init__(self, command, **options):
            started.append(command)
            self.code = None

        def poll(self):
            return self.code

    monkeypatch.setattr(shared.subprocess, "Popen", Process)
    monkeypatch.setattr(background, "rebuilding", None)
    for _ in range(2):
        background.rebuild_postings()
    assert [Path(part).name for part in started[0][1:]] == ["manage.py", "reindex", "--postings"]
    assert len(started) == 1
    background.rebuilding.code = 0
    background.rebuild_postings()
    assert len(started) == 2


def test_the_command_of_a_server_builds_all_lists(archive, capsys):
    in_other_connection(lambda: call_command("reindex", "--postings"))
    assert capsys.readouterr().out == f"{len(listed_words())} lists made.\n"
    assert len(listed_words()) > len(WORDS)


def take_postings_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('archive_search_postings'))")


def test_a_rare_word_is_looked_up_in_the_index(archive, lists_read, monkeypatch):
    build()
    posting_cache.clear()
    asked = []
    query_index = Matcher.query_index
    monkeypatch.setattr(Matcher, "query_index", lambda self, *a: asked.append(a) or query_index(self, *a))
    assert len(matching_ids(SearchParams(q="yenipa", unit="passages"))) == 1
    assert (len(asked), lists_read) == (1, [])
    assert len(matching_ids(SearchParams(q="bazomu", unit="passages"))) > 5
    assert lists_read == [f"{EXACT}bazomu"]
    assert [query.text for queries in asked[1:] for query in queries[0] if query.text] == []


def queries_of_index(monkeypatch, archive, q):
    """(the statements found, what the index was asked for)."""
    posting_cache.clear()
    asked = []
    query_index = Matcher.query_index
    with monkeypatch.context() as patched:
        patched.setattr(Matcher, "query_index", lambda self, *a: asked.append(a) or query_index(self, *a))
        ids = matching_ids(SearchParams(q=q, unit="statements"))
    return sorted(ids), [query.text for queries, *_among in asked for query in queries if query.text]


def test_a_prefix_has_a_posting_list_or_is_expanded_to_its_words(archive, lists_read, monkeypatch):
    build()
    expected = sorted(matching_ids(SearchParams(q="bazomu", unit="statements")))
    assert queries_of_index(monkeypatch, archive, "baz*") == (expected, [])
    assert prefix_key(f"{EXACT}baz") in lists_read
    lists_read.clear()
    assert queries_of_index(monkeypatch, archive, "bazo*") == (expected, [])
    assert lists_read == [f"{EXACT}bazomu"]
    rare = sorted(matching_ids(SearchParams(q="yenipa", unit="statements")))
    assert queries_of_index(monkeypatch, archive, "yeni*") == (rare, [f"'{EXACT}yenipa'"])


def test_a_prefix_of_too_many_words_is_looked_up_in_the_index(archive, lists_read, monkeypatch):
    build()
    expected = sorted(matching_ids(SearchParams(q="bazomu", unit="statements")))
    monkeypatch.setattr(reading, "MAX_WORDS", 0)
    ids, asked = queries_of_index(monkeypatch, archive, "bazo*")
    assert ids == expected != []
    assert f"{EXACT}bazomu" in lists_read
    assert [text.count(f"!'{EXACT}bazomu'") for text in asked] == [1]


def test_numbers_are_not_in_the_table_of_words(archive, monkeypatch):
    in_other_connection(
        lambda: make_statement(make_document(text="of 1974 and 197a", title="New"), "of 1974 and")
    )
    build()
    assert len(matching_ids(SearchParams(q="197*", unit="passages"))) == 1
    assert len(matching_ids(SearchParams(q="1974*", unit="statements"))) == 1


def test_lists_are_built_again_when_nothing_has_changed_for_a_while(archive, monkeypatch):
    build()
    results()
    in_other_connection(lambda: Statement.objects.update(state=State.DRAFT))
    results()
    monkeypatch.setattr(lists, "QUIET_ROWS", 20)
    assert in_other_connection(rebuild_if_outdated) == 0
    monkeypatch.setattr(lists, "QUIET_SECONDS", 0)
    assert in_other_connection(rebuild_if_outdated) == len(listed_words()) > len(WORDS)


@given(
    hypothesis_lists(integers(1, 5_000), min_size=1, unique=True)
    | hypothesis_lists(integers(1, 2**31 - 1), min_size=1, unique=True)
)
def test_a_packed_list_unpacks_to_the_same(rows):
    assert row_numbers(postings.unpack(postings.pack(np.array(sorted(rows))))).tolist() == sorted(rows)


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        ([70_000, 70_255], 8 + 1),
        ([1, 257], 8 + 2),
        ([1, 1_000, 66_535], 8 + 2 * 2),
        ([1, 1_000, 66_536], 8 + 2 * 4),
    ],
)
def test_a_list_of_few_rows_takes_as_many_bytes_for_each_as_its_largest_gap_needs(rows, size):
    packed = postings.pack(np.array(rows))
    assert len(packed) == size
    assert row_numbers(postings.unpack(packed)).tolist() == rows


def test_a_list_unpacks_to_its_rows(archive):
    build()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM archive_search_postings WHERE unit = 1 AND word = 'øbazomu'")
        (packed,) = cursor.fetchone()
    expected = Statement.objects.published().filter(text__contains="bazomu").count()
    assert count_rows(postings.unpack(bytes(packed))) == expected > 5

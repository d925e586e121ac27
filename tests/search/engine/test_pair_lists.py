"""Phrases of common words are found by lists of their pairs, exactly as one reads them in the texts."""

import random
from itertools import pairwise

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Document, State, Statement
from archive.search.engine import engine, postings
from archive.search.engine.match import Matcher, posting_cache
from archive.search.engine.postings import building, pair_building, pairs
from archive.search.engine.store.shared import shared_columns
from archive.search.index import check, reset_change_log
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_statement
from tests.search.connections import in_other_connection

WORDS = ("bazomu", "kelita", "wuvofi", "dorupa", "zimeko")
RARE = "yenipa"


@pytest.fixture
def rng(monkeypatch):
    """Beside an archive of sixty statements of one to three paragraphs, every fourth of which is no public one."""
    monkeypatch.setattr(building, "MIN_ROWS", 4)
    monkeypatch.setattr(pair_building, "BLOCK", 64)
    monkeypatch.setattr(pair_building, "CHUNK", 16)
    with (
        connection.cursor() as cursor
    ):  # blocks are of numbers of rows: after many tests they would be thousands
        cursor.execute("ALTER SEQUENCE archive_search_id_seq RESTART")
    rng = random.Random(11)
    for _ in range(60):
        add(rng)
    build()
    return rng


def add(rng, **values):
    paragraphs = [" ".join(rng.choices(WORDS, k=rng.randint(1, 6))) for _ in range(rng.randint(1, 3))]
    paragraphs[0] += f" {RARE}" * (rng.random() < 0.05)
    title = " ".join(rng.choices(WORDS, k=rng.randint(1, 4)))
    document = make_document(text="\n\n".join(paragraphs), title=title, language=rng.choice(["en", "fr"]))
    state = rng.choice([State.PUBLISHED] * 3 + [State.DRAFT])
    return make_statement(document, document.text, **{"state": state, **values})


def build():
    def build_lists():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE archive_search")
        return postings.build()

    in_other_connection(build_lists)


def random_phrases(rng, count):
    """Every second one from both sides of a border: of paragraphs, or of title and text."""
    texts = list(Statement.objects.values_list("text", "document__title"))
    for number in range(count):
        text, title = rng.choice(texts)
        words = f"{title} {text}".split() if number % 2 else rng.choice(text.split("\n\n")).split()
        first = rng.randrange(len(words))
        chosen = words[first : first + rng.randint(2, 4)]
        yield " ".join(chosen if len(chosen) > 1 else rng.choices(WORDS, k=3))


def has_phrase(phrase, text, is_open=False):
    """The oracle: word by word, never over a border; of an open phrase the last word may go on."""
    *wanted, last = phrase.split()
    return any(
        words[start : start + len(wanted)] == wanted
        and any(
            word.startswith(last) if is_open else word == last for word in words[start + len(wanted) :][:1]
        )
        for words in map(str.split, text.split("\n\n"))
        for start in range(len(words))
    )


def differing_phrases(phrases, is_open=False):
    """The phrases of which a search finds other statements than their texts have, or with ``any:`` others than those of
    texts and titles."""
    published = list(Statement.objects.published().values_list("pk", "text", "document__title"))
    phrases_found = []
    for phrase in phrases:
        in_text = {pk for pk, text, _title in published if has_phrase(phrase, text, is_open)}
        anywhere = in_text | {pk for pk, _text, title in published if has_phrase(phrase, title, is_open)}
        typed = f'"{phrase}{"*" * is_open}"'
        for q, expected in ((typed, in_text), (f"any:{typed}", anywhere)):
            matches = engine.match(SearchParams(q=q, unit="statements"), parse(q))
            ids = set() if matches.is_relaxed else set(matches.order())
            if ids != expected:
                phrases_found.append((q, sorted(ids ^ expected)))
    return phrases_found


@pytest.fixture
def phrases_of_index(monkeypatch):
    """The phrases that the index is asked for among all rows."""
    asked = []
    query_index = Matcher.query_index

    def spy(self, queries, among=None):
        if among is None:
            asked.extend(query.text for query in queries if "<->" in query.text)
        return query_index(self, queries, among)

    monkeypatch.setattr(Matcher, "query_index", spy)
    return asked


class TestArchive:
    pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

    def test_five_hundred_phrases_at_borders(self, rng, phrases_of_index):
        phrases = list(random_phrases(rng, 500))
        assert differing_phrases(phrases) == []
        assert len({phrase for phrase in phrases if len(phrase.split()) > 2}) > 100
        assert [text for text in phrases_of_index if RARE not in text] == []
        assert phrases_of_index != []

    def test_the_last_word_of_a_phrase_may_go_on(self, rng, phrases_of_index):
        """However it goes on: as words that have pair lists, as rarer ones, and as both."""
        for number in range(15):
            text = " ".join([*rng.choices([*WORDS, "yenipas"], k=8), *["kelita bazuka"] * (number < 2)])
            make_statement(make_document(text=text, title="bazomu kelitas"), text)
        build()
        beginnings = ("baz", "bazo", "yen", "kel", "kelitax", "z", "wuvofi")
        phrases = [f"{first} {last}" for first in (*WORDS, "kelita zimeko", RARE) for last in beginnings]
        assert differing_phrases(phrases, is_open=True) == []
        rest = "'økelita':C <-> ( 'øbazuka':C )"
        assert (rest in phrases_of_index, "'økelita':C <-> 'øbaz':*C" in phrases_of_index) == (True, False)

    def test_rows_that_changed_since_are_looked_up_in_the_index(self, rng):
        phrases = list(random_phrases(rng, 40))
        assert differing_phrases(phrases) == []
        statements = list(Statement.objects.values_list("pk", flat=True))
        for state in (State.DRAFT, State.PUBLISHED):
            chosen = Statement.objects.filter(pk__in=rng.sample(statements, 15))
            in_other_connection(lambda chosen=chosen, state=state: chosen.update(state=state))
            assert differing_phrases(phrases) == []
        renamed = rng.sample(list(Document.objects.values_list("pk", flat=True)), 9)
        in_other_connection(lambda: [add(rng, state=State.PUBLISHED) for _ in range(5)])
        in_other_connection(lambda: Document.objects.filter(pk__in=renamed).update(title=" ".join(WORDS)))
        in_other_connection(lambda: Statement.objects.filter(pk__in=rng.sample(statements, 5)).delete())
        phrases += [*random_phrases(rng, 40), " ".join(WORDS)]
        assert differing_phrases(phrases) == []
        # A process that starts now reads the old lists, too.
        shared_columns.clear()
        posting_cache.clear()
        assert differing_phrases(phrases) == []
        build()
        assert differing_phrases(phrases) == []

    def test_lists_of_another_change_are_not_used(self, rng, phrases_of_index):
        phrases = [f"{first} {second}" for first, second in pairwise(WORDS)]
        assert differing_phrases(phrases) == []
        # Between the reading of the words and of a list another process has made them again of other words.
        with connection.cursor() as cursor:
            cursor.execute("UPDATE archive_search_pair_words SET change_number = 0")
            cursor.execute("DELETE FROM archive_search_pairs")
        posting_cache.clear()
        assert differing_phrases(phrases) == []
        assert len(phrases_of_index) >= len(phrases)

    def test_lists_older_than_the_known_changes_are_not_used(self, rng):
        phrases = list(random_phrases(rng, 20))
        half = list(Statement.objects.values_list("pk", flat=True))[::2]
        in_other_connection(lambda: Statement.objects.filter(pk__in=half).update(state=State.DRAFT))
        in_other_connection(reset_change_log)
        shared_columns.clear()
        posting_cache.clear()
        assert differing_phrases(phrases) == []

    def test_the_check_compares_the_lists(self, rng):
        assert check().differences == []
        some = list(Statement.objects.published().values_list("pk", flat=True))[:5]
        in_other_connection(lambda: Statement.objects.filter(pk__in=some).update(state=State.DRAFT))
        assert check().differences == []  # changed since
        for fault, named in FAULTS:
            build()
            with connection.cursor() as cursor:
                cursor.execute(f"{fault} WHERE p.unit = 1 AND p.in_text AND p.pair = 'øbazomu økelita'")
            assert check().differences == [("postings", f"1 {pair}", "stale") for pair in named]


FAULTS = [
    ("DELETE FROM archive_search_pairs p", ["øbazomu økelita"]),
    ("UPDATE archive_search_pairs p SET pair = 'øbazomu ønever'", ["øbazomu økelita", "øbazomu ønever"]),
    (
        "UPDATE archive_search_pairs p SET (rows, counts, positions) = (SELECT o.rows, o.counts, o.positions"
        " FROM archive_search_pairs o WHERE o.unit = 1 AND o.in_text AND o.pair = 'økelita øbazomu'"
        " AND o.first_row = p.first_row)",
        ["øbazomu økelita"],
    ),
]


@given(
    st.lists(st.lists(st.sampled_from("abc"), max_size=9), max_size=9),
    st.lists(st.sampled_from("abc"), min_size=2),
)
def test_a_phrase_is_found_by_the_places_of_its_pairs(texts, phrase):
    """Any texts as rows, any phrase: the rows are those in which it stands, read word by word."""
    places = {
        word: np.array(
            [
                (row << pairs.POSITION_BITS) + position
                for row, text in enumerate(texts)
                for position, token in enumerate(text, start=1)
                if token == word
            ],
            np.int64,
        )
        for word in "abc"
    }
    pair_list = (
        dict(pair_building.pairs_of(list(enumerate(places.values())), in_text=True)) if any(texts) else {}
    )
    wanted = pairs.pairs_of_phrase(phrase)
    packed = {}
    for (first, second, _in_text), occurrences in pair_list.items():
        of_pair = np.frombuffer(occurrences, pair_building.OCCURRENCE)
        packed[pairs.pair_key("abc"[first], "abc"[second])] = pairs.pack_pair(
            of_pair["row"], of_pair["position"]
        )
    lists = {offset: packed[pair] for offset, pair in wanted.items() if pair in packed}
    rows = pairs.phrase_rows(lists).tolist() if len(lists) == len(wanted) else []
    assert rows == [
        row
        for row, text in enumerate(texts)
        if any(text[start : start + len(phrase)] == phrase for start in range(len(text)))
    ]


def test_all_words_behind_the_last_position_are_neighbours_of_the_word_before():
    """PostgreSQL gives them the same position, 16,383, and finds a phrase with each."""
    last = (1 << pairs.POSITION_BITS) - 1
    firsts, seconds = pair_building.neighbours(np.array([5, 6, last - 1, last, last, (1 << 15) + 1]))
    assert list(zip(firsts.tolist(), seconds.tolist(), strict=True)) == [(0, 1), (2, 3), (2, 4)]


@given(st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=300))
def test_packed_numbers_unpack_to_the_same(numbers):
    assert pairs.unpack_numbers(pairs.pack_numbers(np.array(numbers))).tolist() == numbers

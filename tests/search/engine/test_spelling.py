"""Which words are near a misspelt one: against a distance written apart, and what of them is offered."""

import itertools
import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from archive.models import SearchWord
from archive.search import index
from archive.search.engine.match import Matcher
from archive.search.engine.store.columns import Columns
from archive.search.engine.vocabulary import lexicon, spelling, table, texts, typed_words
from archive.search.engine.vocabulary.lexicon import Lexicon, near
from archive.search.query.nodes import Term
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_statement


def neighbours(word: str, alphabet: str) -> set[str]:
    """All words one edit away, by making them."""
    variants = set()
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        variants |= {before + letter + after for letter in alphabet}
        variants |= {before + letter + after[1:] for letter in alphabet if after}
        variants |= {before + after[1:]} if after else set()
        variants |= {before + after[1] + after[0] + after[2:]} if len(after) > 1 else set()
    return variants - {word}


def damerau_levenshtein(one: str, other: str) -> int:
    """The distance without restriction, by the recursion over the last place of each letter (Lowrance and Wagner)."""
    far = len(one) + len(other)
    table = {(-1, -1): far}
    for i in range(len(one) + 1):
        table[i, -1], table[i, 0] = far, i
    for j in range(len(other) + 1):
        table[-1, j], table[0, j] = far, j
    last_row: dict[str, int] = {}
    for i in range(1, len(one) + 1):
        last_column = 0
        for j in range(1, len(other) + 1):
            row, column = last_row.get(other[j - 1], 0), last_column
            same = one[i - 1] == other[j - 1]
            last_column = j if same else last_column
            table[i, j] = min(
                table[i - 1, j - 1] + (not same),
                table[i, j - 1] + 1,
                table[i - 1, j] + 1,
                table[row - 1, column - 1] + (i - row - 1) + 1 + (j - column - 1),
            )
        last_row[one[i - 1]] = i
    return table[len(one), len(other)]


WORDS = st.text("abc", min_size=3, max_size=6)


@given(st.sets(WORDS, min_size=1, max_size=40), WORDS, st.sampled_from([1, 2]))
def test_all_words_within_the_distance_are_found_and_no_others(words, typed, most):
    listed = sorted(words)
    corrections = {
        (near.word, near.distance, near.rows)
        for near in Lexicon.from_words(listed, range(len(listed))).near(typed, most)
    }
    assert corrections == {
        (word, distance, rows)
        for rows, word in enumerate(listed)
        if 0 < (distance := damerau_levenshtein(typed, word)) <= most
    }


@pytest.mark.parametrize("word", ["harbour", "aab", "ŝtelo", "γραφή", "гавань", "مرفأ", "a" * 24])
def test_what_is_made_by_one_edit_or_two_is_found(word):
    alphabet = "".join(sorted({*word, "x"}))
    once = {other for other in neighbours(word, alphabet) if lexicon.has_correctable_length(other)}
    chosen = random.Random(1).sample(sorted(once), min(20, len(once)))
    twice = {
        other
        for near in chosen
        for other in neighbours(near, alphabet)
        if lexicon.has_correctable_length(other)
    }
    listed = sorted((once | twice) - {word})
    words = {near.word for near in Lexicon.from_words(listed, [1] * len(listed)).near(word, 2)}
    assert words == set(listed)


def test_an_empty_list_knows_nothing():
    assert Lexicon.from_words([], []).near("harbour", 2) == []
    assert Lexicon.from_words([], []).rows_of("harbour") == 0
    assert Lexicon.from_words(["harbour"], [1]).near("h" * 25, 2) == []


@pytest.fixture
def matcher(db):
    columns = Columns()
    columns.refresh()
    return Matcher(columns, unit=1)


def fill(**rows):
    SearchWord.objects.bulk_create(
        SearchWord(language="en", word=word, stem=word, rows=count) for word, count in rows.items()
    )


def counted_words():
    return dict(SearchWord.objects.filter(rows__gt=0).values_list("word", "rows"))


def likely(matcher, word, rows=0):
    typed = typed_words.TypedWord(word, rows)
    return spelling.likely_words(matcher, typed, spelling.near_words(matcher.columns, [typed])[word])


def test_common_words_come_first(matcher):
    fill(harbour=20, harbours=3, hardour=2000, labour=100_000)
    assert likely(matcher, "harboor") == ["harbour", "hardour"]
    assert likely(matcher, "harour") == ["hardour", "harbour"]


def test_a_letter_left_out_or_swapped_is_likelier_than_another_one(matcher):
    fill(the=9000, archive=300, arrive=500, which=4000, wish=6000, spoken=500, spooked=700)
    assert likely(matcher, "arhive") == ["archive", "arrive"]
    assert likely(matcher, "wich") == ["which", "wish"]
    assert likely(matcher, "spokne") == ["spoken"]


def test_of_three_letters_only_swapped_ones_are_put_right(matcher):
    fill(the=9000, can=4000, cab=2000)
    assert likely(matcher, "teh") == ["the"]
    assert likely(matcher, "hte") == ["the"]
    assert likely(matcher, "cna") == ["can"]
    assert likely(matcher, "cat") == []
    assert likely(matcher, "thx") == []
    assert corrections(matcher, "cna TEH") == {"cna": ["can"]}  # capitals are an abbreviation


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("putni", ["putin"]), ("uptin", ["putin"]), ("merkle", ["merkel"]), ("putix", []), ("merkla", [])],
)
def test_letters_swapped_at_the_end_of_a_short_name_are_put_right(matcher, typed, meant):
    fill(the=90_000, putin=50, merkel=6)
    assert likely(matcher, typed) == meant


def fill_language(language, **rows):
    SearchWord.objects.bulk_create(
        SearchWord(language=language, word=word, stem=word, rows=count) for word, count in rows.items()
    )


def corrections(matcher, query):
    return spelling.find_corrections(matcher, [Term(word) for word in query.split()])


def test_no_word_of_another_language_is_offered_beside_what_is_typed(matcher):
    fill_language("en", haven=600, harbour=500, base=400, rare=2, the=9000)
    fill_language("de", hafen=5000, grundlage=400, base=5, haven=1)
    assert corrections(matcher, "hawen") == {"hawen": ["hafen", "haven"]}
    assert corrections(matcher, "hawen harbour") == {"hawen": ["haven"]}
    assert corrections(matcher, "hawen grundlage") == {"hawen": ["hafen"]}
    assert corrections(matcher, "hawen base") == {"hawen": ["haven"]}  # five of 405 make no German word
    assert corrections(matcher, "hawen base grundlage") == {"hawen": ["hafen", "haven"]}
    assert corrections(matcher, "hawen rare") == {"hawen": ["haven"]}


def test_a_rare_word_is_not_replaced_by_one_of_another_language(matcher):
    fill_language("de", frieden=2)
    fill_language("en", friend=2000, friends=900, the=9000)
    assert corrections(matcher, "frieden") == {}
    assert corrections(matcher, "frienden") == {"frienden": ["friend", "frieden"]}


def test_words_of_unknown_language_are_of_any(matcher):
    fill_language("und", hafen=900)
    fill_language("en", harbour=500, the=9000)
    assert corrections(matcher, "hawen harbour") == {"hawen": ["hafen"]}


def test_where_two_letters_differ_no_short_and_common_word_is_meant(matcher):
    fill(the=9000, have=1000, haven=300, government=5000)
    assert corrections(matcher, "hafen") == {"hafen": ["haven"]}
    assert corrections(matcher, "hafe") == {"hafe": ["have"]}
    assert corrections(matcher, "govrmnent") == {"govrmnent": ["government"]}


def test_a_word_that_texts_have_is_put_right_in_one_letter_only(matcher):
    fill(science=2000, since=1)
    assert likely(matcher, "since", rows=1) == []
    assert likely(matcher, "sience", rows=1) == ["science"]
    assert likely(matcher, "scicne", rows=1) == likely(matcher, "sciennec", rows=1) == []
    assert likely(matcher, "sciennec") == ["science"]


def test_no_word_of_four_letters_has_two_of_them_wrong(matcher):
    fill(the=9000, some=150, summit=400, time=30)
    assert corrections(matcher, "sommet") == {"sommet": ["summit"]}
    assert corrections(matcher, "tmie") == {"tmie": ["time"]}


def make_texts(text, number):
    for item in range(number):
        make_statement(make_document(text=f"{text} {item}", title="U"), f"{text} {item}")


@pytest.mark.slow
def test_a_word_typed_with_a_capital_is_a_name(db):
    make_texts("A micro loan for the school", 25)
    make_texts("Mrs Marchand spoke", 4)
    assert search(SearchParams(q="macron")).suggested_query == "micro"
    assert search(SearchParams(q="Macron")).suggested_query == ""
    assert search(SearchParams(q="Scholz")).suggested_query == ""
    assert (
        search(SearchParams(q="Shcool")).suggested_query == "school"
    )  # one letter: searches begin with capitals
    assert search(SearchParams(q="Marchend")).suggested_query == "Marchand"
    assert search(SearchParams(q="Marchnds")).suggested_query == "Marchand"


@pytest.mark.slow
def test_a_rare_name_is_taken_for_another_name_in_one_letter_only(db):
    make_texts("Mr Linder lit tinder and a cinder", 25)
    make_texts("Mr Minder", 1)
    assert search(SearchParams(q="Minder")).suggested_query == "Linder"
    assert search(SearchParams(q="minder")).suggested_query == "cinder"
    make_texts("Mr Kindler", 1)
    assert search(SearchParams(q="kindler")).suggested_query == ""
    assert search(SearchParams(q="Kindler")).suggested_query == ""


def test_the_misspelling_of_the_archive_itself_is_never_offered(matcher):
    fill(government=5000, goverment=1, governmant=3, governess=60)
    assert likely(matcher, "govermant") == ["government"]
    assert likely(matcher, "govermnet") == ["government"]
    assert likely(matcher, "goverment", rows=1) == ["government"]
    SearchWord.objects.filter(word="government").update(rows=15)
    assert likely(matcher, "govermnt") == ["goverment", "government"]


def test_in_short_words_one_letter_may_be_wrong(matcher):
    fill(port=9, poet=9, ports=9)
    assert likely(matcher, "prot") == ["port"]
    assert likely(matcher, "prxt") == []


@pytest.mark.slow
def test_a_rare_word_of_the_archive_is_left_alone_unless_a_much_commoner_one_is_near(db):
    for number, text in enumerate(["The harbor opened", *["The harbour opened"] * 25]):
        make_statement(make_document(text=f"{text} {number}", title="U"), f"{text} {number}")
    assert search(SearchParams(q="harbor")).suggested_query == "harbour"
    assert search(SearchParams(q="harbour")).suggested_query == ""
    for q, meant in (
        ('"the harbor"', '"the harbour"'),
        ('"Harbor opened"~3 -harbor', '"harbour opened"~3 -harbor'),
        ("=harbor", "=harbour"),
        ("harbo*", ""),
    ):
        assert search(SearchParams(q=q, unit="statements")).suggested_query == meant, q


def test_words_are_offered_as_they_are_printed(db):
    for text in (
        "The Élysée said so",
        "An ÉLYSÉE reception",
        "Again the Élysée",
        "Of UNESCO and Unesco, but UNESCO",
    ):
        make_statement(make_document(text=text, title="U"), text)
    assert search(SearchParams(q="elysse")).suggested_query == "Élysée"
    assert search(SearchParams(q="unecso")).suggested_query == "UNESCO"


def test_the_table_has_the_words_of_public_passages(db, draft_document):
    make_document(text="Every Harbour, 1,000 ships: 人工 and a\n\nharbour", title="Untitled papers")
    assert counted_words() == {"every": 1, "harbour": 2, "ships": 1, "and": 1, "a": 1}
    assert "lighthouse" not in counted_words()
    draft_document.state = "published"
    draft_document.save()
    assert "lighthouse" in counted_words()


@pytest.mark.django_db(transaction=True)
def test_reindexing_counts_again_and_drops_what_is_public_no_more():
    document = make_document(text="lighthouse harbour", title="U")
    make_document(text="harbour\n\nharbours", title="U")
    list(index.repair())
    with Columns("test").lock:
        columns = Columns("test")
    assert len(table.lexicon(columns)) == 3
    type(document).objects.filter(pk=document.pk).update(state="draft")
    assert "lighthouse" in counted_words()
    list(index.repair())
    assert counted_words() == {"harbour": 1, "harbours": 1}
    columns.until_changed = {}
    assert sorted(map(table.lexicon(columns).word, range(2))) == ["harbour", "harbours"]
    make_document(text="museum", title="U")
    columns.until_changed = {}
    assert table.lexicon(columns).rows_of("museum") == 1
    assert len(table.lexicon(columns)) == 3


@pytest.mark.django_db
def test_nothing_is_asked_again_while_nothing_changes(django_assert_num_queries):
    columns = Columns("unchanged")
    with django_assert_num_queries(2):
        table.lexicon(columns)
        table.lexicon(columns)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_transpositions_with_a_letter_between():
    pairs = itertools.permutations(["abc", "ca", "acb", "cab", "bca"], 2)
    for one, other in pairs:
        if lexicon.has_correctable_length(other):
            distances = {near.distance for near in Lexicon.from_words([other], [1]).near(one, 2)}
            distance = damerau_levenshtein(one, other)
            assert distances == ({distance} if distance <= 2 else set())


@pytest.mark.parametrize(
    ("text", "word", "forms"),
    [
        ("Peace, PEACE and peacekeeping; warpeace", "peace", ["Peace", "PEACE"]),
        ("The government's word", "government", ["government"]),
        ("Søren met Soren", "soren", ["Soren"]),
        ("Søren met Sørensen", "soren", ["Søren"]),
        ("In Xi'an", "xian", []),
        ("co-operation", "operation", ["operation"]),
    ],
)
def test_the_forms_in_which_a_text_prints_a_word(text, word, forms):
    assert texts.forms_in(text, word) == forms


def test_words_asked_for_together_have_the_neighbours_of_each():
    listed = ["harbour", "harbours", "labour", "library", "libraries", "barbour", "hatbox", "haven"]
    lexicons = (Lexicon.from_words(listed[:5], [1] * 5), Lexicon.from_words(listed[5:], [1] * 3))
    together = near(lexicons, {"harbuor": 2, "libary": 1, "habour": 1, "x" * 20: 2})
    assert together == [
        {
            word: lexicon.near(word, most)
            for word, most in (("harbuor", 2), ("libary", 1), ("habour", 1), ("x" * 20, 2))
        }
        for lexicon in lexicons
    ]
    assert [sorted(found.word for found in entry["harbuor"]) for entry in together] == [
        ["harbour", "harbours"],
        ["barbour"],
    ]

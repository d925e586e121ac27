import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.page.highlight import find_matches, highlight, snippet

pytestmark = pytest.mark.django_db


def marked_words(query, text, language="en"):
    return [text[start:end] for start, end in find_matches(query, [text], [language])[0]]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("ship", "Ships and a shipping line; a worship.", ["Ships", "shipping"]),
        ('"cheapest ships"', "the cheapest ships, ships cheapest", ["cheapest ships"]),
        ("elysee", "the Élysée palace", ["Élysée"]),
        ("张国清", "副总理张国清表示，国清寺。", ["张国清"]),
        ("govern*", "governance, governor, govern", ["governance", "governor", "govern"]),
        ("ships -books", "books and ships", ["ships"]),
        ("ships OR books", "books and ships", ["books", "ships"]),
        ("initiative", "China’s “Initiative”.", ["Initiative"]),
        ("?!", "anything?!", []),
    ],
)
def test_the_searched_words_are_found(query, text, words):
    assert marked_words(query, text) == words


def test_one_query_for_all_texts_and_none_without_words(django_assert_num_queries):
    with django_assert_num_queries(1):
        matches = find_matches("ship", ["one ship", "no", "two ships"], ["en", "fr", "en"])
    assert matches == [[(4, 8)], [], [(4, 9)]]
    with django_assert_num_queries(0):
        assert find_matches("", ["one ship"], ["en"]) == [[]]


def test_text_is_escaped_around_and_inside_marks():
    text = 'a <script>"ship"</script> & more'
    shown = highlight(text, [(3, 9), (11, 15)])
    assert shown == (
        'a &lt;<mark class="hit">script</mark>&gt;&quot;<mark class="hit">ship</mark>&quot;&lt;/script&gt; &amp; more'
    )


@pytest.mark.slow
@given(st.text(max_size=2000), st.integers(0, 1999), st.integers(1, 40))
def test_a_snippet_shows_the_first_match_whole_or_cut_at_its_end(text, start, length):
    spans = [(start, min(start + length, len(text)))] if start < len(text) else []
    shown = snippet(text, spans)
    assert shown.count('<mark class="hit">') == len(spans)
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ('"ships boats"~1', "boats and ships, ships or a boat", ["boats", "ships"]),
        ('"人工 发展"~2', "人工智能发展。发展人工智能的发", ["人工", "发展", "发展", "人工"]),
        ('"post-war ships"~1', "post-war or ships, war ships", ["post-war", "ships"]),
        ("人工 NEAR/1 发展", "人工智能发展", []),
        ('"rose 1000"~2', "rose to 1,000, rose to 1 000", ["rose", "1,000", "rose", "1 000"]),
        ('"rose 1,000"~2', "rose to 1000 ships, not 1", ["rose", "1000"]),
        ('"army U.S."~2', "the US army gave us bread", ["US", "army"]),
        ('"army US"~0', "the U.S. army", ["U.S", "army"]),
        ('"rose 50%"~1', "rose by 50 per cent or 50 percent", ["rose", "50 per cent"]),
    ],
)
def test_words_near_each_other_are_found_with_what_is_joined_to_them(query, text, words):
    assert marked_words(query, text) == words

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.shared_words import Run, WordRules, mark_shared_words, marking, shorten_runs

TEXTS = st.lists(
    st.text(
        st.sampled_from("ab cd, the 人工智能 é’1-") | st.characters(exclude_categories=["Cs"]), max_size=60
    ),
    min_size=1,
    max_size=4,
)


def kinds(*texts, **options):
    """For each text its runs as words in brackets: [shared] and <only>."""
    written = {"shared": "[%s]", "only": "<%s>", "": "%s"}
    return [
        "".join(written[run.kind] % run.text for run in runs) for runs in mark_shared_words(texts, **options)
    ]


@given(TEXTS)
def test_the_runs_of_a_text_are_that_text(texts):
    for text, runs in zip(texts, mark_shared_words(texts), strict=True):
        assert "".join(run.text for run in runs) == text
        assert all(run.text for run in runs)
        assert all(one.kind != next_one.kind for one, next_one in pairwise(runs))


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        (
            "Books travel by harbour",
            "By harbour travel letters",
            ["<Books> [travel by harbour]", "By [harbour travel] <letters>"],
        ),
        ("The harbour", "the HARBOUR!", ["The [harbour]", "the [HARBOUR]!"]),
        ("Café harbour", "cafe", ["[Café] <harbour>", "[cafe]"]),
        ("In 1974 ships", "In 1975 ships", ["In <1974> [ships]", "In <1975> [ships]"]),
        ("人工智能治理", "治理数据人工", ["[人工]<智能>[治理]", "[治理]<数据>[人工]"]),
    ],
)
def test_words_are_compared_in_any_order_and_form(left, right, marked):
    assert kinds(left, right) == marked


@pytest.mark.parametrize(
    ("plain", "negated", "marked"),
    [
        ("We build harbours", "We do not build harbours", "<not> [build harbours]"),
        ("They build harbours", "They don’t build harbours", "<t> [build harbours]"),
        ("Wir bauen Häfen", "Wir bauen nie Häfen", "[bauen] <nie> [Häfen]"),
        ("Nous construisons des ports", "Nous ne construisons des ports", "<ne> [construisons des ports]"),
        ("Мы строим гавани", "Мы не строим гавани", "<не> [строим гавани]"),
        ("我们建设港口", "我们不建设港口", "[我们]<不>[建设港口]"),
        ("Ships may carry letters", "Ships must carry letters", "[Ships] <must> [carry letters]"),
    ],
)
def test_a_negation_or_modal_verb_is_never_marked_with_its_neighbours(plain, negated, marked):
    assert kinds(plain, negated)[1].endswith(marked)


def test_words_of_one_key_are_the_same():
    assert kinds("promising harbours", "promised harbour", rules=WordRules(lambda word: word[:6])) == [
        "[promising harbours]",
        "[promised harbour]",
    ]


def test_where_hardly_a_word_is_shared_only_these_are_marked():
    first = "Harbour fees rise every single spring although sailors, bakers, teachers, farmers complained"
    assert kinds(first, "Harbour letters") == [
        "[Harbour] fees rise every single spring although sailors, bakers, teachers, farmers complained",
        "[Harbour] <letters>",
    ]


def test_nothing_is_marked_where_no_word_is_shared_and_in_a_single_text():
    assert mark_shared_words(["Nobody objected then"]) == [[Run("Nobody objected then", "")]]
    assert kinds("Nobody objected then", "Ships carry letters") == [
        "Nobody objected then",
        "Ships carry letters",
    ]


def test_what_two_of_three_texts_have_is_only_in_none():
    assert kinds("harbour ships", "harbour letters", "ships letters") == [
        "[harbour ships]",
        "[harbour letters]",
        "[ships letters]",
    ]


@given(TEXTS, st.integers(1, 40))
def test_shortened_runs_are_the_beginning(texts, length):
    for text, runs in zip(texts, mark_shared_words(texts), strict=True):
        short = "".join(run.text for run in shorten_runs(runs, length))
        assert short == text or (
            short.endswith("…") and text.startswith(short[:-1]) and len(short) <= length + 1
        )


def test_very_long_texts_are_not_marked(monkeypatch):
    monkeypatch.setattr(marking, "MAX_CHARACTERS", 20)
    assert mark_shared_words(["harbour ships", "harbour ships"]) == [[Run("harbour ships", "")]] * 2
    assert mark_shared_words(["ships", "ships"]) == [[Run("ships", "shared")]] * 2


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        ("We will sell, not build.", "We will build, not sell.", ["not", "not"]),
        ("They will not raise and not lower it.", "They will not raise but lower it.", ["not", ""]),
        ("Nobody may leave; boats stay.", "Boats leave; nobody may stay.", ["Nobody", "nobody"]),
        ("Der Hafen wird nicht verkauft.", "Verkauft wird der Hafen nicht.", ["", ""]),
        ("The harbour will not be sold.", "They said the harbour was not to be sold.", ["will", "saidto"]),
        ("The council did not agree in 2024.", "In 2024 the council did not agree.", ["", ""]),
        ("Not.", "Not.", ["", ""]),
    ],
)
def test_a_negation_of_another_word_is_another_one(left, right, marked):
    """However often the others have it elsewhere."""
    words = {"der", "wird", "will", "they", "we", "the", "did", "may", "was", "but", "and", "it"}
    rules = WordRules(is_function_word=lambda word: word in words or len(word) <= 2)
    compared = mark_shared_words([left, right], rules)
    assert ["".join(run.text for run in runs if run.kind == "only").strip() for runs in compared] == marked

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold
from archive.text.words import tokens


def test_tokens_have_the_places_of_the_text():
    text = "China’s Ärzte: 张国清 said AI-driven."
    assert [(text[t.start : t.end], t.word) for t in tokens(text)] == [
        ("China", "china"),
        ("Ärzte", "arzte"),
        ("张", "张"),
        ("国", "国"),
        ("清", "清"),
        ("said", "said"),
        ("AI", "ai"),
        ("driven", "driven"),
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Étude", "etude"),
        ("Йод", "йод"),
        ("и\u0306од", "йод"),
        ("Ёлка", "елка"),
        ("Ӂ ă", "ж a"),
        ("ＡＩ", "ai"),
        ("한국", "한국"),
    ],
)
def test_folding_takes_accents_off_but_leaves_letters(text, folded):
    assert fold(text) == folded


@pytest.mark.slow
@pytest.mark.django_db
@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\x00", categories=["L", "N", "P", "Zs"]),
        max_size=40,
    )
    | st.text(alphabet="йЙиИёЁжӂaă\u0301\u0306\u0323 ", max_size=20)
)
def test_folding_is_the_same_in_python_and_in_the_database(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_fold(%s)", [text])
        (in_database,) = cursor.fetchone()
    # Letters whose lower case differs between the two Unicode tables are few; all others must agree.
    if text.lower() == text.casefold() and len(text.lower()) == len(text):
        assert fold(text) == in_database

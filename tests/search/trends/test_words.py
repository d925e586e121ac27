"""The words of a speaker, against counts of every statement."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import State, Statement
from archive.search.engine import engine
from archive.search.query.parser import parse
from archive.search.trends.words import characteristic_words, join_pairs, log_likelihood
from tests.factories import make_document, make_speaker, make_statement
from tests.search_setup import load_columns_once


def test_the_likelihood_is_that_of_the_whole_table():
    # By hand: 2·Σ O·ln(O/E) over 10, 10, 90, 990 with E 1.82, 18.18, 98.18, 981.82.
    assert log_likelihood(10, 10, 100, 1000) == pytest.approx(22.90, abs=0.05)
    assert log_likelihood(10, 100, 100, 1000) == pytest.approx(0.0, abs=1e-9)
    assert log_likelihood(1, 300, 100, 1000) < 0


@given(*[st.integers(0, 500)] * 4)
def test_the_likelihood_has_the_sign_of_the_difference(own, others, without, without_others):
    own_total, others_total = own + without, others + without_others
    score = log_likelihood(own, others, own_total, others_total)
    if own_total and others_total:
        difference = own / own_total - others / others_total
        assert isclose(score, 0, abs_tol=1e-6) or (score > 0) == (difference > 0)


def test_pairs_of_characters_become_words():
    pairs = {"命运": 20, "运共": 19, "共同": 21, "同体": 20, "人类": 9, "和平": 20}
    assert join_pairs(pairs) == ["命运共同体", "和平", "人类"]


@pytest.fixture
def archive(db, monkeypatch):
    """Ada says harbour in most statements, Bo hardly ever."""
    ada, bo = make_speaker("Ada", slug="ada"), make_speaker("Bo", slug="bo")
    for number in range(44):
        who = ada if number % 4 == 0 else bo
        said = "harbour" if (number % 20 != 8) == (who is ada) else "tower"
        text = f"The {said} of {('stone', 'wood')[number % 3 % 2]} stands open."
        draft = State.DRAFT if number % 11 == 9 else State.PUBLISHED
        make_statement(
            make_document(text, state=draft, translator="machine" if number == 4 else ""), text, speaker=who
        )
    make_statement(make_document("secretword.", state=State.DRAFT), "secretword", speaker=ada)
    make_statement(make_document("人类命运共同体", language="zh-Hans"), "命运共同体", speaker=ada)
    load_columns_once(monkeypatch)


@pytest.mark.slow
def test_the_words_are_counted_in_every_statement_and_each_is_a_search(archive):
    words = characteristic_words("ada")
    assert [word.word for word in words.words] == ["harbour"]
    assert words.languages == ["en", "zh-Hans"]
    (word,) = words.words
    public = (
        Statement.objects.published().filter(document__language="en").exclude(document__translator="machine")
    )
    assert word.total == public.filter(text__contains="harbour").count()
    assert word.count == public.filter(text__contains="harbour", speaker__slug="ada").count()
    assert (words.statements, words.total) == (public.filter(speaker__slug="ada").count(), public.count())
    assert engine.match(word.params, parse(word.params.q)).counts.total == word.count


@pytest.mark.slow
def test_the_page_and_its_file(client, archive):
    page = client.get("/speakers/ada/words/?language=xx%00")
    assert "This speaker has no statement in the language" in page.text
    assert ">harbour</a>" in page.text
    assert "secretword" not in page.text
    assert client.get("/speakers/ada/words.csv").text.splitlines()[1].startswith("harbour,en,")
    assert client.get("/speakers/nobody/words/").status_code == 404
    assert "No words stand out" in client.get("/speakers/ada/words/?language=zh-Hans").text

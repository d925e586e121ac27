"""Words in the languages of the texts: stems, accents, writing without spaces; one query finds rows in all."""

import re
import unicodedata
from gettext import GNUTranslations
from itertools import pairwise
from pathlib import Path

import django
import pytest
import regex
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.engine import engine
from archive.search.engine.tsquery import EXACT
from archive.search.page.highlight import find_matches
from archive.search.page.search_page import SearchPage
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.text.words import CJK, tokens
from tests.factories import make_document, make_speaker, make_statement
from tests.marks import parametrize_partly_slow

pytestmark = pytest.mark.django_db
LOCALES = Path(django.__file__).parent / "conf" / "locale"


def add_statement(text, language, **fields):
    """A statement that is its whole document, whose title has no word of any test."""
    document = make_document(text=text, language=language, title="Untitled", **fields.pop("document", {}))
    return make_statement(document, text, **fields).pk


def find_ids(q):
    """The ids of rows with all words of the query, not only most of them."""
    matches = engine.match(SearchParams(q=q), parse(q))
    return set() if matches.is_relaxed else set(matches.order())


@parametrize_partly_slow(
    ("language", "text", "finds", "finds_not"),
    [
        (
            "en",
            "He regulates the harbours.",
            ["regulated harbour", "regulating", "HARBOURS"],
            ["regulus", "haber"],
        ),
        ("fr", "Les bateaux naviguaient.", ["bateau", "naviguer", "naviguait"], ["naval", "batterie"]),
        ("es", "Las bibliotecas cerradas.", ["biblioteca", "cerrado", "cerradas"], ["biblia", "cerca"]),
        ("ru", "Новые библиотеки открыты.", ["библиотека", "новых", "библиотеками"], ["библия", "новость"]),
        ("ar", "المكتبات الجديدة", ["المكتبات", "الجديدة", "جديدة"], ["مكتوم"]),
        ("de", "Die Häuser der Städte.", ["Haus", "haeuser OR Hauser", "Stadt", "Städten"], ["Hut", "Staat"]),
        ("tlh", "tlhIngan maH", ["tlhingan", "MAH"], ["tlhing", "mahs"]),
    ],
    3,
)
def test_words_are_stemmed_as_their_language_has_it(language, text, finds, finds_not):
    statement = add_statement(text, language)
    other = add_statement("Nothing of that kind.", "en")
    assert {q: find_ids(q) for q in finds} == {q: {statement} for q in finds}
    assert {q: find_ids(q) for q in finds_not} == {q: set() for q in finds_not}
    assert find_ids("nothing") == {other}


def test_one_query_finds_rows_in_every_language():
    texts = [
        ("en", "Two nations"),
        ("fr", "les nations"),
        ("es", "nations"),
        ("de", "Nations"),
        ("zh-Hans", "nations"),
    ]
    made = {add_statement(text, language) for language, text in texts}
    add_statement("natio", "en")
    assert find_ids("nations") == made
    assert find_ids("nations -two") == made - {min(made)}
    # Neither Spanish nor the words of a text without a stemmer lose this s.
    assert find_ids("nation") == made & find_ids("language:en OR language:fr OR language:de")
    assert len(find_ids("nation")) == 3


def test_the_stem_of_one_language_is_not_looked_for_in_another():
    """English "universities" has the stem univers, which is a French word."""
    english = add_statement("The universities opened.", "en")
    french = add_statement("Tout univers est grand.", "fr")
    german = add_statement("Das Univers steht.", "de")
    assert find_ids("universities") == {english}
    assert french in find_ids("univers")
    assert german in find_ids("univers")


@pytest.mark.parametrize("q", ["élysée", "Elysee", "ÉLYSÉE", "ＥＬＹＳＥＥ", "e\u0301lyse\u0301e"])
def test_accents_case_and_width_do_not_matter(q):
    statement = add_statement("Au palais de l’Élysée.", "fr")
    add_statement("Palais sans nom.", "fr")
    assert find_ids(q) == {statement}


def test_russian_io_is_written_either_way_but_short_i_is_another_letter():
    statement = add_statement("Ёлка и йод", "ru")
    assert (find_ids("елка"), find_ids("ёлка"), find_ids("йод"), find_ids("иод")) == (
        {statement},
        {statement},
        {statement},
        set(),
    )


@parametrize_partly_slow(
    ("q", "hits"),
    [
        ("人工智能", {0}),
        ("智能", {0}),
        ("工智", {0}),
        ("能人", set()),
        ("人工智能AI", {0}),
        ("AI人工智能", set()),
        ("도서관", {1}),
        ("도서", {1}),
        ("서도", set()),
        ("図書館", {2}),
        ("ライブラリ", {2}),
        ("イラ", set()),
        ("北", {0}),
        ("京", {0}),
        ('"governance 人工智能"', {0}),
        ('"人工智能 governance"', set()),
        ("governance 도서관", {1}),
    ],
    5,
)
def test_words_without_spaces_are_found_within_mixed_text(q, hits):
    texts = [
        "Beijing on governance 人工智能AI in 北京.",
        "governance 새로운 도서관이 opened",
        "図書館とライブラリ v2",
    ]
    made = [add_statement(text, "en") for text in texts]
    assert find_ids(q) == {made[number] for number in hits}


@pytest.mark.parametrize("q", ["2025年", '"2025年"', "２０２５年"])
def test_a_character_behind_a_number_may_begin_a_word(q):
    made = [add_statement("会议在2025年举行。", "zh-Hans"), add_statement("会议在２０２５年", "zh-Hans")]
    add_statement("会议在2025举行年会。", "zh-Hans")
    assert find_ids(q) == set(made)


def test_the_last_character_of_a_name_finds_the_speaker():
    speaker = make_speaker("Zhang Guoqing")
    speaker.names.create(name="张国清", kind="native", language="zh-Hans")
    statement = add_statement("He opened the hall.", "en", speaker=speaker)
    other = add_statement("张国", "zh-Hans")
    assert (find_ids("清"), find_ids("国"), find_ids('"国清 Zhang"')) == (
        {statement},
        {statement, other},
        set(),
    )


def test_a_native_name_finds_speaker_and_documents_with_exactly_its_characters_marked():
    speaker = make_speaker("Zhang Guoqing")
    speaker.names.create(name="张国清", kind="native", language="zh-Hans")
    statement = add_statement("He opened the hall.", "en", speaker=speaker)
    written_statement = add_statement("副总理张国清表示，国清寺和张国。", "zh-Hans")
    add_statement("清国张", "zh-Hans")
    draft = add_statement("张国清草案", "zh-Hans", state="draft")
    page = SearchPage(SearchParams(q="张国清"))
    snippets = {hit.statement.pk: hit.snippet for hit in page.hits}
    assert snippets == {
        statement: "He opened the hall.",
        written_statement: '副总理<mark class="hit">张国清</mark>表示，国清寺和张国。',
    }
    assert draft not in snippets
    assert [hit.statement.pk for hit in page.hits] == [
        statement,
        written_statement,
    ]  # what he said before what was said of him


@pytest.mark.parametrize(
    ("q", "language", "text", "words"),
    [
        ("bateau", "fr", "Un bateau, des bateaux, un bâteau", ["bateau", "bateaux", "bâteau"]),
        ("библиотека", "ru", "В библиотеке, библиотеки; Библия", ["библиотеке", "библиотеки"]),
        ("国清", "zh-Hans", "张国清和国清寺", ["国清", "国清"]),
        ("清", "zh-Hans", "张国清", ["清"]),
        ("univers*", "en", "universities, universe, unit", ["universities", "universe"]),
        ("regulat*", "en", "regulation regulates regular", ["regulation", "regulates"]),
    ],
)
def test_marks_follow_the_language_of_the_text(q, language, text, words):
    assert [text[start:end] for start, end in find_matches(q, [text], [language])[0]] == words


@pytest.mark.parametrize(
    "q", ["regulat*", "regulati*", "regulatio*", "regula*", "regu*", "REGULAT＊", "regulation*"]
)
def test_a_prefix_finds_words_whose_stem_is_shorter(q):
    made = {add_statement("A regulation.", "en"), add_statement("Regulations matter.", "en")}
    add_statement("Regal and rug.", "en")
    assert find_ids(q) == made


def test_a_prefix_is_no_suffix():
    add_statement("Deregulation came.", "en")
    assert find_ids("regulat*") == set()


SIGN = re.compile(f"[{CJK}]")
PIECES = st.text(
    alphabet="abcsXYZéÜßøñжЙёابد张国清人工도서관ライブ0123 .,;:-_/'’“”\"()@&%#!?\n…—", max_size=60
)


def lexemes(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(archive_search_lexemes(archive_search_words(%s)))", [text])
        return {lexeme.removeprefix(EXACT) for lexeme in cursor.fetchone()[0]}


def words_of_the_index(text):
    """What the index must hold according to Python: words, the overlapping pairs of adjacent characters, and the last
    of them alone where a word follows."""
    words, run = set(), []
    for token in [*tokens(text), None]:
        is_sign = token is not None and SIGN.fullmatch(token.word) is not None
        if run and not (is_sign and token.start == run[-1].end):
            characters = [item.word for item in run]
            words |= {a + b for a, b in pairwise(characters)} if len(characters) > 1 else set(characters)
            words |= set(characters[-1:]) if token is not None else set()
            run = []
        if is_sign:
            run.append(token)
        elif token is not None:
            words.add(token.word)
    return words


@given(PIECES)
@example("China’s AI-driven 3.5% plan_b, e-mail: a@b.org/x?y=1 & don't O'Neil")
@example("副总理张国清表示AI和ライブ。")
@example("'s S's x's 's")
@example("5—% 5 % 1e5x 1,000e3")
def test_python_and_the_database_take_the_same_words_out_of_a_text(text):
    assert lexemes(text) == words_of_the_index(text)


def test_letters_right_after_a_number_with_an_exponent():
    assert lexemes("The 1e5x engine") == words_of_the_index("The 1e5x engine")


def messages(language):
    """Sentences in the language, from the translations that come with Django."""
    with (LOCALES / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        texts = [
            text for text in GNUTranslations(file)._catalog.values() if len(text) > 40 and "%" not in text
        ]
    return unicodedata.normalize("NFC", "\n\n".join(sorted(set(texts))[:25]))


def as_typed(word):
    """As it is copied with what stands beside it, in quotation marks, in capitals, decomposed."""
    bare = regex.sub(r"^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$", "", word)
    around = '"{}" «{}» „{}“ ‘{}’ ({}) [{}] {}, {}. {}… {}?! {}؟ {}। 「{}」。 {}* ={}'
    yield from (part.format(bare) for part in around.split(" "))
    yield from (bare.upper(), bare.title(), unicodedata.normalize("NFD", bare))


@pytest.mark.slow
def test_every_word_copied_from_a_text_finds_it_in_eighty_languages():
    """The database and Python take the same words out of the text, and Python finds each as it may be typed. Numbers
    are left out, two of which may be years, and the possessive s."""
    languages = sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/django.mo"))
    texts = {language: text for language in languages if (text := messages(language))}
    assert len(texts) > 80
    differing, missing = [], []
    for language, text in texts.items():
        words = sorted(
            {word for word in re.findall(r"\S+", text) if not re.search(r"\d", word) and word != "’s"}
        )
        odd = [word for word in words if not word.isalpha()]
        if language not in ("km", "my", "th") and lexemes(text) != words_of_the_index(text):
            differing.append(language)
        for word in [*odd[:20], *words[:20]]:
            typed = [q for q in as_typed(word) if tokens(q)]
            missing += [(language, q) for q in typed if not find_matches(q, [word], [language[:2]])[0]]
    assert (differing, missing) == ([], [])


def test_letters_typed_in_parts_find_the_composed_ones():
    statement = add_statement("すべての児童は、嫡出であると。 Việt Nam 도서관", "ja")
    for word in ("嫡出である", "であると", "Việt", "도서관"):
        assert find_ids(unicodedata.normalize("NFD", word)) == {statement}

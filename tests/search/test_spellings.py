"""What a person types finds what stands there, and back: initials, numbers, joiners, scripts without spaces."""

import random
import unicodedata
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine import engine
from archive.search.page.highlight import find_matches
from archive.search.query.compounds import compounds
from archive.search.query.parser import parse
from archive.search.request.filters import read_params
from archive.text.words import tokens
from tests.factories import make_document, make_statement
from tests.search_setup import load_columns_once

pytestmark = pytest.mark.django_db

# (typed, printed, the words marked in the text); the language has no stems.
FINDS = [
    ("US", "the U.S. army", "U.S"),
    ("us", "the U.S. army", "U.S"),
    ("U.S.", "the US army", "US"),
    ("U.S.", "the U.S. army", "U.S"),
    ("U. S.", "the U.S. army", "U.S"),
    ('"the US army"', "the U.S. army", "the U.S. army"),
    ('"the U.S. army"', "the US army", "the US army"),
    ("ai", "with A.I. here", "A.I"),
    ("A.I.", "with AI here", "AI"),
    ("UN", "the U.N. here", "U.N"),
    ("E.U.", "the EU here", "EU"),
    ('"JK Rowling"', "by J. K. Rowling", "J. K. Rowling"),
    ('"J.K. Rowling"', "by J. K. Rowling", "J. K. Rowling"),
    ('"J. K. Rowling"', "by J.K. Rowling", "J.K. Rowling"),
    ("JK", "by J. K. Rowling", "J. K."),
    ("2025", "in ٢٠٢٥ it", "٢٠٢٥"),
    ("٢٠٢٥", "in २०२५ it", "२०२५"),
    ("1000", "of 1,000 ships", "1,000"),
    ("1,000", "of 1000 ships", "1000"),
    ('"1000 ships"', "of 1,000 ships", "1,000 ships"),
    ('"1,000 ships"', "of 1000 ships", "1000 ships"),
    ("100000", "of 1,00,000 ships", "1,00,000"),
    ("1,234,567", "of 1234567 ships", "1234567"),
    ("1200", "of １，２００ ships", "１，２００"),
    ("１，２００", "of 1200 ships", "1200"),
    ("1200", "of ١٬٢٠٠ ships", "١٬٢٠٠"),
    *(("1200", f"of 1{space}200 ships", f"1{space}200") for space in " \u00a0\u2007\u2009\u202f"),
    ("1234567", "of 1 234 567 ships", "1 234 567"),
    ("1\u202f200", "of 1,200 ships", "1,200"),
    ('"1 200 ships"', "of 1,200 ships", "1,200 ships"),
    ('"1 200 ships"', "of 1200 ships", "1200 ships"),
    ("1200", "共1,200人", "1,200"),
    ("1200", "今年，1，200人", "1，200"),
    ("1000", "of $1,000.50bn", "1,000"),
    ("1000", "of 1.000,5 euros", "1.000"),
    ("1000", "of 1,000.500 tonnes", "1,000"),
    ("1200", "of 1 200,50 francs", "1 200"),
    ("123456", "of 1,23,456.78 rupees", "1,23,456"),
    ("1000.50", "of 1,000.50 euros", "1,000.50"),
    ("1,000.50", "of 1000.50 euros", "1000.50"),
    ("1.000,50", "of 1,000.50 euros", "1,000.50"),
    ("1000,50", "of 1.000,50 euros", "1.000,50"),
    ("1000.50bn", "of $1,000.50bn", "1,000.50bn"),
    ("1,000.50bn", "of $1000.50bn", "1000.50bn"),
    ("1000km", "after 1,000km", "1,000km"),
    ('"1000km away"', "it is 1,000km away", "1,000km away"),
    ('"1000km away"', "it is 1000km away", "1000km away"),
    ("共1000人", "今年共1,000人", "共1,000人"),
    ("共1,000人", "今年共1000人", "共1000人"),
    ('"١٠٠٠ ships"', "of 1,000 ships", "1,000 ships"),
    ("与US合作", "与U.S.合作", "与U.S.合作"),
    ("与U.S.合作", "会议与US合作（ok）", "与US合作"),
    ("1,000km", "after 1000km", "1000km"),
    ("1 000km", "after 1.000km", "1.000km"),
    ("1000км", "за 1 000км", "1 000км"),
    ("U.S.", "与U.S.合作", "U.S"),
    ("क\u093cानून", "यह कानून है", "कानून"),
    ("कानून", "यह क\u093cानून है", "क\u093cानून"),
    ("\u0958ानून", "यह कानून है", "कानून"),
    *(
        (typed, "会议在2025年与AI共存，中国", typed)
        for typed in ("在2025", "在2025年", "议在2025年与", "与AI", "年与AI共", "存，中国")
    ),
    *(
        (typed, "会议在2025年与AI共存，中国", "在2025年与AI共存")
        for typed in ("在 NEAR/4 共存", "共存 NEAR/4 在", "在2025 NEAR/2 AI共存")
    ),
    ("AI NEAR/2 中国", "会议与AI共存，中国", "AI共存，中国"),
    ("会议 NEAR/1 AI", "会议与AI共存，中国", "会议与AI"),
    ("共存 NEAR/0 中国", "会议与AI共存，中国", "共存，中国"),
    *(
        (typed, "it rose to 1,000 euros", "rose to 1,000")
        for typed in ('"rose 1000"~1', "1,000 NEAR/1 rose", '"rose 1.000"~1')
    ),
    ("rose NEAR/1 1,000", "it rose to 1000 euros", "rose to 1000"),
    ('"US led"~2', "the U.S. army led it", "U.S. army led"),
    ("led NEAR/1 U.S.", "the US army led it", "US army led"),
    ("led NEAR/1 U.S.", "the U.S. army led it", "U.S. army led"),
    ('"rose 50%"~1', "it rose by 50 per cent", "rose by 50 per cent"),
    ("percent NEAR/0 50", "it rose by 50 %", "50 %"),
    ("Xi'an NEAR/1 visit", "a visit to Xian", "visit to Xian"),
    ("Xi'an NEAR/1 visit", "a visit to Xi’an", "visit to Xi’an"),
    ("post-war NEAR/1 order", "the post-war world order", "post-war world order"),
    ("می‌خواهد NEAR/0 برود", "او میخواهد برود", "میخواهد برود"),
    ("ประดิษฐ์ NEAR/3 ของ", "ว่าปัญญาประดิษฐ์และของ", "ประดิษฐ์และของ"),
    ("도서관 NEAR/2 발전", "도서관의 발전은", "도서관의 발전"),
    ("は2025年に", "会議は2025年に開く", "は2025年に"),
    ('"50 percent"', "by 50% now", "50%"),
    ("50%", "by 50 percent now", "50 percent"),
    ('"50 percent"', "by 50 % now", "50 %"),
    ('"50 percent"', "by ٥٠٪ now", "٥٠٪"),
    ("می‌خواهد", "او می‌خواهد برود", "می‌خواهد"),
    ('"می خواهد"', "او می‌خواهد برود", "می‌خواهد"),
    ("میخواهد", "او می‌خواهد برود", "می‌خواهد"),
    ("cooperation", "of co\u00adoperation", "co\u00adoperation"),
    ("ปัญญา", "ว่าปัญญาประดิษฐ์ของ", "ปัญญา"),
    ("ประดิษฐ์", "ว่าปัญญาประดิษฐ์ของ", "ประดิษฐ์"),
    ("ມະນຸດ", "ສິດທິມະນຸດທົ່ວໂລກ", "ມະນຸດ"),
    ("មនុស្ស", "សិទ្ធិមនុស្សជា", "មនុស្ស"),
    ("សិទ្ធិមនុស្ស", "ថាសិទ្ធិ\u200bមនុស្សជា", "សិទ្ធិ\u200bមនុស្ស"),
    ("အခွင့်", "လူ့အခွင့်အရေး", "အခွင့်"),
    ('"人工 智慧"', "說人工智慧很好", "人工智慧"),
    ("人工智慧", "說人工智慧很好", "人工智慧"),
    ("Xian", "in Xi'an today", "Xi'an"),
    ("Xian", "in Xi’an today", "Xi’an"),
    ("Xi'an", "in Xian today", "Xian"),
    *(
        (f"O{typed}Brien", f"by O{printed}Brien here", f"O{printed}Brien")
        for typed in "'’‘ʼ`´′"
        for printed in "'’‘ʼ"
    ),
    ("OBrien", "by O’Brien here", "O’Brien"),
    ("O'Bri*", "by O’Brien here", "O’Brien"),
    ("Hawaii", "of Hawai'i here", "Hawai'i"),
    *(
        (f'"او {typed} برود"', "گفت او می\u200cخواهد برود", "او می\u200cخواهد برود")
        for typed in ("می\u200cخواهد", "می خواهد")
    ),
    *(
        pair
        for one, other in [
            (
                "\u0645\u062d\u0645\u062f",
                "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
            ),  # Muhammad, with and without vowels
            (
                "\u0627\u0633\u0644\u0627\u0645",
                "\u0625\u0633\u0644\u0627\u0645",
            ),  # islam, with and without hamza
            (
                "\u0627\u06cc\u0631\u0627\u0646",
                "\u0627\u064a\u0631\u0627\u0646",
            ),  # Iran, in Persian and in Arabic letters
            ("\u06a9\u062a\u0627\u0628", "\u0643\u0640\u0640\u062a\u0627\u0628"),  # kitab, stretched
            (
                "\u05e9\u05dc\u05d5\u05dd",
                "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
            ),  # shalom, with and without points
        ]
        for printed in [unicodedata.normalize("NFC", other)]
        for pair in [(one, printed, printed), (other, one, one)]
    ),
    ('"of co\u00adoperation today"', "of cooperation today", "of cooperation today"),
]
FINDS_NOT = [
    ("U.S.", "give it to us"),
    ('"for U.S."', "it is for us"),
    ("A.I.", "the ai or sloth"),
    ("1000", "of 1.000.5 ships"),
    ("1000", "in 1, 000 ships"),
    ("1000", "of 1,000,50 ships"),
    ("1000", "of 1.000.50 ships"),
    ("1000", "of 1,000.50.3 ships"),
    ("1000", "after 1,000km"),
    ('"to 1000"', "rose to 1,000,500 euros"),
    ('"1000km away"', "it is 1,000 km away"),
    ("1000500", "of 1,000.500 ships"),
    ("10005", "of 1,0005 ships"),
    ("1200", "of 1 200.50 300 ships"),
    ("2024.5", "on 2 024.6 ships"),
    ("1200", "of 1 200 340 56 ships"),
    ("1200", "of 31 200 ships"),
    ("200340", "of 1 200 340 ships"),
    ("在2025年", "会议在2024年，2025年"),
    ("会2025", "会议2025年"),
    *(
        (typed, "会议在2025年与AI共存，中国")
        for typed in (
            "在 NEAR/3 共存",
            "共存 NEAR/3 在",
            "AI NEAR/1 中国",
            "中国 NEAR/1 AI",
            "会议 NEAR/0 2025",
        )
    ),
    ('"rose 1000"~1', "it rose up to 1,000 euros"),
    ('"rose 1000"~1', "it rose to 1,000,500 euros"),
    ("led NEAR/3 U.S.", "it is us who led"),
    ('"US led"~0', "the U.S. army led it"),
    ("Xi'an NEAR/0 visit", "a visit to Xian"),
    *(
        (typed, "the U.S. and 1,000 ships in Xi'an and more of the harbour")
        for typed in (
            '"US harbour"~4',
            "1000 NEAR/0 US",
            "Xi'an NEAR/1 US",
            '"harbour us"~4',
            "xian NEAR/20 us",
        )
    ),
    ("lhomme", "les droits de l’homme"),
    ("us", "vitamin U. Some"),
    ("ai", "plan A. I think"),
    ("智人", "說人工智慧很好"),
]


def make(text, language="und"):
    return make_statement(make_document(text=text, language=language, title="Untitled"), text)


def is_found(q, made):
    params, _form = read_params(QueryDict(urlencode({"q": q, "unit": "statements"})))
    matches = engine.match(params, parse(params.q))
    return not matches.is_relaxed and made.pk in matches.order()


@pytest.mark.slow
def test_typed_and_printed_find_each_other(monkeypatch):
    made = {text: make(text) for _q, text, _marked in FINDS}
    load_columns_once(monkeypatch)
    assert [(q, text) for q, text, _marked in FINDS if not is_found(q, made[text])] == []


@pytest.mark.parametrize(("q", "text", "marked"), FINDS)
def test_what_was_found_is_marked(q, text, marked):
    spans = find_matches(q, [text], ["und"])[0]
    assert text[spans[0][0] : max(spans[0][1], spans[-1][1])] == marked


@pytest.mark.slow
def test_whatever_is_copied_from_a_text_finds_it(monkeypatch):
    text = "会议在2025年10月8日与AI及G20峰会共存，中国（北京）3,000人与U.S.合作，智能AI ภาษา5ไทย 도서관에 2만"
    made = make(text)
    load_columns_once(monkeypatch)
    places = tokens(text)
    chance = random.Random(20261128)
    spans = {tuple(sorted(chance.choices(range(len(places)), k=2))) for _ in range(150)}
    copied = [text[places[first].start : places[last].end] for first, last in spans]
    assert [words for words in copied if not is_found(f'"{words}"', made)] == []


@pytest.mark.parametrize(("q", "text"), FINDS_NOT)
def test_what_is_something_else_is_not_found(q, text):
    assert not is_found(q, make(text))
    assert find_matches(q, [text], ["und"]) == [[]]


@pytest.mark.slow
def test_words_in_their_form_and_in_any_form():
    text = "Nuclear weapons and diving again"
    made = make(text, "en")
    for q in ("weapon", "=weapons", '"nuclear weapons"', "agai*", "divi*", "diving", "dive", "text:weapon"):
        assert is_found(q, made), q
        assert find_matches(q, [text], ["en"])[0], q
    for q in ("=weapon", '"nuclear weapon"', '"weapon"', "agains*", "dive*", "=dive", 'any:"nuclear weapon"'):
        assert not is_found(q, made), q
        assert find_matches(q, [text], ["en"]) == [[]], q


PIECES = [*"USJklé人ก1٣０.,，٬'’ʼ%_ \n\u200c\u00ad\u202f", "us", "US", "12", "345", "qu", "می", ". "]
NUMBERS = ["1", "12", "345", ",000", ".678", " 901", ".50", ",5", "km", "ф", " ", "人", "_", "-"]


def in_sql(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_search_compounds(%s), archive_search_gap()", [text])
        words, border = cursor.fetchone()
    return set(words.split(border)) if words else set()


@given(st.lists(st.sampled_from([*PIECES, *NUMBERS]), max_size=14).map("".join))
def test_compounds_are_the_same_in_python_and_in_the_database(text):
    assert in_sql(text) == {token.word for token in compounds(text)}


@given(st.lists(st.sampled_from(NUMBERS), max_size=9).map("".join))
def test_numbers_are_the_same_in_python_and_in_the_database(text):
    assert in_sql(text) == {token.word for token in compounds(text)}

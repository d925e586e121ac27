import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.text.canonical import clean_characters
from archive.text.characters import is_boundary
from archive.text.quotes import QuoteError, QuoteProblem, clean_quote, find_quote
from archive.text.spans import MAX_LENGTH
from archive.text.typography import plain_typography
from tests.factories import SPEECH

from .texts import any_code_points

HAN = "会议指出，人工智能“向善”。\n\n𠮷野家说：人工智能向善。"


def spans(text, pasted):
    return [(place.start, place.end) for place in find_quote(text, pasted)]


def words(text, pasted):
    return [place.exact for place in find_quote(text, pasted)]


def refusal(text, pasted):
    with pytest.raises(QuoteError) as refused:
        find_quote(text, pasted)
    return refused.value


def test_the_very_words_are_found_with_their_paragraph_and_context():
    (place,) = find_quote(SPEECH, "cheapest ships")
    assert place.exact == SPEECH[place.start : place.end] == "cheapest ships"
    assert place.paragraph == 3
    assert place.prefix == "…the new reading room a promise kept. “Books are the "
    assert place.suffix == ",” she told the guests. Her deputy promised that the…"


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("  cheapest ships\r\n", "cheapest ships"),
        ("cheapest\u00a0 \n ships", "cheapest ships"),
        ('"Books are the cheapest ships,"', "“Books are the cheapest ships,”"),
        ("promise kept. “Books", "promise kept.\n\n“Books"),
        ("promise kept.\r\n\r\n\r\n“Books", "promise kept.\n\n“Books"),
        ("cheap\u00adest ships", "cheapest ships"),
        ("EVERY harbour", "every harbour"),
    ],
)
def test_spacing_quotation_marks_and_case_may_differ_and_the_text_wins(pasted, found):
    assert words(SPEECH, pasted) == [found]


@pytest.mark.parametrize("dash", ["-", "–", "—", "--", "―", "−"])
def test_a_dash_is_a_dash(dash):
    assert words("a pledge — made twice", f"pledge {dash} made") == ["pledge — made"]


def test_an_apostrophe_and_dots_may_be_typed_plainly():
    assert words("It’s open… soon", "It's open... soon") == ["It’s open… soon"]


def test_taken_apart_accents_are_put_together():
    assert words("À Paris, l’été", "l'e\u0301te\u0301") == ["l’été"]


def test_line_breaks_inside_chinese_are_not_part_of_the_words():
    assert words(HAN, "会议\n指出，人工 智能") == ["会议指出，人工智能"]


def test_offsets_count_code_points():
    assert spans("😀𠮷 yes", "yes") == [(3, 6)]


def test_every_occurrence_is_listed_even_overlapping_ones():
    assert spans("aaa", "aa") == [(0, 2), (1, 3)]
    assert [place.paragraph for place in find_quote("We agree.\n\nThey agree.\n\nNo.", "agree")] == [1, 2]


def test_other_case_is_a_last_resort():
    assert spans("Peace. peace.", "peace") == [(7, 12)]


@pytest.mark.parametrize("pasted", ["", "   ", "\r\n\u00a0\t", "\u200b\ufeff"])
def test_an_empty_quote_is_refused(pasted):
    assert refusal(SPEECH, pasted).problem == QuoteProblem.EMPTY


def test_a_paste_of_100_000_characters_is_refused():
    refused = refusal("x" * 100_000, "x" * 100_000)
    assert (refused.problem, refused.length) == (QuoteProblem.TOO_LONG, 100_000)
    assert find_quote("x" * MAX_LENGTH, "x" * MAX_LENGTH)[0].end == MAX_LENGTH


def test_words_that_are_not_there_are_refused_with_the_nearest_place():
    refused = refusal(SPEECH, "every harbour needs a library")
    assert refused.problem == QuoteProblem.ABSENT
    assert (refused.nearest.exact, refused.nearest.paragraph) == ("every harbour deserves a library", 2)


def test_the_nearest_place_in_chinese():
    assert refusal(HAN, "会议强调，人工智能“向善”").nearest.exact == "会议指出，人工智能“向善"


@pytest.mark.parametrize("pasted", ["Quarterly profits exceeded expectations", "?!", "“”"])
def test_words_like_nothing_in_the_text_have_no_nearest_place(pasted):
    assert refusal("Whales sing.\n\nGulls do not.", pasted).nearest is None


def test_joined_words_are_not_parted_ones():
    assert refusal("the rapist", "therapist").problem == QuoteProblem.ABSENT


texts = st.text(
    st.sampled_from("ab AB\n\n.,-–—“”\"'’…é中国，。😀\u0301\u00ad\u3000İß"), min_size=1, max_size=60
)


@given(texts, st.data())
@example("a“ a”", None)
def test_any_part_of_any_text_that_cuts_no_character_is_found(text, data):
    text = clean_quote(text)
    start, end = (
        (0, len(text)) if data is None else data.draw(st.tuples(*[st.integers(0, len(text))] * 2).map(sorted))
    )
    part = clean_quote(text[start:end])
    if part and part in text[start:end]:
        start += text[start:end].index(part)
        end = start + len(part)
        if is_boundary(text, start) and is_boundary(text, end):
            assert (start, end) in spans(text, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("here as น้ำ in", "น้"),
        ("q\u0301uick", "q"),
        ("q\u0301uick", "Q"),
        ("👩\u200d👩\u200d👧", "👩"),
        ("🇫🇷🇩🇪", "🇷🇩"),
        ("क्षि", "क"),
        ("1\ufe0f\u20e3 first", "1"),
    ],
)
def test_a_part_of_a_character_is_not_found(text, part):
    assert refusal(text, part).problem == QuoteProblem.ABSENT
    assert words(f"{text} and {part} too", part) == [part]


@given(any_code_points, any_code_points)
def test_what_is_found_cuts_no_character(text, pasted):
    text = clean_characters(text)
    for part in (pasted, text[1:3], text[:1]):
        try:
            quote = find_quote(text, part)
        except QuoteError:
            continue
        assert [p for p in quote if not (is_boundary(text, p.start) and is_boundary(text, p.end))] == []


@given(texts, texts)
def test_what_is_found_is_what_the_text_says(text, pasted):
    text = clean_quote(text)
    try:
        found = find_quote(text, pasted)
    except QuoteError as refused:
        found = [refused.nearest] if refused.nearest else []
    for place in found:
        assert place.exact == text[place.start : place.end] != ""


@given(texts)
def test_folding_knows_where_each_character_comes_from(text):
    folded = plain_typography(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert folded.starts == sorted(folded.starts)
    assert all(start < end for start, end in zip(folded.starts, folded.ends, strict=True))

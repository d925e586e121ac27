"""The request for phrases over time: read, written, and what cannot be used."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query.parser import parse
from archive.search.request.notices import notice_text
from archive.search.trends.params import read_trend_params, to_input_text, to_phrase_query

WORDS = st.text(alphabet='abçß"“”-=*:() 港口', min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("harbour", "text:harbour"),
        ("harbour library", '"harbour library"'),
        ('"harbour library"', '"harbour library"'),
        ("harbour OR quay", "text:harbour OR text:quay"),
        ("harbour -library", "text:harbour -text:library"),
        ("harb*", "text:harb*"),
        ("=harbour", '"harbour"'),
        ("speaker:adeyemi harbour", "speaker:adeyemi text:harbour"),
        ("人类命运共同体", '"人类命运共同体"'),
    ],
)
def test_plain_words_are_a_phrase_and_syntax_stays(typed, query):
    assert to_phrase_query(typed) == query
    assert to_phrase_query(to_input_text(query)) == query


@given(WORDS)
def test_what_was_read_is_read_the_same_again(typed):
    if parse(typed):
        query = to_phrase_query(typed)
        assert to_phrase_query(query) == query
        assert to_phrase_query(to_input_text(query)) == query


@pytest.mark.django_db
def test_a_request_is_written_as_it_was_read():
    address = (
        "phrase=harbour&phrase=a+promise+kept&by=month&measure=rate&split=source&machine=yes&kind=speech"
    )
    params, notes = read_trend_params(QueryDict(address))
    assert (params.querystring(), notes) == (address, [])
    assert params.phrases == ("text:harbour", '"a promise kept"')
    assert read_trend_params(QueryDict(params.querystring()))[0] == params


@pytest.mark.django_db
def test_what_cannot_be_used_is_named():
    long = " ".join(f"word{number}" for number in range(200))
    cases = {
        "phrase=" + long: [
            "The query was too long: only its first 32 words, within 500 characters and 10 levels of parentheses,"
            " were searched."
        ],
        "phrase=any:harbour": ["“any:” was ignored: phrases over time are counted in the text only."],
        "phrase=company:harbour": [notice_text(parse("company:harbour").notices[0])],
        "phrase=a&phrase=b&phrase=c&phrase=d&phrase=e": ["Only the first 4 phrases were counted."],
        "phrase=%21%3F": ["The query contains no words, so it was ignored."],
        "by=week": ["“week” is not a valid value for “by”."],
        "measure=miles&split=mood&machine=no": [
            "“miles” is not a valid value for “measure”.",
            "“mood” is not a valid value for “split”.",
            "“no” is not a valid value for “machine”.",
        ],
        "from=2024&to=2020": ["The first date was later than the last, so they were swapped."],
        "speaker=nobody": ["There is no speaker “nobody” in the archive, so it was ignored."],
    }
    assert {address: read_trend_params(QueryDict(address))[1] for address in cases} == cases


@pytest.mark.django_db
def test_reversed_dates_cover_what_lies_between():
    params, _notes = read_trend_params(QueryDict("from=2024-03&to=2020"))
    assert (params.base.since.isoformat(), params.base.until.isoformat()) == ("2020-12-31", "2024-03-01")


@pytest.mark.django_db
def test_machine_translations_are_left_out_unless_chosen():
    assert read_trend_params(QueryDict(""))[0].search().exclude == (("translation", "machine"),)
    assert read_trend_params(QueryDict("machine=yes"))[0].search().exclude == ()
    assert read_trend_params(QueryDict("translation=machine"))[0].search().exclude == ()

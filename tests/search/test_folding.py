"""Spellings with and without accents find each other."""

import pytest

from archive.search.page.highlight import find_matches
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_speaker, make_statement
from tests.search_setup import load_columns_once

pytestmark = pytest.mark.django_db

PAIRS = [
    ("Stoltenberg", "Støltenberg"),
    ("Soren", "Søren"),
    ("Lukasz", "Łukasz"),
    ("Da Nang", "Đà Nẵng"),
    ("strasse", "Straße"),
    ("STRASSE", "STRAẞE"),
    ("aesthetic", "æsthetic"),
    ("oeuvre", "œuvre"),
    ("Thingvellir", "Þingvellir"),
    ("Hawaii", "Hawaiʻi"),
    ("Istanbul", "ıstanbul"),
    ("2025", "٢٠٢٥"),
    ("2025", "२०२५"),
    ("2025", "２０２５"),
    ("१२", "١٢"),
    ("人类", "人類"),
    ("唐凤", "唐鳳"),
    ("数位发展", "數位發展"),
    ("类", "類"),
]


@pytest.mark.parametrize("language", ["de", "und"])
@pytest.mark.slow
def test_each_finds_the_other(language, monkeypatch):
    pairs = [*PAIRS, *((other, one) for one, other in PAIRS)]
    texts = {printed: f"They wrote {printed} there." for _typed, printed in pairs}
    ids = {
        printed: make_statement(make_document(text=text, language=language), text).pk
        for printed, text in texts.items()
    }
    load_columns_once(monkeypatch)
    for typed, printed in pairs:
        for q in (typed, f'"{typed}"', f"{typed.split()[-1]}*"):
            assert ids[printed] in search(SearchParams(q=q, unit="statements")).ids, (q, printed)
        spans = find_matches(f'"{typed}"', [texts[printed]], [language])[0]
        assert [texts[printed][start:end] for start, end in spans] == [printed]


def test_a_speaker_is_found_without_the_strokes_of_the_name():
    speaker = make_speaker("Łukasz Sørensen")
    statement = make_statement(make_document(text="We agree."), "We agree.", speaker=speaker)
    assert search(SearchParams(q="speaker:lukasz sorensen")).ids == [statement.pk]
    assert speaker.sort_key == "lukasz sorensen"

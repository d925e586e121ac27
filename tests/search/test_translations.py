"""Machine translations can be left out of a search, and are left out of the newest on the front page."""

import pytest

from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_translator():
    """By what a text was translated -> its statement; "" for an original."""
    made = {}
    for translator in ("", "official", "machine"):
        document = make_document(
            title=f"Opening {translator}",
            text="The harbour is open.",
            translator=translator,
            date="2026-02-03",
        )
        speaker = make_speaker(f"Speaker {translator or 'original'}")
        made[translator] = make_statement(document, "The harbour is open.", speaker=speaker)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["statements", "passages"])
def test_translations_are_a_facet_and_a_field(by_translator, unit):
    everything = search(SearchParams(q="harbour", unit=unit))
    assert [(count.value, count.count) for count in everything.facets["translation"].counts] == [
        ("machine", 1),
        ("official", 1),
    ]
    assert search(SearchParams(q="harbour", unit=unit, translation=("machine",))).total == 1
    assert search(SearchParams(q="harbour", unit=unit, exclude=(("translation", "machine"),))).total == 2
    assert search(SearchParams(q="harbour translation:machine", unit=unit)).total == 1
    assert search(SearchParams(q="harbour -translation:machine", unit=unit)).total == 2


@pytest.mark.slow
def test_the_newest_on_the_front_page_are_by_no_machine(reader, by_translator):
    statements = reader.get("/").context["statements"]
    assert {statement.pk for statement in statements} == {by_translator[""].pk, by_translator["official"].pk}

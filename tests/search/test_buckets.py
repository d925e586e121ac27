"""Of values with equal counts the first of the alphabet are those that a page has room for."""

import pytest

from archive.search.buckets import buckets, names_of
from archive.search.engine import FacetCounts, engine
from tests.factories import make_document, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_equal_counts_are_cut_in_the_order_of_the_alphabet():
    speakers = {name: make_speaker(name) for name in ("Zoe", "Ann", "Moe", "Ben", "Cyd")}
    counts = FacetCounts.from_mapping(
        {speakers[name].pk: count for name, count in zip(speakers, (1, 1, 5, 1, 1), strict=True)}
    )
    with engine.index_reader() as reader:
        names = reader.names

    def labels(requested, limit):
        facet_buckets = buckets(names, "speaker", counts, requested, limit)
        assert facet_buckets.total == 5
        return [bucket.label for bucket in facet_buckets.counts]

    assert labels([], 3) == ["Moe", "Ann", "Ben"]
    assert labels([speakers["Zoe"].slug], 2) == ["Moe", "Ann", "Ben", "Zoe"]
    assert labels([], 5) == labels([], None) == ["Moe", "Ann", "Ben", "Cyd", "Zoe"]


def test_only_what_readers_know_has_a_name():
    """A file of a search says by its name what it was narrowed by."""
    for name, state in (("Ada", "published"), ("Bea", "draft")):
        document = make_document(state=state, event=make_event(f"Talk of {name}", slug=name))
        make_statement(
            document, "a promise kept", speaker=make_speaker(name, slug=name), event=document.event
        )
    requested = [(facet, slug) for facet in ("speaker", "event") for slug in ("Ada", "Bea", "nobody")]
    assert names_of([*requested, ("kind", "speech")]) == {
        ("speaker", "Ada"): "Ada",
        ("event", "Ada"): "Talk of Ada",
    }


def test_codes_are_cut_in_their_order():
    with engine.index_reader() as reader:
        counts = FacetCounts.from_mapping({"speech": 2, "report": 2, "policy": 2, "release": 3})
        facet_buckets = buckets(reader.names, "kind", counts, [], 2)
    assert [(bucket.value, bucket.count) for bucket in facet_buckets.counts] == [
        ("release", 3),
        ("policy", 2),
    ]

"""The words of a part stand in the whole, too; the search of passages counts them once."""

import random

import pytest
from django.db import connection

from archive.models import Document, SearchRow, State
from archive.search import index
from archive.search.request.params import SearchParams
from tests.factories import make_document
from tests.search_setup import matching_ids

pytestmark = pytest.mark.django_db

WHOLE = "The editor opens.\n\nThe lighthouse speaks.\n\nThe lighthouse ends.\n\nThe editor closes."


@pytest.fixture
def whole_document():
    return make_document(text=WHOLE, title="Newsletter")


@pytest.fixture
def part(whole_document):
    text = "The lighthouse speaks.\n\nThe lighthouse ends."
    return make_document(text=text, title="Readout", part_of=whole_document, part_first=2, part_last=3)


def find_parts(words="lighthouse"):
    """(document, paragraph) of each passage with the words."""
    ids = matching_ids(SearchParams(q=words, unit="passages"))
    rows = SearchRow.objects.filter(unit=2, object_id__in=ids)
    return sorted((row.document_id, row.object_id % 1_000_000) for row in rows)


def change(document, **values):
    Document.objects.filter(pk=document.pk).update(**values)
    assert index.check().differences == []


def test_the_words_of_a_published_part_are_found_in_it_alone(whole_document, part):
    assert find_parts() == [(part.pk, 1), (part.pk, 2)]
    assert find_parts("editor") == [(whole_document.pk, 1), (whole_document.pk, 4)]
    assert index.check().differences == []


def test_a_part_that_is_not_public_hides_nothing_of_the_whole(whole_document, part):
    in_whole = [(whole_document.pk, 2), (whole_document.pk, 3)]

    change(part, state=State.DRAFT)
    assert find_parts() == in_whole
    change(part, state=State.PUBLISHED)
    assert find_parts() == [(part.pk, 1), (part.pk, 2)]
    change(part, part_first=None, part_last=None)
    assert find_parts() == sorted([*in_whole, (part.pk, 1), (part.pk, 2)])


def test_the_whole_gets_its_words_back_when_the_part_leaves_it(whole_document, part):
    other = make_document(text="The editor.\n\nThe lighthouse.", title="Other")

    change(part, part_of=other, part_first=2, part_last=2)
    assert find_parts() == sorted(
        [(whole_document.pk, 2), (whole_document.pk, 3), (part.pk, 1), (part.pk, 2)]
    )
    part.delete()
    assert find_parts() == sorted([(whole_document.pk, 2), (whole_document.pk, 3), (other.pk, 2)])
    assert index.check().differences == []


def test_the_place_moves_with_the_text_of_the_whole(whole_document, part):
    change(whole_document, text="The lighthouse in front.\n\n" + WHOLE)
    assert find_parts() == sorted([(whole_document.pk, 1), (part.pk, 1), (part.pk, 2)])


@pytest.mark.slow
def test_any_order_of_writes_leaves_the_index_as_it_is_defined(whole_document, part):
    choices = random.Random(9)
    for _ in range(25):
        document = choices.choice([whole_document, part])
        values = choices.choice(
            [{"state": choices.choice(["draft", "published"])}, {"title": f"Title {choices.random()}"}]
            + ([{"part_first": 1, "part_last": choices.choice([1, 4])}] if document is part else [])
        )
        change(document, **values)


def test_a_part_is_written_with_one_refresh_of_the_whole(whole_document, django_assert_num_queries):
    with django_assert_num_queries(1):
        make_document(
            text="The lighthouse speaks.",
            source=whole_document.source,
            part_of=whole_document,
            part_first=2,
            part_last=2,
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM archive_search WHERE unit = 2 AND NOT public")
        assert cursor.fetchone() == (1,)

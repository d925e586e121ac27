from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from archive.web.paging import paginate_keys
from tests.factories import make_document


class Rows:
    """In no order, as a database gives them."""

    def filter(self, pk__in):
        return [SimpleNamespace(pk=key) for key in reversed(pk__in)]


def page(query, rows=25, size=10):
    return paginate_keys(list(range(rows)), Rows(), RequestFactory().get(f"/documents/?{query}"), size)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("page=2", 2),
        ("page=3", 3),
        ("page=0", 1),
        ("page=-1", 1),
        ("page=x", 1),
        ("page=", 1),
        ("page=1.5", 1),
        ("page=999999", 3),
        ("page=" + "9" * 5000, 1),
        ("page=%00", 1),
    ],
)
def test_any_page_value_leads_to_a_page(query, number):
    assert page(query).number == number


def test_neighbours_keep_the_rest_of_the_query():
    found = page("q=a&page=2")
    assert (found.previous_url, found.next_url) == ("?q=a&page=1", "?q=a&page=3")
    assert [row.pk for row in found.rows] == list(range(10, 20))


def test_the_only_page_has_no_neighbours():
    found = page("", rows=0)
    assert (found.pages, found.total, found.previous_url, found.next_url) == (1, 0, "", "")


@pytest.mark.slow
@pytest.mark.django_db
def test_documents_come_thirty_to_a_page(client):
    for number in range(31):
        make_document(title=f"Remarks no. {number}.", date=f"2024-01-{number + 1:02}")
    first, second = (
        client.get("/documents/").content.decode(),
        client.get("/documents/?page=7").content.decode(),
    )
    assert first.count('class="dated-list-title"') == 30
    assert "Remarks no. 30." in first
    assert "Remarks no. 0." not in first
    assert second.count('class="dated-list-title"') == 1
    assert "Remarks no. 0." in second

"""The queue of occurrences: every decision by a plain form."""

import pytest
from django.contrib.messages import get_messages

from archive.editing.terms.occurrences import find_terms
from archive.models import TermOccurrence
from tests.conftest import member_with
from tests.factories import make_document, make_statement, make_term

URL = "/admin/archive/term/occurrences/"
TEXT = "Books are the cheapest ships <b>. No ships are cheaper than the cheapest ships."


@pytest.fixture
def rows(db):
    make_term()
    find_terms([make_statement(make_document(TEXT), TEXT).pk])
    return list(TermOccurrence.objects.order_by("start"))


def decide(client, decision, *rows, **more):
    response = client.post(URL, {"decision": decision, "occurrence": [row.pk for row in rows], **more})
    return response["Location"], [str(message) for message in get_messages(response.wsgi_request)][-1]


def statuses():
    return list(TermOccurrence.objects.order_by("start").values_list("status", flat=True))


def test_the_words_stand_marked_in_their_statement(as_editor, rows):
    page = as_editor.get(URL).content.decode()
    assert 'Books are the <mark class="hit">cheapest ships</mark> &lt;b&gt;. No ships' in page
    assert [f'value="{name}"' in page for name in ("confirm", "reject", "skip", "undo")] == [True] * 3 + [
        False
    ]
    assert all(f'data-key="{key}"' in page for key in "ars")


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(as_editor, number, django_assert_num_queries):
    make_term()
    for _ in range(number):
        find_terms([make_statement(make_document(TEXT), "Books are the cheapest ships").pk])
    as_editor.get(URL)
    with django_assert_num_queries(6):  # session, user, permissions twice, how many, these
        as_editor.get(URL)


@pytest.mark.slow
def test_one_is_confirmed_and_undone(as_editor, editor, rows):
    location, message = decide(as_editor, "confirm", rows[0], next=rows[1].pk)
    assert (location, message) == (f"{URL}#occurrence-{rows[1].pk}", "Confirmed: “cheapest ships”.")
    assert statuses() == ["confirmed", "undecided"]
    assert 'value="undo"' in as_editor.get(URL).content.decode()
    assert decide(as_editor, "undo", rows[0])[1] == "Undone: “cheapest ships” is undecided again."
    assert statuses() == ["undecided", "undecided"]


@pytest.mark.slow
def test_all_of_a_page_are_confirmed_at_once(as_editor, rows):
    assert "Confirm all 2 above" in as_editor.get(URL).content.decode()
    assert decide(as_editor, "confirm", *rows)[1] == "Confirmed: “2 occurrences”."
    assert statuses() == ["confirmed", "confirmed"]
    assert "No occurrences are waiting for a decision." in as_editor.get(URL).content.decode()


def test_what_was_rejected_can_be_looked_up(as_editor, rows):
    decide(as_editor, "reject", rows[1])
    page = as_editor.get(f"{URL}?status=rejected&term={rows[1].term_id}").content.decode()
    assert f'id="occurrence-{rows[1].pk}"' in page
    assert f'id="occurrence-{rows[0].pk}"' not in page
    assert "Rejected by edith" in page


@pytest.mark.slow
def test_a_skipped_one_waits_until_it_is_asked_for(as_editor, rows):
    assert decide(as_editor, "skip", rows[0])[1] == "Skipped: “cheapest ships” is still undecided."
    page = as_editor.get(URL).content.decode()
    assert f'id="occurrence-{rows[0].pk}"' not in page
    assert "Show 1 skipped occurrence again" in page
    assert (
        f'id="occurrence-{rows[0].pk}"' in as_editor.get(f"{URL}?skipped=show", follow=True).content.decode()
    )


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"decision": "confirm"},
        {"decision": "confirm", "occurrence": "x"},
        {"decision": "burn", "occurrence": "1"},
        {"decision": "confirm", "occurrence": "9" * 40},
        {"decision": "confirm", "occurrence": "1", "next": "-5"},
    ],
)
def test_nonsense_changes_nothing(as_editor, rows, data):
    response = as_editor.post(URL, data)
    assert response.status_code == 302
    assert str(next(iter(get_messages(response.wsgi_request)))).startswith("Nothing was changed")
    assert statuses() == ["undecided", "undecided"]


@pytest.mark.slow
def test_nonsense_in_the_address_shows_the_queue(as_editor, rows):
    for query in ("?p=999", "?p=x", "?term=x", "?term=99999999999999999999", "?status=x"):
        assert as_editor.get(URL + query).status_code == 200


def test_who_may_only_look_sees_no_buttons_and_decides_nothing(client, rows):
    client.force_login(member_with("view_term", "view_termoccurrence"))
    assert 'value="confirm"' not in client.get(URL).content.decode()
    assert client.post(URL, {"decision": "confirm", "occurrence": rows[0].pk}).status_code == 403
    client.force_login(member_with_nothing())
    assert client.get(URL).status_code == 403
    assert statuses() == ["undecided", "undecided"]


def member_with_nothing():
    from django.contrib.auth.models import User

    return User.objects.create_user("nora", password="correct horse", is_staff=True)

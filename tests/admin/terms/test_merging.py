"""Two terms are merged through the admin, also where decisions about occurrences forbid to delete them."""

import pytest

from archive.models import Redirect, Term
from tests.conftest import member_with
from tests.factories import make_document, make_occurrence, make_statement, make_term

from ..forms import change_url, messages_on, run_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    keep = make_term("cheapest ships", slug="ships", state="draft")
    term = make_term("ships that are cheapest", slug="ships-2", state="draft")
    statement = make_statement(make_document("The cheapest ships."), "The cheapest ships.")
    make_occurrence(term, statement, "cheapest ships")
    return keep, term


@pytest.mark.slow
def test_an_editor_merges_what_may_not_be_deleted(as_editor, pair):
    keep, gone = pair
    form = as_editor.get(change_url(gone)).text
    address = f"/admin/archive/term/{gone.pk}/merge/"
    assert f'<a href="{address}">Merge…</a>' in form
    assert f"/admin/archive/term/{gone.pk}/delete/" not in form
    response = run_action(as_editor, "term", "merge_selected", keep, gone)
    counts = {str(row["label"]): row["values"] for row in response.context["rows"]}
    assert counts == {"Renderings and variants": [0, 0], "Occurrences": [0, 1]}
    preview = as_editor.post(f"{address}?other={keep.pk}", {"survivor": keep.pk, "preview": "1"})
    assert {(row.kind, row.verb) for row in preview.context["preview"].rows} == {
        ("Occurrence of a term", "changed"),
        ("Wording of a term", "added"),
        ("Term", "removed"),
    }
    answer = as_editor.post(f"{address}?other={keep.pk}", {"survivor": keep.pk}, follow=True)
    assert messages_on(answer) == [
        "“ships that are cheapest” was merged into “cheapest ships”, and its address redirects there."
    ]
    assert Redirect.objects.resolve("term", "ships-2") == keep
    page = as_editor.get(f"/admin/archive/term/{keep.pk}/merge/")
    (merge,) = page.context["merges"]
    as_editor.post(f"/admin/archive/term/{keep.pk}/merge/", {"undo": merge.pk})
    assert Term.objects.get(pk=gone.pk).occurrences.count() == 1


def test_the_page_that_readers_know_is_kept(as_publisher, pair):
    keep, gone = pair
    Term.objects.filter(pk=gone.pk).update(state="published")
    address = f"/admin/archive/term/{gone.pk}/merge/?other={keep.pk}"
    page = as_publisher.post(address, {"survivor": keep.pk})
    sentence = "Readers know “ships that are cheapest”: keep that one, or publish “cheapest ships” first."
    assert page.context["form"].non_field_errors() == [sentence]
    assert Term.objects.count() == 2


def test_who_may_not_delete_terms_merges_none(client, pair):
    keep, gone = pair
    client.force_login(member_with("view_term", "change_term", "view_termoccurrence"))
    assert client.get(f"/admin/archive/term/{keep.pk}/merge/?other={gone.pk}").status_code == 403
    assert "Merge…" not in client.get(change_url(keep)).text


@pytest.mark.parametrize("missing", ["change_term", "delete_term"])
def test_who_may_not_change_and_delete_merges_nothing(client, pair, missing):
    keep, gone = pair
    client.force_login(member_with(*({"view_term", "change_term", "delete_term"} - {missing})))
    address = f"/admin/archive/term/{gone.pk}/merge/"
    assert client.get(address).status_code == 403
    assert client.post(f"{address}?other={keep.pk}", {"survivor": keep.pk}).status_code == 403
    assert Term.objects.count() == 2

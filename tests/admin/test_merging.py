"""Merging through the admin: two chosen rows, a page that compares them, one answer, one log."""

import pytest
from django.contrib.admin.models import DELETION, LogEntry

from archive.models import Event, Merge, Redirect, Speaker, Statement, Theme
from tests.factories import make_event, make_speaker, make_statement, make_theme

from .forms import change_url, messages_on, run_action


def merge_url(one, other=None):
    url = f"/admin/archive/{one._meta.model_name}/{one.pk}/merge/"
    return f"{url}?other={other.pk}" if other else url


@pytest.mark.slow
def test_two_chosen_rows_are_compared(as_editor, statement, speaker):
    other = make_speaker("A. Adeyemi", country="NG")
    response = run_action(as_editor, "speaker", "merge_selected", speaker, other)
    assert response.redirect_chain == [(merge_url(speaker, other), 302)]
    rows = {str(row["label"]): row["values"] for row in response.context["rows"]}
    assert rows["Statements"] == [1, 0]
    fields = {row["label"]: (row["values"], row["is_different"]) for row in response.context["fields"]}
    assert fields["Country"] == (["", "NG"], True)
    assert fields["Kind"] == (["Person", "Person"], False)


@pytest.mark.parametrize("count", [1, 3])
def test_other_than_two_rows_are_not_merged(as_editor, theme, count):
    chosen = [theme, make_theme("Ships"), make_theme("Lamps")][:count]
    response = run_action(as_editor, "theme", "merge_selected", *chosen)
    assert messages_on(response) == ["Select exactly two to merge."]


@pytest.mark.slow
def test_the_button_leads_to_a_choice_of_the_other_one(as_editor, theme):
    other = make_theme("Ships")
    assert f'<a href="{merge_url(theme)}">Merge…</a>' in as_editor.get(change_url(theme)).text
    assert 'data-field-name="theme"' in as_editor.get(merge_url(theme)).text
    assert as_editor.get(merge_url(theme, other)).context["other"] == other


def test_an_editor_merges_and_it_is_logged_for_both(as_editor, statement, speaker):
    survivor = make_speaker("Minister Adeyemi", slug="minister-adeyemi")
    response = as_editor.post(merge_url(speaker, survivor), {"survivor": survivor.pk}, follow=True)
    assert response.redirect_chain == [(change_url(survivor), 302)]
    assert messages_on(response) == [
        "“Amara Adeyemi” was merged into “Minister Adeyemi”, and its address redirects there."
    ]
    statement.refresh_from_db()
    assert statement.speaker == survivor
    assert Redirect.objects.resolve("speaker", "amara-adeyemi") == survivor
    logged = {
        (e.object_repr, e.action_flag == DELETION): e.get_change_message() for e in LogEntry.objects.all()
    }
    assert logged == {
        ("Amara Adeyemi", True): "Merged into “Minister Adeyemi”.",
        ("Minister Adeyemi", False): "Merged “Amara Adeyemi” into this. (statements: 1)",
    }


@pytest.mark.slow
def test_the_public_address_answers_with_the_survivor(as_editor, statement, event):
    survivor = make_event("Harbour days", slug="harbour-days")
    as_editor.post(merge_url(event, survivor), {"survivor": survivor.pk})
    response = as_editor.get("/events/harbour-library/")
    assert (response.status_code, response.url) == (301, "/events/harbour-days/")
    assert as_editor.get("/events/harbour-days/").status_code == 200


@pytest.mark.parametrize("survivor", ["", "999", "x"])
def test_a_survivor_that_is_neither_is_refused(as_editor, theme, survivor):
    other = make_theme("Ships")
    response = as_editor.post(merge_url(theme, other), {"survivor": survivor})
    assert list(response.context["form"].errors) == ["survivor"]
    assert Theme.objects.count() == 2


@pytest.mark.parametrize("other", ["999", "x", ""])
def test_another_that_does_not_exist_is_chosen_again(as_editor, theme, other):
    response = as_editor.get(f"{merge_url(theme)}?other={other}")
    assert response.status_code == 200
    assert list(response.context["form"].fields) == ["other"]


def test_one_is_not_merged_with_itself(as_editor, theme):
    response = as_editor.post(merge_url(theme, theme), {"survivor": theme.pk})
    assert list(response.context["form"].errors) == ["other"]
    assert Theme.objects.get() == theme


def test_nothing_is_written_when_the_merge_fails(as_editor, statement, speaker, monkeypatch):
    from archive.editing.errors import EditError
    from archive.editing.merging import movers

    def fail(keep, gone, **options):
        Speaker.objects.filter(pk=keep.pk).update(name="Half-written")
        raise EditError("It stands in the way.")

    monkeypatch.setitem(movers.MERGERS, Speaker, fail)
    other = make_speaker("Other")
    response = as_editor.post(merge_url(speaker, other), {"survivor": speaker.pk})
    assert response.context["form"].non_field_errors() == ["It stands in the way."]
    assert not LogEntry.objects.exists()
    assert {s.name for s in Speaker.objects.all()} == {"Amara Adeyemi", "Other"}


def test_a_published_statement_of_a_draft_stays_hidden_after_a_merge(as_editor, hidden_statement, speaker):
    other = make_speaker("Other", slug="other")
    as_editor.post(merge_url(speaker, other), {"survivor": other.pk})
    as_editor.logout()
    assert as_editor.get("/speakers/other/").status_code == 404
    assert Event.objects.count() == 0


@pytest.mark.slow
def test_the_page_shows_what_moves_and_an_undo_brings_it_back(as_editor, statement, speaker):
    survivor = make_speaker("Minister Adeyemi", slug="minister-adeyemi")
    page = as_editor.post(merge_url(speaker, survivor), {"survivor": survivor.pk, "preview": "1"})
    assert Speaker.objects.count() == 2
    assert [(row.verb, row.kind, row.name) for row in page.context["preview"].rows] == [
        ("changed", "Statement", "every harbour deserves a library"),
        ("added", "Name", "Amara Adeyemi"),
        ("removed", "Speaker", "Amara Adeyemi"),
    ]
    as_editor.post(merge_url(speaker, survivor), {"survivor": survivor.pk})
    merge = Merge.objects.get()
    assert f'name="undo" value="{merge.pk}"' in as_editor.get(merge_url(survivor)).text
    response = as_editor.post(merge_url(survivor), {"undo": merge.pk}, follow=True)
    assert messages_on(response) == [
        "The merge of “Amara Adeyemi” was undone; everything that belonged to it is restored."
    ]
    statement.refresh_from_db()
    assert statement.speaker == speaker
    for undo in (merge.pk, "x"):
        response = as_editor.post(merge_url(survivor), {"undo": undo}, follow=True)
        assert messages_on(response) == ["This merge has already been undone."]


@pytest.mark.parametrize("count", [1, 2])
def test_an_undo_says_how_many_rows_were_changed_since(as_editor, published_document, speaker, count):
    survivor, third = (
        make_speaker("Minister Adeyemi", slug="minister-adeyemi"),
        make_speaker("Third", slug="third"),
    )
    statements = [
        make_statement(published_document, words, speaker=speaker)
        for words in ("every harbour deserves a library", "a library")
    ]
    as_editor.post(merge_url(speaker, survivor), {"survivor": survivor.pk})
    for statement in statements[:count]:
        Statement.objects.filter(pk=statement.pk).update(speaker=third)
    response = as_editor.post(merge_url(survivor), {"undo": Merge.objects.get().pk}, follow=True)
    since = (
        "1 row was changed since and stays as it is"
        if count == 1
        else "2 rows were changed since and stay as they are"
    )
    expected = f"The merge of “Amara Adeyemi” was undone. {since}; everything else is restored."
    assert messages_on(response)[-1] == expected
    assert [Statement.objects.get(pk=statement.pk).speaker.name for statement in statements] == (
        ["Third", "Amara Adeyemi"] if count == 1 else ["Third", "Third"]
    )


def test_the_page_names_the_statement_of_a_relay_and_compares_names_as_a_whole(as_editor, statement):
    agency = make_speaker("Agency of the northern and western harbours", slug="agency")
    survivor = make_speaker("Agency of the northern harbours", slug="harbours")
    statement.relays.create(speaker=agency, position=1)
    page = as_editor.post(merge_url(agency, survivor), {"survivor": survivor.pk, "preview": "1"})
    (relay,) = [row for row in page.context["preview"].rows if row.kind == "Relay"]
    assert (relay.verb, relay.name) == ("changed", str(statement))
    assert [(field.before, field.after, field.runs) for field in relay.fields] == [
        (f"{agency.name} (deleted)", survivor.name, None)
    ]

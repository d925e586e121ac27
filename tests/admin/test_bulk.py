"""Giving many rows a theme or an event, with a page between."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from archive.models import SearchRow, StatementTheme
from tests.conftest import member_with
from tests.factories import make_document, make_statement
from tests.marks import parametrize_partly_slow

from .forms import error_texts, list_url, messages_on, run_action, save


def test_the_page_in_between_shows_the_chosen_rows_and_changes_nothing(as_editor, statement, draft_statement):
    response = run_action(as_editor, "statement", "add_theme", statement)
    assert response.context["count"] == 1
    assert list(response.context["selected"]) == [statement.pk]
    assert "every harbour deserves" in response.text
    assert "a promise kept" not in response.text
    assert StatementTheme.objects.count() == 1


@pytest.mark.parametrize("model_name", ["statement", "document"])
def test_who_may_only_look_is_offered_no_actions(as_viewer, editor, statement, model_name):
    assert as_viewer.get(list_url(model_name)).context["action_form"] is None
    as_viewer.force_login(editor)
    actions = as_viewer.get(list_url(model_name)).context["action_form"].fields["action"].choices
    offered = {name for name, _label in actions}
    assert {"set_event", "add_theme"} & offered == (
        {"set_event", "add_theme"} if model_name == "statement" else {"set_event"}
    )


@pytest.mark.slow
def test_who_may_only_look_is_not_asked_to_choose(client, statement):
    user = member_with("view_statement")
    client.force_login(user)
    titles = {"add_theme": "Add a theme", "set_event": "Set the event"}

    def titles_shown():
        return [run_action(client, "statement", action, statement).context["title"] for action in titles]

    assert not set(titles_shown()) & set(titles.values())
    user.user_permissions.add(Permission.objects.get(codename="change_statement"))
    assert titles_shown() == list(titles.values())


def test_a_theme_is_added_once_to_each(as_editor, statement, draft_statement, theme):
    left_out = make_statement(statement.document, "the cheapest ships")
    response = run_action(
        as_editor, "statement", "add_theme", statement, draft_statement, confirmed="yes", choice=theme.pk
    )
    assert messages_on(response) == ["Theme “Libraries” added to 1 statement; 1 already had it."]
    assert [list(s.themes.all()) for s in (statement, draft_statement, left_out)] == [[theme], [theme], []]
    assert [(e.object_id, e.get_change_message()) for e in LogEntry.objects.all()] == [
        (str(draft_statement.pk), "Changed themes.")
    ]


def test_an_event_is_set_on_many_documents(as_editor, published_document, draft_document, event):
    other = make_document(title="Left out")
    response = run_action(
        as_editor,
        "document",
        "set_event",
        published_document,
        draft_document,
        confirmed="yes",
        choice=event.pk,
    )
    assert messages_on(response) == ["Event set on 1 entry; 1 already had it."]
    for document in (published_document, draft_document, other):
        document.refresh_from_db()
    assert (published_document.event, draft_document.event, other.event) == (event, event, None)
    assert [e.object_id for e in LogEntry.objects.all()] == [str(draft_document.pk)]


def test_an_event_is_removed_by_leaving_it_empty(as_editor, statement, draft_statement):
    response = run_action(
        as_editor, "statement", "set_event", statement, draft_statement, confirmed="yes", choice=""
    )
    assert messages_on(response) == ["Event removed from 1 entry; 1 had none."]
    statement.refresh_from_db()
    assert statement.event is None
    assert SearchRow.objects.get(unit=1, object_id=statement.pk).event_id is None


@pytest.mark.parametrize("choice", ["", "999", "x", "9" * 30])
def test_a_theme_that_does_not_exist_is_chosen_again(as_editor, statement, choice):
    response = run_action(as_editor, "statement", "add_theme", statement, confirmed="yes", choice=choice)
    assert list(response.context["form"].errors) == ["choice"]
    assert StatementTheme.objects.count() == 1


@parametrize_partly_slow("field", ["speaker", "event", "on_themes"], 2)
@pytest.mark.parametrize("nonsense", ["x", "9" * 30, "-1"])
def test_a_hand_made_key_is_an_invalid_choice(as_editor, statement, field, nonsense):
    assert list(error_texts(save(as_editor, statement, **{field: nonsense}))) == [field]


@pytest.mark.slow
def test_all_pages_of_a_list_can_be_chosen(as_editor, theme):
    document = make_document()
    for _ in range(60):
        make_statement(document, "a promise kept")
    response = run_action(
        as_editor,
        "statement",
        "add_theme",
        document.statements.first(),
        select_across="1",
        confirmed="yes",
        choice=theme.pk,
    )
    assert messages_on(response) == ["Theme “Libraries” added to 60 statements; 0 already had it."]
    assert theme.statements.count() == 60


@pytest.mark.slow
def test_choosing_across_pages_survives_the_page_in_between(as_editor, theme):
    document = make_document()
    for _ in range(60):
        make_statement(document, "a promise kept")
    response = run_action(as_editor, "statement", "add_theme", document.statements.first(), select_across="1")
    assert len(response.context["selected"]) == 60
    assert '<li class="quiet">… and 48 more</li>' in response.text

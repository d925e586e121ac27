"""Who may publish, take back and delete what is published; in the form, the list and by hand-made requests."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.models import Document, Statement
from tests.factories import make_document, make_statement

from .forms import change_url, error_texts, form_data, list_url, messages_on, run_action, save


def codes_on(page):
    return ",".join(finding.code for finding in page.context["checklist"])


def state_of(obj):
    return type(obj).objects.get(pk=obj.pk).state


@pytest.mark.slow
def test_an_editor_moves_between_draft_and_review(as_editor, draft_document):
    save(as_editor, draft_document, state="review")
    assert state_of(draft_document) == "review"
    save(as_editor, draft_document, state="draft")
    assert state_of(draft_document) == "draft"


@pytest.mark.parametrize("name", ["draft_document", "draft_statement"])
def test_an_editor_who_posts_published_is_refused(as_editor, request, name):
    obj = request.getfixturevalue(name)
    response = save(as_editor, obj, state="published")
    said = "Select a valid choice. published is not one of the available choices."
    assert error_texts(response) == {"state": [said]}
    assert state_of(obj) == "draft"


@pytest.mark.parametrize("name", ["published_document", "statement"])
def test_an_editor_corrects_what_is_published_but_does_not_unpublish_it(as_editor, request, name):
    obj = request.getfixturevalue(name)
    field = "public_note" if name == "published_document" else "note"
    response = save(as_editor, obj, state="draft", **{field: "Corrected"})
    assert response.status_code == 302
    obj.refresh_from_db()
    assert (obj.state, getattr(obj, field)) == ("published", "Corrected")
    assert '<div class="readonly">Published</div>' in as_editor.get(change_url(obj)).text


def test_an_editor_cannot_add_something_published(as_editor, published_document):
    url = "/admin/archive/document/add/"
    data = form_data(as_editor.get(url)) | {
        "title": "T",
        "slug": "t",
        "source": published_document.source_id,
        "kind": "speech",
        "text": "Words.",
        "state": "published",
    }
    assert list(error_texts(as_editor.post(url, data))) == ["state"]
    assert not Document.objects.filter(slug="t").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["draft_document", "draft_statement"])
def test_a_publisher_publishes_and_unpublishes(as_publisher, request, name):
    obj = request.getfixturevalue(name)
    response = save(as_publisher, obj, state="published")
    assert state_of(obj) == "draft"
    codes = [finding.code for finding in response.context["checklist"]]
    assert codes
    assert f'name="confirmed" value="{",".join(codes)}"' in response.text
    assert save(as_publisher, obj, state="published", confirmed=codes[0]).status_code == (
        200 if len(codes) > 1 else 302
    )
    save(as_publisher, obj, state="published", confirmed=",".join(codes))
    assert state_of(obj) == "published"
    save(as_publisher, obj, state="draft")
    assert state_of(obj) == "draft"


def test_an_editor_has_no_publish_action_and_a_made_up_one_does_nothing(as_editor, draft_document):
    text = as_editor.get(list_url("document")).text
    assert '<option value="publish">' not in text
    assert '<option value="send_to_review">' in text
    response = run_action(as_editor, "document", "publish", draft_document)
    assert messages_on(response) == ["No action selected."]
    assert state_of(draft_document) == "draft"


@pytest.mark.slow
def test_a_publisher_publishes_many_with_counts_and_a_log_entry_each(
    as_publisher, draft_document, published_document
):
    other = make_document(state="review", title="Other")
    document = make_document(state="draft", title="Untouched")
    rows = (draft_document, other, published_document)
    page = run_action(as_publisher, "document", "publish", *rows)
    assert page.context["publication_effect"] == "This becomes public: 2 documents."
    assert state_of(draft_document) == "draft"
    response = run_action(as_publisher, "document", "publish", *rows, confirmed=codes_on(page))
    assert messages_on(response) == ["Published: 2 documents. 1 was already in this state."]
    assert {d.slug for d in Document.objects.published()} == {
        draft_document.slug,
        other.slug,
        published_document.slug,
    }
    assert state_of(document) == "draft"
    logged = {entry.object_repr: entry.get_change_message() for entry in LogEntry.objects.all()}
    assert logged == {"Lighthouse museum draft": "Changed state.", "Other": "Changed state."}


def test_an_editor_sends_to_review_but_leaves_published_ones_alone(as_editor, statement, draft_statement):
    response = run_action(as_editor, "statement", "send_to_review", statement, draft_statement)
    assert messages_on(response) == [
        "In review: 1 statement.",
        "1 is published and was not changed: only a publisher can unpublish it.",
    ]
    assert (state_of(statement), state_of(draft_statement)) == ("published", "review")


UNPUBLISHES = (
    "This unpublishes: %s. Readers at their addresses are told so and still see the last public words, "
    "unless these are withheld."
)


def test_a_publisher_unpublishes_in_the_list(as_publisher, statement, draft_statement):
    page = run_action(as_publisher, "statement", "back_to_draft", statement, draft_statement)
    assert page.context["publication_effect"] == UNPUBLISHES % "1 statement"
    assert (page.context["action"], page.context["title"]) == ("back_to_draft", "Return to draft")
    assert state_of(statement) == "published"
    response = run_action(
        as_publisher, "statement", "back_to_draft", statement, draft_statement, confirmed="yes"
    )
    assert messages_on(response) == ["Draft: 1 statement. 1 was already in this state."]
    assert state_of(statement) == "draft"


def test_what_is_not_public_changes_its_state_unasked(as_publisher, draft_statement):
    response = run_action(as_publisher, "statement", "send_to_review", draft_statement)
    assert messages_on(response) == ["In review: 1 statement."]


def test_a_form_that_unpublishes_says_what_readers_lose(as_publisher, statement):
    document = statement.document
    response = as_publisher.get(save(as_publisher, document, state="draft").url)
    assert UNPUBLISHES % "1 document and 1 statement" in messages_on(response)
    response = as_publisher.get(save(as_publisher, document, state="review").url)
    assert not any("unpublishes" in message for message in messages_on(response))


def test_an_editor_does_not_delete_what_is_published(as_editor, statement, draft_statement):
    assert (
        as_editor.post(f"/admin/archive/statement/{statement.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    response = run_action(as_editor, "statement", "delete_selected", statement, draft_statement, post="yes")
    assert response.status_code == 403
    assert Statement.objects.count() == 2
    as_editor.post(f"/admin/archive/statement/{draft_statement.pk}/delete/", {"post": "yes"})
    assert list(Statement.objects.all()) == [statement]


def test_a_publisher_deletes_what_is_published(as_publisher, statement):
    as_publisher.post(f"/admin/archive/statement/{statement.pk}/delete/", {"post": "yes"})
    assert not Statement.objects.exists()


def test_publishing_updates_the_search_table_at_once(transactional_db, as_publisher, published_document):
    from archive.models import SearchRow

    draft = make_statement(published_document, "a promise kept", state="draft")
    run_action(as_publisher, "statement", "publish", draft, confirmed="statement_role")
    assert SearchRow.objects.get(unit=1, object_id=draft.pk).public


@pytest.mark.slow
def test_a_publisher_publishes_a_document_with_its_statements_in_review(
    as_publisher, draft_document, draft_statement
):
    statement = make_statement(draft_document, "plans for the lighthouse", state="review")
    unready = make_statement(draft_document, "the drawer", state="draft")
    page = run_action(as_publisher, "document", "publish_with_statements", draft_document)
    assert page.context["chosen_states"] == ["review"]
    chosen = {"confirmed": codes_on(page), "statement_states": "review"}
    response = run_action(as_publisher, "document", "publish", draft_document, **chosen)
    assert messages_on(response) == ["Published: 1 document.", "Published: 1 statement."]
    assert [state_of(row) for row in (draft_document, statement, unready, draft_statement)] == [
        "published",
        "published",
        "draft",
        "draft",
    ]
    assert LogEntry.objects.count() == 2


def test_an_editor_does_not(as_editor, draft_document):
    make_statement(draft_document, "plans for the lighthouse", state="review")
    assert messages_on(run_action(as_editor, "document", "publish_with_statements", draft_document)) == [
        "No action selected."
    ]
    assert (state_of(draft_document), Statement.objects.get().state) == ("draft", "review")


@pytest.mark.slow
def test_a_form_publishes_the_drafts_of_its_document_where_they_are_ticked(as_publisher, draft_document):
    make_statement(draft_document, "plans for the lighthouse", voice="narrator", state="draft")
    page = save(as_publisher, draft_document, state="published", title="Typed")
    assert page.context["offers_statements"]
    ticked = {"confirmed": codes_on(page), "statement_states": "draft"}
    page = save(as_publisher, draft_document, state="published", title="Typed", **ticked)
    if "checklist" in page.context:  # of the statements, which were not looked at before
        ticked["confirmed"] = codes_on(page)
        save(as_publisher, draft_document, state="published", title="Typed", **ticked)
    assert (state_of(draft_document), Statement.objects.get().state) == ("published", "published")
    assert Document.objects.get(pk=draft_document.pk).title == "Typed"


@pytest.mark.slow
def test_what_is_finished_is_published_once_it_is_clear_what_becomes_public(as_publisher, draft_document):
    Document.objects.update(date="2024-03-05")
    make_statement(draft_document, "plans for the lighthouse", voice="narrator")
    page = save(as_publisher, draft_document, state="published")
    assert (page.context["checklist"], page.context["publication_effect"]) == (
        [],
        "This becomes public: 1 document and 1 statement.",
    )
    assert Document.objects.get().state == "draft"
    assert save(as_publisher, draft_document, state="published", confirmed="").status_code == 302
    assert state_of(draft_document) == "published"

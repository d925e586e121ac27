"""With TWO_PERSONS nobody publishes their own work: by any way in, for every history of who wrote and who published."""

import itertools

import pytest

from archive.editing import marking
from archive.editing.bulk import add_theme
from archive.editing.corrections import correct_text
from archive.editing.errors import NotAllowedError
from archive.editing.locks import edit_transaction
from archive.editing.publication.state_changes import publish_with_statements, set_state
from archive.editing.states import may_set_state
from archive.models import Document, Statement
from archive.models.permissions import PUBLISHERS
from tests.admin.forms import CONFIRMED, error_texts, messages_on, run_action, save
from tests.conftest import member
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_persons(settings):
    settings.TWO_PERSONS = True


def new_document(actor, **fields):
    with edit_transaction(actor):
        return make_document(state="draft", **fields)


def new_statement(actor, document, words="a promise kept", **values):
    start = document.text.index(words)
    values = {"voice": "narrator", "attribution": "summary"} | values
    return marking.mark(actor, document.pk, (start, start + len(words)), values).statement


def may_publish(actor, row):
    return may_set_state(actor, type(row).objects.get(pk=row.pk), "published")


# Who makes it, who changes it after (or nobody), who wants to publish it.
HISTORIES = [*itertools.product("AB", ["", "A", "B"], "ABC")]


@pytest.mark.slow
@pytest.mark.parametrize(("maker", "changer", "asker"), HISTORIES, ids=map("".join, HISTORIES))
def test_every_history_of_two_writers(publisher, second_publisher, maker, changer, asker):
    cast = {"A": publisher, "B": second_publisher, "C": member("carl", PUBLISHERS)}
    document = new_document(cast[maker])
    if changer:
        with edit_transaction(cast[changer]):
            document.public_note = "Changed."
            document.save()
    expected = asker not in {maker, changer}
    assert may_publish(cast[asker], document) == expected
    outcome = set_state(cast[asker], Document.objects.all(), "published")
    assert (len(outcome.changed), outcome.not_allowed) == ((1, 0) if expected else (0, 1))
    assert Document.objects.get().state == ("published" if expected else "draft")


def test_giving_a_state_is_no_writing(publisher, editor):
    document = new_document(editor)
    set_state(publisher, Document.objects.all(), "review")
    assert may_publish(publisher, document)
    assert may_publish(None, document), "a command needs no second person"


def test_themes_are_written_too(publisher, second_publisher, editor, theme):
    statement = new_statement(editor, new_document(editor))
    assert may_publish(publisher, statement)
    add_theme(publisher, Statement.objects.all(), theme)
    assert not may_publish(publisher, statement)
    assert may_publish(second_publisher, statement)


def test_what_was_published_before_was_seen_by_two(publisher, second_publisher, editor):
    statement = new_statement(publisher, new_document(editor))
    set_state(second_publisher, Statement.objects.all(), "published")
    set_state(second_publisher, Statement.objects.all(), "draft")
    assert may_publish(publisher, statement)
    marking.change(publisher, statement.document_id, statement.pk, {"note": "Other"})
    assert not may_publish(publisher, statement)


def test_what_is_public_is_changed_by_nobody_alone(publisher, second_publisher, editor, theme):
    document = new_document(editor)
    statement = new_statement(editor, document)
    set_state(publisher, Document.objects.all(), "published")
    set_state(publisher, Statement.objects.all(), "published")
    noted = {"note": "x"}
    for actor in (editor, publisher, second_publisher):
        published = Statement.objects.get()
        assert not may_set_state(actor, published, published.state)
        for edit in (
            lambda who: marking.change(who, document.pk, statement.pk, noted),
            lambda who: marking.change(who, document.pk, statement.pk, noted | {"state": "published"}),
            lambda who: add_theme(who, Statement.objects.all(), theme),
            lambda who: correct_text(who, Document.objects.get(), document.text + " More."),
        ):
            with pytest.raises(NotAllowedError):
                edit(actor)
    assert Statement.objects.get().note == ""
    assert Document.objects.get().text == document.text
    marking.change(publisher, document.pk, statement.pk, noted | {"state": "draft"})
    allowed = [may_publish(actor, statement) for actor in (editor, publisher, second_publisher)]
    assert allowed == [False, False, True]


def test_nothing_is_published_as_it_is_written(publisher, editor):
    document = new_document(editor)
    with pytest.raises(NotAllowedError):
        new_statement(publisher, document, state="published")
    statement = new_statement(editor, document)
    with pytest.raises(NotAllowedError) as refused:
        marking.change(publisher, document.pk, statement.pk, {"note": "mine", "state": "published"})
    assert refused.value.errors == {"state": ["You wrote this, so someone else has to publish it."]}
    assert Statement.objects.get().note == ""
    marking.change(publisher, document.pk, statement.pk, {"state": "published"})
    assert Statement.objects.get().state == "published"


def test_statements_are_judged_one_by_one_with_their_document(publisher, editor):
    document = new_document(editor)
    own, statement = new_statement(publisher, document), new_statement(editor, document, "to all by spring")
    publish_with_statements(publisher, Document.objects.all(), ["draft"])
    assert Document.objects.get().state == "published"
    assert dict(Statement.objects.values_list("pk", "state")) == {own.pk: "draft", statement.pk: "published"}


@pytest.mark.slow
def test_the_form_and_the_list_say_why(client, publisher, editor):
    document = new_document(editor, title="Typed", date="2024-01-01")
    client.force_login(publisher)
    response = save(client, document, state="published", title="Retyped", confirmed=CONFIRMED)
    assert error_texts(response)["state"] == ["You wrote this, so someone else has to publish it."]
    document.refresh_from_db()
    assert (document.title, document.state) == ("Typed", "draft")
    save(client, document, title="Mine")
    response = run_action(client, "document", "publish", document, confirmed=CONFIRMED)
    assert "1 was not published: you wrote it, or may not publish it." in messages_on(response)


def test_a_form_does_not_change_what_is_public(client, publisher, editor):
    document = new_document(editor, title="Typed")
    set_state(publisher, Document.objects.all(), "published")
    client.force_login(publisher)
    assert "Publishing takes two people here" in save(client, document, title="Retyped").text
    assert Document.objects.get().title == "Typed"


def test_without_the_setting_one_person_does_it_all(settings, publisher):
    settings.TWO_PERSONS = False
    document = new_document(publisher)
    assert may_publish(publisher, document)
    statement = new_statement(publisher, document, state="published")
    marking.change(publisher, document.pk, statement.pk, {"note": "x"})
    assert Statement.objects.get().state == "published"

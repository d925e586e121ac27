"""Somebody merges a speaker, event or theme while another marks with it: the mark has the one that stays, or a
sentence says why not; undoing the merge loses no mark."""

import pytest

from archive.editing.merging.merge import merge
from archive.editing.merging.undo import undo_merge
from archive.models import Merge, Speaker, Statement
from tests.admin.forms import change_url, error_texts, form_data
from tests.admin.statements.test_form import add, add_url
from tests.factories import make_event, make_speaker, make_statement, make_theme

from .client import address, body, error_of, post, put, read_statement

MAKERS = {"speaker": make_speaker, "event": make_event, "theme": make_theme}
OTHER_WORDS = "Her deputy promised that the catalogue"
KINDS = pytest.mark.parametrize("kind", MAKERS)


@pytest.fixture
def twins(request):
    """The one that stays and its duplicate, of the kind of the test."""
    kind = request.getfixturevalue("kind")
    return MAKERS[kind](f"Kept {kind}"), MAKERS[kind](f"Second {kind}")


def workbench_values(kind, entity):
    """As the workbench sends it."""
    if kind == "speaker":
        return {"voice": "speaker", "speaker": entity.pk, "attribution": "verbatim"}
    return {"event": entity.pk} if kind == "event" else {"themes": [entity.pk]}


def form_values(kind, entity):
    """As the form of the admin sends it."""
    if kind == "speaker":
        return {"voice": "speaker", "speaker": entity.pk, "attribution": "verbatim"}
    return {"event": entity.pk} if kind == "event" else {"on_themes": [entity.pk]}


def value_of(kind, statement):
    return statement.themes.get() if kind == "theme" else getattr(statement, kind)


@KINDS
def test_a_new_mark_has_the_one_that_stays(as_editor, document, kind, twins):
    kept, duplicate = twins
    sent = body(document, **workbench_values(kind, duplicate))
    merge(None, kept, duplicate)
    assert post(as_editor, address(document), sent).status_code == 201
    assert value_of(kind, Statement.objects.get()) == kept


@KINDS
def test_so_it_has_after_two_merges(as_editor, document, kind, twins):
    last, (kept, duplicate) = MAKERS[kind](f"Last {kind}"), twins
    sent = body(document, **workbench_values(kind, duplicate))
    merge(None, kept, duplicate)
    merge(None, last, kept)
    assert post(as_editor, address(document), sent).status_code == 201
    assert value_of(kind, Statement.objects.get()) == last


@KINDS
def test_a_changed_mark_has_the_one_that_stays(as_editor, document, kind, twins):
    kept, duplicate = twins
    statement = make_statement(document, OTHER_WORDS, state="draft")
    response = as_editor.get(address(document, statement))
    sent = body(document, OTHER_WORDS, **workbench_values(kind, duplicate))
    merge(None, kept, duplicate)
    answer = put(as_editor, address(document, statement), sent, response["ETag"])
    assert answer.status_code == 200
    assert value_of(kind, Statement.objects.get()) == kept


@KINDS
def test_a_mark_that_the_merge_itself_changed_shows_both_states(as_editor, document, kind, twins):
    kept, duplicate = twins
    statement = make_statement(document, OTHER_WORDS, state="draft")
    sent = body(document, OTHER_WORDS, **workbench_values(kind, duplicate))
    response = as_editor.get(address(document, statement))
    put(as_editor, address(document, statement), sent, response["ETag"])
    response = as_editor.get(address(document, statement))
    merge(None, kept, duplicate)
    answer = put(as_editor, address(document, statement), sent | {"note": "Mine."}, response["ETag"])
    assert answer.status_code == (200 if kind == "theme" else 412), answer.content
    assert value_of(kind, Statement.objects.get()) == kept
    again = as_editor.get(address(document, statement))
    answer = put(as_editor, address(document, statement), sent | {"note": "Mine."}, again["ETag"])
    assert (answer.status_code, read_statement(as_editor, document, statement)["note"]) == (200, "Mine.")
    assert value_of(kind, Statement.objects.get()) == kept


@KINDS
def test_one_that_was_deleted_is_named(as_editor, document, kind, twins):
    _kept, duplicate = twins
    sent = body(document, **workbench_values(kind, duplicate))
    duplicate.delete()
    errors = error_of(post(as_editor, address(document), sent), 422)
    assert f"“Second {kind}” has been deleted in the meantime" in str(errors)
    assert not Statement.objects.exists()


@KINDS
def test_undoing_the_merge_keeps_the_marks_made_meanwhile(as_editor, document, kind, twins):
    kept, duplicate = twins
    make_statement(document, OTHER_WORDS, state="draft")
    before = Statement.objects.get()
    put_values = body(document, OTHER_WORDS, **workbench_values(kind, duplicate))
    put(as_editor, address(document, before), put_values, as_editor.get(address(document, before))["ETag"])
    sent = body(document, **workbench_values(kind, duplicate))
    merge(None, kept, duplicate)
    post(as_editor, address(document), sent)
    undo_merge(None, Merge.objects.get().pk)
    found = {row.text: value_of(kind, row) for row in Statement.objects.all()}
    assert found == {OTHER_WORDS: duplicate, document.text[sent["start"] : sent["end"]]: kept}
    answer = post(
        as_editor,
        address(document),
        body(document, "the cheapest ships", **workbench_values(kind, duplicate)),
    )
    assert answer.status_code == 201
    assert value_of(kind, Statement.objects.get(text="the cheapest ships")) == duplicate


@KINDS
def test_the_form_of_a_new_statement_has_the_one_that_stays_or_says_why_not(as_editor, document, kind, twins):
    kept, duplicate = twins
    data = form_data(as_editor.get(add_url(document)))
    data |= {"words": OTHER_WORDS, "voice": "narrator", "attribution": "summary", "event": ""}
    merge(None, kept, duplicate)
    answer = as_editor.post(add_url(document), data | form_values(kind, duplicate))
    if answer.status_code == 302:
        assert value_of(kind, Statement.objects.get()) == kept
        return
    (field, said), *others = error_texts(answer).items()
    assert (answer.status_code, others, len(said)) == (200, [], 1)
    assert not Statement.objects.exists()
    assert OTHER_WORDS in answer.text
    assert add(as_editor, document, OTHER_WORDS, **form_values(kind, kept)).status_code == 302
    assert value_of(kind, Statement.objects.get()) == kept, field


@KINDS
def test_the_form_of_a_statement_opened_before_the_merge(as_editor, document, kind, twins):
    kept, duplicate = twins
    add(as_editor, document, OTHER_WORDS, **form_values(kind, duplicate))
    statement = Statement.objects.get()
    url = change_url(statement)
    data = form_data(as_editor.get(url))
    merge(None, kept, duplicate)
    answer = as_editor.post(url, data | {"note": "Mine."})
    assert (answer.status_code, value_of(kind, Statement.objects.get())) == (200, kept)
    assert "Mine." in answer.text
    assert error_texts(answer)
    assert as_editor.post(url, form_data(as_editor.get(url)) | {"note": "Mine."}).status_code == 302
    assert Statement.objects.get().note == "Mine."
    undo_merge(None, Merge.objects.get().pk)
    assert Statement.objects.get().note == "Mine."
    if kind == "speaker":
        assert Speaker.objects.filter(pk=duplicate.pk).exists()

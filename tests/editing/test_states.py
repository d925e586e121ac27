"""Who may give which state: every combination, held against rules written apart from the table."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from archive.editing import states
from archive.editing.errors import EditError, NotAllowedError
from archive.editing.states import Right
from archive.models import Document, State, Statement
from tests.conftest import member
from tests.factories import make_document, make_statement

EVERY_STATE = ["new", "draft", "review", "published", "orphaned", "deleted"]
EVERY_COVERAGE = ["", "full", "checked"]
EVERY_RIGHT = [Right(bits) for bits in range(2 ** len(Right))]


ONE_PERSON = Right.NOT_AUTHOR | Right.ALONE  # everybody's without the setting TWO_PERSONS


def rule(before: str, after: str, rights: Right) -> bool:
    """The editorial rules in sentences."""
    if before == "deleted" or after == "new":
        return False  # what is deleted is gone, and nothing becomes new again
    if (before == "orphaned") != (after == "orphaned") and after != "deleted":
        return False  # only a correction or a new anchor leads into that state and out of it
    if before == "new":
        if after == "deleted":
            return False
        return Right.ADD in rights and (after != "published" or Right.PUBLISH | Right.ALONE in rights)
    if after == "deleted":
        return Right.DELETE in rights and (before != "published" or Right.PUBLISH in rights)
    if Right.CHANGE not in rights:
        return False
    if after == "published":  # never by the only person who has seen it, where two are asked for
        return Right.ALONE in rights if before == "published" else Right.PUBLISH | Right.NOT_AUTHOR in rights
    return before != "published" or Right.PUBLISH in rights


def coverage_rule(before: str, after: str, rights: Right) -> bool:
    if Right.CHANGE not in rights or before == after:
        return False
    if after == "":
        return True  # whoever finds that more is to be marked may say so
    if after == "full":
        return before == ""
    return before == "full" and Right.NOT_ANNOTATOR in rights  # nobody checks what they annotated


def test_the_states_are_those_of_the_model():
    assert set(EVERY_STATE) - {"new", "deleted"} == set(State.values)
    assert set(EVERY_COVERAGE) - {""} == set(Document.Coverage.values)
    assert len(EVERY_RIGHT) == 128


@pytest.mark.parametrize("before", [state for state in EVERY_STATE if state != "deleted"])
@pytest.mark.parametrize("after", EVERY_STATE)
def test_every_transition_with_every_set_of_rights(before, after):
    for rights in EVERY_RIGHT:
        assert states.is_allowed(before, after, rights) == rule(before, after, rights), rights


@pytest.mark.parametrize("before", EVERY_COVERAGE)
@pytest.mark.parametrize("after", EVERY_COVERAGE)
def test_every_coverage_with_every_set_of_rights(before, after):
    for rights in EVERY_RIGHT:
        needed = states.COVERAGE_TRANSITIONS[before].get(after)
        assert (needed is not None and needed in rights) == coverage_rule(before, after, rights), rights


PERMISSIONS = ("add", "change", "delete", "publish")


def actor_with(model: str, verbs):
    user = member("dora")
    codenames = [f"{verb}_{model}" for verb in verbs]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.mark.parametrize("model", ["document", "statement"])
@pytest.mark.parametrize("verbs", [v for n in range(5) for v in itertools.combinations(PERMISSIONS, n)])
def test_the_permissions_of_an_account_give_the_rights_of_that_model_only(db, model, verbs):
    """In every state, saved and new: what the functions answer is what the rules say."""
    actor = actor_with(model, verbs)
    document = make_document()
    own = document if model == "document" else Statement(document=document)
    other = Statement if model == "document" else Document
    rights = ONE_PERSON
    for verb in verbs:
        rights |= Right[verb.upper()]
    assert states.rights_of(actor, own) == states.rights_of(actor, type(own)) == rights
    assert states.rights_of(actor, other) == ONE_PERSON
    for before in ("new", "draft", "review", "published", "orphaned"):
        own._state.adding = before == "new"
        own.state = "draft" if before == "new" else before
        offered = [state for state, _label in states.choices_for(actor, own)]
        assert offered == [state for state in State.values if rule(before, state, rights)]
        for after in EVERY_STATE[1:]:
            assert states.may_set_state(actor, own, after) == rule(before, after, rights)
        assert states.may_delete(actor, own) == rule(before, "deleted", rights)
    assert states.may_add(actor, type(own)) == ("add" in verbs)
    assert states.may_publish(actor, type(own)) == ("publish" in verbs)


def test_a_command_may_do_everything_except_check_coverage(db):
    document = make_document(coverage="full")
    for after in ("draft", "review", "published", "deleted"):
        assert states.may_set_state(None, document, after)
    assert not states.may_set_state(None, document, "orphaned")
    assert states.coverage_choices(None, document) == [""]


def test_a_visitor_may_do_nothing(db):
    document = make_document()
    assert states.rights_of(AnonymousUser(), document) == ONE_PERSON
    assert states.choices_for(AnonymousUser(), document) == []


def test_the_checker_is_not_the_annotator(editor, second_editor):
    document = make_document(coverage="full", annotated_by=editor)
    assert states.coverage_choices(editor, document) == [""]
    assert states.coverage_choices(second_editor, document) == ["", "checked"]
    document.annotated_by = None
    assert states.coverage_choices(second_editor, document) == [""]


def reason(actor, target, state) -> EditError:
    with pytest.raises(NotAllowedError) as refused:
        states.check_transition(actor, target, state)
    return refused.value


def test_a_refusal_gives_the_reason_beside_the_state(editor, published_document):
    published = make_statement(published_document, "a promise kept")
    draft = make_statement(published_document, "to all by spring", state="draft")
    unpublish, publish = reason(editor, published, "draft"), reason(editor, draft, "published")
    assert unpublish.errors == {"state": ["Only a publisher can unpublish."]}
    assert publish.errors == {"state": ["Only a publisher can publish."]}
    deletion = reason(editor, published, "deleted")
    assert (deletion.message, deletion.errors) == ("Only a publisher can delete a published entry.", {})
    draft.state = "orphaned"
    place = "A correction orphaned this statement: reattach it to the text first."
    assert reason(editor, draft, "review").errors == {"state": [place]}
    states.check_transition(editor, published, "published")


def test_who_may_not_change_it_at_all_gets_no_error_of_a_field(db, published_document):
    refused = reason(member("dora"), published_document, "draft")
    assert (refused.message, refused.errors) == ("You do not have permission to do this.", {})

"""Who may give a document, a statement or a term which state: one table, consulted by every use case and every page.

Editors write, correct and send to review; publishing and unpublishing need a permission of their own. An editor may
still correct what is published: the history keeps every version, and a wrong word should not have to wait. An actor of
None is a management command; it may do everything except check the coverage of a document, which somebody other than
the annotator must do.

With the setting TWO_PERSONS nobody publishes their own work: whoever publishes has written nothing of it since it was
published last, and what is public is taken back before it is changed.
"""

from enum import Flag, auto
from typing import TypeAlias

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editing.errors import CONSTRAINT_MESSAGES, NotAllowedError
from archive.editing.publication.authors import authors_since_publication
from archive.models import Document, State, Statement, Term

OWN_WORK = gettext_lazy("You wrote this, so someone else has to publish it.")

Actor: TypeAlias = AbstractUser | AnonymousUser | None
Target: TypeAlias = Document | Statement | Term


class Right(Flag):
    """What an actor may do with one document or statement."""

    NONE = 0
    ADD = auto()
    CHANGE = auto()
    DELETE = auto()
    PUBLISH = auto()
    NOT_AUTHOR = auto()  # has written nothing of it since it was published last, or needs no second person
    ALONE = auto()  # needs no second person: may write and publish in one step
    NOT_ANNOTATOR = auto()  # is another person than the one who declared the document fully annotated


DRAFT, REVIEW, PUBLISHED, ORPHANED = State.DRAFT, State.REVIEW, State.PUBLISHED, State.ORPHANED
NEW, DELETED = "new", "deleted"  # before the first state and after the last

# From each state, the states that can be given and the rights this takes; what is not listed is not allowed.
# To give the state it has is to change something else about it. A statement is orphaned, and comes back to the state
# it had before, by a correction of its document's text or by a new anchor (corrections.py), never by choice.
TRANSITIONS: dict[str, dict[str, Right]] = {
    NEW: {DRAFT: Right.ADD, REVIEW: Right.ADD, PUBLISHED: Right.ADD | Right.PUBLISH | Right.ALONE},
    DRAFT: {
        DRAFT: Right.CHANGE,
        REVIEW: Right.CHANGE,
        PUBLISHED: Right.CHANGE | Right.PUBLISH | Right.NOT_AUTHOR,
        DELETED: Right.DELETE,
    },
    REVIEW: {
        DRAFT: Right.CHANGE,
        REVIEW: Right.CHANGE,
        PUBLISHED: Right.CHANGE | Right.PUBLISH | Right.NOT_AUTHOR,
        DELETED: Right.DELETE,
    },
    PUBLISHED: {
        DRAFT: Right.CHANGE | Right.PUBLISH,
        REVIEW: Right.CHANGE | Right.PUBLISH,
        PUBLISHED: Right.CHANGE | Right.ALONE,
        DELETED: Right.DELETE | Right.PUBLISH,
    },
    ORPHANED: {ORPHANED: Right.CHANGE, DELETED: Right.DELETE},
}

PARTLY, FULL, CHECKED = "", Document.Coverage.FULL, Document.Coverage.CHECKED

# The same for how far a document's annotation has come.
COVERAGE_TRANSITIONS: dict[str, dict[str, Right]] = {
    PARTLY: {FULL: Right.CHANGE},
    FULL: {PARTLY: Right.CHANGE, CHECKED: Right.CHANGE | Right.NOT_ANNOTATOR},
    CHECKED: {PARTLY: Right.CHANGE},
}


def has_permissions(actor: Actor, *names: str) -> bool:
    """Whether the actor has all of these permissions of Django; an account that was never saved has none."""
    return actor is None or (actor.pk is not None and actor.has_perms(names))


def rights_of(actor: Actor, target: Target | type[Target], required_right: Right = Right.NONE) -> Right:
    """Returns the actor's rights by their permissions, which are read from the database once for each actor object.
    With TWO_PERSONS, whether the actor is an author is looked up only where ``required_right`` depends on it: up to
    three queries."""
    if actor is None:
        return Right.ADD | Right.CHANGE | Right.DELETE | Right.PUBLISH | Right.NOT_AUTHOR | Right.ALONE
    rights = Right.NONE
    for right in (Right.ADD, Right.CHANGE, Right.DELETE, Right.PUBLISH):
        if has_permissions(actor, f"archive.{str(right.name).lower()}_{target._meta.model_name}"):
            rights |= right
    if not settings.TWO_PERSONS:
        rights |= Right.NOT_AUTHOR | Right.ALONE
    elif settings.PENDING_CHANGES and not isinstance(target, type) and target.is_published:
        rights |= Right.ALONE  # what they change waits for another person (pending/public_changes.py)
    elif Right.NOT_AUTHOR in required_right and not is_author(actor, target):
        rights |= Right.NOT_AUTHOR
    if isinstance(target, Document) and target.annotated_by_id not in (None, actor.pk):
        rights |= Right.NOT_ANNOTATOR
    return rights


def is_author(actor: Actor, target: Target | type[Target]) -> bool:
    if isinstance(target, type) or actor is None:
        return False
    return actor.pk in authors_since_publication(target)


def check_not_author(actor: Actor, target: Target) -> None:
    """Raises NotAllowedError, after a change that published, where the actor wrote any of it, even just now."""
    if settings.TWO_PERSONS and actor is not None and is_author(actor, target):
        raise NotAllowedError(OWN_WORK, {"state": [OWN_WORK]})


def is_allowed(before: str, after: str, rights: Right) -> bool:
    """Whether the table of transitions has this one, for somebody with these rights."""
    right = TRANSITIONS[before].get(after)
    return right is not None and right in rights


def state_of(target: Target) -> str:
    return NEW if target._state.adding else target.state


def may_add(actor: Actor, model: type[Target]) -> bool:
    return is_allowed(NEW, DRAFT, rights_of(actor, model))


def may_publish(actor: Actor, model: type[Target]) -> bool:
    """Whether the actor may publish what they may change."""
    return Right.PUBLISH in rights_of(actor, model)


def may_delete(actor: Actor, target: Target) -> bool:
    return may_set_state(actor, target, DELETED)


def may_set_state(actor: Actor, target: Target, state: str) -> bool:
    """``target`` still has the state it had before; a new one is not saved yet."""
    before = state_of(target)
    return is_allowed(before, state, rights_of(actor, target, TRANSITIONS[before].get(state, Right.NONE)))


def choices_for(actor: Actor, target: Target) -> list[tuple[str, Promise | str]]:
    """The states that may be given, with their labels, the present one among them; none without the right to change."""
    return [(state, label) for state, label in State.choices if may_set_state(actor, target, state)]


def coverage_choices(actor: Actor, document: Document) -> list[str]:
    rights = rights_of(actor, document)
    return [after for after, right in COVERAGE_TRANSITIONS[document.coverage].items() if right in rights]


def check_transition(actor: Actor, target: Target, state: str) -> None:
    """Raises NotAllowedError, under ``state`` where the actor may change the target in other ways."""
    before = state_of(target)
    rights = rights_of(actor, target, TRANSITIONS[before].get(state, Right.NONE))
    if is_allowed(before, state, rights):
        return
    message = _refusal_message(before, state, rights)
    may_edit = any(right in rights for right in TRANSITIONS[before].values())
    raise NotAllowedError(message, {"state": [message]} if may_edit and state != DELETED else None)


def check_permissions(actor: Actor, model: type[models.Model], *verbs: str) -> None:
    """Raises NotAllowedError unless the actor may do all of ``verbs`` (add, change, delete) to rows of the model."""
    permissions = [f"archive.{verb}_{model._meta.model_name}" for verb in verbs]
    if not has_permissions(actor, *permissions):
        raise NotAllowedError(_("Your account may not do this here."))


def _refusal_message(before: str, after: str, rights: Right) -> str:
    right = TRANSITIONS[before].get(after)
    if right is not None and right in rights | Right.NOT_AUTHOR:
        return str(OWN_WORK)
    if right is not None and right in rights | Right.ALONE:
        return _(
            "Publishing takes two people here: return it to draft first, then someone else can "
            "publish it again."
        )
    if right is not None and right in rights | Right.PUBLISH | Right.NOT_AUTHOR | Right.ALONE:
        if after == PUBLISHED:
            return _("Only a publisher can publish.")
        return (
            _("Only a publisher can delete a published entry.")
            if after == DELETED
            else _("Only a publisher can unpublish.")
        )
    if before == ORPHANED and Right.CHANGE in rights and after in (DRAFT, REVIEW, PUBLISHED):
        return str(CONSTRAINT_MESSAGES["orphaned_statement_keeps_its_span"][1])
    return _("You do not have permission to do this.")

"""Statements that a correction orphaned: an editor reattaches or detaches them."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.editing.corrections import correct_text
from archive.editing.errors import EditError, NotAllowedError, StaleError
from archive.editing.orphans import anchor_orphan, candidates, detach_orphan
from archive.models import Document, Orphan, State, Statement
from tests.conftest import member
from tests.factories import BOATS, SPEECH, make_document, make_statement

BREAK = BOATS.index("\n\n")


@pytest.fixture
def orphan(db):
    document = make_document()
    statement = make_statement(document, "Books are the cheapest ships")
    correct_text(None, document, BOATS)
    return statement


def test_an_editor_gives_it_a_place_in_its_former_state(orphan, editor):
    start = BOATS.index("Nothing in the world")
    placed = anchor_orphan(editor, orphan.pk, start, start + 20, text_version=2)
    placed.refresh_from_db()
    assert placed.document.text[placed.start : placed.end] == placed.text == "Nothing in the world"
    assert placed.state == State.PUBLISHED
    assert not Orphan.objects.exists()
    assert Orphan.pgh_event_model.objects.filter(pgh_label="delete").count() == 1
    assert LogEntry.objects.get().object_id == str(orphan.pk)


@pytest.mark.parametrize(
    ("setting", "name", "state"),
    [
        ("PENDING_CHANGES", "editor", State.REVIEW),
        ("PENDING_CHANGES", "publisher", State.PUBLISHED),
        ("TWO_PERSONS", "editor", State.REVIEW),
        ("TWO_PERSONS", "publisher", State.REVIEW),
    ],
)
def test_nobody_makes_words_public_alone_where_that_takes_another(
    orphan, request, settings, setting, name, state
):
    setattr(settings, setting, True)
    placed = anchor_orphan(request.getfixturevalue(name), orphan.pk, 0, 7, text_version=2)
    placed.refresh_from_db()
    assert (placed.text, placed.state) == (BOATS[:7].strip(), state)
    in_review = "Reattached to the text, in review: someone else has to publish it."
    assert (LogEntry.objects.get().get_change_message() == in_review) == (state == State.REVIEW)


def test_a_draft_returns_to_draft_whoever_publishes(orphan, editor, settings):
    settings.TWO_PERSONS = settings.PENDING_CHANGES = True
    Orphan.objects.update(state_before=State.DRAFT)
    assert anchor_orphan(editor, orphan.pk, 0, 7, text_version=2).state == State.DRAFT


def test_spaces_at_the_ends_are_no_part_of_it(orphan):
    start = BOATS.index(" in the world ")
    assert anchor_orphan(None, orphan.pk, start, start + 14, text_version=2).text == "in the world"


def test_an_orphan_is_detached_and_kept(orphan, editor):
    detach_orphan(editor, orphan.pk)
    orphan.refresh_from_db()
    assert (orphan.state, orphan.text) == (State.ORPHANED, "Books are the cheapest ships")
    assert (Orphan.objects.count(), Orphan.objects.pending().count()) == (1, 0)
    assert LogEntry.objects.get().object_id == str(orphan.pk)


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (5, 5, "The span 5 to 5 is empty: it must end after it starts."),
        (9, 5, "The span 9 to 5 is empty: it must end after it starts."),
        (-1, 5, "The span -1 to 5 is outside the text."),
        (0, 10**6, "The span 0 to 1000000 is outside the text."),
        (BREAK, BREAK + 2, f"The span {BREAK} to {BREAK + 2} contains only spaces; select words."),
    ],
)
def test_a_span_without_words_is_refused(orphan, start, end, message):
    with pytest.raises(EditError) as refused:
        anchor_orphan(None, orphan.pk, start, end, text_version=2)
    assert refused.value.errors == {"words": [message]}
    assert Orphan.objects.count() == 1


def test_a_span_that_ends_inside_a_character_is_refused(db):
    document = make_document("It is written น้ำ here.")
    statement = make_statement(document, "written")
    correct_text(None, document, "น้ำ here.")
    with pytest.raises(EditError, match="inside a character"):
        anchor_orphan(None, statement.pk, 0, 2, text_version=2)


def test_a_text_corrected_meanwhile_is_looked_at_again(orphan):
    correct_text(None, Document.objects.get(), f"Preface.\n\n{BOATS}")
    with pytest.raises(StaleError):
        anchor_orphan(None, orphan.pk, 0, 5, text_version=2)


def test_what_is_no_orphan_is_not_decided_about(orphan):
    other = make_statement(Document.objects.get(), "every harbour")
    for decide in (
        lambda: anchor_orphan(None, other.pk, 0, 5, text_version=2),
        lambda: detach_orphan(None, other.pk),
        lambda: detach_orphan(None, 10**9),
    ):
        with pytest.raises(StaleError):
            decide()
    assert Statement.objects.get(pk=other.pk).text == "every harbour"


@pytest.mark.slow
def test_candidates_are_the_spans_that_read_most_like_it(db):
    document = make_document()
    make_statement(document, "Books are the cheapest ships")
    text = SPEECH.replace("“Books are the cheapest ships,”", "“Books are ships that cost the least,”")
    correct_text(None, document, text)
    orphan = Orphan.objects.select_related("statement").get()
    best = candidates(document, [orphan])[orphan.pk][0]
    assert document.text[best.start : best.end].startswith("Books are ships")


def test_it_needs_the_permission_to_change_statements(orphan):
    for decide in (
        lambda: anchor_orphan(member("dora"), orphan.pk, 0, 7, text_version=2),
        lambda: detach_orphan(member("doris"), orphan.pk),
    ):
        with pytest.raises(NotAllowedError, match="You do not have permission to do this"):
            decide()
    assert not Orphan.objects.get().detached

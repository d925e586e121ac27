"""The use cases of marking, called as a command or a page calls them."""

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db import transaction

from archive.editing import marking
from archive.editing.corrections import correct_text
from archive.editing.errors import (
    EditError,
    GoneError,
    NotAllowedError,
    NotFoundError,
    StaleError,
    StaleTextError,
)
from archive.editing.locks import acquire_write_lock
from archive.models import (
    Relay,
    Report,
    ReportPair,
    Statement,
    StatementTheme,
    TermOccurrence,
    Utterance,
)
from tests.conftest import member
from tests.factories import SPEECH, make_document, make_speaker, make_statement, make_term, make_theme

WORDS = "every harbour deserves a library"
SPAN = SPEECH.index(WORDS), SPEECH.index(WORDS) + len(WORDS)
SUMMARY = {"voice": "narrator", "attribution": "summary"}


def mark(actor, document, span=SPAN, **values):
    return marking.mark(actor, document.pk, span, SUMMARY | values)


def change(actor, statement, expected=None, **values):
    return marking.change(actor, statement.document_id, statement.pk, values, expected_revisions=expected)


def test_a_command_marks_with_rows_or_ids(published_document, speaker, theme, event):
    values = {
        "voice": "speaker",
        "speaker": speaker,
        "themes": [theme],
        "relays": [speaker.pk],
        "event": event.pk,
    }
    saved = mark(None, published_document, **values)
    statement = Statement.objects.get()
    assert (saved.statement, saved.is_new, saved.statement.text) == (statement, True, WORDS)
    assert (statement.speaker, statement.event, statement.state) == (speaker, event, "draft")
    assert list(statement.themes.all()) == [theme]
    assert [relay.speaker for relay in statement.relays.all()] == [speaker]
    assert not LogEntry.objects.exists()


def test_the_log_and_the_history_name_the_actor(editor, published_document):
    statement = mark(editor, published_document).statement
    change(editor, statement, note="Noted", certain=False)
    entries = LogEntry.objects.order_by("pk")
    assert [(entry.action_flag, entry.user, entry.object_id) for entry in entries] == [
        (ADDITION, editor, str(statement.pk)),
        (CHANGE, editor, str(statement.pk)),
    ]
    assert entries[1].get_change_message() == "Changed certain and editor's note."
    contexts = [event.pgh_context.metadata for event in statement.history.order_by("pgh_id")]
    assert contexts == [{"user": editor.pk}] * 2


def test_spaces_at_the_ends_are_left_out(editor, published_document):
    start, end = SPAN
    statement = mark(editor, published_document, (start - 1, end)).statement
    assert (statement.start, statement.end, statement.text) == (start, end, WORDS)


def test_all_errors_come_together_and_nothing_is_written(editor, published_document):
    with pytest.raises(EditError) as refused:
        mark(editor, published_document, (9, 9), voice="speaker", attribution="gossip", state="published")
    assert refused.value.errors == {
        "attribution": ["Select a valid choice. gossip is not one of the available choices."],
        "state": ["Only a publisher can publish."],
        "speaker": ["Choose a speaker, or select another voice."],
        "words": ["The span 9 to 9 is empty: it must end after it starts."],
    }
    assert not Statement.objects.exists()


def test_a_field_that_does_not_exist_is_a_mistake_of_the_caller(published_document):
    with pytest.raises(ValueError, match="Not fields of a statement: colour"):
        mark(None, published_document, colour="red")


def test_the_same_sent_again_by_the_same_person_is_the_one_that_is_there(
    editor, second_editor, published_document
):
    first = mark(editor, published_document)
    again = mark(editor, published_document)
    assert (again.statement, again.is_new) == (first.statement, False)
    for actor, values in ((second_editor, {}), (editor, {"note": "Another"})):
        with pytest.raises(EditError, match="These words are already marked"):
            mark(actor, published_document, **values)
    assert Statement.objects.count() == 1


def test_a_change_writes_only_what_differs(editor, published_document, theme):
    statement = mark(editor, published_document, themes=[theme]).statement
    ports = make_theme("Ports")
    saved = change(editor, statement, note="Noted", themes=[ports, theme], certain=True)
    assert (saved.changed, saved.is_new) == (("note", "themes"), False)
    assert list(statement.themes.all()) == [theme, ports]
    before = Statement.objects.get().updated_at
    assert change(editor, statement, note="Noted").changed == ()
    assert Statement.objects.get().updated_at == before


def test_a_date_of_its_own_is_a_field_like_the_others(editor, published_document):
    statement = mark(editor, published_document, date="2024-03-05").statement
    assert Statement.objects.get().date.isoformat() == "2024-03-05"
    with pytest.raises(EditError) as refused:
        change(editor, statement, date="2024-03-05", date_precision="month")
    assert list(refused.value.errors) == ["date"]


def test_a_change_of_what_somebody_else_changed(editor, second_editor, published_document):
    statement = mark(editor, published_document).statement
    expected = {marking.revision_of(Statement.objects.get())}
    change(second_editor, statement, expected, note="First")
    with pytest.raises(StaleError):
        change(editor, statement, expected, note="Second")
    with pytest.raises(StaleError):
        marking.delete(editor, published_document.pk, statement.pk, expected_revisions=expected)
    with pytest.raises(StaleError):
        marking.split(editor, published_document.pk, statement.pk, SPAN[0] + 13, expected_revisions=expected)
    assert Statement.objects.get().note == "First"


def test_a_text_corrected_meanwhile(editor, published_document):
    correct_text(None, published_document, f"Preface.\n\n{SPEECH}")
    with pytest.raises(StaleTextError) as refused:
        marking.mark(editor, published_document.pk, SPAN, SUMMARY, text_version=1)
    assert refused.value.text_version == 2
    assert not Statement.objects.exists()


def test_what_is_not_there(editor, published_document, draft_statement, hidden_statement):
    with pytest.raises(NotFoundError, match="This document is no longer in the archive"):
        marking.mark(editor, 0, SPAN, SUMMARY)
    with pytest.raises(NotFoundError, match="There is no such statement in this text"):
        marking.change(editor, published_document.pk, hidden_statement.pk, {})
    marking.delete(editor, published_document.pk, draft_statement.pk)
    with pytest.raises(GoneError):
        marking.delete(editor, published_document.pk, draft_statement.pk)
    assert Statement.objects.get() == hidden_statement


def test_what_belongs_to_a_statement_goes_with_it(
    editor, published_document, draft_statement, speaker, theme
):
    other = make_statement(published_document, "harbour")
    for statement in (draft_statement, other):
        statement.themes.set([theme])
        statement.relays.create(position=1, speaker=speaker)
        Report.objects.create(statement=statement, utterance=Utterance.objects.create())
        term = make_term(f"term of {statement.pk}")
        TermOccurrence.objects.create(
            statement=statement, term=term, start=0, end=4, words="word", wording="word"
        )
    third = make_statement(make_document(), "every harbour")
    for statement in (draft_statement, other):
        ReportPair.objects.create(first=statement, second=third, score=0.5, threshold=0.4)
    marking.delete(editor, published_document.pk, draft_statement.pk)
    kept = (Report, ReportPair, TermOccurrence, Relay, StatementTheme)
    assert [model.objects.count() for model in kept] == [1] * 5
    assert not any(
        kept_model.objects.filter(statement=draft_statement.pk)
        for kept_model in kept
        if kept_model is not ReportPair
    )
    assert ReportPair.objects.get().first == other


def attempts(actor, document, statement):
    return {
        "mark": lambda: mark(actor, document, (2, 9)),
        "change": lambda: change(actor, statement, note="Changed"),
        "delete": lambda: marking.delete(actor, document.pk, statement.pk),
        "restore": lambda: marking.restore(actor, document.pk, statement.pk),
        "split": lambda: marking.split(actor, document.pk, statement.pk, statement.start + 13),
    }


@pytest.mark.parametrize("name", ["mark", "change", "delete", "restore", "split"])
def test_an_account_without_permissions_does_nothing(published_document, statement, name):
    with pytest.raises(NotAllowedError, match="You do not have permission to do this"):
        attempts(member("dora"), published_document, statement)[name]()
    assert (Statement.objects.get(), statement.note) == (statement, "")


def test_an_editor_corrects_what_is_published_and_no_more(editor, published_document, statement):
    assert change(editor, statement, note="Corrected").changed == ("note",)
    tries = attempts(editor, published_document, statement)
    with pytest.raises(NotAllowedError, match="Only a publisher can delete a published entry"):
        tries["delete"]()
    with pytest.raises(NotAllowedError, match="Only a publisher can split"):
        tries["split"]()
    with pytest.raises(NotAllowedError, match="Only a publisher can unpublish"):
        change(editor, statement, state="review")
    assert Statement.objects.published().get().note == "Corrected"


def test_a_deletion_and_its_restoring(editor, publisher, published_document, statement, theme):
    marking.delete(publisher, published_document.pk, statement.pk)
    assert LogEntry.objects.get().action_flag == DELETION
    with transaction.atomic():
        restored, was_deleted = marking.restore(editor, published_document.pk, statement.pk)
        assert (restored.pk, restored.state, was_deleted) == (statement.pk, "draft", True)
        transaction.set_rollback(True)
    restored, _was_deleted = marking.restore(publisher, published_document.pk, statement.pk)
    assert (restored.state, list(restored.themes.all())) == ("published", [theme])
    assert marking.restore(publisher, published_document.pk, statement.pk) == (restored, False)


def test_words_that_occur_several_times_are_not_guessed(editor, published_document):
    statement = make_statement(published_document, "harbour library", state="draft")
    marking.delete(editor, published_document.pk, statement.pk)
    correct_text(None, published_document, f"The harbour library.\n\n{SPEECH}")
    with pytest.raises(EditError, match="these words occur several times in it: mark them again"):
        marking.restore(editor, published_document.pk, statement.pk)


def test_a_part_without_words_is_not_split_off(editor, published_document):
    statement = make_statement(published_document, "library\n\nMinister", state="draft")
    part = statement.start + len("library")
    first, second = marking.split(editor, published_document.pk, statement.pk, part)
    assert (first.text, second.text) == ("library", "Minister")
    with pytest.raises(EditError, match="The split point 0 is outside the statement"):
        marking.split(editor, published_document.pk, statement.pk, 0)


def test_the_lock_costs_one_query_and_may_be_acquired_again(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        acquire_write_lock()
        acquire_write_lock()


def test_relays_keep_their_order(editor, published_document):
    agency, ministry = make_speaker("Harbour Agency"), make_speaker("Ministry")
    statement = mark(editor, published_document, relays=[agency, ministry]).statement
    change(editor, statement, relays=[ministry, agency])
    assert [relay.speaker for relay in statement.relays.all()] == [ministry, agency]
    assert change(editor, statement, relays=[ministry, agency]).changed == ()


@pytest.mark.slow
def test_an_orphan_is_changed_only_where_the_caller_asks_for_it(editor, statement):
    correct_text(None, statement.document, "Nothing of it is left.")
    with pytest.raises(NotFoundError):
        change(editor, statement, note="Sought")
    saved = marking.change(editor, statement.document_id, statement.pk, {"note": "Sought"}, with_orphans=True)
    assert saved.changed == ("note",)
    with pytest.raises(EditError, match="reattach it to the text first"):
        marking.change(editor, statement.document_id, statement.pk, {}, span=(0, 7), with_orphans=True)
    assert list(Statement.objects.values_list("state", "note", "start")) == [("orphaned", "Sought", SPAN[0])]

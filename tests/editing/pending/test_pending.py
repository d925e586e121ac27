"""With PENDING_CHANGES, what an editor changes of what is public waits, whichever way it comes in."""

import pytest

from archive.editing import marking
from archive.editing.bulk import add_theme
from archive.editing.corrections import correct_text
from archive.editing.errors import EditError, NotAllowedError, StaleError
from archive.editing.merging.merge import merge
from archive.editing.pending.decisions import accept_change, discard_change, may_decide, propose_change
from archive.editing.pending.display import describe_change
from archive.editing.pending.public_changes import PublicChangeError
from archive.editing.publication.state_changes import set_state
from archive.models import Document, PendingChange, Statement
from tests.conftest import member_with
from tests.factories import make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pending_changes_on(settings):
    settings.PENDING_CHANGES = True


def change(actor, statement, **values):
    return marking.change(actor, statement.document_id, statement.pk, values)


def propose_caught_change(actor, edit):
    """What waits after an edit that was caught at the gate."""
    with pytest.raises(PublicChangeError) as caught:
        edit()
    return propose_change(actor, caught.value)


def test_nothing_of_it_is_written_until_a_publisher_accepts(editor, publisher, statement):
    theme, relay = make_theme("Ports", slug="ports"), make_speaker("Post", slug="post")
    values = {"note": "Corrected.", "themes": [theme.pk], "relays": [relay.pk]}
    waiting = propose_caught_change(editor, lambda: change(editor, statement, **values))
    before = Statement.objects.get()
    assert (before.note, [theme.label for theme in before.themes.all()]) == ("", ["Libraries"])
    assert not before.relays.exists()
    assert (waiting.model_name, waiting.object_id, waiting.proposed_by) == ("statement", statement.pk, editor)
    accept_change(publisher, waiting.pk, {})
    after = Statement.objects.get()
    assert (after.note, list(after.themes.all())) == ("Corrected.", [theme])
    assert [relay.speaker for relay in after.relays.all()] == [relay]
    context = after.history.order_by("-pgh_id").first().pgh_context.metadata
    assert (context["user"], context["proposed_by"]) == (publisher.pk, editor.pk)


@pytest.mark.slow
def test_a_new_speaker_waits_with_the_statement_that_names_it(editor, publisher, statement):
    from archive.editing.creation import entities
    from archive.editing.saving import save_in_one_edit
    from archive.models import Speaker

    def edit():
        speaker, _new = entities.create(editor, Speaker, "New Name")
        change(editor, statement, speaker=speaker.pk)

    waiting = propose_caught_change(editor, lambda: save_in_one_edit(editor, edit))
    assert not Speaker.objects.filter(name="New Name").exists()
    assert {"New Name"} <= {f.after for row in describe_change(waiting) for f in row.fields}
    accept_change(publisher, waiting.pk, {})
    assert Statement.objects.get().speaker.name == "New Name"


def test_who_may_publish_changes_at_once(publisher, statement):
    change(publisher, statement, note="At once.")
    assert (Statement.objects.get().note, PendingChange.objects.count()) == ("At once.", 0)


def test_drafts_and_notes_for_editors_do_not_wait(editor, statement, draft_document):
    change(editor, statement, editor_note="Ask Petra.")
    draft = make_statement(statement.document, "the new reading room", state="draft", voice="narrator")
    change(editor, draft, note="Not public.")
    assert Statement.objects.filter(note="Not public.").exists()
    assert Statement.objects.get(pk=statement.pk).editor_note == "Ask Petra."


def test_the_setting_off_changes_nothing(editor, statement, settings):
    settings.PENDING_CHANGES = False
    change(editor, statement, note="At once.")
    assert Statement.objects.get().note == "At once."


def test_many_rows_are_one_change(editor, publisher, statement):
    other = make_statement(statement.document, "the new reading room", voice="narrator")
    theme = make_theme("Ports", slug="ports")
    waiting = propose_caught_change(editor, lambda: add_theme(editor, Statement.objects.all(), theme))
    assert not theme.statements.exists()
    accept_change(publisher, waiting.pk, {})
    assert set(theme.statements.all()) == {statement, other}


@pytest.mark.slow
def test_the_same_edit_sent_twice_waits_once(editor, statement):
    first = propose_caught_change(editor, lambda: change(editor, statement, note="Once."))
    assert propose_caught_change(editor, lambda: change(editor, statement, note="Once.")) == first


@pytest.mark.slow
def test_a_stale_change_shows_theirs_and_yours(editor, publisher, statement):
    waiting = propose_caught_change(
        editor, lambda: change(editor, statement, note="Yours", role_as_printed="Mayor")
    )
    change(publisher, statement, note="Theirs")
    key = f"statement-{statement.pk}-note"
    note = next(f for row in describe_change(waiting) for f in row.fields if f.key)
    assert (note.key, note.before, note.now, note.after) == (key, "", "Theirs", "Yours")
    with pytest.raises(StaleError):
        accept_change(publisher, waiting.pk, {})
    assert Statement.objects.get().role_as_printed == ""
    accept_change(publisher, waiting.pk, {key: "theirs"})
    saved_statement = Statement.objects.get()
    assert (saved_statement.note, saved_statement.role_as_printed) == ("Theirs", "Mayor")


@pytest.mark.slow
def test_words_that_a_correction_moved_are_found_again(editor, publisher, statement):
    start, end = statement.start, statement.end
    document = statement.document
    waiting = propose_caught_change(
        editor,
        lambda: marking.change(editor, document.pk, statement.pk, {}, span=(start + 6, end), text_version=1),
    )
    words = document.text[start + 6 : end]
    correct_text(publisher, document, "Added before. " + document.text, text_version=1)
    accept_change(publisher, waiting.pk, {})
    assert Statement.objects.get().text == words.strip()


def test_it_is_decided_once_and_by_who_may(editor, second_editor, publisher, statement):
    waiting = propose_caught_change(editor, lambda: change(editor, statement, note="Yours"))
    for decide in (
        lambda: accept_change(editor, waiting.pk, {}),
        lambda: discard_change(second_editor, waiting.pk),
    ):
        with pytest.raises(NotAllowedError):
            decide()
    discard_change(editor, waiting.pk)  # withdrawn
    with pytest.raises(EditError, match="edith has decided"):
        accept_change(publisher, waiting.pk, {})
    assert Statement.objects.get().note == ""


def test_to_accept_takes_the_permission_to_change_as_well(editor, statement):
    waiting = propose_caught_change(editor, lambda: change(editor, statement, note="Yours"))
    publishes_only = member_with("publish_document", "publish_statement")
    assert not may_decide(publishes_only, waiting)
    with pytest.raises(NotAllowedError):
        accept_change(publishes_only, waiting.pk, {})


def test_with_two_persons_everybody_waits_for_another(publisher, second_publisher, statement, settings):
    settings.TWO_PERSONS = True
    waiting = propose_caught_change(publisher, lambda: change(publisher, statement, note="Mine"))
    assert not may_decide(publisher, waiting)
    accept_change(second_publisher, waiting.pk, {})
    assert Statement.objects.get().note == "Mine"


def test_with_two_persons_publishing_itself_does_not_wait(publisher, draft_document, editor, settings):
    settings.TWO_PERSONS = True
    outcome = set_state(publisher, Document.objects.filter(pk=draft_document.pk), "published")
    assert len(outcome.changed) == 1


def test_texts_deletions_and_merges_are_a_publishers(editor, statement):
    document, text = statement.document, statement.document.text
    with pytest.raises(NotAllowedError, match="correct the text"):
        correct_text(editor, document, text + " More.", text_version=1)
    with pytest.raises(NotAllowedError, match="delete or merge"):
        merge(editor, make_speaker("Amara A.", slug="amara-a"), statement.speaker)
    assert (Document.objects.get().text, Statement.objects.get().speaker.name) == (
        text,
        statement.speaker.name,
    )


def test_a_command_and_an_import_do_not_wait(statement):
    change(None, statement, note="By a command.")
    assert Statement.objects.get().note == "By a command."

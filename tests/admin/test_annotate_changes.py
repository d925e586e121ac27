"""Statements changed and deleted on the annotate page, by two editors at once and in texts corrected meanwhile."""

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.urls import reverse

from archive.editing.corrections import correct_text
from archive.models import Role, State, Statement
from tests.factories import SPEECH, make_speaker, make_statement

from .annotating import WORDS, errors, filled, page, said


def test_the_form_of_a_statement_holds_what_is_saved(as_editor, document, statement, theme):
    form = as_editor.get(page(document, statement), {"plain": "1"}).context["form"]
    assert form["words"].value() == WORDS
    assert form["speaker"].value() == statement.speaker_id
    assert form["themes"].value() == [theme.pk]


def test_a_statement_is_changed_and_its_words_may_be_others(as_publisher, document, statement):
    sent = filled("a promise kept", state="published", note="Shorter.", certain=None)
    response = as_publisher.post(page(document, statement), sent)
    assert response["Location"] == f"{page(document)}&after={statement.pk}#s{statement.pk}"
    statement.refresh_from_db()
    assert (statement.text, statement.start) == ("a promise kept", SPEECH.index("a promise kept"))
    assert (statement.voice, statement.speaker, statement.certain) == ("narrator", None, False)
    assert list(statement.themes.all()) == []
    assert LogEntry.objects.get().action_flag == CHANGE


def test_unchanged_words_keep_their_place_among_equal_ones(as_editor, twice):
    second = make_statement(twice, "agree on", occurrence=1, state=State.DRAFT)
    as_editor.post(page(twice, second), filled("agree on", note="Noted"))
    second.refresh_from_db()
    assert (second.start, second.note) == (38, "Noted")


def test_a_role_of_another_speaker_is_let_go(as_editor, document, statement):
    role = Role.objects.create(speaker=statement.speaker, title="Minister")
    Statement.objects.filter(pk=statement.pk).update(role=role)
    sent = filled(voice="speaker", speaker=make_speaker("Other").pk)
    assert as_editor.post(page(document, statement), sent).status_code == 302
    statement.refresh_from_db()
    assert statement.role is None


def test_deleting_asks_first_and_leaves_the_text(as_publisher, document, statement):
    address = reverse("admin:archive_document_annotate_delete", args=[document.pk, statement.pk])
    assert WORDS in as_publisher.get(address).content.decode()
    assert Statement.objects.filter(pk=statement.pk).exists()
    response = as_publisher.post(address)
    assert response["Location"] == page(document)
    assert said(response) == [f"The statement “{WORDS}” was deleted; the text is as it was."]
    assert not Statement.objects.exists()
    assert LogEntry.objects.get().action_flag == DELETION
    document.refresh_from_db()
    assert document.text == SPEECH


def test_two_new_statements_at_once_are_both_kept(client, document, editor, second_editor):
    for user in (editor, second_editor):
        client.force_login(user)
        assert client.get(page(document)).status_code == 200
    for user, words in ((editor, WORDS), (second_editor, "a promise kept")):
        client.force_login(user)
        client.post(page(document), filled(words))
    assert sorted(Statement.objects.values_list("text", flat=True)) == ["a promise kept", WORDS]


def test_the_second_of_two_changes_is_shown_the_first(as_editor, document, statement):
    statement.refresh_from_db()
    seen = statement.updated_at.isoformat()
    sent = filled(event=statement.event_id, seen=seen)
    as_editor.post(page(document, statement), sent | {"note": "First"})
    response = as_editor.post(page(document, statement), sent | {"note": "Second"})
    message = (
        "Somebody else changed this statement while you worked on it. Save again to put yours in its place."
    )
    assert errors(response) == {"__all__": [message]}
    assert response.context["form"].theirs == [("Editor's note", "First")]
    statement.refresh_from_db()
    assert statement.note == "First"
    again = sent | {"note": "Second", "seen": response.context["form"]["seen"].value()}
    assert as_editor.post(page(document, statement), again).status_code == 302
    statement.refresh_from_db()
    assert statement.note == "Second"


def test_a_text_corrected_meanwhile_is_searched_again(as_editor, document):
    start = SPEECH.index(WORDS)
    correct_text(document, f"Preface.\n\n{SPEECH}")
    as_editor.post(page(document), filled(start=start, end=start + len(WORDS), text_version=1))
    made = Statement.objects.get()
    assert (made.start, made.text) == (start + 10, WORDS)

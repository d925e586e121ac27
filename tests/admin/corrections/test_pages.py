"""Correcting an annotated text: the preview, the writing, the versions, and the queue of what lost its place."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.editing.corrections import correct_text
from archive.models import Correction, Document, Orphan, State
from tests.admin.annotation_page import queued_messages
from tests.admin.forms import CONFIRMED, change_url
from tests.admin.forms import save as form_save
from tests.factories import BOATS, SPEECH, make_statement
from tests.history_dates import backdate_history_by_a_day
from tests.marks import parametrize_partly_slow

QUEUE = "/admin/archive/statement/orphans/"


@pytest.fixture
def document(published_document):
    make_statement(published_document, "every harbour deserves a library")
    make_statement(published_document, "Books are the cheapest ships")
    return published_document


def address(document, page="correct"):
    return f"/admin/archive/document/{document.pk}/{page}/"


def preview(client, document, text, **more):
    sent = {"text": text, "text_version": document.text_version, "preview": "Preview", **more}
    return client.post(address(document), sent)


def save(client, document, text, **more):
    """Previewed first, as the page asks for."""
    more = {"public_note": "We misheard.", **more}
    form = preview(client, document, text, **more).context["form"]
    held = {name: form[name].value() or "" for name in form.fields}
    return client.post(address(document), {**held, **more, "save": "Save"})


def test_the_page_holds_the_text(as_editor, document):
    page = as_editor.get(address(document))
    assert page.context["form"]["text"].value() == SPEECH
    assert page.context["preview"] is None
    assert 'name="save"' not in page.text


def test_the_preview_says_what_each_statement_will_do_and_writes_nothing(as_editor, document):
    text = f"Preface.\n\n{BOATS}".replace("harbour deserves", "harbor deserves")
    page = preview(as_editor, document, text)
    shown = page.context["preview"]
    assert [(status.value, number) for status, number, _words in shown.counts] == [
        ("kept", 0),
        ("moved", 0),
        ("changed", 1),
        ("review", 1),
    ]
    assert [outcome.statement.text for outcome, _reason in shown.review] == ["Books are the cheapest ships"]
    assert "<ins>" in page.text
    assert 'name="save"' in page.text
    assert Document.objects.get().text == SPEECH


@pytest.mark.slow
def test_a_correction_is_saved_with_author_reason_and_public_note(as_editor, editor, document, client):
    backdate_history_by_a_day()
    response = save(
        as_editor, document, BOATS, reason="The source corrected it", public_note="A sentence was wrong."
    )
    assert response["Location"] == f"/admin/archive/document/{document.pk}/annotate/"
    assert queued_messages(response)[0] == (
        "The text was corrected. Statements: 1 stays where it is, 1 needs to be reattached."
    )
    assert f'href="{QUEUE}?document={document.pk}"' in queued_messages(response)[1]
    correction = Correction.objects.get()
    assert (correction.version, correction.text, correction.corrected_by, correction.reason) == (
        1,
        SPEECH,
        editor,
        "The source corrected it",
    )
    assert LogEntry.objects.get().change_message == "Corrected the text (version 2). The source corrected it"
    client.logout()
    page = client.get(document.get_absolute_url()).text
    assert "A sentence was wrong." in page
    assert "The source corrected it" not in page


@pytest.mark.slow
def test_readers_see_every_correction_without_the_reason_for_editors(as_editor, document, client):
    backdate_history_by_a_day()
    save(as_editor, document, f"{SPEECH}\n\nA typing error.", reason="Typing error")
    backdate_history_by_a_day()
    document.refresh_from_db()
    save(as_editor, document, f"{SPEECH}\n\nA second sentence.", public_note="A sentence was left out.")
    client.logout()
    page = client.get(document.get_absolute_url())
    assert [correction.public_note for correction in page.context["corrections"]] == [
        "A sentence was left out.",
        "We misheard.",
    ]
    assert page.text.count("Corrected on ") == 2
    assert "Typing error" not in page.text


def test_a_public_text_is_not_corrected_without_telling_readers_why(as_editor, document, draft_document):
    response = save(as_editor, document, f"{SPEECH} More.", public_note=" ")
    assert response.context["form"].errors == {
        "public_note": ["The text is public: tell readers why it is corrected."]
    }
    assert response.context["preview"] is not None
    assert Correction.objects.count() == 0
    save(as_editor, draft_document, f"{draft_document.text} More.", public_note="")
    assert Correction.objects.get().document == draft_document


@pytest.mark.slow
def test_the_versions_name_who_corrected_the_text(as_editor, document):
    save(as_editor, document, BOATS)
    assert "edith" in as_editor.get(address(document, "versions")).text


def test_a_text_changed_after_the_preview_is_previewed_again(as_editor, document):
    form = preview(as_editor, document, BOATS).context["form"]
    held = {name: form[name].value() or "" for name in form.fields}
    page = as_editor.post(address(document), {**held, "text": f"{BOATS}\n\nMore.", "save": "Save"})
    assert page.context["preview"].counts[0][1] == 1
    assert Document.objects.get().text == SPEECH


@pytest.mark.slow
def test_concurrent_corrections_do_not_overwrite_each_other(as_editor, document):
    form = preview(as_editor, document, BOATS, public_note="We misheard.").context["form"]
    held = {name: form[name].value() or "" for name in form.fields}
    correct_text(None, document, f"Theirs.\n\n{SPEECH}")
    page = as_editor.post(address(document), {**held, "save": "Save"})
    assert page.status_code == 200
    assert "Someone else has corrected this text in the meantime (it is now version 2)" in page.text
    assert page.context["form"]["text"].value().strip() == BOATS
    assert Document.objects.get().text.startswith("Theirs.")
    again = preview(as_editor, document, BOATS)
    assert "Somebody else corrected" not in again.text


@pytest.mark.parametrize(
    "sent", [{}, {"text": "", "text_version": "1"}, {"text": "a\0b", "text_version": "x" * 50}]
)
def test_nonsense_is_answered_with_the_form(as_editor, document, sent):
    page = as_editor.post(address(document), {**sent, "save": "Save"})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert Document.objects.get().text == SPEECH


def test_spaces_at_the_ends_are_no_correction(as_editor, document):
    page = preview(as_editor, document, f"\r\n{SPEECH}  \r\n")
    assert page.context["preview"].is_unchanged
    assert 'name="save"' not in page.text


def test_only_who_may_change_the_document_corrects_it(client, django_user_model, document):
    viewer = django_user_model.objects.create_user("vera", is_staff=True)
    client.force_login(viewer)
    assert client.get(address(document)).status_code == 403
    assert client.post(address(document), {"text": "x"}).status_code == 403
    assert client.get(QUEUE).status_code == 403


@pytest.mark.slow
def test_versions_show_each_correction_newest_first(as_editor, document, editor):
    correct_text(editor, document, f"Preface.\n\n{SPEECH}", reason="Left out")
    correct_text(None, document, f"Preface.\n\n{BOATS}")
    page = as_editor.get(address(document, "versions"))
    assert [version["number"] for version in page.context["versions"]] == [3, 2, 1]
    assert [version.get("author") for version in page.context["versions"]] == ["", "edith", None]
    (change,) = page.context["versions"][1]["differences"]
    assert (change.number, change.before, [run.text for run in change.after]) == (1, (), ["Preface."])
    correction = Correction.objects.get(version=2)
    as_editor.post(address(document, "versions"), {"correction": correction.pk, "public_note": "Mended."})
    correction.refresh_from_db()
    assert correction.public_note == "Mended."
    response = as_editor.post(address(document, "versions"), {"correction": "9" * 30})
    assert queued_messages(response)[-1] == "That correction does not belong to this document."


@pytest.mark.slow
def test_every_earlier_text_can_be_read(as_editor, document):
    correct_text(None, document, BOATS)
    first = as_editor.get(address(document, "versions"), {"version": 1})
    assert first.context["text"] == SPEECH
    assert "Books are the cheapest ships" in first.text
    for asked in ("9", "x", "9" * 40):
        assert as_editor.get(address(document, "versions"), {"version": asked}).context["text"] is None


@pytest.fixture
def orphan(document):
    correct_text(
        None,
        document,
        SPEECH.replace("“Books are the cheapest ships,”", "“Books are ships that cost the least,”"),
    )
    return Orphan.objects.get()


@pytest.mark.slow
def test_the_queue_shows_where_it_stood_and_where_it_may_stand(as_editor, document, orphan):
    (orphan_row,) = as_editor.get(QUEUE).context["items"]
    assert orphan_row.former.words == "Books are the cheapest ships"
    assert orphan_row.former.before.endswith("“")
    assert orphan_row.choices[0].context.words.startswith("Books are ships")


def decide(client, orphan, decision, **more):
    return client.post(QUEUE, {"statement": orphan.pk, "decision": decision, **more})


@pytest.mark.slow
def test_keep_here_gives_it_the_first_place_in_its_former_state(as_editor, document, orphan):
    (orphan_row,) = as_editor.get(QUEUE).context["items"]
    first = orphan_row.choices[0]
    response = decide(as_editor, orphan, "reattach", start=first.start, end=first.end, text_version=2)
    assert response["Location"] == QUEUE
    placed = document.statements.get(pk=orphan.pk)
    assert (placed.text, placed.state) == (first.context.words, State.PUBLISHED)
    assert not Orphan.objects.exists()
    assert queued_messages(response)[0].startswith("Reattached to the text, in its previous state.")
    assert LogEntry.objects.get().object_id == str(orphan.pk)


@pytest.mark.slow
def test_a_detached_orphan_leaves_the_queue_and_may_be_placed_later(as_editor, document, orphan):
    decide(as_editor, orphan, "detach")
    assert as_editor.get(QUEUE).context["items"] == []
    (orphan_row,) = as_editor.get(f"{QUEUE}?detached=1").context["items"]
    assert orphan_row.orphan == orphan
    start = document.text.index("Books are ships")
    decide(as_editor, orphan, "reattach", start=start, end=start + 9, text_version=2)
    assert document.statements.get(pk=orphan.pk).text == "Books are"


@parametrize_partly_slow(
    ("sent", "message"),
    [
        ({"decision": "reattach", "start": 3, "end": 1, "text_version": 2}, "The span 3 to 1 is empty"),
        ({"decision": "reattach", "text_version": 2}, "The span 0 to 0 is empty"),
        (
            {"decision": "reattach", "start": 0, "end": 5, "text_version": 1},
            "has been changed in the meantime",
        ),
        ({"decision": "eat"}, "no longer in the queue"),
        ({"decision": "detach", "statement": "12345"}, "no longer in the queue"),
        ({"decision": "detach", "statement": "x"}, "no longer in the queue"),
    ],
    2,
)
def test_an_impossible_decision_is_reported_and_nothing_is_written(as_editor, orphan, sent, message):
    response = as_editor.post(QUEUE, {"statement": orphan.pk, **sent})
    assert message in queued_messages(response)[0]
    assert not Orphan.objects.get().detached


@pytest.mark.slow
def test_it_is_given_a_place_by_pasting_its_words_in_its_form(as_editor, document, orphan):
    statement = document.statements.get(pk=orphan.pk)
    assert f'href="{change_url(statement)}"' in as_editor.get(QUEUE).text
    page = as_editor.get(change_url(statement)).text
    assert "“<mark>Books are the cheapest ships</mark>,” she told the guests." in page
    assert form_save(as_editor, statement, note="Look again").status_code == 302
    assert Orphan.objects.count() == 1
    assert form_save(as_editor, statement, words="ships that cost the least").status_code == 302
    statement.refresh_from_db()
    assert (statement.text, statement.state, statement.note) == (
        "ships that cost the least",
        State.PUBLISHED,
        "Look again",
    )
    assert Orphan.objects.count() == 0


@pytest.mark.slow
def test_an_orphan_is_not_published_in_the_list(as_publisher, document, orphan):
    sent = {"action": "publish", "_selected_action": [orphan.pk], "confirmed": CONFIRMED}
    response = as_publisher.post("/admin/archive/statement/", sent)
    assert (
        queued_messages(response)[-1] == "1 is orphaned and was not changed: reattach it to the text first."
    )
    assert Orphan.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_takes_as_many_queries_for_three_as_for_one(
    as_editor, document, rows, django_assert_num_queries
):
    for words in ("Her deputy promised", "open to all by spring")[: rows - 1]:
        make_statement(document, words)
    correct_text(None, document, "Nothing of it is left here.")
    assert Orphan.objects.count() == rows + 1
    as_editor.get(QUEUE)
    with django_assert_num_queries(10):
        as_editor.get(QUEUE)


@pytest.mark.slow
def test_a_published_statement_with_another_meaning_needs_its_tick(as_editor, document):
    text = SPEECH.replace("every harbour deserves", "every harbour never deserves")
    statement = document.statements.get(text="every harbour deserves a library")
    page = preview(as_editor, document, text)
    box = f'name="confirmed" value="{statement.pk}"'
    assert box in page.content.decode()
    assert [outcome.labels for outcome in page.context["preview"].meaning] == [["a negation"]]
    values = {name: page.context["form"][name].value() for name in ("text", "text_version", "previewed")}
    values["public_note"] = "We misheard."
    response = as_editor.post(address(document), {**values, "save": "1"})
    document.refresh_from_db()
    assert (response.status_code, document.text) == (200, SPEECH)
    assert "changes the meaning of 1 published statement" in response.content.decode()
    assert box in response.content.decode()
    saved_response = as_editor.post(
        address(document), {**values, "save": "1", "confirmed": [statement.pk, "x"]}
    )
    document.refresh_from_db()
    assert (saved_response.status_code, document.text) == (302, text)


def test_what_stands_beside_the_words_is_shown_where_that_is_what_changes(as_editor, document):
    text = SPEECH.replace("every harbour deserves", "hardly every harbour deserves")
    changed = preview(as_editor, document, text).context["preview"].meaning[0]
    sides = ["".join(run.text for run in side) for side in (changed.alignment.left, changed.alignment.right)]
    assert changed.labels == ["the rest of the sentence"]
    assert all("[every harbour deserves a library]" in side for side in sides)
    assert [run.text.split() for run in changed.alignment.right if not run.shared] == [["hardly"]]

"""What the history page shows and brings back. Each request commits, as it does in life."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from archive.editing.corrections import correct_text
from archive.models import Document, Relay, Report, Role, Speaker, SpeakerName, Statement, Theme, Utterance
from tests.factories import SPEECH, make_document, make_speaker, make_statement, make_theme

from .forms import CONFIRMED, change_url, list_url, messages_on, save

pytestmark = pytest.mark.django_db(transaction=True)


def history(client, obj):
    """The entries as (author, [(verb, kind, {field: (before, after)})]), newest first."""
    response = client.get(f"/admin/archive/{obj._meta.model_name}/{obj.pk}/history/")
    return [
        (
            entry.author,
            [(c.verb, c.kind, {f.label: (f.before, f.after) for f in c.fields}) for c in entry.changes],
        )
        for entry in response.context["page"]
    ]


def entries(client, obj):
    return client.get(f"/admin/archive/{obj._meta.model_name}/{obj.pk}/history/").context["page"]


def restore(client, obj, entry):
    url = f"/admin/archive/{obj._meta.model_name}/{obj.pk}/history-restore/"
    return client.post(url, {"event": entry.own_event.pgh_id}, follow=True)


def test_each_change_shows_its_author_and_both_values(as_editor, theme):
    save(as_editor, theme, label="Reading rooms", scope_note="Rooms for reading")
    assert history(as_editor, theme) == [
        (
            "edith",
            [
                (
                    "changed",
                    "Theme",
                    {"Label": ("Libraries", "Reading rooms"), "Scope note": ("", "Rooms for reading")},
                )
            ],
        ),
        (
            "A command or the database",
            [("added", "Theme", {"Slug": ("", "libraries"), "Label": ("", "Libraries")})],
        ),
    ]


def test_changes_in_plain_sql_are_shown_too(as_editor, theme):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_theme SET label = 'Shelves' WHERE id = %s", [theme.pk])
    assert history(as_editor, theme)[0] == (
        "A command or the database",
        [("changed", "Theme", {"Label": ("Libraries", "Shelves")})],
    )


@pytest.mark.slow
def test_rows_that_belong_to_a_speaker_are_part_of_its_history(as_editor, speaker):
    name = SpeakerName.objects.create(speaker=speaker, name="阿达", kind="native")
    data = {"names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "1", "names-0-id": str(name.pk)}
    save(as_editor, speaker, **data, **{"names-0-DELETE": "on"})
    assert history(as_editor, speaker)[0] == (
        "edith",
        [
            (
                "removed",
                "Name",
                {"Name": ("阿达", ""), "Kind": ("Native script", "")},
            )
        ],
    )


@pytest.mark.slow
def test_themes_and_relays_are_part_of_a_statements_history(as_editor, statement, theme):
    ships = make_theme("Ships")
    save(as_editor, statement, on_themes=[ships.pk])
    Relay.objects.create(statement=statement, speaker=make_speaker("Gazette"))
    relayed, themed = history(as_editor, statement)[:2]
    assert relayed[1] == [("added", "Relay", {"Position": ("", "1"), "Relayed by": ("", "Gazette")})]
    assert {(verb, fields["Theme"]) for verb, _noun, fields in themed[1]} == {
        ("removed", ("Libraries", "")),
        ("added", ("", "Ships")),
    }


@pytest.mark.slow
def test_names_and_choices_are_shown_as_people_read_them(as_editor, statement):
    other = make_speaker("Bello Okafor")
    save(as_editor, statement, speaker=other.pk, attribution="summary", certain=None)
    fields = history(as_editor, statement)[0][1][0][2]
    assert fields == {
        "Speaker": ("Amara Adeyemi", "Bello Okafor"),
        "Attribution": ("Paraphrase", "Summary"),
        "Certain": ("yes", "no"),
    }


@pytest.mark.slow
def test_a_long_text_is_compared_word_by_word(as_editor, draft_document):
    save(as_editor, draft_document, text=draft_document.text.replace("lighthouse", "harbour"))
    text = as_editor.get(f"/admin/archive/document/{draft_document.pk}/history/").text
    assert "Secret plans for the <del>lighthouse</del><ins>harbour</ins> museum stay in the drawer." in text


@pytest.mark.slow
def test_words_that_look_like_markup_stay_words(as_editor, theme):
    save(as_editor, theme, label="<script>alert(1)</script>", scope_note="<b>bold</b> " * 10)
    save(as_editor, theme, scope_note="<b>bald</b> " * 10)
    text = as_editor.get(f"/admin/archive/theme/{theme.pk}/history/").text
    assert "<script>alert" not in text
    assert "<b>bald" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_state_is_restored_and_logged(as_editor, theme):
    save(as_editor, theme, label="Reading rooms", slug="reading-rooms")
    save(as_editor, theme, scope_note="Rooms")
    response = restore(as_editor, theme, entries(as_editor, theme)[2])
    assert messages_on(response)[0].startswith("Restored the state of ")
    theme.refresh_from_db()
    assert (theme.label, theme.slug, theme.scope_note) == ("Libraries", "libraries", "")
    newest = history(as_editor, theme)[0]
    assert newest[0] == "edith"
    assert newest[1][0][2]["Label"] == ("Reading rooms", "Libraries")
    assert "Restored the state of" in LogEntry.objects.first().get_change_message()
    assert as_editor.get("/admin/archive/redirect/").context["cl"].result_count == 1


def test_the_present_state_has_no_button_and_restoring_it_changes_nothing(as_editor, theme):
    page = as_editor.get(f"/admin/archive/theme/{theme.pk}/history/")
    assert "Restore this state" not in page.text
    assert "Its own fields have not changed since then." in page.text
    response = restore(as_editor, theme, page.context["page"][0])
    assert messages_on(response) == ["Nothing to restore: this is already the current state."]
    assert not LogEntry.objects.exists()


@pytest.mark.slow
def test_a_documents_text_comes_back_with_its_statements_in_place(as_editor, statement):
    document = statement.document
    save(as_editor, document, title="New title")
    correct_text(None, document, f"A preface.\n\n{SPEECH}")
    response = restore(as_editor, document, entries(as_editor, document)[-1])
    assert messages_on(response)[0].startswith("Restored")
    document.refresh_from_db()
    statement.refresh_from_db()
    assert (document.text, document.title, document.text_version) == (
        SPEECH,
        "Opening of the harbour library",
        3,
    )
    assert document.text[statement.start : statement.end] == statement.text


@pytest.mark.slow
def test_a_statement_whose_words_are_not_in_a_restored_text_becomes_an_orphan(as_editor, draft_document):
    save(as_editor, draft_document, text="Another text about a bell.", title="Bell")
    draft_document.refresh_from_db()
    statement = make_statement(draft_document, "about a bell")
    response = restore(as_editor, draft_document, entries(as_editor, draft_document)[-1])
    assert messages_on(response)[0].startswith("Restored the state of")
    assert "1 statement in this text is orphaned. Reattach it." in messages_on(response)[1]
    statement.refresh_from_db()
    assert (statement.state, statement.text, statement.orphan.version) == ("orphaned", "about a bell", 2)


def test_the_state_of_publication_is_never_restored(client, editor, publisher, draft_document):
    client.force_login(publisher)
    save(client, draft_document, state="published", title="Published title", confirmed=CONFIRMED)
    client.force_login(editor)
    restore(client, draft_document, entries(client, draft_document)[-1])
    draft_document.refresh_from_db()
    assert (draft_document.title, draft_document.state) == ("Lighthouse museum draft", "published")


@pytest.mark.slow
def test_a_statement_keeps_its_place_when_its_words_are_the_same(as_editor, statement):
    save(as_editor, statement, note="A note")
    save(as_editor, statement.document, text=f"A preface.\n\n{SPEECH}")
    response = restore(as_editor, statement, entries(as_editor, statement)[-1])
    assert messages_on(response)[0].startswith("Restored")
    statement.refresh_from_db()
    assert statement.note == ""
    assert statement.document.text[statement.start : statement.end] == statement.text


@pytest.mark.slow
def test_a_state_that_names_something_deleted_is_not_restored(as_editor):
    above = make_theme("Above")
    theme = make_theme("Below", parent=above)
    save(as_editor, theme, parent="", label="Free")
    above.delete()
    response = restore(as_editor, theme, entries(as_editor, theme)[-1])
    assert "its parent (no. " in messages_on(response)[0]
    theme.refresh_from_db()
    assert (theme.label, theme.parent) == ("Free", None)


@pytest.mark.slow
def test_a_state_that_would_close_a_loop_is_not_restored(as_editor):
    above = make_theme("Above")
    theme = make_theme("Below", parent=above)
    save(as_editor, theme, parent="")
    save(as_editor, above, parent=theme.pk)
    response = restore(as_editor, theme, entries(as_editor, theme)[-1])
    assert messages_on(response)[0].startswith("Not restored. This would create a loop")
    theme.refresh_from_db()
    assert theme.parent is None


@pytest.mark.slow
def test_an_event_of_another_object_is_not_restored(as_editor, theme):
    other = make_theme("Ships")
    response = as_editor.post(
        f"/admin/archive/theme/{theme.pk}/history-restore/",
        {"event": entries(as_editor, other)[0].own_event.pgh_id},
    )
    assert response.status_code == 404
    for nonsense in ("", "x", "-1", "9" * 30):
        url = f"/admin/archive/theme/{theme.pk}/history-restore/"
        assert as_editor.post(url, {"event": nonsense}).status_code == 404


def open_deleted_list(client, model_name):
    page = client.get(f"/admin/archive/{model_name}/deleted/").context["page"]
    return [(event.name, event.author) for event in page]


def delete(client, obj):
    return client.post(f"/admin/archive/{obj._meta.model_name}/{obj.pk}/delete/", {"post": "yes"})


def bring_back(client, model_name, pk):
    return client.post(f"/admin/archive/{model_name}/{pk}/deleted-restore/", follow=True)


@pytest.mark.slow
def test_a_deleted_speaker_comes_back_under_its_number_with_names_and_roles(as_editor, speaker):
    make_speaker("Somebody living")
    SpeakerName.objects.create(speaker=speaker, name="阿达", kind="native")
    role = Role.objects.create(speaker=speaker, title="Minister")
    pk = speaker.pk
    delete(as_editor, speaker)
    assert open_deleted_list(as_editor, "speaker") == [("Amara Adeyemi", "edith")]
    response = bring_back(as_editor, "speaker", pk)
    assert messages_on(response) == ["“Amara Adeyemi” was restored."]
    speaker = Speaker.objects.get(pk=pk)
    assert (speaker.slug, speaker.sort_key) == ("amara-adeyemi", "amara adeyemi")
    assert [n.name for n in speaker.names.all()] == ["阿达"]
    assert list(speaker.roles.all()) == [role]
    assert open_deleted_list(as_editor, "speaker") == []
    assert "Restored after deletion" in LogEntry.objects.first().get_change_message()


@pytest.mark.slow
def test_a_deleted_statement_comes_back_as_a_draft_with_themes_and_reports(as_publisher, statement, theme):
    utterance = Utterance.objects.create(summary="Said")
    Report.objects.create(utterance=utterance, statement=statement, status="confirmed")
    pk = statement.pk
    delete(as_publisher, statement)
    response = bring_back(as_publisher, "statement", pk)
    assert messages_on(response)[-1].endswith("was restored as a draft.")
    statement = Statement.objects.get(pk=pk)
    assert (statement.state, list(statement.themes.all())) == ("draft", [theme])
    assert [r.status for r in statement.reports.all()] == ["confirmed"]


@pytest.mark.slow
def test_a_deleted_statement_whose_words_are_gone_stays_deleted(as_editor, draft_document):
    statement = make_statement(draft_document, "plans for the lighthouse", state="draft")
    delete(as_editor, statement)
    save(as_editor, draft_document, text="Another text.")
    response = bring_back(as_editor, "statement", statement.pk)
    said = "Not restored. The statement's words are not at that position in the document's text."
    assert messages_on(response)[-1] == said
    assert not Statement.objects.exists()
    assert len(open_deleted_list(as_editor, "statement")) == 1


def test_a_deleted_document_comes_back_as_a_draft(as_publisher, published_document):
    pk = published_document.pk
    delete(as_publisher, published_document)
    bring_back(as_publisher, "document", pk)
    document = Document.objects.get(pk=pk)
    assert (document.text, document.state, document.passages.count()) == (SPEECH, "draft", 4)


@pytest.mark.slow
def test_what_was_merged_away_comes_back_with_all_that_was_its(as_editor, theme):
    other = make_theme("Ships", slug="ships")
    statement = make_statement(make_document(), "a promise kept", themes=[other])
    as_editor.post(f"/admin/archive/theme/{theme.pk}/merge/?other={other.pk}", {"survivor": theme.pk})
    response = bring_back(as_editor, "theme", other.pk)
    said = "The merge of “Ships” was undone; everything that belonged to it is restored."
    assert messages_on(response)[-1] == said
    assert (Theme.objects.get(slug="ships").pk, list(statement.themes.all())) == (other.pk, [other])
    assert as_editor.get(list_url("redirect")).context["cl"].result_count == 0


@pytest.mark.slow
def test_the_history_shows_a_merge_and_the_rows_that_moved(as_editor, speaker):
    other = make_speaker("A. Adeyemi")
    Role.objects.create(speaker=other, title="Deputy")
    as_editor.post(f"/admin/archive/speaker/{speaker.pk}/merge/?other={other.pk}", {"survivor": speaker.pk})
    who, changes = history(as_editor, speaker)[0]
    assert who == "edith"
    assert ("changed", "Role", {"Speaker": ("A. Adeyemi (deleted)", "Amara Adeyemi")}) in changes
    assert [c[0:2] for c in changes if c[1] == "Name"] == [("added", "Name")]


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 3])
def test_a_history_takes_as_many_queries_for_three_changes_as_for_one(
    as_editor, statement, rows, django_assert_num_queries
):
    for n in range(rows):
        save(as_editor, statement, note=f"Note {n}", speaker=make_speaker(f"Guest {n}").pk)
    url = f"/admin/archive/statement/{statement.pk}/history/"
    as_editor.get(url)
    with django_assert_num_queries(17):
        response = as_editor.get(url)
    assert len(response.context["page"]) == rows + 2


def test_a_viewer_reads_the_history_and_restores_nothing(as_viewer, theme):
    theme.label = "Shelves"
    theme.save()
    page = as_viewer.get(f"/admin/archive/theme/{theme.pk}/history/")
    assert "Shelves" in page.text
    assert "Restore this state" not in page.text
    theme_entry = page.context["page"][1]
    url = f"/admin/archive/theme/{theme.pk}/history-restore/"
    assert as_viewer.post(url, {"event": theme_entry.own_event.pgh_id}).status_code == 403
    assert as_viewer.get(change_url(theme)).status_code == 200
    theme.refresh_from_db()
    assert theme.label == "Shelves"


def test_a_viewer_sees_what_was_deleted_and_brings_nothing_back(as_viewer, theme):
    pk = theme.pk
    theme.delete()
    page = as_viewer.get("/admin/archive/theme/deleted/")
    assert "Libraries" in page.text
    assert '<form method="post" action="/admin/archive/theme' not in page.text
    assert as_viewer.post(f"/admin/archive/theme/{pk}/deleted-restore/").status_code == 403
    assert not Theme.objects.exists()


@pytest.mark.slow
def test_a_document_in_many_texts_is_still_shown(as_editor):
    document = make_document(state="draft")
    for n in range(3):
        save(as_editor, document, text=f"{SPEECH}\n\nLine {n}")
    assert len(history(as_editor, document)) == 4


@pytest.mark.slow
def test_a_deleted_document_comes_back_with_its_statements(as_publisher, statement, theme):
    document = statement.document
    lost_statement = make_statement(document, "a promise kept")
    ids = {statement.pk, lost_statement.pk}
    Statement.objects.all().delete()
    make_speaker("Unrelated")
    document.delete()
    page = as_publisher.get("/admin/archive/document/deleted/")
    assert "Restore with its 2 statements" in page.text
    url = f"/admin/archive/document/{page.context['page'][0].pgh_obj_id}/deleted-restore/"
    response = as_publisher.post(url, {"with_statements": "1"}, follow=True)
    assert messages_on(response)[-1] == "Statements restored with it: 2."
    assert set(Statement.objects.values_list("pk", flat=True)) == ids
    assert list(Statement.objects.get(pk=statement.pk).themes.all()) == [theme]

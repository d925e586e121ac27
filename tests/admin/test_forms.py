"""Forms: errors appear beside their field, input is preserved, nothing is saved in part."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from archive.models import Document, Event, Role, Speaker, Statement, Theme
from tests.factories import SPEECH, make_document, make_event, make_speaker, make_statement, make_theme
from tests.marks import parametrize_partly_slow

from .forms import change_url, error_texts, form_data, messages_on, save


@pytest.mark.slow
def test_an_unchanged_form_changes_nothing(as_editor, published_document, statement):
    published_document.editor_note = "First line\nSecond line"
    published_document.save()
    before = Document.objects.get()
    response = save(as_editor, published_document)
    assert response.status_code == 302
    after = Document.objects.get()
    assert (after.text, after.text_version, after.editor_note) == (before.text, 1, "First line\nSecond line")
    assert LogEntry.objects.get().get_change_message() == "No fields changed."


@pytest.mark.slow
def test_an_unchanged_statement_changes_nothing(as_editor, statement):
    save(as_editor, statement)
    assert LogEntry.objects.get().get_change_message() == "No fields changed."


def test_a_new_document_is_saved_in_canonical_form(as_editor, published_document):
    url = "/admin/archive/document/add/"
    data = form_data(as_editor.get(url)) | {
        "title": "Lamp oil",
        "slug": "lamp-oil",
        "source": published_document.source_id,
        "kind": "speech",
        "text": "\ufeffFirst  line \r\n\r\n\r\n\r\nSecond\tparagraph\r\n",
    }
    assert as_editor.post(url, data).status_code == 302
    document = Document.objects.get(slug="lamp-oil")
    assert document.text == "First line\n\nSecond paragraph"
    assert document.state == "draft"
    assert LogEntry.objects.get().get_change_message() == "Added."


@pytest.mark.slow
def test_a_text_of_nothing_but_spaces_is_refused(as_editor, draft_document):
    response = save(as_editor, draft_document, text=" \r\n \u200b \r\n")
    assert error_texts(response) == {"text": ["This field is required."]}


@pytest.mark.slow
def test_a_text_without_statements_is_simply_replaced(as_editor, draft_document):
    save(as_editor, draft_document, text="Another text.", title="Another title")
    draft_document.refresh_from_db()
    assert (draft_document.text, draft_document.title) == ("Another text.", "Another title")
    assert draft_document.text_version == 2


@pytest.mark.slow
def test_the_text_of_an_annotated_document_is_corrected_elsewhere(as_editor, statement):
    page = as_editor.get(change_url(statement.document))
    assert "text" not in page.context["adminform"].form.fields
    assert f'href="/admin/archive/document/{statement.document_id}/correct/"' in page.text
    save(as_editor, statement.document, text="Anything else.", title="New title")
    document = Document.objects.get()
    assert (document.title, document.text) == ("New title", SPEECH)


@pytest.mark.slow
def test_a_name_of_invisible_characters_is_refused(as_editor, speaker):
    response = save(as_editor, speaker, name="\u200b")
    assert error_texts(response) == {"name": ["This field is required."]}
    save(as_editor, speaker, name="Amara\u200b Ade\u00adyemi ", slug=speaker.slug)
    speaker.refresh_from_db()
    assert (speaker.name, speaker.slug) == ("Amara Adeyemi", "amara-adeyemi")


@pytest.mark.slow
def test_loops_are_refused_beside_the_field(as_editor):
    whole = make_document(title="Whole")
    part = make_document(title="Part", part_of=whole)
    response = save(as_editor, whole, part_of=part.pk, title="Typed meanwhile")
    assert list(error_texts(response)) == ["part_of"]
    assert "already part of this one" in error_texts(response)["part_of"][0]
    assert "Typed meanwhile" in response.text
    whole.refresh_from_db()
    assert (whole.part_of, whole.title) == (None, "Whole")


@parametrize_partly_slow(
    ("make", "field"),
    [
        (lambda **f: make_document(translator="official", **f), "translation_of"),
        (make_event, "part_of"),
        (make_theme, "parent"),
    ],
    1,
)
@pytest.mark.slow
def test_every_tree_refuses_loops(as_editor, db, make, field):
    top = make()
    below = make(**{field: top})
    response = save(as_editor, top, **{field: below.pk})
    assert list(error_texts(response)) == [field]
    response = save(as_editor, top, **{field: top.pk})
    assert list(error_texts(response)) == [field]


@pytest.mark.slow
def test_a_translation_needs_its_translator(as_editor, published_document, draft_document):
    response = save(as_editor, draft_document, translation_of=published_document.pk)
    assert error_texts(response) == {
        "translator": ["Choose who translated it: officials, the outlet, this archive or a machine."]
    }


@pytest.mark.slow
def test_a_former_address_of_a_living_theme_is_not_taken(as_editor, theme):
    theme.slug = "reading-rooms"
    theme.save()
    other = make_theme("Archives")
    response = save(as_editor, other, slug="libraries")
    assert list(error_texts(response)) == ["slug"]
    assert save(as_editor, theme, slug="libraries").status_code == 302


@parametrize_partly_slow(
    ("typed", "precision", "stored"),
    [
        ("2024", "day", (dt.date(2024, 1, 1), "year")),
        ("2024-05", "day", (dt.date(2024, 5, 1), "month")),
        ("2024-05-17", "month", (dt.date(2024, 5, 1), "month")),
        ("2024-05-17", "year", (dt.date(2024, 1, 1), "year")),
        ("2024-05-17", "day", (dt.date(2024, 5, 17), "day")),
    ],
    2,
)
def test_dates_are_typed_as_precisely_as_they_are_known(as_editor, event, typed, precision, stored):
    save(as_editor, event, start=typed, start_precision=precision)
    event = Event.objects.get()
    assert (event.start, event.start_precision) == stored


def test_a_date_is_shown_as_precisely_as_it_is_known(as_editor, event):
    def shown_values():
        form = as_editor.get(f"/admin/archive/event/{event.pk}/change/").context["adminform"].form
        return form["start"].value(), form["start_precision"].value()

    def stored_values():
        event.refresh_from_db()
        return event.start, event.start_precision

    save(as_editor, event, start="2018-01", start_precision="day")
    assert (shown_values(), stored_values()) == (("2018-01", "month"), (dt.date(2018, 1, 1), "month"))
    response = save(as_editor, event, start="2018-01", start_precision="day")
    assert error_texts(response) == {"start": ["Write a date as 2025-04-25, 2025-04 or 2025."]}
    assert stored_values() == (dt.date(2018, 1, 1), "month")
    save(as_editor, event, start="2018-01", start_precision="year")
    assert (shown_values(), stored_values()) == (("2018", "year"), (dt.date(2018, 1, 1), "year"))
    save(as_editor, event, start="2018-01-01", start_precision="day")
    assert (shown_values(), stored_values()) == ((dt.date(2018, 1, 1), "day"), (dt.date(2018, 1, 1), "day"))


@pytest.mark.slow
def test_an_impossible_date_and_a_wrong_country_are_refused(as_editor, event):
    assert error_texts(save(as_editor, event, start="2024-02-31")) == {
        "start": ["Write a date as 2025-04-25, 2025-04 or 2025."]
    }
    assert error_texts(save(as_editor, event, country="F1")) == {
        "country": ["A country code has two letters, such as CN or FR."]
    }
    assert list(error_texts(save(as_editor, event, end="2023-01-01"))) == ["end"]
    save(as_editor, event, country="fr")
    assert Event.objects.get().country == "FR"


@pytest.mark.slow
def test_names_and_roles_are_edited_with_the_speaker(as_editor, speaker):
    data = {
        "names-TOTAL_FORMS": "1",
        "names-0-name": "阿达",
        "names-0-language": "zh-Hans",
        "names-0-kind": "native",
        "roles-TOTAL_FORMS": "1",
        "roles-0-title": "Minister\r\n of harbours",
        "roles-0-start": "2020",
        "roles-0-start_precision": "day",
        "roles-0-end_precision": "day",
    }
    assert save(as_editor, speaker, **data).status_code == 302
    assert [(n.name, n.kind) for n in speaker.names.all()] == [("阿达", "native")]
    assert [(r.title, r.start, r.start_precision) for r in speaker.roles.all()] == [
        ("Minister of harbours", dt.date(2020, 1, 1), "year")
    ]


@pytest.mark.slow
def test_a_role_that_ends_before_it_starts_is_refused_in_its_row(as_editor, speaker):
    data = {
        "roles-TOTAL_FORMS": "1",
        "roles-0-title": "Minister",
        "roles-0-start": "2020-02-03",
        "roles-0-start_precision": "day",
        "roles-0-end": "2019-02-03",
        "roles-0-end_precision": "day",
    }
    response = save(as_editor, speaker, **data)
    roles = response.context["inline_admin_formsets"][1].formset
    assert roles.errors == [{"end": ["A role cannot end before it starts."]}]
    assert not Role.objects.exists()


@pytest.mark.slow
def test_a_statement_keeps_its_words_whatever_is_posted(as_editor, statement):
    save(as_editor, statement, text="other words", start="0", end="5", document="77")
    statement.refresh_from_db()
    assert statement.text == "every harbour deserves a library"


@pytest.mark.slow
def test_a_statement_shows_its_words_in_context(as_editor, statement):
    text = as_editor.get(change_url(statement)).text
    assert "Adeyemi said that <mark>every harbour deserves a library</mark>. She called" in text


@pytest.mark.slow
def test_words_that_look_like_markup_stay_words(as_editor):
    document = make_document(text="She wrote <script>alert(1)</script> & left.", title="<b>Bold</b>")
    statement = make_statement(document, "<script>alert(1)</script>")
    for url in (change_url(statement), change_url(document), "/admin/archive/statement/"):
        text = as_editor.get(url).text
        assert "<script>alert(1)" not in text
        assert "<b>Bold" not in text
        assert "&lt;script&gt;alert(1)" in text


@pytest.mark.slow
def test_themes_of_a_statement_are_one_field(as_editor, statement, theme):
    other, third = make_theme("Ships"), make_theme("Lamps")
    save(as_editor, statement, on_themes=[other.pk, theme.pk])
    assert {str(t) for t in statement.themes.all()} == {"Ships", "Libraries"}
    assert LogEntry.objects.get().get_change_message() == "Changed themes."
    save(as_editor, statement, on_themes=[third.pk])
    assert [str(t) for t in statement.themes.all()] == ["Lamps"]


@pytest.mark.slow
def test_voice_and_speaker_agree(as_editor, statement):
    response = save(as_editor, statement, voice="narrator")
    assert error_texts(response) == {
        "speaker": ["Choose a speaker, or select another voice; other voices have no speaker."]
    }
    assert save(as_editor, statement, voice="narrator", speaker=None).status_code == 302


@pytest.mark.slow
def test_only_a_role_of_the_speaker_can_be_chosen(as_editor, statement, speaker):
    role = Role.objects.create(speaker=speaker, title="Minister")
    other = make_speaker("Somebody else")
    strange = Role.objects.create(speaker=other, title="Mayor")
    assert list(error_texts(save(as_editor, statement, role=strange.pk))) == ["role"]
    assert save(as_editor, statement, role=role.pk).status_code == 302
    response = save(as_editor, statement, speaker=other.pk)
    assert error_texts(response) == {"role": ["Choose one of this speaker's roles, or leave the role empty."]}
    statement.refresh_from_db()
    assert (statement.speaker, statement.role) == (speaker, role)


def test_adding_a_statement_begins_with_choosing_a_document(as_editor, published_document):
    response = as_editor.get("/admin/archive/statement/add/", follow=True)
    assert response.redirect_chain == [("/admin/archive/document/", 302)]
    assert messages_on(response) == [
        "Choose the document that contains the words, then select “Annotate” on its page."
    ]
    response = as_editor.post("/admin/archive/statement/add/", {"text": "x"})
    assert response.status_code == 302
    assert not Statement.objects.exists()


def test_what_is_used_is_not_deleted(as_editor, statement, speaker):
    response = as_editor.post(f"/admin/archive/speaker/{speaker.pk}/delete/", {"post": "yes"})
    assert response.context["title"] == "Cannot delete speaker"
    assert len(response.context["protected"]) == 1
    assert Speaker.objects.filter(pk=speaker.pk).exists()
    assert Theme.objects.count() == 1

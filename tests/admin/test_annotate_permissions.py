"""Who may mark, publish and take back on the annotate page."""

from django.urls import reverse

from archive.models import State, Statement

from .annotating import WORDS, errors, filled, page


def test_an_editor_does_not_publish(as_editor, document):
    sent = filled(state="published")
    assert errors(as_editor.post(page(document), sent)) == {
        "state": ["Select a valid choice. published is not one of the available choices."]
    }
    assert not Statement.objects.exists()


def test_a_publisher_publishes(as_publisher, document):
    as_publisher.post(page(document), filled(state="published"))
    assert Statement.objects.published().count() == 1


def test_an_editor_corrects_what_is_published_but_does_not_take_it_back(as_editor, document, statement):
    as_editor.post(page(document, statement), filled(state="draft", note="Corrected"))
    statement.refresh_from_db()
    assert (statement.state, statement.note) == (State.PUBLISHED, "Corrected")
    address = reverse("admin:archive_document_annotate_delete", args=[document.pk, statement.pk])
    assert as_editor.post(address).status_code == 403
    assert Statement.objects.filter(pk=statement.pk).exists()


def test_a_reader_is_asked_to_log_in(client, document):
    assert client.get(page(document))["Location"].startswith(reverse("admin:login"))


def test_staff_without_permissions_are_refused(client, document, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(page(document)).status_code == 403
    assert client.post(page(document), filled()).status_code == 403
    assert not Statement.objects.exists()


def test_who_may_not_add_sees_the_text_without_the_form(client, editor, document, statement):
    editor.groups.clear()
    editor.user_permissions.set(editor.user_permissions.model.objects.filter(codename="change_document"))
    client.force_login(editor)
    response = client.get(page(document), {"plain": "1"})
    assert response.context["form"] is None
    assert WORDS in response.content.decode()
    assert client.post(page(document), filled("a promise kept")).status_code == 403
    assert client.get(page(document, statement), {"plain": "1"}).context["form"] is None
    assert Statement.objects.count() == 1


def test_who_may_only_look_sees_both_pages_without_anything_to_press(as_onlooker, document, statement):
    bench = as_onlooker.get(page(document)).content.decode()
    assert WORDS in bench
    assert "All that matters is marked" not in bench
    plain = as_onlooker.get(page(document), {"plain": "1"})
    assert plain.context["form"] is None
    assert 'class="note-delete"' not in plain.content.decode()
    assert as_onlooker.post(page(document), filled("a promise kept")).status_code == 403

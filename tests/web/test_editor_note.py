"""The note for the next editor: on every form that editors have, on no public address."""

import json

import pytest

from archive.editing import marking
from archive.models import State, Statement
from tests.web.serving.conftest import FILES, PATHS, paths

__all__ = ["paths"]
SECRET = "zyxqwvut"


def contents(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + str(response.headers)


@pytest.mark.django_db
@pytest.mark.slow
def test_no_public_address_shows_it(client, editor, statement, paths):
    marking.change(
        editor, statement.document_id, statement.pk, {"editor_note": SECRET, "note": "for readers"}
    )
    assert statement.document.state == State.PUBLISHED
    told = {url: contents(client.get(url)) for url in (*paths, *FILES)}
    assert [url for url, words in told.items() if SECRET in words] == []
    assert any("for readers" in words for words in told.values()), "these addresses tell notes"
    own = [f"{statement.get_absolute_url()}{part}" for part in ("", "?version=1", "?q=harbour")]
    assert [url for url in own if SECRET in contents(client.get(url))] == []
    assert len(paths) > len(PATHS)


@pytest.mark.django_db
def test_nor_is_it_found(client, editor, statement):
    marking.change(editor, statement.document_id, statement.pk, {"editor_note": SECRET})
    response = client.get(f"/search.json?q={SECRET}")
    assert (response.status_code, statement.text in contents(response)) == (200, False)
    assert statement.text[:20] in contents(client.get("/search.json?q=harbour"))


@pytest.mark.django_db
def test_editors_read_and_write_it(as_editor, statement):
    url = f"/admin/archive/document/{statement.document_id}/annotate/api/statements/{statement.pk}/"
    read = as_editor.get(url)
    sent = {"editor_note": SECRET}
    response = as_editor.put(
        url, json.dumps(sent), content_type="application/json", headers={"If-Match": read["ETag"]}
    )
    assert (response.status_code, response.json()["editor_note"]) == (200, SECRET)
    assert Statement.objects.get(pk=statement.pk).editor_note == SECRET
    assert SECRET in as_editor.get(f"/admin/archive/statement/{statement.pk}/change/").text

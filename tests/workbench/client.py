"""The requests of the workbench, and what it reads of the answers."""

import json

from django.urls import reverse

from tests.admin.annotation_page import WORDS

API = "admin:archive_document_api_"


def address(document, statement=None, do=""):
    if statement is None:
        return reverse(f"{API}statements", args=[document.pk])
    return reverse(f"{API}{do or 'statement'}", args=[document.pk, getattr(statement, "pk", statement)])


def choices_address(document, kind):
    return reverse(f"{API}choices", args=[document.pk, kind])


def body(document, words=WORDS, **more):
    """All members of a statement: a narrator's summary in draft, with whatever ``more`` sets."""
    start = document.text.index(words)
    payload = {
        "start": start,
        "end": start + len(words),
        "text_version": document.text_version,
        "speaker": None,
        "event": None,
        "themes": [],
        "voice": "narrator",
        "voice_label": "",
        "attribution": "summary",
        "role_as_printed": "",
        "role": None,
        "relays": [],
        "note": "",
        "certain": True,
        "state": "draft",
    }
    return payload | more


def post(client, url, sent=None, **headers):
    return client.post(url, json.dumps(sent or {}), content_type="application/json", headers=headers)


def put(client, url, sent, etag=None):
    headers = {"If-Match": etag} if etag else {}
    return client.put(url, json.dumps(sent), content_type="application/json", headers=headers)


def delete(client, url, etag=None):
    return client.delete(url, headers={"If-Match": etag} if etag else {})


def read_statement(client, document, statement):
    """The statement as the server describes it now."""
    response = client.get(address(document, statement))
    assert response.status_code == 200
    return response.json()


def error_of(response, status):
    """Of a refusal with exactly that status: the errors by field, or the message where there are none."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    answer = response.json()
    assert answer["message"]
    return answer.get("errors", answer["message"])

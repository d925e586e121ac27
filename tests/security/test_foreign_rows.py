"""Seven roles at the workbench's JSON: a row of another document, one that is deleted, and one that never was, are
neither read nor changed through an address of this document, whoever asks."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.models import Statement
from tests.conftest import member
from tests.factories import make_statement
from tests.workbench.client import address, body, delete, post, put

from .test_roles import changed_tables, table_hashes

pytestmark = pytest.mark.django_db
ROLES = ("publisher", "visitor", "awaiting", "member", "viewer", "editor", "administrator")
HIDDEN = "lighthouse"  # stands in the texts of the other document alone
ANY = {"If-Match": "*"}


@pytest.fixture
def client_of(request, editor, publisher):
    client = Client()
    if request.param == "visitor":
        return client
    users = {"editor": editor, "publisher": publisher}
    user = users.get(request.param) or member(
        "olga", is_superuser=request.param in ("awaiting", "administrator")
    )
    if request.param == "awaiting":
        TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    if request.param == "viewer":
        looking = Permission.objects.filter(content_type__app_label="archive", codename__startswith="view_")
        user.user_permissions.set(looking)
    client.force_login(user)
    return client


@pytest.fixture
def foreign_ids(draft_document, published_document, speaker):
    """Ids that are no statement's of the published document."""
    foreign = make_statement(draft_document, "the lighthouse museum", speaker=speaker, state="draft")
    statement = make_statement(published_document, "library", speaker=speaker, state="draft")
    key = statement.pk
    statement.delete()
    return {"foreign": foreign.pk, "deleted": key, "never": 999_999}


def requests_of(client, document, statement):
    url = address(document, statement)
    yield "read", client.get(url)
    yield "change", put(client, url, {"note": "changed"}, "*")
    yield "publish", put(client, url, {"state": "published", "confirmed": []}, "*")
    yield "move", put(client, url, {"start": 0, "end": 4, "text_version": 1}, "*")
    yield "delete", delete(client, url, "*")
    yield "split", post(client, address(document, statement, "split"), {"at": 5}, **ANY)
    if (
        Statement.objects.filter(pk=statement).exists() or statement == 999_999
    ):  # else it is this document's own
        yield "restore", post(client, address(document, statement, "restore"))


@pytest.mark.parametrize("client_of", ROLES, indirect=True)
def test_rows_of_elsewhere_are_out_of_reach(client_of, published_document, foreign_ids):
    before, wrong = table_hashes(), []
    for kind, key in foreign_ids.items():
        for name, response in requests_of(client_of, published_document, key):
            if response.status_code not in (401, 403, 404, 410) or HIDDEN in response.text:
                wrong.append((kind, name, response.status_code, response.text[:80]))
    assert wrong == []
    assert changed_tables(before) == []


def test_ids_of_elsewhere_in_a_body_are_refused(as_publisher, published_document, foreign_ids, speaker):
    """Of rows that are not there, and a role of another speaker."""
    before, wrong = table_hashes(), []
    for values in (
        {"speaker": 999_999, "voice": "speaker"},
        {"event": 999_999},
        {"themes": [999_999]},
        {"relays": [999_999]},
        {"role": 999_999, "speaker": speaker.pk, "voice": "speaker"},
        {"proposal": "x.y.z"},
        {"document": 999_999, "document_id": 999_999, "id": foreign_ids["foreign"], "end": 10**9},
    ):
        response = post(
            as_publisher, address(published_document), body(published_document, "library") | values
        )
        if response.status_code not in (400, 404, 409, 410, 422):
            wrong.append((json.dumps(values), response.status_code, response.text[:80]))
    assert wrong == []
    assert changed_tables(before) == []


def test_an_id_in_the_body_does_not_choose_the_row(
    as_publisher, published_document, draft_document, foreign_ids
):
    """Members that are no field of a statement are passed over: it is made in the document of the address."""
    extra = {"document": draft_document.pk, "document_id": draft_document.pk, "id": foreign_ids["foreign"]}
    made = post(as_publisher, address(published_document), body(published_document, "library") | extra)
    assert made.status_code == 201
    assert made.json()["id"] != foreign_ids["foreign"]
    assert Statement.objects.get(pk=made.json()["id"]).document_id == published_document.pk

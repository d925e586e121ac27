"""Every error has a page in the look of the site that the policy allows and that says what to do."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, ProgrammingError
from django.test import Client, override_settings
from django.urls import path
from psycopg.errors import QueryCanceled

from archive.search.page.search_page import SearchPage
from archive.web.serving import errors
from archive.web.serving.errors import is_database_failure
from config.headers import POLICY
from config.urls import urlpatterns as all_urls

pytestmark = pytest.mark.django_db
ADMIN_FORM = "/admin/archive/document/add/"


def deny(request):
    raise PermissionDenied


def report_failure(request):
    raise SuspiciousOperation("a value nobody sends by hand")


failure: Exception = RuntimeError("a secret in a message")


def fail(request):
    raise failure


handler400 = errors.bad_request
urlpatterns = [path("deny/", deny), path("report_failure/", report_failure), path("fail/", fail), *all_urls]


@pytest.fixture
def client_with_csrf_checks(editor):
    """An editor whose forms need their token, as in a browser."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(editor)
    return client


def check(response, status, *sentences):
    page = response.content.decode()
    assert response.status_code == status
    assert response["Content-Security-Policy"] == POLICY
    assert "<style" not in page
    assert "style=" not in page
    assert "<script>" not in page
    assert 'class="wordmark"' in page
    assert page.count("<h1") == 1
    assert "secret" not in page
    for sentence in sentences:
        assert sentence in page


@pytest.mark.parametrize("address", [ADMIN_FORM, "/admin/logout/", "/admin/login/"])
def test_a_form_without_its_token_has_expired(client_with_csrf_checks, address):
    check(
        client_with_csrf_checks.post(address, {"title": "Lost"}),
        403,
        "This form has expired.",
        "reload the page",
    )


@pytest.mark.parametrize("address", [ADMIN_FORM, "/admin/login/"])
@pytest.mark.parametrize("is_strict", [True, False])
@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
@pytest.mark.slow
def test_a_form_that_is_too_large_says_so(client_with_csrf_checks, as_editor, address, is_strict):
    client = client_with_csrf_checks if is_strict else as_editor
    client.get(ADMIN_FORM)  # with the cookie, so that the token of the form is read
    check(client.post(address, {"text": "x" * 2000}), 413, "too large", "Nothing was saved.", "Shorten it")


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5)
def test_a_form_of_too_many_fields_is_a_bad_request(as_editor):
    fields = {f"field-{number}": "x" for number in range(10)}
    check(as_editor.post(ADMIN_FORM, fields), 400, "could not be understood", "try again")


@override_settings(DEBUG=False, ROOT_URLCONF=__name__)
def test_a_suspicious_request_is_a_bad_request(client):
    check(client.get("/report_failure/"), 400, "could not be understood")


@override_settings(DEBUG=False)
def test_a_host_that_is_not_ours_is_a_bad_request(client):
    check(client.get("/about/", HTTP_HOST="elsewhere.example"), 400, "Check the address")


@override_settings(DEBUG=False, ROOT_URLCONF=__name__)
@pytest.mark.slow
def test_what_is_not_allowed_says_who_can_allow_it(client):
    check(client.get("/deny/"), 403, "You do not have permission", "An administrator")


@override_settings(DEBUG=False)
@pytest.mark.parametrize("address", ["/nothing/here/", "/documents/nothing/here/"])
def test_a_missing_page_offers_the_search(client, address):
    check(client.get(address), 404, "This page is not in the archive.", 'action="/search/"')


@override_settings(DEBUG=False)
def test_a_missing_page_of_the_admin_offers_the_search(as_editor):
    check(as_editor.get("/admin/nothing/here/"), 404, 'action="/search/"')


@override_settings(DEBUG=False, ROOT_URLCONF=__name__)
def test_a_server_error_does_not_reveal_its_message():
    client = Client(raise_request_exception=False)
    check(client.get("/fail/"), 500, "Something went wrong on our side.", "try again")


@pytest.mark.parametrize(("path", "is_json"), [("/fail/", False), ("/search.json", True)])
def test_a_database_that_does_not_answer_is_no_error_of_ours(client, path, is_json, monkeypatch):
    error = OperationalError("connection refused")
    monkeypatch.setattr("tests.web.serving.test_errors.failure", error)
    monkeypatch.setattr(SearchPage, "__init__", lambda self, *values, **more: throw(error))
    with override_settings(ROOT_URLCONF=__name__):
        answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    message = answer.json()["message"] if is_json else answer.content.decode()
    assert "The archive cannot be read at the moment." in message


def throw(error):
    raise error


@pytest.mark.parametrize("error", [OperationalError("too many"), ProgrammingError("no such table")])
def test_only_a_failure_of_the_connection_is_a_failure_of_the_database(error):
    assert is_database_failure(error) == isinstance(error, OperationalError)
    error.__cause__ = QueryCanceled()
    assert not is_database_failure(error)

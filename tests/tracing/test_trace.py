import json
import logging
import time

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from archive.database.error_log import ErrorFilter
from archive.tracing import middleware
from archive.tracing.log_lines import JsonLines, TextLines, server_logging
from archive.tracing.middleware import TracingMiddleware
from archive.tracing.trace import REQUEST_ID, Trace, Tracing, current_id, current_trace

ID = "0123456789abcdef"


def record(message, *arguments, name="archive.web", **more):
    made = logging.LogRecord(name, logging.WARNING, __file__, 1, message, arguments, None)
    vars(made).update(more)
    return made


def test_a_line_names_its_request_and_forges_no_other():
    with Tracing(Trace(ID)):
        assert TextLines().format(record("gone: %s", "x")) == f"WARNING archive.web [{ID}] gone: x"
        line = JsonLines().format(record("two\nlines %s", '"'))
    assert "\n" not in line
    said = json.loads(line)
    assert (said["request"], said["message"], said["level"]) == (ID, 'two\nlines "', "WARNING")
    assert "request" not in json.loads(JsonLines().format(record("outside")))
    assert TextLines().format(record("outside")) == "WARNING archive.web outside"


def test_json_lines_hold_events_and_fields():
    event = JsonLines().format(record('{"kind": "sign_in"}', name="verbatim.security"))
    assert json.loads(event)["event"] == {"kind": "sign_in"}
    assert json.loads(JsonLines().format(record("slow", fields={"reason": "x"})))["reason"] == "x"
    try:
        raise ValueError("why")
    except ValueError as error:
        failed = record("failed", exc_info=(ValueError, error, error.__traceback__))
    assert "ValueError: why" in json.loads(JsonLines().format(failed))["exception"]


@pytest.mark.parametrize("log_format", ["", "TEXT", "JSON", "nonsense"])
def test_the_servers_own_lines_are_configured_whatever_the_setting(log_format):
    assert server_logging(log_format)["loggers"]["gunicorn.error"]["handlers"] == ["console"]


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ({"lock": 3, "database": 4}, "waiting for the write lock"),
        ({"lock": 1, "database": 4}, "in the database"),
        ({"connection": 3}, "waiting for a connection"),
        ({"cpu": 3}, "computing"),
        ({"cpu": 1}, "waiting for the processor or another thread"),
    ],
)
def test_the_reason_is_what_took_most(times, reason):
    assert Trace(ID, elapsed=5, **times).reason == reason


def ask(rf, view, **headers):
    request = rf.get("/search/?q=private", **headers)
    request.resolver_match = None
    return TracingMiddleware(view)(request)


def test_an_id_is_taken_where_it_can_do_no_harm(rf):
    def view(request):
        return StreamingHttpResponse([current_id()])

    assert ask(rf, view, HTTP_X_REQUEST_ID=ID)["X-Request-ID"] == ID
    for forged in ("*/ DROP", "a\nb" * 4, "", "x" * 65, "short"):
        assert REQUEST_ID.fullmatch(given := ask(rf, view, HTTP_X_REQUEST_ID=forged)["X-Request-ID"])
        assert given != forged
    assert current_trace() is None


def test_the_pieces_of_a_file_belong_to_its_request(rf):
    def pieces():
        yield current_id().encode()
        yield current_id().encode()

    response = ask(rf, lambda request: StreamingHttpResponse(pieces()), HTTP_X_REQUEST_ID=ID)
    assert current_id() == ""
    assert list(response) == [ID.encode()] * 2
    assert current_id() == ""


def test_a_slow_request_is_logged_with_its_reason_and_without_its_words(rf, caplog, monkeypatch):
    def view(request):
        time.sleep(0.002)
        current_trace().lock = current_trace().database = 10
        return HttpResponse("x")

    observed = []
    monkeypatch.setattr(middleware, "observers", [lambda *all: observed.append(all[:3])])
    ask(rf, view)
    assert caplog.records == []
    with override_settings(SLOW_REQUEST_MS=1):
        ask(rf, view)
    [line] = caplog.records
    assert line.fields["reason"] == "waiting for the write lock"
    assert line.fields["view"] == "search"
    assert "/search/" in line.getMessage()
    assert "private" not in line.getMessage()
    assert observed == [("search", "GET", 200)] * 2


@pytest.mark.django_db
def test_pages_queries_and_answers_carry_one_id(client, settings):
    settings.TRUSTED_PROXIES = ["unix"]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get("/speakers/", headers={"X-Request-ID": ID}, REMOTE_ADDR="")
    assert response["X-Request-ID"] == ID
    assert captured.captured_queries
    texts = [query["sql"] for query in captured.captured_queries if "SELECT" in query["sql"]]
    assert [text for text in texts if f"/* request {ID} */ " not in text.replace("'", "", 2)] == []
    stranger = client.get("/speakers/", headers={"X-Request-ID": ID}, REMOTE_ADDR="203.0.113.9")
    assert stranger["X-Request-ID"] != ID


@pytest.mark.django_db
def test_an_error_page_shows_the_number_of_its_request(client, monkeypatch):
    from archive.web.lists import speakers

    client.raise_request_exception = False
    monkeypatch.setattr(speakers, "render", lambda *_: 1 / 0)
    response = client.get("/speakers/")
    assert response.status_code == 500
    assert f"<code>{response['X-Request-ID']}</code>" in response.text


@pytest.mark.django_db
def test_slow_queries_are_logged_with_their_reason_and_without_values(caplog, settings):
    settings.SLOW_QUERY_MS = 1
    sql = "SELECT pg_sleep(0.01), %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, ["a private word"])
        assert caplog.records == []  # of no request
        with Tracing(Trace(ID)) as trace:
            cursor.execute(sql, ["a private word"])
            cursor.execute("SELECT pg_sleep(0.01), pg_advisory_xact_lock(42)")
    assert [record.fields["reason"] for record in caplog.records] == [
        "working in the database",
        "waiting for the write lock",
    ]
    assert all("private" not in record.getMessage() for record in caplog.records)
    assert trace.queries == 2
    assert trace.database > trace.lock > 0.009


def test_a_refused_host_is_one_line_of_the_log_without_a_traceback():
    filtered = ErrorFilter()
    record = logging.LogRecord(
        "django.security.DisallowedHost", logging.ERROR, "", 0, "a", (), (ValueError, ValueError("x"), None)
    )
    assert filtered.filter(record)
    assert TextLines().format(record) == "ERROR django.security.DisallowedHost a"


def test_a_message_begins_no_line_of_its_own():
    record = logging.LogRecord("archive", logging.ERROR, "", 0, "a\r\nERROR archive b", (), None)
    assert TextLines().format(record) == "ERROR archive a\\r\\nERROR archive b"

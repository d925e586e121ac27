"""Reports of the content policy: logged in one line each, bounded, and never stored."""

import json
import logging

import pytest

from archive.web.serving import policy_reports

OLD = {"csp-report": {"document-uri": "https://a.example/", "effective-directive": "style-src"}}
NEW = [{"body": {"documentURL": "https://a.example/", "blockedURL": "https://evil.example/x.js"}}]


@pytest.fixture(autouse=True)
def full_rate_limit(monkeypatch):
    monkeypatch.setattr(policy_reports, "rate_limit", policy_reports.RateLimit(policy_reports.MAX_PER_MINUTE))


def send(client, body, content_type="application/csp-report"):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.generic("POST", "/csp-report", body, content_type).status_code


@pytest.mark.parametrize(("body", "kind"), [(OLD, "csp-report"), (NEW, "reports+json")])
def test_a_report_is_a_line_in_the_log(client, caplog, body, kind):
    caplog.set_level(logging.WARNING, "verbatim.security")
    assert send(client, body, f"application/{kind}") == 204
    (record,) = caplog.records
    assert '"page": "https://a.example/"' in record.getMessage()


def test_no_line_of_the_log_can_be_forged(client, caplog):
    caplog.set_level(logging.WARNING, "verbatim.security")
    assert send(client, {"csp-report": {"document-uri": "x\r\nERROR forged \x1b[31m" + "y" * 5000}}) == 204
    (message,) = [record.getMessage() for record in caplog.records]
    assert message.isprintable()
    assert len(message) < 400


NO_REPORTS = (
    b"x",
    b"[]",
    b"null",
    b"7",
    b'{"csp-report": 1}',
    b'[{"body": []}]',
    b"\xff",
    b"[" * 9000,
    b'{"a": NaN}',
)


@pytest.mark.parametrize("body", NO_REPORTS)
def test_what_is_no_report_is_not_logged(client, caplog, body):
    assert send(client, body) == 204
    assert caplog.records == []


def test_many_reports_in_one_request_are_cut(client, caplog):
    caplog.set_level(logging.WARNING, "verbatim.security")
    assert send(client, NEW * 50) == 204
    assert len(caplog.records) == policy_reports.MAX_REPORTS


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"x" * (policy_reports.MAX_BODY + 1), "application/csp-report", 413),
        (b"{}", "text/plain", 415),
        (b"a=b", "application/x-www-form-urlencoded", 415),
    ],
)
def test_other_bodies_are_refused_unread(client, body, content_type, status):
    assert send(client, body, content_type) == status


def test_a_flood_is_refused(client, caplog):
    caplog.set_level(logging.WARNING, "verbatim.security")
    statuses = [send(client, OLD) for _ in range(policy_reports.MAX_PER_MINUTE + 5)]
    assert statuses == [204] * policy_reports.MAX_PER_MINUTE + [429] * 5
    assert len([r for r in caplog.records if r.name == "verbatim.security"]) == policy_reports.MAX_PER_MINUTE


def test_reading_it_is_refused(client):
    assert client.get("/csp-report").status_code == 405

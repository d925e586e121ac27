import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from gunicorn.http.wsgi import Response

from config.banner import without_banner
from config.headers import HEADERS, POLICY, REPORT_PATH, SecurityHeadersMiddleware


def test_every_answer_carries_the_headers():
    response = SecurityHeadersMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert settings.MIDDLEWARE[0] == "config.headers.SecurityHeadersMiddleware"


@pytest.mark.parametrize("address", ["/about/", "/nothing-here/", "/admin/login/", "/healthz"])
def test_so_do_pages_and_errors(client, db, address):
    response = client.get(address)
    assert {name: response[name] for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_inline_and_no_frame_around():
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert "unsafe" not in POLICY
    assert directives["frame-ancestors"] == directives["object-src"] == directives["base-uri"] == "'none'"
    assert directives["default-src"] == directives["form-action"] == "'self'"
    assert directives["report-uri"] == REPORT_PATH == reverse("policy_report")
    assert HEADERS["Reporting-Endpoints"] == f'{directives["report-to"]}="{REPORT_PATH}"'


def test_no_other_site_embeds_a_page_or_holds_its_window():
    assert HEADERS["Cross-Origin-Resource-Policy"] == HEADERS["Cross-Origin-Opener-Policy"] == "same-origin"
    assert HEADERS["X-Frame-Options"] == "DENY"


def test_features_are_denied_one_by_one():
    assert re.fullmatch(r"([a-z-]+=\(\)(, |$))+", HEADERS["Permissions-Policy"])
    assert "camera=()" in HEADERS["Permissions-Policy"]
    assert "publickey-credentials" not in HEADERS["Permissions-Policy"]


def test_the_server_does_not_name_itself():
    class Request:
        version = (1, 1)

    response = Response.__new__(Response)
    response.__dict__.update(req=Request(), version="gunicorn", status="200 OK", upgrade=True, chunked=False)
    lines = without_banner(response)
    assert lines[0] == "HTTP/1.1 200 OK\r\n"
    assert [line for line in lines if line.startswith("Server")] == []

from django.http import HttpResponse
from django.test import RequestFactory

from config.csp import POLICY, ContentSecurityPolicy


def test_every_page_carries_the_policy():
    response = ContentSecurityPolicy(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY

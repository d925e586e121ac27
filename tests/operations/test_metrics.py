import pytest
from django.http import Http404

from archive.operations.metrics.access import may_read
from archive.operations.metrics.views import metrics
from config.proxies import TrustedProxiesMiddleware

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def by_token(settings):
    settings.METRICS, settings.METRICS_TOKEN, settings.METRICS_FROM = True, TOKEN, []


@pytest.fixture
def by_address(settings):
    from ipaddress import ip_network

    settings.METRICS, settings.METRICS_TOKEN = True, ""
    settings.METRICS_FROM = ["unix", ip_network("127.0.0.0/8"), ip_network("10.1.0.0/16")]


def test_metrics_are_off(rf):
    with pytest.raises(Http404):
        metrics(rf.get("/metrics"))


@pytest.mark.parametrize("header", ["", TOKEN, f"Basic {TOKEN}", "Bearer ", f"Bearer {TOKEN}x", "Bearer é"])
def test_who_lacks_the_token_finds_nothing(rf, by_token, header):
    with pytest.raises(Http404):
        metrics(rf.get("/metrics", HTTP_AUTHORIZATION=header))


def test_who_has_the_token_may_read(rf, by_token):
    assert may_read(rf.get("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}"))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("10.2.0.1", False), ("203.0.113.9", False), ("", False)],
)
def test_who_asks_from_a_named_network_may_read(rf, by_address, address, allowed):
    assert may_read(rf.get("/metrics", REMOTE_ADDR=address)) == allowed


def test_a_visitor_behind_a_proxy_that_nobody_named_is_not_the_proxy(rf, by_address, settings):
    settings.TRUSTED_PROXIES = []
    request = rf.get("/metrics", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert TrustedProxiesMiddleware(may_read)(request) is False


@pytest.mark.django_db
def test_an_administrators_session_is_no_token(as_administrator, by_token):
    assert as_administrator.get("/metrics").status_code == 404

"""What a header says of the visitor counts only where a named proxy wrote it."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.proxies import TrustedProxiesMiddleware


@pytest.fixture(autouse=True)
def trusted_proxies(settings):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), "unix"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def answer_from(peer, **headers):
    """(address, whether it is HTTPS) as views see them."""
    requests = []
    middleware = TrustedProxiesMiddleware(lambda request: (requests.append(request), HttpResponse())[1])
    middleware(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))
    return requests[0].META["REMOTE_ADDR"], requests[0].is_secure()


def test_a_stranger_cannot_say_who_asks_and_how():
    said = {"HTTP_X_FORWARDED_FOR": "198.51.100.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert answer_from("192.0.2.1", **said) == ("192.0.2.1", False)


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.9.8.7", "::ffff:10.9.8.7", ""])
def test_a_named_proxy_can(peer):
    said = {"HTTP_X_FORWARDED_FOR": "198.51.100.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert answer_from(peer, **said) == ("198.51.100.1", True)


@pytest.mark.parametrize(
    ("chain", "visitor"),
    [
        ("6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.5, 10.0.0.2", "10.0.0.5"),
        ("2001:db8::1", "2001:db8::1"),
        ("6.6.6.6:1, 198.51.100.1:50123, 10.0.0.2:443", "198.51.100.1"),
        ("6.6.6.6, [2001:db8::1]:50123", "2001:db8::1"),
        ("6.6.6.6, ::ffff:10.0.0.2", "6.6.6.6"),
        ("nonsense", "127.0.0.1"),
        ("198.51.100.1, nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
        (" , ", "127.0.0.1"),
    ],
)
def test_the_visitor_is_the_last_stranger_of_the_chain(chain, visitor):
    assert answer_from("127.0.0.1", HTTP_X_FORWARDED_FOR=chain) == (visitor, False)


def test_nobody_is_trusted_who_is_not_named(settings):
    settings.TRUSTED_PROXIES = []
    said = {"HTTP_X_FORWARDED_FOR": "198.51.100.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert [answer_from(peer, **said) for peer in ("127.0.0.1", "")] == [("127.0.0.1", False), ("", False)]

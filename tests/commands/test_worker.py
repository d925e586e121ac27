"""What the gunicorn worker does with a body that the archive did not read."""

import socket
import threading
from types import SimpleNamespace

import pytest
from gunicorn import http
from gunicorn.config import Config

from archive.management import worker
from archive.management.worker import Worker

HEAD = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
NEXT = b"GET /speakers/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def sent():
    """The parser of a connection on which bytes arrive."""
    ends = []

    def send(data):
        client, server = socket.socketpair()
        ends.extend([client, server])
        threading.Thread(target=client.sendall, args=(data,), daemon=True).start()
        return http.get_parser(Config(), server, ("127.0.0.1", 5000))

    yield send
    for end in ends:
        end.close()


def keeps_connection(parser, keepalive=True):
    return Worker._keepalive_after(None, SimpleNamespace(parser=parser), keepalive)


@pytest.mark.parametrize("size", [0, 20, 70_000, 3_000_000])
def test_the_request_after_an_unread_body_is_read(sent, size):
    parser = sent(HEAD % size + b"x" * size + NEXT)
    assert next(parser).path == "/admin/login/"
    assert keeps_connection(parser) is True
    assert next(parser).path == "/speakers/"


def test_an_unread_body_is_taken_from_its_sender_before_the_connection_closes(sent):
    parser = sent(HEAD % 3_000_000 + b"x" * 3_000_000)
    next(parser)
    assert keeps_connection(parser, keepalive=False) is False
    assert parser.mesg.body.read() == b""


def test_a_body_without_end_closes_the_connection(sent, monkeypatch):
    monkeypatch.setattr(worker, "UNREAD_BODY_BYTES", 100_000)
    parser = sent(HEAD % 300_000 + b"x" * 300_000)
    next(parser)
    assert keeps_connection(parser) is False


def test_a_body_that_does_not_arrive_closes_the_connection(sent, monkeypatch):
    monkeypatch.setattr(worker, "UNREAD_BODY_SECONDS", 0.05)
    parser = sent(HEAD % 300_000 + b"x" * 100)
    next(parser)
    assert keeps_connection(parser) is False

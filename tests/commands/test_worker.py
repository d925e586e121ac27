"""What the gunicorn worker takes from the queue, and what it does with a body that the archive did not read."""

import socket
import threading
from concurrent.futures import Future
from selectors import DefaultSelector
from types import SimpleNamespace

import pytest
from gunicorn import http
from gunicorn.config import Config
from gunicorn.workers.gthread import ThreadWorker

from archive.management import worker
from archive.management.worker import Worker

HEAD = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
NEXT = b"GET /speakers/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def send_bytes():
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
def test_the_request_after_an_unread_body_is_read(send_bytes, size):
    parser = send_bytes(HEAD % size + b"x" * size + NEXT)
    assert next(parser).path == "/admin/login/"
    assert keeps_connection(parser) is True
    assert next(parser).path == "/speakers/"


def test_an_unread_body_is_taken_from_its_sender_before_the_connection_closes(send_bytes):
    parser = send_bytes(HEAD % 3_000_000 + b"x" * 3_000_000)
    next(parser)
    assert keeps_connection(parser, keepalive=False) is False
    assert parser.mesg.body.read() == b""


def test_a_body_without_end_closes_the_connection(send_bytes, monkeypatch):
    monkeypatch.setattr(worker, "UNREAD_BODY_BYTES", 100_000)
    parser = send_bytes(HEAD % 300_000 + b"x" * 300_000)
    next(parser)
    assert keeps_connection(parser) is False


def test_a_body_that_does_not_arrive_closes_the_connection(send_bytes, monkeypatch):
    monkeypatch.setattr(worker, "UNREAD_BODY_SECONDS", 0.05)
    parser = send_bytes(HEAD % 300_000 + b"x" * 100)
    next(parser)
    assert keeps_connection(parser) is False


class Executor:
    """In place of the threads: futures that the test ends."""

    def __init__(self):
        self.futures = []

    def submit(self, *_):
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def busy_worker():
    """A worker of two threads that listens and is about to wait for what is to do."""
    config = Config()
    config.set("threads", 2)
    listener = socket.create_server(("127.0.0.1", 0))
    new_worker = Worker(1, 0, [listener], None, 30, config, None)
    new_worker.tpool, new_worker.poller = Executor(), DefaultSelector()
    new_worker.method_queue.init()
    new_worker.set_accept_enabled(True)
    yield new_worker
    new_worker.poller.close()
    new_worker.method_queue.close()
    new_worker.tmp.close()
    listener.close()


def accepts(some_worker):
    return some_worker.sockets[0] in some_worker.poller.get_map()


def visit(some_worker):
    """A visitor whose connection was accepted."""
    visitor = socket.create_connection(some_worker.sockets[0].getsockname())
    some_worker.accept(some_worker.sockets[0])
    return visitor


def test_a_worker_accepts_only_what_it_has_a_thread_for(busy_worker):
    with visit(busy_worker):
        assert accepts(busy_worker)
        with visit(busy_worker):
            assert not accepts(busy_worker)
            busy_worker.set_accept_enabled(True)
            assert not accepts(busy_worker)  # the threads are still busy


def test_it_accepts_again_when_a_thread_is_free(busy_worker):
    with visit(busy_worker), visit(busy_worker):
        busy_worker.tpool.futures[0].set_result(False)
        busy_worker.method_queue.run_callbacks(None)
        busy_worker.set_accept_enabled(True)
        assert accepts(busy_worker)


@pytest.mark.parametrize(("in_progress", "closes"), [(1, False), (2, False), (3, True)])
def test_a_connection_ends_where_requests_wait_for_threads(
    busy_worker, send_bytes, monkeypatch, in_progress, closes
):
    monkeypatch.setattr(ThreadWorker, "handle_request", lambda self, req, conn: req.should_close())
    busy_worker.in_progress = in_progress
    assert busy_worker.handle_request(next(send_bytes(NEXT)), None) is closes

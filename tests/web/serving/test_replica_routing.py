"""Which requests another database may answer."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from archive.web.serving import routing


@pytest.mark.parametrize(("path", "answer"), [("/about/", "from a replica"), ("/admin/", "failed")])
def test_only_public_pages_are_asked_of_another_database(rf, monkeypatch, path, answer):
    monkeypatch.setattr(routing, "replicas", SimpleNamespace(is_configured=True))
    monkeypatch.setattr(routing, "connection", SimpleNamespace(in_atomic_block=False))
    monkeypatch.setattr(routing, "is_public", lambda request: False)  # somebody with a session
    failed = HttpResponse("failed", status=503)
    failed.failure = True
    middleware = routing.ReplicaRoutingMiddleware(lambda request: failed)
    monkeypatch.setattr(middleware, "read_from_any", lambda request, strict: HttpResponse("from a replica"))
    assert middleware(rf.get(path)).content.decode() == answer

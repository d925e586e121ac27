import pytest
from django.http import HttpResponse, StreamingHttpResponse

from archive.web.serving import bounded_work
from archive.web.serving.bounded_work import EXPORT, UPLOAD, BoundedWork, Places, Sending

FILES = ("/search.csv", "/search.atom", "/search.jsonl", "/search.bib", "/search.ris", "/search.csl.json")


@pytest.fixture
def places(monkeypatch):
    made = {EXPORT: Places(2), UPLOAD: Places(2)}
    monkeypatch.setattr(bounded_work, "places", made)
    return made


def test_a_visitor_has_half_and_a_place_that_is_left_is_free_again():
    places = Places(4)
    assert [places.take("ada") for _ in range(3)] == [True, True, False]
    assert [places.take("bo"), places.take("cy"), places.take("di")] == [True, True, False]
    places.leave("ada")
    assert places.take("di")
    for visitor in ("ada", "bo", "cy", "di"):
        places.leave(visitor)
    assert not places.taken


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES)
def test_files_wait_for_a_place_and_pages_do_not(client, places, statement, path):
    places[EXPORT].take("203.0.113.1")
    places[EXPORT].take("203.0.113.2")
    refused = client.get(path)
    assert (refused.status_code, refused["Retry-After"]) == (429, "5")
    assert "Too many of these" in refused.text
    assert client.get("/speakers/").status_code == 200
    assert client.get("/search/").status_code == 200
    places[EXPORT].leave("203.0.113.1")
    answer = client.get(path)
    assert answer.status_code == 200
    assert places[EXPORT].taken.total() == 2  # until it is sent
    answer.getvalue()
    answer.close()
    assert places[EXPORT].taken.total() == 1


@pytest.mark.django_db
def test_a_file_that_fails_and_one_that_nobody_reads_leave_their_places(rf, places):
    def view(request):
        request.resolver_match.url_name = "search_csv"
        return middleware.process_view(request, None, (), {}) or make()

    def make():
        return StreamingHttpResponse(iter(["a", "b"]))

    middleware = BoundedWork(view)
    for _ in range(5):
        request = rf.get("/search.csv")
        request.resolver_match = type("Match", (), {})()
        response = middleware(request)
        assert response.status_code == 200
        next(iter(response))
        response.close()
        response.close()
    assert places[EXPORT].taken.total() == 0


def test_a_reader_that_takes_for_ever_is_left(monkeypatch):
    places = Places(2)
    places.take("ada")
    sending = Sending(iter([b"a", b"b"]), places, "ada")
    pieces = iter(sending)
    assert next(pieces) == b"a"
    monkeypatch.setattr(sending, "end", 0)
    with pytest.raises(TimeoutError):
        next(pieces)
    sending.close()
    assert not places.taken


@pytest.mark.django_db
def test_what_editors_send_has_places_of_its_own(as_editor, places):
    page = "/admin/archive/document/import/"
    places[UPLOAD].take("another")
    places[UPLOAD].take("a third")
    assert as_editor.get(page).status_code == 200
    answer = as_editor.post(page, {"text": "x"})
    assert (answer.status_code, "still in the form" in answer.text) == (429, True)
    places[UPLOAD].leave("another")
    assert as_editor.post(page, {"text": "x"}).status_code != 429
    assert places[UPLOAD].taken.total() == 1


@pytest.mark.parametrize(
    ("size", "has_session", "status"),
    [
        ("1000", False, 200),
        (str(17 * 2**20), False, 413),
        (str(17 * 2**20), True, 200),
        (str(129 * 2**20), True, 413),
        ("9" * 30, True, 200),  # gunicorn itself refuses what is no number
        ("", False, 200),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(rf, size, has_session, status):
    request = rf.post("/admin/login/", "x", content_type="text/plain", CONTENT_LENGTH=size)
    request.COOKIES = {"sessionid": "x"} if has_session else {}
    assert BoundedWork(lambda request: HttpResponse("x"))(request).status_code == status

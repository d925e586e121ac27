import pytest
from django.http import HttpResponse, StreamingHttpResponse

from archive.web.serving import bounded_work
from archive.web.serving.bounded_work import EXPORT, UPLOAD, BoundedFile, BoundedWorkMiddleware, Slots

FILES = ("/search.csv", "/search.atom", "/search.jsonl", "/search.bib", "/search.ris", "/search.csl.json")


@pytest.fixture
def slots(monkeypatch):
    made = {EXPORT: Slots(2), UPLOAD: Slots(2)}
    monkeypatch.setattr(bounded_work, "slots", made)
    return made


def test_a_visitor_has_half_and_a_place_that_is_left_is_free_again():
    slots = Slots(4)
    assert [slots.acquire("ada") for _ in range(3)] == [True, True, False]
    assert [slots.acquire("bo"), slots.acquire("cy"), slots.acquire("di")] == [True, True, False]
    slots.release("ada")
    assert slots.acquire("di")
    for visitor in ("ada", "bo", "cy", "di"):
        slots.release(visitor)
    assert not slots.in_use


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES)
def test_files_wait_for_a_place_and_pages_do_not(client, slots, statement, path):
    slots[EXPORT].acquire("203.0.113.1")
    slots[EXPORT].acquire("203.0.113.2")
    response = client.get(path)
    assert (response.status_code, response["Retry-After"]) == (429, "5")
    assert "Too many of these" in response.text
    assert client.get("/speakers/").status_code == 200
    assert client.get("/search/").status_code == 200
    slots[EXPORT].release("203.0.113.1")
    answer = client.get(path)
    assert answer.status_code == 200
    assert slots[EXPORT].in_use.total() == 2  # until it is sent
    answer.getvalue()
    answer.close()
    assert slots[EXPORT].in_use.total() == 1


@pytest.mark.django_db
def test_a_file_that_fails_and_one_that_nobody_reads_leave_their_places(rf, slots):
    def view(request):
        request.resolver_match.url_name = "search_csv"
        return middleware.process_view(request, None, (), {}) or make()

    def make():
        return StreamingHttpResponse(iter(["a", "b"]))

    middleware = BoundedWorkMiddleware(view)
    for _ in range(5):
        request = rf.get("/search.csv")
        request.resolver_match = type("Match", (), {})()
        response = middleware(request)
        assert response.status_code == 200
        next(iter(response))
        response.close()
        response.close()
    assert slots[EXPORT].in_use.total() == 0


def test_a_reader_that_takes_for_ever_is_left(monkeypatch):
    slots = Slots(2)
    slots.acquire("ada")
    sending = BoundedFile(iter([b"a", b"b"]), slots, "ada")
    pieces = iter(sending)
    assert next(pieces) == b"a"
    monkeypatch.setattr(sending, "end", 0)
    with pytest.raises(TimeoutError):
        next(pieces)
    sending.close()
    assert not slots.in_use


@pytest.mark.django_db
@pytest.mark.slow
def test_what_editors_send_has_places_of_its_own(as_editor, slots):
    page = "/admin/archive/document/import/"
    slots[UPLOAD].acquire("another")
    slots[UPLOAD].acquire("a third")
    assert as_editor.get(page).status_code == 200
    answer = as_editor.post(page, {"text": "x"})
    assert (answer.status_code, "still in the form" in answer.text) == (429, True)
    slots[UPLOAD].release("another")
    assert as_editor.post(page, {"text": "x"}).status_code != 429
    assert slots[UPLOAD].in_use.total() == 1


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
    assert BoundedWorkMiddleware(lambda request: HttpResponse("x"))(request).status_code == status

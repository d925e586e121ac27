"""A cached page is the page that would be made now; tags say so without sending it."""

import gzip
import random
from functools import partial

import brotli
import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from archive.editing import corrections
from archive.models import Document, Event, Source, Speaker, State, Statement, Theme
from archive.search.engine.evaluation import SearchExecution
from archive.web import paging, urls
from archive.web.serving import page_cache
from archive.web.serving.compression import accepted_codings
from tests.factories import make_document, make_statement
from tests.search.connections import in_other_connection

from .conftest import FILES, NEVER_CACHED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_every_public_address_is_among_the_paths(paths):
    names = {resolve(path.partition("?")[0]).url_name for path in (*paths, *FILES)}
    assert names == {urlpattern.name for urlpattern in urls.urlpatterns} - NEVER_CACHED


@pytest.mark.slow
def test_a_cached_page_takes_one_query(client, paths, django_assert_num_queries):
    for path in paths:
        made = client.get(path)
        with django_assert_num_queries(1):
            response = client.get(path)
        assert (response.status_code, response.content) == (200, made.content), path
        del response["X-Request-ID"], made["X-Request-ID"]
        assert response.headers.items() == made.headers.items()


@pytest.mark.slow
def test_who_has_it_already_gets_304_until_it_changes(client, paths, statement, draft_document):
    made = {path: client.get(path) for path in (*paths, *FILES)}
    page_cache.pages.clear()  # as in another process
    for path, page in made.items():
        response = client.get(path, headers={"If-None-Match": f'"other", {page["ETag"]}'})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", page["ETag"]), path
        assert response["Cache-Control"] == page["Cache-Control"]
    Speaker.objects.update(name="Cleo Zanzibar")
    unchanged = set()
    for path, page in made.items():
        again = client.get(path, headers={"If-None-Match": page["ETag"]})
        assert again.status_code == (304 if not page.streaming and again["ETag"] == page["ETag"] else 200)
        if again.status_code == 304:
            unchanged.add(path)
            assert client.get(path).content == page.content
    without_names = {"/about/", "/documents/", "/sitemap.xml"}
    assert without_names <= unchanged
    assert not unchanged & {"/search/", "/search/?q=harbour", "/speakers/", *FILES} - without_names


@pytest.mark.slow
def test_a_page_is_sent_compressed_to_whoever_reads_that(client, paths):
    for path in (*paths, *FILES):
        plain = client.get(path)
        response = client.get(path, headers={"Accept-Encoding": "gzip"})
        smallest = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
        refused_response = client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
        assert response["Content-Encoding"] == "gzip"
        assert smallest["Content-Encoding"] == ("gzip" if plain.streaming else "br")
        assert "Content-Encoding" not in plain.headers
        assert "Content-Encoding" not in refused_response.headers
        assert plain["Vary"] == response["Vary"] == smallest["Vary"] == "Accept-Encoding"
        for answer in (plain, response, smallest, refused_response):
            assert announced_length(answer) in (None, len(body_of(answer))), path
        decompress = gzip.decompress if plain.streaming else brotli.decompress
        bodies = [
            body_of(plain),
            body_of(refused_response),
            gzip.decompress(body_of(response)),
            decompress(body_of(smallest)),
        ]
        if path in FILES:  # they say when they were made, to the second
            bodies = [len(body) for body in bodies]
        assert [bodies[0]] * 4 == bodies, path


def test_the_length_that_is_announced_is_that_of_what_is_sent(client, statement, monkeypatch):
    """Whoever is promised more waits for it until the connection is closed."""
    monkeypatch.setattr(
        SearchExecution, "is_partial", property(lambda self: True)
    )  # these pages are not cached
    for path in ("/search.json?q=harbour", "/search/?q=harbour"):
        for coding in ("br", "gzip"):
            answer = client.get(path, headers={"Accept-Encoding": coding})
            assert (answer.status_code, answer["Content-Encoding"]) == (200, coding)
            assert announced_length(answer) == len(answer.content)


def announced_length(response):
    return int(response["Content-Length"]) if "Content-Length" in response else None


def test_a_page_is_made_once_for_all_codings(client, statement, monkeypatch):
    made = []
    make_page = page_cache.make_page
    monkeypatch.setattr(page_cache, "make_page", lambda *given: made.append(given) or make_page(*given))
    first = client.get("/about/", headers={"Accept-Encoding": "gzip"})
    second = client.get("/about/", headers={"Accept-Encoding": "br"})
    third = client.get("/about/")
    assert brotli.decompress(second.content) == gzip.decompress(first.content) == third.content
    assert first["ETag"] == second["ETag"] == third["ETag"]
    assert len(made) == 1


@pytest.mark.parametrize(
    ("accepted", "codings"),
    [
        ("gzip", ["gzip"]),
        ("GZIP;q=1.0", ["gzip"]),
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("br;q=0.5, gzip", ["gzip", "br"]),
        ("br, *", ["br", "gzip"]),
        ("*", ["br", "gzip"]),
        ("gzip; q=0.001", ["gzip"]),
        ("", []),
        ("identity", []),
        ("gzip;q=0.0", []),
        ("gzip;q=much", []),
        ("gzip;q=-1", []),
        ("gzip;q=nan", []),
        ("*, gzip;q=0", ["br"]),
        ("*;q=0", []),
    ],
)
def test_the_codings_a_request_accepts(rf, accepted, codings):
    request = rf.get("/", headers={"Accept-Encoding": accepted})
    assert [coding.name for coding in accepted_codings(request)] == codings


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


FORGED_HEADERS = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "6.6.6.6",
    "Forwarded": "host=evil.example;proto=https",
    "X-Original-URL": "/admin/",
    "X-HTTP-Method-Override": "POST",
    "X-Request-ID": "evil",
    "Accept": "application/json",
    "Accept-Language": "zh",
    "Cookie": "csrftoken=evil; messages=evil; django_language=zh-hans",
    "Referer": "https://evil.example/",
    "User-Agent": "evil",
}


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["head", "get"])
def test_whoever_asks_first_leaves_the_same_page_for_the_next(client, paths, verb):
    """Nothing but the address is in a cached page: no cache can be poisoned by what else a request says."""
    made = {path: client.get(path) for path in paths}
    page_cache.pages.clear()
    for path, page in made.items():
        getattr(Client(), verb)(path, headers=FORGED_HEADERS)
        response = client.get(path)
        assert (response.status_code, response.content) == (200, page.content), path
        del response["X-Request-ID"], page["X-Request-ID"]
        assert response.headers.items() == page.headers.items(), path
        assert not response.cookies


def test_caches_may_hold_public_pages_only(client, statement, as_editor, settings):
    as_editor.get("/search/")
    assert as_editor.get("/search/")["Cache-Control"] == "private, no-cache"
    assert len(page_cache.pages) == 0
    as_editor.logout()
    assert client.get("/search/")["Cache-Control"] == "public, no-cache"
    settings.PUBLIC_CACHE_SECONDS = 30
    assert client.get("/search/")["Cache-Control"] == "public, max-age=30"
    assert client.get("/search.csv")["Cache-Control"] == "public, max-age=30"
    missing = client.get("/documents/nothing/")
    assert (missing.status_code, "Cache-Control" in missing, "ETag" in missing) == (404, False, False)


def test_what_is_not_whole_is_not_kept(client, statement, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(SearchExecution, "is_partial", property(lambda self: True))
        for path in ("/search/?q=harbour", "/search.json?q=harbour"):
            assert "no-store" in client.get(path)["Cache-Control"]
    assert len(page_cache.pages) == 0


@pytest.mark.slow
def test_a_page_made_while_something_changes_is_not_kept(client, statement, monkeypatch):
    """After an older backup is restored its first change is the newest again, and the page would show the other."""
    list_statements = paging.list_statements

    def list_and_change(*args):
        statements = list_statements(*args)
        in_other_connection(lambda: Speaker.objects.update(name="Cleo Zanzibar"))
        return statements

    with monkeypatch.context() as patched:
        patched.setattr(paging, "list_statements", list_and_change)
        page = client.get("/speakers/amara-adeyemi/")
    assert (page.status_code, "ETag" in page.headers) == (200, False)
    assert len(page_cache.pages) == 0
    assert "ETag" in client.get("/speakers/amara-adeyemi/").headers


@pytest.mark.slow
def test_a_draft_or_a_transaction_leaves_nothing_behind(client, statement, draft_statement):
    path = "/search/?q=promise"
    before = client.get(path).content
    with transaction.atomic():
        Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED)
        assert client.get(path).content != before
        transaction.set_rollback(True)
    assert client.get(path).content == before


def writes(rng, publisher):
    """Renames, publication, corrections and whatever else changes what a page shows."""
    document, speaker = (rng.choice(list(model.objects.all())) for model in (Document, Speaker))
    statement = rng.choice(list(Statement.objects.all()))
    number = rng.randrange(10**6)
    return rng.choice(
        [
            partial(Speaker.objects.filter(pk=speaker.pk).update, name=f"Name {number}"),
            partial(
                Speaker.objects.filter(pk=speaker.pk).update, slug=rng.choice(["amara-adeyemi", f"a{number}"])
            ),
            partial(Document.objects.filter(pk=document.pk).update, title=f"Title {number}"),
            partial(Document.objects.filter(pk=document.pk).update, state=rng.choice(State.values[:3])),
            partial(
                Statement.objects.filter(pk=statement.pk).update, state=rng.choice(["draft", "published"])
            ),
            partial(Statement.objects.filter(pk=statement.pk).update, note=f"Note {number}"),
            partial(Event.objects.update, place=f"Place {number}"),
            partial(Theme.objects.update, scope_note=f"Scope {number}"),
            partial(Source.objects.update, name=f"Gazette {number}"),
            partial(corrections.correct_text, publisher, document, f"{document.text}\n\nHarbour {number}."),
            partial(speaker.roles.create, title=f"Minister {number}"),
            partial(statement.relays.create, position=number % 30_000, speaker=speaker),
        ]
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_cached_page_is_never_stale(
    client, paths, statement, draft_statement, hidden_statement, publisher, seed
):
    rng = random.Random(seed)
    make_statement(make_document(text="A harbour in Zanzibar."), "A harbour")
    differing = 0
    for _ in range(20):
        before = {path: client.get(path).content for path in paths}
        writes(rng, publisher)()
        after = {path: client.get(path).content for path in paths}
        page_cache.pages.clear()
        for path in paths:
            made = client.get(path).content
            assert after[path] == made, path
            differing += before[path] != made
    assert differing > 50

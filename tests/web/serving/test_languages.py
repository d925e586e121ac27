"""The language of the interface is in the address, and in nothing else."""

import pytest
from django.urls import get_script_prefix
from django.utils import translation

from archive.web.serving import page_cache

CHINESE = "zh-hans"


def test_every_link_of_a_page_keeps_its_language(client, statement):
    page = client.get("/zh/search/?q=library").content.decode()
    assert '<html lang="zh-hans"' in page
    links = {part.partition('"')[0] for part in page.split('href="/')[1:]}
    own = {link for link in links if not link.startswith(("zh/", "static/"))}
    assert own == {"search/?q=library"}, "but for the link to English"
    assert (
        'hreflang="zh-hans" href="http://testserver/zh/search/?q=library"'
        in client.get("/search/?q=library").content.decode()
    )


def test_the_language_ends_with_the_request(client, db):
    assert client.get("/zh/about/")["Content-Language"] == CHINESE
    assert (translation.get_language(), get_script_prefix()) == ("en", "/")
    assert client.get("/about/")["Content-Language"] == "en"
    assert '<html lang="en"' in client.get("/about/", HTTP_ACCEPT_LANGUAGE="zh-CN").content.decode()


@pytest.mark.parametrize("path", ["/zh", "/zh/nothing-here/", "/zhx/search/", "/zh/zh/search/"])
def test_what_is_not_there_is_not_there_in_any_language(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/zh//evil.example/", "/zh///evil.example/x/", "/zh/%2Fevil.example/"])
def test_no_link_to_the_other_language_names_a_host(client, db, path):
    page = client.get(path).text
    assert 'href="//' not in page
    assert 'href="/evil.example/' in page or 'href="/zh/evil.example/' in page


def test_a_slash_that_is_missing_is_added_in_the_language(client, db):
    assert client.get("/zh/search").url == "/zh/search/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_each_language_is_kept_by_itself(client, statement):
    page_cache.pages.clear()
    english, chinese = (client.get(path).content.decode() for path in ("/search/", "/zh/search/"))
    assert [client.get(path).content.decode() for path in ("/search/", "/zh/search/")] == [english, chinese]
    assert english != chinese
    assert "Cookie" not in client.get("/zh/search/").get("Vary", "")


@pytest.mark.slow
def test_what_is_cited_has_one_address(client, statement):
    """Files, feeds and references name the same statement in the same way, whoever asks for them."""
    for path in (
        "search.atom",
        "search.csv",
        f"statements/{statement.pk}.ris",
        f"statements/{statement.pk}.csl.json",
    ):
        response = client.get(f"/zh/{path}")
        body = b"".join(response) if response.streaming else response.content
        assert f"http://testserver/statements/{statement.pk}/".encode() in body, path
    page = client.get(f"/zh/statements/{statement.pk}/").content.decode()
    assert f"http://testserver/statements/{statement.pk}/" in page


def test_a_file_is_in_one_language_to_its_end(client, statement):
    response = client.get("/zh/search.atom")
    body = b"".join(response.streaming_content).decode()
    assert "Amara Adeyemi (转述): every harbour" in body
    assert "retrieved" not in body


@pytest.mark.slow
def test_dates_and_numbers_are_in_the_order_of_the_language(client, statement):
    assert "2024年3月5日" in client.get(f"/zh/statements/{statement.pk}/").content.decode()


@pytest.mark.slow
def test_the_admin_speaks_it_too(as_editor):
    assert '<html lang="zh-hans"' in as_editor.get("/zh/admin/").content.decode()

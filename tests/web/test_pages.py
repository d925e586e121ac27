import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_healthz_is_well_and_never_stored(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_healthz_says_when_the_database_does_not_answer(client, monkeypatch):
    def refuse():
        raise OperationalError("the server has gone away at /secret/path")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "no database"})


@pytest.mark.django_db
def test_about_explains_every_attribution(client):
    page = client.get("/about/").content.decode()
    assert page.count('<dt><span class="badge badge-') == 5
    assert "Quotation in translation" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/documents/", "/about/", "/speakers/", "/search/"])
def test_pages_carry_no_inline_script_or_style(client, statement, address):
    page = client.get(address).content.decode()
    assert 'style="' not in page
    assert "<script>" not in page
    assert page.count("<h1") == 1

"""Hundreds of chosen values are a page, and so is an address without end."""

import runpy
from urllib.parse import urlencode

import pytest
from django.conf import settings
from gunicorn.config import Config
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

from archive.web.serving.long_addresses import MAX_CHARACTERS

CHOSEN = urlencode([("speaker", f"somebody-with-a-long-name-{number}") for number in range(300)])


@pytest.mark.slow
def test_three_hundred_values_are_a_page_with_a_note(reader, statement):
    assert 4_094 < len(CHOSEN) < MAX_CHARACTERS
    page = reader.get(f"/search/?speaker=amara-adeyemi&{CHOSEN}")
    assert page.status_code == 200
    assert "Only the first 50 values of “speaker” were used." in page.text
    assert [hit.statement for hit in page.context["hits"]] == [statement]


@pytest.mark.parametrize("address", ["/search/", "/search.csv", "/speakers/"])
def test_a_longer_one_gets_an_error_page_in_the_look_of_the_site(client, address):
    answer = client.get(f"{address}?q={'a' * MAX_CHARACTERS}")
    assert answer.status_code == 414
    assert "This address is too long." in answer.text
    assert "archive/site/site" in answer.text


def test_a_program_gets_json(client):
    answer = client.get(f"/search.json?q={'a' * MAX_CHARACTERS}")
    assert (answer.status_code, answer.json()) == (414, {"message": "The address is too long."})


def test_gunicorn_lets_them_through():
    config = Config()
    config.set(
        "limit_request_line", runpy.run_path(settings.BASE_DIR / "gunicorn.conf.py")["limit_request_line"]
    )
    line = f"GET /search/?q={'a' * MAX_CHARACTERS} HTTP/1.1\r\nHost: archive.example\r\n\r\n"
    request = Request(config, IterUnreader([line.encode()]), ("127.0.0.1", 1))
    assert len(request.query) > MAX_CHARACTERS

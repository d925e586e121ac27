"""Under which name and port the archive answers, and which it gives out."""

import pytest

pytestmark = pytest.mark.django_db
FORMS = ("/search.json", "/search.atom", "/search.csv", "/search.bib", "/documents/harbour-library-remarks/")


@pytest.fixture(autouse=True)
def hosts(settings):
    settings.ALLOWED_HOSTS = ["archive.example.org", "localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    "host",
    [
        "archive.example.org",
        "archive.example.org:443",
        "archive.example.org:80",
        "archive.example.org:8000",
        "localhost:9123",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8000",
    ],
)
def test_usual_ports_are_answered(client, host):
    assert client.get("/about/", HTTP_HOST=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "archive.example.org:1234",
        "archive.example.org:0",
        "archive.example.org:080",
        "archive.example.org:99999999999999999999",
        "archive.example.org:",
        "archive.example.org:٨٠",
        "archive.example.org:443:1234",
        "archive.example.org:80@evil.example",
        "localhost:0",
        "localhost:65536",
        "[::1]:99999",
        "evil.example",
        "evil.example:443",
    ],
)
def test_odd_ports_and_other_names_are_refused(client, host):
    response = client.get("/about/", HTTP_HOST=host)
    assert response.status_code == 400
    assert "evil" not in response.text


def test_the_port_of_the_site_is_taken(client, settings):
    settings.SITE_URL = "https://archive.example.org:8443"
    assert client.get("/about/", HTTP_HOST="archive.example.org:8443").status_code == 200


@pytest.mark.parametrize("address", FORMS)
def test_what_leaves_names_the_site_address(client, settings, statement, address):
    """The other name is allowed, too, and would be in the links without the setting."""
    assert "http://localhost" in client.get(address, HTTP_HOST="localhost").getvalue().decode()
    settings.SITE_URL = "https://archive.example.org"
    page = client.get(address, HTTP_HOST="localhost").getvalue().decode()
    assert "https://archive.example.org/" in page
    assert "localhost" not in page

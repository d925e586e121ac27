"""What becomes a link is http or https: refused by the database, and again where it is read."""

import importlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Document, Source
from archive.models.base.web_address import WebAddressField
from tests.factories import make_document, make_source

BAD = (
    "javascript:alert(1)",
    "JavaScript:alert(1)//https://example.org",
    " https://example.org",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ftp://example.org/x",
    "//example.org",
    "example.org",
    "https:example.org",
    "https://a\njavascript:alert(1)",
)
GOOD = (
    "",
    "https://example.org/a?b=c#d",
    "HTTP://EXAMPLE.ORG",
    "http://例え.jp/説明",
    "https://[2001:db8::1]/",
)
TABLES = ("archive_document", "archive_source")


@pytest.mark.parametrize("model", [Document, Source])
def test_the_database_refuses_other_schemes(published_document, model):
    rows = model.objects.all()
    for url in BAD:
        with pytest.raises(IntegrityError, match="url_is_web_address"), transaction.atomic():
            rows.update(url=url)
    for url in GOOD:
        assert rows.update(url=url) == 1


@pytest.mark.parametrize("make", [make_document, make_source])
def test_a_form_says_so(db, make):
    row = make()
    row.url = "javascript:alert(1)"
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert set(refused.value.message_dict) == {"url"}


@given(st.text(max_size=40), st.sampled_from(["", "http", "https", "javascript", "data"]))
def test_what_is_read_begins_with_http(rest, scheme):
    url = f"{scheme}:{rest}"
    read = WebAddressField().from_db_value(url, None, None)
    assert read in ("", url)
    assert read == "" or read.lower().startswith(("http://", "https://"))


@pytest.fixture
def hostile_rows(statement):
    """As a database might be that was restored without the rule."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table[8:]}_url_is_web_address")
            cursor.execute(f"UPDATE {table} SET url = 'javascript:alert(1)'")
    return statement


@pytest.mark.parametrize(
    "address", ["/documents/harbour-library-remarks/", "/search.json", "/search.csv", "/search.jsonl"]
)
def test_no_page_or_file_prints_it_all_the_same(reader, hostile_rows, address):
    page = reader.get(address).getvalue().decode()
    assert "harbour-library-remarks" in page
    assert "javascript:" not in page


@pytest.mark.parametrize("table", TABLES)
def test_nor_does_the_admin(client, hostile_rows, table):
    from tests.conftest import member_with

    model = table.removeprefix("archive_")
    client.force_login(member_with(f"view_{model}"))
    row = Document.objects.get() if model == "document" else Source.objects.get()
    page = client.get(f"/admin/archive/{model}/{row.pk}/change/").text
    assert str(row) in page
    assert "javascript:" not in page


def test_the_migration_empties_what_has_another_scheme(hostile_rows):
    migration = importlib.import_module("archive.migrations.0042_web_addresses")
    make_source(url="https://example.org")
    with connection.cursor() as cursor:
        for model in migration.TABLES:
            cursor.execute(migration.EMPTY.format(model))
    assert {
        *Document.objects.values_list("url", flat=True),
        *Source.objects.values_list("url", flat=True),
    } == {
        "",
        "https://example.org",
    }
    assert "javascript:alert(1)" in raw("SELECT url FROM archive_documentevent")


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]

"""A text written from right to left is set so wherever its words stand; the page around it is not."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_document, make_speaker, make_statement

TEXT = "قالت الوزيرة إن المرفأ مفتوح.\n\nوأضافت أن الكتب سفن."
WORDS = "المرفأ مفتوح"
# An element with a language and what stands behind it in the tag.
TAGGED = re.compile(r"""<\w+[^>]*?\blang="(?P<lang>[\w-]+)"(?P<rest>[^>]*)>""")


@pytest.fixture
def arabic(db):
    document = make_document(TEXT, language="ar", title="Harbour news", slug="harbour-news")
    statement = make_statement(document, WORDS, speaker=make_speaker())
    return document, statement


def directions(response) -> dict[str, set[str]]:
    """By language, the directions with which its elements are set; "" for those without one."""
    found: dict[str, set[str]] = {}
    for match in TAGGED.finditer(response.content.decode()):
        direction = re.search(r'\bdir="(\w+)"', match["rest"])
        found.setdefault(match["lang"], set()).add(direction[1] if direction else "")
    return found


def test_public_pages(client, arabic):
    document, statement = arabic
    pages = [document, statement, statement.speaker]
    urls = [*(page.get_absolute_url() for page in pages), f"{reverse('search')}?q=مفتوح"]
    for url in urls:
        found = directions(client.get(url))
        assert found["ar"] - {"auto"} == {"rtl"}, url
        assert found["en"] - {"auto"} == {"ltr"}, url


@pytest.mark.slow
def test_the_workbench_and_the_preview(as_editor, arabic):
    document, statement = arabic
    for name, pk in (
        ("document_annotate", document.pk),
        ("document_change", document.pk),
        ("statement_change", statement.pk),
    ):
        response = as_editor.get(reverse(f"admin:archive_{name}", args=[pk]))
        assert response.status_code == 200
        if "ar" in (found := directions(response)):
            assert found["ar"] == {"rtl"}, name
    response = as_editor.get(reverse("admin:archive_document_annotate", args=[document.pk]))
    assert response.context["workbench"]["direction"] == "rtl"
    assert directions(response)["ar"] == {"rtl"}

"""Selecting words on the plain annotate page fills in its form, to the code point."""

import pytest
from django.contrib.auth.models import User

from archive.models import Document

from ..factories import make_document
from .conftest import PHONE

TEXT = "😀 Ships carry books.\n\n𠮷野家 said: “ships carry books 😀” and ships carry books.\n\nThe end."
SELECT = """([paragraph, start, end]) => {
    const words = document.querySelector(`#p${paragraph} [data-start]`).firstChild;
    document.getSelection().setBaseAndExtent(words, start, words, end);
}"""


@pytest.fixture(scope="module")
def annotated(site, django_db_blocker):
    with django_db_blocker.unblock():
        User.objects.create_superuser("annie", password="correct horse")
        return make_document(TEXT, slug="selecting").pk


@pytest.fixture
def annotate(open_page, annotated):
    def annotate(**options):
        address = f"/admin/archive/document/{annotated}/annotate/?plain=1"
        page = open_page(f"/admin/login/?next={address}", **options)
        page.fill("#id_username", "annie")
        page.fill("#id_password", "correct horse")
        page.click("[type=submit]")
        page.wait_for_selector("#text")
        return page

    return annotate


def select(page, expect, paragraph, start, end):
    """From and to in UTF-16 units of the paragraph, as the browser counts."""
    page.evaluate(SELECT, [paragraph, start, end])
    expect(page.locator("#where")).to_have_text(f"¶ {paragraph}")


@pytest.fixture
def expect():
    return pytest.importorskip("playwright.sync_api").expect


def statements(django_db_blocker, pk):
    with django_db_blocker.unblock():
        return list(Document.objects.get(pk=pk).statements.values_list("start", "text", "attribution"))


def test_selected_words_are_marked_at_their_place(annotate, annotated, expect, django_db_blocker):
    page = annotate()
    text = TEXT.split("\n\n")[1]
    second = text.encode("utf-16-le").index("ships carry books.".encode("utf-16-le")) // 2
    select(page, expect, 2, second, second + len("ships carry books"))
    expect(page.locator("#id_words")).to_have_value("ships carry books")
    expect(page.locator("#id_start")).to_have_value(str(TEXT.index("ships carry books.")))
    page.select_option("#id_voice", "narrator")
    page.select_option("#id_attribution", "summary")
    page.click("#form button[type=submit]")
    expect(page.locator(".messagelist")).to_contain_text("Marked: “ships carry books”.")
    start = TEXT.index("ships carry books.")
    assert statements(django_db_blocker, annotated) == [(start, "ships carry books", "summary")]
    expect(page.locator("[data-ids]")).to_have_text("ships carry books")


def test_words_in_quotation_marks_are_taken_for_a_quotation(annotate, expect):
    page = annotate()
    start = TEXT.split("\n\n")[1].encode("utf-16-le").index("ships".encode("utf-16-le")) // 2
    select(page, expect, 2, start, start + len("ships carry books 😀") + 1)
    expect(page.locator("#id_words")).to_have_value("ships carry books 😀")
    expect(page.locator("#id_attribution")).to_have_value("verbatim")
    select(page, expect, 3, 0, 3)
    expect(page.locator("#id_attribution")).to_have_value("")


def test_typing_over_a_selection_forgets_its_place(annotate, expect):
    page = annotate()
    select(page, expect, 3, 0, 3)
    expect(page.locator("#id_start")).to_have_value(str(TEXT.index("The end")))
    page.fill("#id_words", "Ships")
    expect(page.locator("#id_start")).to_have_value("")
    expect(page.locator("#where")).to_have_text("")


def test_on_a_phone_a_bar_leads_from_the_selection_to_the_form(annotate, expect):
    page = annotate(viewport={**PHONE, "height": 500})
    bar = page.locator("#selected-bar")
    expect(bar).to_be_hidden()
    select(page, expect, 1, 3, 8)
    expect(bar).to_contain_text("Ships")
    bar.locator("a").click()
    expect(page.locator("#id_words")).to_be_in_viewport()
    expect(bar).to_be_hidden()

"""The import pages in a browser: with JavaScript and without, by keyboard and screen reader, wide and narrow."""

import pytest

from archive.models import Document, PendingImport

from .conftest import PHONE
from .test_accessibility import violations
from .workbench_page import run_in_thread

pytestmark = pytest.mark.slow

LETTER = (
    "Why the council matters is a question that the harbour has asked for years.\n\n"
    "Press Release of the Port\n\n“The port has lamps and a quay and a library, and is content.”\n\n"
    "That is what the council said about the lamps of the harbour this year.\n"
)
TABLE = "title;text;source\n" + "".join(
    f"Lamps {n};The lamps of harbour number {n} are for all who come to the quay.;Gazette\n"
    for n in range(60)
)
IMPORT = "/admin/archive/document/import/"


@pytest.fixture
def import_page(open_page, people, sign_in, django_db_blocker):
    def import_page(**options):
        with django_db_blocker.unblock():
            run_in_thread(PendingImport.objects.all().delete)
        page = open_page("/about/", **options)
        sign_in(page)
        page.goto(IMPORT)
        return page

    return import_page


def open_preview(page, content=LETTER, name="letter.txt"):
    file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    page.get_by_label("Files", exact=True).set_input_files(file)
    with page.expect_navigation(url=f"**{IMPORT}*/"):
        page.get_by_role("button", name="Preview").click()


def test_a_part_is_chosen_by_clicking_the_numbers_of_its_paragraphs(import_page):
    page = import_page()
    open_preview(page)
    page.get_by_role("button", name="Paragraph 3: begins or ends a part").click()
    page.get_by_role("button", name="Paragraph 4: begins or ends a part").click()
    page.wait_for_url("**#part-1")

    assert page.locator("[name=part-1-first]").input_value() == "3"
    assert page.locator("[name=part-1-last]").input_value() == "4"
    assert page.locator("[name=part-1-chosen]").is_checked()
    assert page.locator(".in-part").count() == 2


def test_without_javascript_the_numbers_are_typed(import_page, django_db_blocker):
    page = import_page(java_script_enabled=False)
    open_preview(page)
    page.locator("[name=document-source]").fill("Harbour Weekly")
    page.get_by_text("Another part", exact=True).click()
    page.locator("[name=part-1-chosen]").check()
    page.locator("[name=part-1-first]").fill("3")
    page.locator("[name=part-1-last]").fill("4")
    page.get_by_role("button", name="Preview again").click()
    page.get_by_role("button", name="Import as a draft").click()
    page.locator(".messagelist").wait_for()

    with django_db_blocker.unblock():
        part = Document.objects.latest("id")
        assert (part.part_first, part.part_last, part.part_of.source.name) == (3, 4, "Harbour Weekly")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_barriers(import_page, open_page, scheme):
    open_page.expected.append("Applying inline style")  # axe tries some, which the policy forbids
    page = import_page(color_scheme=scheme)
    assert violations(page, scheme) == []
    open_preview(page)
    page.locator("#part-0 summary").click()
    page.locator("#part-0").get_by_label("Import as a separate document").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Preview again").click()
    assert violations(page, scheme) == []
    page.goto(IMPORT)
    open_preview(page, TABLE, "lamps.csv")
    assert violations(page, scheme) == []
    with page.expect_navigation():
        page.get_by_role("link", name="Lamps 1", exact=True).click()
    assert violations(page, scheme) == []
    page.goto(IMPORT)
    assert page.locator(".import-queue tbody tr").count() == 2
    assert violations(page, scheme) == []


@pytest.mark.parametrize("width", [PHONE["width"], 820, 1440])
def test_nothing_is_wider_than_the_window(import_page, width):
    page = import_page(viewport={"width": width, "height": 900})
    open_preview(page, TABLE, "lamps.csv")
    page.goto(IMPORT)
    open_preview(page)
    links = page.goto(IMPORT) and [
        link.get_attribute("href") for link in page.locator(".import-queue th a").all()
    ]
    assert len(links) == 2
    for path in (IMPORT, *links):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

"""A text corrected in the browser, and what lost its place decided by single keys."""

import pytest
from django.contrib.auth.models import User

from archive.editing.corrections import correct_text
from archive.models import Document, Orphan, Statement
from tests.factories import SPEECH, make_document, make_speaker, make_statement

from .test_accessibility import RULES, violations
from .workbench_page import run_in_thread

pytestmark = pytest.mark.slow

LEAST = SPEECH.replace("“Books are the cheapest ships,”", "“Books are ships that cost the least,”")


@pytest.fixture(scope="module")
def document_pk(site, django_db_blocker):
    """A document whose statements the tests of this module take apart, each its own."""
    with django_db_blocker.unblock():
        User.objects.create_superuser("cora")
        return make_document(SPEECH, slug="correcting").pk


@pytest.fixture
def open_document_page(open_page, sign_in, document_pk):
    """``desk("versions/")`` opens a page of the document, ``desk("/admin/…")`` any other."""

    def begin():
        document = Document.objects.get(pk=document_pk)
        document.statements.all().delete()
        correct_text(None, document, SPEECH)
        make_statement(document, "every harbour deserves a library", speaker=make_speaker())
        make_statement(document, "Books are the cheapest ships")

    run_in_thread(begin)

    def open_document_page(address):
        where = address if address.startswith("/") else f"/admin/archive/document/{document_pk}/{address}"
        page = open_page("/about/", bypass_csp=True)  # axe sets styles
        sign_in(page, "cora")
        page.goto(where)
        return page

    return open_document_page


def wait_for_animations(page):
    """The admin changes the colour of links slowly."""
    page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")


def correct(pk, text, **more):
    run_in_thread(lambda: correct_text(None, Document.objects.get(pk=pk), text, **more))


def statements(pk):
    rows = Statement.objects.filter(document=pk).in_reading_order().values_list("text", "state")
    return run_in_thread(lambda: list(rows))


def test_a_correction_is_previewed_written_and_its_queue_worked_off_by_keys(
    open_document_page, document_pk, django_db_blocker
):
    page = open_document_page("correct/")
    page.fill("[name=text]", LEAST)
    page.fill("[name=reason]", "The stenographer's own correction")
    page.fill("[name=public_note]", "The stenographer corrected the text.")
    page.click("[name=preview]")
    assert page.locator(".outcome-review").inner_text() == "1 needs to be reattached"
    assert violations(page) == []
    page.click("[name=save]")
    page.locator(".messagelist a", has_text="is orphaned").click()
    page.wait_for_selector(".review-items > .review-item:focus")
    assert page.locator(".previous-words mark").inner_text() == "Books are the cheapest ships"
    for scheme in RULES:
        page.emulate_media(color_scheme=scheme)
        wait_for_animations(page)
        assert violations(page, scheme) == [], scheme
    page.emulate_media()
    kept = page.locator(".choices mark").first.inner_text()
    page.keyboard.press("k")
    page.wait_for_selector(".messagelist .success")
    assert statements(document_pk)[1] == (kept, "published")
    assert kept.startswith("Books are ships")


def test_keys_go_on_and_detach(open_document_page, document_pk):
    correct(document_pk, "Nothing of it is left here.")
    page = open_document_page("/admin/archive/statement/orphans/")
    page.wait_for_selector(".review-items > .review-item:focus")
    ids = page.locator(".review-item").evaluate_all("each => each.map((one) => one.id)")
    first, second = (key.removeprefix("orphan-") for key in ids)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == f"orphan-{second}"
    page.keyboard.press("d")
    page.wait_for_selector(".messagelist .success")
    orphans = run_in_thread(lambda: list(Orphan.objects.order_by("pk").values_list("pk", "detached")))
    assert orphans == [(int(first), False), (int(second), True)]


def test_versions_have_no_barriers(open_document_page, document_pk):
    correct(document_pk, f"Preface.\n\n{SPEECH}", reason="Left out")
    page = open_document_page("versions/")
    page.locator(".version h2").first.wait_for()
    for scheme in RULES:
        page.emulate_media(color_scheme=scheme)
        wait_for_animations(page)
        assert violations(page, scheme) == [], scheme
    page.emulate_media()


# Django's own admin templates: a search box named by its title only, tables' corner cells, no <main> on some pages.
DJANGOS = {"label-title-only", "empty-table-header"}


@pytest.mark.parametrize("address", ["/admin/", "/admin/archive/document/", "change/", "history/"])
def test_other_pages_of_the_admin_have_no_barriers_of_ours(open_document_page, address):
    page = open_document_page(address)
    page.wait_for_load_state()
    assert [violation for violation in violations(page) if violation[0] not in DJANGOS] == []


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["auto", "light", "dark"])
def test_the_theme_chosen_in_the_admin_has_the_colours_of_the_site(open_document_page, system, chosen):
    page = open_document_page("/admin/")
    page.emulate_media(color_scheme=system)
    page.evaluate("theme => document.documentElement.dataset.theme = theme", chosen)
    wait_for_animations(page)
    colours = page.evaluate(
        "[document.body, document.getElementById('header')].map(each => getComputedStyle(each).backgroundColor)"
    )
    is_dark = (system if chosen == "auto" else chosen) == "dark"
    light, dark = ["rgb(255, 255, 255)", "rgb(25, 28, 31)"], ["rgb(21, 24, 27)", "rgb(13, 15, 17)"]
    assert colours == (dark if is_dark else light)

"""A reader saves statements in the browser, writes notes, and takes them along."""

import pytest

from archive.models import State, Statement
from tests.browser.workbench_page import run_in_thread

pytestmark = pytest.mark.slow


@pytest.fixture
def reader(open_page):
    page = open_page("/search/?q=governance&unit=statements")
    buttons = page.locator("article.statement button.save")
    for number in range(2):
        buttons.nth(number).click()
    for _time in range(600):  # until the archive has said what their words are
        if all(row["wording"] for row in saved_statements(page)):
            break
        page.wait_for_timeout(50)
    return page


def saved_statements(page):
    return page.evaluate("""JSON.parse(localStorage.getItem("verbatim.saved"))""")


def test_the_button_stands_beside_the_number_of_the_statement(reader, expect):
    expect(reader.locator("article.statement .matched-fields")).not_to_have_count(0)
    expect(reader.locator("article.statement .matched-fields button.save")).to_have_count(0)
    articles = reader.locator("article.statement").count()
    expect(reader.locator("article.statement ul.meta button.save")).to_have_count(articles)


def test_saved_with_notes_and_downloaded(reader, expect):
    expect(reader.locator("button.save").first).to_have_attribute("aria-pressed", "true")
    reader.goto("/saved/")
    rows = reader.locator(".saved-row")
    expect(rows).to_have_count(2)
    rows.first.locator("textarea").fill("For chapter two")
    with reader.expect_download() as downloading:
        reader.get_by_role("button", name="BibTeX").click()
    text = downloading.value.path().read_text("utf-8")
    assert text.count("@") >= 2
    assert "For chapter two" in text
    reader.reload()
    expect(rows.first.locator("textarea")).to_have_value("For chapter two")
    expect(reader.locator("#recent-searches a").first).to_have_text("Word: governance")
    rows.first.get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(1)
    assert len(saved_statements(reader)) == 1


def test_what_changed_since_is_said(reader, expect, django_db_blocker):
    first, second = (row["id"] for row in saved_statements(reader))
    reader.evaluate(
        """id => localStorage.setItem("verbatim.saved", localStorage.getItem("verbatim.saved").replace(
            new RegExp(`("id":${id},.*?"wording":)"[^"]*"`), '$1"other words"'))""",
        first,
    )
    with django_db_blocker.unblock():
        run_in_thread(withdraw, second)
    reader.goto("/saved/")
    rows = reader.locator(".saved-row")
    expect(rows.nth(0).locator(".saved-changed")).to_be_visible()
    expect(rows.nth(1).locator(".saved-unavailable")).to_be_visible()
    expect(rows.nth(1).locator(".saved-card")).not_to_be_empty()


def withdraw(pk):
    statement = Statement.objects.get(pk=pk)
    statement.state = State.DRAFT
    statement.save()

"""A reader's path through the demo archive, with and without JavaScript, on a desktop and a phone."""

import re

import pytest

from .conftest import DESKTOP, PHONE

pytestmark = pytest.mark.slow

BROWSERS = [
    pytest.param({"viewport": DESKTOP}, id="desktop"),
    pytest.param({"viewport": PHONE, "java_script_enabled": False}, id="phone-without-javascript"),
]


@pytest.mark.parametrize("way", BROWSERS)
def test_from_a_word_over_two_facets_to_the_words_themselves(open_page, way):
    page = open_page("/", **way)
    page.locator("main input[name=q]").first.fill("initiative")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=initiative")
    for facet, value in [("Speaker", "Ma Zhaoxu"), ("Kind of document", "Speech")]:
        choose(page, facet, value)
    assert "speaker=ma-zhaoxu&kind=speech" in page.url
    total = int(page.locator("#results-title").inner_text().split()[0])
    hits = page.locator("article.statement")
    assert hits.count() == total
    words = hits.first.locator("blockquote a")
    said = words.inner_text()
    words.click()
    page.wait_for_url("**/documents/**")
    target = page.locator(":target")
    assert page.url.split("#")[1] == target.get_attribute("id")
    assert said.startswith(target.inner_text()[:20])
    assert target.bounding_box()["y"] < way["viewport"]["height"]
    assert page.locator("mark.hit").count() > 0


def choose(page, facet, value):
    """Open the drawer where facets are in one (on a phone), then choose."""
    drawer = page.locator("details.facets > summary")
    if drawer.is_visible() and page.locator("details.facets[open]").count() == 0:
        drawer.click()
    section = page.locator("section.facet").filter(has=page.get_by_role("heading", name=facet, exact=True))
    link = section.get_by_role("link", name=re.compile(f"^{value}"))
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{address}")


def test_the_count_of_a_facet_is_the_count_of_its_list(open_page):
    page = open_page("/search/?q=governance")
    link = page.locator("section.facet a").filter(has=page.locator(".count")).nth(1)
    promised = int(link.locator(".count").inner_text())
    link.click()
    page.wait_for_url("**/search/?q=governance&*")
    assert page.locator("#results-title").inner_text().startswith(f"{promised} utterance")


def test_a_chip_takes_its_choice_back(open_page):
    page = open_page("/search/?q=governance&speaker=ma-zhaoxu")
    page.get_by_role("link", name=re.compile("Ma Zhaoxu")).first.click()
    page.wait_for_url("**/search/?q=governance")


def test_a_year_of_the_histogram_narrows_to_it(open_page):
    page = open_page("/search/")
    page.locator("svg a").filter(has=page.locator("title", has_text="2018")).first.click()
    page.wait_for_url("**/search/?from=2018-01-01&to=2018-12-31")


def test_reports_of_one_utterance_stand_side_by_side(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Compare the reports").first.click()
    page.wait_for_url(re.compile(r"/utterances/\d+/$"))
    assert page.locator(".comparison .report").count() >= 2
    assert page.locator(".comparison .shared-words").count() >= 2


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search/?q=governance&speaker=xi-jinping&not-theme=summits",
        "/search/values/theme/?q=governance",
        "/documents/",
        "/documents/envoy-newsletter/",
        "/statements/86/",
        "/utterances/1/",
        "/speakers/",
        "/speakers/xi-jinping/",
        "/events/",
        "/events/study-session-20/",
        "/themes/",
        "/themes/governance/",
        "/about/",
    ],
)
def test_no_page_is_wider_than_a_phone(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page("/documents/envoy-newsletter/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_notes_stand_beside_a_text_set_from_right_to_left(open_page):
    page = open_page("/search/?q=initiative", viewport=DESKTOP)
    page.locator("article.statement blockquote a").first.click()
    page.wait_for_url("**/documents/**")
    page.evaluate("document.querySelector('.document-text').dir = 'rtl'")
    words = page.locator(".para-text").first.bounding_box()
    notes = [note.bounding_box() for note in page.locator(".notes").all()]
    assert notes
    assert all(note["x"] >= words["x"] + words["width"] for note in notes)
    assert all(note["x"] + note["width"] <= DESKTOP["width"] for note in notes)

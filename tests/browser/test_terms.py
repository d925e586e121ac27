"""What is said of a term at its words in a text: by keyboard, by touch, and without scripts."""

import pytest

from .conftest import DESKTOP, PHONE
from .test_accessibility import violations

pytestmark = pytest.mark.slow
TERM = "/terms/international-public-good/"
FOCUS = "document.activeElement"


@pytest.fixture
def open_text(open_page):
    """``page, link``: a text with the term and its first words there, and a window that is closed."""

    def open_text(**options):
        page = open_page(TERM, **options)
        address = page.locator(".words a").first.get_attribute("href")
        page.goto(address.split("?")[0])
        link = page.locator('a.term[data-term="international-public-good"]').first
        link.scroll_into_view_if_needed()
        return page, link

    return open_text


def note_of(page):
    return page.locator("#term-international-public-good")


def test_the_keyboard_opens_it_and_comes_back_to_the_words(open_text, expect):
    page, link = open_text(viewport=DESKTOP)
    note = note_of(page)
    link.focus()
    page.keyboard.press("Enter")
    note.wait_for(state="visible")
    expect(link).to_have_attribute("aria-expanded", "true")  # the browser tells of it a moment later
    assert page.evaluate(f"{FOCUS}.closest('.term-note') && {FOCUS}.getAttribute('href')") == TERM
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.textContent") == "Close"
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    expect(link).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_focused()


def test_who_tabs_on_leaves_it_closed_behind(open_text):
    page, link = open_text(viewport=DESKTOP)
    link.focus()
    for key in ("Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    note_of(page).wait_for(state="hidden")
    assert link.evaluate("(link) => link.compareDocumentPosition(document.activeElement) & 4")  # it follows
    assert page.evaluate(f"{FOCUS}.closest('footer')") is None
    page.keyboard.press("Shift+Tab")
    assert link.evaluate("(link) => link === document.activeElement")


def test_the_close_button_and_a_click_elsewhere_close_it(open_text):
    page, link = open_text(viewport=DESKTOP)
    note = note_of(page)
    link.click()
    note.get_by_role("button", name="Close").click()
    note.wait_for(state="hidden")
    assert link.evaluate("(link) => link === document.activeElement")
    link.click()
    note.wait_for(state="visible")
    page.mouse.click(5, 5)
    note.wait_for(state="hidden")
    assert page.url.split("/")[3] == "documents"


@pytest.mark.parametrize("shape", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_covers_neither_its_words_nor_the_edge_and_has_no_barrier(open_text, shape):
    touch = {"has_touch": True} if shape == PHONE else {}
    page, link = open_text(viewport=shape, bypass_csp=True, **touch)  # axe sets styles
    note = note_of(page)
    (link.tap if touch else link.click)()
    note.wait_for(state="visible")
    box, words = note.bounding_box(), link.evaluate("(link) => link.getClientRects()[0].toJSON()")
    assert box["y"] + box["height"] <= words["top"] or words["bottom"] <= box["y"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= shape["width"]
    assert box["y"] + box["height"] <= shape["height"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, scheme) == []


def test_it_scrolls_with_its_words(open_text):
    page, link = open_text(viewport=DESKTOP)
    link.click()
    distance = note_of(page).bounding_box()["y"] - link.bounding_box()["y"]
    page.evaluate("window.scrollBy(0, window.scrollY > 150 ? -120 : 120)")
    assert note_of(page).bounding_box()["y"] - link.bounding_box()["y"] == pytest.approx(distance, abs=1)


def test_without_scripts_the_words_are_a_link(open_text):
    page, link = open_text(viewport=PHONE, java_script_enabled=False)
    assert link.get_attribute("aria-haspopup") is None
    assert not note_of(page).is_visible()
    link.click()
    page.wait_for_url(f"**{TERM}")

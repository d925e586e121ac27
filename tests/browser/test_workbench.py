"""The workbench: words become statements by mouse and by keyboard alone; test_workbench_panel has the rest."""

import pytest

from .workbench_page import TEXT, choose, drag, press_keys, text_corners, wait_until_sent

pytestmark = pytest.mark.slow


@pytest.fixture
def document(new_text):
    return new_text()


def test_words_marked_with_the_mouse_stand_where_they_were(workbench, document, read_statements, expect):
    page = workbench(document)
    drag(page, "ships carry books 😀")
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(".panel-words")).to_have_text("ships carry books 😀")
    expect(page.locator("#choose-attribution")).to_have_value("verbatim")
    choose(page, "speaker", "Amara Adeyemi")
    choose(page, "themes", "Harbour life")
    page.keyboard.press("Enter")
    wait_until_sent(page, 1)
    expect(page.locator("#panel")).to_be_hidden()
    assert read_statements(document) == [("ships carry books 😀", "Amara Adeyemi", "verbatim")]
    assert read_statements(document, "start", "themes__label") == [
        (TEXT.index("ships carry books 😀"), "Harbour life")
    ]
    expect(page.locator("#text [data-ids]")).to_have_text("ships carry books 😀")


def test_the_panel_stands_beside_the_words_and_not_over_them(workbench, document, expect):
    page = workbench(document)
    for words in ("Ships carry", "The end comes late"):
        drag(page, words)
        expect(page.locator("#panel")).to_be_visible()
        assert page.locator("#panel").bounding_box()["x"] > text_corners(page, words)[2]
        page.keyboard.press("Escape")


def test_three_statements_by_keyboard_alone(workbench, document, read_statements, expect):
    page = workbench(document)
    page.focus("#text")
    selecting = press_keys(page, "Control+Home", "s", "s", "s")
    assert selecting == 4
    press_keys(page, "Enter")
    choose(page, "speaker", "Bo Berg")
    page.select_option("#choose-attribution", "paraphrase")
    press_keys(page, "Enter")
    wait_until_sent(page, 1)
    assert page.evaluate("document.activeElement.id") == "text"
    press_keys(page, "s")  # the selection
    assert press_keys(page, "Enter", "Enter") <= 6
    wait_until_sent(page, 2)
    press_keys(page, "s", "Shift+Enter")  # a new paragraph of a report may be anybody's: it asks
    choose(page, "speaker", "Bo Berg")
    page.select_option("#choose-attribution", "paraphrase")
    press_keys(page, "Enter")
    wait_until_sent(page, 3)
    press_keys(page, "s", "Shift+Enter")
    wait_until_sent(page, 4)
    words = [
        "😀 Ships carry books. The harbour is open.",
        "Minister Adeyemi said: “ships carry books 😀” and 𠮷野家 serves rice.",
    ]
    assert read_statements(document, "text", "speaker__name") == [
        ("\n\n".join(words), "Bo Bergqvist"),
        ("Nobody objected.", "Bo Bergqvist"),
        ("The end comes late.", "Bo Bergqvist"),
        ("It always does.", "Bo Bergqvist"),
    ]

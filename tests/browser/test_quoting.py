"""A reader selects words and takes them along: by mouse, by touch, by keys; and what a link of them opens."""

import re

import pytest

from .conftest import PHONE

pytestmark = pytest.mark.slow

DOCUMENT = "/documents/envoy-newsletter/"
TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}

# The first words of a paragraph to some words of another, as the mouse selects them.
SELECT = """([from, to]) => {
  const paragraph = (number) => document.querySelector(`[data-paragraph="${number}"]`);
  const range = document.createRange();
  range.setStart(paragraph(from).firstChild.firstChild ?? paragraph(from).firstChild, 0);
  range.setEnd(paragraph(to), paragraph(to).childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


def selection_toolbar(page):
    return page.get_by_role("toolbar", name="Selected words")


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def copy(page, expect, name):
    """The words "Copied" may stand there from before: the clipboard is emptied first."""
    page.evaluate("navigator.clipboard.writeText('')")
    selection_toolbar(page).get_by_role("button", name=name).click()
    expect(page.locator(".quote-bar [role=status]")).to_have_text("Copied")
    for _ in range(100):
        if clipboard(page):
            break
        page.wait_for_timeout(50)
    return clipboard(page)


@pytest.mark.parametrize("way", [{}, TOUCH], ids=["mouse", "touch"])
def test_selected_words_are_copied_as_link_quotation_and_citation(open_page, expect, way):
    page = open_page(DOCUMENT, **ALLOWED, **way)
    page.evaluate(SELECT, [3, 3])
    link, quotation, citation = (
        copy(page, expect, f"Copy {what}") for what in ("link", "quotation", "citation")
    )
    words = quotation.partition("”\n\n— ")[0].removeprefix("“")
    assert words.startswith("The newsletter reads")
    assert not re.search(r"\d\s*$", words), "the numbers of notes are no words"
    assert "?mark=p3.0-p3." in link
    assert "envoy-newsletter" in citation
    expect(page.locator(".quote-bar [role=status]")).to_have_text("", timeout=6_000)
    page.goto(link)
    assert page.locator("mark.target-text").all_inner_texts() != []
    assert "".join(page.locator("mark.target-text").all_text_contents()).startswith("The newsletter reads")
    assert (
        page.evaluate("document.querySelector('#words').getBoundingClientRect().top")
        < page.viewport_size["height"]
    )


def test_words_over_paragraphs_and_notes_are_those_of_the_text(open_page, expect):
    page = open_page(DOCUMENT, **ALLOWED)
    page.evaluate(SELECT, [2, 4])
    quotation = copy(page, expect, "Copy quotation")
    words = quotation.partition("”\n\n— ")[0].removeprefix("“")
    assert words.count("\n\n") == 2
    assert "Details" not in words


def test_keys_alone_reach_the_bar_from_the_number_of_a_paragraph(open_page, expect):
    page = open_page(DOCUMENT, **ALLOWED)
    page.locator("#p3 > a.para-number").focus()
    page.keyboard.press("Enter")
    expect(selection_toolbar(page)).to_be_visible()
    expect(page.locator(".quote-bar [role=status]")).to_contain_text("Press Tab for")
    while not page.evaluate("document.activeElement.matches('.quote-bar button')"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#p3') !== null")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".quote-bar [role=status]")).to_have_text("Copied")
    assert clipboard(page).startswith("“The newsletter reads")
    page.keyboard.press("Escape")
    expect(selection_toolbar(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('#p3') !== null")


def test_the_title_is_copied_as_the_document(open_page, expect):
    page = open_page(DOCUMENT, **ALLOWED)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    assert "/documents/envoy-newsletter/#:~:text=" in copy(page, expect, "Copy link")


def test_words_of_a_statement_s_page_lead_to_its_document(open_page, expect):
    page = open_page("/statements/86/", **ALLOWED)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.marked-paragraph mark'))")
    link = copy(page, expect, "Copy link")
    assert re.search(r"/documents/[\w-]+/\?mark=p\d+", link)


def test_nothing_is_offered_beside_the_text(open_page, expect):
    page = open_page(DOCUMENT)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.colophon p'))")
    page.wait_for_timeout(500)
    expect(selection_toolbar(page)).to_have_count(0)


def test_without_javascript_a_link_opens_with_its_words_marked(open_page, expect):
    page = open_page(f"{DOCUMENT}?mark=p3.0-p3.14&version=1#p3", java_script_enabled=False)
    assert page.locator("mark.target-text").inner_text() == "The newsletter"
    assert page.locator("#p3 > a.para-number").is_visible()


def test_n_and_p_step_only_while_the_matches_have_the_focus(open_page, expect):
    page = open_page(f"{DOCUMENT}?q=summit")
    page.keyboard.press("n")
    assert "#" not in page.url
    page.get_by_role("button", name="Next").click()
    assert page.url.endswith("#h1")
    assert page.evaluate("document.activeElement.id") == "h1"
    page.keyboard.press("n")
    assert page.url.endswith("#h2")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "h1"
    expect(page.locator(".matches [role=status]")).to_contain_text("1 / ")


# Half of a word, words that stand elsewhere in the page, the end of a statement and both sides of one, in two scripts.
SPANS = {
    "study-session-readout": [
        "ing of Xi’an Jiaotong",
        "made recommendations. The members",
        "ntelligence",
        "recent years",
    ],
    "study-session-readout-zh": ["政治局", "人工智能", "了建议。听课"],
}


@pytest.mark.parametrize(("slug", "words"), [(slug, span) for slug, spans in SPANS.items() for span in spans])
def test_the_browser_goes_to_the_very_words_of_a_link(open_page, slug, words):
    page = open_page(f"/documents/{slug}/")
    place = page.evaluate(
        """(words) => {
          const paragraphs = [...document.querySelectorAll("[data-paragraph]")].map((each) => {
            const copy = each.cloneNode(true);
            for (const note of copy.querySelectorAll(".ref")) note.remove();
            return [each.dataset.paragraph, copy.textContent];
          });
          const [number, text] = paragraphs.findLast(([, text]) => text.includes(words));
          const start = [...text.slice(0, text.lastIndexOf(words))].length;
          const mark = `p${number}.${start}-p${number}.${start + [...words].length}`;
          const { passageUrl, version } = document.querySelector("[data-passage-url]").dataset;
          return `${passageUrl}?${new URLSearchParams({ mark, version })}`;
        }""",
        words,
    )
    link = page.evaluate("async (place) => (await (await fetch(place)).json()).link", place)
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_function(
        """() => {
          const { top, bottom } = document.querySelector("#words").getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        }"""
    )
    assert page.locator("#words").text_content().startswith(words[:4])

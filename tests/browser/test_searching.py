"""Searching in a browser: what is offered while one types, facets, the histogram, landing on the words, coming back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import DESKTOP, PHONE

pytestmark = pytest.mark.slow

BROWSERS = [
    pytest.param({"viewport": DESKTOP}, id="desktop"),
    pytest.param({"viewport": PHONE, "java_script_enabled": False}, id="phone-without-javascript"),
]


def suggest(page, words):
    box = page.locator("#search-q")
    with page.expect_response(lambda answer: parse_qs(urlsplit(answer.url).query).get("q") == [words]):
        box.fill(words)
    page.get_by_role("option").first.wait_for()
    return box


@pytest.mark.parametrize("typed", ["张国清", "zhang g", "Zhāng"])
def test_a_speaker_is_offered_by_every_name_and_opened_by_the_keyboard(open_page, typed):
    page = open_page("/search/")
    box = suggest(page, typed)
    option = page.get_by_role("group", name="Speaker").get_by_role("option").first
    assert option.inner_text().startswith("Zhang Guoqing")
    for _ in range(page.get_by_role("option").count()):
        box.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/search/?speaker=zhang-guoqing")


def test_a_phrase_is_offered_and_chosen_with_the_mouse(open_page):
    page = open_page("/search/")
    suggest(page, "global gov")
    option = page.get_by_role("group", name="Phrase").get_by_role("option").first
    assert option.inner_text() == "global governance"
    option.click()
    page.wait_for_url(re.compile(r"\?q=%22global\+governance%22$"))


def test_suggestions_are_announced_and_closed(open_page):
    page = open_page("/")
    box = page.locator("#home-q")
    box.press_sequentially("summit", delay=10)
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    count = page.get_by_role("option").count()
    assert page.locator(".search-box [role=status]").first.inner_text() == f"{count} suggestions"
    box.press("Escape")
    assert (page.get_by_role("option").count(), box.input_value()) == (0, "summit")
    box.press("Enter")
    page.wait_for_url("**/search/?q=summit")


def test_a_value_of_a_long_facet_is_found_by_any_of_its_names(open_page):
    page = open_page("/search/?sort=oldest")
    box = page.get_by_role("combobox", name=re.compile("Search all")).first
    box.press_sequentially("习近", delay=10)
    option = page.locator(".facet .options [role=option]").first
    option.wait_for()
    assert option.inner_text().startswith("Xi Jinping")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/search/?speaker=xi-jinping&sort=oldest")


def test_without_javascript_all_values_are_a_page(open_page):
    page = open_page("/search/?sort=oldest", java_script_enabled=False)
    page.get_by_role("link", name=re.compile("Search all")).first.click()
    page.wait_for_url("**/search/values/speaker/?sort=oldest")
    page.locator("#values-find").fill("xi")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=xi")
    page.locator(".facet-page li a").first.click()
    page.wait_for_url("**/search/?speaker=xi-jinping&sort=oldest")


@pytest.mark.parametrize("way", BROWSERS)
def test_a_value_is_left_out_and_let_in_again(open_page, way):
    page = open_page("/search/?q=governance", **way)
    before = total(page)
    if way["viewport"] == PHONE:
        page.locator(".facets > summary").click()
    facet_value = page.locator("section.facet li").filter(has_text="Xi Jinping").first
    count = int(facet_value.locator(".count").inner_text())
    facet_value.locator(".exclude").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=governance&not-speaker=xi-jinping")
    assert total(page) == before - count
    page.get_by_role("link", name=re.compile("Not speaker Xi Jinping")).click()
    page.wait_for_url("**/search/?q=governance")


def total(page) -> int:
    return int(page.locator("#results-title").inner_text().split()[0])


def test_themes_can_be_wanted_together(open_page):
    page = open_page("/search/?theme=governance&theme=cooperation")
    any_of_them = total(page)
    page.get_by_role("link", name="Match all").click()
    page.wait_for_url("**/search/?theme=governance&theme=cooperation&themes=all")
    assert 0 < total(page) < any_of_them


def test_dragging_over_the_bars_chooses_their_years(open_page):
    page = open_page("/search/")
    box = page.locator(".chart svg").bounding_box()
    first, years = (
        int(page.locator(".chart").get_attribute(f"data-{name}")) for name in ("first-year", "year-count")
    )
    middle = [box["x"] + box["width"] * (place + 0.5) / years for place in (1, 3)]
    page.mouse.move(middle[1], box["y"] + 40)
    page.mouse.down()
    page.mouse.move(middle[0] + 3, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(f"**/search/?from={first + 1}-01-01&to={first + 3}-12-31")


def test_two_bars_with_shift_choose_the_years_between(open_page):
    page = open_page("/search/?q=governance")
    bars = page.locator(".chart svg a")
    years = [bars.nth(place).locator("title").text_content()[:4] for place in (0, bars.count() - 1)]
    bars.last.focus()
    page.keyboard.press("Shift+Enter")
    bars.first.focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_url(f"**/search/?q=governance&from={years[0]}-01-01&to={years[1]}-12-31")


def test_an_example_of_the_help_is_a_search(open_page):
    page = open_page("/search/")
    page.get_by_role("link", name="Search tips").click()
    page.get_by_role("link", name="risk OR danger").click()
    page.wait_for_url("**/search/?q=risk%20OR%20danger")
    assert total(page) > 0


@pytest.mark.parametrize("way", BROWSERS)
def test_a_misspelt_word_leads_to_the_right_one(open_page, way):
    page = open_page("/search/?q=goverance+summit", **way)
    page.locator(".suggested-query a").click()
    page.wait_for_url("**/search/?q=governance+summit")
    assert total(page) > 0


@pytest.mark.parametrize("way", BROWSERS)
def test_the_reports_of_an_utterance_open_where_they_are_listed(open_page, way):
    page = open_page("/search/?q=governance", **way)
    reports = page.locator("details.reports").first
    promised = int(reports.locator("summary").inner_text().split()[0])
    reports.locator("summary").click()
    assert reports.locator("li").count() == promised
    assert reports.locator("li a").count() == promised - 1
    page.get_by_role("link", name=re.compile("List all")).click()
    page.wait_for_url("**/search/?q=governance&unit=statements")


def test_matches_are_stepped_through_by_key(open_page):
    page = open_page("/documents/envoy-newsletter/?q=governance")
    shown = page.locator(".matches [role=status]")
    hits = page.locator("mark.hit[id]").count()
    assert f"{hits} matches for" in page.locator(".matches").inner_text()
    page.get_by_role("button", name="Next").focus()
    for key, place in [("n", 1), ("n", 2), ("p", 1), ("p", hits), ("n", 1)]:
        page.keyboard.press(key)
        assert shown.inner_text() == f"{place} / {hits}"
        assert page.locator(".hit.is-current").count() == 1


def test_keys_typed_into_a_box_are_words(open_page):
    page = open_page("/documents/envoy-newsletter/?q=governance")
    page.locator("#masthead-q").press_sequentially("nnn")
    assert page.locator(".hit.is-current").count() == 0


def test_back_shows_the_same_answers(open_page):
    page = open_page("/search/?q=governance&page=2")
    quotations = page.locator("blockquote.words").all_inner_texts()
    page.locator("blockquote.words a").first.click()
    page.wait_for_url("**/documents/**")
    page.go_back()
    page.wait_for_url("**/search/?q=governance&page=2")
    assert page.locator("blockquote.words").all_inner_texts() == quotations
    assert page.locator("#search-q").input_value() == "governance"


def test_files_of_a_search_have_its_parameters(open_page):
    page = open_page("/search/?q=governance&speaker=xi-jinping")
    page.get_by_text("Export or follow this search").click()
    links = [link.get_attribute("href") for link in page.locator(".exports a").all()]
    assert len(links) == 11  # seven of the rows, an alert, three of the reference to the search
    assert {address.partition("?")[2] for address in links} == {"q=governance&speaker=xi-jinping"}

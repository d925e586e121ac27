"""Every kind of page, on a desktop and a phone, in light and dark: axe, targets, headings, and validity."""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from archive.management.demonstration import write_history

from .conftest import DESKTOP, PHONE
from .test_accessibility import AXE

pytestmark = pytest.mark.slow

TARGETS = Path(__file__).with_name("targets.js").read_text("utf-8")
# npm install --prefix var vnu-jar
VNU = Path(__file__).parents[2] / "var/node_modules/vnu-jar/build/dist/vnu.jar"
TAGS = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]'
RULES = f'{{preload: false, resultTypes: ["violations"], runOnly: {TAGS}}}'
SHAPES = [
    pytest.param({"viewport": DESKTOP}, id="desktop"),
    pytest.param({"viewport": PHONE, "has_touch": True, "is_mobile": True}, id="phone"),
    pytest.param({"viewport": DESKTOP, "color_scheme": "dark"}, id="dark"),
]
PAGES = [
    "/",
    "/search/",
    "/search/?q=governance",
    "/search/?q=governance&speaker=xi-jinping&not-theme=summits&theme=cooperation&theme=initiative&themes=all",
    "/search/?q=governance&unit=statements&from=2024",
    "/search/?q=governance&unit=passages",
    "/search/?q=nothingtofind",
    "/search/?q=harmony+nothingtofind",
    "/search/values/theme/?q=governance",
    "/documents/",
    "/documents/envoy-newsletter/",
    "/documents/envoy-newsletter/?q=governance",
    "/documents/envoy-newsletter/?mark=p3.0-p3.14&version=1",
    "/documents/envoy-newsletter/?mark=p99.0-p99.1&version=1",
    "/documents/envoy-newsletter/versions/",
    "/documents/study-session-machine/",
    "/documents/study-session-readout-zh/",
    "/statements/86/",
    "/statements/188/",
    "/utterances/1/",
    "/utterances/17/",
    "/speakers/",
    "/speakers/xi-jinping/",
    "/events/",
    "/events/study-session-20/",
    "/themes/",
    "/themes/governance/",
    "/terms/",
    "/terms/international-public-good/",
    "/about/",
    "/alerts/new/?speaker=xi-jinping",
    "/alerts/requested/",
    "/saved/",
    "/documents/?kind=speech&year=1900&sort=title",
    "/trends/?phrase=governance&phrase=risk&split=source&measure=rate",
    "/trends/?phrase=nothingtofind",
    "/speakers/xi-jinping/words/",
    "/speakers/xi-jinping/timeline/",
    "/events/study-session-20/timeline/",
    "/figures/",
    "/documents/study-session-readout/compare/study-session-daily/",
    "/documents/study-session-readout/compare/study-session-readout-zh/",
    "/documents/study-session-readout/?whole=yes",
    "/documents/study-session-newsletter/versions/",
    "/documents/study-session-newsletter/versions/1/",
    "/statements/108/?version=1",
    "/trends/?phrase=term:international-public-good&phrase=governance",
    "/trends/?phrase=nothingtofind&phrase=norany&phrase=northis&phrase=northat",
    "/statements/284/",
    "/no-such-page/",
    "/zh/",
    "/zh/search/?q=治理",
    "/zh/documents/study-session-readout-zh/",
    "/zh/statements/188/",
    "/zh/speakers/xi-jinping/",
    "/zh/events/study-session-20/",
    "/zh/terms/international-public-good/",
    "/zh/trends/?phrase=治理",
]
STATUS = {"/statements/284/": 410, "/no-such-page/": 404}  # of the others 200
MAX_STOPS = 15


@pytest.fixture(scope="module", autouse=True)
def _corrections_and_a_tombstone(site, django_db_blocker):
    with django_db_blocker.unblock():
        write_history(settings.BASE_DIR / "fixtures/history.json")


def heading_levels(page):
    return page.evaluate(
        """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => +each.tagName[1])"""
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_no_page_has_a_barrier(open_page, shape):
    open_page.expected = ["404", "410"]
    page = open_page("/about/", **shape)
    failures = {}
    for path in PAGES:
        answer = page.goto(path)
        page.evaluate(AXE)
        violations = page.evaluate(f"axe.run(document, {RULES}).then((found) => found.violations)")
        levels = heading_levels(page)
        skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        width = page.evaluate("document.documentElement.scrollWidth")
        problems = [
            *(f"{text['id']}: {[node['target'] for node in text['nodes']]}" for text in violations),
            *page.evaluate(TARGETS),
            *([f"headings {levels}"] if levels.count(1) != 1 or skipped else []),
            *(["wider than the window"] if width > shape["viewport"]["width"] else []),
            *([f"status {answer.status}"] if answer.status != STATUS.get(path, 200) else []),
        ]
        if problems:
            failures[path] = problems
    assert failures == {}


def test_no_page_is_wider_than_a_window_at_four_times_the_size(open_page):
    """WCAG 2.1, 1.4.10: 1,280 pixels at 400 %."""
    open_page.expected = ["404", "410"]
    page = open_page("/about/", viewport={"width": 320, "height": 256})
    widths = {}
    for path in PAGES:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in widths.items() if width > 320} == {}


@pytest.mark.parametrize(
    "path", ["/search/", "/search/?q=governance", "/search/?unit=statements&q=governance+cooperation"]
)
def test_the_first_result_is_few_stops_away(open_page, path):
    page = open_page(path)
    stops = 0
    while True:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.statements') !== null"):
            break
        stops += 1
        assert stops < MAX_STOPS
    page.goto(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#results') !== null")


def test_each_value_of_a_facet_is_one_stop_and_arrows_exclude_it(open_page):
    page = open_page("/search/?q=governance")
    value = page.locator(".facet li > a").first
    value.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.facet li:nth-child(2) > a:first-child')")
    value.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('.facet li:first-child > .exclude')")
    page.keyboard.press("Enter")
    page.wait_for_url("**not-speaker=*")


def test_several_filters_are_chosen_on_a_phone_before_one_show(open_page, expect):
    page = open_page("/search/?q=governance", viewport=PHONE, has_touch=True, is_mobile=True)
    first = page.locator(".statements blockquote").first
    assert first.bounding_box()["y"] < PHONE["height"]
    page.get_by_role("link", name="Filters").click()
    sheet = page.get_by_role("dialog", name="Filter results")
    show = sheet.locator("footer button").first
    unfiltered = show.inner_text()
    for name in ("Xi Jinping", "Ma Zhaoxu"):
        sheet.get_by_role("checkbox", name=name).first.click()
    expect(show).not_to_have_text(unfiltered)
    label = show.inner_text()
    show.click()
    page.wait_for_url("**speaker=*speaker=*")
    assert label == f"Show {page.locator('#results-title').inner_text()}"


def test_filters_that_were_not_shown_change_nothing(open_page):
    page = open_page("/search/?q=governance", viewport=PHONE, has_touch=True, is_mobile=True)
    elements = "(facets) => [...facets.querySelectorAll('*')].map((each) => each.cloneNode().outerHTML)"
    before = page.locator(".facets").evaluate(elements)
    page.get_by_role("link", name="Filters").click()
    page.get_by_role("checkbox", name="Xi Jinping").first.click()
    page.keyboard.press("Escape")
    assert page.locator(".facets").evaluate(elements) == before


def test_paper_begins_with_what_was_searched(open_page):
    page = open_page("/search/?q=governance&speaker=xi-jinping")
    page.emulate_media(media="print")
    head = page.locator(".print-head").inner_text()
    assert "Search for “governance”: " in head
    assert "Speaker: Xi Jinping" in head
    assert "Accessed on " in head
    assert page.url in head
    assert not page.locator(".search-form").is_visible()
    page.goto("/documents/envoy-newsletter/")
    assert page.locator(".legend").is_visible()


@pytest.mark.skipif(
    not VNU.exists() or not shutil.which("java"), reason="vnu-jar is not installed below var/"
)
def test_every_page_is_valid(open_page, tmp_path):
    page = open_page("/about/")
    for number, path in enumerate(PAGES):
        (tmp_path / f"{number:02}.html").write_text(page.request.get(path).text(), "utf-8")
    process = subprocess.run(
        ["java", "-jar", VNU, "--errors-only", "--format", "gnu", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in process.stderr.splitlines() if "CSS" not in line] == []

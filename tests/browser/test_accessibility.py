"""axe-core finds nothing on any public page, and no weak contrast in the dark where the colours are."""

from pathlib import Path

import axe_playwright_python
import pytest

from .test_workbench_proposals import TEXT as PROPOSED
from .workbench_page import choose, wait_until_sent

pytestmark = pytest.mark.slow

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
PAGES = [
    "/",
    "/search/",
    "/search/?q=governance&theme=united-nations&kind=policy&from=2024",
    "/search/?q=governance&speaker=xi-jinping&not-theme=summits&theme=cooperation&theme=initiative&themes=all",
    "/search/?q=nothingtofind",
    "/search/values/theme/?q=governance",
    "/search/?unit=passages&q=governance",
    "/documents/",
    "/documents/envoy-newsletter/",
    "/documents/study-session-machine/",
    "/statements/86/",
    "/speakers/",
    "/speakers/xi-jinping/",
    "/events/",
    "/events/study-session-20/",
    "/themes/",
    "/themes/governance/",
    "/about/",
    "/no-such-page/",
]


# In the dark only the colours differ, so these show all of them: a list with marks and facets, texts, a chart, prose.
DARK_PAGES = {
    "/search/?q=governance&theme=united-nations&kind=policy&from=2024",
    "/documents/envoy-newsletter/",
    "/statements/86/",
    "/about/",
}
# What passes is not listed: that takes longer than to check it. Imported style sheets are not loaded once more: axe
# makes inline ones of them, which the policy forbids.
RULES = {
    "light": '{preload: false, resultTypes: ["violations"]}',
    "dark": '{preload: false, resultTypes: ["violations"], runOnly: ["color-contrast"]}',
}


def violations(page, scheme="light"):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations = page.evaluate(f"axe.run(document, {RULES[scheme]}).then((found) => found.violations)")
    return [
        (rule["id"], node["target"], node["failureSummary"]) for rule in violations for node in rule["nodes"]
    ]


def test_public_pages_have_no_barriers(open_page):
    page = open_page("/about/")
    for path in PAGES[:-1]:
        page.goto(path)
        assert violations(page) == [], path
        if path in DARK_PAGES:
            page.emulate_media(color_scheme="dark")
            assert violations(page, "dark") == [], (path, "dark")
            page.emulate_media(color_scheme="light")


def test_the_page_for_a_lost_address_has_no_barriers(chromium, site):
    page = chromium.new_page(base_url=site)
    page.goto("/no-such-page/")
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_suggestions_have_no_barriers(open_page, scheme):
    page = open_page("/search/", color_scheme=scheme)
    page.locator("#search-q").press_sequentially("global gov", delay=10)
    page.locator(".options [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_workbench_has_no_barriers(workbench, new_text, scheme):
    """With two overlapping statements, then with the panel open on one, a list of choices down, and the keys shown."""
    page = workbench(new_text(), color_scheme=scheme)
    page.focus("#text")
    for key in ("s", "Enter"):
        page.keyboard.press(key)
    choose(page, "speaker", "Amara")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")
    for key in ("ArrowUp", "w", "Shift+Enter"):
        page.keyboard.press(key)
    wait_until_sent(page, 2)
    assert violations(page, scheme) == []
    page.keyboard.press("e")
    page.locator("#choose-themes").press("ArrowDown")
    assert violations(page, scheme) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("dialog").wait_for()
    assert violations(page, scheme) == []
    page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_proposals_have_no_barriers(workbench, new_text, scheme):
    """With one of them current, then with the dialog that accepts several, then opened in the panel with a new role."""
    page = workbench(new_text(PROPOSED), color_scheme=scheme)
    page.locator(".proposals > li").first.wait_for()
    page.focus("#text")
    page.keyboard.press("j")
    page.locator(".proposals [aria-current]").wait_for()
    assert violations(page, scheme) == []
    page.keyboard.press("Shift+A")
    page.locator("dialog").wait_for()
    assert violations(page, scheme) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add a role…").click()
    assert violations(page, scheme) == []

"""The annotating workbench: by mouse, by keyboard alone, by two editors at once, and with the network gone."""

import time

import pytest
from django.contrib.auth.models import User

from archive.models import Speaker, Statement

from ..factories import make_document, make_event, make_speaker, make_statement, make_theme
from .conftest import committed
from .test_accessibility import RULES, violations

TEXT = (
    "Remarks at the 😀 harbour\n\n"
    "Minister Adeyemi said that every harbour deserves a library. She called the reading room a promise kept. "
    "Nobody left early.\n\n"
    "𠮷野家 said: “Books are the cheapest ships 😀.” The guests agreed.\n\n"
    "The catalogue opens in spring. It will be open to all. So it was promised."
)
SELECT = """([paragraph, words]) => {
    const node = document.createTreeWalker(document.querySelector(`#p${paragraph} p`), NodeFilter.SHOW_TEXT);
    while (node.nextNode()) {
        const at = node.currentNode.textContent.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node.currentNode, at);
        range.setEnd(node.currentNode, at + words.length);
        const boxes = [...range.getClientRects()];
        const [first, last] = [boxes[0], boxes.at(-1)];
        return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
    }
}"""
EDITORS = ("wilma", "walter")


@pytest.fixture(scope="module")
def people(site, django_db_blocker):
    with django_db_blocker.unblock():
        for name in EDITORS:
            User.objects.create_superuser(name, password="correct horse")


@pytest.fixture
def document(site, people):
    """A document of its own for each test, with a speaker and a theme that it may choose."""

    def make():
        make_speaker("Amara Adeyemi"), make_theme("Libraries")
        return make_document(
            TEXT, title="Remarks at the harbour", kind="news_report", event=make_event("Harbour day")
        )

    made = committed(make)
    yield made
    committed(
        lambda: (
            made.statements.all().delete(),
            made.delete(),
            Speaker.objects.filter(name="Amara Adeyemi").delete(),
        )
    )


@pytest.fixture
def bench(open_page, document):
    """``bench("walter", viewport=…)`` opens the page as that editor, ready to work."""

    def bench(name="wilma", **options):
        address = f"/admin/archive/document/{document.pk}/annotate/"
        page = open_page(f"/admin/login/?next={address}", **options)
        sign_in(page, name)
        ready(page)
        return page

    return bench


@pytest.fixture
def alone(chromium, site, document, people):
    """``alone("walter")`` opens the page in that editor's own browser: its network may go, its writes be refused."""
    contexts = []

    def alone(name):
        context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(8_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/admin/login/?next=/admin/archive/document/{document.pk}/annotate/")
        sign_in(page, name)
        ready(page)
        return page

    yield alone
    for each in contexts:
        each.close()


@pytest.fixture
def expect():
    return pytest.importorskip("playwright.sync_api").expect


def sign_in(page, name):
    page.fill("#id_username", name)
    page.fill("#id_password", "correct horse")
    page.click("[type=submit]")


def ready(page):
    page.wait_for_selector(".bench[data-ready]")


def statements(document):
    rows = Statement.objects.filter(document=document.pk).in_reading_order()
    return committed(lambda: list(rows.values_list("text", "attribution")))


def stored(document, count):
    """The statements once there are so many: a write is sent while the page goes on."""
    for _ in range(80):
        found = statements(document)
        if len(found) == count:
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def noted(statement, words):
    """Waits until the statement's note says so."""
    for _ in range(80):
        if (found := committed(lambda: Statement.objects.get(pk=statement.pk).note)) == words:
            return
        time.sleep(0.05)
    raise AssertionError(found)


def drag(page, paragraph, words):
    x, y, to_x, to_y = page.evaluate(SELECT, [paragraph, words])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=4)
    page.mouse.up()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def mark_by_mouse(page, paragraph, words, attribution="summary"):
    drag(page, paragraph, words)
    page.locator("#panel").wait_for()
    page.locator("#panel [name=voice]").select_option("narrator")
    page.locator("#panel [name=attribution]").select_option(attribution)
    page.locator("#panel [type=submit]").click()


def test_words_dragged_over_are_marked_to_the_code_point(bench, document, expect):
    page = bench()
    drag(page, 3, "Books are the cheapest ships")
    expect(page.locator("#panel .panel-words")).to_have_text("Books are the cheapest ships")
    assert page.locator("#panel [name=attribution]").input_value() == "verbatim"
    page.locator("#panel [name=voice]").select_option("narrator")
    page.locator("#panel [type=submit]").click()
    assert stored(document, 1) == [("Books are the cheapest ships", "verbatim")]
    made = committed(lambda: Statement.objects.get(document=document.pk))
    assert made.start == TEXT.index("Books")
    expect(page.locator("#statements > li")).to_have_count(1)
    assert page.locator("#p3 .said").all_inner_texts() == ["Books are the cheapest ships"]


def test_by_keyboard_alone_and_the_next_one_in_a_key(bench, document, expect):
    page = bench()
    page.focus("#text")
    press(page, "PageDown", "s", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.type("Amara")
    page.locator("#panel .options [role=option]").first.wait_for()
    press(page, "Enter")
    page.locator("#panel [name=attribution]").select_option("paraphrase")
    page.keyboard.press("Control+Enter")
    assert stored(document, 1) == [
        ("Minister Adeyemi said that every harbour deserves a library.", "paraphrase")
    ]
    expect(page.locator("#panel")).to_be_hidden()
    press(page, "s", "Shift+Enter")  # the next sentence, like the last statement
    assert [words for words, _how in stored(document, 2)][1] == "She called the reading room a promise kept."
    press(page, "s", "Enter", "Enter")
    rows = stored(document, 3)
    assert rows[2] == ("Nobody left early.", "paraphrase")
    speakers = committed(
        lambda: set(Statement.objects.filter(document=document.pk).values_list("speaker__name", flat=True))
    )
    assert speakers == {"Amara Adeyemi"}


def test_what_was_done_is_undone_and_done_again(bench, document, expect):
    page = bench()
    mark_by_mouse(page, 4, "It will be open to all.")
    stored(document, 1)
    page.focus("#text")
    press(page, "u")
    stored(document, 0)
    expect(page.locator("#statements > li")).to_have_count(0)
    press(page, "r")
    assert stored(document, 1) == [("It will be open to all.", "summary")]


def test_a_statement_is_split_duplicated_moved_at_its_ends_and_deleted(bench, document, expect):
    committed(lambda: make_statement(document, "The catalogue opens in spring. It will be open to all."))
    page = bench()
    page.focus("#text")
    press(page, "n", "ArrowDown", "c")
    assert [words for words, _how in stored(document, 2)] == [
        "The catalogue opens in spring.",
        "It will be open to all.",
    ]
    press(page, "u")
    stored(document, 1)
    press(page, "Control+Home", "n", "]")
    page.wait_for_timeout(900)
    assert stored(document, 1)[0][0] == "The catalogue opens in spring. It will be open to all. So"
    press(page, "d")
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#panel [name=attribution]").select_option("verbatim")
    page.keyboard.press("Control+Enter")
    stored(document, 2)
    page.focus("#text")
    press(page, "n", "Delete")
    stored(document, 1)


def test_an_end_is_dragged(bench, document, expect):
    committed(lambda: make_statement(document, "It will be open"))
    page = bench()
    page.locator("#p4 .said").first.click()
    handle = page.locator(".handle").last
    handle.wait_for(state="attached")
    x, y = handle.evaluate("(end) => [end.getBoundingClientRect().x, end.getBoundingClientRect().y + 8]")
    _x, _y, to_x, to_y = page.evaluate(SELECT, [4, "to all"])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=5)
    page.mouse.up()
    page.wait_for_timeout(900)
    assert statements(document)[0][0] == "It will be open to all"


def test_marks_are_filtered(bench, document, expect):
    def make():
        make_statement(
            document, "every harbour deserves a library", speaker=Speaker.objects.get(name="Amara Adeyemi")
        )
        make_statement(document, "The guests agreed.")

    committed(make)
    page = bench()
    expect(page.locator("#statements > li")).to_have_count(2)
    page.locator("#bar select").nth(1).select_option(label="Amara Adeyemi (1)")
    expect(page.locator("#statements > li")).to_have_count(1)
    assert page.locator("#text .said").all_inner_texts() == ["every harbour deserves a library"]


def test_two_editors_see_each_others_marks_and_do_not_overwrite_each_other(alone, document, expect):
    made = committed(lambda: make_statement(document, "The guests agreed."))
    first, second = alone("wilma"), alone("walter")
    first.focus("#text")
    press(first, "n", "e")
    first.fill("#panel [name=note]", "Mine")
    second.focus("#text")
    press(second, "n", "e")
    second.fill("#panel [name=note]", "Theirs")
    second.keyboard.press("Control+Enter")
    expect(second.locator("#statements")).to_contain_text("Theirs")
    noted(made, "Theirs")
    first.keyboard.press("Control+Enter")
    dialog = first.locator("dialog[open]")
    expect(dialog).to_contain_text("Somebody else changed this statement meanwhile")
    expect(dialog).to_contain_text("Mine")
    expect(dialog).to_contain_text("Theirs")
    assert committed(lambda: Statement.objects.get(pk=made.pk).note) == "Theirs"
    dialog.get_by_role("button", name="Put mine in its place").click()
    expect(dialog).to_have_count(0)
    noted(made, "Mine")
    mark_by_mouse(first, 4, "So it was promised.")
    expect(second.locator("#statements > li")).to_have_count(2, timeout=9_000)


def test_what_is_done_without_the_network_waits_and_is_sent(alone, document, expect):
    page = alone("wilma")
    page.context.set_offline(True)
    mark_by_mouse(page, 4, "It will be open to all.")
    expect(page.locator("#trouble")).to_contain_text("1 change waits for the network")
    assert statements(document) == []
    page.context.set_offline(False)  # the browser tells the page, which sends by itself
    assert stored(document, 1) == [("It will be open to all.", "summary")]
    expect(page.locator("#trouble")).to_be_hidden()


def test_after_an_expired_login_one_logs_in_and_goes_on(alone, document, expect):
    page = alone("wilma")
    page.context.clear_cookies()
    mark_by_mouse(page, 4, "It will be open to all.")
    expect(page.locator("#trouble")).to_contain_text("You are not logged in any more. 1 change waits")
    with page.context.expect_page() as opened:
        page.locator("#trouble a").click()
    login = opened.value
    sign_in(login, "wilma")
    login.wait_for_load_state()
    page.locator("#trouble button").click()
    assert stored(document, 1) == [("It will be open to all.", "summary")]


@pytest.mark.parametrize("size", [(1366, 768), (820, 1180), (390, 844)])
def test_the_page_has_no_barriers_and_fits(bench, document, expect, size):
    committed(
        lambda: (make_statement(document, "The guests agreed."), make_statement(document, "guests agreed"))
    )
    page = bench(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.focus("#text")
    press(page, "PageDown", "s", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    for scheme in RULES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)  # links of the admin change their colour slowly
        assert violations(page, scheme) == [], scheme
    page.emulate_media()
    press(page, "Escape", "Escape", "?")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert violations(page) == []

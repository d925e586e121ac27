"""What the tests of the workbench share: a signed-in page, a text, places in it, and what was saved."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections
from django.test import Client

from archive.models import Document
from archive.models.permissions import PUBLISHERS
from tests.factories import make_document, make_event, make_speaker, make_theme

TEXT = (
    "😀 Ships carry books. The harbour is open.\n\n"
    "Minister Adeyemi said: “ships carry books 😀” and 𠮷野家 serves rice. Nobody objected.\n\n"
    "The end comes late. It always does."
)
BOX = """async ([words, occurrence]) => {
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest("p") && !node.parentElement.closest(".ref") ? 1 : 2);
    const nodes = [];
    let all = "";
    while (walker.nextNode()) { nodes.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
    let at = -1;
    for (let n = 0; n <= occurrence; n++) at = all.indexOf(words, at + 1);
    const point = (unit, ending) => {
        const [start, node] = nodes.findLast(([start]) => (ending ? start < unit : start <= unit));
        return [node, unit - start];
    };
    const range = document.createRange();
    range.setStart(...point(at, false));
    range.setEnd(...point(at + words.length, true));
    const frame = () => new Promise(requestAnimationFrame);
    for (let tries = 0; tries < 3; tries++) { // what was out of sight had a guessed height
        range.startContainer.parentElement.closest(".para").scrollIntoView({ block: "center", behavior: "instant" });
        await frame();
        await frame();
    }
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes.at(-1)];
    return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
}"""


def run_in_thread(act, *given):
    """Written by a thread of its own: what the test's thread writes is in a transaction that the server never sees."""

    def act_and_close():
        try:
            return act(*given)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act_and_close).result()


@pytest.fixture(scope="module")
def people(site, django_db_blocker):
    """Two publishers, two speakers, a theme and an event beside the demo data."""
    with django_db_blocker.unblock():
        users = [User.objects.create_user(name, is_staff=True) for name in ("annie", "bert")]
        for user in users:
            user.groups.add(Group.objects.get(name=PUBLISHERS))
        speaker, other_speaker = make_speaker("Amara Adeyemi"), make_speaker("Bo Bergqvist")
        theme, event = make_theme("Harbour life"), make_event("Harbour day")
        return SimpleNamespace(speaker=speaker, other=other_speaker, theme=theme, event=event)


@pytest.fixture
def sign_in(site, django_db_blocker):
    def session(name):
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    def sign_in(page, name="annie"):
        with django_db_blocker.unblock():
            client = run_in_thread(session, name)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}]
        )

    return sign_in


@pytest.fixture
def new_text(people, django_db_blocker):
    def make(text, fields):
        document = make_document(text, **fields)
        document.refresh_from_db()
        return document

    def new_text(text=TEXT, **fields):
        fields.setdefault("kind", Document.Kind.NEWS_REPORT)
        with django_db_blocker.unblock():
            return run_in_thread(make, text, fields)

    return new_text


@pytest.fixture
def workbench(open_page, people, sign_in):
    """``workbench(document, "bert", viewport=PHONE)`` -> the page, ready."""

    def workbench(document, name="annie", after="", **options):
        page = open_page("/about/", **options)
        sign_in(page, name)
        page.goto(f"/admin/archive/document/{document.pk}/annotate/{after}")
        page.wait_for_selector(".workbench[data-ready]", timeout=5_000)
        return page

    return workbench


@pytest.fixture
def expect():
    """Waits as long as everything else, for a machine that stands still now and then."""
    expect = pytest.importorskip("playwright.sync_api").expect
    expect.set_options(timeout=30_000)
    return expect


@pytest.fixture
def read_statements(django_db_blocker):
    """(words, speaker, attribution) of a document's statements in reading order, or other fields."""

    def read_statements(document, *names):
        with django_db_blocker.unblock():
            names = names or ("text", "speaker__name", "attribution")
            rows = document.statements.in_reading_order().values_list(*names, flat=len(names) == 1)
            return list(rows)

    return read_statements


def text_corners(page, words, occurrence=0):
    """x, y of the beginning and x, y of the end of words in the text."""
    return page.evaluate(BOX, [words, occurrence])


def drag(page, words, occurrence=0):
    x1, y1, x2, y2 = text_corners(page, words, occurrence)
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    page.mouse.move(x2, y2)
    page.mouse.up()


def press_keys(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def choose(page, field, label):
    """By typing and Enter, as an editor does."""
    page.locator(f"#choose-{field}").fill(label)
    page.locator(f"#choose-{field}-list [role=option]", has_text=label).first.wait_for()
    page.keyboard.press("Enter")


def wait_until_sent(page, count):
    """All is sent and the text shows so many statements."""
    page.wait_for_function(
        "count => document.querySelectorAll('.statements > li').length === count"
        " && !Number(document.querySelector('.workbench').dataset.pending)",
        arg=count,
    )
